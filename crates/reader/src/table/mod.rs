//! Tables as they stand in a text: heads, rows, groups; cells that run over several lines are put together.
//!
//! It knows what columns hold and nothing of what is done with it.

mod head;
mod line;

use std::ops::Range;

use base::Span;

use crate::block::{BlockKind, marker};
use crate::lexicon::Class;
use crate::page::{self, all_upper};
use crate::scene::Scene;

use head::Head;
pub use head::{Column, Role};
use line::{Form, Layout};

/// One table with a head that was understood.
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// One row, whatever number of lines it takes.
pub struct Row {
    /// One for each column.
    pub cells: Vec<Cell>,
    pub kind: RowKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Plain,
    /// It only names what the rows below it have in common.
    Group,
    /// More cells than columns: which is which cannot be told.
    TooLong,
}

/// The tokens of a cell, line by line.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub parts: Vec<Range<usize>>,
}

impl Cell {
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The words of all its lines, blanks collapsed.
    pub fn words(&self, scene: &Scene) -> String {
        let lines: Vec<String> = self.parts.iter().map(|it| scene.words(scene.span(it.clone()))).collect();
        lines.join(" ")
    }

    /// From its first to its last token, other cells between them included.
    pub fn tokens(&self) -> Range<usize> {
        match (self.parts.first(), self.parts.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// The place in the source.
    pub fn span(&self, scene: &Scene) -> Span {
        scene.text.to_source(scene.text.trimmed(scene.span(self.tokens())))
    }

    fn take(&mut self, part: Range<usize>) {
        if !part.is_empty() {
            self.parts.push(part);
        }
    }
}

impl Table {
    pub fn assigns(&self) -> bool {
        head::assigns(&self.columns)
    }

    pub fn holds_values(&self) -> bool {
        head::values(&self.columns)
    }

    /// The column that holds what a task table has for `role`; one that says so plainly comes first.
    pub fn task_column(&self, role: Role) -> Option<usize> {
        let is_it = |it: &Column| it.task == role;
        let plain = self.columns.iter().position(|it| is_it(it) && it.way != "weak");
        plain.or_else(|| self.columns.iter().position(is_it))
    }

    pub fn value_column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|it| it.value == role)
    }
}

/// All tables of the scene in order.
pub fn find(scene: &Scene) -> Vec<Table> {
    runs(scene).iter().flat_map(|it| in_run(scene, it)).collect()
}

/// Rows that follow each other, furniture between them left out.
fn runs(scene: &Scene) -> Vec<Vec<Range<usize>>> {
    let mut runs: Vec<Vec<Range<usize>>> = Vec::new();
    let mut is_open = false;
    for block in &scene.blocks {
        match (block.kind, runs.last_mut().filter(|_| is_open)) {
            (BlockKind::Row, Some(run)) => run.push(block.tokens.clone()),
            (BlockKind::Row, None) => runs.push(vec![block.tokens.clone()]),
            (BlockKind::Furniture, _) => continue,
            _ => {}
        }
        is_open = block.kind == BlockKind::Row;
    }
    runs
}

/// The cells of all lines between bars or tabs, one grid for each run of rows, whatever its heads say.
pub fn grids(scene: &Scene) -> Vec<Vec<Vec<Range<usize>>>> {
    let cells = |lines: Vec<Range<usize>>| -> Option<Vec<Vec<Range<usize>>>> {
        let first = lines.iter().find_map(|it| Layout::of(scene, it).or_else(|| Layout::of_pairs(scene, it)))?;
        let mut layout = if first.form == Form::Blanks { return None } else { first };
        Some(lines.iter().map(|it| layout.line(scene, it).cells).collect())
    };
    runs(scene).into_iter().filter_map(cells).collect()
}

