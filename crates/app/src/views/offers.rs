//! What can be done about a task now, and why the rest cannot: for one task, and for the tasks of a list.

use super::TaskView;
use crate::access::Viewer;
use jiff::civil::Date;
use model::state::{Task, Work, WorkState};
use model::{AccountId, ActInfo, Concurrency, UnitId};
use serde::Serialize;

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
}

/// The acts that make sense for many tasks at once, in the order of a task's life.
pub const BATCH_ACTS: [&str; 5] =
    ["task.receive", "task.report_progress", "task.confirm", "task.send_back", "task.terminate"];

/// Every act on a task that is there, in the order of its life.
pub(super) fn offers(viewer: &Viewer, task: &Task, today: Date) -> Vec<ActOffer> {
    let acts = model::registry().filter(|it| it.act.starts_with("task."));
    let has_link = (1..).zip(&task.links).any(|(n, _)| task.want_link(n, today).is_ok());
    let is_there = |it: &&ActInfo| it.act != "task.revoke_link" || has_link;
    let acts = acts.filter(|it| it.concurrency != Concurrency::Begins).filter(is_there);
    let stand = Stand::of(task);
    let why_not =
        |act| if viewer.may(act, &[stand.lead]) { stand.refuses(act, viewer.account) } else { Some(WhyNot::NoRole) };
    acts.map(|it| ActOffer { act: it.act, why_not: why_not(it.act) }).collect()
}

/// What can be done about many of `tasks` at once: possible where one of them allows it. What is possible only now and then is
/// told with a reason; what no role of the viewer allows for any is left out.
pub fn batch_offers(viewer: &Viewer, tasks: &[TaskView]) -> Vec<ActOffer> {
    let offer = |act: &&'static str| {
        let stands = || tasks.iter().map(Stand::seen);
        let is_possible = |it: &Stand| it.refuses(act, viewer.account).is_none() && viewer.may(act, &[it.lead]);
        if stands().any(|it| is_possible(&it)) {
            return Some(ActOffer { act, why_not: None });
        }
        let allowed = stands().find(|it| viewer.may(act, &[it.lead]) && it.work.is_open())?;
        Some(ActOffer { act, why_not: allowed.refuses(act, viewer.account) })
    };
    BATCH_ACTS.iter().filter_map(offer).collect()
}

/// How a task stands, as far as it decides what can be done.
struct Stand {
    lead: UnitId,
    work: WorkState,
    is_received: bool,
    /// Where it is known who reported it as done.
    reported_by: Option<AccountId>,
}

impl Stand {
    fn of(task: &Task) -> Stand {
        let reported_by = match task.work {
            Work::AwaitingConfirmation { reported_by, .. } => reported_by,
            _ => None,
        };
        Stand { lead: task.lead, work: task.work.state(), is_received: task.received_on.is_some(), reported_by }
    }

    fn seen(task: &TaskView) -> Stand {
        let is_received = task.received_on.is_some();
        Stand { lead: task.lead.id, work: task.state.work, is_received, reported_by: None }
    }

    fn refuses(&self, act: &str, account: AccountId) -> Option<WhyNot> {
        if !self.work.is_open() {
            return Some(WhyNot::Ended);
        }
        let awaits = self.work == WorkState::AwaitingConfirmation;
        match act {
            "task.receive" if self.is_received => Some(WhyNot::AlreadyReceived),
            "task.report_done" if awaits => Some(WhyNot::AlreadyReported),
            "task.confirm" if awaits && self.reported_by == Some(account) => Some(WhyNot::Reporter),
            "task.confirm" | "task.send_back" if !awaits => Some(WhyNot::NotReported),
            _ => None,
        }
    }
}
