//! Taking up an item: it is on, in the hall and on the page. What was taken up was discussed, until somebody says otherwise.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::state::{Outcome, Session, Stage};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Takes up an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeUp {
    pub n: u32,
}

/// An item was taken up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenUp {
    pub n: u32,
}

impl Decide for TakeUp {
    type State = Session;
    type Event = TakenUp;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<TakenUp, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::InProgress])?;
        session.item(self.n)?;
        Ok(TakenUp { n: self.n })
    }
}

impl Fold for TakenUp {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        session.item_mut(self.n)?.outcome = Some(Outcome::Discussed);
        Some(Session { at_item: Some(self.n), ..session })
    }
}
