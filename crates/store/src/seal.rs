//! Salts, seals and hashes: everything that BLAKE3 says of the ledger.

use model::Seal;
use serde_json::{Map, Value};

/// 16 random bytes that keep a short text from being guessed from its seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Salt([u8; 16]);

/// The salts of one submission, one after the other.
pub(crate) struct Salts {
    seed: [u8; 32],
    next: u64,
}

/// A text and what stands for it in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sealed {
    pub seal: Seal,
    pub salt: Salt,
    pub text: String,
}

impl Salts {
    pub(crate) fn new(seed: [u8; 32]) -> Salts {
        Salts { seed, next: 0 }
    }

    /// Salt i: the first 16 bytes of BLAKE3 keyed with the seed over i, eight bytes, the lowest first.
    pub(crate) fn draw(&mut self) -> Salt {
        let hash = blake3::keyed_hash(&self.seed, &self.next.to_le_bytes());
        self.next += 1;
        Salt(hash.as_bytes()[..16].try_into().expect("invariant: a hash has 32 bytes"))
    }
}

impl Salt {
    pub(crate) fn to_hex(self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |it: u8| char::from(DIGITS[usize::from(it)]);
        self.0.iter().flat_map(|it| [digit(it >> 4), digit(it & 15)]).collect()
    }

    /// `None` for anything but 32 lower-case hexadecimal digits.
    pub(crate) fn from_hex(text: &str) -> Option<Salt> {
        let is_hex = text.len() == 32 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hex {
            return None;
        }
        let mut salt = [0; 16];
        for (i, byte) in salt.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Salt(salt))
    }

    /// Hex BLAKE3 of the salt and the text behind it.
    pub(crate) fn seal(self, text: &str) -> Seal {
        Seal(self.hash(&[text.as_bytes()]))
    }

    /// What an entry says of its receipt: hex BLAKE3 of salt, key, a zero byte, fingerprint.
    pub(crate) fn receipt(self, key: &str, fingerprint: &str) -> String {
        self.hash(&[key.as_bytes(), &[0], fingerprint.as_bytes()])
    }

    fn hash(self, parts: &[&[u8]]) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.0);
        for part in parts {
            hasher.update(part);
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// Hex BLAKE3.
pub(crate) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Replaces every `{"plain": text}` by `{"sealed": seal}` and strips NUL, which PostgreSQL cannot hold, from every string.
pub(crate) fn seal_words(body: &mut Value, salts: &mut Salts, sealed: &mut Vec<Sealed>) {
    match body {
        Value::String(text) if text.contains('\0') => *text = without_nul(std::mem::take(text)),
        Value::Array(items) => items.iter_mut().for_each(|it| seal_words(it, salts, sealed)),
        Value::Object(fields) => match plain_words(fields) {
            Some(text) => {
                let text = without_nul(text.to_owned());
                let salt = salts.draw();
                let seal = salt.seal(&text);
                *fields = Map::from_iter([("sealed".to_owned(), Value::String(seal.0.clone()))]);
                sealed.push(Sealed { seal, salt, text });
            }
            None => fields.values_mut().for_each(|it| seal_words(it, salts, sealed)),
        },
        _ => {}
    }
}

/// Every seal of a stored body, in the order in which they stand there.
pub(crate) fn seals_of(body: &Value, found: &mut Vec<Seal>) {
    match body {
        Value::Array(items) => items.iter().for_each(|it| seals_of(it, found)),
        Value::Object(fields) => match only(fields, "sealed") {
            Some(seal) => found.push(Seal(seal.to_owned())),
            None => fields.values().for_each(|it| seals_of(it, found)),
        },
        _ => {}
    }
}

/// JSON with the fields of every object in the order of their bytes, without blanks.
///
/// Written out here so that no feature of a library can change the bytes that are hashed.
pub(crate) fn canonical(value: &Value) -> String {
    let mut text = String::with_capacity(256);
    write_canonical(value, &mut text);
    text
}

fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (i, item) in items.iter().enumerate() {
                text.push_str(if i == 0 { "" } else { "," });
                write_canonical(item, text);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            fields.sort_unstable_by_key(|&(name, _)| name);
            text.push('{');
            for (i, (name, value)) in fields.into_iter().enumerate() {
                text.push_str(if i == 0 { "" } else { "," });
                text.push_str(&quoted(name));
                text.push(':');
                write_canonical(value, text);
            }
            text.push('}');
        }
        Value::String(it) => text.push_str(&quoted(it)),
        leaf => text.push_str(&leaf.to_string()),
    }
}

/// A JSON string.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("invariant: a text is written as JSON")
}

pub(crate) fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

fn plain_words(fields: &Map<String, Value>) -> Option<&str> {
    only(fields, "plain")
}

fn only<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    (fields.len() == 1).then(|| fields.get(name)?.as_str()).flatten()
}
