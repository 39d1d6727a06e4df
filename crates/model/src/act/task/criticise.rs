//! Criticising the lead for its work on a task, also once it has ended. Offices are criticised, never persons.
//!
//! Source: docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Task;
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Criticises the lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criticise {
    pub words: String,
}

/// The lead was criticised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criticised {
    pub words: Words,
}

impl Decide for Criticise {
    type State = Task;
    type Event = Criticised;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Criticised, Refusal> {
        if before.is_none() {
            return Err(Refusal::StreamUnknown { stream: scene.stream });
        }
        Ok(Criticised { words: wanted_words("words", self.words)?.into() })
    }
}

impl Fold for Criticised {
    type State = Task;

    fn fold(self, before: Option<Task>, _stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        task.course.n_criticisms += 1;
        Some(task)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
