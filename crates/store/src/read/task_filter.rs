//! What a list of tasks is asked for, and the place in it at which a page ends.

use super::TaskRow;
use base::fold::search_key;
use jiff::civil::Date;
use model::state::{Outside, TaskCode, WorkState};
use model::{DocumentId, Field, SessionId, UnitId};
use std::fmt;
use std::str::FromStr;

/// The tasks that are asked for. Rights are part of it: `units` holds only what may be seen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaskFilter {
    pub units: Units,
    /// What the units have to do with it; not asked where all units are.
    pub role: Option<TaskRole>,
    pub state: TaskStanding,
    /// Due on this day or later.
    pub due_from_on: Option<Date>,
    /// Due before this day.
    pub due_until_on: Option<Date>,
    pub document: Option<DocumentId>,
    pub session: Option<SessionId>,
    /// What it is about.
    pub field: Option<Field>,
    pub source: Option<SourceKind>,
    /// Without a day, and without a word since this day or longer.
    pub clock_since_on: Option<Date>,
    /// Words that all stand in it, the last one perhaps only begun; marks do not matter.
    pub text: Option<String>,
}

/// Whose tasks: those of which one of the units is lead or coordinating.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Units {
    All,
    These(Vec<UnitId>),
}

/// What a unit has to do with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskRole {
    Lead,
    Coordinating,
}

/// What a task comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A document or a session of the register.
    Register,
    /// A document that is not in the register.
    Outside,
    /// A spoken order, told or not.
    Spoken,
}

impl SourceKind {
    fn of(task: &TaskRow) -> SourceKind {
        match &task.outside {
            // A document that was added afterwards is one of the register.
            _ if task.source.in_document().is_some() => SourceKind::Register,
            Some(Outside::Document { .. }) => SourceKind::Outside,
            None if task.source.conclusion.is_some() => SourceKind::Register,
            _ => SourceKind::Spoken,
        }
    }
}

/// How the tasks stand. It decides the order: what is late or soon due by its day, everything else by its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskStanding {
    All,
    Open,
    /// Late on that day.
    Overdue {
        today: Date,
    },
    /// Still owed, and due on the days from one up to before the other.
    DueSoon {
        from_on: Date,
        until_on: Date,
    },
    Awaiting,
    Suspended,
    Completed,
    Terminated,
}

/// The place of a task in a list. Its printed form means nothing to whoever keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskKey {
    Code(TaskCode),
    Late(Date, TaskCode),
    /// As the search index keeps it, below [`crate::search::place::END`]: the most urgent first.
    Found(u64),
}

/// A piece of a list: places in their order.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    pub keys: Vec<TaskKey>,
    /// Where the list goes on; `None` when there is no more.
    pub next: Option<TaskKey>,
    /// How many places were looked at for it.
    pub n_read: usize,
}

impl TaskFilter {
    /// Every task of `units` that stands so.
    pub fn new(units: Units, state: TaskStanding) -> TaskFilter {
        let (role, due_from_on, due_until_on) = (None, None, None);
        let (document, session, field) = (None, None, None);
        let (source, clock_since_on, text) = (None, None, None);
        TaskFilter {
            units,
            role,
            state,
            due_from_on,
            due_until_on,
            document,
            session,
            field,
            source,
            clock_since_on,
            text,
        }
    }

    /// The days on which what is asked for becomes late, both included, where the list is ordered by them.
    pub(crate) fn late_days(&self) -> Option<(Date, Date)> {
        match self.state {
            TaskStanding::Overdue { today } => Some((Date::MIN, today)),
            TaskStanding::DueSoon { from_on, until_on } => Some((from_on.tomorrow().unwrap_or(Date::MAX), until_on)),
            _ => None,
        }
    }

