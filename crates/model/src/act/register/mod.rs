//! The acts of a register.

pub mod change_days;
pub mod count_before;
pub mod found;
pub mod set_mail_rule;

use crate::state::Register as State;

acts! {
    found: Found "register.found" => Founded "register.founded" 1, Begins, Console [];
    change_days: ChangeDays "register.change_days" => DaysChanged "register.days_changed" 1, Commutes, Unit [Clerk, Administrator];
    count_before: CountBefore "register.count_before" => BeforeCounted "register.before_counted" 1, Commutes, Unit [Clerk, Administrator];
    set_mail_rule: SetMailRule "register.set_mail_rule" => MailRuleSet "register.mail_rule_set" 1, Commutes, Unit [Clerk, Administrator];
}
