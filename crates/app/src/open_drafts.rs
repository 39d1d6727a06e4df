//! What still waits for a person: the kept files are read again, and what was decided already is left out.

use crate::Error;
use crate::access::Viewer;
use crate::bodies::Chosen;
use crate::followers::units::{Now, Units};
use crate::known_units::{KnownUnits, name_key};
use crate::last_read::TextFound;
use crate::office::Office;
use crate::propose::{Draft, Proposal, Reason, TextRead, propose};
use crate::views::walk::{Piece, place};
use crate::views::{DocumentView, UnitMention, words};
use base::Span;
use jiff::civil::Date;
use model::state::{Ending, TaskCode};
use model::{Deadline, DocumentId, StreamId, UnitId};
use serde::Serialize;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use store::DraftRow;

/// Every draft that nobody has decided, document by document, in the order of the text.
#[derive(Clone, Debug, Serialize)]
pub struct OpenDraftsView {
    pub drafts: Vec<OpenDraftView>,
}

/// A page of them.
#[derive(Clone, Debug, Serialize)]
pub struct OpenPageView {
    pub documents: Vec<OpenDocumentView>,
    /// What `after` has to be for the next page; `None` on the last.
    pub next: Option<DocumentId>,
}

/// A document in which something waits.
#[derive(Clone, Debug, Serialize)]
pub struct OpenDocumentView {
    pub document: DocumentId,
    pub number: Option<String>,
    pub title: Option<String>,
    /// How many drafts wait.
    pub n: usize,
    /// The first of them.
    pub drafts: Vec<OpenDraftView>,
    /// Whether the viewer decides about them at its desk.
    #[serde(skip)]
    pub may_decide: bool,
}

impl OpenDocumentView {
    /// How many more wait than are shown.
    pub fn n_more(&self) -> usize {
        self.n - self.drafts.len()
    }
}

/// So many drafts of one document, and so many in all, are enough for a page.
const MOST_OF_ONE: usize = 10;
const MOST_ON_PAGE: usize = 30;

/// So many documents are read for one page.
const MOST_READ: usize = 20;

/// One draft that waits.
#[derive(Clone, Debug, Serialize)]
pub struct OpenDraftView {
    pub document: DocumentId,
    /// Number and symbol of the document.
    pub number: Option<String>,
    /// Subject of the document.
    pub title: Option<String>,
    /// Its number in the order of the text, from 1.
    pub n: u32,
    pub words: String,
    /// Bytes of the source, half-open.
    pub span: Span,
    /// The leads as they were read, units or not.
    pub leads: Vec<String>,
    /// Those of them that are units of the register.
    pub units: Vec<UnitMention>,
    pub due_words: Option<String>,
    /// Empty where a better reader finds what an earlier one did not, and nothing is left to settle.
    pub reasons: Vec<Reason>,
    /// Tasks that were assigned from the same words: some of its leads have theirs.
    pub n_tasks: usize,
    /// What a person put in the place of what was read; both are shown.
    pub amended: Option<AmendedView>,
    /// The lead of the task whose implementing plan the document is: what waits in it waits for that one alone.
    #[serde(skip)]
    pub plan_lead: Option<UnitId>,
}

/// What a person put in the place of what was read. What is `None` stays as it was read.
#[derive(Clone, Debug, Serialize)]
pub struct AmendedView {
    pub words: Option<String>,
    pub leads: Option<Vec<UnitMention>>,
    pub deadline: Option<Deadline>,
    pub amended_on: Date,
}

