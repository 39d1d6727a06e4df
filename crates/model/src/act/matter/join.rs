//! Saying that what another session or document tells is the same: one limitation told again, one petition asked again.
//!
//! Source: design (what looks alike is proposed, and a person says whether it is the same).

use super::{known, named, want_telling, want_untold};
use crate::act::{Decide, Fold};
use crate::state::{Matter, Telling};
use crate::{Needs, Refusal, Scene, Stamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Joins a telling. What was told apart before is joined now; told again after it was closed, it is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    pub telling: Telling,
}

/// A telling was joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    pub telling: Telling,
    /// The day of the session or the document.
    pub on: Date,
    /// Whether it was closed before that day, and is open again.
    pub reopens: bool,
}

impl Decide for Join {
    type State = Matter;
    type Event = Joined;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.telling.by.into()], tellings: vec![self.telling], ..Needs::default() }
    }

    fn decide(self, before: Option<&Matter>, scene: &Scene) -> Result<Joined, Refusal> {
        let matter = known(before, scene)?;
        let on = want_telling(scene, matter.kind, &self.telling)?;
        if named(scene, self.telling, |it| matter.tellings.contains_key(it)).is_some() {
            return Err(Refusal::TellingKnown { by: self.telling.by });
        }
        want_untold(scene, &self.telling)?;
        let reopens = matter.closed.as_ref().is_some_and(|it| it.on < on);
        let telling = named(scene, self.telling, |it| matter.apart.contains(it)).unwrap_or(self.telling);
        Ok(Joined { telling, on, reopens })
    }
}

impl Fold for Joined {
    type State = Matter;

    fn fold(self, before: Option<Matter>, _stamp: &Stamp) -> Option<Matter> {
        let mut matter = before?;
        matter.apart.remove(&self.telling);
        matter.tellings.insert(self.telling, self.on);
        matter.since_on = matter.since_on.min(self.on);
        matter.closed = matter.closed.filter(|_| !self.reopens);
        Some(matter)
    }
}
