//! The sessions and their conclusions, each with how it ended.

use super::walk::{self, Piece, walk};
use super::{DocumentView, UnitMention, own, words};
use crate::Error;
use crate::access::Viewer;
use crate::concerns::places;
use crate::error::NotFound;
use crate::followers::units::Units;
use crate::matters::SaidView;
use crate::meetings::{MeetingView, PaceView};
use crate::office::Office;
use base::Span;
use jiff::civil::{Date, Time};
use model::state::{Ending, Mode, Stage, TaskCode};
use model::{DocumentId, Passage, SessionId, StreamId};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use store::{ConclusionRow, ConclusionTally, LimitationRow, SessionKey, SessionRow};

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
    pub stage: Stage,
    /// The day on which it was planned; `None` where only a document tells of it.
    pub planned_on: Option<Date>,
    /// The hour at which it is to begin.
    pub hour: Option<Time>,
    /// The room and the address.
    pub venue: Option<String>,
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
    /// What it tells of limitations and petitions, and what of that is followed through sessions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<SaidView>,
    /// What it has besides, where it was planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingView>,
    /// How fast it was followed up, once it has closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pace: Option<PaceView>,
}

/// A limitation, and what answers it.
#[derive(Clone, Debug, Serialize)]
pub struct LimitationView {
    /// Where its words stand, bytes of the document's text, half-open.
    pub span: Span,
    /// `None` once they were erased.
    pub words: Option<String>,
    /// Numbers of the conclusions that answer it.
    pub conclusions: Vec<u32>,
    /// Why none does.
    pub because: Option<String>,
    pub answered_on: Date,
}

/// What was said in a session, and the version of its stream.
pub(crate) struct SessionSaid {
    version: u64,
    conclusions: Vec<ConclusionRow>,
}

impl SessionSaid {
    /// How many conclusions that are; of none one, for it takes room too.
    pub fn weight(&self) -> usize {
        self.conclusions.len().max(1)
    }
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

fn conclusion(row: ConclusionRow, held_on: Date, units: &Units, tasks: &mut Codes) -> ConclusionView {
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
            stage: it.stage,
            planned_on: it.planned_on,
            hour: it.hour,
            venue: it.venue.and_then(words),
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
        let ask = |before, limit| self.session_places(viewer, before, limit);
        let ids = |some: &[SessionKey]| some.iter().map(|it| it.id).collect::<Vec<_>>();
        let seen = |some: &[SessionKey]| self.sessions_concern(viewer, &ids(some));
        let Piece { found, next } = walk(walk::place(after)?, |it| *it, ask, seen)?;
        let mut sessions = own(self.sessions_listed(viewer, &ids(&found))?);
        // Of what is yet to come, the nearest stands first.
        let coming = sessions.iter().take_while(|it| self.today() < it.held_on).count();
        sessions[..coming].reverse();
        Ok(SessionsView { sessions, next: next.map(|it| it.to_string()) })
    }

    fn session_places(
        &self,
        viewer: &Viewer,
        before: Option<SessionKey>,
        limit: usize,
    ) -> Result<Vec<SessionKey>, Error> {
        let register = self.register()?;
        let find = || Ok(self.store.session_places(register, before, limit)?.into());
        Ok(self.held.session_places.get(viewer.position, before, find)?.to_vec())
    }

    /// The sessions of the viewer's own units from `from_on` to `to_on` that have not closed, the nearest first; a draft
    /// only for its host.
    pub(super) fn sessions_near(
        &self,
        viewer: &Viewer,
        (from_on, to_on): (Date, Date),
    ) -> Result<Vec<SessionView>, Error> {
        let near = self.session_places(viewer, None, walk::CHUNK)?.into_iter();
        let near: Vec<SessionId> =
            near.filter(|it| from_on <= it.held_on && it.held_on <= to_on).map(|it| it.id).collect();
        let is_own = |it: &UnitMention| {
            viewer.grants.iter().any(|grant| grant.unit == it.id && grant.role != model::Role::Administrator)
        };
        let mut sessions = self.seen_of_sessions(viewer, near)?;
        sessions.retain(|it| {
            let is_host = it.host.iter().any(is_own);
            match it.stage {
                Stage::Draft => is_host && it.planned_on.is_some(),
                Stage::Open | Stage::InProgress => is_host || it.guests.iter().any(is_own),
                Stage::Closed | Stage::CalledOff => false,
            }
        });
        Ok(sessions)
    }

