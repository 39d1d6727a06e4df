//! Reassigning a task that its lead has declined: another unit becomes the lead and begins anew.
//!
//! Source: docs/field.md 1 (whoever assigned decides what was returned).

use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::{Task, Work};
use crate::{Needs, Refusal, Scene, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Gives the task to another lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reassign {
    pub lead: UnitId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Another unit became the lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reassigned {
    pub lead: UnitId,
    pub words: Option<Words>,
}

impl Decide for Reassign {
    type State = Task;
    type Event = Reassigned;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.lead.into()], ..Needs::default() }
    }

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Reassigned, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        task.want_declined(scene.stamp.actor)?;
        scene.want_units([&self.lead])?;
        if self.lead == task.lead {
            return Err(Refusal::LeadStays { unit: self.lead });
        }
        Ok(Reassigned { lead: self.lead, words: optional_words("words", self.words)? })
    }
}

impl Fold for Reassigned {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let on = stamp.on();
        let mut task = before?.with_lead(self.lead, on);
        task.coordinating.retain(|it| *it != self.lead);
        Some(Task { work: Work::NotStarted, received_on: None, forwarded_to: None, silent_since_on: on, ..task })
    }

    fn told(&self) -> Option<&Words> {
        self.words.as_ref()
    }
}
