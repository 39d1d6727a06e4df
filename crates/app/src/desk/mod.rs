//! The desk: what becomes of a document that was received is decided here, slip by slip, by everybody who works on it;
//! finishing writes all of it as one batch.
//!
//! Nothing of it is in the ledger before the finish, so that undoing is free until then.

mod above;
mod acts;
mod columns;
mod finish;
mod joining;
mod kept;
mod limits;
mod live;
mod marks;
mod points;
mod proposed;
mod rivals;
mod slip;
mod slips;
mod typed;
mod view;

pub use above::AboveTold;
pub use acts::{DeskAct, Done};
pub use columns::ColumnSaid;
pub use joining::{Joining, Same};
pub use kept::{FIELDS, Kind, Said, Stand};
pub use limits::LimitView;
pub(crate) use live::Live;
pub use live::Stirred;
pub use marks::{Inner, Mark};
pub(crate) use proposed::{Last, Proposed, RestsOn, SeenOn};
pub use reader::sheet::{Column, Role as ColumnRole};
pub use rivals::{Rival, RivalField};
pub use view::{Body, Cut, DeskView, GivenTask, SessionTold, SlipView};

use crate::Error;
use crate::access::Viewer;
use crate::bodies::Chosen;
use crate::days;
use crate::error::NotFound;
use crate::known_units::{KnownUnits, name_key};
use crate::meetings::{Fitting, Met, Place};
use crate::office::Office;
use crate::open_drafts::Decided;
use crate::propose::{Draft, Proposal, TextRead, kept as kept_sheet, propose};
use crate::take::refuse_taking_in;
use crate::views::DocumentView;
use base::{Span, WorkingDays};
use jiff::civil::Date;
use kept::Kept;
use model::{DocumentId, TaskId, UnitId};
use proposed::by_hand;
use reader::Reading;
use reader::sheet::Row;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use store::{DocumentRow, LimitationRow, SessionRow, TaskRow};

/// The cell that says when the session was.
const SESSION_CELL: &str = "session";
/// The cell that says which planned session the document joins.
const JOINS_CELL: &str = "joins";
/// Where the names of new units are kept that were confirmed for the whole document.
const UNITS_CELL: &str = "units";

/// What is read of a document, and what was said of it so far.
struct Desk {
    document: DocumentView,
    text: Arc<str>,
    reading: Arc<Reading>,
    proposal: Arc<Proposal>,
    known: Arc<KnownUnits>,
    calendar: WorkingDays,
    decided: Decided,
    kept: Kept,
    /// What the register knows of its limitations.
    limitations: Vec<LimitationRow>,
    /// The session the document tells of, where it is in the register; or the planned one that it is to join.
    held: Option<Met>,
    /// The task whose implementing plan it is.
    above: Option<TaskRow>,
    /// The planned sessions that it may tell of.
    fitting: Vec<Fitting>,
    /// Of each directive, what it is among the conclusions of that session.
    places: Vec<Place>,
    /// Tasks of the document that belong to no session: they come to the one that it joins.
    loose: Vec<Loose>,
    /// Names of units to be founded that a person has confirmed, by [`name_key`].
    confirmed: BTreeSet<String>,
    today: Date,
}

impl Desk {
    /// The day that deadlines are counted from.
    fn ordered_on(&self) -> Date {
        self.document.ordered_on()
    }
}

/// A task of the document that belongs to no session.
struct Loose {
    /// Its place there.
    span: Span,
    task: TaskId,
    lead: UnitId,
}

impl Office {
    /// The desk of a document as `viewer` may work at it.
    ///
    /// # Errors
    /// [`crate::error::Forbidden::Act`]; [`NotFound::Object`] where there is none that `viewer` sees;
    /// [`Error::Store`].
    fn open_desk(&self, viewer: &Viewer, asked: &str) -> Result<Desk, Error> {
        let position = self.position()?;
        let row = self.document_at_desk(viewer, asked)?;
        let kept = Kept::read(self.said_so_far(row.id)?);
        self.desk_of(position, row, kept)
    }

