//! Which planned session a notice tells of, and which of the conclusions recorded there it words again. Both are proposed;
//! a person may say otherwise.

use crate::error::Error;
use crate::likeness::Pairs;
use crate::office::Office;
use crate::propose::{Draft, Proposal};
use crate::views::words;
use jiff::ToSpan;
use jiff::civil::Date;
use model::act::session::{self, end_conclusion, record_conclusion, state_conclusion};
use model::state::{Ending, Stage, TaskCode};
use model::{DocumentId, Passage, SessionId, StreamId, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use store::{SessionKey, SessionRow};

/// So many sessions of one day are looked through.
const MOST_OF_DAY: usize = 50;

/// A session of the register that a document tells of, or may tell of.
#[derive(Clone, Debug)]
pub(crate) struct Met {
    pub session: SessionId,
    /// `None` once it was erased.
    pub title: Option<String>,
    pub held_on: Date,
    pub version: u64,
    /// Whether the document is its notice already; else taking it in joins them.
    pub is_joined: bool,
    /// Whether it was planned here: then what was recorded while it sat is looked through.
    pub is_planned: bool,
    pub conclusions: BTreeMap<u32, Recorded>,
}

/// A conclusion of it.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    pub words: Option<String>,
    pub passage: Option<Passage>,
    pub ended: Option<Ending>,
    /// What was assigned of it.
    pub tasks: Vec<TaskCode>,
}

/// A planned session that fits a document.
#[derive(Clone, Debug)]
pub(crate) struct Fitting {
    pub row: SessionRow,
    /// Whether nothing speaks against it.
    pub is_sure: bool,
}

impl Office {
    /// A session of the register as `document` meets it.
    pub(crate) fn met(&self, row: SessionRow, document: DocumentId) -> Result<Met, Error> {
        let (register, version) = (self.register()?, self.version_of(row.id.into())?);
        let is_planned = row.planned_on.is_some();
        let tasks = if is_planned { self.store.tasks_of_session(register, row.id)? } else { Vec::new() };
        let recorded = |it: store::ConclusionRow| {
            let tasks = tasks.iter().filter(|task| task.0 == it.n).map(|task| task.1).collect();
            (it.n, Recorded { words: words(it.words), passage: it.passage, ended: it.ended.map(|it| it.ending), tasks })
        };
        let conclusions = self.store.conclusions(register, Some(row.id))?.into_iter().map(recorded).collect();
        Ok(Met {
            session: row.id,
            title: words(row.title),
            held_on: row.held_on,
            version,
            is_joined: row.document == Some(document),
            is_planned,
            conclusions,
        })
    }

    /// The planned sessions without a notice that a document may tell of: those of the day, with the same host or one of
    /// the same guests; what fits best stands first. Out of which it was taken before is never sure.
    pub(crate) fn sessions_that_fit(&self, proposal: &Proposal, document: DocumentId) -> Result<Vec<Fitting>, Error> {
        let Some((told, day)) = proposal.session.as_ref().and_then(|it| Some((it, it.held_on?))) else {
            return Ok(Vec::new());
        };
        let register = self.register()?;
        let Ok(after) = day.checked_add(1.day()) else { return Ok(Vec::new()) };
        let before = SessionKey { held_on: after, id: SessionId(StreamId(uuid::Uuid::nil())) };
        let places = self.store.session_places(register, Some(before), MOST_OF_DAY)?;
        let of_day: Vec<SessionId> = places.into_iter().take_while(|it| it.held_on == day).map(|it| it.id).collect();
        let is_free = |it: &SessionRow| {
            let was_there = matches!(it.stage, Stage::Open | Stage::InProgress | Stage::Closed);
            it.planned_on.is_some() && it.document.is_none() && was_there && day <= self.today()
        };
        let known = |place: &usize| proposal.units[*place].known;
        let host = told.host.as_ref().and_then(known);
        let guests: Vec<UnitId> = told.guests.iter().filter_map(known).collect();
        let mut fitting: Vec<(usize, Fitting)> = Vec::new();
        for row in self.store.sessions_of(register, &of_day)?.into_iter().filter(is_free) {
            let n_guests = row.guests.iter().filter(|it| guests.contains(it)).count();
            let is_host = host.is_some() && host == row.host;
            let fits = (is_host || host.is_none()) && (n_guests > 0 || guests.is_empty());
            let is_sure = fits && !self.was_dropped(row.id, document)?;
            if is_host || n_guests > 0 {
                let score = n_guests + usize::from(is_host) + usize::from(is_sure) * MOST_OF_DAY;
                fitting.push((score, Fitting { row, is_sure }));
            }
        }
        fitting.sort_by_key(|it| std::cmp::Reverse(it.0));
        Ok(fitting.into_iter().map(|it| it.1).collect())
    }
}

impl Office {
    /// The planned session that a document joins unasked: the only one that surely fits.
    pub(crate) fn session_joined(&self, proposal: &Proposal, document: DocumentId) -> Result<Option<Met>, Error> {
        let mut sure = self.sessions_that_fit(proposal, document)?.into_iter().filter(|it| it.is_sure);
        let only = sure.next().filter(|_| sure.next().is_none());
        only.map(|it| self.met(it.row, document)).transpose()
    }
}

/// What a directive of a document is among the conclusions of its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// One that came from this place of the document, or has the number of the directive where only documents tell.
    Known(u32),
    /// One that was recorded while the session sat, and says the same.
    Recorded(u32),
    New(u32),
}

impl Place {
    pub fn n(self) -> u32 {
        match self {
            Place::Known(n) | Place::Recorded(n) | Place::New(n) => n,
        }
    }
}

