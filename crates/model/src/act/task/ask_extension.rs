//! Asking for an extension: the lead wants a later day, and says why. It may ask after the day has passed; that stays seen.
//!
//! Source: docs/field.md 1 (the unit asks, whoever assigned decides, one request at a time).

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{ExtensionAsked as Asked, Task};
use crate::{Refusal, Scene, Stamp, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Asks for a later day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskExtension {
    /// The day that is wanted.
    pub until_on: Date,
    pub because: String,
}

/// The lead asked for a later day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionAsked {
    pub until_on: Date,
    pub because: Words,
}

impl Decide for AskExtension {
    type State = Task;
    type Event = ExtensionAsked;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<ExtensionAsked, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_owed()?;
        if let Some(Asked { until_on, asked_on, .. }) = task.course.extension {
            return Err(Refusal::ExtensionAwaits { until_on, asked_on });
        }
        task.want_later(self.until_on)?;
        if self.until_on < scene.today() {
            return Err(Refusal::DayPast { day: self.until_on });
        }
        Ok(ExtensionAsked { until_on: self.until_on, because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for ExtensionAsked {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?.with_word_on(stamp.on());
        task.course.extension = Some(Asked { until_on: self.until_on, asked_on: stamp.on(), asked_by: stamp.actor });
        Some(task)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
