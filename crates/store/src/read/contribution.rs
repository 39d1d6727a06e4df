//! What coordinating units were asked for and have not answered.

use super::{Cells, Text};
use crate::Store;
use crate::engine::{Value, statements};
use crate::error::Error;
use jiff::civil::Date;
use model::state::TaskCode;
use model::{RegisterId, UnitId};

statements! {
    OWED = "SELECT r.code_year, r.code_n, w.seal, w.text, r.due_on FROM task_contribution r
        LEFT JOIN sealed w ON w.register = r.register AND w.seal = r.words
        WHERE r.register = ?1 AND r.unit = ?2 ORDER BY r.due_on, r.code_year, r.code_n LIMIT ?3";
}

/// What one coordinating unit owes on one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContributionRow {
    pub code: TaskCode,
    pub words: Text,
    pub due_on: Date,
}

impl Store {
    /// What `unit` was asked for on open tasks and has not answered, the earliest day first, at most `most`.
    pub fn contributions_owed(
        &self,
        register: RegisterId,
        unit: UnitId,
        most: usize,
    ) -> Result<Vec<ContributionRow>, Error> {
        self.snapshot(|engine| {
            let asked = [Value::text(register), Value::text(unit), Value::count(most as u64)];
            let row = |row| {
                let mut cells = Cells::new("task_contribution", row);
                let code = TaskCode { year: cells.number()?, n: cells.number()? };
                Ok(ContributionRow { code, words: cells.text()?, due_on: cells.date()? })
            };
            engine.query(OWED, &asked)?.into_iter().map(row).collect()
        })
    }
}
