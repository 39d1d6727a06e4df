//! Taking back that a task is to cure a limitation.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::state::Matter;
use crate::{Refusal, Scene, Stamp, TaskId};
use serde::{Deserialize, Serialize};

/// Takes the link to a task back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnlinkTask {
    pub task: TaskId,
}

/// The link to a task was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskUnlinked {
    pub task: TaskId,
}

impl Decide for UnlinkTask {
    type State = Matter;
    type Event = TaskUnlinked;

    fn decide(self, before: Option<&Matter>, scene: &Scene) -> Result<TaskUnlinked, Refusal> {
        match known(before, scene)?.tasks.contains(&self.task) {
            true => Ok(TaskUnlinked { task: self.task }),
            false => Err(Refusal::TaskNotLinked),
        }
    }
}

impl Fold for TaskUnlinked {
    type State = Matter;

    fn fold(self, before: Option<Matter>, _stamp: &Stamp) -> Option<Matter> {
        let mut matter = before?;
        matter.tasks.remove(&self.task);
        Some(matter)
    }
}