impl Office {
    /// What waits for a person in all documents.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn open_drafts(&self) -> Result<OpenDraftsView, Error> {
        let of_each = self.open_in_each(self.documents()?.documents)?;
        Ok(OpenDraftsView { drafts: of_each.into_iter().flat_map(|it| it.1).collect() })
    }

    /// A page of what waits for a person in the documents that `viewer` sees, the newest first; those without are left
    /// out. `after` is where the page before ended. Few documents are read anew for one page: it may hold less than there is,
    /// even nothing, and the list goes on.
    ///
    /// # Errors
    /// [`model::Refusal::FilterUnreadable`]; [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn open_drafts_seen(&self, viewer: &Viewer, after: &str) -> Result<OpenPageView, Error> {
        let (now, n_read) = (viewer.now(), Cell::new(0));
        let (mut documents, mut n_drafts, mut after) = (Vec::new(), 0, place(after)?);
        loop {
            let Piece { found, next } = self.document_places_seen(viewer, after)?;
            for (at, id) in found.iter().enumerate() {
                let drafts = self.kept_drafts(&now, *id, || self.read_again(*id, &n_read))?;
                let plan_lead = drafts.first().and_then(|it| it.plan_lead);
                let may_decide = viewer.is_asked(plan_lead);
                // The plan of a unit waits for that unit.
                let drafts = if plan_lead.is_some() && !may_decide { Arc::default() } else { drafts };
                n_drafts += drafts.len().min(MOST_OF_ONE);
                documents.extend(drafts.first().map(|it| OpenDocumentView {
                    document: *id,
                    number: it.number.clone(),
                    title: it.title.clone(),
                    n: drafts.len(),
                    drafts: drafts.iter().take(MOST_OF_ONE).cloned().collect(),
                    may_decide,
                }));
                let is_last = at + 1 == found.len() && next.is_none();
                if !is_last && (n_drafts >= MOST_ON_PAGE || n_read.get() >= MOST_READ) {
                    return Ok(OpenPageView { documents, next: Some(*id) });
                }
            }
            after = next;
            if after.is_none() {
                return Ok(OpenPageView { documents, next: None });
            }
        }
    }

    /// What waits in a document that has to be read for it.
    fn read_again(&self, document: DocumentId, n_read: &Cell<usize>) -> Result<Vec<OpenDraftView>, Error> {
        n_read.set(n_read.get() + 1);
        let row = self.store.document(self.register()?, document)?;
        row.map_or(Ok(Vec::new()), |it| Ok(self.open_drafts_of(&DocumentView::of(it))?.drafts))
    }

    /// What waits in a document; it is read only where an entry touched it since.
    pub(crate) fn drafts_in(&self, now: &Now, document: &DocumentView) -> Result<Arc<[OpenDraftView]>, Error> {
        self.kept_drafts(now, document.id, || Ok(self.open_drafts_of(document)?.drafts))
    }

    fn kept_drafts(
        &self,
        now: &Now,
        document: DocumentId,
        read: impl FnOnce() -> Result<Vec<OpenDraftView>, Error>,
    ) -> Result<Arc<[OpenDraftView]>, Error> {
        let find = |missing: &[StreamId]| Ok(HashMap::from([(missing[0], read()?.into())]));
        let mut known = self.drafts.get((&self.store, self.register()?), now, &[document.0], find)?;
        Ok(known.pop().flatten().unwrap_or_default())
    }

    pub(crate) fn open_in_each(
        &self,
        documents: Vec<DocumentView>,
    ) -> Result<Vec<(DocumentView, Vec<OpenDraftView>)>, Error> {
        let (decided, known, units) = (Decided::of(self, None)?, self.known_units()?, self.units_now()?);
        let mut found = Vec::new();
        for document in documents {
            let drafts = self.open_in(&document, &decided, &known, &units)?;
            if !drafts.is_empty() {
                found.push((document, drafts));
            }
        }
        Ok(found)
    }

    /// What waits for a person in one document.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn open_drafts_of(&self, document: &DocumentView) -> Result<OpenDraftsView, Error> {
        let (decided, units) = (Decided::of(self, Some(document.id))?, self.units_now()?);
        let drafts = self.open_in(document, &decided, &*self.known_units()?, &units)?;
        Ok(OpenDraftsView { drafts })
    }

    /// Nothing where the file was erased, or cannot be read any more: `check` tells that.
    fn open_in(
        &self,
        document: &DocumentView,
        decided: &Decided,
        known: &KnownUnits,
        units: &Units,
    ) -> Result<Vec<OpenDraftView>, Error> {
        let Some(TextFound { text, reading }) = self.text_found(document)? else { return Ok(Vec::new()) };
        let (choices, calendar) = (document.choices(), self.calendar()?);
        let counting = document.counting(&calendar);
        let propose = |chosen: &Chosen| {
            let read = TextRead {
                text: &text,
                reading: &reading,
                unsure: document.doubts(),
                choices: &choices,
                chosen,
                counting,
            };
            let mut proposal = propose(&read, known);
            proposal.wait_for(self.today());
            proposal
        };
        let plain = propose(&Chosen::new());
        let proposal = propose(&decided.chosen(document.id, &plain));
        // Whether a draft waits is told by what was read, not by what was said of its names meanwhile.
        let left = plain.drafts.iter().map(|it| decided.left_of(document.id, it));
        let open = left.zip(&proposal.drafts).filter_map(|(n_tasks, it)| Some((it, n_tasks?)));
        let plan_lead = self.plan_lead(document)?;
        let view = |(draft, n_tasks): (&Draft, usize)| {
            let amended = decided.amended(document.id, draft).map(|it| amended(units, it));
            let leads = draft.leads.iter().filter_map(|it| proposal.units[*it].known).map(|it| units.mention(it));
            OpenDraftView { amended, units: leads.collect(), plan_lead, ..view(document, draft.clone(), n_tasks) }
        };
        Ok(open.map(view).collect())
    }
}

