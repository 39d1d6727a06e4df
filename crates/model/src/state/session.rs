//! A working session and its numbered conclusions.

use super::agenda::{AgendaItem, Invitation, MinuteLine, ReportAsked, Stage};
use super::evidence::Evidence;
use super::roll::{Hall, Quorum, Roll};
use super::shift::{CallingOff, Moved, Struck, When};
use super::signed::{Signed, Supplement};
use crate::{AccountId, DocumentId, Passage, Refusal, SessionId, UnitId, Words};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
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
    pub stage: Stage,
    /// The day on which it was planned; `None` where only a document tells of it.
    pub planned_on: Option<Date>,
    /// The hour at which it is to begin.
    pub hour: Option<Time>,
    /// The room and the address where it is held.
    pub venue: Option<Words>,
    /// What its guests were told, once they were.
    pub sent: Option<Invitation>,
    /// In its order, with what was dropped.
    pub agenda: Vec<AgendaItem>,
    /// The item that is on.
    pub at_item: Option<u32>,
    pub reports: BTreeMap<UnitId, ReportAsked>,
    /// The files of all reports, in the order in which they came.
    pub evidence: Vec<Evidence>,
    /// How it was moved since its guests were invited.
    pub moved: Option<Moved>,
    /// Guests that had been invited and were struck off; one that was invited again is among the guests as well.
    pub struck: BTreeMap<UnitId, Struck>,
    /// Why it does not take place.
    pub called_off: Option<CallingOff>,
    /// What was written while it sat, once it has closed.
    pub minutes: Vec<MinuteLine>,
    /// In the order in which they were named.
    pub halls: Vec<Hall>,
    /// How many of those who are called it needs, where a rule says so.
    pub quorum: Option<Quorum>,
    /// Who came, once the roll was called.
    pub roll: Option<Roll>,
    /// When it was begun and closed in the register.
    pub began_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    /// Its minutes, once they were signed.
    pub signed: Option<Signed>,
    /// What was added to them, in its order.
    pub supplements: Vec<Supplement>,
    /// The notices that were taken out of it again, in that order.
    pub notices_dropped: Vec<NoticeDropped>,
}

impl Session {
    /// One of which no more is known than what it is called and when it is held; over, as a document tells it.
    pub(crate) fn of(id: SessionId, title: Words, held_on: Date) -> Session {
        Session {
            id,
            title,
            held_on,
            mode: None,
            host: None,
            guests: Vec::new(),
            chair: None,
            document: None,
            conclusions: BTreeMap::new(),
            stage: Stage::Closed,
            planned_on: None,
            hour: None,
            venue: None,
            sent: None,
            agenda: Vec::new(),
            at_item: None,
            reports: BTreeMap::new(),
            evidence: Vec::new(),
            moved: None,
            struck: BTreeMap::new(),
            called_off: None,
            minutes: Vec::new(),
            halls: Vec::new(),
            quorum: None,
            roll: None,
            began_at: None,
            closed_at: None,
            signed: None,
            supplements: Vec::new(),
            notices_dropped: Vec::new(),
        }
    }

    /// Refuses an act whose time is another.
    ///
    /// # Errors
    /// [`Refusal::SessionStage`], which tells the first of `wanted`.
    pub fn want_stage(&self, wanted: &[Stage]) -> Result<(), Refusal> {
        match wanted.contains(&self.stage) {
            true => Ok(()),
            false => Err(Refusal::SessionStage { stage: self.stage, wanted: wanted[0] }),
        }
    }

    /// An item that was not dropped.
    ///
    /// # Errors
    /// [`Refusal::AgendaItemUnknown`].
    pub fn item(&self, n: u32) -> Result<&AgendaItem, Refusal> {
        let item = self.agenda.iter().find(|it| it.n == n && it.dropped.is_none());
        item.ok_or(Refusal::AgendaItemUnknown { n })
    }

    /// Refuses an act that changes what was signed.
    ///
    /// # Errors
    /// [`Refusal::MinutesSigned`].
    pub fn want_unsigned(&self) -> Result<(), Refusal> {
        self.signed.as_ref().map_or(Ok(()), |it| Err(Refusal::MinutesSigned { signed_on: it.signed_on }))
    }

    /// A hall that is used.
    ///
    /// # Errors
    /// [`Refusal::HallUnknown`].
    pub fn hall(&self, n: u32) -> Result<&Hall, Refusal> {
        self.halls.iter().find(|it| it.n == n && !it.is_dropped).ok_or(Refusal::HallUnknown { n })
    }

