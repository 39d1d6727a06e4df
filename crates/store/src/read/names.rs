//! What tasks are called by besides their own words: the name of the lead and the number of the source. Asked once, kept by
//! whoever looks through many tasks.

use super::{Cells, DOCUMENT_CALLED, TaskRow, Text, UNIT_NAME};
use crate::engine::{Engine, Value};
use crate::error::Error;
use model::state::Outside;
use model::{DocumentId, RegisterId, UnitId};
use std::collections::HashMap;

/// Names that were asked for; none where there is none, or once it was erased.
#[derive(Default)]
pub(crate) struct Names {
    units: HashMap<UnitId, String>,
    documents: HashMap<DocumentId, String>,
}

impl Names {
    /// What is searched of a task: its words, its deliverable, its lead, what its source is called, and its
    /// numbers in other trackers.
    pub fn words_of(&mut self, engine: &mut Engine, register: RegisterId, task: &TaskRow) -> Result<String, Error> {
        let deliverable = task.deliverable.as_ref().and_then(|it| it.words());
        let elsewhere = task.external_refs.iter().map(|it| it.id.words());
        let own =
            [task.words.words(), deliverable].into_iter().chain(elsewhere).flatten().collect::<Vec<_>>().join(" ");
        let lead = match self.units.get(&task.lead) {
            Some(name) => name,
            None => {
                let name = unit_name(engine, register, task.lead)?;
                self.units.entry(task.lead).or_insert(name)
            }
        };
        let (by, what) = task.outside.as_ref().map_or((None, None), Outside::words);
        let outside = [by, what].into_iter().flatten().filter_map(Text::words).collect::<Vec<_>>().join(" ");
        let Some(document) = task.source.in_document() else { return Ok(format!("{own} {lead} {outside}")) };
        let number = match self.documents.get(&document) {
            Some(number) => number,
            None => {
                let number = document_number(engine, register, document)?;
                self.documents.entry(document).or_insert(number)
            }
        };
        Ok(format!("{own} {lead} {number} {outside}"))
    }
}

fn unit_name(engine: &mut Engine, register: RegisterId, unit: UnitId) -> Result<String, Error> {
    let found = engine.query(UNIT_NAME, &[Value::text(register), Value::text(unit)])?;
    let name = found.into_iter().next().map(|row| Cells::new("unit", row).opt_string()).transpose()?;
    Ok(name.flatten().unwrap_or_default())
}

fn document_number(engine: &mut Engine, register: RegisterId, document: DocumentId) -> Result<String, Error> {
    let found = engine.query(DOCUMENT_CALLED, &[Value::text(register), Value::text(document)])?;
    let number = found.into_iter().next().map(|row| Cells::new("document", row).opt_text()).transpose()?;
    Ok(number.flatten().and_then(|it| it.words().map(str::to_owned)).unwrap_or_default())
}
