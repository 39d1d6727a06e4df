//! What became of a conclusion: how the worst of its tasks stands, or how it ended without one.
//!
//! Source: docs/field.md 1; the order is design: what the chair has to ask about comes first.

use jiff::civil::Date;
use model::UnitId;
use model::state::{Ending, TaskCode, WorkState};
use serde::Serialize;
use std::cmp::Reverse;
use store::TaskFacts;

/// What became of a conclusion or of a task, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    Overdue,
    /// In time or without a day, but nobody has said a word for long.
    Silent,
    /// Nobody has said what is to come of it.
    Unended,
    Awaiting,
    ExtensionAsked,
    UnderWay,
    Suspended,
    DoneLate,
    DoneInTime,
    /// Done; it had no day.
    Done,
    Terminated,
    /// It answers, praises, blames, or somebody said that no task arises.
    WithoutTask,
    /// It exhorts: one sentence is due.
    Guidance,
}

/// How one thing stands: since or by how many days, and the day it is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub fate: Fate,
    pub days: i32,
    pub on: Option<Date>,
}

/// The worst of the tasks of a conclusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Worst {
    pub standing: Standing,
    pub code: TaskCode,
    pub lead: UnitId,
    pub n_extensions: u32,
    pub silent_since_on: Date,
    /// How many stand so.
    pub n: usize,
}

/// Silence of so many days is long.
pub(super) const SILENT_DAYS: i32 = 30;

pub(super) fn standing(task: &TaskFacts, today: Date) -> Standing {
    let of = |fate, days, on| Standing { fate, days, on };
    let done_on = task.done_on;
    match task.work {
        WorkState::Completed => match (task.due_on, done_on) {
            (Some(due), Some(done)) if due < done => of(Fate::DoneLate, days_from(due, done), done_on),
            (Some(_), _) => of(Fate::DoneInTime, 0, done_on),
            (None, _) => of(Fate::Done, 0, done_on),
        },
        WorkState::Terminated => of(Fate::Terminated, 0, task.ended_on),
        WorkState::Suspended => of(Fate::Suspended, 0, None),
        WorkState::AwaitingConfirmation => {
            of(Fate::Awaiting, done_on.map_or(0, |it| days_from(it, today)).max(0), done_on)
        }
        WorkState::NotStarted | WorkState::InProgress => open(task, today),
    }
}

fn open(task: &TaskFacts, today: Date) -> Standing {
    let days_silent = days_from(task.silent_since_on, today);
    if let Some(late) = task.late_from_on.filter(|it| *it <= today) {
        return Standing { fate: Fate::Overdue, days: days_from(late, today) + 1, on: task.due_on };
    }
    if days_silent >= SILENT_DAYS {
        return Standing { fate: Fate::Silent, days: days_silent, on: Some(task.silent_since_on) };
    }
    match task.extension_until_on {
        Some(until_on) => Standing { fate: Fate::ExtensionAsked, days: 0, on: Some(until_on) },
        None => Standing { fate: Fate::UnderWay, days: 0, on: task.due_on },
    }
}

/// The worst of some tasks; `None` where there is none.
pub(super) fn worst(tasks: &[TaskFacts], today: Date) -> Option<Worst> {
    let stand: Vec<(Standing, &TaskFacts)> = tasks.iter().map(|it| (standing(it, today), it)).collect();
    let (standing, task) = stand.iter().min_by_key(|(it, task)| (it.fate, Reverse(it.days), task.code))?;
    Some(Worst {
        standing: *standing,
        code: task.code,
        lead: task.lead,
        n_extensions: task.n_extensions,
        silent_since_on: task.silent_since_on,
        n: stand.iter().filter(|it| it.0.fate == standing.fate).count(),
    })
}

/// What became of a conclusion without a task.
pub(super) fn without_task(ending: Option<Ending>, on: Option<Date>) -> Standing {
    let fate = match ending {
        // Its tasks are not seen, or were corrected away: what it ended as is told.
        Some(Ending::Tasks | Ending::Answer | Ending::Assessment | Ending::NoTask) => Fate::WithoutTask,
        Some(Ending::Guidance) => Fate::Guidance,
        None => Fate::Unended,
    };
    Standing { fate, days: 0, on }
}

/// Calendar days from `from` to `until`; negative if that is earlier.
pub(super) fn days_from(from: Date, until: Date) -> i32 {
    from.until(until).map_or(0, |it| it.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = Date::constant(2026, 6, 30);

    fn task(n: u32, work: WorkState) -> TaskFacts {
        TaskFacts {
            conclusion: 1,
            code: TaskCode { year: 2026, n },
            lead: "01700000-0000-7000-8000-000000000001".parse().unwrap(),
            work,
            due_on: Some(date(2026, 7, 31)),
            late_from_on: Some(date(2026, 8, 1)),
            silent_since_on: date(2026, 6, 20),
            done_on: None,
            ended_on: None,
            n_extensions: 0,
            extension_until_on: None,
        }
    }

    #[test]
    fn a_task_stands_by_what_the_chair_has_to_ask_first() {
        let open = task(1, WorkState::InProgress);
        let done = |on| TaskFacts { done_on: Some(on), late_from_on: None, ..task(1, WorkState::Completed) };
        let cases = [
            (open, Fate::UnderWay, 0),
            (TaskFacts { late_from_on: Some(date(2026, 6, 19)), ..open }, Fate::Overdue, 12),
            (TaskFacts { late_from_on: Some(TODAY), ..open }, Fate::Overdue, 1),
            (TaskFacts { silent_since_on: date(2026, 5, 31), ..open }, Fate::Silent, 30),
            (TaskFacts { silent_since_on: date(2026, 6, 1), ..open }, Fate::UnderWay, 0),
            (TaskFacts { extension_until_on: Some(date(2026, 9, 1)), ..open }, Fate::ExtensionAsked, 0),
            (
                TaskFacts { done_on: Some(date(2026, 6, 10)), ..task(1, WorkState::AwaitingConfirmation) },
                Fate::Awaiting,
                20,
            ),
            (done(date(2026, 7, 31)), Fate::DoneInTime, 0),
            (done(date(2026, 8, 3)), Fate::DoneLate, 3),
            (TaskFacts { due_on: None, ..done(TODAY) }, Fate::Done, 0),
            (task(1, WorkState::Suspended), Fate::Suspended, 0),
        ];
        for (facts, fate, days) in cases {
            let found = standing(&facts, TODAY);
            assert_eq!((found.fate, found.days), (fate, days), "{facts:?}");
        }
    }

    #[test]
    fn the_worst_task_tells_of_its_conclusion() {
        let late = |n, day| TaskFacts { late_from_on: Some(date(2026, 6, day)), ..task(n, WorkState::InProgress) };
        let found = worst(&[task(1, WorkState::Completed), late(2, 20), late(3, 10)], TODAY).unwrap();
        assert_eq!((found.code.n, found.n, found.standing.days), (3, 2, 21));
        assert!(worst(&[], TODAY).is_none());
        assert_eq!(without_task(None, None).fate, Fate::Unended);
        assert_eq!(without_task(Some(Ending::NoTask), None).fate, Fate::WithoutTask);
        assert!(Fate::Overdue < Fate::Awaiting && Fate::WithoutTask < Fate::Guidance);
    }
}
