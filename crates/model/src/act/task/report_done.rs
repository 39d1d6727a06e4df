//! Reporting a task as done: the lead says what came of it and when; another one confirms.
//!
//! Source: Decision 42/2014/QD-TTg as amended by 23/2018/QD-TTg; docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Task, Work};
use crate::{Refusal, Scene, Stamp, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Reports the task as done on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportDone {
    pub words: String,
    pub done_on: Date,
}

/// The task was reported as done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneReported {
    pub words: Words,
    pub done_on: Date,
}

impl Decide for ReportDone {
    type State = Task;
    type Event = DoneReported;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<DoneReported, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        if let Work::AwaitingConfirmation { done_on, .. } = task.work {
            return Err(Refusal::DoneReported { done_on });
        }
        let done_on = self.done_on;
        if scene.today() < done_on {
            return Err(Refusal::DayInFuture { day: done_on });
        }
        if done_on < task.assigned_on {
            return Err(Refusal::DoneBeforeAssigned { done_on, assigned_on: task.assigned_on });
        }
        Ok(DoneReported { words: wanted_words("words", self.words)?.into(), done_on })
    }
}

impl Fold for DoneReported {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let task = before?;
        let on = stamp.on();
        let work = Work::AwaitingConfirmation { done_on: self.done_on, reported_by: stamp.actor };
        let received_on = task.received_on.or(Some(on));
        Some(Task { work, received_on, last_words: Some(self.words), silent_since_on: on, ..task })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
