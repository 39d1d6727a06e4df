//! Revoking a link before its last day.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::state::Task;
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Revokes the link of that number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevokeLink {
    pub n: u32,
}

/// A link was revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRevoked {
    pub n: u32,
}

impl Decide for RevokeLink {
    type State = Task;
    type Event = LinkRevoked;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<LinkRevoked, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_link(self.n, scene.today())?;
        Ok(LinkRevoked { n: self.n })
    }
}

impl Fold for LinkRevoked {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        if let Some(link) = task.link_mut(self.n) {
            link.revoked_on = Some(stamp.on());
        }
        Some(task)
    }
}