fn view(document: &DocumentView, draft: Draft, n_tasks: usize) -> OpenDraftView {
    OpenDraftView {
        document: document.id,
        number: document.number.clone(),
        title: document.title.clone(),
        n: draft.n,
        words: draft.words,
        span: draft.span,
        leads: draft.named_leads,
        units: Vec::new(),
        due_words: draft.due_words,
        reasons: draft.open,
        n_tasks,
        amended: None,
        plan_lead: None,
    }
}

fn amended(units: &Units, row: &DraftRow) -> AmendedView {
    AmendedView {
        words: row.words.clone().and_then(words),
        leads: row.leads.as_ref().map(|it| it.iter().map(|it| units.mention(*it)).collect()),
        deadline: row.deadline,
        amended_on: row.marked_on,
    }
}

/// The passages that were decided, document by document.
#[derive(Default)]
pub(crate) struct Decided {
    tasks: HashMap<DocumentId, Vec<(Span, Option<UnitId>, Option<TaskCode>)>>,
    /// Passages that somebody set aside.
    set_aside: HashMap<DocumentId, Vec<Span>>,
    /// What people put in the place of what was read.
    amended: HashMap<DocumentId, Vec<DraftRow>>,
    /// Passages of conclusions that ended, and whether they ended as tasks.
    ended: HashMap<DocumentId, Vec<(Span, bool)>>,
}

impl Decided {
    /// What was decided in one document, or in all.
    pub(crate) fn of(office: &Office, document: Option<DocumentId>) -> Result<Decided, Error> {
        let register = office.register()?;
        let mut decided = Decided::default();
        for it in office.store.drafts_marked(register, document)? {
            if it.is_set_aside {
                let (start, end) = it.span;
                decided.set_aside.entry(it.document).or_default().push(Span { start, end });
            } else {
                decided.amended.entry(it.document).or_default().push(it);
            }
        }
        for it in office.store.decisions(register, document)? {
            match it.ending {
                None => decided.tasks.entry(it.document).or_default().push((it.span, it.lead, it.code)),
                Some(ending) => {
                    decided.ended.entry(it.document).or_default().push((it.span, ending == Ending::Tasks));
                }
            }
        }
        Ok(decided)
    }

