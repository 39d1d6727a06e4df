//! The desk as it is shown: each slip with what was read, what was said instead, and what is still asked.

use super::Desk;
use super::above::AboveTold;
use super::joining::{Joining, Same};
use super::kept::{Kept, Kind, Said, Stand};
use super::limits::{LimitView, limits};
use super::marks::{Mark, marks};
use super::proposed::SeenOn;
use super::rivals::Rival;
use super::slips::{Slip, slips};
use crate::Error;
use crate::access::Viewer;
use crate::known_units::name_key;
use crate::office::Office;
use crate::propose::{CarriedDraft, Reason, SheetDraft, UnitDraft};
use crate::views::{DocumentView, words};
use base::Span;
use jiff::Timestamp;
use jiff::civil::Date;
use model::state::{Level, TaskCode, UnitKind};
use model::{Deadline, UnitId};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many names of units are offered while one is typed.
const MOST_NAMES: usize = 400;

/// The desk of one document.
#[derive(Clone, Debug, Serialize)]
pub struct DeskView {
    pub document: DocumentView,
    pub session: SessionTold,
    /// The task whose implementing plan it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<AboveTold>,
    /// The planned session that it joins, or could join.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joining: Option<Joining>,
    /// The tables of a kept sheet; each row of theirs is a slip.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<SheetDraft>,
    /// In the order of the text.
    pub slips: Vec<SlipView>,
    /// Shortcomings the text states, in its order.
    pub limits: Vec<LimitView>,
    pub n_figures: usize,
    /// Tasks of the document that are in the register and come to its session with it.
    pub n_loose: usize,
    /// Whether its session is still to be written, where something of it was decided before.
    #[serde(skip)]
    pub waits_for_session: bool,
    /// Names of units that the register does not have, about which open slips ask.
    pub asked_units: Vec<String>,
    /// Units that finishing founds.
    pub new_units: Vec<String>,
    /// Whether whoever looks said something that can be undone.
    pub may_undo: bool,
    /// When something was said last.
    pub said_at: Option<Timestamp>,
    /// The source in pieces, with its findings.
    #[serde(skip)]
    pub marks: Vec<Mark>,
    /// Lines of the source that belong to no slip: where each begins, and its words.
    #[serde(skip)]
    pub lines: Vec<(usize, String)>,
    /// Names to choose from while a unit is typed, each with what it is without its marks.
    #[serde(skip)]
    pub names: Vec<(String, String)>,
}

/// The session that the text tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "told", rename_all = "snake_case")]
pub enum SessionTold {
    /// It tells of none.
    Nothing,
    /// Its day has to be asked for.
    Undated,
    HeldOn {
        day: Date,
    },
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
    /// The numbered point that it is a part of, and how many other parts still ask for a lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest_of_point: Option<(String, usize)>,
    /// The conclusion recorded while its session sat that it words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same: Option<Same>,
    /// Whether it is settled and not written before the rest of its conclusion is.
    pub waits: bool,
    /// Whether it was set aside, here or in the register.
    pub is_aside: bool,
    /// Whether a person added it to what was read.
    pub is_added: bool,
    /// Its leads with those that could be no unit said to be new ones, and these alone.
    #[serde(skip)]
    pub new_leads: Option<(String, String)>,
    /// What it became in the register.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<GivenTask>,
    /// What the fields of its form hold.
    #[serde(skip)]
    pub form: Said,
}

/// A task of the register that came from a slip.
#[derive(Clone, Debug, Serialize)]
pub struct GivenTask {
    pub code: TaskCode,
    pub words: Option<String>,
    pub lead: String,
    pub deadline: Deadline,
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
    /// Whether its words, as they were read, begin with what stands before them in the source.
    pub fn is_told_before(&self) -> bool {
        self.read.words.is_none() && self.words != self.source && self.words.ends_with(&self.source)
    }

    /// Whether it needs nothing but a hand: nothing is asked, and who is meant is clear even where it is only guidance.
    pub fn is_sure(&self) -> bool {
        let is_told = self.kind == Kind::Task || self.clear[0] && !self.remarks.iter().any(Reason::is_about_lead);
        let is_given = self.same.as_ref().is_some_and(|it| !it.tasks.is_empty());
        self.stand == Stand::Open && self.asks.is_empty() && self.why_not.is_none() && is_told && !is_given
    }

