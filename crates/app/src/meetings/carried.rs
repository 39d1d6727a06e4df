//! What comes onto an agenda by rule: open tasks of the last session with these units, what stands on every agenda, what
//! was not discussed or put off.

use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use crate::views::words;
use model::act::session;
use model::state::{AgendaItem, Outcome, Session, State, TaskCode, Why};
use model::{Command, Seal, SessionId, TaskId};
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use store::{Answer, LONGEST_BATCH, Order, Text};

/// Something that a rule puts on an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposed {
    pub words: String,
    pub why: Why,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// The session it comes from.
    pub earlier: SessionId,
}

impl Office {
    /// What a rule would put on the agenda of a session and is not there yet. What was dropped from it does not come back.
    pub(crate) fn proposed_items(&self, viewer: &Viewer, session: &Session) -> Result<Vec<Proposed>, Error> {
        let register = self.register()?;
        let Some(earlier) = self.store.earlier_session(register, session.id)? else { return Ok(Vec::new()) };
        let Some((_, State::Session(last))) = self.store.stream(register, earlier.into())? else {
            return Ok(Vec::new());
        };
        let texts = self.texts_of(session.agenda.iter().chain(&last.agenda).map(|it| &it.words))?;
        let told = |it: &AgendaItem| it.words.seal().and_then(|it| texts.get(it)?.words()).map(str::to_owned);
        let there: HashSet<(Option<TaskId>, Option<String>)> =
            session.agenda.iter().map(|it| (it.task, told(it).filter(|_| it.task.is_none()))).collect();
        let mut proposed = self.open_tasks_of(viewer, earlier)?;
        for item in last.agenda.iter().filter(|it| it.dropped.is_none()) {
            let why = match (item.why, item.outcome) {
                (Why::Standing, _) => Why::Standing,
                (_, Some(Outcome::NotDiscussed | Outcome::PutOff)) => Why::NotDiscussed,
                _ => continue,
            };
            // A task that is still open is there already.
            if let (Some(words), None) = (told(item), item.task) {
                proposed.push(Proposed { words, why, task: None, earlier });
            }
        }
        proposed.retain(|it| !there.contains(&(it.task, it.task.is_none().then(|| it.words.clone()))));
        Ok(proposed)
    }

    /// Puts on the agenda of a session what a rule would put there; `None` where that is nothing.
    ///
    /// # Errors
    /// Those of [`Office::submit_as`].
    pub fn carry_over(&self, viewer: &Viewer, id: SessionId, key: String) -> Result<Option<Answer>, Error> {
        let (_, session) = self.seen_session(viewer, &id.to_string())?;
        let mut proposed = self.proposed_items(viewer, &session)?;
        proposed.truncate(LONGEST_BATCH);
        if proposed.is_empty() {
            return Ok(None);
        }
        let order = |it: Proposed| {
            let Proposed { words, why, task, earlier } = it;
            let add = session::add_item::AddItem { words, why, task, earlier: Some(earlier) };
            Order { stream: id.into(), seen: None, command: Command::Session(session::Command::AddItem(add)) }
        };
        self.submit_as(viewer, key, proposed.into_iter().map(order).collect()).map(Some)
    }

    fn open_tasks_of(&self, viewer: &Viewer, earlier: SessionId) -> Result<Vec<Proposed>, Error> {
        let register = self.register()?;
        let mut codes: Vec<TaskCode> =
            self.store.tasks_of_session(register, earlier)?.into_iter().map(|it| it.1).collect();
        codes.sort_unstable();
        codes.dedup();
        let rows = self.store.tasks_of(register, &codes)?;
        let is_open = |it: &&std::sync::Arc<store::TaskRow>| !it.work.is_ended() && viewer.sees(it.lead);
        let item = |it: &std::sync::Arc<store::TaskRow>| {
            let words = words(it.words.clone())?;
            Some(Proposed { words, why: Why::OpenTask, task: Some(it.id), earlier })
        };
        Ok(rows.iter().filter(is_open).filter_map(item).collect())
    }

    /// What stands behind the seals of words.
    pub(crate) fn texts_of<'a>(
        &self,
        told: impl Iterator<Item = &'a model::Words>,
    ) -> Result<BTreeMap<Seal, Text>, Error> {
        let seals: Vec<Seal> = told.filter_map(model::Words::seal).cloned().collect();
        Ok(self.store.texts(self.register()?, &seals)?)
    }
}
