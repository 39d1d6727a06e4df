//! What a planned session is to speak of, what its guests report before it, and what was written while it sat.

use crate::{AccountId, MatterId, SessionId, TaskId, UnitId, Words};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Only its host knows of it.
    Draft,
    /// Its guests are invited.
    Open,
    InProgress,
    Closed,
    CalledOff,
}

/// One point of an agenda. What was dropped stays, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    pub n: u32,
    pub words: Words,
    pub why: Why,
    /// The unit that asked for it.
    pub unit: Option<UnitId>,
    /// The task that is still open.
    pub task: Option<TaskId>,
    /// The session it comes from.
    pub earlier: Option<SessionId>,
    /// The limitation or the petition that it speaks of.
    pub matter: Option<MatterId>,
    pub outcome: Option<Outcome>,
    pub dropped: Option<Dropped>,
}

/// Why something stands on an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Put there by hand.
    Added,
    /// It stands on every agenda with these units.
    Standing,
    /// A task of an earlier session is still open.
    OpenTask,
    /// It was not discussed, or put off, last time.
    NotDiscussed,
    /// A guest asked for it.
    Asked,
    /// A limitation that several sessions told.
    Limitation,
    /// A petition that nobody has answered.
    Petition,
    /// What is open of the list that a task brought.
    Listed,
}

impl Why {
    /// Whether it came by a rule or from a guest: then nobody drops it without a reason.
    pub fn is_carried(self) -> bool {
        self != Why::Added
    }
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Discussed,
    NotDiscussed,
    PutOff,
}

/// Who dropped an item, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    pub because: Option<Words>,
    pub by: AccountId,
    pub on: Date,
}

/// What the guests were told, as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub title: Words,
    pub held_on: Date,
    pub hour: Option<Time>,
    pub venue: Option<Words>,
    pub guests: Vec<UnitId>,
    pub chair: Option<Words>,
    /// Its items in their order.
    pub agenda: Vec<(u32, Words)>,
    pub sent_on: Date,
}

/// What a guest is to report before the session, and what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAsked {
    pub words: Words,
    pub due_on: Date,
    /// Every version, in the order in which they came; what was withdrawn stays, with the reason.
    pub sent: Vec<ReportSent>,
}

impl ReportAsked {
    /// The version that counts: the last one that was not withdrawn.
    pub fn current(&self) -> Option<&ReportSent> {
        self.sent.iter().rev().find(|it| it.withdrawn.is_none())
    }

    /// From now on the version that counts is the one that is presented, where none is yet.
    pub(crate) fn present(&mut self) {
        let is_presented = self.sent.iter().any(|it| it.is_presented);
        let current = self.sent.iter_mut().rev().find(|it| it.withdrawn.is_none());
        if let Some(current) = current.filter(|_| !is_presented) {
            current.is_presented = true;
        }
    }
}

/// A version of the report of a guest, as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportSent {
    pub words: Words,
    pub on: Date,
    /// The places of its files among the evidence of the session, from zero.
    pub files: Range<usize>,
    /// Why it takes the place of the one before.
    pub because: Option<Words>,
    /// Whether it is the one that was presented while the session sat.
    pub is_presented: bool,
    pub withdrawn: Option<ReportWithdrawn>,
}

/// When a version of a report was withdrawn, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportWithdrawn {
    pub because: Words,
    pub on: Date,
}

/// One line of what was written while the session sat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinuteLine {
    pub kind: LineKind,
    pub words: Words,
    /// The item it was said at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u32>,
    /// The conclusion that it became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<u32>,
}

/// What was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    Note,
    Conclusion,
    Petition,
    Answer,
    Limitation,
    Commendation,
    /// Who had the word, and for how long.
    Speech,
}
