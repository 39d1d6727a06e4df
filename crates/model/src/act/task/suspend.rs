//! Suspending a task: nothing is owed until it is resumed, and why. Its clock stands still.
//!
//! Source: docs/field.md 1 (a suspended task stands outside the states of work and time).

use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Task, Work};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Lets the task rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspend {
    pub because: String,
    /// The document that orders it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// The task rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspended {
    pub because: Words,
    pub basis: Option<Words>,
}

impl Decide for Suspend {
    type State = Task;
    type Event = Suspended;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Suspended, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_owed()?;
        Ok(Suspended {
            because: wanted_words("because", self.because)?.into(),
            basis: optional_words("basis", self.basis)?,
        })
    }
}

impl Fold for Suspended {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let since_on = stamp.on();
        let suspend = |task: Task| {
            let work = Work::Suspended { since_on, is_begun: task.work != Work::NotStarted };
            Task { work, silent_since_on: since_on, ..task }
        };
        before.map(suspend)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
