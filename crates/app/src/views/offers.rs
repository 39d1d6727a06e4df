//! What can be done about a task now, and why the rest cannot: for one task, and for the tasks of a list.

use super::TaskView;
use crate::access::Viewer;
use jiff::civil::Date;
use model::state::{Task, WorkState};
use model::{AccountId, ActInfo, Concurrency, UnitId};
use serde::Serialize;
use store::TaskRow;

/// An act on the task.
#[derive(Clone, Debug, Serialize)]
pub struct ActOffer {
    /// Wire name: `task.confirm`.
    pub act: &'static str,
    /// `None` where it is possible now.
    pub why_not: Option<WhyNot>,
}

/// Why an act is not possible now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// No role allows it.
    NoRole,
    /// The task has ended.
    Ended,
    /// The lead has it already.
    AlreadyReceived,
    /// It is reported as done and awaits confirmation.
    AlreadyReported,
    /// Nobody has reported it as done.
    NotReported,
    /// Whoever reported does not confirm.
    Reporter,
    /// It has no fixed day that could be later.
    NoDay,
    /// An extension is asked for already.
    ExtensionAsked,
    /// Whoever asked does not decide.
    Asker,
    /// Its lead says already that it is not its own.
    Declined,
    /// It is suspended.
    Suspended,
    /// Its lead was urged or reminded today.
    UrgedToday,
}

/// The acts that make sense for many tasks at once, in the order of a task's life.
pub const BATCH_ACTS: [&str; 7] = [
    "task.receive",
    "task.report_progress",
    "task.remind",
    "task.urge",
    "task.confirm",
    "task.send_back",
    "task.terminate",
];

/// Every act on a task that is there, in the order of its life.
pub(super) fn offers(viewer: &Viewer, task: &Task, today: Date) -> Vec<ActOffer> {
    let acts = model::registry().filter(|it| it.act.starts_with("task."));
    let has_link = (1..).zip(&task.links).any(|(n, _)| task.want_link(n, today).is_ok());
    // What answers a request is there while somebody asks.
    let is_there = |it: &&ActInfo| match it.act {
        "task.revoke_link" => has_link,
        "task.grant_extension" | "task.refuse_extension" => task.course.extension.is_some(),
        "task.reassign" | "task.keep_lead" => task.course.declined.is_some(),
        "task.remove_external_ref" => task.external_refs().next().is_some(),
        "task.add_source" => task.source.in_document().is_none(),
        "task.remove_source" => task.course.source_added_on.is_some(),
        // The desk of its document does that.
        "task.tie" => false,
        "task.resume" => task.work.suspended_on().is_some(),
        "task.reopen" => task.work.state() == WorkState::Completed,
        "task.ask_contribution" => !task.coordinating.is_empty(),
        "task.contribute" | "task.withdraw_contribution" => task.contributions().next().is_some(),
        _ => true,
    };
    let acts = acts.filter(|it| it.concurrency != Concurrency::Begins).filter(is_there);
    let stand = Stand::of(task);
    let why_not = |act| {
        let is_allowed = match act {
            "task.contribute" => task.contributions().any(|it| viewer.may(act, &[it.unit])),
            _ => viewer.may(act, &[stand.lead]),
        };
        if is_allowed { stand.refuses(act, viewer.account, today) } else { Some(WhyNot::NoRole) }
    };
    acts.map(|it| ActOffer { act: it.act, why_not: why_not(it.act) }).collect()
}

/// What can be done about many of `tasks` at once: possible where one of them allows it. What is possible only now and then is
/// told with a reason; what no role of the viewer allows for any is left out.
pub fn batch_offers(viewer: &Viewer, tasks: &[TaskView], today: Date) -> Vec<ActOffer> {
    let offer = |act: &&'static str| {
        let stands = || tasks.iter().map(Stand::seen);
        let is_possible = |it: &Stand| it.refuses(act, viewer.account, today).is_none() && viewer.may(act, &[it.lead]);
        if stands().any(|it| is_possible(&it)) {
            return Some(ActOffer { act, why_not: None });
        }
        let allowed = stands().find(|it| viewer.may(act, &[it.lead]) && it.work.is_open())?;
        Some(ActOffer { act, why_not: allowed.refuses(act, viewer.account, today) })
    };
    BATCH_ACTS.iter().filter_map(offer).collect()
}

