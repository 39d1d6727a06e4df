//! The tasks that units led once, so that whoever followed them can be told that they went to others.

use super::Cells;
use crate::Store;
use crate::engine::{Value, statements};
use crate::error::Error;
use jiff::civil::Date;
use model::state::TaskCode;
use model::{RegisterId, TaskId, UnitId};

statements! {
    LED_BEFORE = "SELECT task, code_year, code_n, due_on FROM task_former_lead
        WHERE register = ?1 AND unit = ?2 AND until_on >= ?3 ORDER BY until_on, task LIMIT ?4";
}

/// A task that a unit led once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormerLeadRow {
    pub task: TaskId,
    pub code: TaskCode,
    /// The day on which it was due when another unit became the lead.
    pub due_on: Option<Date>,
}

impl Store {
    /// What `unit` has led until `from_on` or later and leads no more, at most `most`.
    pub fn led_before(
        &self,
        register: RegisterId,
        unit: UnitId,
        from_on: Date,
        most: usize,
    ) -> Result<Vec<FormerLeadRow>, Error> {
        let asked = [Value::text(register), Value::text(unit), Value::text(from_on), Value::count(most as u64)];
        let row = |row| {
            let mut cells = Cells::new("task_former_lead", row);
            let task = cells.id()?;
            let code = TaskCode { year: cells.number()?, n: cells.number()? };
            Ok(FormerLeadRow { task, code, due_on: cells.opt_date()? })
        };
        self.read(|engine| engine.query(LED_BEFORE, &asked)?.into_iter().map(row).collect())
    }
}
