//! What a planned session is to speak of, what its guests report before it, and what was written while it sat.

use crate::{AccountId, MatterId, SessionId, TaskId, UnitId, Words};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

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
    pub sent: Option<ReportSent>,
}

/// A report that a guest sent in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportSent {
    pub words: Words,
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
