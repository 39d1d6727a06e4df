//! Marking what became of an item: discussed, not discussed, put off.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::state::{Outcome, Session, Stage};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Marks an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkItem {
    pub n: u32,
    pub outcome: Outcome,
}

/// An item was marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemMarked {
    pub n: u32,
    pub outcome: Outcome,
}

impl Decide for MarkItem {
    type State = Session;
    type Event = ItemMarked;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ItemMarked, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::InProgress, Stage::Closed])?;
        session.want_unsigned()?;
        session.item(self.n)?;
        Ok(ItemMarked { n: self.n, outcome: self.outcome })
    }
}

impl Fold for ItemMarked {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        session.item_mut(self.n)?.outcome = Some(self.outcome);
        let at_item = session.at_item.filter(|it| *it != self.n || self.outcome == Outcome::Discussed);
        Some(Session { at_item, ..session })
    }
}
