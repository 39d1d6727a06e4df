//! Receiving a task: the lead says that it has it.
//!
//! Source: Decision 42/2014/QD-TTg as amended by 23/2018/QD-TTg; docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::state::Task;
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Says that the lead has the task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receive {}

/// The lead has the task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {}

impl Decide for Receive {
    type State = Task;
    type Event = Received;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Received, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        match task.received_on {
            Some(received_on) => Err(Refusal::TaskReceived { received_on }),
            None => Ok(Received {}),
        }
    }
}

impl Fold for Received {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        before.map(|task| task.with_word_on(stamp.on()))
    }
}
