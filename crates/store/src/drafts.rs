//! What is written before it is an act: half a form, minutes being written, a filter under a name, what several people
//! decided about the drafts of one document. Of one cell the last write wins; what rests on all cells of an object is
//! refused where others changed one of them meanwhile.
//!
//! It lies beside the chain. The one writer commits it with whatever else waits, so that it costs no commit of its own.

use crate::Store;
use crate::engine::{Engine, Sql, Value, statements};
use crate::entry::{instant_text, to_milliseconds};
use crate::error::Error;
use crate::read::Cells;
use crate::seal::{hash, without_nul};
use crate::submission::Failure;
use crate::writer::Work;
use jiff::Timestamp;
use model::{Refusal, RegisterId, StreamId};
use std::collections::HashMap;
use std::sync::mpsc::{SyncSender, sync_channel};

statements! {
    PUT_DRAFT = "INSERT INTO draft (register, owner, object, cell, text, length_bytes, changed_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (register, owner, object, cell) DO UPDATE
        SET text = excluded.text, length_bytes = excluded.length_bytes, changed_at = excluded.changed_at";
    LENGTH_OF_OTHERS = "SELECT CAST(COALESCE(SUM(length_bytes), 0) AS BIGINT) FROM draft
        WHERE register = ?1 AND owner = ?2 AND NOT (object = ?3 AND cell = ?4)";
    DRAFTS = "SELECT cell, text, changed_at FROM draft WHERE register = ?1 AND owner = ?2 AND object = ?3 ORDER BY cell";
    LENGTH_OF_OTHER_OBJECTS = "SELECT CAST(COALESCE(SUM(length_bytes), 0) AS BIGINT) FROM draft
        WHERE register = ?1 AND owner = ?2 AND NOT object = ?3";
    DROP_DRAFT = "DELETE FROM draft WHERE register = ?1 AND owner = ?2 AND object = ?3 AND cell = ?4";
    DROP_DRAFTS = "DELETE FROM draft WHERE register = ?1 AND owner = ?2 AND object = ?3";
}

/// The longest text of one cell.
pub const LONGEST_DRAFT_BYTES: usize = 100_000;

/// The longest name of an object or a cell.
pub const LONGEST_DRAFT_NAME_BYTES: usize = 200;

/// The most that one owner may keep, names included.
pub const MOST_DRAFTS_BYTES: usize = 1_000_000;

/// What a row costs besides its text and its names.
const ROW_BYTES: usize = 100;

/// Whose draft, and of what: the object is what the form is about, the cell is its field or paragraph. The owner is the
/// account whose it is, or the document that everybody who works on it shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftKey {
    pub register: RegisterId,
    pub owner: StreamId,
    pub object: String,
    pub cell: String,
}

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftCell {
    pub cell: String,
    pub text: String,
    pub changed_at: Timestamp,
}

/// What an object held when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftsSeen {
    register: RegisterId,
    owner: StreamId,
    object: String,
    hash: String,
}

/// Cells of one object that are put together, all or none, as long as it holds what was seen; a cell without a text is
/// forgotten.
#[derive(Clone, Debug)]
pub struct DraftsPut {
    pub seen: DraftsSeen,
    pub cells: Vec<(String, Option<String>)>,
    pub at: Timestamp,
}

/// A change and the caller who waits.
pub(crate) struct DraftJob {
    change: DraftChange,
    pub reply: SyncSender<Result<(), Failure>>,
}

enum DraftChange {
    Put { key: DraftKey, text: String, at: Timestamp },
    Drop { register: RegisterId, owner: StreamId, object: String, cell: Option<String> },
    Cells(DraftsPut),
}

impl Store {
    /// Keeps what was typed in a cell, in the place of what stood there; durable when it returns.
    ///
    /// # Errors
    /// [`Refusal::WordsTooLong`] for one text, one name, or all that its owner keeps.
    pub fn put_draft(&self, key: DraftKey, text: &str, at: Timestamp) -> Result<(), Failure> {
        self.change_drafts(change_of(key, text, at)?)
    }

