//! What is written before it is an act: half a form, minutes being written, a filter under a name, what several people
//! decided about the drafts of one document. The last write wins.
//!
//! It lies beside the chain. The one writer commits it with whatever else waits, so that it costs no commit of its own.

use crate::Store;
use crate::engine::{Engine, Value, statements};
use crate::entry::{instant_text, to_milliseconds};
use crate::error::Error;
use crate::read::Cells;
use crate::seal::without_nul;
use crate::submission::Failure;
use crate::writer::Work;
use jiff::Timestamp;
use model::{Refusal, RegisterId, StreamId};
use std::sync::mpsc::{SyncSender, sync_channel};

statements! {
    PUT_DRAFT = "INSERT INTO draft (register, owner, object, cell, text, length_bytes, changed_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (register, owner, object, cell) DO UPDATE
        SET text = excluded.text, length_bytes = excluded.length_bytes, changed_at = excluded.changed_at";
    LENGTH_OF_OTHERS = "SELECT CAST(COALESCE(SUM(length_bytes), 0) AS BIGINT) FROM draft
        WHERE register = ?1 AND owner = ?2 AND NOT (object = ?3 AND cell = ?4)";
    DRAFTS = "SELECT cell, text, changed_at FROM draft WHERE register = ?1 AND owner = ?2 AND object = ?3 ORDER BY cell";
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

/// A change and the caller who waits.
pub(crate) struct DraftJob {
    change: DraftChange,
    pub reply: SyncSender<Result<(), Failure>>,
}

enum DraftChange {
    Put {
        key: DraftKey,
        text: String,
        at: Timestamp,
    },
    Drop {
        register: RegisterId,
        owner: StreamId,
        object: String,
        cell: Option<String>,
    },
    /// Several at once.
    All(Vec<DraftChange>),
}

impl Store {
    /// Keeps what was typed in a cell, in the place of what stood there; durable when it returns.
    ///
    /// # Errors
    /// [`Refusal::WordsTooLong`] for one text, one name, or all that its owner keeps.
    pub fn put_draft(&self, key: DraftKey, text: &str, at: Timestamp) -> Result<(), Failure> {
        self.change_drafts(change_of(key, Some(text), at)?)
    }

    /// The same for several cells, all or none; a cell without a text is forgotten.
    pub fn put_drafts(&self, cells: Vec<(DraftKey, Option<String>)>, at: Timestamp) -> Result<(), Failure> {
        let changes = cells.into_iter().map(|(key, text)| change_of(key, text.as_deref(), at));
        self.change_drafts(DraftChange::All(changes.collect::<Result<_, _>>()?))
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

    fn change_drafts(&self, change: DraftChange) -> Result<(), Failure> {
        let (reply, answer) = sync_channel(1);
        self.hand_in(Work::Draft(Box::new(DraftJob { change, reply })))?;
        answer.recv().map_err(|_| Error::unavailable("the writer has ended"))?
    }
}

fn change_of(key: DraftKey, text: Option<&str>, at: Timestamp) -> Result<DraftChange, Failure> {
    let key = DraftKey { object: without_nul(key.object), cell: without_nul(key.cell), ..key };
    let Some(text) = text else {
        let DraftKey { register, owner, object, cell } = key;
        return Ok(DraftChange::Drop { register, owner, object, cell: Some(cell) });
    };
    let text = without_nul(text.to_owned());
    want_length("key", key.object.len(), LONGEST_DRAFT_NAME_BYTES)?;
    want_length("key", key.cell.len(), LONGEST_DRAFT_NAME_BYTES)?;
    want_length("words", text.len(), LONGEST_DRAFT_BYTES)?;
    Ok(DraftChange::Put { key, text, at: to_milliseconds(at) })
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
            DraftChange::All(changes) => changes.iter().try_for_each(|it| it.carry_out(engine)),
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
    let others = engine.query(LENGTH_OF_OTHERS, &values)?.first().and_then(|row| row[0].as_int()).unwrap_or(0);
    let length = text.len() + key.object.len() + key.cell.len() + ROW_BYTES;
    want_length("drafts", length + usize::try_from(others).unwrap_or(0), MOST_DRAFTS_BYTES)?;
    values.extend([Value::text(text), Value::count(length as u64), Value::Text(instant_text(at))]);
    Ok(engine.execute(PUT_DRAFT, &values).map(drop)?)
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
