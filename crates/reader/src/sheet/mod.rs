//! Sheets in which an office kept its tasks, from the lines of a text: cells stand between bars.
//!
//! It guesses what each column holds, reads each row as far as it can, and loses nothing: a column that is not understood
//! is a note with its head, a row that is not understood is left over. It knows no register and judges no name.

mod cell;
mod fields;
mod grid;
mod head;
pub mod listed;
mod row;
mod settle;
mod state;
mod words;

pub use base::ColumnRole as Role;
use base::{DueRule, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::reading::{Clear, Directive, DirectiveClass, Field};
use crate::rule::Rule;
use crate::text::Text;

pub(crate) use words::LINES;
pub use words::plain;

/// All tables of tasks of one text.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub tables: Vec<Table>,
    /// Lines that stand in a table, of those with words.
    pub n_lines: usize,
    pub n_lines_in_tables: usize,
}

/// One table of tasks.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The lines above the heads, as they are.
    pub above: Vec<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub left_over: Vec<LeftOver>,
}

/// A column and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// As printed, a head over several columns before its own.
    pub heading: String,
    pub role: Role,
    /// Its head alone says so, or somebody did. Else the cells decided, or only some words of the head.
    pub is_sure: bool,
    /// For a column whose cells only tick: how far the task is then.
    #[serde(skip)]
    pub ticks: Option<words::State>,
    /// Its head speaks of those who lead and those who coordinate at once.
    #[serde(skip)]
    pub is_shared: bool,
    /// Cells that say something.
    pub n_filled: usize,
    /// The first two different ones of them.
    pub examples: Vec<String>,
}

/// What a column is said to hold, whatever it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub of: ColumnName,
    pub role: Role,
    /// A person says so; else it was taken for that once, and stays.
    pub is_said: bool,
}

/// How a column is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnName {
    /// In every table; marks and case of the head do not count.
    Heading(String),
    /// Both from 0.
    Place { table: usize, column: usize },
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    NotBegun,
    Going,
    /// Reported as done; nobody has confirmed it.
    Reported,
    Done,
    /// Given up, put off or handed on.
    Stopped,
}

/// One row that is a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// All its cells, bytes of the source.
    pub span: Span,
    pub words: String,
    pub lead: Vec<String>,
    pub with: Vec<String>,
    /// The document that assigned it, as printed.
    pub source: Option<String>,
    pub assigned_on: Option<Date>,
    pub due: Due,
    pub due_words: Option<String>,
    /// None where the sheet does not tell.
    pub progress: Option<Progress>,
    pub done_on: Option<Date>,
    pub product: Option<String>,
    /// What it is about.
    pub field: Field,
    /// What no other field holds: head and words.
    pub notes: Vec<(String, String)>,
    pub doubts: Vec<Doubt>,
    pub remarks: Vec<Remark>,
}

/// When a row is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Due {
    /// Nothing stands there, or that there is none.
    #[default]
    None,
    /// A duty without end.
    Standing,
    Rule(DueRule),
    /// Something stands there; see the doubts.
    Unclear,
}

/// What a person has to settle before the row can be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "doubt", rename_all = "snake_case")]
pub enum Doubt {
    /// The cell holds a formula without result, or an error, where a unit should stand.
    LeadUnclear {
        words: String,
    },
    DueUnclear {
        words: String,
    },
    /// The day and month are told, and no year can be known.
    DueWithoutYear {
        words: String,
    },
    DueBeforeAssigned,
    AssignedUnclear {
        words: String,
    },
    /// How far it is cannot be told from these words.
    StateUnclear {
        words: String,
    },
    /// The sheet has a column for it, and the cell is empty.
    StateMissing,
    /// Two cells say different things of how far it is.
    StatesDiffer,
    /// Put off or given up: that is a person's to decide here.
    Stopped,
    /// It is done, and no day is told.
    DoneUndated,
    DoneUnclear {
        words: String,
    },
    DoneBeforeAssigned,
    /// The words say late and the days in time, or the other way round.
    LateDiffers,
    /// The same words for the same unit stand further above.
    Twice,
}

/// What was taken for granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "remark", rename_all = "snake_case")]
pub enum Remark {
    /// The year of a day comes from the day of assigning, or from the head of the sheet.
    YearAssumed,
    /// The unit comes from the row above, or from its group.
    LeadInherited,
    /// The deadline is the one after an extension; the notes keep the first.
    Extended,
    /// The day on which it was done stands within other words.
    DoneWithinWords,
    /// A document's day stands for the day of assigning.
    AssignedByDocument,
}

