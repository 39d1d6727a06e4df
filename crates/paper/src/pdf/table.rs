//! Ruled tables of a page: the grid that its lines draw, and which letters lie in which cell.

use crate::pdf::content::{Glyph, Rule};
use crate::pdf::line;

/// Lines this near, points, are one.
const NEAR: f32 = 2.5;

/// More rows or columns are no table on a page.
const N_LINES: usize = 200;

/// A table with its rows, and its upper edge in points from below.
pub struct Table {
    pub top: f32,
    pub rows: Vec<String>,
}

struct Grid {
    /// From the left.
    xs: Vec<f32>,
    /// From above.
    ys: Vec<f32>,
    rules: Vec<Rule>,
}

/// The tables that `rules` draw, with the letters in them; and the letters outside.
pub fn tables(glyphs: Vec<Glyph>, rules: &[Rule]) -> (Vec<Table>, Vec<Glyph>) {
    let grids = grids(rules);
    let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); grids.len()];
    let mut outside = Vec::new();
    for glyph in glyphs {
        match grids.iter().position(|it| it.holds(&glyph)) {
            Some(at) => inside[at].push(glyph),
            None => outside.push(glyph),
        }
    }
    let tables = grids.iter().zip(inside).map(|(grid, glyphs)| grid.table(glyphs));
    (tables.filter(|it| !it.rows.is_empty()).collect(), outside)
}

/// Lines that cross or touch belong together; at least two rows of two columns are a table.
fn grids(rules: &[Rule]) -> Vec<Grid> {
    let mut groups: Vec<usize> = (0..rules.len()).collect();
    let (upright, level): (Vec<usize>, Vec<usize>) = (0..rules.len()).partition(|it| rules[*it].is_vertical);
    for &a in &upright {
        for &b in &level {
            if rules[a].meets(&rules[b]) {
                let (a, b) = (root(&mut groups, a), root(&mut groups, b));
                groups[a.max(b)] = a.min(b);
            }
        }
    }
    let mut grids: Vec<(usize, Vec<Rule>)> = Vec::new();
    for (n, rule) in rules.iter().enumerate() {
        let group = root(&mut groups, n);
        match grids.binary_search_by_key(&group, |it| it.0) {
            Ok(at) => grids[at].1.push(*rule),
            Err(at) => grids.insert(at, (group, vec![*rule])),
        }
    }
    grids.into_iter().filter_map(|it| Grid::new(it.1)).collect()
}

fn root(groups: &mut [usize], mut at: usize) -> usize {
    while groups[at] != at {
        groups[at] = groups[groups[at]];
        at = groups[at];
    }
    at
}

impl Rule {
    fn meets(&self, other: &Rule) -> bool {
        let reaches = |it: &Rule, at: f32| it.from - NEAR <= at && at <= it.to + NEAR;
        reaches(self, other.at) && reaches(other, self.at)
    }
}

impl Grid {
    fn new(rules: Vec<Rule>) -> Option<Grid> {
        let places = |is_vertical| {
            let mut places: Vec<f32> =
                rules.iter().filter(|it| it.is_vertical == is_vertical).map(|it| it.at).collect();
            places.sort_by(f32::total_cmp);
            places.dedup_by(|a, b| (*a - *b).abs() < NEAR);
            places
        };
        let (xs, mut ys) = (places(true), places(false));
        ys.reverse();
        let is_table = (3..N_LINES).contains(&xs.len()) && (3..N_LINES).contains(&ys.len());
        is_table.then_some(Grid { xs, ys, rules })
    }

    fn holds(&self, glyph: &Glyph) -> bool {
        self.column(glyph).is_some() && self.row(glyph).is_some()
    }

    fn column(&self, glyph: &Glyph) -> Option<usize> {
        let middle = glyph.x + glyph.width / 2.0;
        let n = self.xs.partition_point(|it| *it <= middle);
        n.checked_sub(1).filter(|it| *it + 1 < self.xs.len())
    }

    fn row(&self, glyph: &Glyph) -> Option<usize> {
        let middle = glyph.y + glyph.size * 0.3;
        let n = self.ys.partition_point(|it| *it >= middle);
        n.checked_sub(1).filter(|it| *it + 1 < self.ys.len())
    }

    fn table(&self, glyphs: Vec<Glyph>) -> Table {
        let (n_rows, n_columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let first = self.merged();
        let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); n_rows * n_columns];
        for glyph in glyphs {
            if let (Some(row), Some(column)) = (self.row(&glyph), self.column(&glyph)) {
                cells[first[row * n_columns + column]].push(glyph);
            }
        }
        let words = |it: Vec<Glyph>| line::lines(it).iter().map(line::Line::words).collect::<Vec<_>>().join(" ");
        let cells: Vec<String> = cells.into_iter().map(words).collect();
        let rows = cells.chunks(n_columns).filter(|it| it.iter().any(|it| !it.is_empty()));
        let rows = rows.map(|it| it.join(" | ").trim_end().to_owned()).collect();
        Table { top: self.ys[0], rows }
    }

    /// For each cell, the first of those it is one with because no line parts them.
    fn merged(&self) -> Vec<usize> {
        let (n_rows, n_columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let mut first: Vec<usize> = Vec::with_capacity(n_rows * n_columns);
        for row in 0..n_rows {
            for column in 0..n_columns {
                let here = row * n_columns + column;
                let x = (self.xs[column] + self.xs[column + 1]) / 2.0;
                let y = (self.ys[row] + self.ys[row + 1]) / 2.0;
                let is_below = row > 0 && !self.is_ruled(false, self.ys[row], x);
                let is_beside = column > 0 && !self.is_ruled(true, self.xs[column], y);
                first.push(match () {
                    () if is_beside => first[here - 1],
                    () if is_below => first[here - n_columns],
                    () => here,
                });
            }
        }
        first
    }

    /// Whether a line runs at `at` past `along`.
    fn is_ruled(&self, is_vertical: bool, at: f32, along: f32) -> bool {
        let is_it = |it: &&Rule| it.is_vertical == is_vertical && (it.at - at).abs() < NEAR;
        self.rules.iter().filter(is_it).any(|it| it.from <= along && along <= it.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lie_in_their_cells_and_merged_cells_count_once() {
        let rule = |is_vertical, at: f32, from: f32, to: f32| Rule { is_vertical, at, from, to };
        // Two rows of two columns; the first row is one cell.
        let rules = [
            rule(false, 100.0, 0.0, 60.0),
            rule(false, 80.0, 0.0, 60.0),
            rule(false, 60.0, 0.0, 60.0),
            rule(true, 0.0, 60.0, 100.0),
            rule(true, 30.0, 60.0, 80.0),
            rule(true, 60.0, 60.0, 100.0),
        ];
        let glyph = |letter, x, y| Glyph { x, y, width: 5.0, size: 10.0, letter };
        let glyphs =
            vec![glyph('a', 40.0, 85.0), glyph('b', 10.0, 65.0), glyph('c', 40.0, 65.0), glyph('d', 10.0, 20.0)];
        let (tables, outside) = tables(glyphs, &rules);
        assert_eq!(tables[0].rows, ["a |", "b | c"]);
        assert_eq!(outside.len(), 1);
    }
}
