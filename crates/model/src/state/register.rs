//! The register itself: one tenant, one tree, one chain, and the calendar by which its office counts.

use crate::state::{MailReason, MailRule};
use crate::{AccountId, RegisterId, Words};
use base::{BeforeDay, WorkingDays};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The founding facts of a register, and how its office counts days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    pub id: RegisterId,
    /// A rehearsal runs on a given clock and on salts that anyone can compute: for demonstrations and proofs only.
    pub is_rehearsal: bool,
    pub founded_on: Date,
    /// Days that count otherwise than the rule says.
    pub days: BTreeMap<Date, ChangedDay>,
    pub before_day: BeforeDay,
    /// Rules of letters that the office has set.
    pub mail_rules: BTreeMap<MailReason, SetRule>,
}

impl Register {
    /// The rule by which people are written to for `reason`.
    pub fn mail_rule(&self, reason: MailReason) -> MailRule {
        self.mail_rules.get(&reason).map_or_else(|| reason.usual(), |it| it.rule)
    }

    /// The calendar as it stands.
    pub fn calendar(&self) -> WorkingDays {
        let is_worked = |it: &ChangedDay| it.counts_as == CountsAs::Worked;
        WorkingDays::new(self.days.iter().map(|(day, it)| (*day, is_worked(it))), self.before_day)
    }
}

/// A rule that the office has set, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetRule {
    pub rule: MailRule,
    pub basis: Words,
    pub by: AccountId,
    pub on: Date,
}

/// A day that counts otherwise than the rule says, and who said so when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedDay {
    pub counts_as: CountsAs,
    /// The decision that says so.
    pub basis: Words,
    pub by: AccountId,
    pub on: Date,
}

/// How a day counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountsAs {
    Off,
    Worked,
    /// As the rule says.
    Ruled,
}
