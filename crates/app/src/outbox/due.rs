//! Who is told what today, by the rules of the office: found out from the tasks and the day, kept nowhere.

use super::changed::{Change, Changed};
use crate::followers::units::Units;
use jiff::civil::Date;
use model::access::{is_root, may};
use model::state::{MailReason, MailRule, MailTold, Register, Stage, WorkState};
use model::{AccountId, Role, SessionId, TaskId, UnitId};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use store::{SessionRow, TaskRow};

/// One thing that somebody is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matter {
    pub reason: MailReason,
    pub about: About,
    /// Its words; `None` once they were erased.
    pub words: Option<String>,
    /// Whose it is.
    pub unit: Option<UnitId>,
    pub due_on: Option<Date>,
    /// Days late, days left, days without a word, days for which it waits.
    pub days: u16,
    /// So many levels above whose it is.
    pub n_up: u16,
    /// Whether its rule began to hold today.
    pub is_new: bool,
    /// Of a session to which somebody was invited, what became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// What it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Task { id: TaskId, code: String },
    Session { id: SessionId },
}

impl About {
    pub fn task(&self) -> Option<TaskId> {
        match self {
            About::Task { id, .. } => Some(*id),
            About::Session { .. } => None,
        }
    }

    pub fn session(&self) -> Option<SessionId> {
        match self {
            About::Task { .. } => None,
            About::Session { id } => Some(*id),
        }
    }
}

/// What people are told on one day, by the rules and the roles as they are.
pub(super) struct Finding {
    pub units: Arc<Units>,
    pub register: Register,
    pub today: Date,
    /// Who has a role over exactly a unit.
    holders: HashMap<(Role, UnitId), Vec<AccountId>>,
}

/// Whoever is told, and what.
pub(super) type Told = Vec<(AccountId, Matter)>;

impl Finding {
    pub fn new(units: Arc<Units>, register: Register, today: Date) -> Finding {
        let mut holders: HashMap<(Role, UnitId), Vec<AccountId>> = HashMap::new();
        for account in &units.accounts_by_name {
            for grant in units.accounts.get(account).into_iter().flat_map(|it| &it.1) {
                holders.entry((grant.role, grant.unit)).or_default().push(*account);
            }
        }
        Finding { units, register, today, holders }
    }

    /// Who is told of a task; one that is not open tells nobody anything.
    pub fn task(&self, task: &TaskRow) -> Told {
        if !task.work.is_open() {
            return Told::new();
        }
        let (mut known, mut told) = (HashSet::new(), Told::new());
        for (reason, since) in self.reasons(task) {
            let rule = self.register.mail_rule(reason);
            let n_up = rule.up_after_days.map_or(0, |it| since / it);
            let begins = |n_up: u16| n_up.checked_mul(rule.up_after_days.unwrap_or_default()) == Some(since);
            let matter = |n_up| Matter {
                reason,
                about: About::Task { id: task.id, code: task.code.to_string() },
                words: task.words.words().map(str::to_owned),
                unit: Some(task.lead),
                due_on: task.deadline.due_on(),
                days: if reason == MailReason::DueSoon { rule.days - since } else { rule.days + since },
                n_up,
                is_new: begins(n_up),
                change: None,
            };
            let below = self.told(rule, task).into_iter().map(|it| (it, 0));
            let above = if rule.tells == MailTold::Nobody { Vec::new() } else { self.above(task.lead, n_up) };
            // Of one task everybody is told the most pressing.
            let new = below.chain(above).filter(|it| known.insert(it.0));
            told.extend(new.map(|(account, n_up)| (account, matter(n_up))));
        }
        told
    }

    /// Who is told of a session that is to come. Of a draft only its host knows, and one that was called off does not come.
    pub fn session(&self, session: &SessionRow) -> Told {
        if session.stage != Stage::Open {
            return Told::new();
        }
        let rule = self.register.mail_rule(MailReason::SessionComing);
        let days = days_from(self.today, session.held_on);
        if days < 1 || i32::from(rule.days) < days || rule.tells == MailTold::Nobody {
            return Told::new();
        }
        let days = u16::try_from(days).unwrap_or_default();
        let matter = || Matter {
            reason: MailReason::SessionComing,
            about: About::Session { id: session.id },
            words: session.title.words().map(str::to_owned),
            unit: session.host,
            due_on: Some(session.held_on),
            days,
            n_up: 0,
            is_new: days == rule.days,
            change: None,
        };
        let units = session.host.iter().chain(&session.guests);
        let accounts: HashSet<AccountId> = units.flat_map(|it| self.of_unit(*it, rule.tells)).collect();
        accounts.into_iter().map(|it| (it, matter())).collect()
    }

