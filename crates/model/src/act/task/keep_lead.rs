//! Keeping the lead of a task that it has declined: the task stays where it is, and why.
//!
//! Source: docs/field.md 1 (whoever assigned decides what was returned).

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Task;
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Leaves the task with its lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeepLead {
    pub because: String,
}

/// The task stays with its lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadKept {
    pub because: Words,
}

impl Decide for KeepLead {
    type State = Task;
    type Event = LeadKept;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<LeadKept, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        task.want_declined(scene.stamp.actor)?;
        Ok(LeadKept { because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for LeadKept {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        task.course.declined = None;
        Some(task.with_answer_on(stamp.on()))
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
