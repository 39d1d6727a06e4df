//! The sessions and their conclusions, each with how it ended.

use super::{UnitMention, UnitNames, words};
use crate::Error;
use crate::access::Viewer;
use crate::error::NotFound;
use crate::office::Office;
use jiff::civil::Date;
use model::state::{Ending, Mode};
use model::{DocumentId, Passage, SessionId};
use serde::Serialize;
use std::collections::HashMap;

/// Every session, in the order in which they were recorded.
#[derive(Clone, Debug, Serialize)]
pub struct SessionsView {
    pub sessions: Vec<SessionView>,
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
    /// `None` once they were erased.
    pub words: Option<String>,
    /// Where its words stand.
    pub passage: Option<Passage>,
    pub addressed_to: Vec<UnitMention>,
    pub ending: Option<Ending>,
    pub ended_on: Option<Date>,
    /// Codes of the tasks that follow from it.
    pub tasks: Vec<String>,
}

/// One session, whole.
#[derive(Clone, Debug, Serialize)]
pub struct SessionPageView {
    /// The version that is shown: acts that need it carry it.
    pub version: u64,
    pub session: SessionView,
    /// By number. Tasks that the viewer does not see are left out.
    pub conclusions: Vec<ConclusionView>,
}

/// Codes of tasks, by the conclusion they follow from.
type Codes = HashMap<(SessionId, u32), Vec<String>>;

fn conclusion(row: store::ConclusionRow, held_on: Date, names: &UnitNames, tasks: &mut Codes) -> ConclusionView {
    ConclusionView {
        session: row.session,
        held_on,
        n: row.n,
        words: words(row.words),
        passage: row.passage,
        addressed_to: row.addressed_to.into_iter().map(|it| names.mention(it)).collect(),
        ending: row.ended.map(|it| it.ending),
        ended_on: row.ended.map(|it| it.on),
        tasks: tasks.remove(&(row.session, row.n)).unwrap_or_default(),
    }
}

impl Office {
    /// The sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn sessions(&self) -> Result<SessionsView, Error> {
        let register = self.register()?;
        let names = UnitNames::of(self)?;
        let mut counts: HashMap<SessionId, (usize, usize)> = HashMap::new();
        for row in self.store.conclusions(register, None)? {
            let count = counts.entry(row.session).or_default();
            count.0 += 1;
            count.1 += usize::from(row.ended.is_none());
        }
        let view = |it: store::SessionRow| {
            let (n_conclusions, n_open) = counts.get(&it.id).copied().unwrap_or_default();
            SessionView {
                id: it.id,
                title: words(it.title),
                held_on: it.held_on,
                mode: it.mode,
                host: it.host.map(|it| names.mention(it)),
                guests: it.guests.into_iter().map(|it| names.mention(it)).collect(),
                chair: it.chair.and_then(words),
                document: it.document,
                n_conclusions,
                n_open,
            }
        };
        Ok(SessionsView { sessions: self.store.sessions(register)?.into_iter().map(view).collect() })
    }

    /// The sessions that `viewer` sees, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn sessions_seen(&self, viewer: &Viewer) -> Result<SessionsView, Error> {
        let mut sessions = self.sessions()?.sessions;
        sessions.reverse();
        if !viewer.sees_all() {
            let mut seen = Vec::new();
            for it in sessions {
                if self.sees(viewer, it.id.into())? {
                    seen.push(it);
                }
            }
            sessions = seen;
        }
        Ok(SessionsView { sessions })
    }

    /// One session with its conclusions.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn session_page(&self, viewer: &Viewer, asked: &str) -> Result<SessionPageView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "session", id: asked.to_owned() });
        let id: SessionId = asked.parse().map_err(|_| missing())?;
        let session = self.sessions()?.sessions.into_iter().find(|it| it.id == id).ok_or_else(missing)?;
        if !self.sees(viewer, id.into())? {
            return Err(missing());
        }
        let (version, _) = self.store.stream(self.register()?, id.into())?.ok_or_else(missing)?;
        let names = UnitNames::of(self)?;
        let mut tasks = self.codes_of_session(viewer, id)?;
        let rows = self.store.conclusions(self.register()?, Some(id))?;
        let view = |it| conclusion(it, session.held_on, &names, &mut tasks);
        Ok(SessionPageView { version, conclusions: rows.into_iter().map(view).collect(), session })
    }

    /// The codes of the tasks of a session that `viewer` sees, by conclusion.
    fn codes_of_session(&self, viewer: &Viewer, id: SessionId) -> Result<Codes, Error> {
        let mut codes = Codes::new();
        for (n, code, units) in self.store.tasks_of_session(self.register()?, id)? {
            if viewer.sees_all() || units.iter().any(|it| viewer.sees(*it)) {
                codes.entry((id, n)).or_default().push(code.to_string());
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
        let names = UnitNames::of(self)?;
        let mut tasks = Codes::new();
        for task in self.all_task_rows()? {
            if let Some(it) = task.source.conclusion {
                tasks.entry((it.session, it.n)).or_default().push(task.code.to_string());
            }
        }
        let mut conclusions = Vec::new();
        for session in self.store.sessions(register)? {
            for row in self.store.conclusions(register, Some(session.id))? {
                conclusions.push(conclusion(row, session.held_on, &names, &mut tasks));
            }
        }
        Ok(ConclusionsView { conclusions })
    }
}