/// Whether `viewer` can do an act about a task, as far as its row tells.
pub(super) fn can(viewer: &Viewer, act: &str, row: &TaskRow, today: Date) -> bool {
    viewer.may(act, &[row.lead]) && Stand::read(row).refuses(act, viewer.account, today).is_none()
}

/// How a task stands, as far as it decides what can be done.
struct Stand {
    lead: UnitId,
    work: WorkState,
    is_received: bool,
    /// Where it is known who reported it as done.
    reported_by: Option<AccountId>,
    has_day: bool,
    /// Where it is known who asked for an extension.
    extension_by: Option<AccountId>,
    /// Where it is known who declined it.
    declined_by: Option<AccountId>,
    urged_on: Option<Date>,
}

impl Stand {
    fn of(task: &Task) -> Stand {
        Stand {
            lead: task.lead,
            work: task.work.state(),
            is_received: task.received_on.is_some(),
            reported_by: task.work.reported_by(),
            has_day: task.deadline.due_on().is_some(),
            extension_by: task.course.extension.map(|it| it.asked_by),
            declined_by: task.course.declined.map(|it| it.by),
            urged_on: task.course.urged_on,
        }
    }

    fn read(row: &TaskRow) -> Stand {
        Stand {
            lead: row.lead,
            work: row.work,
            is_received: row.received_on.is_some(),
            reported_by: row.reported_by,
            has_day: row.deadline.due_on().is_some(),
            extension_by: None,
            declined_by: None,
            urged_on: row.urged_on,
        }
    }

    fn seen(task: &TaskView) -> Stand {
        Stand {
            lead: task.lead.id,
            work: task.state.work,
            is_received: task.received_on.is_some(),
            reported_by: task.reported_by,
            has_day: task.deadline.deadline.due_on().is_some(),
            extension_by: None,
            declined_by: None,
            urged_on: task.urged_on,
        }
    }

    fn refuses(&self, act: &str, account: AccountId, today: Date) -> Option<WhyNot> {
        let is_suspended = self.work == WorkState::Suspended;
        match act {
            "task.commend" | "task.criticise" | "task.add_external_ref" | "task.remove_external_ref" => return None,
            "task.reopen" if self.work == WorkState::Completed => return None,
            "task.resume" | "task.correct" | "task.terminate" if is_suspended => return None,
            _ if self.work.is_ended() => return Some(WhyNot::Ended),
            _ if is_suspended => return Some(WhyNot::Suspended),
            _ => {}
        }
        let awaits = self.work == WorkState::AwaitingConfirmation;
        match act {
            "task.receive" if self.is_received => Some(WhyNot::AlreadyReceived),
            "task.report_done"
            | "task.ask_contribution"
            | "task.ask_extension"
            | "task.decline"
            | "task.suspend"
            | "task.urge"
            | "task.remind"
                if awaits =>
            {
                Some(WhyNot::AlreadyReported)
            }
            "task.ask_extension" if !self.has_day => Some(WhyNot::NoDay),
            "task.ask_extension" if self.extension_by.is_some() => Some(WhyNot::ExtensionAsked),
            "task.decline" if self.declined_by.is_some() => Some(WhyNot::Declined),
            "task.grant_extension" | "task.refuse_extension" if self.extension_by == Some(account) => {
                Some(WhyNot::Asker)
            }
            "task.reassign" | "task.keep_lead" if self.declined_by == Some(account) => Some(WhyNot::Asker),
            "task.remind" if self.urged_on == Some(today) => Some(WhyNot::UrgedToday),
            "task.confirm" if awaits && self.reported_by == Some(account) => Some(WhyNot::Reporter),
            "task.confirm" | "task.send_back" if !awaits => Some(WhyNot::NotReported),
            _ => None,
        }
    }
}
