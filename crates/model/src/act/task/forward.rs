//! Forwarding a task inside its lead unit: to the department or the person who does it.
//!
//! Source: docs/field.md 1 (the lead forwards it to a department and one officer).

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Task;
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Says who does it in the lead unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forward {
    pub to: String,
}

/// Somebody of the lead unit does it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forwarded {
    pub to: Words,
}

impl Decide for Forward {
    type State = Task;
    type Event = Forwarded;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Forwarded, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        Ok(Forwarded { to: wanted_words("to", self.to)?.into() })
    }
}

impl Fold for Forwarded {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let on = stamp.on();
        let task = before?;
        Some(Task {
            forwarded_to: Some(self.to),
            received_on: task.received_on.or(Some(on)),
            silent_since_on: on,
            ..task
        })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.to)
    }
}
