//! The sessions and their conclusions, each with how it ended.

use super::walk::{self, Piece, walk};
use super::{DocumentView, UnitMention, words};
use crate::Error;
use crate::access::Viewer;
use crate::concerns::places;
use crate::error::NotFound;
use crate::followers::units::Units;
use crate::office::Office;
use jiff::civil::Date;
use model::state::{Ending, Mode, State, TaskCode};
use model::{DocumentId, Passage, SessionId};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use store::{ConclusionTally, LimitationRow, SessionKey, SessionRow};

/// Sessions: all of them in the order of their days, or a page of them, the newest first.
#[derive(Clone, Debug, Serialize)]
pub struct SessionsView {
    pub sessions: Vec<SessionView>,
    /// What `after` has to be for the next page; `None` on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// One session. Words are `None` once they were erased.
#[derive(Clone, Debug, Serialize)]
pub struct SessionView {
    pub id: SessionId,
    pub title: Option<String>,
    pub held_on: Date,
    pub mode: Option<Mode>,
    pub host: Option<UnitMention>,
    pub guests: Vec<UnitMention>,
    pub chair: Option<String>,
    pub document: Option<DocumentId>,
    pub n_conclusions: usize,
    /// Conclusions that nobody has ended yet.
    pub n_open: usize,
}

/// Every conclusion, session by session, by number.
#[derive(Clone, Debug, Serialize)]
pub struct ConclusionsView {
    pub conclusions: Vec<ConclusionView>,
}

/// One conclusion. It has ended, or `ending` is `None`.
#[derive(Clone, Debug, Serialize)]
pub struct ConclusionView {
    pub session: SessionId,
    pub held_on: Date,
    pub n: u32,
    /// What the document calls it: `13`, `11b`.
    pub point: Option<String>,
    /// `None` once they were erased.
    pub words: Option<String>,
    /// Where its words stand.
    pub passage: Option<Passage>,
    pub addressed_to: Vec<UnitMention>,
    pub ending: Option<Ending>,
    pub ended_on: Option<Date>,
    /// Codes of the tasks that follow from it; on the page of a session only the first.
    pub tasks: Vec<String>,
    /// How many follow.
    pub n_tasks: usize,
}

/// One session, whole.
#[derive(Clone, Debug, Serialize)]
pub struct SessionPageView {
    /// The version that is shown: acts that need it carry it.
    pub version: u64,
    pub session: SessionView,
    /// By number. Tasks that the viewer does not see are left out.
    pub conclusions: Vec<ConclusionView>,
    /// The limitations its document states, as far as somebody said what answers them, in the order of the text.
    pub limitations: Vec<LimitationView>,
}

/// A limitation, and what answers it.
#[derive(Clone, Debug, Serialize)]
pub struct LimitationView {
    /// `None` once they were erased.
    pub words: Option<String>,
    /// Numbers of the conclusions that answer it.
    pub conclusions: Vec<u32>,
    /// Why none does.
    pub because: Option<String>,
    pub answered_on: Date,
}

/// Codes of tasks, by the conclusion they follow from, and how many there are.
type Codes = HashMap<(SessionId, u32), (Vec<String>, usize)>;

/// So many codes stand with a conclusion on the page of its session.
const MOST_CODES: usize = 10;

/// A task that follows from a session, and where in the tree its units stand.
pub(crate) struct SessionTask {
    conclusion: u32,
    code: TaskCode,
    places: Arc<[usize]>,
}

fn conclusion(row: store::ConclusionRow, held_on: Date, units: &Units, tasks: &mut Codes) -> ConclusionView {
    let (tasks, n_tasks) = tasks.remove(&(row.session, row.n)).unwrap_or_default();
    ConclusionView {
        session: row.session,
        held_on,
        n: row.n,
        point: row.point.and_then(words),
        words: words(row.words),
        passage: row.passage,
        addressed_to: row.addressed_to.into_iter().map(|it| units.mention(it)).collect(),
        ending: row.ended.map(|it| it.ending),
        ended_on: row.ended.map(|it| it.on),
        tasks,
        n_tasks,
    }
}

impl Office {
    /// The sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn sessions(&self) -> Result<SessionsView, Error> {
        self.session_views(self.store.sessions(self.register()?)?)
    }

    pub(super) fn session_views(&self, rows: Vec<SessionRow>) -> Result<SessionsView, Error> {
        let units = self.units_now()?;
        let ids: Vec<SessionId> = rows.iter().map(|it| it.id).collect();
        let tallies = self.store.conclusion_tallies(self.register()?, &ids)?;
        let view = |(it, tally): (SessionRow, ConclusionTally)| SessionView {
            id: it.id,
            title: words(it.title),
            held_on: it.held_on,
            mode: it.mode,
            host: it.host.map(|it| units.mention(it)),
            guests: it.guests.into_iter().map(|it| units.mention(it)).collect(),
            chair: it.chair.and_then(words),
            document: it.document,
            n_conclusions: tally.n_all as usize,
            n_open: tally.n_open as usize,
        };
        Ok(SessionsView { sessions: rows.into_iter().zip(tallies).map(view).collect(), next: None })
    }

