//! Saying that what another session or document tells is something else. It is not proposed again; what was joined by mistake is parted.
//!
//! Source: design.

use super::{known, named, want_telling};
use crate::act::{Decide, Fold};
use crate::state::{Matter, Telling};
use crate::{Needs, Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Tells a telling apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TellApart {
    pub telling: Telling,
}

/// A telling was told apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldApart {
    pub telling: Telling,
}

impl Decide for TellApart {
    type State = Matter;
    type Event = ToldApart;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.telling.by.into()], tellings: vec![self.telling], ..Needs::default() }
    }

    fn decide(self, before: Option<&Matter>, scene: &Scene) -> Result<ToldApart, Refusal> {
        let matter = known(before, scene)?;
        want_telling(scene, matter.kind, &self.telling)?;
        if named(scene, self.telling, |it| matter.apart.contains(it)).is_some() {
            return Err(Refusal::TellingKnown { by: self.telling.by });
        }
        let telling = named(scene, self.telling, |it| matter.tellings.contains_key(it)).unwrap_or(self.telling);
        Ok(ToldApart { telling })
    }
}

impl Fold for ToldApart {
    type State = Matter;

    fn fold(self, before: Option<Matter>, _stamp: &Stamp) -> Option<Matter> {
        let mut matter = before?;
        matter.tellings.remove(&self.telling);
        matter.apart.insert(self.telling);
        // Told first is what is told first of what is left.
        matter.since_on = matter.tellings.values().min().copied().unwrap_or(matter.since_on);
        Some(matter)
    }
}
