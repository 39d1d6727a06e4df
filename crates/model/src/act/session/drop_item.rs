//! Dropping an item from an agenda. What was carried over or asked for is not dropped without a reason; it stays to be
//! seen, and so does the reason.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::{Dropped, Session, Stage};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Drops an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DropItem {
    pub n: u32,
    #[serde(default)]
    pub because: Option<String>,
}

/// An item was dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemDropped {
    pub n: u32,
    pub because: Option<Words>,
}

impl Decide for DropItem {
    type State = Session;
    type Event = ItemDropped;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ItemDropped, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Draft, Stage::Open])?;
        let item = session.item(self.n)?;
        if item.why.is_carried() && self.because.is_none() {
            return Err(Refusal::WordsMissing { field: "because".to_owned() });
        }
        Ok(ItemDropped { n: self.n, because: optional_words("because", self.because)? })
    }
}

impl Fold for ItemDropped {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        let item = session.item_mut(self.n)?;
        item.dropped = Some(Dropped { because: self.because, by: stamp.actor, on: stamp.on() });
        Some(session)
    }

    fn told(&self) -> Option<&Words> {
        self.because.as_ref()
    }
}
