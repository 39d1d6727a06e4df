//! The rows of a sheet as lines: one for each, cells as they are shown, with `|` between them.

use std::collections::{BTreeMap, BTreeSet};

use base::Span;

use crate::cells::Cells;
use crate::draft::{Draft, Gap};
use crate::xlsx::look::Looks;
use crate::xlsx::sheet::{Cell, Kind, Room, Sheet};
use crate::{Doubt, DoubtKind};

/// Empty cells between two of a row, at most; beyond that columns are no longer counted.
const WIDEST_GAP: usize = 20;

/// Stands in each further row of a cell that is joined over several rows.
const DITTO: &str = "\u{3003}";

/// Characters of a formula that are shown.
const FORMULA_MAX: usize = 80;

/// What all sheets share, and what has been written.
pub struct Writer {
    pub strings: Vec<String>,
    pub looks: Looks,
    pub draft: Draft,
    pub room: Room,
    pub doubts: Vec<Doubt>,
    pub cells: Cells,
}

impl Writer {
    pub fn sheet(&mut self, sheet: &Sheet) {
        let first_column = sheet.cells.iter().map(|it| it.column).min().unwrap_or(0);
        let (mut joined, mut reaching, mut last_row) = (sheet.joined.iter().peekable(), BTreeMap::new(), None);
        let mut hidden = Hidden::default();
        for row in sheet.cells.chunk_by(|a, b| a.row == b.row) {
            let n = row[0].row;
            while let Some(it) = joined.next_if(|it| it.row < n) {
                reaching.insert(it.column, it.last_row);
            }
            reaching.retain(|_, last_row| n <= *last_row);
            let is_next = last_row.is_none_or(|it| n <= it + 1);
            self.draft.apart(if is_next { Gap::Line } else { Gap::Paragraph });
            last_row = Some(n);
            let span = self.row(row, first_column, &reaching, sheet, &mut hidden);
            if sheet.hidden_rows.binary_search(&n).is_ok() {
                hidden.rows.get_or_insert(span);
            }
            if self.room.is_used_up() {
                break;
            }
        }
        let kinds = [(hidden.rows, DoubtKind::HiddenRows), (hidden.columns, DoubtKind::HiddenColumns)];
        let hidden = kinds.into_iter().filter_map(|(span, kind)| Some(Doubt { kind, span: span? }));
        self.doubts.extend(hidden);
    }

    /// Writes the cells of one row, and where it stands now.
    fn row(
        &mut self,
        row: &[Cell],
        first_column: usize,
        reaching: &BTreeMap<usize, usize>,
        sheet: &Sheet,
        hidden: &mut Hidden,
    ) -> Span {
        let mark = self.draft.text.len();
        let own = row.iter().map(|it| (it.column, Some(it)));
        let taken: BTreeSet<usize> = row.iter().map(|it| it.column).collect();
        let above = reaching.keys().filter(|it| !taken.contains(it)).map(|it| (*it, None));
        let mut cells: Vec<(usize, Option<&Cell>)> = own.chain(above.take(self.room.n_cells)).collect();
        cells.sort_by_key(|it| it.0);
        let mut column = first_column;
        for (at, cell) in cells {
            let n_bars = at.saturating_sub(column).min(WIDEST_GAP);
            (0..n_bars).for_each(|_| self.draft.bar());
            column = at.max(column);
            let before = self.draft.text.len();
            match cell {
                None => {
                    self.draft.made(DITTO);
                    self.room.n_cells = self.room.n_cells.saturating_sub(1);
                }
                Some(cell) => self.cell(cell),
            }
            let written = Span::new(before.min(self.draft.text.len()), self.draft.text.len());
            if cell.is_some_and(|it| sheet.is_hidden(it.column)) && !written.is_empty() {
                hidden.columns.get_or_insert(trimmed(&self.draft.text, written));
            }
        }
        let mark = mark.min(self.draft.text.len());
        self.draft.end_row(mark);
        let span = trimmed(&self.draft.text, Span::new(mark.min(self.draft.text.len()), self.draft.text.len()));
        self.cells.row(span.start, row[0].row, first_column);
        self.room.n_bytes = self.room.n_bytes.saturating_sub(span.len());
        span
    }

    fn cell(&mut self, cell: &Cell) {
        let words = self.words(cell);
        if words.is_empty() {
            return;
        }
        self.draft.made(&words);
        if cell.kind == Kind::Formula {
            let end = self.draft.text.len();
            self.doubts.push(Doubt { kind: DoubtKind::FormulaUnknown, span: Span::new(end - words.len(), end) });
        }
    }

    /// As the sheet shows it, in one line.
    fn words(&self, cell: &Cell) -> String {
        match cell.kind {
            Kind::Number => self.looks.shown(&cell.value, cell.look),
            Kind::Shared => {
                let n = cell.value.trim().parse::<usize>().ok();
                n.and_then(|it| self.strings.get(it)).map_or_else(String::new, |it| in_one_line(it))
            }
            Kind::Switch if cell.value.trim() == "1" => "TRUE".to_owned(),
            Kind::Switch => "FALSE".to_owned(),
            Kind::Words => in_one_line(&cell.value),
            Kind::Day => day(&cell.value),
            Kind::Formula => in_one_line(&cell.value.chars().take(FORMULA_MAX).collect::<String>()),
        }
    }
}

/// The first place of each kind of what is hidden in a sheet.
#[derive(Default)]
struct Hidden {
    rows: Option<Span>,
    columns: Option<Span>,
}

/// Without the gap and the bars before the words.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text).trim_start_matches(|it: char| it.is_whitespace());
    Span::new(span.end - words.len(), span.end)
}

/// The lines of a cell in one; what looks like the next entry of a list is parted by a semicolon. No bar is left that
/// would look like the end of a cell.
fn in_one_line(value: &str) -> String {
    let is_upper = !value.chars().any(char::is_lowercase);
    let mut words = String::with_capacity(value.len());
    for line in value.lines() {
        let mut pieces = line.split_whitespace().peekable();
        let Some(first) = pieces.peek() else { continue };
        if !words.is_empty() {
            let is_next =
                !is_upper && opens_entry(first) && words.ends_with(|it: char| it.is_alphanumeric() || it == ')');
            words.push_str(if is_next { "; " } else { " " });
        }
        let line: Vec<&str> = pieces.collect();
        words.push_str(&line.join(" "));
    }
    words.replace('|', "\u{a6}")
}

/// `Word`, `-`, `+`, `1.`, `a)`
fn opens_entry(word: &str) -> bool {
    let is_mark = |it: char| matches!(it, '-' | '+' | '*' | '\u{2022}' | '\u{2013}');
    let is_counted = word.ends_with(['.', ')']) && word.chars().count() <= 3;
    word.starts_with(|it: char| it.is_uppercase() || is_mark(it)) || is_counted
}

/// `2025-06-30T00:00:00` as `30/06/2025`; anything else as it is.
fn day(value: &str) -> String {
    let date = value.trim().get(..10).unwrap_or_default();
    let mut parts = date.splitn(3, '-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            format!("{day}/{month}/{year}")
        }
        _ => in_one_line(value),
    }
}
