//! The task register: what somebody sees of it, filtered, page by page.

use super::tasks::Viewing;
use super::{TaskView, UnitMention};
use crate::access::Viewer;
use crate::days;
use crate::error::{Error, NotFound};
use crate::office::Office;
use jiff::ToSpan;
use jiff::civil::Date;
use model::{DocumentId, Refusal, SessionId, UnitId};
use serde::Serialize;
use store::{TaskFilter, TaskKey, TaskRole, TaskStanding, Total, Units};

/// What is asked, as it was typed; what is empty is not asked.
#[derive(Clone, Debug, Default)]
pub struct TaskQuery {
    /// Identifier of a unit.
    pub unit: String,
    /// Whether the units below it are meant as well.
    pub is_subtree: bool,
    /// `lead` or `coordinating`.
    pub role: String,
    /// `open`, `overdue`, `due_soon`, `awaiting`, `completed`, `terminated` or `all`.
    pub state: String,
    /// First and last day on which they are due, as people type days.
    pub due_from: String,
    pub due_until: String,
    pub document: String,
    pub session: String,
    pub text: String,
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

/// One page of the register.
#[derive(Clone, Debug, Serialize)]
pub struct TaskRegisterView {
    /// The day for which the states hold.
    pub today: Date,
    pub unit: Option<UnitMention>,
    pub tasks: Vec<TaskView>,
    /// What `after` has to be for the next page; `None` on the last.
    pub next: Option<String>,
    /// How many tasks are asked for.
    pub total: TotalView,
    /// How many there are in each state, whatever state is asked for; with a text only in that one.
    pub counts: Vec<StateCount>,
}

/// A state of the filter, and how many tasks are in it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StateCount {
    pub state: &'static str,
    #[serde(flatten)]
    pub total: TotalView,
}

/// The states by which tasks are filtered; the first is asked where none is named.
pub const STATES: [&str; 7] = ["open", "overdue", "due_soon", "awaiting", "completed", "terminated", "all"];

/// A count, or that there are more than were counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TotalView {
    pub n: u64,
    /// There are more than `n`.
    pub is_more: bool,
}

/// Tasks on a page.
const PAGE_LENGTH: usize = 50;

/// Days ahead that count as soon.
const SOON_DAYS: i32 = 7;

