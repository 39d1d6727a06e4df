//! Taking back where a task stands in another tracker, where that was wrong or is so no more.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::state::Task;
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Removes the reference of that number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveExternalRef {
    pub n: u32,
}

/// A reference was removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalRefRemoved {
    pub n: u32,
}

impl Decide for RemoveExternalRef {
    type State = Task;
    type Event = ExternalRefRemoved;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<ExternalRefRemoved, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        match task.external_refs().any(|it| it.0 == self.n) {
            true => Ok(ExternalRefRemoved { n: self.n }),
            false => Err(Refusal::ExternalRefUnknown { n: self.n }),
        }
    }
}

impl Fold for ExternalRefRemoved {
    type State = Task;

    fn fold(self, before: Option<Task>, _stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        let at = usize::try_from(self.n).ok()?.checked_sub(1)?;
        if let Some(it) = task.external_refs.get_mut(at) {
            it.is_removed = true;
        }
        Some(task)
    }
}
