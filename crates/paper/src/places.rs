//! Where each stretch of an extracted text stands in its source.

use base::Span;

/// Stretches in order; each reaches to the beginning of the next.
#[derive(Clone, Debug, Default)]
pub struct Places {
    stretches: Vec<Stretch>,
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Its first byte in the text.
    text: usize,
    source: Span,
    /// Byte for byte the same; else all of it became from all of `source`, which may be empty.
    is_verbatim: bool,
}

impl Places {
    /// The next stretch of the text begins at `text` and is `source` byte for byte.
    pub fn verbatim(&mut self, text: usize, source: Span) {
        match self.stretches.last_mut() {
            Some(last) if last.is_verbatim && last.source.end == source.start => last.source.end = source.end,
            _ => self.stretches.push(Stretch { text, source, is_verbatim: true }),
        }
    }

    /// The next stretch of the text begins at `text` and stands for `source`.
    pub fn replaced(&mut self, text: usize, source: Span) {
        self.stretches.push(Stretch { text, source, is_verbatim: false });
    }

    /// The next stretch of the text begins at `text` and stands for nothing in the source.
    pub fn made(&mut self, text: usize) {
        let at = self.stretches.last().map_or(0, |it| it.source.end);
        match self.stretches.last() {
            Some(last) if !last.is_verbatim && last.source.is_empty() => {}
            _ => self.replaced(text, Span::new(at, at)),
        }
    }

    /// Forgets what begins at `text` or behind it.
    pub fn truncate(&mut self, text: usize) {
        let n = self.stretches.partition_point(|it| it.text < text);
        self.stretches.truncate(n);
        if let Some(last) = self.stretches.last_mut().filter(|it| it.is_verbatim) {
            last.source.end = last.source.end.min(last.source.start + text - last.text);
        }
    }

    pub fn to_source(&self, span: Span) -> Span {
        let start = self.at(span.start).map_or(0, |it| match it.is_verbatim {
            true => (it.source.start + span.start - it.text).min(it.source.end),
            false => it.source.start,
        });
        let end = match span.end.checked_sub(1).and_then(|last| self.at(last)) {
            Some(it) if it.is_verbatim => (it.source.start + span.end - it.text).min(it.source.end),
            Some(it) => it.source.end,
            None => start,
        };
        Span::new(start, end.max(start))
    }

    fn at(&self, text: usize) -> Option<Stretch> {
        let n = self.stretches.partition_point(|it| it.text <= text);
        n.checked_sub(1).map(|it| self.stretches[it])
    }
}
