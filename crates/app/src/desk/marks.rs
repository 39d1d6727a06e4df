//! The source in pieces: findings open and close around its words, and nothing overlaps.

use super::kept::{Kind, Stand};
use super::limits::LimitView;
use super::view::SlipView;
use base::Span;
use reader::Reading;

/// One piece of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    Words(String),
    /// What becomes a slip begins.
    Slip {
        anchor: String,
        label: String,
        kind: Kind,
        stand: Stand,
    },
    /// A limitation begins.
    Limit {
        n: usize,
        is_answered: bool,
    },
    /// A finding inside or outside of these begins.
    Inner(Inner),
    /// What began last ends: a slip or a limitation.
    End,
    /// The same of an inner one.
    InnerEnd,
}

/// What stands inside a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inner {
    Unit,
    Day,
    Figure,
}

/// The text in pieces.
pub(super) fn marks(text: &str, reading: &Reading, slips: &[SlipView], limits: &[LimitView]) -> Vec<Mark> {
    let of_slips = slips.iter().map(|it| {
        let (anchor, label) = (it.anchor.clone(), it.label.clone());
        (it.span, Mark::Slip { anchor, label, kind: it.kind, stand: it.stand })
    });
    let of_limits = limits.iter().map(|it| (it.span, Mark::Limit { n: it.n, is_answered: it.is_answered() }));
    let outer = apart(of_slips.chain(of_limits).collect());
    let days = reading.directives.iter().filter_map(|it| {
        let words = it.due_text.as_deref()?;
        let at = it.span.start + it.span.of(text).find(words)?;
        Some((Span::new(at, at + words.len()), Inner::Day))
    });
    let figures = reading.observations.iter().map(|it| (it.span, Inner::Figure));
    let units = reading.units.iter().flat_map(|it| it.spans.iter().map(|it| (*it, Inner::Unit)));
    let inner = apart(days.chain(figures).chain(units).collect());
    let mut pieces = Pieces { text, inner: &inner, at: 0, marks: Vec::new() };
    for (span, mark) in outer {
        pieces.write_to(span.start);
        pieces.marks.push(mark);
        pieces.write_to(span.end);
        pieces.marks.push(Mark::End);
    }
    pieces.write_to(text.len());
    pieces.marks
}

/// In the order of the text; of those that overlap, the first.
fn apart<T>(mut spans: Vec<(Span, T)>) -> Vec<(Span, T)> {
    spans.sort_by_key(|it| it.0);
    let mut end = 0;
    spans.retain(|(span, _)| {
        let is_free = end <= span.start && !span.is_empty();
        end = if is_free { span.end } else { end };
        is_free
    });
    spans
}

struct Pieces<'a> {
    text: &'a str,
    inner: &'a [(Span, Inner)],
    at: usize,
    marks: Vec<Mark>,
}

impl Pieces<'_> {
    /// Writes the text up to `end`, with the inner findings that lie wholly before it.
    fn write_to(&mut self, end: usize) {
        while let Some(((span, inner), rest)) = self.inner.split_first()
            && span.start < end
        {
            self.inner = rest;
            if self.at <= span.start && span.end <= end {
                self.words_to(span.start);
                self.marks.push(Mark::Inner(*inner));
                self.words_to(span.end);
                self.marks.push(Mark::InnerEnd);
            }
        }
        self.words_to(end);
    }

    fn words_to(&mut self, end: usize) {
        let words = self.text.get(self.at..end).unwrap_or_default();
        if !words.is_empty() {
            self.marks.push(Mark::Words(words.to_owned()));
        }
        self.at = self.at.max(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_text_is_written_once() {
        let text = "Head. Unit A does 5 things by May. Tail.";
        let inner =
            [(Span::new(6, 12), Inner::Unit), (Span::new(18, 20), Inner::Figure), (Span::new(27, 36), Inner::Day)];
        let mut pieces = Pieces { text, inner: &inner, at: 0, marks: Vec::new() };
        for end in [6, 34, text.len()] {
            pieces.write_to(end);
        }
        let words =
            pieces.marks.iter().filter_map(|it| if let Mark::Words(it) = it { Some(it.as_str()) } else { None });
        assert_eq!(words.collect::<String>(), text);
        let n_inner = pieces.marks.iter().filter(|it| matches!(it, Mark::Inner(_))).count();
        // What reaches over the edge of a passage is not marked.
        assert_eq!(n_inner, 2);
        let spans =
            vec![(Span::new(4, 9), 'b'), (Span::new(0, 5), 'a'), (Span::new(9, 9), 'c'), (Span::new(9, 12), 'd')];
        let kept: String = apart(spans).into_iter().map(|it| it.1).collect();
        assert_eq!(kept, "ad");
    }
}
