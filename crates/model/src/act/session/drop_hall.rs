//! Dropping a hall from which nobody takes part after all. Naming it again takes that back.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::state::{Session, Stage};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Drops a hall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DropHall {
    pub n: u32,
}

/// A hall was dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HallDropped {
    pub n: u32,
}

impl Decide for DropHall {
    type State = Session;
    type Event = HallDropped;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<HallDropped, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Draft, Stage::Open, Stage::InProgress])?;
        session.hall(self.n)?;
        Ok(HallDropped { n: self.n })
    }
}

impl Fold for HallDropped {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        let hall = session.halls.iter_mut().find(|it| it.n == self.n)?;
        hall.is_dropped = true;
        hall.units.clear();
        Some(session)
    }
}
