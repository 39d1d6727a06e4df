//! Resuming a suspended task: it is owed again, and a fixed day is moved by as many days as the task rested.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::{Task, Work};
use crate::{Deadline, Refusal, Scene, Stamp, Words};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Lets the task go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// The task goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    pub words: Option<Words>,
    /// Calendar days for which it rested.
    pub n_days: u32,
    /// Where it has a fixed day, that day moved by them.
    pub due_on: Option<Date>,
}

impl Decide for Resume {
    type State = Task;
    type Event = Resumed;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Resumed, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        let Work::Suspended { since_on, .. } = task.work else { return Err(Refusal::NotSuspended) };
        let n_days = since_on.until(scene.today()).map_or(0, |it| it.get_days().max(0));
        Ok(Resumed {
            words: optional_words("words", self.words)?,
            n_days: n_days.unsigned_abs(),
            due_on: task.deadline.due_on().map(|it| it.saturating_add(n_days.days())),
        })
    }
}

impl Fold for Resumed {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        if self.n_days > 0 {
            task.course.first_due_on = task.first_due_on();
            task.course.n_suspended_days += self.n_days;
        }
        let is_begun = matches!(task.work, Work::Suspended { is_begun: true, .. });
        let work = if is_begun { Work::InProgress } else { Work::NotStarted };
        let deadline = self.due_on.map_or(task.deadline, |due_on| Deadline::Fixed { due_on });
        Some(Task { work, deadline, silent_since_on: stamp.on(), ..task })
    }

    fn told(&self) -> Option<&Words> {
        self.words.as_ref()
    }
}
