//! Refusing an extension: the deadline stays, and why.
//!
//! Source: docs/field.md 1 (the unit asks, whoever assigned decides).

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Task;
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Leaves the deadline as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefuseExtension {
    pub because: String,
}

/// The extension was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionRefused {
    pub because: Words,
}

impl Decide for RefuseExtension {
    type State = Task;
    type Event = ExtensionRefused;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<ExtensionRefused, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        task.want_extension_asked(scene.stamp.actor)?;
        Ok(ExtensionRefused { because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for ExtensionRefused {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        task.course.extension = None;
        Some(task.with_answer_on(stamp.on()))
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
