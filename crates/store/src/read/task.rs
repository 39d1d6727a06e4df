//! Tasks as they are read, page by page in the order of their codes.

use super::external_ref::{self, ExternalRefRow};
use super::session::passage_in;
use super::several::{Lazy, Several};
use super::{Cells, TASK_CODE, TASK_UNITS, TASKS, Text};
use crate::Store;
use crate::engine::{Engine, Sql, Value};
use crate::error::Error;
use jiff::civil::Date;
use model::state::{ConclusionRef, Outside, Source, TaskCode, WorkState};
use model::{AccountId, Deadline, DocumentId, Field, RegisterId, StreamId, TaskId, UnitId};
use std::collections::{BTreeMap, HashMap};

static CODES: Lazy = Lazy::new(|| {
    Several::new(|these| {
        format!("SELECT task, code_year, code_n, lead FROM task WHERE register = ?1 AND task IN ({these})")
    })
});

/// Every statement of this module that is made.
pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    CODES.all()
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    pub id: TaskId,
    pub code: TaskCode,
    pub words: Text,
    pub lead: UnitId,
    pub coordinating: Vec<UnitId>,
    pub deadline: Deadline,
    pub due_words: Option<Text>,
    pub deliverable: Option<Text>,
    pub source: Source,
    /// What it comes from that is not in the register.
    pub outside: Option<Outside<Text>>,
    /// Where it stands in other trackers.
    pub external_refs: Vec<ExternalRefRow>,
    pub(crate) n_external_refs: u32,
    pub assigned_on: Date,
    pub assigned_by: AccountId,
    pub work: WorkState,
    /// The first day on which it is late while open; `None` if it never is.
    pub late_from_on: Option<Date>,
    pub silent_since_on: Date,
    /// The day on which the lead said that it has it.
    pub received_on: Option<Date>,
    /// The day on which it was done, as reported.
    pub done_on: Option<Date>,
    /// The day on which it was confirmed or terminated.
    pub ended_on: Option<Date>,
    /// The newest report on it.
    pub last_words: Option<Text>,
    /// What it is about; `None` where nobody told.
    pub field: Option<Field>,
    /// The day on which it was first due, whatever has moved its deadline since.
    pub first_due_on: Option<Date>,
    /// How often its deadline was extended.
    pub n_extensions: u32,
    /// The later day that its lead asks for, and the day of asking.
    pub extension: Option<(Date, Date)>,
    /// Since when its lead owes an answer to those above it.
    pub came_back_on: Option<Date>,
    /// Since when its lead says that it is not its own.
    pub declined_on: Option<Date>,
    /// Since when it rests.
    pub suspended_on: Option<Date>,
    /// Calendar days for which it rested before.
    pub n_suspended_days: u32,
    /// The day of the last urging or reminder that its lead has not answered.
    pub urged_on: Option<Date>,
    pub marks: TaskMarks,
    /// The department or the person of the lead who does it.
    pub forwarded_to: Option<Text>,
    /// Who reported it as done while it awaits confirmation, where they spoke for themselves.
    pub reported_by: Option<AccountId>,
}

/// How often the lead was told something about its work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskMarks {
    pub n_urgings: u32,
    pub n_reminders: u32,
    pub n_commendations: u32,
    pub n_criticisms: u32,
}

impl TaskRow {
    /// Whether its lead has something to do by no day: then a clock of silence runs.
    pub fn has_clock(&self) -> bool {
        self.deadline == Deadline::Unset && matches!(self.work, WorkState::NotStarted | WorkState::InProgress)
    }
}

/// After every code there can be.
const LAST: (i64, i64) = (i64::MAX, i64::MAX);

impl Store {
    /// At most `limit` tasks after the code `after`, in the order of their codes.
    pub fn tasks(&self, register: RegisterId, after: Option<TaskCode>, limit: u64) -> Result<Vec<TaskRow>, Error> {
        let after = after.map_or((i64::MIN, i64::MIN), |it| (it.year.into(), it.n.into()));
        self.snapshot(|engine| tasks(engine, register, after, LAST, limit))
    }

    /// The task of a code.
    pub fn task_by_code(&self, register: RegisterId, code: TaskCode) -> Result<Option<TaskRow>, Error> {
        self.snapshot(|engine| one_task(engine, register, (code.year.into(), code.n.into())))
    }

    /// Code and lead of each of these tasks; one that is not there is left out.
    pub fn codes_of_tasks(
        &self,
        register: RegisterId,
        these: &[TaskId],
    ) -> Result<HashMap<TaskId, (TaskCode, UnitId)>, Error> {
        let streams: Vec<StreamId> = these.iter().map(|&it| it.into()).collect();
        let code = |row| {
            let mut cells = Cells::new("task", row);
            Ok((cells.id()?, (TaskCode { year: cells.number()?, n: cells.number()? }, cells.id()?)))
        };
        self.snapshot(|engine| CODES.ask(engine, register, &streams)?.into_iter().map(code).collect())
    }

    /// The task of an identifier.
    pub fn task(&self, register: RegisterId, task: TaskId) -> Result<Option<TaskRow>, Error> {
        self.snapshot(|engine| {
            match engine.query(TASK_CODE, &[Value::text(register), Value::text(task)])?.first().map(Vec::as_slice) {
                Some([Value::Int(year), Value::Int(n)]) => one_task(engine, register, (*year, *n)),
                _ => Ok(None),
            }
        })
    }
}