    /// Puts several cells that rest on what an object held.
    ///
    /// # Errors
    /// [`Refusal::Stale`] where it holds something else by now; [`Refusal::WordsTooLong`] as for one.
    pub fn put_drafts(&self, put: DraftsPut) -> Result<(), Failure> {
        self.change_drafts(DraftChange::Cells(put.at_the_door()?))
    }

    /// Forgets one cell of an object, or all of them: once they were handed in, or nobody wants them.
    pub fn drop_drafts(
        &self,
        register: RegisterId,
        owner: StreamId,
        object: &str,
        cell: Option<&str>,
    ) -> Result<(), Failure> {
        let (object, cell) = (object.to_owned(), cell.map(str::to_owned));
        self.change_drafts(DraftChange::Drop { register, owner, object, cell })
    }

    /// What an owner typed about an object, by cells.
    pub fn drafts(&self, register: RegisterId, owner: StreamId, object: &str) -> Result<Vec<DraftCell>, Error> {
        let values = [Value::text(register), Value::text(owner), Value::text(object)];
        self.read(|engine| engine.query(DRAFTS, &values)?.into_iter().map(draft_cell).collect())
    }

    /// The same, and what a change has to rest on that follows from them.
    pub fn drafts_seen(
        &self,
        register: RegisterId,
        owner: StreamId,
        object: &str,
    ) -> Result<(Vec<DraftCell>, DraftsSeen), Error> {
        let cells = self.drafts(register, owner, object)?;
        let hash = hash_of(cells.iter().map(|it| (it.cell.as_str(), it.text.as_str())));
        Ok((cells, DraftsSeen { register, owner, object: object.to_owned(), hash }))
    }

    fn change_drafts(&self, change: DraftChange) -> Result<(), Failure> {
        let (reply, answer) = sync_channel(1);
        self.hand_in(Work::Draft(Box::new(DraftJob { change, reply })))?;
        answer.recv().map_err(|_| Error::unavailable("the writer has ended"))?
    }
}

fn change_of(key: DraftKey, text: &str, at: Timestamp) -> Result<DraftChange, Failure> {
    let key = DraftKey { object: without_nul(key.object), cell: without_nul(key.cell), ..key };
    let text = without_nul(text.to_owned());
    want_length("key", key.object.len(), LONGEST_DRAFT_NAME_BYTES)?;
    want_length("key", key.cell.len(), LONGEST_DRAFT_NAME_BYTES)?;
    want_length("words", text.len(), LONGEST_DRAFT_BYTES)?;
    Ok(DraftChange::Put { key, text, at: to_milliseconds(at) })
}

/// Tells what an object holds.
fn hash_of<'a>(cells: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut bytes = Vec::new();
    for part in cells.flat_map(|(cell, text)| [cell, text]) {
        bytes.extend(part.len().to_le_bytes());
        bytes.extend(part.as_bytes());
    }
    hash(&bytes)
}

impl DraftsPut {
    /// As the store keeps it.
    pub(crate) fn at_the_door(mut self) -> Result<DraftsPut, Failure> {
        self.at = to_milliseconds(self.at);
        for (cell, text) in &mut self.cells {
            *cell = without_nul(std::mem::take(cell));
            *text = text.take().map(without_nul);
            want_length("key", cell.len(), LONGEST_DRAFT_NAME_BYTES)?;
            want_length("words", text.as_ref().map_or(0, String::len), LONGEST_DRAFT_BYTES)?;
        }
        Ok(self)
    }

