//! Giving a link: one person or unit may report on this one task without signing in, until a day.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Link, Task};
use crate::{Refusal, Scene, Stamp, Words};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest life of a link, days.
pub const LONGEST_LINK_DAYS: i32 = 92;

/// Gives a link to whoever is called `to`; what comes by it is recorded in the name of whoever gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiveLink {
    pub to: String,
    /// The last day on which it opens.
    pub last_on: Date,
}

/// A link was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkGiven {
    pub n: u32,
    pub to: Words,
    pub last_on: Date,
}

impl Decide for GiveLink {
    type State = Task;
    type Event = LinkGiven;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<LinkGiven, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_open()?;
        let GiveLink { to, last_on } = self;
        if last_on < scene.today() {
            return Err(Refusal::DayPast { day: last_on });
        }
        let latest_on = scene.today().saturating_add(LONGEST_LINK_DAYS.days());
        if latest_on < last_on {
            return Err(Refusal::LinkTooLong { latest_on });
        }
        let n = u32::try_from(task.links.len() + 1).unwrap_or(u32::MAX);
        Ok(LinkGiven { n, to: wanted_words("to", to)?.into(), last_on })
    }
}

impl Fold for LinkGiven {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        let (given_by, given_on, lead) = (stamp.actor, stamp.on(), task.lead);
        task.links.push(Link { to: self.to, given_by, given_on, last_on: self.last_on, lead, revoked_on: None });
        Some(task)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.to)
    }
}