fn one_task(engine: &mut Engine, register: RegisterId, (year, n): (i64, i64)) -> Result<Option<TaskRow>, Error> {
    Ok(tasks(engine, register, (year, n - 1), (year, n), 1)?.pop())
}

/// Tasks whose code is after `after` and not after `last`.
fn tasks(
    engine: &mut Engine,
    register: RegisterId,
    after: (i64, i64),
    last: (i64, i64),
    limit: u64,
) -> Result<Vec<TaskRow>, Error> {
    let [year, n, last_year, last_n] = [after.0, after.1, last.0, last.1].map(Value::Int);
    let mut bounds = vec![Value::text(register), year, n, last_year, last_n, Value::count(limit)];
    let mut found: Vec<TaskRow> = engine.query(TASKS, &bounds)?.into_iter().map(task).collect::<Result<_, _>>()?;
    let Some(newest) = found.last() else { return Ok(found) };
    bounds.truncate(3);
    bounds.extend([Value::Int(newest.code.year.into()), Value::Int(newest.code.n.into())]);
    let mut units: BTreeMap<TaskId, Vec<UnitId>> = BTreeMap::new();
    for row in engine.query(TASK_UNITS, &bounds)? {
        let mut cells = Cells::new("task_unit", row);
        units.entry(cells.id()?).or_default().push(cells.id()?);
    }
    for task in &mut found {
        task.coordinating = units.remove(&task.id).unwrap_or_default();
    }
    external_ref::fill(engine, register, &mut found)?;
    Ok(found)
}

pub(super) fn task(row: Vec<Value>) -> Result<TaskRow, Error> {
    let mut cells = Cells::new("task", row);
    let mut task = TaskRow {
        id: cells.id()?,
        code: TaskCode { year: cells.number()?, n: cells.number()? },
        words: cells.text()?,
        lead: cells.id()?,
        coordinating: Vec::new(),
        deadline: deadline(&mut cells)?,
        due_words: cells.opt_text()?,
        deliverable: cells.opt_text()?,
        source: source(&mut cells)?,
        outside: None,
        external_refs: Vec::new(),
        n_external_refs: 0,
        assigned_on: cells.date()?,
        assigned_by: cells.id()?,
        work: cells.variant()?,
        late_from_on: cells.opt_date()?,
        silent_since_on: cells.date()?,
        received_on: cells.opt_date()?,
        done_on: cells.opt_date()?,
        ended_on: cells.opt_date()?,
        last_words: cells.opt_text()?,
        field: cells.opt_variant()?,
        first_due_on: cells.opt_date()?,
        n_extensions: cells.number()?,
        extension: Option::zip(cells.opt_date()?, cells.opt_date()?),
        came_back_on: cells.opt_date()?,
        declined_on: cells.opt_date()?,
        suspended_on: cells.opt_date()?,
        n_suspended_days: cells.number()?,
        urged_on: cells.opt_date()?,
        marks: TaskMarks {
            n_urgings: cells.number()?,
            n_reminders: cells.number()?,
            n_commendations: cells.number()?,
            n_criticisms: cells.number()?,
        },
        forwarded_to: None,
        reported_by: None,
    };
    task.source.above = cells.opt_id()?;
    task.forwarded_to = cells.opt_text()?;
    task.reported_by = cells.opt_id()?;
    task.outside = outside(&mut cells)?;
    task.n_external_refs = cells.number()?;
    Ok(task)
}

fn deadline(cells: &mut Cells) -> Result<Deadline, Error> {
    opt_deadline(cells)?.ok_or_else(|| cells.unreadable())
}

/// A deadline of two columns, kind and day; `None` where no kind stands.
pub(super) fn opt_deadline(cells: &mut Cells) -> Result<Option<Deadline>, Error> {
    let kind = cells.opt_string()?;
    match (kind.as_deref(), cells.opt_date()?) {
        (None, None) => Ok(None),
        (Some("fixed"), Some(due_on)) => Ok(Some(Deadline::Fixed { due_on })),
        (Some("periodic"), None) => Ok(Some(Deadline::Periodic)),
        (Some("standing"), None) => Ok(Some(Deadline::Standing)),
        (Some("unset"), None) => Ok(Some(Deadline::Unset)),
        _ => Err(cells.unreadable()),
    }
}

/// Where it stands in the register; the task above it comes later.
fn source(cells: &mut Cells) -> Result<Source, Error> {
    let document: Option<DocumentId> = cells.opt_id()?;
    let passage = passage_in(document, cells)?;
    let document = document.filter(|_| passage.is_none());
    Ok(Source { passage, document, conclusion: conclusion(cells)?, above: None })
}

/// Kind, day, who gave it and what tells it from others.
fn outside(cells: &mut Cells) -> Result<Option<Outside<Text>>, Error> {
    let (kind, on) = (cells.opt_string()?, cells.opt_date()?);
    let (by, what) = (cells.opt_text()?, cells.opt_text()?);
    match (kind.as_deref(), on, by, what) {
        (None, None, None, None) => Ok(None),
        (Some("spoken"), Some(on), Some(speaker), venue) => Ok(Some(Outside::Spoken { speaker, on, venue })),
        (Some("document"), Some(issued_on), issuer, Some(number)) => {
            Ok(Some(Outside::Document { number, issued_on, issuer }))
        }
        _ => Err(cells.unreadable()),
    }
}

fn conclusion(cells: &mut Cells) -> Result<Option<ConclusionRef>, Error> {
    match (cells.opt_id()?, cells.opt_number()?) {
        (Some(session), Some(n)) => Ok(Some(ConclusionRef { session, n })),
        _ => Ok(None),
    }
}
