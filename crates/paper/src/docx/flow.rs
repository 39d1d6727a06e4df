//! Paragraphs and tables of a DOCX as they nest, and how they become lines.

use crate::draft::{Draft, Gap};
use crate::grid::{Shape, Use};
use crate::limits;

/// Paragraphs one below the other.
#[derive(Default)]
pub struct Flow {
    lines: Vec<Line>,
}

struct Line {
    text: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Centred,
    /// A row of a table, or a line of a cell that is read by itself.
    Close,
    /// Nothing but a gap.
    Empty,
}

impl Flow {
    pub fn into_text(self) -> String {
        let mut draft = Draft::default();
        let mut before = Kind::Empty;
        for line in &self.lines {
            let is_close = line.kind == before && matches!(line.kind, Kind::Centred | Kind::Close);
            draft.apart(if is_close { Gap::Line } else { Gap::Paragraph });
            if !line.text.is_empty() {
                draft.made(&line.text);
            }
            before = line.kind;
        }
        draft.text
    }
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    is_row_open: bool,
    has_nested: bool,
}

#[derive(Default)]
struct Cell {
    flow: Flow,
    /// Columns beyond the first.
    n_wide: usize,
}

/// The flow that is written to: the body, or the innermost open cell.
#[derive(Default)]
pub struct Flows {
    body: Flow,
    /// Open tables, each with its open cell if it has one.
    tables: Vec<(Table, Option<Cell>)>,
    /// Open tables that lie too deep to be told apart.
    n_too_deep: usize,
    n_nodes: usize,
    n_bytes: usize,
}

impl Flows {
    /// Whether nothing more can be kept.
    pub fn is_full(&self) -> bool {
        self.n_nodes > limits::NODES || self.n_bytes > limits::TEXT_BYTES
    }

    /// The body, with what was left open; whether there were more nodes than are kept.
    pub fn finish(mut self) -> (Flow, bool) {
        let is_cut = self.n_nodes > limits::NODES;
        self.n_too_deep = 0;
        while !self.tables.is_empty() {
            self.close_table();
        }
        (self.body, is_cut)
    }

    fn flow(&mut self) -> &mut Flow {
        let cell = self.tables.iter_mut().rev().find_map(|it| it.1.as_mut());
        cell.map_or(&mut self.body, |it| &mut it.flow)
    }

    pub fn paragraph(&mut self, text: String, is_centred: bool) {
        self.n_nodes += 1;
        self.n_bytes += text.len();
        let kind = match text.is_empty() {
            true => Kind::Empty,
            false if is_centred => Kind::Centred,
            false => Kind::Paragraph,
        };
        self.flow().lines.push(Line { text, kind });
    }

    pub fn open_table(&mut self) {
        if self.tables.len() >= limits::DEPTH {
            self.n_too_deep += 1;
        } else {
            self.tables.iter_mut().for_each(|it| it.0.has_nested = true);
            self.tables.push((Table::default(), None));
        }
    }

    pub fn open_row(&mut self) {
        self.n_nodes += 1;
        if let Some((table, _)) = self.tables.last_mut().filter(|_| self.n_too_deep == 0) {
            table.rows.push(Vec::new());
            table.is_row_open = true;
        }
    }

    pub fn close_row(&mut self) {
        self.close_cell();
    }

    pub fn open_cell(&mut self) {
        self.n_nodes += 1;
        if let Some((_, cell)) = self.tables.last_mut().filter(|_| self.n_too_deep == 0) {
            *cell = Some(Cell::default());
        }
    }

    /// The open cell is `n_columns` wide.
    pub fn widen(&mut self, n_columns: usize) {
        let cell = self.tables.last_mut().filter(|_| self.n_too_deep == 0).and_then(|it| it.1.as_mut());
        cell.into_iter().for_each(|it| it.n_wide = n_columns.clamp(1, 40) - 1);
    }

    pub fn close_cell(&mut self) {
        if let Some((table, cell)) = self.tables.last_mut().filter(|_| self.n_too_deep == 0)
            && let Some(cell) = cell.take()
        {
            match table.rows.last_mut() {
                Some(row) => row.push(cell),
                None => table.rows.push(vec![cell]),
            }
        }
    }

    pub fn close_table(&mut self) {
        if self.n_too_deep > 0 {
            self.n_too_deep -= 1;
            return;
        }
        self.close_cell();
        let Some((table, _)) = self.tables.pop() else { return };
        let lines = match table.shape().told() {
            Use::Data => table.rows.iter().filter_map(|it| row(it)).collect(),
            Use::Columns => table.into_lines(true),
            Use::Page => table.into_lines(false),
        };
        let flow = self.flow();
        flow.lines.push(Line { text: String::new(), kind: Kind::Empty });
        flow.lines.extend(lines);
        flow.lines.push(Line { text: String::new(), kind: Kind::Empty });
    }
}

impl Table {
    fn shape(&self) -> Shape {
        let cells = || self.rows.iter().flatten();
        let n_lines = |it: &Cell| it.flow.lines.iter().map(|it| it.text.lines().count()).sum();
        let length = |it: &Cell| it.flow.lines.iter().map(|it| it.text.len()).sum();
        Shape {
            n_rows: self.rows.len(),
            n_columns: self.rows.iter().map(Vec::len).max().unwrap_or(0),
            n_split_rows: self.rows.iter().filter(|it| it.len() >= 2).count(),
            has_heads: false,
            has_nested: self.has_nested,
            n_lines: cells().map(n_lines).max().unwrap_or(0),
            longest: cells().map(length).max().unwrap_or(0),
        }
    }

    /// Cell by cell, each line for itself.
    fn into_lines(self, is_close: bool) -> Vec<Line> {
        let mut lines = Vec::new();
        for cell in self.rows.into_iter().flatten() {
            lines.push(Line { text: String::new(), kind: Kind::Empty });
            let closed = |it: Line| match it.kind {
                Kind::Paragraph | Kind::Centred if is_close => Line { kind: Kind::Close, ..it },
                _ => it,
            };
            lines.extend(cell.flow.lines.into_iter().map(closed));
        }
        lines
    }
}

/// A row of cells in one line; none for a row without words.
fn row(cells: &[Cell]) -> Option<Line> {
    let mut text = String::new();
    let mut n_bars = 0;
    for (n, cell) in cells.iter().enumerate() {
        n_bars += usize::from(n > 0);
        (0..n_bars).for_each(|_| text.push_str(" | "));
        for words in cell.flow.lines.iter().flat_map(|it| it.text.split_whitespace()) {
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
            text.push_str(words);
        }
        n_bars = cell.n_wide;
    }
    let has_words = text.contains(|it: char| !it.is_whitespace() && it != '|');
    has_words.then(|| Line { text: text.trim().to_owned(), kind: Kind::Close })
}
