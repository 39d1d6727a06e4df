//! Which documents and sessions concern somebody: by the units of their tasks, hosts and guests.

use crate::access::Viewer;
use crate::error::Error;
use crate::followers::units::Units;
use crate::office::Office;
use model::{DocumentId, SessionId, StreamId, UnitId};
use std::collections::HashMap;
use std::sync::Arc;

impl Office {
    /// Which of `documents` concern a unit that `viewer` sees, in their order.
    pub(crate) fn documents_concern(&self, viewer: &Viewer, documents: &[DocumentId]) -> Result<Vec<bool>, Error> {
        let register = self.register()?;
        self.concern(viewer, documents.iter().map(|it| it.0).collect(), |missing| {
            let missing: Vec<DocumentId> = missing.iter().map(|it| DocumentId(*it)).collect();
            let found = self.store.units_of_documents(register, &missing)?;
            Ok(found.into_iter().map(|(it, units)| (it.0, units)).collect())
        })
    }

    /// Which of `sessions` concern a unit that `viewer` sees, in their order.
    pub(crate) fn sessions_concern(&self, viewer: &Viewer, sessions: &[SessionId]) -> Result<Vec<bool>, Error> {
        let register = self.register()?;
        self.concern(viewer, sessions.iter().map(|it| it.0).collect(), |missing| {
            let missing: Vec<SessionId> = missing.iter().map(|it| SessionId(*it)).collect();
            let found = self.store.units_of_sessions(register, &missing)?;
            Ok(found.into_iter().map(|(it, units)| (it.0, units)).collect())
        })
    }

    fn concern(
        &self,
        viewer: &Viewer,
        things: Vec<StreamId>,
        units_of: impl FnOnce(&[StreamId]) -> Result<HashMap<StreamId, Vec<UnitId>>, Error>,
    ) -> Result<Vec<bool>, Error> {
        if viewer.sees_all() {
            return Ok(vec![true; things.len()]);
        }
        let known = self.concerns.get((&self.store, self.register()?), &viewer.now(), &things, |missing| {
            let mut units = units_of(missing)?;
            let places = |it: &StreamId| (*it, places(&viewer.units, units.remove(it).unwrap_or_default()));
            Ok(missing.iter().map(places).collect())
        })?;
        Ok(known.iter().map(|it| it.as_ref().is_some_and(|it| viewer.sees_one_of(it))).collect())
    }
}

/// Where units stand in the tree, in order; one that is not there stands nowhere.
pub(crate) fn places(all: &Units, units: Vec<UnitId>) -> Arc<[usize]> {
    let place = |it: UnitId| Some(all.tree.range(it)).filter(|it| !it.is_empty()).map(|it| it.start);
    let mut places: Vec<usize> = units.into_iter().filter_map(place).collect();
    places.sort_unstable();
    places.into()
}
