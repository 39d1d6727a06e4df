//! Putting an item of an agenda in another place.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::state::{Session, Stage};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Puts an item in a place, counted from one among those that were not dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceItem {
    pub n: u32,
    pub place: u32,
}

/// An item was put in another place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemPlaced {
    pub n: u32,
    pub place: u32,
}

impl Decide for PlaceItem {
    type State = Session;
    type Event = ItemPlaced;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ItemPlaced, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Draft, Stage::Open, Stage::InProgress])?;
        session.item(self.n)?;
        Ok(ItemPlaced { n: self.n, place: self.place.max(1) })
    }
}

impl Fold for ItemPlaced {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        let at = session.agenda.iter().position(|it| it.n == self.n)?;
        let item = session.agenda.remove(at);
        let mut kept = session.agenda.iter().enumerate().filter(|it| it.1.dropped.is_none()).map(|it| it.0);
        let at = kept.nth(self.place.saturating_sub(1) as usize).unwrap_or(session.agenda.len());
        session.agenda.insert(at, item);
        Some(session)
    }
}
