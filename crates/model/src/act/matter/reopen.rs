//! Opening again what was closed too early, or by mistake.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Matter;
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Opens it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    pub because: String,
}

/// It is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    pub because: Words,
}

impl Decide for Reopen {
    type State = Matter;
    type Event = Reopened;

    fn decide(self, before: Option<&Matter>, scene: &Scene) -> Result<Reopened, Refusal> {
        match known(before, scene)?.closed {
            Some(_) => Ok(Reopened { because: wanted_words("because", self.because)?.into() }),
            None => Err(Refusal::MatterOpen),
        }
    }
}

impl Fold for Reopened {
    type State = Matter;

    fn fold(self, before: Option<Matter>, _stamp: &Stamp) -> Option<Matter> {
        Some(Matter { closed: None, ..before? })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
