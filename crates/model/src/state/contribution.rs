//! What a coordinating unit is asked for on a task, and whether it has answered.

use crate::{UnitId, Words};
use jiff::civil::Date;

/// What one coordinating unit contributes; one for each unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    pub unit: UnitId,
    /// What is asked of it.
    pub words: Words,
    pub due_on: Date,
    pub asked_on: Date,
    /// How often it was asked, the last time included.
    pub n_asked: u32,
    /// The day of its newest answer to what was asked last.
    pub answered_on: Option<Date>,
    /// That answer.
    pub answer: Option<Words>,
}

impl Contribution {
    /// The first day on which it is late; `None` once it was answered.
    pub fn late_from_on(&self) -> Option<Date> {
        if self.answered_on.is_some() { None } else { self.due_on.tomorrow().ok() }
    }
}