    /// Which unit a name of the document was given to: what was said once of its words holds for the others.
    ///
    /// A name that was given to two units is asked again.
    fn chosen(&self, document: DocumentId, proposal: &Proposal) -> Chosen {
        let amended = self.amended.get(&document).into_iter().flatten();
        let amended = amended.filter_map(|it| Some((Span::new(it.span.0, it.span.1), it.leads.clone()?)));
        let mut of_tasks: BTreeMap<Span, Vec<UnitId>> = BTreeMap::new();
        for (span, lead, _) in self.tasks.get(&document).into_iter().flatten() {
            of_tasks.entry(*span).or_default().extend(lead);
        }
        let mut chosen: HashMap<String, Option<UnitId>> = HashMap::new();
        for (span, leads) in amended.chain(of_tasks) {
            let drafts = proposal.drafts.iter().filter(|it| it.span.overlaps(span));
            for (name, unit) in drafts.filter_map(|it| proposal.given(it, &leads)) {
                let before = chosen.entry(name_key(name)).or_insert(Some(unit));
                *before = before.filter(|it| *it == unit);
            }
        }
        chosen.into_iter().filter_map(|(name, unit)| Some((name, unit?))).collect()
    }

    /// What a person said `draft` should read.
    fn amended(&self, document: DocumentId, draft: &Draft) -> Option<&DraftRow> {
        let span = (draft.span.start, draft.span.end);
        self.amended.get(&document).into_iter().flatten().find(|it| it.span == span)
    }

    /// How many tasks `draft` has already, if it still waits; `None` once it was decided.
    ///
    /// A draft some of whose leads could be no unit waits until as many tasks stand as leads were named, or as a person
    /// said there are.
    pub(crate) fn left_of(&self, document: DocumentId, draft: &Draft) -> Option<usize> {
        let mut set_aside = self.set_aside.get(&document).into_iter().flatten();
        if set_aside.any(|it| it.overlaps(draft.span)) {
            return None;
        }
        let ended = self.ended.get(&document).into_iter().flatten().filter(|it| it.0.overlaps(draft.span));
        let endings: Vec<bool> = ended.map(|it| it.1).collect();
        let tasks = self.tasks.get(&document).into_iter().flatten();
        let n_tasks = tasks.filter(|it| it.0.overlaps(draft.span)).count();
        if endings.is_empty() && n_tasks == 0 {
            return Some(0);
        }
        let said = self.amended.get(&document).into_iter().flatten();
        let said =
            said.filter(|it| Span::new(it.span.0, it.span.1).overlaps(draft.span)).filter_map(|it| it.leads.as_ref());
        let n_said = said.map(Vec::len).reduce(|one, other| one + other);
        let n_leads = n_said.unwrap_or(draft.named_leads.len());
        let leaves_lead = draft.open.iter().any(Reason::is_about_lead) && n_leads > n_tasks;
        (leaves_lead && endings.iter().all(|is_tasks| *is_tasks)).then_some(n_tasks)
    }

    /// Whether something was decided of the words at `span`.
    pub(crate) fn is_decided(&self, document: DocumentId, span: Span) -> bool {
        let set_aside = self.set_aside.get(&document).into_iter().flatten();
        let ended = self.ended.get(&document).into_iter().flatten().map(|it| &it.0);
        let tasks = self.tasks.get(&document).into_iter().flatten().map(|it| &it.0);
        set_aside.chain(ended).chain(tasks).any(|it| it.overlaps(span))
    }

    /// Whether the words at `span` were set aside.
    pub(crate) fn is_set_aside(&self, document: DocumentId, span: Span) -> bool {
        self.set_aside.get(&document).into_iter().flatten().any(|it| it.overlaps(span))
    }

    /// The codes of the tasks from the words at `span`.
    pub(crate) fn codes_of(&self, document: DocumentId, span: Span) -> Vec<TaskCode> {
        let tasks = self.tasks.get(&document).into_iter().flatten();
        tasks.filter(|it| it.0.overlaps(span)).filter_map(|it| it.2).collect()
    }

    /// The codes of all tasks from a document.
    pub(crate) fn codes(&self, document: DocumentId) -> Vec<TaskCode> {
        self.tasks.get(&document).into_iter().flatten().filter_map(|it| it.2).collect()
    }

    /// The units that have a task from the words at `span`.
    pub(crate) fn leads_of(&self, document: DocumentId, span: Span) -> Vec<UnitId> {
        let tasks = self.tasks.get(&document).into_iter().flatten();
        tasks.filter(|it| it.0.overlaps(span)).filter_map(|it| it.1).collect()
    }
}