impl Met {
    /// Conclusions that were recorded while it sat and that no document has worded yet.
    pub fn unworded(&self) -> impl Iterator<Item = (u32, Option<&str>)> {
        let unworded = self.conclusions.iter().filter(|it| self.is_planned && it.1.passage.is_none());
        unworded.map(|(n, it)| (*n, it.words.as_deref()))
    }

    /// The same where `has_tasks` tells of which directives tasks came before: a conclusion that ended otherwise is none of
    /// theirs.
    pub fn places_beside(
        &self,
        document: DocumentId,
        drafts: &[Draft],
        mut said: BTreeMap<usize, Option<u32>>,
        has_tasks: impl Fn(&Draft) -> bool,
    ) -> Vec<Place> {
        let ends = |n: u32| self.conclusions.get(&n).and_then(|it| it.ended).is_some_and(|it| it != Ending::Tasks);
        loop {
            let places = self.places(document, drafts, &said);
            let is_wrong = |it: &(&Place, &Draft)| matches!(it.0, Place::Recorded(n) if ends(*n)) && has_tasks(it.1);
            let Some((_, draft)) = places.iter().zip(drafts).find(is_wrong) else { return places };
            said.insert(draft.span.start, None);
        }
    }

    /// The place of each directive. `said` holds what a person said: by the byte where a directive begins, the number of a
    /// conclusion, or `None` for a new one.
    pub fn places(&self, document: DocumentId, drafts: &[Draft], said: &BTreeMap<usize, Option<u32>>) -> Vec<Place> {
        if !self.is_planned {
            let known =
                |it: &Draft| if self.conclusions.contains_key(&it.n) { Place::Known(it.n) } else { Place::New(it.n) };
            return drafts.iter().map(known).collect();
        }
        let mut places: Vec<Option<Place>> =
            drafts.iter().map(|it| self.worded(document, it).map(Place::Known)).collect();
        let open: BTreeMap<u32, Pairs> =
            self.unworded().map(|(n, words)| (n, Pairs::of(words.unwrap_or_default()))).collect();
        for (place, draft) in places.iter_mut().zip(drafts).filter(|it| it.0.is_none()) {
            let said = said.get(&draft.span.start).copied().flatten();
            *place = said.filter(|it| open.contains_key(it)).map(Place::Recorded);
        }
        let is_unsaid = |it: &Draft| !said.contains_key(&it.span.start);
        self.propose_alike(drafts, &open, is_unsaid, &mut places);
        let mut next = self.conclusions.keys().max().copied().unwrap_or(0);
        let new = |place: Option<Place>| {
            place.unwrap_or_else(|| {
                next += 1;
                Place::New(next)
            })
        };
        places.into_iter().map(new).collect()
    }

    /// Each recorded conclusion is proposed for the directive that is most like it, once.
    fn propose_alike(
        &self,
        drafts: &[Draft],
        open: &BTreeMap<u32, Pairs>,
        is_unsaid: impl Fn(&Draft) -> bool,
        places: &mut [Option<Place>],
    ) {
        let mut taken: BTreeSet<u32> = places.iter().flatten().map(|it| it.n()).collect();
        let mut alike: Vec<(usize, usize, u32)> = Vec::new();
        for (i, draft) in drafts.iter().enumerate().filter(|it| places[it.0].is_none() && is_unsaid(it.1)) {
            let words = Pairs::of(&draft.words);
            let like = open.iter().filter(|it| words.is_like(it.1));
            alike.extend(like.map(|(n, it)| (words.shared_percent(it), i, *n)));
        }
        alike.sort_by_key(|&(percent, i, n)| (std::cmp::Reverse(percent), i, n));
        for (_, i, n) in alike {
            if places[i].is_none() && taken.insert(n) {
                places[i] = Some(Place::Recorded(n));
            }
        }
    }

    /// The conclusion that came from this place of the document.
    fn worded(&self, document: DocumentId, draft: &Draft) -> Option<u32> {
        let spans = || {
            let passages = self.conclusions.iter().filter_map(|(n, it)| Some((*n, it.passage.as_ref()?)));
            passages.filter(|it| it.1.document == document).map(|(n, it)| (n, it.span))
        };
        let begins = spans().find(|it| it.1.start == draft.span.start);
        begins.or_else(|| spans().find(|it| it.1.overlaps(draft.span))).map(|it| it.0)
    }
}

/// What a document says of one conclusion.
pub(crate) struct Worded {
    pub place: Place,
    pub point: Option<String>,
    pub words: String,
    pub passage: Passage,
    pub addressed_to: Vec<UnitId>,
    /// `None` while it stays open.
    pub ending: Option<Ending>,
}

impl Worded {
    /// The acts that bring it into its session, where its conclusion has ended or not.
    pub fn acts(self, met: Option<&Met>) -> Vec<session::Command> {
        let Worded { place, point, words, passage, addressed_to, ending } = self;
        let is_ended = met.and_then(|it| it.conclusions.get(&place.n())).is_some_and(|it| it.ended.is_some());
        let n = place.n();
        let end = ending
            .filter(|_| !is_ended)
            .map(|ending| session::Command::EndConclusion(end_conclusion::EndConclusion { n, ending }));
        match place {
            Place::Known(_) => end.into_iter().collect(),
            Place::Recorded(_) => {
                let state = state_conclusion::StateConclusion { n, point, words, passage, addressed_to };
                std::iter::once(session::Command::StateConclusion(state)).chain(end).collect()
            }
            Place::New(_) => {
                let passage = Some(passage);
                let record = record_conclusion::RecordConclusion { n, point, words, passage, addressed_to, ending };
                vec![session::Command::RecordConclusion(record)]
            }
        }
    }
}
