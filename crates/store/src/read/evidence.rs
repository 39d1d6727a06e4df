//! Evidence as it is read.

use super::{Cells, EVIDENCE, SESSION_EVIDENCE, Text, id_range};
use crate::Store;
use crate::engine::Value;
use crate::error::Error;
use model::state::Media;
use model::{RegisterId, SessionId, TaskId};

/// A file that came with a report on a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    pub task: TaskId,
    /// Its place among the files of the task, from one.
    pub n: u32,
    /// Hex BLAKE3 of the file.
    pub content: Text,
    pub file_name: Text,
    pub media: Media,
    pub length_bytes: u64,
}

impl Store {
    /// The evidence of one task or of all, in the order in which it came.
    pub fn evidence(&self, register: RegisterId, task: Option<TaskId>) -> Result<Vec<EvidenceRow>, Error> {
        let [first, last] = id_range(task);
        let bounds = [Value::text(register), first, last];
        self.read(|engine| engine.query(EVIDENCE, &bounds)?.into_iter().map(evidence).collect())
    }

    /// The hash of each file that came with a report to a session, in the order in which they came.
    pub fn session_evidence(&self, register: RegisterId) -> Result<Vec<(SessionId, Text)>, Error> {
        let file = |row| {
            let mut cells = Cells::new("session_evidence", row);
            Ok((cells.id()?, cells.text()?))
        };
        self.read(|engine| engine.query(SESSION_EVIDENCE, &[Value::text(register)])?.into_iter().map(file).collect())
    }
}

fn evidence(row: Vec<Value>) -> Result<EvidenceRow, Error> {
    let mut cells = Cells::new("task_evidence", row);
    Ok(EvidenceRow {
        task: cells.id()?,
        n: cells.number()?,
        content: cells.text()?,
        file_name: cells.text()?,
        media: cells.variant()?,
        length_bytes: cells.number()?,
    })
}
