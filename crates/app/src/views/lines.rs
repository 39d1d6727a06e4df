//! Lines of a document's text: people look for a line, not for a byte.

use super::Passage;
use crate::Error;
use crate::office::Office;
use base::Span;
use model::DocumentId;
use std::collections::HashMap;

/// Where the lines of a text begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines(Vec<usize>);

impl Lines {
    pub fn of(text: &[u8]) -> Lines {
        let begins = text.iter().enumerate().filter(|(_, it)| **it == b'\n').map(|(at, _)| at + 1);
        Lines([0].into_iter().chain(begins).collect())
    }

    /// The first and the last line that the span touches, from 1.
    pub fn of_span(&self, span: Span) -> (usize, usize) {
        let line = |at: usize| self.0.partition_point(|it| *it <= at);
        (line(span.start), line(span.end.saturating_sub(1).max(span.start)))
    }
}

/// The lines of the documents that were received.
pub struct LinesView(HashMap<DocumentId, Lines>);

impl LinesView {
    /// The first and the last line of a passage; `None` once the file is gone.
    pub fn of_passage(&self, passage: &Passage) -> Option<(usize, usize)> {
        self.0.get(&passage.document).map(|it| it.of_span(passage.span))
    }
}

impl Office {
    /// The lines of every document of `passages` whose file is kept.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn lines<'a>(&self, passages: impl Iterator<Item = &'a Passage>) -> Result<LinesView, Error> {
        let mut lines = HashMap::new();
        let documents: HashMap<_, _> = self.documents()?.documents.into_iter().map(|it| (it.id, it)).collect();
        for passage in passages {
            if lines.contains_key(&passage.document) {
                continue;
            }
            let Some(document) = documents.get(&passage.document) else { continue };
            if let Some(text) = self.text_of(document)? {
                lines.insert(passage.document, Lines::of(text.as_bytes()));
            }
        }
        Ok(LinesView(lines))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_told_by_its_lines() {
        let lines = Lines::of(b"one\ntwo\n\nfour");
        let cases = [((0, 3), (1, 1)), ((4, 7), (2, 2)), ((2, 5), (1, 2)), ((9, 13), (4, 4)), ((4, 8), (2, 2))];
        for ((start, end), wanted) in cases {
            assert_eq!(lines.of_span(Span { start, end }), wanted, "{start}..{end}");
        }
    }
}
