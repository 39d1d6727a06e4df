//! What was touched since a position: for open pages, which then ask for themselves again.

use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use model::state::State;
use model::{StreamId, UnitId};
use std::collections::BTreeSet;

/// Everything up to `position`.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pub position: u64,
    pub touched: Vec<Touched>,
    /// So much was written that it is not told one by one: whoever looks looks again.
    pub is_much: bool,
}

/// One thing that was touched.
#[derive(Clone, Debug)]
pub struct Touched {
    pub noun: &'static str,
    pub stream: StreamId,
    /// Who sees one of these sees it.
    units: Vec<UnitId>,
}

/// More entries than these are not told one by one.
const MOST: u64 = 200;

impl Told {
    /// What `viewer` sees of it, each as noun and identifier.
    pub fn seen_by(&self, viewer: &Viewer) -> Vec<String> {
        if self.is_much {
            return vec!["*".to_owned()];
        }
        let is_seen = |it: &&Touched| viewer.sees_all() || it.units.iter().any(|it| viewer.sees(*it));
        self.touched.iter().filter(is_seen).map(|it| format!("{}:{}", it.noun, it.stream)).collect()
    }

    /// Whether what somebody may see could have changed.
    pub fn changes_rights(&self) -> bool {
        self.is_much || self.touched.iter().any(|it| matches!(it.noun, "account" | "unit"))
    }
}

impl Office {
    /// What was touched after `position`; nothing new where the register still ends there.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn touched_after(&self, position: u64) -> Result<Told, Error> {
        let register = self.register()?;
        let head = self.store.head(register)?.map_or(0, |it| it.position);
        if head <= position {
            return Ok(Told { position: head, ..Told::default() });
        }
        let streams = self.store.streams_after(register, position, MOST)?;
        if head - position > MOST {
            return Ok(Told { position: head, touched: Vec::new(), is_much: true });
        }
        let streams: BTreeSet<StreamId> = streams.into_iter().collect();
        let mut touched = Vec::new();
        for stream in streams {
            if let Some((_, state)) = self.store.stream(register, stream)? {
                touched.push(Touched { noun: state.noun(), stream, units: units_of(&state) });
            }
        }
        Ok(Told { position: head, touched, is_much: false })
    }
}

/// The units by which a thing is seen. What is seen otherwise as well (by its receiver, through a task) is not told.
fn units_of(state: &State) -> Vec<UnitId> {
    match state {
        State::Task(it) => std::iter::once(it.lead).chain(it.coordinating.iter().copied()).collect(),
        State::Unit(it) => vec![it.id],
        State::Session(it) => it.host.iter().chain(&it.guests).copied().collect(),
        State::Account(it) => it.grants.iter().map(|it| it.unit).collect(),
        State::Document(_) | State::Erasure(_) | State::Register(_) => Vec::new(),
    }
}
