//! What is followed through sessions until it ends: a limitation, told again and again, or a petition that wants an answer.

use super::LineKind;
use crate::{AccountId, Field, MatterId, Refusal, SessionId, TaskId, UnitId, Words};
use base::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A limitation or a petition, with every session that is known to have told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    pub id: MatterId,
    pub kind: MatterKind,
    /// As it is called from now on.
    pub words: Words,
    /// The unit that falls short, or that asks.
    pub unit: UnitId,
    /// The unit that owes an answer; only of a petition.
    pub owed_by: Option<UnitId>,
    pub field: Option<Field>,
    /// The day on which it was told first.
    pub since_on: Date,
    /// Where it was told, each with the day of that session: what people said, nothing that only looks alike.
    pub tellings: BTreeMap<Telling, Date>,
    /// What looks alike and is something else, as somebody said.
    pub apart: BTreeSet<Telling>,
    /// The rows of tasks' lists that it is, each with the day on which it was taken.
    pub listings: BTreeMap<Listing, Date>,
    /// Tasks that are to cure it, as far as no conclusion tells so.
    pub tasks: BTreeSet<TaskId>,
    /// How it ended; `None` while it is open.
    pub closed: Option<MatterClosed>,
}

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatterKind {
    Limitation,
    Petition,
}

impl MatterKind {
    /// The kind of the lines of minutes that tell of it.
    pub fn line(self) -> LineKind {
        match self {
            MatterKind::Limitation => LineKind::Limitation,
            MatterKind::Petition => LineKind::Petition,
        }
    }
}

/// One place where it was told: in the document of a session, in a line of its minutes, or in the session without a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telling {
    pub session: SessionId,
    /// Bytes of the text of the session's document, half-open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// A line of the minutes, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// A row of a list that a task brought among its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    pub task: TaskId,
    /// A file of the task, counted from 1.
    pub file: u32,
    /// A row that says something, counted from 1 through the tables of the file.
    pub row: u32,
}

/// The place without its session: `12-40`, `l3`, or nothing.
impl fmt::Display for Telling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.span, self.line) {
            (Some(span), _) => write!(f, "{}-{}", span.start, span.end),
            (None, Some(line)) => write!(f, "l{line}"),
            (None, None) => Ok(()),
        }
    }
}

impl Telling {
    /// Whether it is one place of its session.
    pub fn has_place(&self) -> bool {
        self.span.is_some() || self.line.is_some()
    }

    /// The telling of a session at a place as [`Telling`] prints it; `None` where that is no place.
    pub fn at(session: SessionId, place: &str) -> Option<Telling> {
        let (mut span, mut line) = (None, None);
        if let Some(n) = place.strip_prefix('l') {
            line = Some(n.parse().ok()?);
        } else if let Some((start, end)) = place.split_once('-') {
            span = Some(Span { start: start.parse().ok()?, end: end.parse().ok()? });
        } else if !place.is_empty() {
            return None;
        }
        Some(Telling { session, span, line })
    }
}

/// How it ended, in whose words, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatterClosed {
    pub ending: MatterEnding,
    pub words: Words,
    /// Number and day of the document that answers, or that changed the rule.
    pub basis: Option<Words>,
    pub by: AccountId,
    /// The day of the answer, or on which somebody said that it ended.
    pub on: Date,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatterEnding {
    /// The limitation is no more.
    Cured,
    /// What is told is no limitation any more: the law changed.
    RuleChanged,
    /// The petition has its answer.
    Answered,
    /// It is not followed any more: written by mistake, or asked no longer.
    Dropped,
}

impl Matter {
    /// Refuses what only something open takes.
    ///
    /// # Errors
    /// [`Refusal::MatterClosed`].
    pub fn want_open(&self) -> Result<(), Refusal> {
        match &self.closed {
            Some(it) => Err(Refusal::MatterClosed { closed_on: it.on }),
            None => Ok(()),
        }
    }

    /// Refuses what only the other kind takes.
    ///
    /// # Errors
    /// [`Refusal::MatterOtherKind`].
    pub fn want_kind(&self, kind: MatterKind) -> Result<(), Refusal> {
        if self.kind == kind { Ok(()) } else { Err(Refusal::MatterOtherKind { kind: self.kind }) }
    }
}
