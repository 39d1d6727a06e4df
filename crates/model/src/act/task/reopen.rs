//! Opening a task again that was confirmed as done: it is owed as before, and why.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Task, Work};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Takes the confirmation back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    pub because: String,
}

/// The task is owed again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    pub because: Words,
}

impl Decide for Reopen {
    type State = Task;
    type Event = Reopened;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Reopened, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        let Work::Completed { .. } = task.work else { return Err(Refusal::NotCompleted) };
        Ok(Reopened { because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for Reopened {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        before.map(|task| Task { work: Work::InProgress, ..task.with_answer_on(stamp.on()) })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
