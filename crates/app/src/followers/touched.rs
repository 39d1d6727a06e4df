//! What was touched since a position: for open pages, which then ask for themselves again.

use crate::access::Viewer;
use crate::desk::Stirred;
use crate::error::Error;
use crate::office::Office;
use model::state::State;
use model::{RegisterId, Role, StreamId, UnitId};
use std::collections::BTreeSet;

/// Everything up to `position`.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pub position: u64,
    pub touched: Vec<Touched>,
    /// So much was written that it is not told one by one: whoever looks looks again.
    pub is_much: bool,
    /// Documents and sessions about which something was said that is not in the ledger yet.
    pub desks: Vec<Stirred>,
}

/// One thing that was touched.
#[derive(Clone, Debug)]
pub struct Touched {
    pub noun: &'static str,
    pub stream: StreamId,
    audience: Audience,
}

/// By what a thing is seen, or was seen before it was touched: whoever still shows it looks again as well.
#[derive(Clone, Debug, Default)]
struct Audience {
    /// Who sees one of these.
    units: BTreeSet<UnitId>,
    /// An account without a role belongs to no unit.
    has_no_unit: bool,
}

/// More entries than these are not told one by one.
const MOST: u64 = 200;

impl Told {
    /// That so much was written up to `position`.
    pub fn much(position: u64) -> Told {
        Told { position, is_much: true, ..Told::default() }
    }

    /// What `viewer` sees of it, each as noun and identifier, or `*` for everything.
    pub fn seen_by(&self, viewer: &Viewer) -> Vec<String> {
        // Whose roles changed may see everything otherwise.
        let is_own = |it: &Touched| it.stream == StreamId::from(viewer.account);
        if self.is_much || self.touched.iter().any(is_own) {
            return vec!["*".to_owned()];
        }
        let seen = self.touched.iter().filter(|it| it.is_seen_by(viewer));
        // A desk is told to whoever may take documents in, a session that is written to whoever keeps it for its host.
        let is_theirs =
            |it: &&Stirred| it.2.map_or_else(|| viewer.may_take_in(), |it| viewer.may("session.close", &[it]));
        let desks = self.desks.iter().filter(|it| is_theirs(it) && it.1 != Some(viewer.account));
        let desks = desks.map(|it| format!("desk:{}", it.0));
        seen.map(|it| format!("{}:{}", it.noun, it.stream)).chain(desks).collect()
    }

    /// Whether what somebody may see could have changed.
    pub fn changes_rights(&self) -> bool {
        self.is_much || self.touched.iter().any(|it| matches!(it.noun, "account" | "unit"))
    }
}

impl Touched {
    fn is_seen_by(&self, viewer: &Viewer) -> bool {
        let has_unit = viewer.sees_all() || self.audience.units.iter().any(|it| viewer.sees(*it));
        match self.noun {
            "account" => viewer.has_role(Role::Administrator) && (has_unit || self.audience.has_no_unit),
            _ => has_unit,
        }
    }
}

impl Audience {
    /// What is seen otherwise as well (a document by its receiver or through a task) is not told.
    fn add(&mut self, state: &State) {
        match state {
            State::Task(it) => self.units.extend(std::iter::once(&it.lead).chain(&it.coordinating)),
            State::Unit(it) => self.units.extend([it.id]),
            State::Session(it) => self.units.extend(it.seen_by()),
            State::Account(it) => {
                self.units.extend(it.grants.iter().map(|it| it.unit));
                self.has_no_unit |= it.grants.is_empty();
            }
            State::Matter(it) => self.units.extend(it.owed_by.into_iter().chain([it.unit])),
            State::Document(_) | State::Erasure(_) | State::Mail(_) | State::Register(_) => {}
        }
    }
}

impl Office {
    /// Where the register ends.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn position(&self) -> Result<u64, Error> {
        Ok(self.store.head(self.register()?)?.map_or(0, |it| it.position))
    }

    /// What was touched after `position`; nothing where the register still ends there. A register that ends before it
    /// is another one than `position` was told of.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn touched_after(&self, position: u64) -> Result<Told, Error> {
        let register = self.register()?;
        let head = self.position()?;
        if head < position || head - position > MOST {
            return Ok(Told::much(head));
        }
        if head == position {
            return Ok(Told { position, ..Told::default() });
        }
        let streams: BTreeSet<StreamId> = self.store.streams_after(register, position, MOST)?.into_iter().collect();
        let touched = streams.into_iter().filter_map(|it| self.touched(register, it, position).transpose());
        Ok(Told { position: head, touched: touched.collect::<Result<_, _>>()?, ..Told::default() })
    }

    /// The audience is that at `position` and after every entry since: what moved away is told where it was.
    fn touched(&self, register: RegisterId, stream: StreamId, position: u64) -> Result<Option<Touched>, Error> {
        let (mut state, mut audience) = (None, Audience::default());
        for it in self.store.history(register, stream)? {
            if let Some(before) = state.as_ref().filter(|_| position < it.position) {
                audience.add(before);
            }
            state = it.event.fold(state, &it.stamp);
        }
        let Some(state) = state else { return Ok(None) };
        audience.add(&state);
        Ok(Some(Touched { noun: state.noun(), stream, audience }))
    }
}
