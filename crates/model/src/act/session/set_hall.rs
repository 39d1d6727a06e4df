//! Naming a hall of a session: where units sit, and the link by which those far away join. A unit sits in one hall.
//!
//! Source: design (the office has a conference system of its own; only its address is kept).

use super::{known, want_part};
use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Hall, Session, Stage};
use crate::{Refusal, Scene, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// How the address of a link begins.
const HTTPS: &str = "https://";

/// Names a hall, or amends the one of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetHall {
    #[serde(default)]
    pub n: Option<u32>,
    pub name: String,
    #[serde(default)]
    pub link: Option<String>,
    #[serde(default)]
    pub units: Vec<UnitId>,
}

/// A hall was named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HallSet {
    pub n: u32,
    pub name: Words,
    pub link: Option<Words>,
    pub units: Vec<UnitId>,
}

impl Decide for SetHall {
    type State = Session;
    type Event = HallSet;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<HallSet, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Draft, Stage::Open, Stage::InProgress])?;
        // One that was dropped comes back by its number.
        if let Some(n) = self.n.filter(|n| !session.halls.iter().any(|it| it.n == *n)) {
            return Err(Refusal::HallUnknown { n });
        }
        self.units.iter().try_for_each(|it| want_part(session, *it))?;
        let link = self.link.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        let is_link =
            |it: &String| it.len() > HTTPS.len() && it.starts_with(HTTPS) && !it.contains(char::is_whitespace);
        if link.as_ref().is_some_and(|it| !is_link(it)) {
            return Err(Refusal::LinkNotHttps);
        }
        Ok(HallSet {
            n: self.n.unwrap_or_else(|| session.halls.iter().map(|it| it.n).max().unwrap_or(0) + 1),
            name: wanted_words("name", self.name)?.into(),
            link: optional_words("link", link)?,
            units: self.units,
        })
    }
}

impl Fold for HallSet {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        for hall in &mut session.halls {
            hall.units.retain(|it| !self.units.contains(it));
        }
        let hall = Hall { n: self.n, name: self.name, link: self.link, units: self.units, is_dropped: false };
        match session.halls.iter_mut().find(|it| it.n == hall.n) {
            Some(it) => *it = hall,
            None => session.halls.push(hall),
        }
        Some(session)
    }
}
