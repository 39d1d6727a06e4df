//! The one-byte encodings before Unicode: what their bytes stand for, from `lexicon/encodings.tsv`.

use std::collections::HashMap;

use crate::edits::{Edit, Edits};

pub const ROWS: &str = include_str!("../lexicon/encodings.tsv");

/// What Windows adds to every one-byte encoding: dashes and quotation marks.
const SHARED: &str = "windows-1252";

/// What the bytes of one encoding stand for.
pub struct Table {
    single: [char; 256],
    /// A small letter and the byte of its mark.
    pairs: HashMap<(char, char), char>,
}

impl Table {
    /// The table of this name in the file.
    pub fn named(name: &str) -> Table {
        let mut single = [' '; 256];
        (0..=u8::MAX).for_each(|it| single[usize::from(it)] = char::from(it));
        let mut table = Table { single, pairs: HashMap::new() };
        for encoding in [SHARED, name] {
            rows().filter(|it| it.2 == encoding).for_each(|(bytes, letter, _)| table.add(bytes, letter));
        }
        if !table.pairs.is_empty() {
            table.add_capitals();
        }
        table
    }

    /// Where letters and marks differ by one bit in their two cases, only the small ones have rows.
    fn add_capitals(&mut self) {
        for byte in 0xe0..=0xfe_u8 {
            let letter = self.single[usize::from(byte)];
            if letter != char::from(byte) {
                self.single[usize::from(byte - 0x20)] = capital(letter);
            }
        }
    }

    fn add(&mut self, bytes: &str, letter: char) {
        let mut bytes = bytes.split(' ').filter_map(|it| u8::from_str_radix(it, 16).ok());
        match (bytes.next(), bytes.next()) {
            (Some(byte), None) => {
                self.single[usize::from(byte)] = letter;
            }
            (Some(byte), Some(mark)) => {
                self.pairs.insert((char::from(byte), char::from(mark)), letter);
            }
            _ => {}
        }
    }

    fn letter(&self, was: char) -> char {
        self.single.get(was as usize).copied().unwrap_or(was)
    }

    fn pair(&self, letter: char, mark: char) -> Option<char> {
        let found = *self.pairs.get(&(small(letter), small(mark)))?;
        Some(if small(letter) == letter { found } else { capital(found) })
    }
}

/// The small letter of ISO 8859-1.
fn small(c: char) -> char {
    match c {
        'A'..='Z' | '\u{c0}'..='\u{de}' => char::from(c as u8 + 0x20),
        _ => c,
    }
}

fn capital(c: char) -> char {
    c.to_uppercase().next().unwrap_or(c)
}

fn rows() -> impl Iterator<Item = (&'static str, char, &'static str)> {
    ROWS.lines().filter(|it| !it.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?.chars().next()?, columns.next()?))
    })
}

/// Writes letters of an old encoding as they are meant, and notes where they stood.
pub struct Decoder<'a> {
    table: &'a Table,
    text: String,
    edits: Vec<Edit>,
}

impl Decoder<'_> {
    pub fn new(table: &Table) -> Decoder<'_> {
        Decoder { table, text: String::new(), edits: Vec::new() }
    }

    /// `letters` are the bytes, each as the letter of the same number, and how many bytes of the file it takes.
    pub fn decode(mut self, letters: impl Iterator<Item = (char, usize)>) -> (String, Edits) {
        let mut letters = letters.peekable();
        let mut at = 0;
        while let Some((was, length)) = letters.next() {
            let next = letters.peek().filter(|it| !it.0.is_ascii());
            match next.and_then(|&(mark, _)| self.table.pair(was, mark)) {
                Some(letter) => {
                    let end = at + length + letters.next().map_or(0, |it| it.1);
                    self.push(letter, at, end);
                    at = end;
                }
                None => {
                    let letter = self.table.letter(was);
                    if letter == was && length == was.len_utf8() {
                        self.text.push(was);
                    } else {
                        self.push(letter, at, at + length);
                    }
                    at += length;
                }
            }
        }
        (self.text, Edits::new(self.edits))
    }

    fn push(&mut self, letter: char, at: usize, end: usize) {
        let before = self.text.len() as u32;
        self.text.push(letter);
        self.edits.push(Edit { normal: (before, self.text.len() as u32), source: (at as u32, end as u32) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        let lines = ROWS.lines().filter(|it| !it.starts_with('#')).count();
        assert_eq!(rows().count(), lines);
        for (bytes, ..) in rows() {
            assert!(bytes.split(' ').all(|it| u8::from_str_radix(it, 16).is_ok()), "{bytes}");
        }
    }

    #[test]
    fn a_mark_belongs_to_the_letter_before_it() {
        let table = Table::named("vni");
        let decode = |bytes: &[u8]| Decoder::new(&table).decode(bytes.iter().map(|it| (char::from(*it), 1))).0;
        assert_eq!(decode(b"Uy\xfb U\xdbY \xf1\xf4\xf8"), "U\u{1ef7} \u{1ee6}Y \u{111}\u{1edd}");
    }
}
