//! Files of other encodings, written from the reader's own table of them.

use super::noisy::Noisy;
use crate::prove::samples::Sample;
use std::collections::HashMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../../../crates/reader/lexicon/encodings.tsv");

/// The sample in this encoding; `misread`: each byte as the letter of Windows-1252, stored in UTF-8.
pub fn encoded(sample: &Sample, encoding: &str, misread: bool) -> Noisy {
    let table = table(encoding);
    let is_known = |it: char| it.is_ascii() || table.contains_key(&it);
    Noisy::each(&sample.text, |letter, noisy| {
        let words = if is_known(letter.c) { letter.c.to_string() } else { in_ascii(letter.c).to_owned() };
        let bytes: Vec<u8> =
            words.chars().flat_map(|it| table.get(&it).cloned().unwrap_or_else(|| vec![it as u8])).collect();
        let misread_words: String = bytes.iter().map(|it| char::from(*it)).collect();
        noisy.put(letter, if misread { misread_words.as_bytes() } else { &bytes });
    })
}

/// What typists write for a sign that the encoding does not have.
fn in_ascii(c: char) -> &'static str {
    match c {
        '\u{2265}' => ">=",
        '\u{2264}' => "<=",
        _ => "?",
    }
}

/// The bytes of each letter. A capital without bytes of its own is written as its small letter.
fn table(encoding: &str) -> &'static HashMap<char, Vec<u8>> {
    static TABLES: OnceLock<HashMap<String, HashMap<char, Vec<u8>>>> = OnceLock::new();
    let tables = TABLES.get_or_init(|| ["tcvn3", "vni"].into_iter().map(|it| (it.to_owned(), read(it))).collect());
    &tables[encoding]
}

fn read(encoding: &str) -> HashMap<char, Vec<u8>> {
    let mut table = HashMap::new();
    for line in TABLE.lines().filter(|it| !it.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        if columns[2] == encoding || columns[2] == "windows-1252" {
            let bytes = columns[0].split(' ').map(|it| u8::from_str_radix(it, 16).expect("invariant: rows hold bytes"));
            table.insert(columns[1].chars().next().expect("invariant: rows hold a letter"), bytes.collect::<Vec<u8>>());
        }
    }
    for (letter, bytes) in table.clone() {
        let capital = letter.to_uppercase().next().unwrap_or(letter);
        let is_shared = encoding == "tcvn3" || !letter.is_alphabetic();
        let in_capitals = bytes.iter().map(|it| if is_shared { *it } else { it - 0x20 });
        table.entry(capital).or_insert_with(|| in_capitals.collect());
    }
    table
}

pub fn utf_16(sample: &Sample) -> Noisy {
    let mut noisy = Noisy::default();
    noisy.add("\u{feff}");
    noisy.bytes = vec![0xff, 0xfe];
    for (at, c) in sample.text.char_indices() {
        let bytes: Vec<u8> = c.encode_utf16(&mut [0; 2]).iter().flat_map(|it| it.to_le_bytes()).collect();
        noisy.put(super::noisy::Letter { text: &sample.text, at, c }, &bytes);
    }
    noisy
}
