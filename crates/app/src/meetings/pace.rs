//! How long it took from a session to its notice, and from there to its first task, in working days of the office.

use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use crate::views::{SessionView, words};
use base::WorkingDays;
use base::fold::search_key;
use jiff::ToSpan;
use jiff::civil::Date;
use model::state::UnitKind;
use serde::Serialize;
use store::DocumentRow;

/// A notice follows within so many working days.
///
/// # Source
/// Decision 45/2018/QD-TTg; Party bodies follow working rules of their own.
pub const NOTICE_WORKING_DAYS: u16 = 5;

/// More days are not counted.
const MOST_DAYS: usize = 4_000;

/// From session to notice to tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaceView {
    /// The last day for the notice; `None` where the host follows rules of its own.
    pub notice_due_on: Option<Date>,
    /// The day of the notice, where one is in the register.
    pub notice_on: Option<Date>,
    /// Working days from the session to it.
    pub n_to_notice: Option<u32>,
    /// The day on which the first task was entered.
    pub tasks_on: Option<Date>,
    /// Working days from the notice to it.
    pub n_to_tasks: Option<u32>,
}

impl Office {
    /// How fast a closed session was followed up.
    pub(crate) fn pace(&self, viewer: &Viewer, session: &SessionView) -> Result<PaceView, Error> {
        let (register, calendar) = (self.register()?, self.calendar()?);
        let document = session.document.map(|it| self.store.document(register, it)).transpose()?.flatten();
        let notice_on = document.filter(is_notice).and_then(|it| it.issued_on).filter(|it| session.held_on <= *it);
        let first = self.first_task_of(viewer, session.id)?;
        let first = first.map(|it| self.store.task_by_code(register, it)).transpose()?.flatten();
        let tasks_on = first.map(|it| it.assigned_on);
        let host = session.host.as_ref().and_then(|it| viewer.units.rows.get(&it.id));
        let is_judged = host.is_none_or(|it| it.kind != UnitKind::Party);
        Ok(PaceView {
            notice_due_on: is_judged.then(|| calendar.nth_after(session.held_on, NOTICE_WORKING_DAYS)).flatten(),
            notice_on,
            n_to_notice: notice_on.map(|it| worked(&calendar, session.held_on, it)),
            tasks_on,
            n_to_tasks: notice_on.zip(tasks_on).map(|(from, until)| worked(&calendar, from, until)),
        })
    }
}

/// Whether a document is a notice: by the abbreviation in its number, or by what it calls itself.
fn is_notice(document: &DocumentRow) -> bool {
    let number = document.number.clone().and_then(words).unwrap_or_default();
    let kind = document.kind.clone().and_then(words).map(|it| search_key(&it)).unwrap_or_default();
    let is_abbreviated = |text: &str| text.split(|it: char| !it.is_alphanumeric()).any(|it| it == "TB");
    is_abbreviated(&number) || kind.starts_with("tb") || kind.starts_with("thong bao")
}

/// The working days after `from` up to `until`, which is counted.
fn worked(calendar: &WorkingDays, from: Date, until: Date) -> u32 {
    let days = from.series(1.day()).skip(1).take(MOST_DAYS).take_while(|it| *it <= until);
    days.filter(|it| calendar.is_worked(*it)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_off_are_not_counted() {
        let cases = [("2026-03-30", "2026-03-30", 0), ("2026-03-30", "2026-04-03", 4), ("2026-03-27", "2026-03-30", 1)];
        for (from, until, n) in cases {
            let (from, until) = (from.parse().unwrap(), until.parse().unwrap());
            assert_eq!(worked(&WorkingDays::default(), from, until), n, "{from} {until}");
        }
    }
}
