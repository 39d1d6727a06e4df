//! Holding a session: who met whom, when and how.
//!
//! Source: Decision 45/2018/QD-TTg (what minutes must hold).

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Mode, Session};
use crate::{DocumentId, Needs, Refusal, Scene, SessionId, Stamp, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Puts a session that was held into the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    pub title: String,
    pub held_on: Date,
    #[serde(default)]
    pub mode: Option<Mode>,
    #[serde(default)]
    pub host: Option<UnitId>,
    #[serde(default)]
    pub guests: Vec<UnitId>,
    #[serde(default)]
    pub chair: Option<String>,
    #[serde(default)]
    pub document: Option<DocumentId>,
}

/// A session was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub session: SessionId,
    pub title: Words,
    pub held_on: Date,
    pub mode: Option<Mode>,
    pub host: Option<UnitId>,
    pub guests: Vec<UnitId>,
    pub chair: Option<Words>,
    pub document: Option<DocumentId>,
}

impl Decide for Hold {
    type State = Session;
    type Event = Held;

    fn needs(&self) -> Needs {
        let units = self.host.iter().chain(&self.guests).map(|&it| it.into());
        Needs { states: units.chain(self.document.map(Into::into)).collect(), ..Needs::default() }
    }

    fn decide(self, _before: Option<&Session>, scene: &Scene) -> Result<Held, Refusal> {
        if self.held_on > scene.today() {
            return Err(Refusal::DayInFuture { day: self.held_on });
        }
        scene.want_units(self.host.iter().chain(&self.guests))?;
        scene.want_document(self.document)?;
        Ok(Held {
            session: SessionId(scene.stream),
            title: wanted_words("title", self.title)?.into(),
            held_on: self.held_on,
            mode: self.mode,
            host: self.host,
            guests: self.guests,
            chair: self.chair.map(|it| wanted_words("chair", it)).transpose()?.map(Into::into),
            document: self.document,
        })
    }
}

impl Fold for Held {
    type State = Session;

    fn fold(self, _before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        Some(Session {
            mode: self.mode,
            host: self.host,
            guests: self.guests,
            chair: self.chair,
            document: self.document,
            ..Session::of(self.session, self.title, self.held_on)
        })
    }
}
