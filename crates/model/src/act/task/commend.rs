//! Commending the lead for its work on a task, also once it has ended. Offices are commended, never persons.
//!
//! Source: docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Task;
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Commends the lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commend {
    pub words: String,
}

/// The lead was commended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commended {
    pub words: Words,
}

impl Decide for Commend {
    type State = Task;
    type Event = Commended;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Commended, Refusal> {
        if before.is_none() {
            return Err(Refusal::StreamUnknown { stream: scene.stream });
        }
        Ok(Commended { words: wanted_words("words", self.words)?.into() })
    }
}

impl Fold for Commended {
    type State = Task;

    fn fold(self, before: Option<Task>, _stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        task.course.n_commendations += 1;
        Some(task)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
