//! The open tasks of which nobody has said a word for long, the longest silent first.

use super::task_rows::load;
use super::{Cells, TaskRow};
use crate::Store;
use crate::engine::{Value, statements};
use crate::error::Error;
use jiff::civil::Date;
use model::RegisterId;
use model::state::TaskCode;
use std::sync::Arc;

statements! {
    SILENT = "SELECT silent_since_on, code_year, code_n FROM task WHERE register = ?1 AND work = ?2
        AND silent_since_on <= ?3 ORDER BY silent_since_on, code_year, code_n LIMIT ?4";
}

impl Store {
    /// The first `n_rows` open tasks that are silent since `since_on` or longer, of all units, and how many there are,
    /// counted up to `most`. What awaits confirmation is not silent: the word is with somebody else.
    pub fn silent_tasks(
        &self,
        register: RegisterId,
        since_on: Date,
        (n_rows, most): (usize, usize),
    ) -> Result<(Vec<Arc<TaskRow>>, usize), Error> {
        self.snapshot(|engine| {
            let mut found: Vec<(Date, TaskCode)> = Vec::new();
            for work in ["not_started", "in_progress"] {
                let asked =
                    [Value::text(register), Value::text(work), Value::text(since_on), Value::count(most as u64)];
                for row in engine.query(SILENT, &asked)? {
                    let mut cells = Cells::new("task", row);
                    found.push((cells.date()?, TaskCode { year: cells.number()?, n: cells.number()? }));
                }
            }
            found.sort_unstable();
            let codes: Vec<TaskCode> = found.iter().take(n_rows).map(|it| it.1).collect();
            let view = self.inner.tasks.view(engine, register)?;
            let rows = load(engine, register, &view, &codes)?.into_iter().flatten().collect();
            Ok((rows, found.len().min(most)))
        })
    }
}
