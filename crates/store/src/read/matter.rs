//! What is followed through sessions: limitations and petitions, as lists and pages show them.

use super::{Cells, MATTER_LISTINGS, MATTER_TASKS, MATTER_TELLINGS, MATTERS, Text};
use crate::Store;
use crate::engine::Value;
use crate::error::Error;
use jiff::civil::Date;
use model::state::{Listing, MatterEnding, MatterKind, Teller, Telling};
use model::{AccountId, DocumentId, Field, MatterId, RegisterId, SessionId, StreamId, TaskId, UnitId};
use std::collections::HashMap;

/// A limitation or a petition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatterRow {
    pub id: MatterId,
    pub kind: MatterKind,
    pub words: Text,
    pub unit: UnitId,
    pub owed_by: Option<UnitId>,
    pub field: Option<Field>,
    pub since_on: Date,
    pub closed: Option<MatterClosedRow>,
    /// Where it was told, the first day first. What a document tells that joined a session is told by that session.
    pub tellings: Vec<(Telling, Date)>,
    /// What looks alike and is something else.
    pub apart: Vec<Telling>,
    /// The rows of tasks' lists that it is, each with the day on which it was taken.
    pub listings: Vec<(Listing, Date)>,
    /// Linked by hand.
    pub tasks: Vec<TaskId>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatterClosedRow {
    pub ending: MatterEnding,
    pub words: Text,
    pub basis: Option<Text>,
    pub by: AccountId,
    pub on: Date,
}

/// Where one is told, and the day; `None` for what was told apart.
type ToldRow = (MatterId, Telling, Option<Date>);

impl Store {
    /// Every limitation and every petition, in the order in which they were begun.
    pub fn matters(&self, register: RegisterId) -> Result<Vec<MatterRow>, Error> {
        let key = [Value::text(register)];
        self.snapshot(|engine| {
            let rows = engine.query(MATTERS, &key)?.into_iter().map(matter);
            let mut matters = rows.collect::<Result<Vec<MatterRow>, Error>>()?;
            let places: HashMap<MatterId, usize> = matters.iter().enumerate().map(|(i, it)| (it.id, i)).collect();
            for row in engine.query(MATTER_TELLINGS, &key)? {
                let (id, telling, on) = telling(row)?;
                let Some(it) = places.get(&id).and_then(|at| matters.get_mut(*at)) else { continue };
                match on {
                    Some(on) => it.tellings.push((telling, on)),
                    None => it.apart.push(telling),
                }
            }
            for row in engine.query(MATTER_LISTINGS, &key)? {
                let mut cells = Cells::new("matter_listing", row);
                let id: MatterId = cells.id()?;
                let listing = Listing { task: cells.id()?, file: cells.number()?, row: cells.number()? };
                if let Some(it) = places.get(&id).and_then(|at| matters.get_mut(*at)) {
                    it.listings.push((listing, cells.date()?));
                }
            }
            for row in engine.query(MATTER_TASKS, &key)? {
                let mut cells = Cells::new("matter_task", row);
                let (id, task): (MatterId, TaskId) = (cells.id()?, cells.id()?);
                if let Some(it) = places.get(&id).and_then(|at| matters.get_mut(*at)) {
                    it.tasks.push(task);
                }
            }
            Ok(matters)
        })
    }
}

fn telling(row: Vec<Value>) -> Result<ToldRow, Error> {
    let mut cells = Cells::new("matter_telling", row);
    let (id, teller): (MatterId, StreamId) = (cells.id()?, cells.id()?);
    let (is_document, place) = (cells.number::<u32>()? == 1, cells.string()?);
    let (on, session) = (cells.opt_date()?, cells.opt_id::<SessionId>()?);
    let by = match session {
        Some(session) => Teller::Session(session),
        None if is_document => Teller::Document(DocumentId(teller)),
        None => Teller::Session(SessionId(teller)),
    };
    let telling = Telling::at(by, &place).ok_or_else(|| cells.unreadable())?;
    Ok((id, telling, on))
}

fn matter(row: Vec<Value>) -> Result<MatterRow, Error> {
    let mut cells = Cells::new("matter", row);
    let (id, kind, words) = (cells.id()?, cells.variant()?, cells.text()?);
    let (unit, owed_by, field, since_on) = (cells.id()?, cells.opt_id()?, cells.opt_variant()?, cells.date()?);
    let (ending, closing_words, basis) = (cells.opt_variant()?, cells.opt_text()?, cells.opt_text()?);
    let closed = match (ending, closing_words, cells.opt_id()?, cells.opt_date()?) {
        (Some(ending), Some(words), Some(by), Some(on)) => Some(MatterClosedRow { ending, words, basis, by, on }),
        _ => None,
    };
    let (tellings, apart, listings, tasks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    Ok(MatterRow { id, kind, words, unit, owed_by, field, since_on, closed, tellings, apart, listings, tasks })
}
