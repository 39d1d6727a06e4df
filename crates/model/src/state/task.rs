//! A task: the duty in the register, with one lead unit.

use crate::{AccountId, Deadline, Passage, SessionId, TaskId, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub id: TaskId,
    pub code: TaskCode,
    pub words: Words,
    pub lead: UnitId,
    /// Coordinating units.
    pub coordinating: Vec<UnitId>,
    pub source: Source,
    pub deadline: Deadline,
    /// The words of the deadline as they stand in the source.
    pub due_words: Option<Words>,
    /// The named product.
    pub deliverable: Option<Words>,
    pub assigned_on: Date,
    pub assigned_by: AccountId,
    pub work: WorkState,
    /// The day of the last word on it.
    pub silent_since_on: Date,
}

/// What people cite: the tasks of a year are numbered from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TaskCode {
    pub year: i16,
    pub n: u32,
}

impl fmt::Display for TaskCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.year, self.n)
    }
}

impl FromStr for TaskCode {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<TaskCode, NotACode> {
        let (year, n) = text.split_once('-').ok_or(NotACode)?;
        Ok(TaskCode { year: year.parse().map_err(|_| NotACode)?, n: n.parse().map_err(|_| NotACode)? })
    }
}

/// What stands there is no code of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACode;

impl fmt::Display for NotACode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reading a task code such as 2026-0012")
    }
}

impl std::error::Error for NotACode {}

/// Where a task comes from. Both may be absent: a spoken order is a source as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<Passage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<ConclusionRef>,
}

/// A numbered conclusion of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConclusionRef {
    pub session: SessionId,
    pub n: u32,
}

/// How far the work is. Whether it is late is never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkState {
    NotStarted,
}
