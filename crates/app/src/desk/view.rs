//! The desk as it is shown: each slip with what was read, what was said instead, and what is still asked.

use super::Desk;
use super::kept::{Kind, Said, Stand};
use super::limits::{LimitView, limits};
use super::marks::{Mark, marks};
use super::rivals::Rival;
use super::slips::{Slip, slips};
use crate::Error;
use crate::access::Viewer;
use crate::known_units::name_key;
use crate::office::Office;
use crate::propose::{CarriedDraft, Reason, SheetDraft, UnitDraft};
use crate::views::DocumentView;
use base::Span;
use jiff::Timestamp;
use jiff::civil::Date;
use model::state::{Level, UnitKind};
use model::{Deadline, UnitId};
use serde::Serialize;

/// So many names of units are offered while one is typed.
const MOST_NAMES: usize = 400;

/// The desk of one document.
#[derive(Clone, Debug, Serialize)]
pub struct DeskView {
    pub document: DocumentView,
    /// The day of the session the text tells of; the outer `None` where it tells of none.
    pub session: Option<Option<Date>>,
    /// The tables of a kept sheet; each row of theirs is a slip.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<SheetDraft>,
    /// In the order of the text.
    pub slips: Vec<SlipView>,
    /// Shortcomings the text states, in its order.
    pub limits: Vec<LimitView>,
    pub n_figures: usize,
    /// Units that finishing founds.
    pub new_units: Vec<String>,
    /// Whether whoever looks said something that can be undone.
    pub may_undo: bool,
    /// When something was said last.
    pub said_at: Option<Timestamp>,
    /// The source in pieces, with its findings.
    #[serde(skip)]
    pub marks: Vec<Mark>,
    /// Names to choose from while a unit is typed.
    #[serde(skip)]
    pub names: Vec<String>,
}

/// One slip.
#[derive(Clone, Debug, Serialize)]
pub struct SlipView {
    /// What forms call it by: `120-240`, bytes of the source.
    pub key: String,
    /// What a page calls it by: `d8`, `d8b`.
    pub anchor: String,
    /// What people call it by: `8`, `8b`, `8+9`.
    pub label: String,
    pub span: Span,
    /// Its words in the source.
    pub source: String,
    pub kind: Kind,
    pub stand: Stand,
    pub words: String,
    pub leads: Vec<Body>,
    pub coordinating: Vec<Body>,
    pub deadline: Deadline,
    /// The words of the deadline, as they were read or typed.
    pub due_words: Option<String>,
    pub deliverable: Option<String>,
    /// Of a row of a kept sheet, what it tells beside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<CarriedDraft>,
    /// What was read, where something else was said.
    pub read: AsRead,
    /// Why nothing is to come of it.
    pub because: Option<String>,
    /// What a person has to settle.
    pub asks: Vec<Reason>,
    /// What a person may know.
    pub remarks: Vec<Reason>,
    /// Who, what, when, deliverable, responsibility: whether each is clear.
    pub clear: [bool; 5],
    /// Why it cannot be taken as it stands, as the key of a message.
    pub why_not: Option<&'static str>,
    /// Who said something of it last, and when.
    pub by: Option<String>,
    pub at: Option<Timestamp>,
    /// What people typed over what others had said in the meantime; somebody has to choose.
    pub rivals: Vec<Rival>,
    /// Who else is at it now.
    pub others: Vec<String>,
    /// Where it can be split.
    pub cuts: Vec<Cut>,
    pub may_join: bool,
    /// What the fields of its form hold.
    #[serde(skip)]
    pub form: Said,
}

/// What was read and stands no longer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AsRead {
    pub words: Option<String>,
    pub leads: Option<String>,
    pub coordinating: Option<String>,
    pub deadline: Option<(Deadline, Option<String>)>,
    pub deliverable: Option<String>,
}

/// A place where a slip can be split, and the words behind it.
#[derive(Clone, Debug, Serialize)]
pub struct Cut {
    pub at: usize,
    pub words: String,
}

/// A unit of the register, or one that finishing founds.
#[derive(Clone, Debug, Serialize)]
pub struct Body {
    pub name: String,
    /// `None` where it is not in the register yet.
    pub unit: Option<UnitId>,
    #[serde(skip)]
    pub(super) draft: UnitDraft,
}

impl Body {
    pub(super) fn of(draft: &UnitDraft) -> Body {
        Body { name: draft.name.clone(), unit: draft.known, draft: draft.clone() }
    }

    pub(super) fn known(unit: UnitId, name: &str) -> Body {
        let known = Some(unit);
        let (name, kind, level) = (name.to_owned(), UnitKind::Other, Level::Unknown);
        Body::of(&UnitDraft { name, known, kind, level, span: None })
    }

