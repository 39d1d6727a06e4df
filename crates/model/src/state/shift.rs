//! What became of a session after its guests were invited: it was moved, or called off, or one of them was struck off.

use crate::Words;
use jiff::civil::{Date, Time};

/// When and where a session is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    pub held_on: Date,
    pub hour: Option<Time>,
    pub venue: Option<Words>,
}

/// How a session was moved the last time, once its guests were invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// How often it was moved, this time included.
    pub n: u32,
    pub before: When,
    pub because: Words,
    pub on: Date,
}

/// How a guest that had been invited was struck off the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struck {
    /// How often guests had been struck off by then, this time included.
    pub n: u32,
    /// When and where it had been asked to come.
    pub before: When,
    pub on: Date,
}

/// Why a session does not take place, and when that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallingOff {
    pub because: Words,
    pub on: Date,
}
