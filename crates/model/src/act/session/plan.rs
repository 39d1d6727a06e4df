//! Planning a session that is yet to come: who is to meet whom, when and how.
//!
//! Source: Decision 45/2018/QD-TTg (a meeting is planned, and its guests are told of day, place and content); that only
//! the host sees a draft is design.

use super::want_guests;
use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Mode, Session, Stage};
use crate::{Needs, Refusal, Scene, SessionId, Stamp, UnitId, Words};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// Plans a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub title: String,
    pub held_on: Date,
    #[serde(default)]
    pub hour: Option<Time>,
    #[serde(default)]
    pub mode: Option<Mode>,
    pub host: UnitId,
    pub guests: Vec<UnitId>,
    #[serde(default)]
    pub chair: Option<String>,
    /// The room and the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
}

/// A session was planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    pub session: SessionId,
    pub title: Words,
    pub held_on: Date,
    pub hour: Option<Time>,
    pub mode: Option<Mode>,
    pub host: UnitId,
    pub guests: Vec<UnitId>,
    pub chair: Option<Words>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Words>,
}

impl Decide for Plan {
    type State = Session;
    type Event = Planned;

    fn needs(&self) -> Needs {
        let units = std::iter::once(self.host).chain(self.guests.iter().copied());
        Needs { states: units.map(Into::into).collect(), ..Needs::default() }
    }

    fn decide(self, _before: Option<&Session>, scene: &Scene) -> Result<Planned, Refusal> {
        if self.held_on < scene.today() {
            return Err(Refusal::DayPast { day: self.held_on });
        }
        scene.want_units([&self.host])?;
        want_guests(scene, Some(self.host), &self.guests)?;
        Ok(Planned {
            session: SessionId(scene.stream),
            title: wanted_words("title", self.title)?.into(),
            held_on: self.held_on,
            hour: self.hour,
            mode: self.mode,
            host: self.host,
            guests: self.guests,
            chair: optional_words("chair", self.chair)?,
            venue: optional_words("venue", self.venue)?,
        })
    }
}

impl Fold for Planned {
    type State = Session;

    fn fold(self, _before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        Some(Session {
            mode: self.mode,
            host: Some(self.host),
            guests: self.guests,
            chair: self.chair,
            stage: Stage::Draft,
            planned_on: Some(stamp.on()),
            hour: self.hour,
            venue: self.venue,
            ..Session::of(self.session, self.title, self.held_on)
        })
    }
}
