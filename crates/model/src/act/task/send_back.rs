//! Sending a task back: what was reported is not done yet, and why.
//!
//! Source: Decision 42/2014/QD-TTg as amended by 23/2018/QD-TTg; docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Task, Work};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Sends the task back to its lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendBack {
    pub because: String,
}

/// The task was sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    pub because: Words,
}

impl Decide for SendBack {
    type State = Task;
    type Event = SentBack;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<SentBack, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        if !matches!(task.work, Work::AwaitingConfirmation { .. }) {
            return Err(Refusal::DoneNotReported);
        }
        Ok(SentBack { because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for SentBack {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        before.map(|task| Task { work: Work::InProgress, ..task.with_answer_on(stamp.on()) })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
