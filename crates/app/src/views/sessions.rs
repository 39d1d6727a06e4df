//! The sessions and their conclusions, each with how it ended.

use super::{UnitMention, UnitNames, words};
use crate::Error;
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

    /// The conclusions of all sessions, each with the tasks that follow from it.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn conclusions(&self) -> Result<ConclusionsView, Error> {
        let register = self.register()?;
        let names = UnitNames::of(self)?;
        let mut tasks: HashMap<(SessionId, u32), Vec<String>> = HashMap::new();
        for task in self.all_task_rows()? {
            if let Some(it) = task.source.conclusion {
                tasks.entry((it.session, it.n)).or_default().push(task.code.to_string());
            }
        }
        let mut conclusions = Vec::new();
        for session in self.store.sessions(register)? {
            for row in self.store.conclusions(register, Some(session.id))? {
                conclusions.push(ConclusionView {
                    session: session.id,
                    held_on: session.held_on,
                    n: row.n,
                    words: words(row.words),
                    passage: row.passage,
                    addressed_to: row.addressed_to.into_iter().map(|it| names.mention(it)).collect(),
                    ending: row.ended.map(|it| it.ending),
                    ended_on: row.ended.map(|it| it.on),
                    tasks: tasks.remove(&(session.id, row.n)).unwrap_or_default(),
                });
            }
        }
        Ok(ConclusionsView { conclusions })
    }
}
