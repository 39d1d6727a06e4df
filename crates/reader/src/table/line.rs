//! How one line of a table falls into cells: at bars, at tabs, or where wide gaps stand under the heads.

use std::ops::Range;

use base::Span;

use crate::scene::Scene;

/// What parts the cells of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Bars,
    Tabs,
    /// Two blanks or more.
    Blanks,
}

/// The columns of a table as its first line lays them out.
#[derive(Clone, Debug)]
pub struct Layout {
    pub form: Form,
    pub n_columns: usize,
    /// A bar opens and closes each line.
    is_framed: bool,
    /// In characters from the left edge.
    starts: Vec<usize>,
}

/// The cells of one line; an empty cell is an empty range.
pub struct Line {
    pub cells: Vec<Range<usize>>,
    /// It has more cells than the table has columns.
    pub is_too_long: bool,
    /// It has as many cells as the table has columns, empty ones counted.
    pub is_whole: bool,
}

impl Layout {
    /// The layout that a line with at least three cells sets.
    pub fn of(scene: &Scene, tokens: &Range<usize>) -> Option<Layout> {
        let form = form(scene, tokens)?;
        let is_framed = scene.is_mark(tokens.start, "|");
        let mut layout = Layout { form, n_columns: 0, is_framed, starts: Vec::new() };
        let pieces = match form {
            Form::Blanks => gaps(scene, tokens),
            Form::Bars | Form::Tabs => layout.parted(scene, tokens),
        };
        layout.n_columns = pieces.len();
        layout.starts = if form == Form::Blanks { starts(scene, &pieces) } else { Vec::new() };
        (pieces.iter().filter(|it| !it.is_empty()).count() >= 3).then_some(layout)
    }

    /// The layout of two columns between bars.
    pub fn of_pairs(scene: &Scene, tokens: &Range<usize>) -> Option<Layout> {
        let is_framed = scene.is_mark(tokens.start, "|");
        let mut layout = Layout { form: Form::Bars, n_columns: 0, is_framed, starts: Vec::new() };
        layout.n_columns = layout.parted(scene, tokens).len();
        (layout.n_columns == 2).then_some(layout)
    }

    /// The cells of a line below the heads.
    pub fn line(&mut self, scene: &Scene, tokens: &Range<usize>) -> Line {
        let mut cells = match self.form {
            Form::Bars | Form::Tabs => self.parted(scene, tokens),
            Form::Blanks => self.placed(scene, tokens),
        };
        let end = tokens.end;
        cells.iter_mut().filter(|it| is_joined_above(scene, it)).for_each(|it| *it = end..end);
        let n_cells = cells.len();
        let is_too_long = cells.drain(self.n_columns.min(n_cells)..).any(|it| !it.is_empty());
        cells.resize(self.n_columns, end..end);
        Line { cells, is_too_long, is_whole: n_cells == self.n_columns }
    }

    /// Whether a line is one of this table by its form alone.
    pub fn fits(&self, scene: &Scene, tokens: &Range<usize>) -> bool {
        match self.form {
            Form::Bars => tokens.clone().any(|it| scene.is_mark(it, "|")),
            Form::Tabs => (tokens.start..tokens.end).any(|it| n_tabs(scene, it) > 0),
            Form::Blanks => {
                let second = self.starts.get(1).copied().unwrap_or(0);
                indent(scene, tokens.start) + 3 >= second || gaps(scene, tokens).len() >= 2
            }
        }
    }

    fn parted(&self, scene: &Scene, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let mut cells = Vec::new();
        let mut first = tokens.start;
        for at in tokens.clone() {
            if self.form == Form::Tabs {
                let n_tabs = n_tabs(scene, at);
                for n in 0..n_tabs {
                    cells.push(if n == 0 { first..at } else { at..at });
                }
                first = if n_tabs > 0 { at } else { first };
            } else if scene.is_mark(at, "|") {
                cells.push(first..at);
                first = at + 1;
            }
        }
        cells.push(first..tokens.end);
        if self.form == Form::Bars && self.is_framed {
            cells.remove(0);
            if cells.len() > 1 && cells.last().is_some_and(Range::is_empty) {
                cells.pop();
            }
        }
        cells
    }

    /// Each piece under the head that begins nearest; a full line tells where the columns really begin.
    fn placed(&mut self, scene: &Scene, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let pieces = gaps(scene, tokens);
        let places = starts(scene, &pieces);
        if pieces.len() >= self.n_columns {
            if pieces.len() == self.n_columns {
                self.starts = places;
            }
            return pieces;
        }
        let mut cells = vec![tokens.end..tokens.end; self.n_columns];
        for (piece, place) in pieces.into_iter().zip(places) {
            let column = (0..self.n_columns).min_by_key(|&it| self.starts[it].abs_diff(place)).unwrap_or(0);
            let cell = &mut cells[column];
            *cell = if Range::is_empty(cell) { piece } else { cell.start..piece.end };
        }
        cells
    }
}

/// The cell above reaches down into this one.
fn is_joined_above(scene: &Scene, cell: &Range<usize>) -> bool {
    cell.len() == 1 && scene.word(cell.start) == "\u{3003}"
}

fn form(scene: &Scene, tokens: &Range<usize>) -> Option<Form> {
    let (mut n_bars, mut n_gaps, mut has_tab) = (0, 0, false);
    for at in tokens.clone() {
        n_bars += usize::from(scene.is_mark(at, "|"));
        if at > tokens.start && is_gap(scene, at) {
            n_gaps += 1;
            has_tab = has_tab || n_tabs(scene, at) > 0;
        }
    }
    match () {
        () if n_bars >= 2 => Some(Form::Bars),
        () if n_gaps >= 2 && has_tab => Some(Form::Tabs),
        () if n_gaps >= 2 => Some(Form::Blanks),
        () => None,
    }
}

/// Two blanks or more before the token.
fn is_gap(scene: &Scene, at: usize) -> bool {
    scene.tokens[at].start() - scene.tokens[at - 1].end() >= 2
}

fn gaps(scene: &Scene, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut first = tokens.start;
    for at in tokens.start + 1..tokens.end {
        if is_gap(scene, at) {
            pieces.push(first..at);
            first = at;
        }
    }
    pieces.push(first..tokens.end);
    pieces
}

/// The tabs directly before a token, in its line.
fn n_tabs(scene: &Scene, at: usize) -> usize {
    let end = scene.tokens[at].start();
    let blanks = scene.text.as_str()[..end].bytes().rev().take_while(|it| *it == b' ').count();
    if blanks < 3 {
        return 0;
    }
    let source = scene.text.to_source(Span::new(end - blanks, end));
    source.of(scene.text.source()).bytes().filter(|it| *it == b'\t').count()
}

/// Blanks between the left edge and the token; no more are counted than a page is wide.
fn indent(scene: &Scene, at: usize) -> usize {
    let start = scene.tokens[at].start();
    scene.text.as_str()[..start].bytes().rev().take(200).take_while(|it| *it == b' ').count()
}

/// Where each piece begins, in characters.
fn starts(scene: &Scene, pieces: &[Range<usize>]) -> Vec<usize> {
    let Some(first) = pieces.first() else { return Vec::new() };
    let left = scene.tokens[first.start].start();
    let (mut place, mut before) = (indent(scene, first.start), left);
    let mut starts = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let start = scene.tokens[piece.start].start();
        place += scene.text.as_str()[before..start].chars().count();
        before = start;
        starts.push(place);
    }
    starts
}
