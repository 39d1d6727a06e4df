//! Lines that lost their marks, or stand in capitals, as they would have been written; rules then read them as any other.
//!
//! What is printed of such a line is what stood there: see [`crate::Scene::printed`].

use std::ops::Range;

use crate::edits::{Edit, Edits};
use crate::recased::{self, Names};
use crate::token::is_letter;
use crate::unmarked;

/// A word to write otherwise.
pub struct Repair {
    pub at: Range<usize>,
    pub words: String,
}

impl Repair {
    /// Whether it writes anything anew; a letter stands for a letter.
    fn changes(&self, text: &str) -> bool {
        let was = &text[self.at.clone()];
        was != self.words && was.chars().count() == self.words.chars().count()
    }
}

/// The text with its spoilt lines mended, and the way back; `None` where nothing is written anew.
pub fn mend(text: &str) -> Option<(String, Edits)> {
    let mut mended = Mended { text, out: String::new(), edits: Vec::new(), copied: 0 };
    let mut names = None;
    let pieces = runs(text).into_iter().flat_map(|(run, spoilt)| pieces(text, run).map(move |it| (it, spoilt)));
    for (piece, spoilt) in pieces {
        let repairs = match spoilt {
            Spoilt::Marks => unmarked::repairs(text, piece),
            Spoilt::Capitals => recased::repairs(text, piece, names.get_or_insert_with(|| Names::of(text))),
        };
        repairs.iter().filter(|it| it.changes(text)).for_each(|it| mended.write(it));
    }
    mended.finish()
}

struct Mended<'a> {
    text: &'a str,
    out: String,
    edits: Vec<Edit>,
    /// So much of the text is in `out`.
    copied: usize,
}

impl Mended<'_> {
    /// Letter by letter, so that places inside a word stay known.
    fn write(&mut self, repair: &Repair) {
        self.out.push_str(&self.text[self.copied..repair.at.start]);
        let mut at = repair.at.start;
        for (from, to) in self.text[repair.at.clone()].chars().zip(repair.words.chars()) {
            let (before, end) = (self.out.len(), at + from.len_utf8());
            self.out.push(to);
            if from.len_utf8() != to.len_utf8() {
                let normal = (before as u32, self.out.len() as u32);
                self.edits.push(Edit { normal, source: (at as u32, end as u32) });
            }
            at = end;
        }
        self.copied = repair.at.end;
    }

    fn finish(mut self) -> Option<(String, Edits)> {
        if self.copied == 0 {
            return None;
        }
        self.out.push_str(&self.text[self.copied..]);
        Some((self.out, Edits::new(self.edits)))
    }
}

/// A run is mended in pieces of at least so many bytes, which end where a line or, in a line without end, a word does:
/// what a piece takes in memory is many times its length.
const PIECE: usize = 64 * 1024;

/// The pieces of a run, in order.
fn pieces(text: &str, run: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = run.start;
    std::iter::from_fn(move || {
        let start = at;
        let least = text.ceil_char_boundary(start.saturating_add(PIECE).min(run.end));
        let rest = &text[least..run.end];
        let near = &rest[..rest.floor_char_boundary(PIECE)];
        let end = near.find('\n').or_else(|| near.find(' ')).map_or(near.len(), |it| it + 1);
        at = if rest.is_empty() { run.end } else { least + end };
        (start < run.end).then_some(start..at)
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Spoilt {
    Marks,
    Capitals,
}

/// Lines spoilt in the same way that follow one another.
fn runs(text: &str) -> Vec<(Range<usize>, Spoilt)> {
    if has_no_marks(text) {
        let is_spoilt = unmarked::are_missing(text, 8);
        return is_spoilt.then_some((0..text.len(), Spoilt::Marks)).into_iter().collect();
    }
    let mut runs: Vec<(Range<usize>, Spoilt)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let before = runs.last().filter(|it| it.0.end == at).map(|it| it.1);
        if let Some(spoilt) = spoilt(line, before) {
            match runs.last_mut() {
                Some(last) if before == Some(spoilt) => last.0.end = at + line.len(),
                _ => runs.push((at..at + line.len(), spoilt)),
            }
        }
        at += line.len();
    }
    runs
}

/// Columns of a line in capitals: heads and letterheads are shorter.
const LONG_LINE: usize = 60;
const WHOLE_LINE: usize = 90;

/// How a line is spoilt, behind a line spoilt as `before`.
fn spoilt(line: &str, before: Option<Spoilt>) -> Option<Spoilt> {
    let line = line.trim();
    if line.len() < 4 {
        return None;
    }
    if has_no_marks(line) {
        let n_least = if before == Some(Spoilt::Marks) { 3 } else { 8 };
        return (line.len() >= 12 && unmarked::are_missing(line, n_least)).then_some(Spoilt::Marks);
    }
    if line.bytes().any(|it| it.is_ascii_lowercase()) || line.contains("   ") || line.contains('|') {
        return None;
    }
    let n_chars = line.chars().count();
    let is_ended = line.ends_with(['.', ';', ',', ':']);
    let is_long = n_chars >= WHOLE_LINE || n_chars >= LONG_LINE && is_ended || before == Some(Spoilt::Capitals);
    (is_long && !line.chars().any(char::is_lowercase)).then_some(Spoilt::Capitals)
}

/// Whether no letter of the line has a mark; dashes and quotation marks may stand there.
fn has_no_marks(line: &str) -> bool {
    line.is_ascii() || line.chars().all(|it| it.is_ascii() || !is_letter(it))
}
