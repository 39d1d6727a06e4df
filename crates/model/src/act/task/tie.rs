//! Tying a task to the conclusion it follows from, or to none: its document joined a session, or was taken out of one. The
//! document and the place in it stay.
//!
//! Source: design.

use super::assign::want_tasks_ending;
use crate::act::{Decide, Fold};
use crate::state::{ConclusionRef, Task};
use crate::{Needs, Refusal, Scene, SessionId, Stamp};
use serde::{Deserialize, Serialize};

/// Names the conclusion; neither says that the task follows from none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// The number of the conclusion there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
}

/// A task was tied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tied {
    pub conclusion: Option<ConclusionRef>,
}

impl Decide for Tie {
    type State = Task;
    type Event = Tied;

    fn needs(&self) -> Needs {
        Needs { states: self.session.map(Into::into).into_iter().collect(), ..Needs::default() }
    }

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Tied, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        let missing = |field: &str| Err(Refusal::WordsMissing { field: field.to_owned() });
        let conclusion = match (self.session, self.n) {
            (Some(session), Some(n)) => Some(ConclusionRef { session, n }),
            (Some(_), None) => return missing("n"),
            (None, Some(_)) => return missing("session"),
            (None, None) => None,
        };
        if task.source.conclusion == conclusion {
            return Err(Refusal::NothingAmended);
        }
        conclusion.map_or(Ok(()), |it| want_tasks_ending(scene, it))?;
        Ok(Tied { conclusion })
    }
}

impl Fold for Tied {
    type State = Task;

    fn fold(self, before: Option<Task>, _stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        task.source.conclusion = self.conclusion;
        task.course.is_tied = self.conclusion.is_some();
        Some(task)
    }
}