    /// Whether finishing writes it.
    pub fn is_to_write(&self) -> bool {
        matches!(self.stand, Stand::Taken | Stand::Aside) && !self.waits
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

    /// How many slips that finishing writes stand so.
    pub fn n_to_write(&self, stand: Stand, kind: Option<Kind>) -> usize {
        let written = self.slips.iter().filter(|it| it.is_to_write() && it.stand == stand);
        written.filter(|it| kind.is_none_or(|kind| it.kind == kind)).count()
    }

    /// Tasks that finishing assigns: one for each lead.
    pub fn n_tasks(&self) -> usize {
        let taken =
            self.slips.iter().filter(|it| it.is_to_write() && it.stand == Stand::Taken && it.kind == Kind::Task);
        taken.map(|it| it.leads.len()).sum()
    }

    /// Limitations of which it is not known what answers them.
    pub fn n_unanswered(&self) -> usize {
        self.limits.iter().filter(|it| !it.is_answered()).count()
    }

    /// Whether there is something to write.
    pub fn may_finish(&self) -> bool {
        let is_said = self.limits.iter().any(|it| it.at.is_some());
        is_said || self.waits_for_session || self.slips.iter().any(SlipView::is_to_write)
    }
}

impl Office {
    /// The desk of a document; `at` is the slip that `viewer` has come to.
    ///
    /// # Errors
    /// [`crate::error::Forbidden::Act`] for whoever may not take documents in; [`crate::error::NotFound::Object`];
    /// [`Error::Store`].
    pub fn desk(&self, viewer: &Viewer, asked: &str, at: Option<&str>) -> Result<Arc<DeskView>, Error> {
        let position = self.position()?;
        let row = self.document_at_desk(viewer, asked)?;
        let document = row.id;
        if let Some(at) = at {
            self.come_to_desk(viewer, document, at);
        }
        let (cells, said) = self.said_so_far(document)?;
        let seen = SeenOn { document, position, today: self.today(), account: viewer.account, said: said.clone() };
        let mut view = match self.last_desks.get(&seen) {
            Some(view) => view,
            None => {
                let desk = self.desk_of(position, row, Kept::read((cells, said)))?;
                let mut view = desk.view(viewer);
                self.tell_given(&desk, &mut view)?;
                let view = Arc::new(view);
                self.last_desks.put(seen, &view);
                view
            }
        };
        for (name, anchor) in self.others_at_desk(viewer, document) {
            let slips = &mut Arc::make_mut(&mut view).slips;
            slips.iter_mut().filter(|it| it.anchor == anchor).for_each(|it| it.others.push(name.clone()));
        }
        Ok(view)
    }

    /// What the decided slips became.
    fn tell_given<'a>(&self, desk: &Desk, view: &'a mut DeskView) -> Result<(), Error> {
        let document = desk.document.id;
        let is_decided = |it: &&mut SlipView| it.stand == Stand::Decided;
        let slips = view.slips.iter_mut().filter(is_decided);
        let with_codes = |it: &'a mut SlipView| (desk.decided.codes_of(document, it.span), it);
        let decided: Vec<(Vec<TaskCode>, &mut SlipView)> = slips.map(with_codes).collect();
        let codes: Vec<TaskCode> = decided.iter().flat_map(|it| it.0.iter().copied()).collect();
        let tasks = self.store.tasks_of(self.register()?, &codes)?;
        let tasks: BTreeMap<TaskCode, _> = tasks.iter().map(|it| (it.code, it)).collect();
        for (codes, slip) in decided {
            let given = codes.iter().filter_map(|it| tasks.get(it)).map(|it| GivenTask {
                code: it.code,
                words: words(it.words.clone()),
                lead: desk.known.name(it.lead).unwrap_or_default().to_owned(),
                deadline: it.deadline,
            });
            // Two may have been added at one place.
            slip.tasks = given.filter(|it| !slip.is_added || it.words.as_ref() == Some(&slip.words)).collect();
            slip.is_aside = desk.decided.is_set_aside(document, slip.span);
        }
        Ok(())
    }

    /// That `viewer` has come to a slip.
    ///
    /// # Errors
    /// Those of [`Office::desk`].
    pub fn come_to_slip(&self, viewer: &Viewer, asked: &str, anchor: &str) -> Result<(), Error> {
        let row = self.document_at_desk(viewer, asked)?;
        self.come_to_desk(viewer, row.id, anchor);
        Ok(())
    }
}

