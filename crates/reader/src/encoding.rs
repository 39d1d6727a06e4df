//! What a file is written in, told from its bytes: UTF-8, UTF-16, or one of the one-byte encodings before Unicode.
//!
//! A file that opens with the mark of UTF-16 is UTF-16; valid UTF-8 is UTF-8. For anything else each old encoding is
//! tried: that one counts under which most words with marks are words of the lexicon, if at least half of them are.
//! UTF-8 in which the bytes of an old encoding were stored as the letters of Windows-1252 is found by the same rule.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::capitals::raise_capitals;
use crate::edits::{Edit, Edits};
use crate::legacy::{Decoder, Table};
use crate::lexicon::lexicon;
use crate::token::{lowered, tokens};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Tcvn3,
    Vni,
    Windows1258,
    /// The file is UTF-8, but its text was taken for Windows-1252 before it was stored.
    MisreadTcvn3,
    MisreadVni,
    /// None that is known: what is not UTF-8 became replacement characters.
    Unknown,
}

impl Encoding {
    /// The encoding of the file's bytes by name; `None` for UTF-8.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Encoding::Utf8 | Encoding::MisreadTcvn3 | Encoding::MisreadVni => None,
            Encoding::Utf16Le => Some("utf-16le"),
            Encoding::Utf16Be => Some("utf-16be"),
            Encoding::Tcvn3 => Some("tcvn3"),
            Encoding::Vni => Some("vni"),
            Encoding::Windows1258 => Some("windows-1258"),
            Encoding::Unknown => Some("unknown"),
        }
    }
}

/// A file as UTF-8, and how its places lead back into the file.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    pub origin: Edits,
}

/// The text of a file; never fails.
pub fn decode(bytes: &[u8]) -> Decoded {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, Encoding::Utf16Le, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, Encoding::Utf16Be, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => misread(text).unwrap_or_else(|| plain(text)),
            Err(_) => one_byte(bytes).unwrap_or_else(|| lossy(bytes)),
        },
    }
}

fn plain(text: &str) -> Decoded {
    Decoded { text: text.to_owned(), encoding: Encoding::Utf8, origin: Edits::default() }
}

fn utf16(rest: &[u8], encoding: Encoding, unit: fn([u8; 2]) -> u16) -> Decoded {
    let units = rest.chunks_exact(2).map(|it| unit([it[0], it[1]]));
    let (mut text, mut edits, mut at) = (String::with_capacity(rest.len() / 2), Vec::new(), 2);
    for decoded in char::decode_utf16(units) {
        let c = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
        let (before, end) = (text.len(), at + 2 * c.len_utf16());
        text.push(c);
        edits.push(Edit { normal: (before as u32, text.len() as u32), source: (at as u32, end as u32) });
        at = end;
    }
    Decoded { text, encoding, origin: Edits::new(edits) }
}

/// UTF-8 as far as it goes; each broken stretch is one replacement character.
fn lossy(bytes: &[u8]) -> Decoded {
    let (mut text, mut edits, mut at) = (String::with_capacity(bytes.len()), Vec::new(), 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let (before, end) = (text.len(), at + chunk.invalid().len());
            text.push(char::REPLACEMENT_CHARACTER);
            edits.push(Edit { normal: (before as u32, text.len() as u32), source: (at as u32, end as u32) });
            at = end;
        }
    }
    Decoded { text, encoding: Encoding::Unknown, origin: Edits::new(edits) }
}

/// Bytes, or letters of a misread text, by which an encoding is told.
const SAMPLE: usize = 16 * 1024;

/// An old encoding: how it is called when it is the file's own, and when it lies misread in UTF-8.
struct Old {
    table: &'static str,
    own: Encoding,
    misread: Option<Encoding>,
}

const OLD: [Old; 3] = [
    Old { table: "tcvn3", own: Encoding::Tcvn3, misread: Some(Encoding::MisreadTcvn3) },
    Old { table: "vni", own: Encoding::Vni, misread: Some(Encoding::MisreadVni) },
    Old { table: "windows-1258", own: Encoding::Windows1258, misread: None },
];

fn tables() -> &'static [Table; 3] {
    static TABLES: OnceLock<[Table; 3]> = OnceLock::new();
    TABLES.get_or_init(|| OLD.each_ref().map(|it| Table::named(it.table)))
}

fn one_byte(bytes: &[u8]) -> Option<Decoded> {
    let letters = || bytes.iter().map(|it| (char::from(*it), 1));
    let marked = bytes.iter().position(|it| !it.is_ascii())?;
    let skipped = marked.saturating_sub(SAMPLE / 2);
    let best = best(|| letters().skip(skipped).take(SAMPLE), |_| true, 1)?;
    Some(decoded(letters(), best, OLD[best].own))
}

fn misread(text: &str) -> Option<Decoded> {
    if is_vietnamese(text) {
        return None;
    }
    let letters = || text.chars().map(|it| (it, it.len_utf8()));
    // The letters that an old encoding leaves as they are make words as well.
    let (n_known_as_it_is, _) = n_known(&letters().take(SAMPLE).map(|it| it.0).collect::<String>());
    let best = best(|| letters().take(SAMPLE), |old| old.misread.is_some(), 5.max(n_known_as_it_is + 1))?;
    Some(decoded(letters(), best, OLD[best].misread?))
}

fn decoded(letters: impl Iterator<Item = (char, usize)>, old: usize, encoding: Encoding) -> Decoded {
    let (mut text, origin) = Decoder::new(&tables()[old]).decode(letters);
    if OLD[old].own == Encoding::Tcvn3 {
        raise_capitals(&mut text);
    }
    Decoded { text, encoding, origin }
}

/// The old encoding under which most words with marks are known: at least half of them, and `least`.
fn best<I>(sample: impl Fn() -> I, may_be: fn(&Old) -> bool, least: usize) -> Option<usize>
where
    I: Iterator<Item = (char, usize)>,
{
    let known = |n: usize| {
        let (text, _) = Decoder::new(&tables()[n]).decode(sample());
        let (n_known, n_words) = n_known(&text);
        (n_known >= least && n_known * 2 >= n_words).then_some((n_known, n))
    };
    let fitting = (0..OLD.len()).filter(|&n| may_be(&OLD[n])).filter_map(known);
    fitting.max_by_key(|&(n_known, n)| (n_known, std::cmp::Reverse(n))).map(|it| it.1)
}

/// Of the words with marks, how many the lexicon knows.
fn n_known(text: &str) -> (usize, usize) {
    let text: String = text.nfc().collect();
    let lower = lowered(&text);
    let found = tokens(&lower);
    let marked = found.iter().filter(|it| it.is_word()).map(|it| it.span().of(&lower)).filter(|it| !it.is_ascii());
    marked.fold((0, 0), |(n_known, n), it| (n_known + usize::from(lexicon().knows(it)), n + 1))
}

/// Whether the first letters beyond ASCII are letters that only Unicode has; also where there are none.
fn is_vietnamese(text: &str) -> bool {
    if text.is_ascii() {
        return true;
    }
    let (mut n_own, mut n_letters) = (0, 0);
    for c in text.chars().filter(|it| !it.is_ascii()).take(100) {
        n_letters += 1;
        let is_own = matches!(c, '\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{36f}' | '\u{102}'..='\u{111}' | '\u{1a0}'..='\u{1b0}');
        n_own += usize::from(is_own);
    }
    n_own * 10 >= n_letters
}