    /// A page of the sessions that `viewer` sees, the newest first; `after` is where the page before ended.
    ///
    /// # Errors
    /// [`model::Refusal::FilterUnreadable`]; [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn sessions_seen(&self, viewer: &Viewer, after: &str) -> Result<SessionsView, Error> {
        let register = self.register()?;
        let ask = |before, limit| Ok(self.store.session_places(register, before, limit)?);
        let ids = |some: &[SessionKey]| some.iter().map(|it| it.id).collect::<Vec<_>>();
        let seen = |some: &[SessionKey]| self.sessions_concern(viewer, &ids(some));
        let Piece { found, next } = walk(walk::place(after)?, |it| *it, ask, seen)?;
        let view = self.session_views(self.store.sessions_of(register, &ids(&found))?)?;
        Ok(SessionsView { next: next.map(|it| it.to_string()), ..view })
    }

    /// Those of a document.
    pub(crate) fn sessions_seen_of(&self, viewer: &Viewer, document: DocumentId) -> Result<SessionsView, Error> {
        self.seen_of_sessions(viewer, self.store.sessions_of_document(self.register()?, document)?)
    }

    /// A session and the next one with one of its guests, as far as `viewer` sees them.
    pub(crate) fn session_and_next(&self, viewer: &Viewer, session: SessionId) -> Result<SessionsView, Error> {
        self.seen_of_sessions(viewer, self.store.session_and_next(self.register()?, session)?)
    }

    fn seen_of_sessions(&self, viewer: &Viewer, mut rows: Vec<SessionRow>) -> Result<SessionsView, Error> {
        let ids: Vec<SessionId> = rows.iter().map(|it| it.id).collect();
        let mut seen = self.sessions_concern(viewer, &ids)?.into_iter();
        rows.retain(|_| seen.next() == Some(true));
        rows.reverse();
        self.session_views(rows)
    }

    /// One session with its conclusions.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn session_page(&self, viewer: &Viewer, asked: &str) -> Result<SessionPageView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "session", id: asked.to_owned() });
        let id: SessionId = asked.parse().map_err(|_| missing())?;
        let register = self.register()?;
        let (version, state) = self.store.stream(register, id.into())?.ok_or_else(missing)?;
        if !matches!(state, State::Session(_)) || !self.sees_state(viewer, &state)? {
            return Err(missing());
        }
        let rows = self.store.session(register, id)?.into_iter().collect();
        let session = self.session_views(rows)?.sessions.pop().ok_or_else(missing)?;
        let units = self.units_now()?;
        let mut tasks = self.codes_of_session(viewer, id)?;
        let rows = self.store.conclusions(register, Some(id))?;
        let view = |it| conclusion(it, session.held_on, &units, &mut tasks);
        let conclusions: Vec<ConclusionView> = rows.into_iter().map(view).collect();
        let limitations = match session.document {
            Some(document) => self.limitations_in(document, &conclusions)?,
            None => Vec::new(),
        };
        Ok(SessionPageView { version, conclusions, limitations, session })
    }

    /// What answers the limitations that a document states.
    fn limitations_in(
        &self,
        document: DocumentId,
        conclusions: &[ConclusionView],
    ) -> Result<Vec<LimitationView>, Error> {
        let register = self.register()?;
        let rows = self.store.limitations(register, document)?;
        let row = if rows.is_empty() { None } else { self.store.document(register, document)? };
        let text = row.map(|it| self.text_of(&DocumentView::of(it))).transpose()?.flatten();
        let view = |row: LimitationRow| {
            let is_of = |it: &&ConclusionView| {
                let passage = it.passage.as_ref().filter(|it| it.document == document);
                passage.is_some_and(|it| row.answers.iter().any(|answer| answer.overlaps(it.span)))
            };
            let words_in = |text: &String| Some(text.get(row.span.start..row.span.end)?.to_owned());
            LimitationView {
                words: text.as_ref().and_then(words_in),
                conclusions: conclusions.iter().filter(is_of).map(|it| it.n).collect(),
                because: row.because.clone().and_then(words),
                answered_on: row.answered_on,
            }
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// The codes of the tasks of a session that `viewer` sees, by conclusion.
    fn codes_of_session(&self, viewer: &Viewer, id: SessionId) -> Result<Codes, Error> {
        let at = (&self.store, self.register()?);
        let mut known = self.session_tasks.get(at, &viewer.now(), &[id.0], |_| {
            let task =
                |(conclusion, code, units)| SessionTask { conclusion, code, places: places(&viewer.units, units) };
            let tasks = self.store.tasks_of_session(at.1, id)?;
            Ok(HashMap::from([(id.0, tasks.into_iter().map(task).collect())]))
        })?;
        let mut codes = Codes::new();
        for task in known.pop().flatten().iter().flat_map(|it| it.iter()) {
            if viewer.sees_all() || viewer.sees_one_of(&task.places) {
                let (codes, n) = codes.entry((id, task.conclusion)).or_default();
                *n += 1;
                if codes.len() < MOST_CODES {
                    codes.push(task.code.to_string());
                }
            }
        }
        Ok(codes)
    }

    /// The conclusions of all sessions, each with the tasks that follow from it.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn conclusions(&self) -> Result<ConclusionsView, Error> {
        let register = self.register()?;
        let units = self.units_now()?;
        let mut tasks = Codes::new();
        for task in self.all_task_rows()? {
            if let Some(it) = task.source.conclusion {
                let (codes, n) = tasks.entry((it.session, it.n)).or_default();
                codes.push(task.code.to_string());
                *n += 1;
            }
        }
        let mut conclusions = Vec::new();
        for session in self.store.sessions(register)? {
            for row in self.store.conclusions(register, Some(session.id))? {
                conclusions.push(conclusion(row, session.held_on, &units, &mut tasks));
            }
        }
        Ok(ConclusionsView { conclusions })
    }
}
