//! A working session and its numbered conclusions.

use crate::{AccountId, DocumentId, Passage, SessionId, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A working session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub title: Words,
    pub held_on: Date,
    pub mode: Option<Mode>,
    pub host: Option<UnitId>,
    /// The other side of a working session.
    pub guests: Vec<UnitId>,
    pub chair: Option<Words>,
    /// The document that tells of it.
    pub document: Option<DocumentId>,
    /// By number.
    pub conclusions: BTreeMap<u32, Conclusion>,
}

/// How people met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    InPerson,
    Online,
    Hybrid,
}

/// A numbered point of a session. It ends, or it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// What the document calls it, where it says so.
    pub point: Option<Words>,
    pub words: Words,
    pub passage: Option<Passage>,
    /// The units it speaks to.
    pub addressed_to: Vec<UnitId>,
    pub ended: Option<Ended>,
}

/// How a conclusion ended, who said so, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    pub ending: Ending,
    pub by: AccountId,
    pub on: Date,
}

/// What becomes of a conclusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Tasks follow it through.
    Tasks,
    /// It answers a petition.
    Answer,
    /// It praises, blames or appraises.
    Assessment,
    /// It exhorts: one sentence and its indicator are due next session.
    Guidance,
    /// Somebody said that no task arises.
    NoTask,
}