/// A field of the query by its name, and what reads it.
type Part = (&'static str, fn(&mut TaskQuery) -> &mut String, fn(&str, Date) -> Result<(), Refusal>);

const PARTS: [Part; 7] = [
    ("due_from", |it| &mut it.due_from, |text, today| days::read(text, today).map(drop)),
    ("due_until", |it| &mut it.due_until, |text, today| days::read(text, today).map(drop)),
    ("state", |it| &mut it.state, |text, today| read_state(text, today).map(drop)),
    ("role", |it| &mut it.role, |text, _| read_role(text).map(drop)),
    ("document", |it| &mut it.document, |text, _| identifier::<DocumentId>("document", text).map(drop)),
    ("session", |it| &mut it.session, |text, _| identifier::<SessionId>("session", text).map(drop)),
    ("after", |it| &mut it.after, |text, _| identifier::<TaskKey>("after", text).map(drop)),
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

    /// The first and the last day asked for.
    fn due_days(&self, today: Date) -> Result<(Option<Date>, Option<Date>), Refusal> {
        let day = |text: &str| given(text).map(|it| days::read(it, today)).transpose();
        match (day(&self.due_from)?, day(&self.due_until)?) {
            (Some(from), Some(until)) if until < from => Err(Refusal::DaysReversed),
            both => Ok(both),
        }
    }
}

impl Office {
    /// A page of the tasks that `viewer` sees.
    ///
    /// # Errors
    /// [`Refusal::FilterUnreadable`], [`Refusal::DayUnreadable`], [`Refusal::DaysReversed`]; [`NotFound::Object`] for a
    /// unit that is not seen; [`Error::Store`].
    pub fn task_register(&self, viewer: &Viewer, asked: &TaskQuery) -> Result<TaskRegisterView, Error> {
        let today = self.today();
        let filter = filter_of(viewer, asked, today)?;
        let after = identifier::<TaskKey>("after", &asked.after).map_err(Error::Refused)?;
        let register = self.register()?;
        // Words have to be looked for anew in each state: then only the one asked for is counted.
        let is_counted = |it: &&'static str| filter.text.is_none() || standing(it, today) == Some(filter.state);
        let names: Vec<&'static str> = STATES.into_iter().filter(is_counted).collect();
        let states: Vec<TaskStanding> = names.iter().filter_map(|it| standing(it, today)).collect();
        let asked_for = self.store.task_page_with_totals(register, &filter, (after, PAGE_LENGTH), &states);
        let (page, totals) = asked_for.map_err(|it| misplaced(after, it))?;
        let counts: Vec<StateCount> = names.into_iter().zip(totals).map(state_count).collect();
        let asked_state = given(&asked.state).unwrap_or(STATES[0]);
        let total = counts.iter().find(|it| it.state == asked_state).map_or(TotalView::default(), |it| it.total);
        let viewing = Viewing::for_viewer(self, viewer)?;
        let tasks = page.tasks.into_iter().map(|it| viewing.task(&it)).collect::<Result<_, _>>()?;
        let unit: Option<UnitId> = given(&asked.unit).and_then(|it| it.parse().ok());
        let unit = unit.map(|id| UnitMention { id, name: viewer.unit_name(id) });
        Ok(TaskRegisterView { today, unit, tasks, next: page.next.map(|it| it.to_string()), total, counts })
    }
}

impl From<Total> for TotalView {
    fn from(total: Total) -> TotalView {
        match total {
            Total::Exact(n) => TotalView { n, is_more: false },
            Total::MoreThan(n) => TotalView { n, is_more: true },
        }
    }
}

/// A place of another list is answered like one that is none.
fn misplaced(after: Option<TaskKey>, error: store::Error) -> Error {
    match after.filter(|_| error.is_misplaced()) {
        Some(it) => Error::Refused(unreadable("after", &it.to_string())),
        None => Error::Store(error),
    }
}

fn state_count((state, total): (&'static str, Total)) -> StateCount {
    StateCount { state, total: total.into() }
}

fn given(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|it| !it.is_empty())
}

fn unreadable(field: &str, text: &str) -> Refusal {
    Refusal::FilterUnreadable { field: field.to_owned(), text: text.chars().take(80).collect() }
}

fn filter_of(viewer: &Viewer, asked: &TaskQuery, today: Date) -> Result<TaskFilter, Error> {
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

fn read_state(text: &str, today: Date) -> Result<TaskStanding, Refusal> {
    standing(text, today).ok_or_else(|| unreadable("state", text))
}

fn identifier<T: std::str::FromStr>(field: &str, text: &str) -> Result<Option<T>, Refusal> {
    given(text).map(|it| it.parse().map_err(|_| unreadable(field, it))).transpose()
}

/// The units asked for, as far as they are seen.
fn units_of(viewer: &Viewer, asked: &TaskQuery) -> Result<Units, Error> {
    let Some(text) = given(&asked.unit) else {
        return Ok(if viewer.sees_all() { Units::All } else { Units::These(viewer.seen().collect()) });
    };
    let missing = || Error::NotFound(NotFound::Object { noun: "unit", id: text.to_owned() });
    let unit: UnitId = text.parse().map_err(|_| missing())?;
    if !viewer.sees(unit) {
        return Err(missing());
    }
    Ok(Units::These(viewer.seen_of(unit, asked.is_subtree)))
}

fn standing(word: &str, today: Date) -> Option<TaskStanding> {
    let soon = today.checked_add((SOON_DAYS + 1).days()).unwrap_or(today);
    Some(match word {
        "all" => TaskStanding::All,
        "open" => TaskStanding::Open,
        "overdue" => TaskStanding::Overdue { today },
        "due_soon" => TaskStanding::DueSoon { from_on: today, until_on: soon },
        "awaiting" => TaskStanding::Awaiting,
        "completed" => TaskStanding::Completed,
        "terminated" => TaskStanding::Terminated,
        _ => return None,
    })
}
