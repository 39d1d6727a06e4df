//! Reporting progress: what was done, in words; no percentage is typed.
//!
//! Source: Decision 42/2014/QD-TTg as amended by 23/2018/QD-TTg; docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Task, Work};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Reports how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportProgress {
    pub words: String,
}

/// Somebody reported how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressReported {
    pub words: Words,
}

impl Decide for ReportProgress {
    type State = Task;
    type Event = ProgressReported;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<ProgressReported, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        Ok(ProgressReported { words: wanted_words("words", self.words)?.into() })
    }
}

impl Fold for ProgressReported {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let task = before?;
        let work = if task.work == Work::NotStarted { Work::InProgress } else { task.work };
        let on = stamp.on();
        let received_on = task.received_on.or(Some(on));
        Some(Task { work, received_on, last_words: Some(self.words), silent_since_on: on, ..task })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