    /// These sessions in their order, as lists show them; one that is not there is left out.
    pub(crate) fn sessions_listed(&self, viewer: &Viewer, these: &[SessionId]) -> Result<Vec<Arc<SessionView>>, Error> {
        let at = (&self.store, self.register()?);
        let ids: Vec<StreamId> = these.iter().map(|it| it.0).collect();
        let listed = self.sessions_listed.get(at, &viewer.now(), &ids, |missing| {
            let missing: Vec<SessionId> = missing.iter().map(|it| SessionId(*it)).collect();
            let views = self.session_views(self.store.sessions_of(at.1, &missing)?)?.sessions;
            Ok(views.into_iter().map(|it| (it.id.0, Arc::new(it))).collect())
        })?;
        Ok(listed.into_iter().flatten().collect())
    }

    /// Those of a document.
    pub(crate) fn sessions_seen_of(&self, viewer: &Viewer, document: DocumentId) -> Result<Vec<SessionView>, Error> {
        let rows = self.store.sessions_of_document(self.register()?, document)?;
        self.seen_of_sessions(viewer, rows.iter().map(|it| it.id).collect())
    }

    /// A session and the next one with one of its guests, as far as `viewer` sees them.
    pub(crate) fn session_and_next(&self, viewer: &Viewer, session: SessionId) -> Result<Vec<SessionView>, Error> {
        let register = self.register()?;
        let find = || Ok(self.store.session_and_next(register, session)?.into());
        self.seen_of_sessions(viewer, self.held.next_sessions.get(viewer.position, session, find)?.to_vec())
    }

    fn seen_of_sessions(&self, viewer: &Viewer, mut these: Vec<SessionId>) -> Result<Vec<SessionView>, Error> {
        let mut seen = self.sessions_concern(viewer, &these)?.into_iter();
        these.retain(|_| seen.next() == Some(true));
        these.reverse();
        Ok(own(self.sessions_listed(viewer, &these)?))
    }

