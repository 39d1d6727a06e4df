//! The tasks of a briefing: how many stand how, those that are late and those nobody has said a word about.
//!
//! Of a session its tasks are counted; of a unit the tallies are added, which hold every number, and only the rows that are
//! listed are read.

use super::fates::{SILENT_DAYS, days_from};
use crate::Error;
use crate::access::Viewer;
use crate::office::Office;
use crate::views::task_query::{SOON_DAYS, standing};
use crate::views::tasks::Viewing;
use crate::views::{StateCount, TotalView, UnitMention};
use jiff::ToSpan;
use jiff::civil::Date;
use model::state::{TaskCode, WorkState};
use model::{SessionId, UnitId};
use serde::Serialize;
use std::sync::Arc;
use store::{TaskFacts, TaskFilter, TaskRole, TaskRow, TaskTally, Units};

/// How the tasks stand.
#[derive(Clone, Debug, Serialize)]
pub struct BriefTasks {
    /// What the register is asked for to list them, without the state.
    pub query: String,
    /// By the states of the register; every number is exact.
    pub counts: Vec<StateCount>,
    /// Of the one that is late for longest.
    pub most_days_late: i32,
    /// The longest late first.
    pub overdue: BriefList,
    /// Not reported as done, and no word for thirty days: the longest silent first.
    pub silent: BriefList,
}

/// Tasks, as many as an annex takes, and how many there are.
#[derive(Clone, Debug, Serialize)]
pub struct BriefList {
    pub n: usize,
    pub tasks: Vec<BriefTask>,
}

/// A task in one line.
#[derive(Clone, Debug, Serialize)]
pub struct BriefTask {
    pub code: String,
    /// `None` once they were erased.
    pub words: Option<String>,
    pub lead: UnitMention,
    /// The conclusion it follows from.
    pub conclusion: Option<u32>,
    pub due_on: Option<Date>,
    pub days_late: i32,
    pub days_silent: i32,
    pub silent_since_on: Date,
    pub n_extensions: u32,
    pub last_words: Option<String>,
}

/// So many tasks stand in an annex; the register has the others.
const MOST: usize = 100;

/// The states that are counted.
const TOLD: [&str; 7] = ["open", "overdue", "due_soon", "awaiting", "suspended", "completed", "terminated"];

/// Days of which a briefing asks.
#[derive(Clone, Copy)]
struct Days {
    today: Date,
    /// What becomes late on these days is due soon.
    soon: (Date, Date),
}

impl Days {
    fn of(today: Date) -> Days {
        let day = |n: i32| today.checked_add(n.days()).unwrap_or(today);
        Days { today, soon: (day(1), day(SOON_DAYS + 1)) }
    }
}

impl Office {
    /// The tasks of a session.
    pub(super) fn tasks_of_facts(
        &self,
        viewing: &Viewing,
        session: SessionId,
        facts: &[TaskFacts],
    ) -> Result<BriefTasks, Error> {
        let days = Days::of(viewing.today);
        let n = |state: &str| facts.iter().filter(|it| is_in(it, state, days)).count() as u64;
        let counts = TOLD.map(|state| count(state, n(state))).into();
        let mut late: Vec<&TaskFacts> = facts.iter().filter(|it| is_in(it, "overdue", days)).collect();
        late.sort_by_key(|it| (it.late_from_on, it.code));
        let mut silent: Vec<&TaskFacts> = facts.iter().filter(|it| is_silent(it, days.today)).collect();
        silent.sort_by_key(|it| (it.silent_since_on, it.code));
        let codes = |of: &[&TaskFacts]| of.iter().map(|it| it.code).collect::<Vec<_>>();
        Ok(BriefTasks {
            query: format!("session={session}"),
            counts,
            most_days_late: days_late(late.first().and_then(|it| it.late_from_on), days.today),
            overdue: self.brief_list(viewing, &codes(&late))?,
            silent: self.brief_list(viewing, &codes(&silent))?,
        })
    }

