//! What is followed through sessions until it ends: a limitation, told again and again, or a petition that wants an answer.

use super::LineKind;
use crate::{AccountId, DocumentId, Field, MatterId, Refusal, SessionId, StreamId, TaskId, UnitId, Words};
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
    /// Where it was told, each with the day of that session or document: what people said, nothing that only looks alike.
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

/// One place where it was told: in the document of a session, in a line of its minutes, in the session without a place; or in
/// a document that tells of no session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Telling {
    pub by: Teller,
    /// Bytes of the text of the document, half-open; never left out of a document that tells of no session.
    pub span: Option<Span>,
    /// A line of the minutes of a session, counted from 1.
    pub line: Option<u32>,
}

/// What tells: a session, or a document by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Teller {
    Session(SessionId),
    Document(DocumentId),
}

/// A telling as it is written down: one of `session` and `document`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    session: Option<SessionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<DocumentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
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

/// The place without what tells: `12-40`, `l3`, or nothing.
impl fmt::Display for Telling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.span, self.line) {
            (Some(span), _) => write!(f, "{}-{}", span.start, span.end),
            (None, Some(line)) => write!(f, "l{line}"),
            (None, None) => Ok(()),
        }
    }
}

impl TryFrom<Written> for Telling {
    type Error = &'static str;

    fn try_from(it: Written) -> Result<Telling, &'static str> {
        let by = match (it.session, it.document) {
            (Some(session), None) => Teller::Session(session),
            (None, Some(document)) => Teller::Document(document),
            _ => return Err("a telling names either a session or a document"),
        };
        Ok(Telling { by, span: it.span, line: it.line })
    }
}

impl From<Telling> for Written {
    fn from(it: Telling) -> Written {
        Written { session: it.session(), document: it.by.document(), span: it.span, line: it.line }
    }
}

impl Teller {
    pub fn session(self) -> Option<SessionId> {
        if let Teller::Session(it) = self { Some(it) } else { None }
    }

    pub fn document(self) -> Option<DocumentId> {
        if let Teller::Document(it) = self { Some(it) } else { None }
    }
}

impl From<SessionId> for Teller {
    fn from(it: SessionId) -> Teller {
        Teller::Session(it)
    }
}

impl From<DocumentId> for Teller {
    fn from(it: DocumentId) -> Teller {
        Teller::Document(it)
    }
}

impl From<Teller> for StreamId {
    fn from(it: Teller) -> StreamId {
        match it {
            Teller::Session(it) => it.into(),
            Teller::Document(it) => it.into(),
        }
    }
}

impl Telling {
    /// The session that tells; `None` where a document does so by itself.
    pub fn session(&self) -> Option<SessionId> {
        self.by.session()
    }

    /// Whether it is one place of what tells.
    pub fn has_place(&self) -> bool {
        self.span.is_some() || self.line.is_some()
    }

    /// The telling at a place as [`Telling`] prints it; `None` where that is no place.
    pub fn at(by: Teller, place: &str) -> Option<Telling> {
        let (mut span, mut line) = (None, None);
        if let Some(n) = place.strip_prefix('l') {
            line = Some(n.parse().ok()?);
        } else if let Some((start, end)) = place.split_once('-') {
            span = Some(Span { start: start.parse().ok()?, end: end.parse().ok()? });
        } else if !place.is_empty() {
            return None;
        }
        Some(Telling { by, span, line })
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