    /// One session with its conclusions.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn session_page(&self, viewer: &Viewer, asked: &str) -> Result<SessionPageView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "session", id: asked.to_owned() });
        let id: SessionId = asked.parse().map_err(|_| missing())?;
        let session = own(self.sessions_listed(viewer, &[id])?).pop().ok_or_else(missing)?;
        if self.sessions_concern(viewer, &[id])? != [true] {
            return Err(missing());
        }
        let said = self.said_in_session(viewer, id)?.ok_or_else(missing)?;
        let mut tasks = self.codes_of_session(viewer, id)?;
        let view = |it: &ConclusionRow| conclusion(it.clone(), session.held_on, &viewer.units, &mut tasks);
        let conclusions: Vec<ConclusionView> = said.conclusions.iter().map(view).collect();
        let version = said.version;
        let limitations = match session.document {
            Some(document) => self.limitations_in(document, &conclusions)?,
            None => Vec::new(),
        };
        let meeting = match session.planned_on {
            Some(_) => self.held.meetings.get(viewer.position, (viewer.account, id), || self.meeting(viewer, id))?,
            None => None,
        };
        let said = self.said_to(viewer, id)?.to_vec();
        let pace = if session.stage == Stage::Closed { Some(self.pace(viewer, &session)?) } else { None };
        Ok(SessionPageView { version, conclusions, limitations, said, session, meeting, pace })
    }

    fn said_in_session(&self, viewer: &Viewer, id: SessionId) -> Result<Option<Arc<SessionSaid>>, Error> {
        let at = (&self.store, self.register()?);
        let known = self.session_said.get(at, &viewer.now(), &[id.0], |_| {
            let version = self.version_of(id.0)?;
            let conclusions = self.store.conclusions(at.1, Some(id))?;
            Ok(HashMap::from([(id.0, Arc::new(SessionSaid { version, conclusions }))]))
        })?;
        Ok(known.into_iter().next().flatten())
    }

    /// The limitations that a document states, as far as somebody said what answers them, and its text where there are any.
    pub(crate) fn limitations_told(&self, document: DocumentId) -> Result<(Vec<LimitationRow>, Option<String>), Error> {
        let register = self.register()?;
        let rows = self.store.limitations(register, document)?;
        let row = if rows.is_empty() { None } else { self.store.document(register, document)? };
        Ok((rows, row.map(|it| self.text_of(&DocumentView::of(it))).transpose()?.flatten()))
    }

    /// What answers the limitations that a document states.
    fn limitations_in(
        &self,
        document: DocumentId,
        conclusions: &[ConclusionView],
    ) -> Result<Vec<LimitationView>, Error> {
        let (rows, text) = self.limitations_told(document)?;
        let view = |row: LimitationRow| {
            let is_of = |it: &&ConclusionView| {
                let passage = it.passage.as_ref().filter(|it| it.document == document);
                passage.is_some_and(|it| row.answers.iter().any(|answer| answer.overlaps(it.span)))
            };
            let words_in = |text: &String| Some(text.get(row.span.start..row.span.end)?.to_owned());
            LimitationView {
                span: row.span,
                words: text.as_ref().and_then(words_in),
                conclusions: conclusions.iter().filter(is_of).map(|it| it.n).collect(),
                because: row.because.clone().and_then(words),
                answered_on: row.answered_on,
            }
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// The code of the task that was entered first, whoever sees it.
    pub(crate) fn first_task_of(&self, viewer: &Viewer, id: SessionId) -> Result<Option<TaskCode>, Error> {
        Ok(self.tasks_in_session(viewer, id)?.iter().map(|it| it.code).min())
    }

    fn tasks_in_session(&self, viewer: &Viewer, id: SessionId) -> Result<Arc<[SessionTask]>, Error> {
        let at = (&self.store, self.register()?);
        let known = self.session_tasks.get(at, &viewer.now(), &[id.0], |_| {
            let task =
                |(conclusion, code, units)| SessionTask { conclusion, code, places: places(&viewer.units, units) };
            let tasks = self.store.tasks_of_session(at.1, id)?;
            Ok(HashMap::from([(id.0, tasks.into_iter().map(task).collect())]))
        })?;
        Ok(known.into_iter().next().flatten().unwrap_or_default())
    }

    /// Gives the number of its conclusion and the code of each task of a session that `viewer` sees to `take`.
    pub(super) fn each_task_seen(
        &self,
        viewer: &Viewer,
        id: SessionId,
        mut take: impl FnMut(u32, TaskCode),
    ) -> Result<(), Error> {
        for task in self.tasks_in_session(viewer, id)?.iter() {
            if viewer.sees_all() || viewer.sees_one_of(&task.places) {
                take(task.conclusion, task.code);
            }
        }
        Ok(())
    }

    /// The codes of the tasks of a session that `viewer` sees, by conclusion.
    fn codes_of_session(&self, viewer: &Viewer, id: SessionId) -> Result<Codes, Error> {
        let mut codes = Codes::new();
        self.each_task_seen(viewer, id, |conclusion, code| {
            let (codes, n) = codes.entry((id, conclusion)).or_default();
            *n += 1;
            if codes.len() < MOST_CODES {
                codes.push(code.to_string());
            }
        })?;
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
