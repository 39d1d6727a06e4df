//! The sessions and their conclusions, each with how it ended.

use super::{UnitMention, UnitNames, words};
use crate::Error;
use crate::office::Office;
use jiff::civil::Date;
use model::state::{Ending, Mode};
use model::{DocumentId, SessionId};
use serde::Serialize;

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
    /// Bytes of the document, half-open.
    pub span: Option<[u64; 2]>,
    pub addressed_to: Vec<UnitMention>,
    pub ending: Option<Ending>,
    pub ended_on: Option<Date>,
    /// Codes of the tasks that follow from it.
    pub tasks: Vec<String>,
}

impl Office {
    /// The sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn sessions(&self) -> Result<SessionsView, Error> {
        let register = self.register()?;
        let names = UnitNames::of(self)?;
        let conclusions = self.store.conclusions(register, None)?;
        let view = |it: store::SessionRow| SessionView {
            n_conclusions: conclusions.iter().filter(|row| row.session == it.id).count(),
            n_open: conclusions.iter().filter(|row| row.session == it.id && row.ending.is_none()).count(),
            id: it.id,
            title: words(it.title),
            held_on: it.held_on,
            mode: it.mode,
            host: it.host.map(|it| names.mention(it)),
            guests: it.guests.into_iter().map(|it| names.mention(it)).collect(),
            chair: it.chair.and_then(words),
            document: it.document,
        };
        Ok(SessionsView { sessions: self.store.sessions(register)?.into_iter().map(view).collect() })
    }

    /// The conclusions of all sessions, each with the tasks that follow from it.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn conclusions(&self) -> Result<ConclusionsView, Error> {
        let register = self.register()?;
        let names = UnitNames::of(self)?;
        let tasks = self.all_task_rows()?;
        let mut conclusions = Vec::new();
        for session in self.store.sessions(register)? {
            for row in self.store.conclusions(register, Some(session.id))? {
                let follows = |task: &&store::TaskRow| task.session == Some(session.id) && task.conclusion_n == Some(row.n);
                conclusions.push(ConclusionView {
                    session: session.id,
                    held_on: session.held_on,
                    n: row.n,
                    tasks: tasks.iter().filter(follows).map(|it| it.code.to_string()).collect(),
                    words: words(row.words),
                    span: row.span,
                    addressed_to: row.addressed_to.into_iter().map(|it| names.mention(it)).collect(),
                    ending: row.ending,
                    ended_on: row.ended_on,
                });
            }
        }
        Ok(ConclusionsView { conclusions })
    }
}
