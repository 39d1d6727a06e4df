//! The parts of a zipped file, unpacked within one budget.

use std::io::{Cursor, Read};

use crate::limits;
use zip::ZipArchive;

pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    budget: usize,
    /// Whether a part was longer than what was left of the budget.
    pub is_cut: bool,
    /// Whether a part could not be unpacked to its end.
    pub is_broken: bool,
}

/// A part of an archive.
pub enum Part {
    Text(String),
    Missing,
    Encrypted,
    Broken,
}

impl<'a> Archive<'a> {
    pub fn open(bytes: &'a [u8]) -> Option<Archive<'a>> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        Some(Archive { zip, budget: limits::expanded_bytes(bytes.len()), is_cut: false, is_broken: false })
    }

    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of the part `name`: cut where the budget ends, letters outside UTF-8 replaced.
    pub fn part(&mut self, name: &str) -> Part {
        let Some(index) = self.zip.index_for_name(name) else { return Part::Missing };
        if self.zip.by_index_raw(index).is_ok_and(|it| it.encrypted()) {
            return Part::Encrypted;
        }
        let Ok(file) = self.zip.by_index(index) else { return Part::Broken };
        let longest = file.size().min(self.budget as u64 + 1);
        let mut bytes = Vec::with_capacity(longest as usize);
        let outcome = file.take(self.budget as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > self.budget {
            bytes.truncate(self.budget);
            self.is_cut = true;
        } else if outcome.is_err() {
            self.is_broken = true;
            if bytes.is_empty() {
                return Part::Broken;
            }
        }
        self.budget -= bytes.len();
        Part::Text(utf8(bytes))
    }

    /// The part where it is there and whole, else nothing: for parts that a file may lack.
    pub fn optional(&mut self, name: &str) -> String {
        match self.part(name) {
            Part::Text(text) => text,
            _ => String::new(),
        }
    }
}

fn utf8(bytes: Vec<u8>) -> String {
    let mark = bytes.get(..2).unwrap_or_default();
    if mark == [0xff, 0xfe] || mark == [0xfe, 0xff] {
        return crate::door::utf16_text(&bytes);
    }
    String::from_utf8(bytes).unwrap_or_else(|it| String::from_utf8_lossy(it.as_bytes()).into_owned())
}
