//! Calling a session off: it does not take place, and everybody is told why.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{CallingOff, Session, Stage};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Calls a session off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallOff {
    pub because: String,
}

/// A session was called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalledOff {
    pub because: Words,
}

impl Decide for CallOff {
    type State = Session;
    type Event = CalledOff;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<CalledOff, Refusal> {
        known(before, scene)?.want_stage(&[Stage::Draft, Stage::Open])?;
        Ok(CalledOff { because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for CalledOff {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let called_off = Some(CallingOff { because: self.because, on: stamp.on() });
        Some(Session { stage: Stage::CalledOff, called_off, ..before? })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
