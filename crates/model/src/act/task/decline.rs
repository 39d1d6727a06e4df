//! Declining a task: its lead says that it is not its own, why, and whose it may be.
//!
//! Source: docs/field.md 1 (the lead receives a task or returns it because it is not its job).

use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Declined as Standing, Task};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Returns the task as not the lead's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    pub because: String,
    /// The unit whose task it should be, in words: the lead need not see that unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_lead: Option<String>,
}

/// The lead says that the task is not its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declined {
    pub because: Words,
    pub proposed_lead: Option<Words>,
}

impl Decide for Decline {
    type State = Task;
    type Event = Declined;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Declined, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_owed()?;
        if let Some(Standing { on, .. }) = task.course.declined {
            return Err(Refusal::DeclineAwaits { declined_on: on });
        }
        Ok(Declined {
            because: wanted_words("because", self.because)?.into(),
            proposed_lead: optional_words("proposed_lead", self.proposed_lead)?,
        })
    }
}

impl Fold for Declined {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        task.course.declined = Some(Standing { on: stamp.on(), by: stamp.actor });
        task.course.came_back_on = None;
        Some(Task { silent_since_on: stamp.on(), ..task })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