fn in_run(scene: &Scene, lines: &[Range<usize>]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut layout: Option<Layout> = None;
    let mut at = 0;
    while at < lines.len() {
        if let Some(head) = head::read(scene, &lines[at..]) {
            at += head.n_lines;
            // A head repeated on the next page goes on with the table.
            let repeats = tables.last().is_some_and(|it| heads(&it.columns) == heads(&head.columns));
            if !repeats || layout.is_none() {
                tables.push(Table { columns: head.columns, rows: Vec::new() });
            }
            layout = Some(head.layout);
            continue;
        }
        if let (Some(table), Some(layout)) = (tables.last_mut(), &mut layout) {
            table.add(scene, layout, &lines[at]);
        }
        at += 1;
    }
    tables
}

fn heads(columns: &[Column]) -> Vec<&str> {
    columns.iter().map(|it| it.words.as_str()).collect()
}

impl Table {
    fn add(&mut self, scene: &Scene, layout: &mut Layout, tokens: &Range<usize>) {
        if layout.form != Form::Blanks && !layout.fits(scene, tokens) {
            self.group(tokens.clone());
            return;
        }
        let line = layout.line(scene, tokens);
        let mut cells = line.cells;
        if !line.is_whole && self.columns[0].task == Role::Count && !cells[0].is_empty() && !is_count(scene, &cells[0])
        {
            // The count was left out, not the last cell.
            let is_last_free = cells.last().is_some_and(Range::is_empty);
            if is_last_free && layout.form != Form::Blanks {
                cells.rotate_right(1);
            }
        }
        if numbers_columns(scene, &cells) {
            return;
        }
        if line.is_too_long {
            self.rows.push(row(cells, RowKind::TooLong));
        } else if self.continues(scene, &cells) {
            let last = self.rows.last_mut().into_iter().flat_map(|it| &mut it.cells);
            last.zip(cells).for_each(|(cell, part)| cell.take(part));
        } else {
            self.regroup(scene, &cells);
            let kind = if self.is_group(scene, &cells) { RowKind::Group } else { RowKind::Plain };
            self.rows.push(row(cells, kind));
        }
    }

    fn group(&mut self, tokens: Range<usize>) {
        let mut cells = vec![tokens.end..tokens.end; self.columns.len()];
        let wordy = self.wordy();
        cells[wordy] = tokens;
        self.rows.push(row(cells, RowKind::Group));
    }

    /// The column that tells what a row is about.
    fn wordy(&self) -> usize {
        let content = if self.assigns() { self.task_column(Role::Content) } else { self.value_column(Role::Indicator) };
        content.unwrap_or(0)
    }

    /// Whether the line goes on with the cells of the row above: nothing counts it, and it begins nothing.
    fn continues(&self, scene: &Scene, cells: &[Range<usize>]) -> bool {
        let Some(above) = self.rows.last().filter(|it| it.kind == RowKind::Plain) else { return false };
        let content = &cells[self.wordy()];
        let is_counted = self.columns[0].task == Role::Count;
        if is_counted && !cells[0].is_empty() {
            return false;
        }
        let has_other =
            |role: Role| self.task_column(role).is_some_and(|it| !cells[it].is_empty() && !above.cells[it].is_empty());
        if content.is_empty() {
            return cells.iter().any(|it| !it.is_empty());
        }
        let first = &scene.tokens[content.start];
        let is_listed = marker(scene, content.clone()).1 > 0;
        let is_full = has_other(Role::Due) || self.has_value(cells);
        let is_new = first.is_capital() && is_full || is_listed && (has_other(Role::Lead) || is_full);
        let is_sentence = first.is_capital() && !is_counted;
        !is_new && !is_sentence
    }

