//! Confirming a task as done: never by the one who reported it.
//!
//! Source: Decision 42/2014/QD-TTg as amended by 23/2018/QD-TTg; docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::{Task, Work};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Confirms what was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    #[serde(default)]
    pub words: Option<String>,
}

/// The task was confirmed as done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    pub words: Option<Words>,
}

impl Decide for Confirm {
    type State = Task;
    type Event = Confirmed;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Confirmed, Refusal> {
        match before.map(|it| it.work) {
            Some(Work::AwaitingConfirmation { reported_by, .. }) if reported_by == Some(scene.stamp.actor) => {
                Err(Refusal::ReporterConfirms)
            }
            Some(Work::AwaitingConfirmation { .. }) => Ok(Confirmed { words: optional_words("words", self.words)? }),
            Some(work) if work.state().is_ended() => Err(Refusal::TaskEnded { state: work.state() }),
            Some(_) => Err(Refusal::DoneNotReported),
            None => Err(Refusal::StreamUnknown { stream: scene.stream }),
        }
    }
}

impl Fold for Confirmed {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let task = before?;
        let confirmed_on = stamp.on();
        let done_on = task.work.done_on().unwrap_or(confirmed_on);
        Some(Task { work: Work::Completed { done_on, confirmed_on }, silent_since_on: confirmed_on, ..task })
    }

    fn told(&self) -> Option<&Words> {
        self.words.as_ref()
    }
}
