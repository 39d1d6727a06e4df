//! Confirming a task as done: never by the one who reported it, and not before the deliverable that it names is there.
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
    /// Why it is confirmed without the deliverable that it names; kept only where that is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waived_because: Option<String>,
}

/// The task was confirmed as done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    pub words: Option<Words>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waived_because: Option<Words>,
}

impl Decide for Confirm {
    type State = Task;
    type Event = Confirmed;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Confirmed, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        match task.work {
            Work::AwaitingConfirmation { reported_by, .. } if reported_by == Some(scene.stamp.actor) => {
                Err(Refusal::ReporterConfirms)
            }
            Work::AwaitingConfirmation { .. } => Ok(Confirmed {
                waived_because: waiver(task, self.waived_because)?,
                words: optional_words("words", self.words)?,
            }),
            work if work.state().is_ended() => Err(Refusal::TaskEnded { state: work.state() }),
            _ => Err(Refusal::DoneNotReported),
        }
    }
}

/// Why it goes without its deliverable; `None` where that is there or none was named.
fn waiver(task: &Task, because: Option<String>) -> Result<Option<Words>, Refusal> {
    match because.filter(|it| task.lacks_deliverable() && !it.trim().is_empty()) {
        None if task.lacks_deliverable() => Err(Refusal::DeliverableMissing),
        because => optional_words("waived_because", because),
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