    /// The desk of a document that was read, with what was said of it, where the register ended at `position`.
    fn desk_of(&self, position: u64, row: DocumentRow, kept: Kept) -> Result<Desk, Error> {
        let (id, document) = (row.id, DocumentView::of(row));
        let (held, known) = (self.held_of(id)?, self.known_units()?);
        let is_written = held.is_some();
        let above = self.planned(document.plan_of)?;
        // A plan may speak of a session; it is not the notice of one.
        let is_plan = above.is_some() && !is_written;
        let (on, calendar) = (document.ordered_on(), self.calendar()?);
        let typed = || kept.get(SESSION_CELL).and_then(|it| days::read(it.0.due.as_deref()?, on).ok());
        let held_on = held.as_ref().map(|it| it.held_on).or_else(typed);
        let added = kept.added().into_iter().map(|it| it.1).collect();
        let key =
            RestsOn { document: id, position, today: self.today(), held_on, is_plan, added, chosen: Chosen::new() };
        let plain = self.proposed(&document, key.clone(), None, (&known, &calendar))?;
        let mut chosen = chosen(&plain.text, &plain.proposal, &kept, &known, self.today());
        if let Some(above) = &above {
            let units = self.units_now()?;
            for (name, unit) in above::own_units(&plain.proposal, &units.tree, above.lead) {
                chosen.entry(name).or_insert(unit);
            }
        }
        let Proposed { text, reading, proposal } = match chosen.is_empty() {
            true => plain,
            false => self.proposed(&document, RestsOn { chosen, ..key }, Some(plain), (&known, &calendar))?,
        };
        let fitting = if is_written || is_plan { Vec::new() } else { self.sessions_that_fit(&proposal, id)? };
        let held = match (held, chosen_session(&fitting, &kept)) {
            (None, Some(row)) => Some(self.met(row, id)?),
            (held, _) => held,
        };
        let (decided, today) = (Decided::of(self, Some(id))?, self.today());
        let is_told = proposal.session.is_some();
        let loose = if is_told && !is_written { self.loose_tasks(id, &decided)? } else { Vec::new() };
        let is_loose = |it: &Draft| loose.iter().any(|of| of.span.overlaps(it.span));
        let places = match &held {
            Some(met) => met.places_beside(id, &proposal.drafts, kept.same(), is_loose),
            None => proposal.drafts.iter().map(|it| Place::New(it.n)).collect(),
        };
        let limitations = self.store.limitations(self.register()?, id)?;
        let confirmed = BTreeSet::new();
        let desk = Desk {
            text,
            reading,
            proposal,
            known,
            calendar,
            decided,
            kept,
            limitations,
            held,
            above,
            fitting,
            places,
            loose,
            confirmed,
            today,
            document,
        };
        Ok(Desk { confirmed: desk.confirmed_units(), ..desk })
    }

