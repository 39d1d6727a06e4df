//! A text that grows line by line, with one rule for blanks and blank lines.

use base::Span;

use crate::places::Places;

/// What stands between two pieces of text; the stronger of several wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    #[default]
    None,
    Blank,
    /// Columns side by side.
    Wide,
    Line,
    /// A blank line.
    Paragraph,
}

impl Gap {
    fn as_str(self) -> &'static str {
        match self {
            Gap::None => "",
            Gap::Blank => " ",
            Gap::Wide => "    ",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        }
    }
}

/// Neither begins nor ends with white space.
#[derive(Default)]
pub struct Draft {
    pub text: String,
    pub places: Places,
    gap: Gap,
    gap_source: Option<Span>,
}

impl Draft {
    /// What comes next stands apart by at least `gap`; nothing is written before it comes.
    pub fn apart(&mut self, gap: Gap) {
        if gap > self.gap {
            (self.gap, self.gap_source) = (gap, None);
        }
    }

    /// The gap before what comes next.
    pub fn gap(&self) -> Gap {
        self.gap
    }

    /// A blank that stands in the source.
    pub fn blank(&mut self, gap: Gap, source: Span) {
        if gap > self.gap {
            (self.gap, self.gap_source) = (gap, Some(source));
        }
    }

    /// The piece `source` of `from`, as it is.
    pub fn verbatim(&mut self, from: &str, source: Span) {
        self.settle();
        self.places.verbatim(self.text.len(), source);
        self.text.push_str(source.of(from));
    }

    /// `words` that stand for `source`.
    pub fn replaced(&mut self, words: &str, source: Span) {
        self.settle();
        self.places.replaced(self.text.len(), source);
        self.text.push_str(words);
    }

    /// `words` that stand nowhere in the source.
    pub fn made(&mut self, words: &str) {
        self.settle();
        self.places.made(self.text.len());
        self.text.push_str(words);
    }

    /// The bar before a cell that is not the first of its row.
    pub fn bar(&mut self) {
        if self.gap < Gap::Line && !self.text.is_empty() {
            (self.gap, self.gap_source) = (Gap::None, None);
            self.made(" | ");
        } else {
            self.made("| ");
        }
    }

    /// Ends the row that began at `mark`; a row without content is taken back.
    pub fn end_row(&mut self, mark: usize) {
        let row = &self.text[mark..];
        let is_empty = !row.contains(|it: char| !it.is_whitespace() && it != '|');
        let end = if is_empty { mark } else { mark + row.trim_end().len() };
        self.text.truncate(end);
        self.places.truncate(end);
        self.apart(Gap::Line);
    }

    /// Takes back the last character.
    pub fn drop_last(&mut self) {
        self.text.pop();
        self.places.truncate(self.text.len());
    }

    fn settle(&mut self) {
        let is_behind_blank = self.gap == Gap::Blank && self.text.ends_with(' ');
        if !self.text.is_empty() && self.gap > Gap::None && !is_behind_blank {
            match self.gap_source {
                Some(source) => self.places.replaced(self.text.len(), source),
                None => self.places.made(self.text.len()),
            }
            self.text.push_str(self.gap.as_str());
        }
        (self.gap, self.gap_source) = (Gap::None, None);
    }
}
