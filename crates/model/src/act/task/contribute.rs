//! The answer of a coordinating unit to what it was asked for: words, and files where there are some.
//!
//! Source: docs/field.md 1.

use crate::act::reporting::{Attach, evidence};
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Evidence, Task};
use crate::{Refusal, Scene, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Answers for one coordinating unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribute {
    pub unit: UnitId,
    pub words: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Attach>,
}

/// A coordinating unit has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contributed {
    pub unit: UnitId,
    pub words: Words,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

impl Decide for Contribute {
    type State = Task;
    type Event = Contributed;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Contributed, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        let unit = task.want_contribution(self.unit)?.unit;
        Ok(Contributed { unit, words: wanted_words("words", self.words)?.into(), evidence: evidence(self.evidence)? })
    }
}

impl Fold for Contributed {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        // The files of a task are numbered together; they are no word of its lead, nor its deliverable.
        task.evidence.extend(self.evidence);
        if let Some(it) = task.course.contributions.iter_mut().find(|it| it.unit == self.unit) {
            it.answered_on = Some(stamp.on());
            it.answer = Some(self.words);
        }
        Some(task)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }

    fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }
}
