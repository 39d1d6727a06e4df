//! Answering a petition, by the unit that owes the answer.
//!
//! Source: docs/field.md 1 (the higher unit answers what the lower one asks); by which unit is design.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Matter, MatterClosed, MatterEnding, MatterKind};
use crate::{Refusal, Scene, Stamp, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Answers a petition, today or on the day of the document that answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The unit that owes the answer.
    pub unit: UnitId,
    pub words: String,
    /// Number and day of the document that answers.
    #[serde(default)]
    pub basis: Option<String>,
    #[serde(default)]
    pub answered_on: Option<Date>,
}

/// A petition was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub unit: UnitId,
    pub words: Words,
    pub basis: Option<Words>,
    pub answered_on: Date,
}

impl Decide for Answer {
    type State = Matter;
    type Event = Answered;

    fn decide(self, before: Option<&Matter>, scene: &Scene) -> Result<Answered, Refusal> {
        let matter = known(before, scene)?;
        matter.want_kind(MatterKind::Petition)?;
        matter.want_open()?;
        if matter.owed_by != Some(self.unit) {
            return Err(Refusal::AnswerNotOwed { unit: self.unit });
        }
        let answered_on = self.answered_on.unwrap_or(scene.today());
        if scene.today() < answered_on {
            return Err(Refusal::DayInFuture { day: answered_on });
        }
        if answered_on < matter.since_on {
            return Err(Refusal::AnswerBeforePetition { since_on: matter.since_on });
        }
        let (words, basis) = (wanted_words("words", self.words)?.into(), optional_words("basis", self.basis)?);
        Ok(Answered { unit: self.unit, words, basis, answered_on })
    }
}

impl Fold for Answered {
    type State = Matter;

    fn fold(self, before: Option<Matter>, stamp: &Stamp) -> Option<Matter> {
        let Answered { words, basis, answered_on, .. } = self;
        let closed = MatterClosed { ending: MatterEnding::Answered, words, basis, by: stamp.actor, on: answered_on };
        Some(Matter { closed: Some(closed), ..before? })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
