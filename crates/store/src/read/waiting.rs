//! The tasks of which something waits, for a decision above the lead or an answer of the lead, and those below a task.

use super::task_cache::Newest;
use super::task_rows::load;
use super::{Cells, TaskRow};
use crate::Store;
use crate::engine::{Engine, Value, statements};
use crate::error::Error;
use model::state::TaskCode;
use model::{AccountId, RegisterId, TaskId, UnitId};
use std::sync::Arc;

statements! {
    WAITING = "SELECT lead, code_year, code_n, asked_by FROM task_wait WHERE register = ?1 AND about = ?2
        ORDER BY since_on, code_year, code_n LIMIT ?3";
    ASKED = "SELECT lead FROM task_wait WHERE register = ?1 AND asked_by = ?2 AND about = ?3 LIMIT ?4";
    NEWEST = "SELECT code_year, code_n FROM task_unit WHERE register = ?1 AND unit = ?2 AND stage = 0 AND role = 'lead'
        ORDER BY code_year DESC, code_n DESC LIMIT ?3";
    BELOW = "SELECT code_year, code_n FROM task WHERE register = ?1 AND above = ?2
        ORDER BY code_year, code_n LIMIT ?3";
}

/// So many of each unit, however many units there are.
const FEW: usize = 5;

/// What somebody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskWait {
    /// The lead asked for a later day.
    Extension,
    /// The lead says that the task is not its own.
    Declined,
    /// What the lead reported or asked for came back to it.
    CameBack,
    /// The lead was urged or reminded.
    Urged,
    /// Somebody reported it as done in their own name; what came by a link or by telephone has no such row.
    Confirmation,
}

/// A task of which something waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingTask {
    pub lead: UnitId,
    pub code: TaskCode,
    /// Who asked, where somebody did.
    pub asked_by: Option<AccountId>,
}

impl TaskWait {
    pub(crate) fn name(self) -> &'static str {
        match self {
            TaskWait::Extension => "extension",
            TaskWait::Declined => "declined",
            TaskWait::CameBack => "came_back",
            TaskWait::Urged => "urged",
            TaskWait::Confirmation => "confirmation",
        }
    }
}

fn newest(engine: &mut Engine, register: RegisterId, (unit, most): (UnitId, usize)) -> Result<Newest, Error> {
    let code = |row| {
        let mut cells = Cells::new("task_unit", row);
        Ok(TaskCode { year: cells.number()?, n: cells.number()? })
    };
    let asked = [Value::text(register), Value::text(unit), Value::count(most as u64)];
    engine.query(NEWEST, &asked)?.into_iter().map(code).collect()
}

impl Store {
    /// The first `most` tasks that are parts of `task`, in the order of their codes.
    pub fn tasks_below(&self, register: RegisterId, task: TaskId, most: usize) -> Result<Vec<Arc<TaskRow>>, Error> {
        self.snapshot(|engine| {
            let asked = [Value::text(register), Value::text(task), Value::count(most as u64)];
            let code = |row| {
                let mut cells = Cells::new("task", row);
                Ok(TaskCode { year: cells.number()?, n: cells.number()? })
            };
            let codes: Vec<TaskCode> =
                engine.query(BELOW, &asked)?.into_iter().map(code).collect::<Result<_, Error>>()?;
            let view = self.inner.tasks.view(engine, register)?;
            Ok(load(engine, register, &view, &codes)?.into_iter().flatten().collect())
        })
    }

    /// The newest tasks under way that one of `units` leads, the newest first, and whether there are more: at most `most`,
    /// of each unit its share of that, and a few where there are many units. What is asked again is kept as long as no entry
    /// touches a task of the unit.
    pub fn newest_under_way(
        &self,
        register: RegisterId,
        units: &[UnitId],
        most: usize,
    ) -> Result<(Vec<Arc<TaskRow>>, bool), Error> {
        let share = (most / units.len().max(1)).max(FEW);
        let asked: Vec<(UnitId, usize)> = units.iter().map(|it| (*it, share)).collect();
        self.snapshot(|engine| {
            let view = self.inner.tasks.view(engine, register)?;
            let (mut codes, mut is_more): (Vec<TaskCode>, bool) = (Vec::new(), false);
            let mut read = Vec::new();
            for (asked, kept) in asked.iter().zip(view.newest(&asked)) {
                let newest = match kept {
                    Some(kept) => kept,
                    None => {
                        let newest = newest(engine, register, *asked)?;
                        read.push((*asked, Arc::clone(&newest)));
                        newest
                    }
                };
                is_more |= newest.len() == share;
                codes.extend_from_slice(&newest);
            }
            view.keep_newest(read);
            codes.sort_unstable_by(|a, b| b.cmp(a));
            is_more |= most < codes.len();
            codes.truncate(most);
            Ok((load(engine, register, &view, &codes)?.into_iter().flatten().collect(), is_more))
        })
    }

    /// The leads of the tasks of which `account` asked that, each as often as it has such tasks, at most `most`.
    pub fn asked_by(
        &self,
        register: RegisterId,
        account: AccountId,
        (about, most): (TaskWait, usize),
    ) -> Result<Vec<UnitId>, Error> {
        self.snapshot(|engine| {
            let most = Value::count(most as u64);
            let asked = [Value::text(register), Value::text(account), Value::text(about.name()), most];
            let rows = engine.query(ASKED, &asked)?;
            rows.into_iter().map(|row| Cells::new("task_wait", row).id()).collect()
        })
    }

    /// The tasks that wait so, the longest waiting first, at most `most` of all units.
    pub fn waiting_tasks(&self, register: RegisterId, about: TaskWait, most: usize) -> Result<Vec<WaitingTask>, Error> {
        let asked = [Value::text(register), Value::text(about.name()), Value::count(most as u64)];
        let place = |row| {
            let mut cells = Cells::new("task_wait", row);
            let (lead, code) = (cells.id()?, TaskCode { year: cells.number()?, n: cells.number()? });
            Ok(WaitingTask { lead, code, asked_by: cells.opt_id()? })
        };
        self.read(|engine| engine.query(WAITING, &asked)?.into_iter().map(place).collect())
    }
}