    /// What a document could become by all that it rests on; `plain` is the same before anybody said anything of its names.
    fn proposed(
        &self,
        document: &DocumentView,
        key: RestsOn,
        plain: Option<Proposed>,
        (known, calendar): (&KnownUnits, &WorkingDays),
    ) -> Result<Proposed, Error> {
        if let Some(proposed) = self.last_proposed.get(&key) {
            return Ok(proposed);
        }
        let choices = document.choices();
        let (text, reading) = match plain {
            Some(it) => (it.text, it.reading),
            None => {
                // Nothing waits in a text that was erased.
                let found = self.text_found(document)?;
                let (text, mut reading) = found.map(|it| (it.text, it.reading)).unwrap_or_default();
                if key.is_plan {
                    Arc::make_mut(&mut reading).session = None;
                }
                if key.held_on.is_some() && reading.session.is_some() {
                    Arc::make_mut(&mut reading).session.iter_mut().for_each(|it| it.date = key.held_on);
                }
                // The drafts of a kept sheet are its rows.
                if let Some(book) = kept_sheet::book(&text, &reading, &choices) {
                    Arc::make_mut(&mut reading).directives = book.rows().map(Row::directive).collect();
                } else if !key.added.is_empty() {
                    let added = key.added.iter().map(|it| by_hand(&text, *it));
                    Arc::make_mut(&mut reading).directives.extend(added);
                }
                (text, reading)
            }
        };
        let (unsure, counting) = (document.doubts(), document.counting(calendar));
        let read =
            TextRead { text: &text, reading: &reading, unsure, choices: &choices, chosen: &key.chosen, counting };
        let mut proposal = propose(&read, known);
        proposal.wait_for(key.today);
        let proposed = Proposed { text, reading, proposal: Arc::new(proposal) };
        self.last_proposed.put(key, &proposed);
        Ok(proposed)
    }

    /// The document whose desk it is, as far as `viewer` may be there.
    fn document_at_desk(&self, viewer: &Viewer, asked: &str) -> Result<DocumentRow, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "document", id: asked.to_owned() });
        let id: DocumentId = asked.parse().map_err(|_| missing())?;
        let row = self.store.document(self.register()?, id)?.ok_or_else(missing)?;
        if !self.sees_document(viewer, id, row.received_by)? {
            return Err(missing());
        }
        if !self.may_decide(viewer, id)? {
            refuse_taking_in(viewer)?;
        }
        Ok(row)
    }

    /// The tasks that were read from a document and belong to no session.
    fn loose_tasks(&self, document: DocumentId, decided: &Decided) -> Result<Vec<Loose>, Error> {
        let rows = self.store.tasks_of(self.register()?, &decided.codes(document))?;
        let loose = rows.iter().filter(|it| it.source.conclusion.is_none());
        let at = |it: &Arc<TaskRow>| {
            let span = it.source.passage.as_ref()?.span;
            Some(Loose { span, task: it.id, lead: it.lead })
        };
        Ok(loose.filter_map(at).collect())
    }

    fn held_of(&self, document: DocumentId) -> Result<Option<Met>, Error> {
        let row = self.store.sessions_of_document(self.register()?, document)?.into_iter().next();
        row.map(|it| self.met(it, document)).transpose()
    }
}

/// The planned session that a document joins: the one that somebody chose, else the one that surely fits.
fn chosen_session(fitting: &[Fitting], kept: &Kept) -> Option<SessionRow> {
    let said = kept.get(JOINS_CELL).and_then(|it| it.0.words.as_deref());
    let found = match said {
        Some(said) => fitting.iter().find(|it| it.row.id.to_string() == said),
        None => fitting.first().filter(|it| it.is_sure),
    };
    found.map(|it| it.row.clone())
}

/// Which unit a name of the document was given to: what was said once of its words holds for the others.
fn chosen(text: &str, proposal: &Proposal, kept: &Kept, known: &KnownUnits, today: Date) -> Chosen {
    let mut chosen: HashMap<String, Option<UnitId>> = HashMap::new();
    for slip in slips::slips(text, &proposal.drafts, kept) {
        let Some(leads) = kept.get(&slip.cell()).and_then(|it| it.0.leads.as_ref()) else { continue };
        let (bodies, asked) = typed::units(leads, known, proposal, today);
        let units: Option<Vec<UnitId>> = bodies.iter().map(|it| it.unit).collect();
        let Some(units) = units.filter(|_| asked.is_empty()) else { continue };
        if let Some((name, unit)) = proposal.given(&proposal.drafts[slip.first], &units) {
            let before = chosen.entry(name_key(name)).or_insert(Some(unit));
            *before = before.filter(|it| *it == unit);
        }
    }
    chosen.into_iter().filter_map(|(name, unit)| Some((name, unit?))).collect()
}
