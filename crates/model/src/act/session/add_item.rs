//! Putting something on the agenda of a session, by hand or carried over, with why it stands there.
//!
//! Source: design (peers.md of the field: what was open last time comes back by a rule).

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{AgendaItem, Session, Stage, Why};
use crate::{MatterId, Needs, Refusal, Scene, SessionId, Stamp, TaskId, Words};
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
    /// The limitation or the petition that it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
}

/// An item was put on an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAdded {
    pub n: u32,
    pub words: Words,
    pub why: Why,
    pub task: Option<TaskId>,
    pub earlier: Option<SessionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterId>,
}

impl Decide for AddItem {
    type State = Session;
    type Event = ItemAdded;

    fn needs(&self) -> Needs {
        let states = [self.task.map(Into::into), self.earlier.map(Into::into), self.matter.map(Into::into)];
        Needs { states: states.into_iter().flatten().collect(), ..Needs::default() }
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
        if let Some(matter) = self.matter.filter(|it| scene.matter(*it).is_none()) {
            return Err(Refusal::StreamUnknown { stream: matter.into() });
        }
        let words = wanted_words("words", self.words)?.into();
        let AddItem { why, task, earlier, matter, .. } = self;
        Ok(ItemAdded { n: session.next_item(), words, why, task, earlier, matter })
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
            matter: self.matter,
            outcome: None,
            dropped: None,
        });
        Some(session)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
