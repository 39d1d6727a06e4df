//! Saying how the office takes "before the 30th": with that day, or without it.
//!
//! Source: design; offices differ, and the words of the order are kept beside.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Register;
use crate::{Refusal, Scene, Stamp, Words};
use base::BeforeDay;
use serde::{Deserialize, Serialize};

/// Says how it is counted from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountBefore {
    pub before_day: BeforeDay,
    /// The rule of the office that says so.
    pub basis: String,
}

/// It was said how it is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeforeCounted {
    pub before_day: BeforeDay,
    pub basis: Words,
}

impl Decide for CountBefore {
    type State = Register;
    type Event = BeforeCounted;

    fn decide(self, before: Option<&Register>, scene: &Scene) -> Result<BeforeCounted, Refusal> {
        let Some(register) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        if register.before_day == self.before_day {
            return Err(Refusal::BeforeDayAlready);
        }
        Ok(BeforeCounted { before_day: self.before_day, basis: wanted_words("basis", self.basis)?.into() })
    }
}

impl Fold for BeforeCounted {
    type State = Register;

    fn fold(self, before: Option<Register>, _stamp: &Stamp) -> Option<Register> {
        before.map(|register| Register { before_day: self.before_day, ..register })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.basis)
    }
}