    /// When and where it is held.
    pub fn when(&self) -> When {
        When { held_on: self.held_on, hour: self.hour, venue: self.venue.clone() }
    }

    /// Those that were struck off and have not been invited again.
    pub fn struck_off(&self) -> impl Iterator<Item = (UnitId, &Struck)> {
        self.struck.iter().map(|it| (*it.0, it.1)).filter(|it| !self.guests.contains(&it.0))
    }

    /// The units that take part, the host first.
    pub fn parts(&self) -> impl Iterator<Item = UnitId> {
        self.host.iter().chain(&self.guests).copied()
    }

    /// What a guest was asked to report.
    ///
    /// # Errors
    /// [`Refusal::ReportNotAsked`].
    pub fn report_of(&self, unit: UnitId) -> Result<&ReportAsked, Refusal> {
        self.reports.get(&unit).ok_or(Refusal::ReportNotAsked { unit })
    }

    /// The unit whose report a file came with, by its place among the files.
    pub fn reporter_of(&self, place: usize) -> Option<UnitId> {
        let has = |it: &ReportAsked| it.sent.iter().any(|it| it.files.contains(&place));
        self.reports.iter().find(|it| has(it.1)).map(|it| *it.0)
    }

    pub(crate) fn item_mut(&mut self, n: u32) -> Option<&mut AgendaItem> {
        self.agenda.iter_mut().find(|it| it.n == n)
    }

    /// The number that the next item gets.
    pub fn next_item(&self) -> u32 {
        self.agenda.iter().map(|it| it.n).max().unwrap_or(0) + 1
    }

    /// Whether nothing but its notice tells that it was held: nobody began it, and nothing was recorded of it since.
    ///
    /// `remaining` tells of a conclusion whether it counts.
    pub fn is_held_by_notice(&self, remaining: impl Fn(&Conclusion) -> bool) -> bool {
        let is_told = self.roll.is_some() || self.signed.is_some() || self.agenda.iter().any(|it| it.outcome.is_some());
        let is_planned = self.planned_on.is_some() && self.stage == Stage::Closed && self.began_at.is_none();
        is_planned && !is_told && !self.conclusions.values().any(remaining)
    }

    /// Takes out what a document told of it: its conclusions leave, those it worded read as they were recorded and stand as
    /// they did then. A session of which nothing else tells that it was held is again one to which guests are invited.
    pub(crate) fn take_out(&mut self, document: DocumentId) {
        let is_open = self.is_held_by_notice(|it| !it.is_of(document));
        self.conclusions.retain(|_, it| !it.is_of(document));
        for it in self.conclusions.values_mut().filter(|it| it.is_in(document)) {
            let Some(Wording { point, words, addressed_to, ended }) = it.recorded.take().map(|it| *it) else {
                continue;
            };
            *it = Conclusion { point, words, passage: None, addressed_to, ended, recorded: None };
        }
        if is_open {
            self.stage = Stage::Open;
            let sent = self.reports.values_mut().flat_map(|it| &mut it.sent);
            sent.for_each(|it| it.is_presented = false);
        }
    }

    /// The units that see it: its host, those it speaks to, and its guests once they are invited.
    pub fn seen_by(&self) -> impl Iterator<Item = UnitId> {
        let guests = self.guests.iter().filter(|_| self.stage != Stage::Draft);
        let addressed = self.conclusions.values().flat_map(|it| &it.addressed_to);
        self.host.iter().chain(guests).chain(addressed).copied()
    }
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
    /// How it was recorded, where a notice words it otherwise.
    pub recorded: Option<Box<Wording>>,
}

impl Conclusion {
    /// Whether its words stand in a document.
    pub fn is_in(&self, document: DocumentId) -> bool {
        self.passage.as_ref().is_some_and(|it| it.document == document)
    }

    /// Whether it is there by a document alone: its words stand in it, and nobody recorded them before.
    pub fn is_of(&self, document: DocumentId) -> bool {
        self.is_in(document) && self.recorded.is_none()
    }
}

/// A conclusion as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    pub point: Option<Words>,
    pub words: Words,
    pub addressed_to: Vec<UnitId>,
    pub ended: Option<Ended>,
}

/// A notice that was taken out of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeDropped {
    pub document: DocumentId,
    pub because: Words,
    pub by: AccountId,
    pub on: Date,
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
