//! When a task is due. There is no sentinel date: a task without a date says so.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The deadline of a task. The words it came from are kept beside it.
///
/// # Source
/// docs/field.md 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Deadline {
    /// Due at the end of `due_on`.
    Fixed { due_on: Date },
    /// Due again and again; the words say when.
    Periodic,
    /// A duty without an end.
    Standing,
    /// The text names no date, or one that a calendar has yet to turn into a day.
    Unset,
}

impl Deadline {
    /// The first day on which an open task is late; `None` if it never is.
    pub fn late_from_on(self) -> Option<Date> {
        self.due_on().and_then(|it| it.tomorrow().ok())
    }

    /// The day at whose end it is due; `None` where there is no one day.
    pub fn due_on(self) -> Option<Date> {
        match self {
            Deadline::Fixed { due_on } => Some(due_on),
            Deadline::Periodic | Deadline::Standing | Deadline::Unset => None,
        }
    }
}
