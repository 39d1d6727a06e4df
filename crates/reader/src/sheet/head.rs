//! Where the heads of tables stand, and how the lines of a head make one head for each column.

use std::ops::Range;

use super::grid::{Line, is_joined};
use super::words::{self, Meaning, State};
use super::{Progress, Role};

/// Heads have no more words.
const WORDS_MAX: usize = 14;

/// A head takes at most so many lines.
const LINES_MAX: usize = 4;

/// Columns beyond these are not told apart.
pub const COLUMNS_MAX: usize = 60;

/// The head of a table.
#[derive(Debug)]
pub struct Head {
    pub lines: Range<usize>,
    /// For each column what stands over it, from above.
    pub headings: Vec<Vec<String>>,
}

/// What makes a head of lines: heads of tasks are told from heads of limitations by it.
pub struct Judge {
    /// The first line has at least so many cells.
    pub cells_min: usize,
    /// Whether the lines over a column are a head by all their words.
    pub is_whole: fn(&[String]) -> bool,
    /// Whether the heads together make such a table.
    pub is_table: fn(&[Vec<String>]) -> bool,
}

/// Tables of tasks.
pub const TASKS: Judge = Judge { cells_min: 3, is_whole: |it| guess(it).is_whole(), is_table: is_of_tasks };

/// What a head tells of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    Told {
        meaning: Meaning,
        is_weak: bool,
        is_whole: bool,
    },
    /// Its cells tick what the head says.
    Ticks(State),
    Nothing,
}

impl Guess {
    fn is(self, role: Role) -> bool {
        matches!(self, Guess::Told { meaning: Meaning::One(it), .. } if it == role)
    }

    fn is_whole(self) -> bool {
        matches!(self, Guess::Told { is_whole: true, .. } | Guess::Ticks(_))
    }
}

/// All heads in order.
pub fn find(lines: &[Line], judge: &Judge) -> Vec<Head> {
    let (mut heads, mut at): (Vec<Head>, usize) = (Vec::new(), 0);
    while at < lines.len() {
        match head_at(lines, at, judge) {
            Some(head) => {
                at = head.lines.end;
                heads.push(head);
            }
            None => at += 1,
        }
    }
    heads
}

fn head_at(lines: &[Line], first: usize, judge: &Judge) -> Option<Head> {
    let line = &lines[first];
    let is_short = |it: &str| it.split(' ').count() <= WORDS_MAX;
    if line.cells.len() < judge.cells_min || !line.filled().all(|it| is_short(it.1)) || n_told(line, judge) < 2 {
        return None;
    }
    let mut headings: Vec<Vec<String>> = Vec::new();
    add(&mut headings, line);
    let mut end = first + 1;
    while end < lines.len().min(first + LINES_MAX) && goes_on(&headings, line, &lines[end], judge) {
        add(&mut headings, &lines[end]);
        end += 1;
    }
    // The line that numbers the columns belongs to the head.
    if lines.get(end).is_some_and(Line::numbers_columns) {
        end += 1;
    }
    (judge.is_table)(&headings).then_some(Head { lines: first..end, headings })
}

/// Cells that are heads by all their words.
fn n_told(line: &Line, judge: &Judge) -> usize {
    line.filled().filter(|it| (judge.is_whole)(&[it.1.to_owned()])).count()
}

/// Adds a line of the head; what stands over several columns counts for each that has a head of its own below.
fn add(headings: &mut Vec<Vec<String>>, line: &Line) {
    let n = headings.len().max(line.cells.len()).min(COLUMNS_MAX);
    headings.resize(n, Vec::new());
    if headings.iter().all(Vec::is_empty) {
        for (column, words) in line.filled().filter(|it| it.0 < n) {
            headings[column].push(words.to_owned());
        }
        return;
    }
    let mut over: Vec<String> = Vec::new();
    for (column, parts) in headings.iter_mut().enumerate() {
        let words = line.cell(column);
        let is_new = !words.is_empty() && !is_joined(words);
        if !parts.is_empty() {
            over.clone_from(parts);
        } else if is_new {
            parts.clone_from(&over);
        }
        parts.extend(is_new.then(|| words.to_owned()));
    }
}

/// Whether `line` goes on with the head: nothing stands below the first head, and each cell is a head or below one that
/// stands over several columns.
fn goes_on(headings: &[Vec<String>], first: &Line, line: &Line, judge: &Judge) -> bool {
    if line.numbers_columns() || line.filled().any(|it| it.1.split(' ').count() > WORDS_MAX) {
        return false;
    }
    let opens = first.filled().next().map_or(0, |it| it.0);
    let below = line.cell(opens);
    let spans = |column: usize| {
        headings.get(column).is_none_or(Vec::is_empty) || headings.get(column + 1).is_some_and(Vec::is_empty)
    };
    let is_head =
        |(column, words): (usize, &str)| (judge.is_whole)(&[words.to_owned()]) || spans(column) && is_label(words);
    (below.is_empty() || is_joined(below)) && line.filled().next().is_some() && line.filled().all(is_head)
}

/// Words that could be a head: few, and no number.
fn is_label(words: &str) -> bool {
    words.split(' ').count() <= 6 && !words.contains(|it: char| it.is_ascii_digit())
}

/// Whether the heads say what is to be done, and who does it, by when, or how far it is.
fn is_of_tasks(headings: &[Vec<String>]) -> bool {
    let guesses: Vec<Guess> = headings.iter().map(|it| guess(it)).collect();
    let has = |role: Role| guesses.iter().any(|it| it.is(role));
    let has_due = has(Role::Due)
        || guesses.iter().any(|it| matches!(it, Guess::Told { meaning: Meaning::DueOrDone | Meaning::DueOrState, .. }));
    let has_state = has(Role::State) || has(Role::Result) || guesses.iter().any(|it| matches!(it, Guess::Ticks(_)));
    let has_content = has(Role::Content) || guesses.contains(&Guess::Nothing);
    let n_more = [has(Role::Lead), has_due, has_state].iter().filter(|it| **it).count();
    (has(Role::Content) && n_more >= 1 || has_content && n_more >= 2)
        && guesses.iter().filter(|it| it.is_whole()).count() >= 3
}

/// What the lines over a column tell: all together, the last, the first, or some words.
pub fn guess(parts: &[String]) -> Guess {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Guess::Nothing };
    let joined = parts.join(" ");
    let told =
        |it: words::Told<Meaning>| Guess::Told { meaning: it.meaning, is_weak: it.is_weak, is_whole: it.is_whole };
    let whole = |words: &str| words::head(words).filter(|it| it.is_whole).map(told);
    let ticks = |words: &str| words::state(words).filter(|it| it.1.is_empty()).map(|it| Guess::Ticks(it.0));
    whole(&joined)
        .or_else(|| ticks(&joined))
        .or_else(|| whole(last))
        .or_else(|| ticks(last).filter(|_| parts.len() > 1))
        .or_else(|| whole(first))
        .or_else(|| words::head(&joined).map(told))
        .unwrap_or(Guess::Nothing)
}

impl State {
    /// Whether this is the state of finished work.
    pub fn is_done(self) -> bool {
        self.progress == Progress::Done
    }
}