    /// The tasks that a unit and everything below it leads.
    pub(super) fn tasks_below(&self, viewer: &Viewer, viewing: &Viewing, unit: UnitId) -> Result<BriefTasks, Error> {
        let (register, days) = (self.register()?, Days::of(viewing.today));
        let units = viewer.seen_of(unit, true);
        let mut tally = TaskTally::default();
        self.store.task_tallies(register, &units)?.iter().for_each(|it| tally.add(it));
        let (n_silent, silent) = self.silent_below(viewer, unit, MOST)?;
        let units = if units.len() == viewer.units.tree.units().len() { Units::All } else { Units::These(units) };
        let state = standing("overdue", days.today).unwrap_or(store::TaskStanding::Open);
        let filter = TaskFilter { role: Some(TaskRole::Lead), ..TaskFilter::new(units, state) };
        let late = self.store.task_page(register, &filter, None, MOST)?.tasks;
        let n_late = usize::try_from(tally.n_late(days.today)).unwrap_or(usize::MAX);
        Ok(BriefTasks {
            query: format!("unit={unit}&subtree=1&role=lead"),
            counts: TOLD.map(|state| count(state, tallied(&tally, state, days))).into(),
            most_days_late: days_late(tally.late_since(days.today), days.today),
            overdue: BriefList { n: n_late, tasks: late.iter().map(|it| brief_task(viewing, it)).collect() },
            silent: BriefList { n: n_silent, ..self.brief_list(viewing, &silent)? },
        })
    }

    /// The first of `codes`, with their words.
    fn brief_list(&self, viewing: &Viewing, codes: &[TaskCode]) -> Result<BriefList, Error> {
        let some = &codes[..codes.len().min(MOST)];
        let rows = if some.is_empty() { Vec::new() } else { self.store.tasks_of(self.register()?, some)? };
        let tasks = rows.iter().map(|it: &Arc<TaskRow>| brief_task(viewing, it)).collect();
        Ok(BriefList { n: codes.len(), tasks })
    }
}

fn brief_task(viewing: &Viewing, row: &TaskRow) -> BriefTask {
    let words = |it: &store::Text| it.words().map(str::to_owned);
    BriefTask {
        code: row.code.to_string(),
        words: words(&row.words),
        lead: viewing.unit(row.lead),
        conclusion: row.source.conclusion.map(|it| it.n),
        due_on: row.deadline.due_on(),
        days_late: days_late(row.late_from_on, viewing.today),
        days_silent: days_from(row.silent_since_on, viewing.today).max(0),
        silent_since_on: row.silent_since_on,
        n_extensions: row.n_extensions,
        last_words: row.last_words.as_ref().and_then(words),
    }
}

fn days_late(late_from_on: Option<Date>, today: Date) -> i32 {
    late_from_on.map_or(0, |it| days_from(it, today) + 1).max(0)
}

fn count(state: &'static str, n: u64) -> StateCount {
    StateCount { state, total: TotalView { n, is_more: false } }
}

/// Whether the register lists a task in a state.
fn is_in(task: &TaskFacts, state: &str, days: Days) -> bool {
    let is_late_between = |from: Date, until: Date| task.late_from_on.is_some_and(|it| from <= it && it <= until);
    match state {
        "open" => task.work.is_open(),
        "overdue" => is_late_between(Date::MIN, days.today),
        "due_soon" => is_late_between(days.soon.0, days.soon.1),
        "awaiting" => task.work == WorkState::AwaitingConfirmation,
        "suspended" => task.work == WorkState::Suspended,
        "completed" => task.work == WorkState::Completed,
        _ => task.work == WorkState::Terminated,
    }
}

fn tallied(tally: &TaskTally, state: &str, days: Days) -> u64 {
    match state {
        "open" => tally.n_open(),
        "overdue" => tally.n_late(days.today),
        "due_soon" => tally.n_late_between(days.soon.0, days.soon.1),
        "awaiting" => tally.n_in(WorkState::AwaitingConfirmation),
        "suspended" => tally.n_in(WorkState::Suspended),
        "completed" => tally.n_in(WorkState::Completed),
        _ => tally.n_in(WorkState::Terminated),
    }
}

fn is_silent(task: &TaskFacts, today: Date) -> bool {
    let owes_a_word = matches!(task.work, WorkState::NotStarted | WorkState::InProgress);
    owes_a_word && days_from(task.silent_since_on, today) >= SILENT_DAYS
}
