//! Setting the rule by which people are written to for one reason: when, who, and when the next level up is told.
//!
//! Source: design; the office names the regulation it follows.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{MailReason, MailRule, MailTold, Register, SetRule};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// No clock of a rule is longer.
pub const MOST_RULE_DAYS: u16 = 366;

/// Sets the rule of a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetMailRule {
    pub reason: MailReason,
    pub days: u16,
    pub tells: MailTold,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_after_days: Option<u16>,
    /// The regulation that says so.
    pub basis: String,
}

/// A rule was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRuleSet {
    pub reason: MailReason,
    pub days: u16,
    pub tells: MailTold,
    pub up_after_days: Option<u16>,
    pub basis: Words,
}

impl SetMailRule {
    fn rule(&self) -> MailRule {
        let up_after_days = self.up_after_days.filter(|it| *it > 0);
        MailRule { days: self.days, tells: self.tells, up_after_days }
    }
}

impl Decide for SetMailRule {
    type State = Register;
    type Event = MailRuleSet;

    fn decide(self, before: Option<&Register>, scene: &Scene) -> Result<MailRuleSet, Refusal> {
        let Some(register) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        let MailRule { days, tells, up_after_days } = self.rule();
        if !MailReason::RULED.contains(&self.reason) {
            return Err(Refusal::MailWithoutRule);
        }
        if days.max(up_after_days.unwrap_or_default()) > MOST_RULE_DAYS {
            return Err(Refusal::MailDaysTooMany { most: MOST_RULE_DAYS });
        }
        if register.mail_rule(self.reason) == self.rule() {
            return Err(Refusal::MailRuleAlready);
        }
        let basis = wanted_words("basis", self.basis)?.into();
        Ok(MailRuleSet { reason: self.reason, days, tells, up_after_days, basis })
    }
}

impl Fold for MailRuleSet {
    type State = Register;

    fn fold(self, before: Option<Register>, stamp: &Stamp) -> Option<Register> {
        let mut register = before?;
        let rule = MailRule { days: self.days, tells: self.tells, up_after_days: self.up_after_days };
        register.mail_rules.insert(self.reason, SetRule { rule, basis: self.basis, by: stamp.actor, on: stamp.on() });
        Some(register)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.basis)
    }
}
