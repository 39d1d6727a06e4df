//! Terminating a task: it is no longer owed, and why.
//!
//! Source: Decision 42/2014/QD-TTg as amended by 23/2018/QD-TTg; docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Task, Work};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Ends the task without its being done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terminate {
    pub because: String,
    /// The document that orders it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// The task is no longer owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terminated {
    pub because: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Words>,
}

impl Decide for Terminate {
    type State = Task;
    type Event = Terminated;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Terminated, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_not_ended()?;
        Ok(Terminated {
            because: wanted_words("because", self.because)?.into(),
            basis: optional_words("basis", self.basis)?,
        })
    }
}

impl Fold for Terminated {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let on = stamp.on();
        before.map(|task| Task { work: Work::Terminated { on }, silent_since_on: on, ..task })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
