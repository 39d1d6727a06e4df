//! Totals of tables that are not the sum of their rows.

use std::ops::Range;

use crate::block::marker;
use crate::lexicon::{Class, holds};
use crate::reading::{Doubt, DoubtKind};
use crate::scene::Scene;
use crate::table;

use super::doubt;
use super::figure::Amount;

/// The wider off, the rather something else was counted.
const TIMES_OFF: f64 = 2.0;

/// Every total of every table whose cells stand between bars or tabs.
pub fn find(scene: &Scene) -> Vec<Doubt> {
    table::grids(scene).iter().flat_map(|it| Grid { scene, rows: it }.doubts()).collect()
}

struct Grid<'a> {
    scene: &'a Scene<'a>,
    /// Cells of each line, empty ones as empty ranges.
    rows: &'a [Vec<Range<usize>>],
}

impl Grid<'_> {
    fn doubts(&self) -> Vec<Doubt> {
        let mut found = Vec::new();
        let mut first = 0;
        for (n, row) in self.rows.iter().enumerate() {
            let Some(label) = self.total_label(row) else { continue };
            let above = first..n;
            let is_above = above.clone().filter(|&it| self.is_body(&self.rows[it])).count() >= 2;
            let below = n + 1
                ..self.rows[n + 1..]
                    .iter()
                    .position(|it| self.total_label(it).is_some())
                    .map_or(self.rows.len(), |it| n + 1 + it);
            let body = if is_above { above } else { below };
            first = n + 1;
            if !self.has_units() {
                found.extend((label + 1..row.len()).filter_map(|column| self.doubt(n, column, body.clone())));
            }
        }
        found
    }

    /// The column in which a row calls itself the total.
    fn total_label(&self, row: &[Range<usize>]) -> Option<usize> {
        let column = row.iter().take(2).position(|it| it.clone().any(|at| self.scene.tokens[at].is_word()))?;
        let total = self.scene.hit(row[column].start, Class::Total)?;
        (total.end + usize::from(self.scene.is_mark(total.end, ":")) >= row[column].end).then_some(column)
    }

    fn is_body(&self, row: &[Range<usize>]) -> bool {
        !table::numbers_columns(self.scene, row) && row.iter().skip(1).any(|it| self.number(it).is_some())
    }

    /// A cell that is one number and nothing else.
    fn number(&self, cell: &Range<usize>) -> Option<usize> {
        (cell.len() == 1 && self.scene.tokens[cell.start].is_number()).then_some(cell.start)
    }

    fn doubt(&self, total: usize, column: usize, body: Range<usize>) -> Option<Doubt> {
        let amount = |cell: &Range<usize>| Amount::printed(self.scene, self.number(cell)?, 0, true);
        let cell = self.rows[total].get(column)?;
        let whole = amount(cell).filter(|it| it.value > 0.0)?;
        let rows: Vec<&Vec<Range<usize>>> =
            body.filter_map(|it| self.rows.get(it)).filter(|it| self.is_body(it)).collect();
        let rows = self.top_level(rows);
        let mut sum = Amount { value: 0.0, slack: whole.slack };
        let mut parts: Vec<Range<usize>> = Vec::new();
        for row in rows {
            let cell = row.get(column)?;
            match amount(cell) {
                Some(part) => {
                    sum = Amount { value: sum.value + part.value, slack: sum.slack + part.slack };
                    parts.push(cell.clone());
                }
                None if cell.is_empty() || cell.len() == 1 && !self.scene.tokens[cell.start].is_word() => {}
                None => return None,
            }
        }
        let is_far = sum.value > whole.value * TIMES_OFF || sum.value * TIMES_OFF < whole.value;
        let is_off = parts.len() >= 2 && !is_far && !sum.may_equal(Amount { slack: 0.0, ..whole });
        if !is_off || !self.adds_up(column) {
            return None;
        }
        let label = self.rows[total].iter().find(|it| !it.is_empty())?.start;
        parts.insert(0, cell.clone());
        Some(doubt(self.scene, DoubtKind::BrokenSum, label..cell.end, &parts))
    }

    /// The rows that are no parts of other rows.
    fn top_level<'r>(&self, rows: Vec<&'r Vec<Range<usize>>>) -> Vec<&'r Vec<Range<usize>>> {
        let is_roman = |row: &&Vec<Range<usize>>| {
            !row[0].is_empty() && self.scene.word(row[0].start).bytes().all(|it| matches!(it, b'I' | b'V' | b'X'))
        };
        if rows.iter().any(is_roman) {
            return rows.into_iter().filter(is_roman).collect();
        }
        let is_part = |row: &&Vec<Range<usize>>| {
            let is_dotted = !row[0].is_empty() && self.scene.word(row[0].start).contains('.') && row[0].len() == 1;
            let label = row.iter().take(2).find(|it| (*it).clone().any(|at| self.scene.tokens[at].is_word()));
            let is_listed = label.is_some_and(|it| {
                marker(self.scene, it.clone()).1 >= 5 || self.scene.hit(it.start, Class::PartOf).is_some()
            });
            is_dotted || is_listed
        };
        rows.into_iter().filter(|it| !is_part(it)).collect()
    }

    /// Whether the head of the column speaks of amounts: rates and averages have no sum.
    fn adds_up(&self, column: usize) -> bool {
        let heads = self.rows.iter().take(3).take_while(|it| !self.is_body(it) && self.total_label(it).is_none());
        let words = heads.filter_map(|it| it.get(column)).filter(|it| !it.is_empty());
        let words: Vec<String> = words.map(|it| self.scene.words(self.scene.span(it.clone()))).collect();
        let words = words.join(" ");
        !words.contains('%') && !holds(&words, Class::Rate) && !holds(&words, Class::NoTotal)
    }

    /// Each row has a unit of its own.
    fn has_units(&self) -> bool {
        let heads = self.rows.iter().take(2).flatten().filter(|it| !it.is_empty());
        let is_unit =
            |it: &Range<usize>| self.scene.hit(it.start, Class::Column).is_some_and(|it| it.row().value(0) == "unit");
        heads.into_iter().any(is_unit)
    }
}