    /// The stages asked for, where the list is ordered by codes.
    pub(crate) fn stages(&self) -> &'static [i64] {
        match self.state {
            TaskStanding::All | TaskStanding::Overdue { .. } | TaskStanding::DueSoon { .. } => &[0, 1, 2, 3, 4],
            TaskStanding::Open => &[0, 1],
            TaskStanding::Awaiting => &[1],
            TaskStanding::Completed => &[2],
            TaskStanding::Terminated => &[3],
            TaskStanding::Suspended => &[4],
        }
    }

    /// Whether every task has to be looked at for what only it tells, its words aside.
    pub(crate) fn asks_of_each(&self) -> bool {
        self.field.is_some() || self.source.is_some() || self.clock_since_on.is_some()
    }

    /// Whether somebody asks about more than units, state and text.
    pub(crate) fn is_narrowed(&self) -> bool {
        self.role.is_some() || self.due_from_on.is_some() || self.due_until_on.is_some()
    }

    pub(crate) fn allows_role(&self, role: TaskRole) -> bool {
        self.units == Units::All || self.role.is_none_or(|it| it == role)
    }

    pub(crate) fn allows_due(&self, due_on: Option<Date>) -> bool {
        if self.due_from_on.is_none() && self.due_until_on.is_none() {
            return true;
        }
        let is_within = |due_on: Date| {
            self.due_from_on.is_none_or(|it| it <= due_on) && self.due_until_on.is_none_or(|it| due_on < it)
        };
        due_on.is_some_and(is_within)
    }

    /// Whether a task is asked for, its words aside.
    pub(crate) fn allows(&self, task: &TaskRow) -> bool {
        self.allows_state(task)
            && self.allows_due(task.deadline.due_on())
            && self.allows_units(task)
            && self.document.is_none_or(|it| task.source.in_document() == Some(it))
            && self.field.is_none_or(|it| task.field == Some(it))
            && self.source.is_none_or(|it| it == SourceKind::of(task))
            && self.clock_since_on.is_none_or(|it| task.has_clock() && task.silent_since_on <= it)
            && self.session.is_none_or(|it| task.source.conclusion.is_some_and(|at| at.session == it))
    }

    fn allows_state(&self, task: &TaskRow) -> bool {
        match (self.late_days(), task.late_from_on) {
            (Some((from, until)), Some(late)) => from <= late && late <= until,
            (Some(_), None) => false,
            (None, _) => match self.state {
                TaskStanding::Open => task.work.is_open(),
                TaskStanding::Awaiting => task.work == WorkState::AwaitingConfirmation,
                TaskStanding::Suspended => task.work == WorkState::Suspended,
                TaskStanding::Completed => task.work == WorkState::Completed,
                TaskStanding::Terminated => task.work == WorkState::Terminated,
                _ => true,
            },
        }
    }

    fn allows_units(&self, task: &TaskRow) -> bool {
        let Units::These(units) = &self.units else { return true };
        let leads = self.allows_role(TaskRole::Lead) && units.contains(&task.lead);
        leads || self.allows_role(TaskRole::Coordinating) && task.coordinating.iter().any(|it| units.contains(it))
    }

    /// The folded words of the text, none where no text is asked.
    pub(crate) fn wanted(&self) -> Wanted {
        Wanted::new(self.text.as_deref().unwrap_or(""))
    }

    /// Where a task stands in this list.
    pub(crate) fn key(&self, task: &TaskRow) -> TaskKey {
        match (self.late_days(), task.late_from_on) {
            (Some(_), Some(late)) => TaskKey::Late(late, task.code),
            _ => TaskKey::Code(task.code),
        }
    }
}

/// The words somebody looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub words: Vec<String>,
    /// What has the form of a code is looked for as one.
    pub code: Option<TaskCode>,
}

impl Wanted {
    fn new(text: &str) -> Wanted {
        let mut code = None;
        let mut rest = String::new();
        for part in text.split_whitespace() {
            match part.parse() {
                Ok(it) => code = Some(it),
                Err(_) => rest.extend([part, " "]),
            }
        }
        let mut words = folded_words(&rest);
        let last = words.pop();
        words.sort();
        words.dedup();
        words.extend(last);
        Wanted { words, code }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.code.is_none()
    }

    /// Whether all of them stand in `text`.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let Some((last, whole)) = self.words.split_last() else { return true };
        let words = folded_words(text);
        whole.iter().all(|it| words.contains(it)) && words.iter().any(|it| it.starts_with(last.as_str()))
    }
}

/// The words of a text as they are searched.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    let key = search_key(text);
    key.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

impl TaskKey {
    pub(crate) fn code(self) -> TaskCode {
        match self {
            TaskKey::Code(code) | TaskKey::Late(_, code) => code,
            TaskKey::Found(place) => crate::search::place::code(place),
        }
    }
}

impl fmt::Display for TaskKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TaskKey::Code(code) => write!(f, "c{code}"),
            TaskKey::Late(late, code) => write!(f, "l{late}.{code}"),
            TaskKey::Found(place) => write!(f, "f{place}"),
        }
    }
}

/// What stands there is no place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAKey;

impl fmt::Display for NotAKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reading the place at which a list goes on")
    }
}

impl std::error::Error for NotAKey {}

impl FromStr for TaskKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<TaskKey, NotAKey> {
        let code = |it: &str| it.parse::<TaskCode>().map_err(|_| NotAKey);
        match text.split_at_checked(1).ok_or(NotAKey)? {
            ("c", rest) => Ok(TaskKey::Code(code(rest)?)),
            ("l", rest) => {
                let (late, rest) = rest.split_once('.').ok_or(NotAKey)?;
                Ok(TaskKey::Late(late.parse().map_err(|_| NotAKey)?, code(rest)?))
            }
            ("f", rest) => {
                let place = rest.parse().ok().filter(|it| *it < crate::search::place::END);
                place.map(TaskKey::Found).ok_or(NotAKey)
            }
            _ => Err(NotAKey),
        }
    }
}
