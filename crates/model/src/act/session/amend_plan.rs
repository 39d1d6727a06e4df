//! Amending the plan of a session that has not begun. What its guests were told stays as it was sent.
//!
//! Source: design.

use super::{known, want_guests};
use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::{Mode, Session, Stage};
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
        if self == AmendPlan::default() {
            return Err(Refusal::NothingCorrected);
        }
        if let Some(day) = self.held_on.filter(|it| *it < scene.today()) {
            return Err(Refusal::DayPast { day });
        }
        if let Some(guests) = &self.guests {
            want_guests(scene, session.host, guests)?;
        }
        Ok(PlanAmended {
            title: optional_words("title", self.title)?,
            held_on: self.held_on,
            hour: self.hour,
            mode: self.mode,
            guests: self.guests,
            chair: optional_words("chair", self.chair)?,
        })
    }
}

impl Fold for PlanAmended {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let session = before?;
        Some(Session {
            title: self.title.unwrap_or(session.title),
            held_on: self.held_on.unwrap_or(session.held_on),
            hour: self.hour.or(session.hour),
            mode: self.mode.or(session.mode),
            guests: self.guests.unwrap_or(session.guests),
            chair: self.chair.or(session.chair),
            ..session
        })
    }
}
