//! Where a task stands in another tracker: its system, what it is called there, and its address.
//!
//! Source: docs/field.md 1 (a task is reported upward into several trackers).

use crate::Words;

/// A task in another tracker; its number is its place among those of the task, from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalRef {
    pub system: Words,
    pub id: Words,
    pub address: Option<Words>,
    pub is_removed: bool,
}
