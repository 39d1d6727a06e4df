//! Reminding: a light word to the lead of an open task, without words of its own; once a day is enough.
//!
//! Source: docs/field.md 1; that a day holds one is design.

use crate::act::{Decide, Fold};
use crate::state::Task;
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Reminds the lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remind {}

/// The lead was reminded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {}

impl Decide for Remind {
    type State = Task;
    type Event = Reminded;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Reminded, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_owed()?;
        if task.course.urged_on == Some(scene.today()) {
            return Err(Refusal::UrgedToday);
        }
        Ok(Reminded {})
    }
}

impl Fold for Reminded {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        task.course.n_reminders += 1;
        task.course.urged_on = Some(stamp.on());
        Some(task)
    }
}
