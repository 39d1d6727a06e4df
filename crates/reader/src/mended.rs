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

/// The text with its spoilt lines mended, and the way back; `None` where no line is spoilt.
pub fn mend(text: &str) -> Option<(String, Edits)> {
    let repairs = repairs(text)?;
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let (mut edits, mut copied) = (Vec::new(), 0);
    for repair in repairs.iter().filter(|it| it.changes(text)) {
        out.push_str(&text[copied..repair.at.start]);
        push(&mut out, &mut edits, &text[repair.at.clone()], repair);
        copied = repair.at.end;
    }
    out.push_str(&text[copied..]);
    Some((out, Edits::new(edits)))
}

/// Letter by letter, so that places inside a word stay known.
fn push(out: &mut String, edits: &mut Vec<Edit>, was: &str, repair: &Repair) {
    let mut at = repair.at.start;
    for (from, to) in was.chars().zip(repair.words.chars()) {
        let (before, end) = (out.len(), at + from.len_utf8());
        out.push(to);
        if from.len_utf8() != to.len_utf8() {
            edits.push(Edit { normal: (before as u32, out.len() as u32), source: (at as u32, end as u32) });
        }
        at = end;
    }
}

fn repairs(text: &str) -> Option<Vec<Repair>> {
    if has_no_marks(text) {
        return unmarked::are_missing(text, 8).then(|| unmarked::repairs(text, 0..text.len()));
    }
    let mut repairs = Vec::new();
    let mut names = None;
    for run in runs(text) {
        match run.1 {
            Spoilt::Marks => repairs.extend(unmarked::repairs(text, run.0)),
            Spoilt::Capitals => {
                let names = names.get_or_insert_with(|| Names::of(text));
                repairs.extend(recased::repairs(text, run.0, names));
            }
        }
    }
    (!repairs.is_empty()).then_some(repairs)
}

#[derive(Clone, Copy, PartialEq)]
enum Spoilt {
    Marks,
    Capitals,
}

/// Lines spoilt in the same way that follow one another.
fn runs(text: &str) -> Vec<(Range<usize>, Spoilt)> {
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
