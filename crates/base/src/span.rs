//! A place in a text: half-open byte offsets, and nothing about what stands there.

use serde::{Deserialize, Serialize};

/// Bytes `start..end` of a text. Serialises as `[start,end]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    #[inline]
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `offset` lies inside; the end does not.
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Shared bytes over all bytes of both, between 0 and 1; used by checks, never by rules.
    pub fn iou(self, other: Span) -> f64 {
        let shared = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        if shared == 0 { 0.0 } else { shared as f64 / self.join(other).len() as f64 }
    }

    /// The same span in a text that begins `by` bytes earlier.
    pub const fn shift(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }

    /// The words of `text` at this span; empty when it does not fit.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

impl From<[usize; 2]> for Span {
    fn from([start, end]: [usize; 2]) -> Span {
        Span { start, end }
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> [usize; 2] {
        [span.start, span.end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_half_open() {
        assert!(Span::new(0, 4).overlaps(Span::new(3, 9)));
        assert!(!Span::new(0, 4).overlaps(Span::new(4, 9)));
    }

    #[test]
    fn iou_is_shared_over_all() {
        assert_eq!(Span::new(0, 6).iou(Span::new(3, 9)), 3.0 / 9.0);
        assert_eq!(Span::new(0, 3).iou(Span::new(3, 9)), 0.0);
    }

    #[test]
    fn a_span_outside_the_text_has_no_words() {
        assert_eq!(Span::new(2, 40).of("short"), "");
        assert_eq!(Span::new(1, 3).of("short"), "ho");
    }
}
