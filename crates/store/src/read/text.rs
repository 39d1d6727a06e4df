//! Words as they are read: their text, or the fact that it was erased.

use super::TEXT;
use crate::engine::{Engine, Value};
use crate::entry::Entry;
use crate::error::Error;
use crate::seal::seals_of;
use crate::statements::STREAM;
use crate::streams::position_and_text;
use crate::{Store, read::Cells};
use model::{RegisterId, Seal, StreamId};
use std::collections::BTreeMap;

/// What stands behind a seal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Text {
    Words(String),
    /// Removed for good; an erasure in the ledger says when, by whom and why.
    Erased,
}

impl Text {
    /// The words, unless they were erased.
    pub fn words(&self) -> Option<&str> {
        match self {
            Text::Words(it) => Some(it),
            Text::Erased => None,
        }
    }
}

impl Store {
    /// What stands behind each of `seals`; a seal the register does not have is absent.
    pub fn texts(&self, register: RegisterId, seals: &[Seal]) -> Result<BTreeMap<Seal, Text>, Error> {
        self.read(|engine| {
            let mut texts = BTreeMap::new();
            for seal in seals {
                if let Some(text) = text(engine, register, seal)? {
                    texts.insert(seal.clone(), text);
                }
            }
            Ok(texts)
        })
    }

    /// Every seal in the entries of a stream, in the order in which they stand there.
    pub fn seals_of(&self, register: RegisterId, stream: StreamId) -> Result<Vec<Seal>, Error> {
        self.read(|engine| {
            let mut seals = Vec::new();
            for row in engine.query(STREAM, &[Value::text(register), Value::text(stream)])? {
                let (position, text) = position_and_text(&row)?;
                seals_of(&Entry::read_at(position, text)?.body, &mut seals);
            }
            Ok(seals)
        })
    }
}

fn text(engine: &mut Engine, register: RegisterId, seal: &Seal) -> Result<Option<Text>, Error> {
    let found = engine.query(TEXT, &[Value::text(register), Value::text(seal)])?;
    let read = |row| Ok(Cells::new("sealed", row).opt_string()?.map_or(Text::Erased, Text::Words));
    found.into_iter().next().map(read).transpose()
}
