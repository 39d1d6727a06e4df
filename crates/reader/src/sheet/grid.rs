//! The lines of a text as cells between bars.

use base::Span;

use super::words;
use crate::text::Text;

/// What stands where the cell above reaches down.
const JOINED: &str = "\u{3003}";

/// One line with words.
#[derive(Debug)]
pub struct Line {
    /// In the normalised text.
    pub span: Span,
    pub cells: Vec<String>,
    /// A line without words stands before it.
    pub is_apart: bool,
}

impl Line {
    /// All its words.
    pub fn words(&self) -> String {
        let filled: Vec<&str> = self.filled().map(|it| it.1).collect();
        filled.join(" | ")
    }

    /// Cells that say something of their own, with their columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        let cells = self.cells.iter().map(String::as_str).enumerate();
        cells.filter(|it| !it.1.is_empty() && it.1 != JOINED)
    }

    /// The words of a cell; nothing where the line has none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether it opens what stands below tasks: a sum, or a signature, which ends them (`true`).
    pub fn opens_foot(&self) -> Option<bool> {
        let first = self.filled().take(2).find_map(|it| words::opens_foot(it.1));
        first.filter(|_| self.filled().count() <= 3)
    }

    /// `1 | 2 | 3`, `(1) | (2) | (3)`, `A | B | 1`: it numbers the columns.
    pub fn numbers_columns(&self) -> bool {
        let is_number = |it: &str| {
            let bare = it.trim_matches(['(', ')', '[', ']']);
            bare.len() <= 2 && bare.bytes().all(|it| it.is_ascii_alphanumeric()) || bare.contains("=(")
        };
        let n_filled = self.filled().count();
        n_filled >= 4 && self.filled().all(|it| is_number(it.1))
    }
}

pub fn is_joined(cell: &str) -> bool {
    cell == JOINED
}

/// The lines with words; those that only rule a table left out.
pub fn lines(text: &Text) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut is_apart) = (0, true);
    for line in text.as_str().split('\n') {
        let span = text.trimmed(Span::new(at, at + line.len()));
        at += line.len() + 1;
        if line.contains(char::is_alphanumeric) {
            lines.push(Line { span, cells: cells(span.of(text.as_str())), is_apart });
        }
        is_apart = !line.contains(char::is_alphanumeric);
    }
    lines
}

fn cells(line: &str) -> Vec<String> {
    // A bar at both ends frames the line; one in front alone stands behind an empty cell.
    let framed = line.strip_prefix('|').and_then(|it| it.strip_suffix('|'));
    framed.unwrap_or(line).split('|').map(base::fold::collapse).collect()
}
