//! Amending the plan of a session that has not begun. What its guests were told stays as it was sent; who moves its day,
//! its hour or its place once they were invited says why, and they are told.
//!
//! Source: design.

use super::{known, want_guests};
use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::{Mode, Moved, Session, Stage};
use crate::{Needs, Refusal, Scene, Stamp, UnitId, Words};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// Amends a plan; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendPlan {
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub held_on: Option<Date>,
    #[serde(default)]
    pub hour: Option<Time>,
    #[serde(default)]
    pub mode: Option<Mode>,
    #[serde(default)]
    pub guests: Option<Vec<UnitId>>,
    #[serde(default)]
    pub chair: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// Wanted where the guests were invited to another day, hour or place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

impl AmendPlan {
    /// Whether it takes guests who were invited elsewhere. Words cannot be compared: a place that is named is another one.
    fn moves(&self, session: &Session) -> bool {
        let is_other_day = self.held_on.is_some_and(|it| it != session.held_on);
        let is_other_hour = self.hour.is_some() && self.hour != session.hour;
        session.stage == Stage::Open && (is_other_day || is_other_hour || self.venue.is_some())
    }
}

/// A plan was amended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAmended {
    pub title: Option<Words>,
    pub held_on: Option<Date>,
    pub hour: Option<Time>,
    pub mode: Option<Mode>,
    pub guests: Option<Vec<UnitId>>,
    pub chair: Option<Words>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Words>,
    /// Why its day, hour or place was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Words>,
}

impl Decide for AmendPlan {
    type State = Session;
    type Event = PlanAmended;

    fn needs(&self) -> Needs {
        let guests = self.guests.iter().flatten().map(|&it| it.into());
        Needs { states: guests.collect(), ..Needs::default() }
    }

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<PlanAmended, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Draft, Stage::Open])?;
        if (AmendPlan { because: None, ..self.clone() }) == AmendPlan::default() {
            return Err(Refusal::NothingCorrected);
        }
        if let Some(day) = self.held_on.filter(|it| *it < scene.today()) {
            return Err(Refusal::DayPast { day });
        }
        if let Some(guests) = &self.guests {
            want_guests(scene, session.host, guests)?;
        }
        let is_moved = self.moves(session);
        let because = optional_words("because", self.because.filter(|it| is_moved && !it.trim().is_empty()))?;
        if is_moved && because.is_none() {
            return Err(Refusal::WordsMissing { field: "because".to_owned() });
        }
        Ok(PlanAmended {
            title: optional_words("title", self.title)?,
            held_on: self.held_on,
            hour: self.hour,
            mode: self.mode,
            guests: self.guests,
            chair: optional_words("chair", self.chair)?,
            venue: optional_words("venue", self.venue)?,
            because,
        })
    }
}

impl Fold for PlanAmended {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let session = before?;
        let n = session.moved.as_ref().map_or(0, |it| it.n) + 1;
        let moved = self.because.map(|because| Moved { n, before: session.when(), because, on: stamp.on() });
        Some(Session {
            moved: moved.or(session.moved),
            title: self.title.unwrap_or(session.title),
            held_on: self.held_on.unwrap_or(session.held_on),
            hour: self.hour.or(session.hour),
            mode: self.mode.or(session.mode),
            guests: self.guests.unwrap_or(session.guests),
            chair: self.chair.or(session.chair),
            venue: self.venue.or(session.venue),
            ..session
        })
    }
}
