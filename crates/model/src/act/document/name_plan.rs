//! Naming the task whose implementing plan a document is: what comes of the plan are parts of that task.
//!
//! Source: docs/field.md 1 (a first task is often to issue the plan that divides the work); that it is named is design.

use crate::act::{Decide, Fold};
use crate::state::Document;
use crate::{Needs, Refusal, Scene, Stamp, TaskId};
use serde::{Deserialize, Serialize};

/// Names the task; `None` says that the document is no plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamePlan {
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// The task was named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanNamed {
    pub task: Option<TaskId>,
}

impl Decide for NamePlan {
    type State = Document;
    type Event = PlanNamed;

    fn needs(&self) -> Needs {
        Needs { states: self.task.map(Into::into).into_iter().collect(), ..Needs::default() }
    }

    fn decide(self, before: Option<&Document>, scene: &Scene) -> Result<PlanNamed, Refusal> {
        let Some(document) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        if document.plan_of == self.task {
            return Err(Refusal::NothingAmended);
        }
        scene.want_task_above(self.task)?;
        Ok(PlanNamed { task: self.task })
    }
}

impl Fold for PlanNamed {
    type State = Document;

    fn fold(self, before: Option<Document>, _stamp: &Stamp) -> Option<Document> {
        Some(Document { plan_of: self.task, ..before? })
    }
}
