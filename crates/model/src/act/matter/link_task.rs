//! Saying by hand which task is to cure a limitation, or to bring the answer to a petition.
//!
//! Source: design (from conclusions that answer it the tasks follow by themselves).

use super::known;
use crate::act::{Decide, Fold};
use crate::state::Matter;
use crate::{Needs, Refusal, Scene, Stamp, TaskId};
use serde::{Deserialize, Serialize};

/// Links a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkTask {
    pub task: TaskId,
}

/// A task was linked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskLinked {
    pub task: TaskId,
}

impl Decide for LinkTask {
    type State = Matter;
    type Event = TaskLinked;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.task.into()], ..Needs::default() }
    }

    fn decide(self, before: Option<&Matter>, scene: &Scene) -> Result<TaskLinked, Refusal> {
        let (matter, task) = (known(before, scene)?, self.task);
        scene.task(task).ok_or(Refusal::TaskUnknown { task })?;
        if matter.tasks.contains(&task) {
            return Err(Refusal::TaskLinked);
        }
        Ok(TaskLinked { task })
    }
}

impl Fold for TaskLinked {
    type State = Matter;

    fn fold(self, before: Option<Matter>, _stamp: &Stamp) -> Option<Matter> {
        let mut matter = before?;
        matter.tasks.insert(self.task);
        Some(matter)
    }
}
