//! How the places of a rewritten text lead back to the places of what it was made of.

use base::Span;

/// A stretch whose bytes differ; everything between two edits is the same on both sides.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    pub normal: (u32, u32),
    pub source: (u32, u32),
}

/// All edits of one text, in order.
#[derive(Debug, Default)]
pub struct Edits(Vec<Edit>);

impl Edits {
    pub fn new(edits: Vec<Edit>) -> Edits {
        Edits(edits)
    }

    /// The bytes that became `span`; always on character boundaries if the edits are.
    pub fn back(&self, span: Span) -> Span {
        let start = self.start(span.start);
        Span::new(start, self.end(span.end).max(start))
    }

    /// The same edits from the other side: where each place of the source stands in the rewritten text.
    pub fn turned(&self) -> Edits {
        Edits(self.0.iter().map(|it| Edit { normal: it.source, source: it.normal }).collect())
    }

    fn start(&self, at: usize) -> usize {
        let n = self.0.partition_point(|it| it.normal.0 as usize <= at);
        let Some(edit) = n.checked_sub(1).map(|it| self.0[it]) else { return at };
        if at < edit.normal.1 as usize { edit.source.0 as usize } else { edit.beyond(at) }
    }

    fn end(&self, at: usize) -> usize {
        let n = self.0.partition_point(|it| (it.normal.0 as usize) < at);
        let Some(edit) = n.checked_sub(1).map(|it| self.0[it]) else { return at };
        if at < edit.normal.1 as usize { edit.source.1 as usize } else { edit.beyond(at) }
    }
}

impl Edit {
    fn beyond(self, at: usize) -> usize {
        at - self.normal.1 as usize + self.source.1 as usize
    }
}
