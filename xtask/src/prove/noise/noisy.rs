//! A text as noise leaves it: made piece by piece from the clean one, so that each place of it is known.

use std::collections::{BTreeSet, HashMap};

/// A text rewritten letter by letter; what is added belongs to no letter.
#[derive(Default)]
pub struct Noisy {
    pub bytes: Vec<u8>,
    starts: HashMap<usize, usize>,
    ends: HashMap<usize, usize>,
    /// Where letters of the noisy text begin or end.
    borders: BTreeSet<usize>,
}

/// A letter of the clean text and where it stands.
#[derive(Clone, Copy)]
pub struct Letter<'a> {
    pub text: &'a str,
    pub at: usize,
    pub c: char,
}

impl Letter<'_> {
    pub fn end(self) -> usize {
        self.at + self.c.len_utf8()
    }

    /// The letter before; a line break at the beginning of the text.
    pub fn before(self) -> char {
        self.text[..self.at].chars().next_back().unwrap_or('\n')
    }

    /// The letter behind; a line break at the end of the text.
    pub fn after(self) -> char {
        self.text[self.end()..].chars().next().unwrap_or('\n')
    }

    /// Where its line begins.
    pub fn line_start(self) -> usize {
        self.text[..self.at].rfind('\n').map_or(0, |it| it + 1)
    }

    /// The line it stands in.
    pub fn line(&self) -> &str {
        let start = self.line_start();
        self.text[start..].split('\n').next().unwrap_or("")
    }

    /// How many lines as long as a paragraph stand before its own; `None` for a letter of a shorter line.
    pub fn paragraph(self) -> Option<usize> {
        let is_long = |it: &&str| it.chars().count() >= 90;
        is_long(&self.line()).then(|| self.text[..self.line_start()].lines().filter(is_long).count())
    }
}

impl Noisy {
    /// Every letter of `text` as `becomes` writes it.
    pub fn each(text: &str, mut becomes: impl FnMut(Letter, &mut Noisy)) -> Noisy {
        let mut noisy = Noisy::default();
        for (at, c) in text.char_indices() {
            becomes(Letter { text, at, c }, &mut noisy);
        }
        noisy
    }

    /// The letter as it was.
    pub fn keep(&mut self, letter: Letter) {
        self.put(letter, letter.c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// The letter as other bytes; none where it is lost.
    pub fn put(&mut self, letter: Letter, bytes: &[u8]) {
        self.starts.insert(letter.at, self.bytes.len());
        self.borders.insert(self.bytes.len());
        self.bytes.extend_from_slice(bytes);
        self.ends.insert(letter.end(), self.bytes.len());
        self.borders.insert(self.bytes.len());
    }

    /// What stands in no clean text.
    pub fn add(&mut self, words: &str) {
        let from = self.bytes.len();
        self.borders.extend(words.char_indices().map(|it| from + it.0).chain([from + words.len()]));
        self.bytes.extend_from_slice(words.as_bytes());
    }

    /// A clean span in the noisy text.
    pub fn place(&self, start: usize, end: usize) -> (usize, usize) {
        (self.starts.get(&start).copied().unwrap_or(0), self.ends.get(&end).copied().unwrap_or(0))
    }

    /// Whether no letter is cut at `offset`.
    pub fn is_border(&self, offset: usize) -> bool {
        self.borders.contains(&offset)
    }
}
