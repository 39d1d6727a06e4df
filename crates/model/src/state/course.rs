//! What has happened to a task beside its work: its deadline was moved, somebody waits for an answer.

use crate::state::Contribution;
use crate::{AccountId, UnitId};
use jiff::civil::Date;

/// The course of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// The day on which it was first due, once an extension or a rest has moved it.
    pub first_due_on: Option<Date>,
    /// How often its deadline was extended.
    pub n_extensions: u32,
    /// What the lead asks for and nobody has decided yet; one at a time.
    pub extension: Option<ExtensionAsked>,
    /// The lead says that the task is not its own, and nobody has decided yet.
    pub declined: Option<Declined>,
    /// Calendar days for which it was suspended, the present rest aside.
    pub n_suspended_days: u32,
    pub n_urgings: u32,
    pub n_reminders: u32,
    pub n_commendations: u32,
    pub n_criticisms: u32,
    /// The day of the last urging or reminder that the lead has not answered.
    pub urged_on: Option<Date>,
    /// Since when the lead owes an answer to those above it: what it reported or asked for came back.
    pub came_back_on: Option<Date>,
    /// Whether a report brought a file, or named the document that is the deliverable.
    pub is_delivered: bool,
    /// The day on which the document that it comes from was added, where it was assigned without one.
    pub source_added_on: Option<Date>,
    /// Whether it follows from its conclusion because its document came to that session with it.
    pub is_tied: bool,
    /// What its coordinating units were asked for, in the order in which they were asked last.
    pub contributions: Vec<Contribution>,
    /// The units that led it before, each once, the last to have led it at the end.
    pub former_leads: Vec<FormerLead>,
}

/// A unit that led the task once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormerLead {
    pub unit: UnitId,
    /// The day on which another unit became the lead.
    pub until_on: Date,
    /// The day on which it was due then.
    pub due_on: Option<Date>,
}

/// A later day that the lead asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExtensionAsked {
    pub until_on: Date,
    pub asked_on: Date,
    pub asked_by: AccountId,
}

/// That the task is not the lead's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declined {
    pub on: Date,
    pub by: AccountId,
}
