//! Putting something on the agenda of a session, by hand or carried over, with why it stands there.
//!
//! Source: design (peers.md of the field: what was open last time comes back by a rule).

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{AgendaItem, Session, Stage, Why};
use crate::{Needs, Refusal, Scene, SessionId, Stamp, TaskId, Words};
use serde::{Deserialize, Serialize};

/// Puts an item at the end of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddItem {
    pub words: String,
    pub why: Why,
    #[serde(default)]
    pub task: Option<TaskId>,
    #[serde(default)]
    pub earlier: Option<SessionId>,
}

/// An item was put on an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAdded {
    pub n: u32,
    pub words: Words,
    pub why: Why,
    pub task: Option<TaskId>,
    pub earlier: Option<SessionId>,
}

impl Decide for AddItem {
    type State = Session;
    type Event = ItemAdded;

    fn needs(&self) -> Needs {
        let states = self.task.map(Into::into).into_iter().chain(self.earlier.map(Into::into));
        Needs { states: states.collect(), ..Needs::default() }
    }

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ItemAdded, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Draft, Stage::Open, Stage::InProgress])?;
        if let Some(task) = self.task.filter(|it| scene.task(*it).is_none()) {
            return Err(Refusal::TaskUnknown { task });
        }
        if let Some(session) = self.earlier.filter(|it| scene.session(*it).is_none()) {
            return Err(Refusal::SessionUnknown { session });
        }
        let words = wanted_words("words", self.words)?.into();
        Ok(ItemAdded { n: session.next_item(), words, why: self.why, task: self.task, earlier: self.earlier })
    }
}

impl Fold for ItemAdded {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        session.agenda.push(AgendaItem {
            n: self.n,
            words: self.words,
            why: self.why,
            unit: None,
            task: self.task,
            earlier: self.earlier,
            outcome: None,
            dropped: None,
        });
        Some(session)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
