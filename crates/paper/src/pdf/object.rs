//! The objects of a PDF, parsed without recursion; what cannot be understood is null.

use std::rc::Rc;

use crate::limits;

#[derive(Clone, Debug, Default, PartialEq)]
pub enum Object {
    #[default]
    Null,
    Bool,
    Number(f64),
    Name(Rc<str>),
    Bytes(Rc<[u8]>),
    Array(Rc<[Object]>),
    Dict(Rc<Dict>),
    Reference(u32),
    /// A bare word: an operator of a content stream, or `stream`, `endobj` behind an object.
    Word(Rc<str>),
}

/// Values by key. A sorted list, since a file may hold very many dictionaries of one entry, and a tree takes half a
/// kilobyte for that.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dict(Box<[(Rc<str>, Object)]>);

impl Dict {
    /// The last value of each key counts.
    fn new(mut pairs: Vec<(Rc<str>, Object)>) -> Dict {
        pairs.reverse();
        pairs.sort_by(|a, b| a.0.cmp(&b.0));
        pairs.dedup_by(|a, b| a.0 == b.0);
        Dict(pairs.into())
    }

    pub fn get(&self, key: &str) -> Option<&Object> {
        let at = self.0.binary_search_by(|it| (*it.0).cmp(key)).ok()?;
        Some(&self.0[at].1)
    }

    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

impl Object {
    pub fn number(&self) -> Option<f64> {
        match self {
            Object::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn name(&self) -> Option<&str> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// Reads one object after the other.
pub struct Parser<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    /// Objects that may still be made, those inside arrays and dictionaries included.
    pub budget: usize,
}

enum Open {
    Array(Vec<Object>),
    Dict(Vec<Object>),
}

impl<'a> Parser<'a> {
    pub fn new(bytes: &'a [u8], at: usize, budget: usize) -> Parser<'a> {
        Parser { bytes, at, budget }
    }

    /// The next object; none at the end.
    pub fn object(&mut self) -> Option<Object> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            let Some(piece) = self.piece() else {
                // What is left open at the end is closed there.
                return open.into_iter().rev().fold(None, |inner, it| Some(it.close(inner)));
            };
            let object = match piece {
                Piece::Object(object) => object,
                Piece::Open(is_dict) => {
                    if open.len() < limits::DEPTH {
                        open.push(if is_dict { Open::Dict(Vec::new()) } else { Open::Array(Vec::new()) });
                    }
                    continue;
                }
                Piece::Close => match open.pop() {
                    Some(ended) => ended.close(None),
                    None => continue,
                },
            };
            match open.last_mut() {
                Some(around) => around.push(object),
                None => return Some(object),
            }
        }
    }

    fn piece(&mut self) -> Option<Piece> {
        self.skip_blanks();
        self.budget = self.budget.checked_sub(1)?;
        let rest = self.bytes.get(self.at..)?;
        let piece = match rest {
            [] => return None,
            [b'<', b'<', ..] => self.mark(2, Piece::Open(true)),
            [b'>', b'>', ..] => self.mark(2, Piece::Close),
            [b'[', ..] => self.mark(1, Piece::Open(false)),
            [b']', ..] => self.mark(1, Piece::Close),
            [b'(', ..] => Piece::Object(self.literal()),
            [b'<', ..] => Piece::Object(self.hex()),
            [b'/', ..] => Piece::Object(self.name()),
            [b'{' | b'}' | b')' | b'>', ..] => self.mark(1, Piece::Object(Object::Null)),
            _ => Piece::Object(self.word()),
        };
        Some(piece)
    }

    fn mark(&mut self, length: usize, piece: Piece) -> Piece {
        self.at += length;
        piece
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            if *byte == b'%' {
                let line = self.bytes[self.at..].iter().position(|it| matches!(it, b'\n' | b'\r'));
                self.at = line.map_or(self.bytes.len(), |it| self.at + it);
            } else if is_blank(*byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn literal(&mut self) -> Object {
        let (mut bytes, mut depth) = (Vec::new(), 0usize);
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'(' => {
                    depth += 1;
                    if depth == 1 {
                        continue;
                    }
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut bytes);
                    continue;
                }
                _ => {}
            }
            bytes.push(byte);
        }
        Object::Bytes(bytes.into())
    }

