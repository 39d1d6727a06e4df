//! A link: the way to one task for somebody who does not sign in. What opens it is kept nowhere here.

use crate::{AccountId, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A link of a task; its number is its place among them, from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The person or unit that it was given to.
    pub to: Words,
    /// In whose name what comes by it is recorded.
    pub given_by: AccountId,
    pub given_on: Date,
    /// The last day on which it opens.
    pub last_on: Date,
    /// The lead of the task when it was given: it closes when another unit becomes the lead.
    pub lead: UnitId,
    pub revoked_on: Option<Date>,
}

/// How a report came, where whoever recorded it did not speak for themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// Somebody said it on the telephone.
    Phone { from: Words },
    /// By the link of that number.
    Link { n: u32 },
}
