//! The desk: what becomes of a document that was received is decided here, slip by slip, by everybody who works on it;
//! finishing writes all of it as one batch.
//!
//! Nothing of it is in the ledger before the finish, so that undoing is free until then.

mod acts;
mod columns;
mod finish;
mod kept;
mod limits;
mod live;
mod marks;
mod rivals;
mod slip;
mod slips;
mod typed;
mod view;

pub use acts::{DeskAct, Done};
pub use columns::ColumnSaid;
pub use kept::{FIELDS, Kind, Said, Stand};
pub use limits::LimitView;
pub(crate) use live::Live;
pub use live::Stirred;
pub use marks::{Inner, Mark};
pub use reader::sheet::{Column, Role as ColumnRole};
pub use rivals::{Rival, RivalField};
pub use view::{Body, Cut, DeskView, SlipView};

use crate::Error;
use crate::access::Viewer;
use crate::bodies::Chosen;
use crate::days;
use crate::error::NotFound;
use crate::known_units::{KnownUnits, name_key};
use crate::office::Office;
use crate::open_drafts::Decided;
use crate::propose::{Proposal, TextRead, kept as kept_sheet, propose};
use crate::take::refuse_taking_in;
use crate::views::DocumentView;
use base::WorkingDays;
use jiff::civil::Date;
use kept::Kept;
use model::{DocumentId, SessionId, UnitId};
use reader::Reading;
use reader::sheet::Row;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use store::LimitationRow;

/// The cell that says when the session was.
const SESSION_CELL: &str = "session";

/// What is read of a document, and what was said of it so far.
struct Desk {
    document: DocumentView,
    text: Arc<str>,
    reading: Arc<Reading>,
    proposal: Proposal,
    known: Arc<KnownUnits>,
    calendar: WorkingDays,
    decided: Decided,
    kept: Kept,
    /// What the register knows of its limitations.
    limitations: Vec<LimitationRow>,
    /// The session the document tells of, where it is in the register.
    held: Option<Held>,
    today: Date,
}

/// A session of the register: its version, and which of its conclusions are open.
struct Held {
    session: SessionId,
    version: u64,
    /// By number, and whether each has ended.
    conclusions: BTreeMap<u32, bool>,
}

impl Desk {
    /// The day that deadlines are counted from.
    fn ordered_on(&self) -> Date {
        self.document.ordered_on()
    }
}

impl Office {
    /// The desk of a document as `viewer` may work at it.
    ///
    /// # Errors
    /// [`crate::error::Forbidden::Act`]; [`NotFound::Object`] where there is none that `viewer` sees;
    /// [`Error::Store`].
    fn open_desk(&self, viewer: &Viewer, asked: &str) -> Result<Desk, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "document", id: asked.to_owned() });
        let id: DocumentId = asked.parse().map_err(|_| missing())?;
        let row = self.store.document(self.register()?, id)?.ok_or_else(missing)?;
        if !self.sees_document(viewer, id, row.received_by)? {
            return Err(missing());
        }
        refuse_taking_in(viewer)?;
        let document = DocumentView::of(row);
        // Nothing waits in a text that was erased.
        let found = self.text_found(&document)?;
        let (text, mut reading) = found.map(|it| (it.text, it.reading)).unwrap_or_default();
        let (kept, held) = (self.kept(id)?, self.held_of(id)?);
        let (on, calendar) = (document.ordered_on(), self.calendar()?);
        let held_on = kept.get(SESSION_CELL).and_then(|it| days::read(it.0.due.as_deref()?, on).ok());
        if held_on.is_some() && reading.session.is_some() {
            Arc::make_mut(&mut reading).session.iter_mut().for_each(|it| it.date = held_on);
        }
        let (known, choices) = (self.known_units()?, document.choices());
        // The drafts of a kept sheet are its rows.
        if let Some(book) = kept_sheet::book(&text, &reading, &choices) {
            Arc::make_mut(&mut reading).directives = book.rows().map(Row::directive).collect();
        }
        let propose = |chosen: &Chosen| {
            let (unsure, counting) = (document.doubts(), document.counting(&calendar));
            let read = TextRead { text: &text, reading: &reading, unsure, choices: &choices, chosen, counting };
            let mut proposal = propose(&read, &known);
            proposal.wait_for(self.today());
            proposal
        };
        let plain = propose(&Chosen::new());
        let chosen = chosen(&text, &plain, &kept, &known, self.today());
        let proposal = if chosen.is_empty() { plain } else { propose(&chosen) };
        let (decided, today) = (Decided::of(self, Some(id))?, self.today());
        let limitations = self.store.limitations(self.register()?, id)?;
        Ok(Desk { text, reading, proposal, known, calendar, decided, kept, limitations, held, today, document })
    }

    fn held_of(&self, document: DocumentId) -> Result<Option<Held>, Error> {
        let register = self.register()?;
        let Some(session) = self.store.sessions_of_document(register, document)?.into_iter().next() else {
            return Ok(None);
        };
        let version = self.version_of(session.id.into())?;
        let conclusions = self.store.conclusions(register, Some(session.id))?;
        let conclusions = conclusions.into_iter().map(|it| (it.n, it.ended.is_some())).collect();
        Ok(Some(Held { session: session.id, version, conclusions }))
    }
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
