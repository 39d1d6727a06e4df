//! Where those who take part in a session sit, how many of them it needs, and who came.

use crate::{Refusal, UnitId, Words};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A place from which people take part; those far away join by the link of whatever conference system the office has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hall {
    pub n: u32,
    pub name: Words,
    /// An address that begins with `https://`.
    pub link: Option<Words>,
    /// The units that sit there.
    pub units: Vec<UnitId>,
    /// Whether it is used no more; a roll that was called names it still.
    pub is_dropped: bool,
}

/// How many of those who are called must be there: `present` of every `of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quorum {
    pub present: u32,
    pub of: u32,
}

impl Quorum {
    /// A part of a whole.
    ///
    /// # Errors
    /// [`Refusal::QuorumUnclear`] for no part, and for more than the whole.
    pub fn new(present: u32, of: u32) -> Result<Quorum, Refusal> {
        match 0 < present && present <= of {
            true => Ok(Quorum { present, of }),
            false => Err(Refusal::QuorumUnclear { present, of }),
        }
    }

    /// Whether `n_here` of `n_called` are enough.
    pub fn is_met(self, n_here: usize, n_called: usize) -> bool {
        let [present, of] = [self.present, self.of].map(u64::from);
        present * n_called as u64 <= of * n_here as u64
    }
}

/// The roll as it was called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// One of each unit, in the order in which they were called.
    pub lines: Vec<RollLine>,
    /// How often something was said of a unit: whoever corrects its line has seen the last.
    pub said: BTreeMap<UnitId, u32>,
    pub called_on: Date,
}

impl Roll {
    /// How many came, on time or late.
    pub fn n_here(&self) -> usize {
        self.lines.iter().filter(|it| it.presence.is_here()).count()
    }

    /// How many came so.
    pub fn n(&self, presence: Presence) -> usize {
        self.lines.iter().filter(|it| it.presence == presence).count()
    }
}

/// Whether a unit came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollLine {
    pub unit: UnitId,
    /// The number of the hall in which it sits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hall: Option<u32>,
    pub presence: Presence,
    /// Of one that came late, when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// Who came for it, as words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Words>,
}

/// How somebody took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    Present,
    Late,
    /// Away with leave.
    Excused,
    Absent,
}

impl Presence {
    pub fn is_here(self) -> bool {
        matches!(self, Presence::Present | Presence::Late)
    }
}
