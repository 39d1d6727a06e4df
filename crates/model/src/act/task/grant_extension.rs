//! Granting an extension, perhaps with another day than was asked for. The day on which the task was first due stays known.
//!
//! Source: docs/field.md 1 (the unit asks, whoever assigned decides; rates hold against both days).

use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::Task;
use crate::{Deadline, Refusal, Scene, Stamp, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Gives the lead a later day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantExtension {
    /// Another day than the one that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// The deadline was extended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionGranted {
    pub until_on: Date,
    pub words: Option<Words>,
}

impl Decide for GrantExtension {
    type State = Task;
    type Event = ExtensionGranted;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<ExtensionGranted, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        let asked = task.want_extension_asked(scene.stamp.actor)?;
        let until_on = self.until_on.unwrap_or(asked.until_on);
        task.want_later(until_on)?;
        Ok(ExtensionGranted { until_on, words: optional_words("words", self.words)? })
    }
}

impl Fold for ExtensionGranted {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        task.course.first_due_on = task.first_due_on();
        task.course.n_extensions += 1;
        task.course.extension = None;
        let deadline = Deadline::Fixed { due_on: self.until_on };
        Some(Task { deadline, silent_since_on: stamp.on(), ..task })
    }

    fn told(&self) -> Option<&Words> {
        self.words.as_ref()
    }
}
