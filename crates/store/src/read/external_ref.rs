//! Where tasks stand in other trackers, as it is read. Few tasks have such a row: only for those it is asked.

use super::several::{Lazy, Several};
use super::{Cells, TaskRow, Text};
use crate::engine::{Engine, Sql};
use crate::error::Error;
use model::{RegisterId, StreamId, TaskId};
use std::collections::HashMap;

/// A task in another tracker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalRefRow {
    /// Its number among those of the task, from one.
    pub n: u32,
    pub system: Text,
    pub id: Text,
    pub address: Option<Text>,
}

static REFS: Lazy = Lazy::new(|| {
    Several::new(|these| {
        format!(
            "SELECT r.task, r.n, s.seal, s.text, i.seal, i.text, a.seal, a.text FROM task_external_ref r
            LEFT JOIN sealed s ON s.register = r.register AND s.seal = r.system
            LEFT JOIN sealed i ON i.register = r.register AND i.seal = r.id
            LEFT JOIN sealed a ON a.register = r.register AND a.seal = r.address
            WHERE r.register = ?1 AND r.task IN ({these}) ORDER BY r.task, r.n"
        )
    })
});

/// Every statement of this module that is made.
pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    REFS.all()
}

/// Gives each task what it has.
pub(super) fn fill(engine: &mut Engine, register: RegisterId, tasks: &mut [TaskRow]) -> Result<(), Error> {
    let these: Vec<StreamId> = tasks.iter().filter(|it| it.n_external_refs > 0).map(|it| it.id.into()).collect();
    if these.is_empty() {
        return Ok(());
    }
    let mut found: HashMap<TaskId, Vec<ExternalRefRow>> = HashMap::new();
    for row in REFS.ask(engine, register, &these)? {
        let mut cells = Cells::new("task_external_ref", row);
        let task = cells.id()?;
        let row =
            ExternalRefRow { n: cells.number()?, system: cells.text()?, id: cells.text()?, address: cells.opt_text()? };
        found.entry(task).or_default().push(row);
    }
    for task in tasks {
        task.external_refs = found.remove(&task.id).unwrap_or_default();
    }
    Ok(())
}