/// A row that is no task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOver {
    /// Bytes of the source.
    pub span: Span,
    pub words: String,
}

impl Row {
    /// The order that it is.
    pub fn directive(&self) -> Directive {
        let rule = match self.due {
            Due::Rule(rule) => Some(rule),
            Due::None | Due::Standing | Due::Unclear => None,
        };
        let lacks = [
            (self.lead.is_empty(), Clear::Who),
            (self.due == Due::None, Clear::When),
            (self.product.is_none(), Clear::Product),
        ];
        Directive {
            text: self.words.clone(),
            lead: self.lead.clone(),
            with: self.with.clone(),
            due: rule.and_then(|it| it.due()).map(|it| it.to_string()),
            due_text: self.due_words.clone(),
            due_rule: rule,
            class: Some(DirectiveClass::Task),
            deliverable: self.product.clone(),
            missing: lacks.into_iter().filter(|it| it.0).map(|it| it.1).collect(),
            field: self.field,
            is_urgent: false,
            point: None,
            topic: None,
            span: self.span,
            verb: Span::default(),
            rule: Rule::TaskRow,
        }
    }

    /// The day at whose end it is due.
    pub fn due_on(&self) -> Option<Date> {
        match self.due {
            Due::Rule(rule) => rule.due().map(|it| it.last_day()),
            _ => None,
        }
    }
}

/// Whether "none" in its cells means that they are empty.
fn may_be_nothing(role: Role) -> bool {
    use Role::{Content, Due, Progress, Result, State};
    !matches!(role, Content | Due | Progress | Result | State)
}

/// Whether only a sheet that follows tasks has such a column.
fn follows(role: Role) -> bool {
    use Role::{Assigned, Done, Extended, Progress, State};
    matches!(role, Assigned | Extended | State | Progress | Done)
}

impl Progress {
    fn named(name: &str) -> Progress {
        match name {
            "done" => Progress::Done,
            "reported" => Progress::Reported,
            "not_begun" => Progress::NotBegun,
            "stopped" => Progress::Stopped,
            _ => Progress::Going,
        }
    }
}

impl Book {
    /// Whether it follows tasks, and not only hands them out.
    pub fn follows(&self) -> bool {
        let is_begun = |it: &Row| !matches!(it.progress, None | Some(Progress::NotBegun));
        let has_column = |it: &Table| it.columns.iter().any(|column| follows(column.role));
        self.tables.iter().any(has_column) || self.rows().any(is_begun)
    }

    /// Whether the text is little else but these tables.
    pub fn is_whole(&self) -> bool {
        self.n_lines_in_tables * 2 >= self.n_lines
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.tables.iter().flat_map(|it| &it.rows)
    }
}

/// What is said of a column; a word on this very one goes before one on all of its name.
fn chosen<'a>(choices: &'a [Choice], (table, column): (usize, usize), heading: &str) -> Option<&'a Choice> {
    let is_place = |it: &&Choice| it.of == ColumnName::Place { table, column };
    let is_named = |it: &&Choice| matches!(&it.of, ColumnName::Heading(it) if plain(it) == plain(heading));
    choices.iter().find(is_place).or_else(|| choices.iter().find(is_named))
}

/// The tables of tasks in a text; none where it has none. `choices` go before what is guessed. Never fails.
pub fn read(text: &Text, choices: &[Choice]) -> Book {
    let lines = grid::lines(text);
    let heads = head::find(&lines, &head::TASKS);
    let mut book = Book { n_lines: lines.len(), ..Book::default() };
    let mut above_from = 0;
    for (n, head) in heads.iter().enumerate() {
        let until = heads.get(n + 1).map_or(lines.len(), |it| it.lines.start);
        let above = &lines[above_from..head.lines.start];
        let body = &lines[head.lines.end..until];
        let ground = cell::Ground::of(above);
        let columns = settle::columns(head, body, |column, heading| chosen(choices, (n, column), heading));
        let found = row::rows(text, &columns, body, &ground, n + 1 == heads.len());
        above_from = head.lines.end + found.n_lines;
        book.n_lines_in_tables += head.lines.len() + found.n_lines;
        let above = above.iter().map(|it| it.words()).collect();
        book.tables.push(Table { above, columns, rows: found.rows, left_over: found.left_over });
    }
    row::mark_twice(&mut book);
    fields::tell(&mut book);
    book
}
