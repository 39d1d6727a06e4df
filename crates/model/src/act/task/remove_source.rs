//! Taking back the document that was added to a task: it was the wrong one, or the wrong place in it.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Task;
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Takes it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveSource {
    pub because: String,
}

/// It was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRemoved {
    pub because: Words,
}

impl Decide for RemoveSource {
    type State = Task;
    type Event = SourceRemoved;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<SourceRemoved, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        if task.course.source_added_on.is_none() {
            return Err(Refusal::SourceNotAdded);
        }
        Ok(SourceRemoved { because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for SourceRemoved {
    type State = Task;

    fn fold(self, before: Option<Task>, _stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        (task.source.document, task.source.passage) = (None, None);
        task.course.source_added_on = None;
        Some(task)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