    /// Who is told what became of a session, of the people of its guests.
    pub fn changed(&self, changed: &Changed) -> Told {
        let of = |units: &[UnitId]| -> HashSet<AccountId> {
            units.iter().flat_map(|it| self.of_unit(*it, MailTold::Unit)).collect()
        };
        let (told, not) = (of(&changed.units), of(&changed.not));
        told.difference(&not).map(|it| (*it, changed.matter.clone())).collect()
    }

    /// Why somebody is told of a task today, each with the days since its rule began to hold; the most pressing first.
    fn reasons(&self, task: &TaskRow) -> Vec<(MailReason, u16)> {
        let is_owed = matches!(task.work, WorkState::NotStarted | WorkState::InProgress);
        let owed = |day: Option<Date>| day.filter(|_| is_owed);
        let since = |reason: MailReason, days: i32| {
            let since = days - i32::from(self.register.mail_rule(reason).days);
            u16::try_from(since).ok().map(|since| (reason, since))
        };
        let waits = |reason, day: Option<Date>| day.and_then(|it| since(reason, days_from(it, self.today)));
        let late = owed(task.late_from_on).and_then(|it| since(MailReason::Overdue, days_from(it, self.today) + 1));
        let confirmation = (!is_owed).then_some(task.silent_since_on);
        let due_soon = owed(task.deadline.due_on()).and_then(|it| {
            let left = u16::try_from(days_from(self.today, it)).ok()?;
            let since = self.register.mail_rule(MailReason::DueSoon).days.checked_sub(left)?;
            Some((MailReason::DueSoon, since))
        });
        let is_undated = task.deadline.due_on().is_none();
        let silent = if is_undated { MailReason::SilentUndated } else { MailReason::Silent };
        let found = [
            late,
            waits(MailReason::CameBack, owed(task.came_back_on)),
            waits(MailReason::ExtensionAsked, task.extension.map(|it| it.1)),
            waits(MailReason::Declined, task.declined_on),
            waits(MailReason::AwaitingConfirmation, confirmation),
            due_soon,
            waits(silent, owed(Some(task.silent_since_on))),
        ];
        found.into_iter().flatten().collect()
    }

    /// Who is told first.
    fn told(&self, rule: MailRule, task: &TaskRow) -> Vec<AccountId> {
        let mut told = self.of_unit(task.lead, rule.tells);
        if matches!(rule.tells, MailTold::Office | MailTold::Both) {
            told.extend(self.office(task));
        }
        told
    }

    /// Officers of a unit, and its leaders, where the rule tells them.
    fn of_unit(&self, unit: UnitId, tells: MailTold) -> Vec<AccountId> {
        let roles: &[Role] = match tells {
            MailTold::Nobody | MailTold::Office => &[],
            MailTold::Officers => &[Role::UnitOfficer],
            MailTold::Unit | MailTold::Both => &[Role::UnitOfficer, Role::Leader],
        };
        roles.iter().flat_map(|it| self.holding(*it, unit)).copied().collect()
    }

    /// Whoever assigned it, where they still may decide about it; else the clerks of the nearest unit above that has some.
    fn office(&self, task: &TaskRow) -> Vec<AccountId> {
        let grants = self.units.accounts.get(&task.assigned_by).map(|it| it.1.as_slice()).unwrap_or_default();
        if may(grants, "task.confirm", &[task.lead], &self.units.tree) {
            return vec![task.assigned_by];
        }
        let clerks = |unit: UnitId| Some(self.holding(Role::Clerk, unit)).filter(|it| !it.is_empty());
        let own = is_root(task.lead, &self.units.tree).then_some(task.lead);
        own.into_iter().chain(self.line_above(task.lead)).find_map(clerks).unwrap_or_default().to_vec()
    }

    /// The leaders of the nearest `n` units above that have some, each with how far above.
    fn above(&self, unit: UnitId, n: u16) -> Vec<(AccountId, u16)> {
        let leaders = self.line_above(unit).map(|it| self.holding(Role::Leader, it)).filter(|it| !it.is_empty());
        (1..=n).zip(leaders).flat_map(|(n_up, it)| it.iter().map(move |it| (*it, n_up))).collect()
    }

    fn holding(&self, role: Role, unit: UnitId) -> &[AccountId] {
        self.holders.get(&(role, unit)).map_or(&[], Vec::as_slice)
    }

    /// The units above, the nearest first.
    fn line_above(&self, unit: UnitId) -> impl Iterator<Item = UnitId> {
        let parent = |it: &UnitId| self.units.rows.get(it)?.parent;
        std::iter::successors(parent(&unit), move |it| parent(it)).take(self.units.rows.len())
    }
}

/// Calendar days from `first` to `last`; negative where it lies before.
fn days_from(first: Date, last: Date) -> i32 {
    (last - first).get_days()
}
