//! Telling where a task stands in another tracker.
//!
//! Source: docs/field.md 1 (a task is reported upward into several trackers).

use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{ExternalRef, Task};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Tells the system, what the task is called there, and where it is looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddExternalRef {
    pub system: String,
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A reference was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalRefAdded {
    pub n: u32,
    pub system: Words,
    pub id: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Words>,
}

impl Decide for AddExternalRef {
    type State = Task;
    type Event = ExternalRefAdded;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<ExternalRefAdded, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        if self.address.as_deref().is_some_and(|it| !is_https(it.trim())) {
            return Err(Refusal::AddressNotHttps);
        }
        Ok(ExternalRefAdded {
            n: u32::try_from(task.external_refs.len() + 1).unwrap_or(u32::MAX),
            system: wanted_words("system", self.system)?.into(),
            id: wanted_words("id", self.id)?.into(),
            address: optional_words("address", self.address)?,
        })
    }
}

/// An address that a page may lead to.
fn is_https(address: &str) -> bool {
    let rest = address.strip_prefix("https://").unwrap_or_default();
    rest.starts_with(|it: char| it.is_alphanumeric())
        && !rest.contains(|it: char| it.is_whitespace() || it.is_control())
}

impl Fold for ExternalRefAdded {
    type State = Task;

    fn fold(self, before: Option<Task>, _stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        let ExternalRefAdded { system, id, address, .. } = self;
        task.external_refs.push(ExternalRef { system, id, address, is_removed: false });
        Some(task)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.id)
    }
}