    /// Carries it out within the transaction of a group.
    pub(crate) fn carry_out(&self, engine: &mut Engine) -> Result<(), Failure> {
        let DraftsSeen { register, owner, object, hash } = &self.seen;
        // Another process may have read the same.
        engine.lock(&register.to_string())?;
        let of_object = [Value::text(register), Value::text(owner), Value::text(object)];
        let stands = engine.query(DRAFTS, &of_object)?.into_iter().map(draft_cell).collect::<Result<Vec<_>, _>>()?;
        if hash_of(stands.iter().map(|it| (it.cell.as_str(), it.text.as_str()))) != *hash {
            return Err(Failure::Refused { refusal: Refusal::Stale { seen: 0, current: 0 }, order: 0 });
        }
        let length_of = |cell: &str, text: &str| text.len() + object.len() + cell.len() + ROW_BYTES;
        let mut lengths: HashMap<&str, usize> =
            stands.iter().map(|it| (it.cell.as_str(), length_of(&it.cell, &it.text))).collect();
        for (cell, text) in &self.cells {
            lengths.insert(cell, text.as_ref().map_or(0, |it| length_of(cell, it)));
        }
        if self.cells.iter().any(|it| it.1.is_some()) {
            let others = length_in(engine, LENGTH_OF_OTHER_OBJECTS, &of_object)?;
            want_length("drafts", others + lengths.values().sum::<usize>(), MOST_DRAFTS_BYTES)?;
        }
        for (cell, text) in &self.cells {
            let mut values = of_object.to_vec();
            values.push(Value::text(cell));
            match text {
                Some(text) => {
                    let (length, at) =
                        (Value::count(lengths[cell.as_str()] as u64), Value::Text(instant_text(self.at)));
                    values.extend([Value::text(text), length, at]);
                    engine.execute(PUT_DRAFT, &values)?;
                }
                None => {
                    engine.execute(DROP_DRAFT, &values)?;
                }
            }
        }
        Ok(())
    }
}

impl DraftJob {
    /// Carries it out within the transaction of a group.
    pub(crate) fn carry_out(&self, engine: &mut Engine) -> Result<(), Failure> {
        self.change.carry_out(engine)
    }
}

impl DraftChange {
    fn carry_out(&self, engine: &mut Engine) -> Result<(), Failure> {
        match self {
            DraftChange::Cells(put) => put.carry_out(engine),
            DraftChange::Put { key, text, at } => put(engine, key, text, *at),
            DraftChange::Drop { register, owner, object, cell } => {
                let mut values = vec![Value::text(register), Value::text(owner), Value::text(object)];
                values.extend(cell.as_ref().map(Value::text));
                let sql = if cell.is_some() { DROP_DRAFT } else { DROP_DRAFTS };
                Ok(engine.execute(sql, &values).map(drop)?)
            }
        }
    }
}

fn put(engine: &mut Engine, key: &DraftKey, text: &str, at: Timestamp) -> Result<(), Failure> {
    let mut values =
        vec![Value::text(key.register), Value::text(key.owner), Value::text(&key.object), Value::text(&key.cell)];
    let length = text.len() + key.object.len() + key.cell.len() + ROW_BYTES;
    want_length("drafts", length + length_in(engine, LENGTH_OF_OTHERS, &values)?, MOST_DRAFTS_BYTES)?;
    values.extend([Value::text(text), Value::count(length as u64), Value::Text(instant_text(at))]);
    Ok(engine.execute(PUT_DRAFT, &values).map(drop)?)
}

fn length_in(engine: &mut Engine, sum: Sql, values: &[Value]) -> Result<usize, Failure> {
    let length = engine.query(sum, values)?.first().and_then(|row| row[0].as_int()).unwrap_or(0);
    Ok(usize::try_from(length).unwrap_or(0))
}

fn want_length(field: &str, length: usize, longest: usize) -> Result<(), Failure> {
    if length <= longest {
        return Ok(());
    }
    Err(Failure::Refused { refusal: Refusal::WordsTooLong { field: field.to_owned(), length, longest }, order: 0 })
}

fn draft_cell(row: Vec<Value>) -> Result<DraftCell, Error> {
    let mut cells = Cells::new("draft", row);
    let (cell, text) = (cells.string()?, cells.string()?);
    let changed_at = cells.string()?.parse().map_err(|_| cells.unreadable())?;
    Ok(DraftCell { cell, text, changed_at })
}