impl Desk {
    pub(super) fn slips(&self) -> Vec<Slip> {
        slips(&self.text, &self.proposal.drafts, &self.kept)
    }

    /// Lines of the source to which something can be added; a kept sheet has its rows.
    pub(super) fn free_lines(&self) -> impl Iterator<Item = Span> {
        const MOST: usize = 200;
        let (mut at, drafts) = (0, &self.proposal.drafts);
        let lines = self.text.split_inclusive('\n').map(move |line| {
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            Span::new(start, start + line.trim().len())
        });
        let is_free =
            |it: &Span| !it.is_empty() && !drafts[..self.n_read()].iter().any(|draft| draft.span.overlaps(*it));
        lines.filter(move |it| self.proposal.sheets.is_empty() && is_free(it)).take(MOST)
    }

    /// Drafts that were read; behind them stand those that people added.
    fn n_read(&self) -> usize {
        self.proposal.drafts.len().saturating_sub(self.kept.added().len())
    }

    /// Whether two neighbours can be one: parts of one directive, or whole ones of which nothing is in the register yet.
    pub(super) fn may_join(&self, slip: &Slip, next: &Slip) -> bool {
        let is_free = [slip, next].iter().all(|it| it.added.is_none() && !self.is_decided(it));
        is_free && (next.first == slip.first || slip.part.is_none() && next.part.is_none())
    }

    pub(super) fn view(&self, viewer: &Viewer) -> DeskView {
        let slips = self.slips();
        let mut views: Vec<SlipView> = slips.iter().map(|it| self.slip(it, viewer)).collect();
        for (i, pair) in slips.windows(2).enumerate() {
            views[i].may_join = self.may_join(&pair[0], &pair[1]);
        }
        self.tell_points(&slips, &mut views);
        let joining = self.tell_joining(&slips, &mut views);
        let mut at = 0;
        for group in slips.chunk_by(|one, other| one.first == other.first) {
            let views = &mut views[at..at + group.len()];
            let is_open = views.iter().any(|it| it.stand == Stand::Open);
            views.iter_mut().for_each(|it| it.waits = is_open && it.stand != Stand::Open);
            at += group.len();
        }
        let limits = limits(self, &views, viewer);
        let is_dated = self.proposal.session.as_ref().is_some_and(|it| it.held_on.is_some());
        let is_decided = views.iter().any(|it| it.stand == Stand::Decided);
        let read = self.proposal.units.iter().map(|it| it.name.clone());
        let mut names: Vec<String> =
            read.chain(viewer.seen().filter_map(|it| viewer.unit_name(it))).take(MOST_NAMES).collect();
        names.sort_unstable();
        names.dedup();
        let keyed = |name: String| (base::fold::search_key(&name), name);
        let names = names.into_iter().map(keyed).map(|(key, name)| (name, key)).collect();
        DeskView {
            marks: marks(&self.text, &self.reading, &views, &limits),
            document: self.document.clone(),
            session: match self.proposal.session.as_ref().map(|it| it.held_on) {
                None => SessionTold::Nothing,
                Some(None) => SessionTold::Undated,
                Some(Some(day)) => SessionTold::HeldOn { day },
            },
            joining,
            above: self.above_told(),
            sheets: self.proposal.sheets.clone(),
            n_figures: self.reading.observations.len(),
            n_loose: self.loose.len(),
            waits_for_session: is_dated && is_decided && self.held.as_ref().is_none_or(|it| !it.is_joined),
            new_units: self.founding(&views).into_iter().map(|it| it.name).collect(),
            asked_units: asked_units(&views),
            may_undo: self.kept.has_own(viewer.account),
            said_at: self.kept.last_at(),
            slips: views,
            limits,
            names,
            lines: self.free_lines().map(|it| (it.start, it.of(&self.text).to_owned())).collect(),
        }
    }
}

/// What stands between names of units.
pub(super) const BETWEEN: &str = "; ";

pub(super) fn names(bodies: &[Body]) -> String {
    bodies.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(BETWEEN)
}

/// Names of new units about which open slips ask, each once.
pub(super) fn asked_units(views: &[SlipView]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for reason in views.iter().filter(|it| it.stand == Stand::Open).flat_map(|it| &it.asks) {
        if let Reason::NewUnit { name } = reason
            && !names.contains(name)
        {
            names.push(name.clone());
        }
    }
    names
}
