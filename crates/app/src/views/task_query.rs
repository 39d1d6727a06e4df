//! What is asked of the task register: as it was typed, and as the store takes it.

use super::grouping::Grouping;
use crate::access::Viewer;
use crate::days;
use crate::error::{Error, NotFound};
use crate::unit_list::{Below, unit_named};
use jiff::ToSpan;
use jiff::civil::Date;
use model::{CLOCK_MARKS, DocumentId, Field, Refusal, SessionId, UnitId};
use std::fmt;
use std::str::FromStr;
use store::{NotAKey, SourceKind, TaskFilter, TaskKey, TaskRole, TaskStanding, Units};

/// What is asked, as it was typed; what is empty is not asked.
#[derive(Clone, Debug, Default)]
pub struct TaskQuery {
    /// Identifier of a unit, or its name as people type it: without regard to marks, or a part of it.
    pub unit: String,
    /// Whether the units below it are meant as well.
    pub is_subtree: bool,
    /// `lead` or `coordinating`.
    pub role: String,
    /// `open`, `overdue`, `due_soon`, `awaiting`, `suspended`, `completed`, `terminated` or `all`.
    pub state: String,
    /// First and last day on which they are due, as people type days.
    pub due_from: String,
    pub due_until: String,
    pub document: String,
    pub session: String,
    /// The name of a field: `health`.
    pub field: String,
    /// `register`, `outside` or `spoken`.
    pub source: String,
    /// `30`, `60` or `90`: without a day, and without a word for so many days or longer.
    pub clock: String,
    pub text: String,
    /// `unit`, `field`, `source` or `month`: the list is told in groups.
    pub group: String,
    /// Where the page before ended.
    pub after: String,
}

/// What of a query was not understood.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Of the first of them.
    pub refusal: Refusal,
    /// Names of the query.
    pub names: Vec<&'static str>,
}

/// The states by which tasks are filtered; the first is asked where none is named.
pub const STATES: [&str; 8] =
    ["open", "overdue", "due_soon", "awaiting", "suspended", "completed", "terminated", "all"];

/// Days ahead that count as soon.
pub(super) const SOON_DAYS: i32 = 7;

/// A field of the query by its name, and what reads it.
type Part = (&'static str, fn(&mut TaskQuery) -> &mut String, fn(&str, Date) -> Result<(), Refusal>);

const PARTS: [Part; 11] = [
    ("due_from", |it| &mut it.due_from, |text, today| days::read(text, today).map(drop)),
    ("due_until", |it| &mut it.due_until, |text, today| days::read(text, today).map(drop)),
    ("state", |it| &mut it.state, |text, today| read_state(text, today).map(drop)),
    ("role", |it| &mut it.role, |text, _| read_role(text).map(drop)),
    ("document", |it| &mut it.document, |text, _| identifier::<DocumentId>("document", text).map(drop)),
    ("session", |it| &mut it.session, |text, _| identifier::<SessionId>("session", text).map(drop)),
    ("field", |it| &mut it.field, |text, _| read_field(text).map(drop)),
    ("source", |it| &mut it.source, |text, _| read_source(text).map(drop)),
    ("clock", |it| &mut it.clock, |text, today| read_clock(text, today).map(drop)),
    ("group", |it| &mut it.group, |text, _| read_grouping(text).map(drop)),
    ("after", |it| &mut it.after, |text, _| identifier::<Place>("after", text).map(drop)),
];

impl TaskQuery {
    /// The query without what of it cannot be understood, and that.
    pub fn readable(mut self, today: Date) -> (TaskQuery, Option<Unread>) {
        let mut unread: Option<Unread> = None;
        let mut note = |refusal, names: &[&'static str]| {
            let unread = unread.get_or_insert(Unread { refusal, names: Vec::new() });
            unread.names.extend(names);
        };
        for (name, field, read) in PARTS {
            let text = field(&mut self);
            if let Some(Err(refusal)) = given(text).map(|it| read(it, today)) {
                text.clear();
                note(refusal, &[name]);
            }
        }
        if let Err(refusal) = self.due_days(today) {
            (self.due_from, self.due_until) = (String::new(), String::new());
            note(refusal, &["due_from", "due_until"]);
        }
        (self, unread)
    }

    pub(super) fn grouping(&self) -> Result<Option<Grouping>, Error> {
        given(&self.group).map(read_grouping).transpose().map_err(Error::Refused)
    }

    pub(super) fn place(&self) -> Result<Option<Place>, Error> {
        identifier("after", &self.after).map_err(Error::Refused)
    }

    /// The first and the last day asked for.
    fn due_days(&self, today: Date) -> Result<(Option<Date>, Option<Date>), Refusal> {
        let day = |text: &str| given(text).map(|it| days::read(it, today)).transpose();
        match (day(&self.due_from)?, day(&self.due_until)?) {
            (Some(from), Some(until)) if until < from => Err(Refusal::DaysReversed),
            both => Ok(both),
        }
    }
}

/// Where a page ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Listed(TaskKey),
    /// After so many tasks of a list in groups.
    Grouped(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Listed(key) => key.fmt(f),
            Place::Grouped(n) => write!(f, "g{n}"),
        }
    }
}

