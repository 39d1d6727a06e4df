//! Erasing: a text and its salt are blanked, and what else would let them be guessed goes with them.

use crate::engine::{Engine, Value};
use crate::entry::Entry;
use crate::error::Error;
use crate::statements::{
    BLANK_RECEIPT, CLEAR_UNSCOURED, ENTRY_TEXT, ERASE, FORGET_FILE, MARK_UNSCOURED, SEALED, UNSCOURED,
};
use model::{RegisterId, Seal, StreamId};

/// Tables whose old bytes must leave the files after an erasure.
const ERASABLE: &[&str] = &["sealed", "receipt", "known_file"];

/// A text that is there and is to be erased.
pub(crate) struct Erasing {
    pub seal: Seal,
    /// The stream in whose entry the seal stands.
    pub stream: StreamId,
    /// Where the batch of that entry begins.
    batch: u64,
    /// Whether the text is the hash by which a file is recognised.
    is_file: bool,
}

/// Finds a text by its seal; `None` where there is none or it is erased.
pub(crate) fn erasing(engine: &mut Engine, register: RegisterId, seal: &Seal) -> Result<Option<Erasing>, Error> {
    let found = engine.query(SEALED, &[Value::text(register), Value::text(seal)])?;
    let Some([Value::Int(position), Value::Text(_)]) = found.first().map(Vec::as_slice) else { return Ok(None) };
    let position = position.unsigned_abs();
    let texts = engine.query(ENTRY_TEXT, &[Value::text(register), Value::count(position)])?;
    let text = texts.first().and_then(|row| row[0].as_text());
    let text = text.ok_or_else(|| Error::corrupt(Some(position), "the entry of a sealed text is missing"))?;
    let entry = Entry::read_at(position, text)?;
    let event = entry.event();
    let is_file = event.as_ref().and_then(|it| it.recognises()).and_then(|it| it.seal()) == Some(seal);
    let batch = (position + 1).saturating_sub(entry.batch.0);
    Ok(Some(Erasing { seal: seal.clone(), stream: entry.stream, batch, is_file }))
}

impl Erasing {
    /// Blanks text and salt. The receipt's fingerprint covers the text, and the plain hash names the file: both go.
    /// The receipt's key stays, so that a late retry is still answered and not carried out again.
    pub(crate) fn carry_out(&self, engine: &mut Engine, register: RegisterId) -> Result<(), Error> {
        engine.execute(ERASE, &[Value::text(register), Value::text(&self.seal)])?;
        engine.execute(BLANK_RECEIPT, &[Value::text(register), Value::count(self.batch)])?;
        if self.is_file {
            engine.execute(FORGET_FILE, &[Value::text(register), Value::text(self.stream)])?;
        }
        Ok(())
    }
}

/// Notes, in the transaction that erases, that old bytes are still to be removed from the files.
pub(crate) fn mark(engine: &mut Engine, register: RegisterId, position: u64) -> Result<(), Error> {
    engine.execute(MARK_UNSCOURED, &[Value::text(register), Value::count(position)]).map(drop)
}

/// Removes the old bytes of every noted erasure; what a reader or a setting of the server keeps alive stays noted.
pub(crate) fn scour(engine: &mut Engine) -> Result<(), Error> {
    let waiting = engine.query(UNSCOURED, &[])?;
    if waiting.is_empty() || !engine.scour(ERASABLE)? {
        return Ok(());
    }
    for row in waiting {
        engine.execute(CLEAR_UNSCOURED, &row)?;
    }
    Ok(())
}

/// The erasures of a register whose old bytes may still lie in the files.
pub(crate) fn unscoured(engine: &mut Engine, register: RegisterId) -> Result<Vec<u64>, Error> {
    let register = Value::text(register);
    let rows = engine.query(UNSCOURED, &[])?;
    Ok(rows.iter().filter(|row| row[0] == register).filter_map(|row| row[1].as_int()?.try_into().ok()).collect())
}
