//! Whether a table holds data or only lays out lines or a page, told from its shape alone.

/// What is known of a table without reading its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    pub n_rows: usize,
    /// Most cells in a row.
    pub n_columns: usize,
    /// Rows with at least two cells.
    pub n_split_rows: usize,
    pub has_heads: bool,
    pub has_nested: bool,
    /// Most lines (paragraphs, forced breaks) in a cell.
    pub n_lines: usize,
    /// Bytes of the longest cell.
    pub longest: usize,
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Its rows are rows.
    Data,
    /// A letterhead, a signature: short lines side by side.
    Columns,
    /// It lays out a page; cells are as long as pages or hold tables themselves.
    Page,
}

impl Shape {
    /// What the table is for. A letterhead or a signature is a row or two of two columns with several lines in a cell.
    pub fn told(&self) -> Use {
        if self.has_nested || self.longest > 4000 || self.n_lines > 24 {
            return Use::Page;
        }
        let is_plain = self.n_lines <= 1 && self.n_rows >= 3;
        let is_wide = self.n_columns >= 3 && self.n_rows >= 2;
        let has_rows = self.has_heads || is_wide || is_plain || self.n_split_rows >= 5;
        if has_rows && self.n_split_rows > 0 { Use::Data } else { Use::Columns }
    }
}
