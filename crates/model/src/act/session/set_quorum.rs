//! Saying how many of those who are called a session needs. Without a rule nothing is said of it.
//!
//! Source: design (working rules of committees state such a part; the share is theirs).

use super::known;
use crate::act::{Decide, Fold};
use crate::state::{Quorum, Session, Stage};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// States the part that must be there: `present` of every `of`; without both there is no rule any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetQuorum {
    #[serde(default)]
    pub present: Option<u32>,
    #[serde(default)]
    pub of: Option<u32>,
}

/// The part that must be there was stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumSet {
    pub quorum: Option<Quorum>,
}

impl Decide for SetQuorum {
    type State = Session;
    type Event = QuorumSet;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<QuorumSet, Refusal> {
        known(before, scene)?.want_stage(&[Stage::Draft, Stage::Open, Stage::InProgress])?;
        let quorum = match (self.present, self.of) {
            (None, None) => None,
            (present, of) => Some(Quorum::new(present.unwrap_or(0), of.unwrap_or(0))?),
        };
        Ok(QuorumSet { quorum })
    }
}

impl Fold for QuorumSet {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        Some(Session { quorum: self.quorum, ..before? })
    }
}