    /// A row above that only has a name, and whose count the new row goes on with (`1`, `1.1`), is its group.
    fn regroup(&mut self, scene: &Scene, cells: &[Range<usize>]) {
        let is_counted = self.columns[0].task == Role::Count && !cells[0].is_empty();
        let Some(above) = self.rows.last_mut().filter(|_| is_counted) else { return };
        let is_named_only = above.cells.iter().skip(1).filter(|it| !it.is_empty()).count() == 1;
        let count = above.cells[0].parts.first().map_or("", |it| scene.word(it.start));
        let is_below = scene.word(cells[0].start).strip_prefix(count).is_some_and(|it| it.starts_with('.'));
        if is_named_only && is_below && !count.is_empty() {
            above.kind = RowKind::Group;
        }
    }

    fn has_value(&self, cells: &[Range<usize>]) -> bool {
        self.holds_values()
            && self.columns.iter().zip(cells).any(|(column, it)| column.value == Role::Value && !it.is_empty())
    }

    /// A row that names no more than a head for those below: its words stand alone, and no plain count is theirs.
    fn is_group(&self, scene: &Scene, cells: &[Range<usize>]) -> bool {
        let is_counted = self.columns[0].task == Role::Count;
        let mut filled = cells.iter().skip(usize::from(is_counted)).filter(|it| !it.is_empty());
        let (Some(words), None) = (filled.next(), filled.next()) else { return false };
        let count = if is_counted { &cells[0] } else { words };
        let is_plain = !count.is_empty() && scene.tokens[count.start].is_number() && is_counted;
        !is_plain || all_upper(scene, words.clone()) && words.len() >= 2
    }
}

fn row(cells: Vec<Range<usize>>, kind: RowKind) -> Row {
    let cell = |it: Range<usize>| Cell { parts: if it.is_empty() { Vec::new() } else { vec![it] } };
    Row { cells: cells.into_iter().map(cell).collect(), kind }
}

/// `1`, `1.2`, `II`, `a)`, `-`
fn is_count(scene: &Scene, cell: &Range<usize>) -> bool {
    cell.len() <= 2 && (scene.tokens[cell.start].is_number() || scene.word(cell.start).chars().count() <= 4)
}

/// `(1) | (2) | (3)`, `A | B | 1 | 2`: a line that numbers the columns.
pub fn numbers_columns(scene: &Scene, cells: &[Range<usize>]) -> bool {
    let is_number = |it: &Range<usize>| {
        it.len() <= 7
            && it.clone().all(|at| {
                let token = &scene.tokens[at];
                !token.is_word() && scene.word(at).len() <= 2 || scene.word(at).chars().count() == 1
            })
    };
    cells.len() >= 3 && cells.iter().all(|it| !it.is_empty() && is_number(it))
}

/// Where the table that begins at line `n` of a page ends, if one does.
pub fn until(scene: &Scene, lines: &[page::Cell], n: usize) -> Option<usize> {
    if !head::may_be(scene, &lines[n].tokens) {
        return None;
    }
    let top: Vec<Range<usize>> = lines[n..].iter().take(head::LINES_MAX).map(|it| it.tokens.clone()).collect();
    let Head { layout, n_lines, .. } = head::read(scene, &top)?;
    let mut end = n + n_lines;
    let mut at = end;
    while at < lines.len() {
        let line = &lines[at].tokens;
        if ends(scene, line) {
            break;
        }
        if layout.fits(scene, line) {
            end = at + 1;
        } else if !is_between(scene, line) {
            break;
        }
        at += 1;
    }
    Some(end)
}

/// Recipients or a heading of the document follow.
fn ends(scene: &Scene, line: &Range<usize>) -> bool {
    scene.hit(line.start, Class::Recipients).is_some() || scene.hit(line.start, Class::Article).is_some()
}

/// A line that may stand between two rows: a group, a rule, a page number.
fn is_between(scene: &Scene, line: &Range<usize>) -> bool {
    let is_rule = !line.clone().any(|it| scene.tokens[it].is_word());
    let last = scene.word(line.end - 1);
    let is_short = line.len() <= 25 && !matches!(last, "." | ";" | ",");
    is_rule || is_short && (all_upper(scene, line.clone()) || matches!(marker(scene, line.clone()).1, 1 | 2))
}
