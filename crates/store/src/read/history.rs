//! What has happened to one thing, entry by entry.

use crate::Store;
use crate::engine::Value;
use crate::entry::Entry;
use crate::error::Error;
use crate::statements::STREAM;
use crate::streams::{follow, position_and_text};
use model::{Event, RegisterId, Stamp, State, StreamId};

/// One entry of a stream, decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    pub position: u64,
    /// The version of the stream after it.
    pub version: u64,
    /// Who did it, and when.
    pub stamp: Stamp,
    /// Its words are sealed: [`Store::texts`] knows what stands behind them.
    pub event: Event,
}

impl Store {
    /// The entries of a stream in their order; none for a stream that is not there.
    ///
    /// # Errors
    /// Corrupt for an entry that cannot be read.
    pub fn history(&self, register: RegisterId, stream: StreamId) -> Result<Vec<Happened>, Error> {
        self.read(|engine| {
            let rows = engine.query(STREAM, &[Value::text(register), Value::text(stream)])?;
            rows.iter().map(|row| happened(row)).collect()
        })
    }

    /// The same with the state they lead to; `None` for a stream that is not there.
    ///
    /// # Errors
    /// Corrupt for an entry that cannot be read, or that cannot follow the one before.
    pub fn story(&self, register: RegisterId, stream: StreamId) -> Result<Option<(State, Vec<Happened>)>, Error> {
        let story = self.history(register, stream)?;
        let mut state = None;
        for it in &story {
            state = Some(follow(state, it.event.clone(), &it.stamp, it.position)?);
        }
        Ok(state.map(|it| (it, story)))
    }
}

fn happened(row: &[Value]) -> Result<Happened, Error> {
    let (position, text) = position_and_text(row)?;
    let entry = Entry::read_at(position, text)?;
    match (entry.event(), entry.stamp()) {
        (Some(event), Some(stamp)) => Ok(Happened { position, version: entry.version, stamp, event }),
        _ => Err(Error::corrupt(Some(position), "an entry of an unknown kind")),
    }
}
