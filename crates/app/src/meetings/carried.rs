//! What comes onto an agenda by rule: open tasks of the last session with these units, what stands on every agenda, what
//! was not discussed or put off.

use crate::access::Viewer;
use crate::error::Error;
use crate::matters::{OpenList, n_sessions, sees_matter};
use crate::messages::{Language, say};
use crate::office::Office;
use crate::views::words;
use model::act::session;
use model::state::{AgendaItem, MatterKind, Outcome, Session, State, TaskCode, Why};
use model::{Command, MatterId, Seal, SessionId, TaskId};
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use store::{Answer, LONGEST_BATCH, MatterRow, Order, Text};

/// Something that a rule puts on an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposed {
    pub words: String,
    pub why: Why,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// The session it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier: Option<SessionId>,
    /// The limitation or the petition that it speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
}

impl Office {
    /// What a rule would put on the agenda of a session and is not there yet. What was dropped from it does not come back.
    pub(crate) fn proposed_items(&self, viewer: &Viewer, session: &Session) -> Result<Vec<Proposed>, Error> {
        let mut proposed = self.carried_from_last(viewer, session)?;
        let there: HashSet<MatterId> = session.agenda.iter().filter_map(|it| it.matter).collect();
        let owed = self.owed_to_session(viewer, session)?;
        proposed.extend(self.lists_of(viewer, session)?);
        proposed.extend(owed.into_iter().filter(|it| it.matter.is_some_and(|it| !there.contains(&it))));
        Ok(proposed)
    }

    fn carried_from_last(&self, viewer: &Viewer, session: &Session) -> Result<Vec<Proposed>, Error> {
        let register = self.register()?;
        let Some(earlier) = self.store.earlier_session(register, session.id)? else { return Ok(Vec::new()) };
        let Some((_, State::Session(last))) = self.store.stream(register, earlier.into())? else {
            return Ok(Vec::new());
        };
        let texts = self.texts_of(session.agenda.iter().chain(&last.agenda).map(|it| &it.words))?;
        let told = |it: &AgendaItem| it.words.seal().and_then(|it| texts.get(it)?.words()).map(str::to_owned);
        // The line of a task's list is not the task itself.
        let items = session.agenda.iter().filter(|it| it.why != Why::Listed);
        let there: HashSet<(Option<TaskId>, Option<String>)> =
            items.map(|it| (it.task, told(it).filter(|_| it.task.is_none()))).collect();
        let mut proposed = self.open_tasks_of(viewer, earlier)?;
        for item in last.agenda.iter().filter(|it| it.dropped.is_none()) {
            let why = match (item.why, item.outcome) {
                (Why::Standing, _) => Why::Standing,
                (_, Some(Outcome::NotDiscussed | Outcome::PutOff)) => Why::NotDiscussed,
                _ => continue,
            };
            // A task that is still open is there already, and so is what is followed.
            if let (Some(words), None, None) = (told(item), item.task, item.matter) {
                proposed.push(Proposed { words, why, task: None, earlier: Some(earlier), matter: None });
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
            let Proposed { words, why, task, earlier, matter } = it;
            let add = session::add_item::AddItem { words, why, task, earlier, matter };
            Order { stream: id.into(), seen: None, command: Command::Session(session::Command::AddItem(add)) }
        };
        self.submit_as(viewer, key, proposed.into_iter().map(order).collect()).map(Some)
    }

    /// What is followed of the guests of a session: limitations that several sessions told, petitions without an answer.
    fn owed_to_session(&self, viewer: &Viewer, session: &Session) -> Result<Vec<Proposed>, Error> {
        let all = self.matters(viewer)?;
        let is_owed = |it: &&MatterRow| {
            let is_due = it.kind == MatterKind::Petition || n_sessions(it) > 1;
            let is_before = it.tellings.iter().all(|told| told.0.session() != Some(session.id));
            it.closed.is_none() && is_due && is_before && session.guests.contains(&it.unit) && sees_matter(viewer, it)
        };
        let item = |it: &MatterRow| {
            let why = match it.kind {
                MatterKind::Limitation => Why::Limitation,
                MatterKind::Petition => Why::Petition,
            };
            let earlier = it.tellings.last().and_then(|told| told.0.session());
            Some(Proposed { words: words(it.words.clone())?, why, task: None, earlier, matter: Some(it.id) })
        };
        Ok(all.rows.iter().filter(is_owed).filter_map(item).collect())
    }

    /// What tasks listed of the guests of a session, for each task in one line.
    fn lists_of(&self, viewer: &Viewer, session: &Session) -> Result<Vec<Proposed>, Error> {
        let is_there =
            |it: &OpenList| session.agenda.iter().any(|item| item.task == Some(it.task) && item.why == Why::Listed);
        let item = |it: OpenList| {
            let args = [("n", it.n.into()), ("code", it.code.to_string().into())];
            let words = say(Language::Vietnamese, "matter-list-on-agenda", &args);
            Proposed { words, why: Why::Listed, task: Some(it.task), earlier: None, matter: None }
        };
        let open = self.open_lists(viewer, &session.guests)?.into_iter();
        Ok(open.filter(|it| !is_there(it)).map(item).collect())
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
            let (why, task, earlier) = (Why::OpenTask, Some(it.id), Some(earlier));
            Some(Proposed { words, why, task, earlier, matter: None })
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
