//! What the columns of a table hold, told by the words at their heads.

use std::ops::Range;

use base::fold;

use crate::lexicon::{Class, Row, lexicon};
use crate::scene::Scene;
use crate::token::{lowered, tokens};

use super::line::Layout;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Count,
    Content,
    Lead,
    With,
    Due,
    Product,
    Note,
    Indicator,
    Unit,
    Value,
    /// It makes the table one of goods or of people.
    Price,
    Other,
}

/// One column by its head.
#[derive(Clone, Debug)]
pub struct Column {
    /// As printed, the lines of the head joined.
    pub words: String,
    /// In a table that assigns tasks.
    pub task: Role,
    /// In a table that reports or assigns values.
    pub value: Role,
    /// `weak`, `plan`, `done`, `share` or nothing.
    pub way: &'static str,
}

/// The head of a table and how many lines it takes.
pub struct Head {
    pub layout: Layout,
    pub columns: Vec<Column>,
    pub n_lines: usize,
}

/// Longer cells are no heads.
const WORDS_MAX: usize = 10;

/// A head takes at most so many lines.
pub const LINES_MAX: usize = 4;

/// The head that begins with the first of `lines`, if it makes sense of a table.
pub fn read(scene: &Scene, lines: &[Range<usize>]) -> Option<Head> {
    let first = lines.first().filter(|it| may_be(scene, it))?;
    let mut layout = Layout::of(scene, first)?;
    let parts = layout.line(scene, first).cells;
    if parts.iter().any(|it| it.len() > WORDS_MAX) {
        return None;
    }
    let mut cells: Vec<String> = parts.into_iter().map(|it| scene.words(words_of(scene, it))).collect();
    let mut n_lines = 1;
    while n_lines < LINES_MAX.min(lines.len()) {
        let line = layout.line(scene, &lines[n_lines]);
        if !goes_on(scene, &cells, &line.cells) {
            break;
        }
        for (cell, more) in cells.iter_mut().zip(line.cells) {
            let more = scene.words(words_of(scene, more));
            *cell = format!("{cell} {more}").trim().to_owned();
        }
        n_lines += 1;
    }
    let columns: Vec<Column> = cells.into_iter().map(column).collect();
    (assigns(&columns) || values(&columns)).then_some(Head { layout, columns, n_lines })
}

/// Whether at least two known heads stand in the line, and no number opens it: all others are soon passed over.
pub fn may_be(scene: &Scene, line: &Range<usize>) -> bool {
    !scene.tokens[line.start].is_number() && scene.of_class(line.clone(), Class::Column).take(2).count() == 2
}

fn words_of(scene: &Scene, tokens: Range<usize>) -> base::Span {
    if tokens.is_empty() { base::Span::new(0, 0) } else { scene.span(tokens) }
}

/// Whether a line goes on with the head: nothing under the first head, and small words or known heads elsewhere.
fn goes_on(scene: &Scene, heads: &[String], cells: &[Range<usize>]) -> bool {
    let is_counted = named(&heads[0]).is_some_and(|it| it.value(0) == "count");
    let is_small = |it: &Range<usize>| {
        let first = &scene.tokens[it.start];
        it.len() <= WORDS_MAX && (!first.is_capital() || named(&scene.words(scene.span(it.clone()))).is_some())
    };
    let mut filled = cells.iter().filter(|it| !it.is_empty()).peekable();
    filled.peek().is_some()
        && filled.all(|it| is_small(it) && !scene.tokens[it.start].is_number() || it.len() <= 6 && is_period(scene, it))
        && (cells[0].is_empty() || !is_counted && heads[0].is_empty())
}

fn is_period(scene: &Scene, cell: &Range<usize>) -> bool {
    scene.tokens[cell.start].is_number() && scene.hit(cell.start + 1, Class::Calendar).is_some() && cell.len() >= 2
}

/// The lexicon line of a head: the first that tells much, else the first.
fn named(words: &str) -> Option<&'static Row> {
    let parts = tokens(words);
    let found = lexicon().found(&lowered(words), &parts);
    let mut end = 0;
    let mut weak = None;
    for hit in found.within(0..parts.len()).of([Class::Column]).iter() {
        if hit.first < end || hit.first > 4 {
            continue;
        }
        end = hit.end;
        if hit.row().value(2) != "weak" {
            return Some(hit.row());
        }
        weak = weak.or(Some(hit.row()));
    }
    weak
}

fn column(words: String) -> Column {
    let row = named(&words);
    let role = |n: usize| row.map_or(Role::Other, |it| role(it.value(n)));
    Column { task: role(0), value: role(1), way: row.map_or("", |it| it.value(2)), words: fold::collapse(&words) }
}

fn role(name: &str) -> Role {
    match name {
        "count" => Role::Count,
        "content" => Role::Content,
        "lead" => Role::Lead,
        "with" => Role::With,
        "due" => Role::Due,
        "product" => Role::Product,
        "note" => Role::Note,
        "indicator" => Role::Indicator,
        "unit" => Role::Unit,
        "value" => Role::Value,
        "price" => Role::Price,
        _ => Role::Other,
    }
}

/// Whether the columns say what is to be done and by whom; an uncertain lead needs more.
pub fn assigns(columns: &[Column]) -> bool {
    let has = |role: Role| columns.iter().any(|it| it.task == role);
    let is_led = columns.iter().any(|it| it.task == Role::Lead && it.way != "weak");
    let is_more = has(Role::Due) || has(Role::With) || has(Role::Product);
    has(Role::Content) && !has(Role::Price) && (is_led || has(Role::Lead) && is_more)
}

/// Whether the columns name indicators and hold their values.
pub fn values(columns: &[Column]) -> bool {
    let has = |role: Role| columns.iter().any(|it| it.value == role);
    has(Role::Indicator) && has(Role::Value) && !has(Role::Price) && !assigns(columns)
}
