//! Urging: whoever is above the lead wants a word on an open task, in words of their own. It is counted, and the lead answers it.
//!
//! Source: Decision 42/2014/QD-TTg as amended by 23/2018/QD-TTg; docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Task;
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Urges the lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Urge {
    pub words: String,
}

/// The lead was urged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urged {
    pub words: Words,
}

impl Decide for Urge {
    type State = Task;
    type Event = Urged;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Urged, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_owed()?;
        Ok(Urged { words: wanted_words("words", self.words)?.into() })
    }
}

impl Fold for Urged {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        task.course.n_urgings += 1;
        task.course.urged_on = Some(stamp.on());
        Some(task)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
