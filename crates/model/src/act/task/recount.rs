//! Counting the deadline of a task again, once the calendar of the office has changed. It is no word on the work, and no
//! extension.
//!
//! Source: design (an edit of the calendar proposes; a person confirms).

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Task;
use crate::{Deadline, Refusal, Scene, Stamp, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Puts the day that the calendar gives now in the place of the one it gave before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recount {
    /// The day whoever asks saw.
    pub was_on: Date,
    pub due_on: Date,
    pub because: String,
}

/// The deadline was counted again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recounted {
    pub due_on: Date,
    pub because: Words,
}

impl Decide for Recount {
    type State = Task;
    type Event = Recounted;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Recounted, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        if task.deadline.due_on() != Some(self.was_on) {
            return Err(Refusal::DeadlineMoved { was_on: self.was_on });
        }
        if self.due_on == self.was_on {
            return Err(Refusal::NothingCorrected);
        }
        Ok(Recounted { due_on: self.due_on, because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for Recounted {
    type State = Task;

    fn fold(self, before: Option<Task>, _stamp: &Stamp) -> Option<Task> {
        before.map(|task| Task { deadline: Deadline::Fixed { due_on: self.due_on }, ..task })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
