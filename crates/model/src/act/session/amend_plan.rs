//! Amending the plan of a session that has not begun. What its guests were told stays as it was sent; who moves its day,
//! its hour or its place once they were invited says why, and they are told. An hour and a place that are not known any more
//! are cleared by an empty text.
//!
//! Source: design.

use super::{known, want_guests};
use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::{Mode, Moved, Session, Stage, Struck};
use crate::{Needs, Refusal, Scene, Stamp, UnitId, Words};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Amends a plan; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendPlan {
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub held_on: Option<Date>,
    /// `Some(None)`, an empty text, clears it.
    #[serde(default, with = "emptied")]
    pub hour: Option<Option<Time>>,
    #[serde(default)]
    pub mode: Option<Mode>,
    #[serde(default)]
    pub guests: Option<Vec<UnitId>>,
    #[serde(default)]
    pub chair: Option<String>,
    /// An empty text clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// Wanted where the guests were invited to another day, hour or place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Whether the place that is named is the one that stands, at the version that was seen: only whoever can read what was
    /// sealed knows.
    #[serde(skip)]
    pub is_same_venue: bool,
}

/// A part of a plan that may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanPart {
    Hour,
    Venue,
}

impl AmendPlan {
    /// The same without what stands there anyway and without what it clears; and what it clears of what stands.
    fn parted(self, session: &Session) -> (AmendPlan, Vec<PlanPart>) {
        let is_emptied = self.venue.as_ref().is_some_and(|it| it.trim().is_empty());
        let hour = (self.hour == Some(None) && session.hour.is_some()).then_some(PlanPart::Hour);
        let venue = (is_emptied && session.venue.is_some()).then_some(PlanPart::Venue);
        let rest = AmendPlan {
            hour: self.hour.filter(Option::is_some),
            venue: self.venue.filter(|_| !is_emptied && !self.is_same_venue),
            is_same_venue: false,
            ..self
        };
        (rest, hour.into_iter().chain(venue).collect())
    }

    /// Whether it takes guests who were invited elsewhere: a place that is named is another one.
    fn moves(&self, session: &Session, cleared: &[PlanPart]) -> bool {
        let is_other_day = self.held_on.is_some_and(|it| it != session.held_on);
        let is_other_hour = self.hour.is_some_and(|it| it != session.hour);
        let is_moved = is_other_day || is_other_hour || self.venue.is_some() || !cleared.is_empty();
        session.stage == Stage::Open && is_moved
    }
}

/// An hour that an empty text clears: nothing is absent, nothing within something is the empty text.
mod emptied {
    use jiff::civil::Time;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(hour: &Option<Option<Time>>, serializer: S) -> Result<S::Ok, S::Error> {
        match hour {
            None => serializer.serialize_none(),
            Some(None) => serializer.serialize_str(""),
            Some(Some(it)) => it.serialize(serializer),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Time>>, D::Error> {
        match Option::<String>::deserialize(deserializer)? {
            None => Ok(None),
            Some(it) if it.trim().is_empty() => Ok(Some(None)),
            Some(it) => it.parse().map(|it| Some(Some(it))).map_err(D::Error::custom),
        }
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
    /// What is not known any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleared: Vec<PlanPart>,
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
        let (plan, cleared) = self.parted(session);
        if cleared.is_empty() && (AmendPlan { because: None, ..plan.clone() }) == AmendPlan::default() {
            return Err(Refusal::NothingCorrected);
        }
        if let Some(day) = plan.held_on.filter(|it| *it < scene.today()) {
            return Err(Refusal::DayPast { day });
        }
        if let Some(guests) = &plan.guests {
            want_guests(scene, session.host, guests)?;
        }
        let is_moved = plan.moves(session, &cleared);
        let because = optional_words("because", plan.because.filter(|it| is_moved && !it.trim().is_empty()))?;
        if is_moved && because.is_none() {
            return Err(Refusal::WordsMissing { field: "because".to_owned() });
        }
        Ok(PlanAmended {
            title: optional_words("title", plan.title)?,
            held_on: plan.held_on,
            hour: plan.hour.flatten(),
            mode: plan.mode,
            guests: plan.guests,
            chair: optional_words("chair", plan.chair)?,
            venue: optional_words("venue", plan.venue)?,
            cleared,
            because,
        })
    }
}

impl Fold for PlanAmended {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let session = before?;
        let struck = self.struck(&session, stamp);
        let is_kept = |it: PlanPart| !self.cleared.contains(&it);
        let hour = self.hour.or(session.hour.filter(|_| is_kept(PlanPart::Hour)));
        let stands = session.venue.clone().filter(|_| is_kept(PlanPart::Venue));
        let n = session.moved.as_ref().map_or(0, |it| it.n) + 1;
        let moved = self.because.map(|because| Moved { n, before: session.when(), because, on: stamp.on() });
        Some(Session {
            moved: moved.or(session.moved),
            struck,
            title: self.title.unwrap_or(session.title),
            held_on: self.held_on.unwrap_or(session.held_on),
            hour,
            mode: self.mode.or(session.mode),
            guests: self.guests.unwrap_or(session.guests),
            chair: self.chair.or(session.chair),
            venue: self.venue.or(stands),
            ..session
        })
    }
}

impl PlanAmended {
    /// All guests that were struck off once they were invited, those of this time among them.
    fn struck(&self, session: &Session, stamp: &Stamp) -> BTreeMap<UnitId, Struck> {
        let mut struck = session.struck.clone();
        let n = struck.values().map(|it| it.n).max().unwrap_or(0) + 1;
        let is_gone = |it: &&UnitId| self.guests.as_ref().is_some_and(|guests| !guests.contains(it));
        for unit in session.guests.iter().filter(|_| session.stage == Stage::Open).filter(is_gone) {
            struck.insert(*unit, Struck { n, before: session.when(), on: stamp.on() });
        }
        struck
    }
}