    pub(super) fn new(name: &str, kind: UnitKind, level: Level) -> Body {
        Body::of(&UnitDraft { name: name.to_owned(), known: None, kind, level, span: None })
    }

    /// Whether both are one unit.
    pub(super) fn is(&self, other: &Body) -> bool {
        self.unit.is_some() && self.unit == other.unit || name_key(&self.name) == name_key(&other.name)
    }
}

impl SlipView {
    /// Whether it needs nothing but a hand: nothing is asked.
    pub fn is_sure(&self) -> bool {
        self.stand == Stand::Open && self.asks.is_empty() && self.why_not.is_none()
    }

    /// Whether something else was said than what was read.
    pub fn is_amended(&self) -> bool {
        let AsRead { words, leads, coordinating, deadline, deliverable } = &self.read;
        let texts = [words, leads, coordinating, deliverable];
        deadline.is_some() || texts.iter().any(|it| it.is_some())
    }

    pub fn n_clear(&self) -> usize {
        self.clear.iter().filter(|it| **it).count()
    }
}

impl DeskView {
    /// How many slips stand so.
    pub fn count(&self, stand: Stand, kind: Option<Kind>) -> usize {
        self.slips.iter().filter(|it| it.stand == stand && kind.is_none_or(|kind| it.kind == kind)).count()
    }

    pub fn n_open(&self) -> usize {
        self.count(Stand::Open, None)
    }

    pub fn n_sure(&self) -> usize {
        self.slips.iter().filter(|it| it.is_sure()).count()
    }

    /// Tasks that finishing assigns: one for each lead.
    pub fn n_tasks(&self) -> usize {
        let taken = self.slips.iter().filter(|it| it.stand == Stand::Taken && it.kind == Kind::Task);
        taken.map(|it| it.leads.len()).sum()
    }

    /// Limitations of which it is not known what answers them.
    pub fn n_unanswered(&self) -> usize {
        self.limits.iter().filter(|it| !it.is_answered()).count()
    }

    /// Whether there is something to write.
    pub fn may_finish(&self) -> bool {
        let is_said = self.limits.iter().any(|it| it.at.is_some());
        is_said || self.slips.iter().any(|it| matches!(it.stand, Stand::Taken | Stand::Aside))
    }
}

impl Office {
    /// The desk of a document; `at` is the slip that `viewer` has come to.
    ///
    /// # Errors
    /// [`crate::error::Forbidden::Act`] for whoever may not take documents in; [`crate::error::NotFound::Object`];
    /// [`Error::Store`].
    pub fn desk(&self, viewer: &Viewer, asked: &str, at: Option<&str>) -> Result<DeskView, Error> {
        let desk = self.open_desk(viewer, asked)?;
        if let Some(at) = at {
            self.come_to_desk(viewer, desk.document.id, at);
        }
        let mut view = desk.view(viewer);
        for (name, anchor) in self.others_at_desk(viewer, desk.document.id) {
            view.slips.iter_mut().filter(|it| it.anchor == anchor).for_each(|it| it.others.push(name.clone()));
        }
        Ok(view)
    }
}

impl Desk {
    pub(super) fn slips(&self) -> Vec<Slip> {
        slips(&self.text, &self.proposal.drafts, &self.kept)
    }

    pub(super) fn view(&self, viewer: &Viewer) -> DeskView {
        let slips = self.slips();
        let last = slips.len().saturating_sub(1);
        let views: Vec<SlipView> = slips
            .iter()
            .enumerate()
            .map(|(i, slip)| SlipView { may_join: i < last, ..self.slip(slip, viewer) })
            .collect();
        let limits = limits(self, &views, viewer);
        let read = self.proposal.units.iter().map(|it| it.name.clone());
        let mut names: Vec<String> =
            read.chain(viewer.seen().filter_map(|it| viewer.unit_name(it))).take(MOST_NAMES).collect();
        names.sort_unstable();
        names.dedup();
        DeskView {
            marks: marks(&self.text, &self.reading, &views, &limits),
            document: self.document.clone(),
            session: self.proposal.session.as_ref().map(|it| it.held_on),
            sheets: self.proposal.sheets.clone(),
            n_figures: self.reading.observations.len(),
            new_units: self.founding(&views).into_iter().map(|it| it.name).collect(),
            may_undo: self.kept.has_own(viewer.account),
            said_at: self.kept.last_at(),
            slips: views,
            limits,
            names,
        }
    }
}

pub(super) fn names(bodies: &[Body]) -> String {
    bodies.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join("; ")
}
