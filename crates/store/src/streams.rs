//! The folded states of streams: from the ledger, or from memory when they were used recently.

use crate::engine::{Engine, Value};
use crate::entry::{Entry, Head};
use crate::error::Error;
use crate::statements::STREAM;
use model::{Event, RegisterId, Stamp, State, StreamId};
use std::collections::HashMap;
use std::sync::Arc;

/// A stream after its `version` entries.
#[derive(Clone, Debug)]
pub(crate) struct Folded {
    pub version: u64,
    pub state: Arc<State>,
}

/// How many streams either generation holds.
const GENERATION: usize = 4_096;

/// States of recent streams, true for one register at one head.
///
/// Two generations: what is used moves to the young one; when that is full, the old one is dropped.
#[derive(Default)]
pub(crate) struct Streams {
    at: Option<(RegisterId, Option<Head>)>,
    young: HashMap<StreamId, Folded>,
    old: HashMap<StreamId, Folded>,
}

impl Streams {
    /// Forgets everything unless the register still ends where it did when the states were kept.
    pub(crate) fn keep_for(&mut self, register: RegisterId, head: Option<&Head>) {
        let is_same = self.at.as_ref().is_some_and(|(known, at)| *known == register && at.as_ref() == head);
        if !is_same {
            self.forget();
            self.at = Some((register, head.cloned()));
        }
    }

    pub(crate) fn forget(&mut self) {
        *self = Streams::default();
    }

    /// Says that the register now ends at `head`, and what that changed was kept.
    pub(crate) fn move_to(&mut self, register: RegisterId, head: &Head) {
        self.at = Some((register, Some(head.clone())));
    }

    pub(crate) fn keep(&mut self, stream: StreamId, folded: Folded) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(stream, folded);
    }

    /// The stream as it is, or `None` if it has no entry.
    pub(crate) fn get(
        &mut self,
        engine: &mut Engine,
        register: RegisterId,
        stream: StreamId,
    ) -> Result<Option<Folded>, Error> {
        if let Some(folded) = self.young.get(&stream) {
            return Ok(Some(folded.clone()));
        }
        let folded = match self.old.remove(&stream) {
            Some(folded) => Some(folded),
            None => load(engine, register, stream)?,
        };
        if let Some(folded) = &folded {
            self.keep(stream, folded.clone());
        }
        Ok(folded)
    }
}

/// Folds a stream from its entries.
pub(crate) fn load(engine: &mut Engine, register: RegisterId, stream: StreamId) -> Result<Option<Folded>, Error> {
    let mut state = None;
    let mut version = 0;
    for row in engine.query(STREAM, &[Value::text(register), Value::text(stream)])? {
        let (position, text) = position_and_text(&row)?;
        state = Some(fold(state, Entry::read_at(position, text)?, position)?);
        version += 1;
    }
    Ok(state.map(|state| Folded { version, state: Arc::new(state) }))
}

/// The state after an entry.
pub(crate) fn fold(before: Option<State>, entry: Entry, position: u64) -> Result<State, Error> {
    let stamp = entry.stamp();
    let event = entry.into_event().ok_or_else(|| Error::corrupt(Some(position), "an entry of an unknown kind"))?;
    let stamp = stamp.ok_or_else(|| Error::corrupt(Some(position), "an entry without an instant"))?;
    follow(before, event, &stamp, position)
}

/// The same of an entry that was taken apart.
pub(crate) fn follow(before: Option<State>, event: Event, stamp: &Stamp, position: u64) -> Result<State, Error> {
    event.fold(before, stamp).ok_or_else(|| Error::corrupt(Some(position), "an entry that cannot follow its stream"))
}

/// Takes a row of (position, text) apart.
pub(crate) fn position_and_text(row: &[Value]) -> Result<(u64, &str), Error> {
    match row {
        [Value::Int(position), Value::Text(text)] => Ok((position.unsigned_abs(), text)),
        _ => Err(Error::corrupt(None, "an entry without position or text")),
    }
}
