//! The count made another way: what the script alone says of every task on a day, without the product.

use super::script::{Script, Task};
use jiff::ToSpan;
use jiff::civil::Date;

/// How a task stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    Open,
    Awaiting,
    Suspended,
    Completed,
    Terminated,
}

/// A task on a day.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    pub stand: Stand,
    pub due_on: Option<Date>,
    pub first_due_on: Option<Date>,
    pub done_on: Option<Date>,
    /// The last word of its lead or of whoever decided on it.
    pub word_on: Date,
    /// The day to which an extension is asked for and not decided.
    pub extension_until_on: Option<Date>,
}

/// What can become of a conclusion, the worst first.
pub const FATES: [&str; 13] = [
    "overdue",
    "silent",
    "unended",
    "awaiting",
    "extension_asked",
    "under_way",
    "suspended",
    "done_late",
    "done_in_time",
    "done",
    "terminated",
    "without_task",
    "guidance",
];

/// Silence of so many days is told.
const SILENT_DAYS: i32 = 30;

impl Standing {
    /// What is due on `today` and not done.
    pub fn is_overdue(&self, today: Date) -> bool {
        let past = |day: Date| self.due_on.is_some_and(|due_on| due_on < day);
        match self.stand {
            Stand::Open => past(today),
            Stand::Awaiting => past(today) && self.done_on.is_some_and(past),
            _ => false,
        }
    }

    /// Whether it was done after its day.
    pub fn is_done_late(&self) -> bool {
        self.due_on.zip(self.done_on).is_some_and(|(due_on, done_on)| due_on < done_on)
    }

    /// Its word of [`FATES`].
    pub fn fate(&self, today: Date) -> &'static str {
        match self.stand {
            Stand::Completed if self.due_on.is_none() => "done",
            Stand::Completed if self.is_done_late() => "done_late",
            Stand::Completed => "done_in_time",
            Stand::Terminated => "terminated",
            Stand::Suspended => "suspended",
            Stand::Awaiting => "awaiting",
            Stand::Open if self.is_overdue(today) => "overdue",
            Stand::Open if (today - self.word_on).get_days() >= SILENT_DAYS => "silent",
            Stand::Open if self.extension_until_on.is_some() => "extension_asked",
            Stand::Open => "under_way",
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.stand, Stand::Open | Stand::Awaiting)
    }
}

/// The task on the evening of `day`; `None` before it was assigned.
pub fn standing(task: &Task, day: Date) -> Option<Standing> {
    if day < task.assigned_on {
        return None;
    }
    let mut now = Standing {
        stand: Stand::Open,
        due_on: task.due_on,
        first_due_on: task.due_on,
        done_on: None,
        word_on: task.assigned_on,
        extension_until_on: None,
    };
    let mut rests_since = None;
    for step in task.course.iter().filter(|it| it.on <= day) {
        match step.act {
            "report_done" => (now.stand, now.done_on) = (Stand::Awaiting, step.day),
            "send_back" => (now.stand, now.done_on) = (Stand::Open, None),
            "confirm" => now.stand = Stand::Completed,
            "terminate" => now.stand = Stand::Terminated,
            "ask_extension" => now.extension_until_on = step.day,
            "grant_extension" => now.due_on = now.extension_until_on.take(),
            "suspend" => (now.stand, rests_since) = (Stand::Suspended, Some(step.on)),
            // A rest is no extension: the first day moves with it.
            "resume" => {
                let n_days = rests_since.take().map_or(0, |since: Date| (step.on - since).get_days());
                now.due_on = now.due_on.map(|it| it + n_days.days());
                now.first_due_on = now.first_due_on.map(|it| it + n_days.days());
                now.stand = Stand::Open;
            }
            _ => {}
        }
        if step.act != "urge" {
            now.word_on = step.on;
        }
    }
    Some(now)
}

/// The tasks that were assigned by the evening of `day`, whose lead is `top` or below it.
pub fn standings<'a>(script: &'a Script, top: &str, day: Date) -> Vec<(&'a Task, Standing)> {
    let within = script.tasks.iter().filter(|it| script.is_within(it.lead, top));
    within.filter_map(|it| Some((it, standing(it, day)?))).collect()
}