impl FromStr for Place {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Place, NotAKey> {
        match text.strip_prefix('g') {
            Some(n) => n.parse().map(Place::Grouped).map_err(|_| NotAKey),
            None => text.parse().map(Place::Listed),
        }
    }
}

pub(super) fn given(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|it| !it.is_empty())
}

pub(super) fn unreadable(field: &str, text: &str) -> Refusal {
    Refusal::FilterUnreadable { field: field.to_owned(), text: text.chars().take(80).collect() }
}

pub(super) fn filter_of(viewer: &Viewer, asked: &TaskQuery, today: Date) -> Result<TaskFilter, Error> {
    let filter = read_filter(asked, today).map_err(Error::Refused)?;
    Ok(TaskFilter { units: units_of(viewer, asked)?, ..filter })
}

/// What is asked, for all units.
fn read_filter(asked: &TaskQuery, today: Date) -> Result<TaskFilter, Refusal> {
    let (due_from_on, due_until) = asked.due_days(today)?;
    Ok(TaskFilter {
        units: Units::All,
        role: given(&asked.role).map(read_role).transpose()?,
        state: read_state(given(&asked.state).unwrap_or(STATES[0]), today)?,
        due_from_on,
        due_until_on: due_until.and_then(|it| it.tomorrow().ok()),
        document: identifier("document", &asked.document)?,
        session: identifier("session", &asked.session)?,
        field: given(&asked.field).map(read_field).transpose()?,
        source: given(&asked.source).map(read_source).transpose()?,
        clock_since_on: given(&asked.clock).map(|it| read_clock(it, today)).transpose()?,
        text: given(&asked.text).map(str::to_owned),
    })
}

fn read_role(text: &str) -> Result<TaskRole, Refusal> {
    match text {
        "lead" => Ok(TaskRole::Lead),
        "coordinating" => Ok(TaskRole::Coordinating),
        it => Err(unreadable("role", it)),
    }
}

fn read_field(text: &str) -> Result<Field, Refusal> {
    Field::named(text).ok_or_else(|| unreadable("field", text))
}

fn read_source(text: &str) -> Result<SourceKind, Refusal> {
    match text {
        "register" => Ok(SourceKind::Register),
        "outside" => Ok(SourceKind::Outside),
        "spoken" => Ok(SourceKind::Spoken),
        it => Err(unreadable("source", it)),
    }
}

/// The last day of the last word.
fn read_clock(text: &str, today: Date) -> Result<Date, Refusal> {
    let mark =
        text.parse::<i32>().ok().filter(|it| CLOCK_MARKS.contains(it)).ok_or_else(|| unreadable("clock", text))?;
    Ok(today.saturating_sub(mark.days()))
}

fn read_grouping(text: &str) -> Result<Grouping, Refusal> {
    Grouping::named(text).ok_or_else(|| unreadable("group", text))
}

fn read_state(text: &str, today: Date) -> Result<TaskStanding, Refusal> {
    standing(text, today).ok_or_else(|| unreadable("state", text))
}

fn identifier<T: FromStr>(field: &str, text: &str) -> Result<Option<T>, Refusal> {
    given(text).map(|it| it.parse().map_err(|_| unreadable(field, it))).transpose()
}

/// The units asked for, as far as they are seen.
fn units_of(viewer: &Viewer, asked: &TaskQuery) -> Result<Units, Error> {
    let Some(text) = given(&asked.unit) else {
        return Ok(if viewer.sees_all() { Units::All } else { Units::These(viewer.seen().collect()) });
    };
    let meant = match unit_named(viewer, text) {
        Below::One { unit } => vec![unit],
        Below::Several { units } => units,
        Below::Nobody => return Err(Error::NotFound(NotFound::Object { noun: "unit", id: text.to_owned() })),
    };
    let mut units: Vec<UnitId> = meant.iter().flat_map(|it| viewer.seen_of(it.id, asked.is_subtree)).collect();
    units.sort_unstable();
    units.dedup();
    Ok(Units::These(units))
}

pub(super) fn standing(word: &str, today: Date) -> Option<TaskStanding> {
    let soon = today.checked_add((SOON_DAYS + 1).days()).unwrap_or(today);
    Some(match word {
        "all" => TaskStanding::All,
        "open" => TaskStanding::Open,
        "overdue" => TaskStanding::Overdue { today },
        "due_soon" => TaskStanding::DueSoon { from_on: today, until_on: soon },
        "awaiting" => TaskStanding::Awaiting,
        "suspended" => TaskStanding::Suspended,
        "completed" => TaskStanding::Completed,
        "terminated" => TaskStanding::Terminated,
        _ => return None,
    })
}