    /// What stands behind a backslash.
    fn escape(&mut self, bytes: &mut Vec<u8>) {
        let Some(byte) = self.bytes.get(self.at).copied() else { return };
        self.at += 1;
        match byte {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'\r' => self.at += usize::from(self.bytes.get(self.at) == Some(&b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let more = self.bytes[self.at..].iter().take(2).take_while(|it| matches!(it, b'0'..=b'7')).count();
                let digits = &self.bytes[self.at - 1..self.at + more];
                bytes.push(digits.iter().fold(0u32, |value, it| value * 8 + u32::from(it - b'0')) as u8);
                self.at += more;
            }
            _ => bytes.push(byte),
        }
    }

    fn hex(&mut self) -> Object {
        self.at += 1;
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|it| *it == b'>').unwrap_or(rest.len());
        self.at += (length + 1).min(rest.len());
        Object::Bytes(from_hex(&rest[..length]).into())
    }

    fn name(&mut self) -> Object {
        self.at += 1;
        let word = self.regular();
        let mut name = Vec::with_capacity(word.len());
        let mut at = 0;
        while at < word.len() {
            let code = (word[at] == b'#')
                .then(|| word.get(at + 1..at + 3))
                .flatten()
                .filter(|it| it.iter().all(u8::is_ascii_hexdigit));
            name.push(code.map_or(word[at], |it| from_hex(it)[0]));
            at += if code.is_some() { 3 } else { 1 };
        }
        Object::Name(String::from_utf8_lossy(&name).into())
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|it| is_blank(*it) || is_delimiter(*it)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn word(&mut self) -> Object {
        let word = self.regular();
        match word {
            b"null" => Object::Null,
            b"true" | b"false" => Object::Bool,
            [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => number(word).map_or(Object::Null, Object::Number),
            _ => Object::Word(String::from_utf8_lossy(word).into()),
        }
    }
}

enum Piece {
    Object(Object),
    /// Whether it is a dictionary.
    Open(bool),
    Close,
}

impl Open {
    fn push(&mut self, object: Object) {
        let (Open::Array(objects) | Open::Dict(objects)) = self;
        // `12 0 R` are three pieces and one object.
        if matches!(&object, Object::Word(word) if &**word == "R")
            && let [.., Object::Number(id), Object::Number(_)] = objects.as_slice()
        {
            let reference = Object::Reference(*id as u32);
            objects.truncate(objects.len() - 2);
            objects.push(reference);
        } else {
            objects.push(object);
        }
    }

    fn close(mut self, inner: Option<Object>) -> Object {
        inner.into_iter().for_each(|it| self.push(it));
        match self {
            Open::Array(objects) => Object::Array(objects.into()),
            Open::Dict(objects) => {
                let pairs = objects.chunks_exact(2).filter_map(|it| match it {
                    [Object::Name(key), value] => Some((key.clone(), value.clone())),
                    _ => None,
                });
                Object::Dict(Rc::new(Dict::new(pairs.collect())))
            }
        }
    }
}

fn number(word: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(word).ok()?;
    // Some writers print `--5` or `1.2-3`.
    let body = text.strip_prefix('-').map_or(text, |it| it.trim_start_matches('-'));
    let value = body.strip_prefix('+').unwrap_or(body).split('-').next()?.parse::<f64>().ok()?;
    let value = if value.is_finite() { value.clamp(-1e9, 1e9) } else { 0.0 };
    Some(if text.starts_with('-') { -value } else { value })
}

/// Bytes of hexadecimal digits; others are passed over, a missing last one is zero.
pub fn from_hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits.iter().filter_map(|it| char::from(*it).to_digit(16)).map(|it| it as u8).collect();
    values.chunks(2).map(|it| it[0] << 4 | it.get(1).unwrap_or(&0)).collect()
}

pub fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let object = Parser::new(text.as_bytes(), 0, 1000).object();
        object.map_or("-".to_owned(), |it| format!("{it:?}"))
    }

    #[test]
    fn objects_are_read_as_they_are_written() {
        let cases = [
            (
                "<< /C 1 /A#20b 1 /C [2 0 R (x\\)\\101(y))] >>",
                r#"Dict(Dict([("A b", Number(1.0)), ("C", Array([Reference(2), Bytes([120, 41, 65, 40, 121, 41])]))]))"#,
            ),
            ("<48 6>", "Bytes([72, 96])"),
            ("% c\n-.5", "Number(-0.5)"),
            ("--5", "Number(-5.0)"),
            ("[1 [2", "Array([Number(1.0), Array([Number(2.0)])])"),
            (">> Tj", "Word(\"Tj\")"),
            ("", "-"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn depth_is_no_matter() {
        let deep = "[".repeat(100_000);
        assert!(Parser::new(deep.as_bytes(), 0, 1_000_000).object().is_some());
    }
}
