//! When a task is due. There is no sentinel date: a task without a date says so.

use jiff::ToSpan;
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

/// The marks of the clock of a task without a day: after so many calendar days without a word it is pointed out anew.
///
/// # Source
/// docs/field.md 1 (the undated ones without a report for three months are pursued apart); the other two are design.
pub const CLOCK_MARKS: [i32; 3] = [30, 60, 90];

/// Where that clock stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// The last mark it has passed, days; zero before the first.
    pub mark: i32,
    /// The day of that mark.
    pub passed_on: Option<Date>,
    /// The day of the next mark; `None` behind the last.
    pub next_on: Option<Date>,
}

impl Clock {
    /// The clock of a task on which the last word was on `word_on`.
    pub fn on(today: Date, word_on: Date) -> Clock {
        let day = |mark: i32| word_on.saturating_add(mark.days());
        let passed = CLOCK_MARKS.into_iter().rfind(|it| day(*it) <= today);
        let next = CLOCK_MARKS.into_iter().find(|it| today < day(*it));
        Clock { mark: passed.unwrap_or(0), passed_on: passed.map(day), next_on: next.map(day) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_passes_its_marks_on_their_days() {
        let day = |it: &str| it.parse::<Date>().unwrap();
        let cases = [
            ("2026-03-01", 0, None, Some("2026-03-31")),
            ("2026-03-30", 0, None, Some("2026-03-31")),
            ("2026-03-31", 30, Some("2026-03-31"), Some("2026-04-30")),
            ("2026-04-30", 60, Some("2026-04-30"), Some("2026-05-30")),
            ("2027-01-01", 90, Some("2026-05-30"), None),
        ];
        for (today, mark, passed, next) in cases {
            let wanted = Clock { mark, passed_on: passed.map(day), next_on: next.map(day) };
            assert_eq!(Clock::on(day(today), day("2026-03-01")), wanted, "{today}");
        }
    }
}
