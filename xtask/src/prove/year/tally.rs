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
    pub n_extensions: u32,
    pub is_received: bool,
}

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
        n_extensions: 0,
        is_received: false,
    };
    let (mut asked, mut rests_since) = (None, None);
    for step in task.course.iter().filter(|it| it.on <= day) {
        match step.act {
            "report_done" => (now.stand, now.done_on) = (Stand::Awaiting, step.day),
            "send_back" => (now.stand, now.done_on) = (Stand::Open, None),
            "confirm" => now.stand = Stand::Completed,
            "terminate" => now.stand = Stand::Terminated,
            "ask_extension" => asked = step.day,
            "grant_extension" => (now.due_on, now.n_extensions) = (asked.take(), now.n_extensions + 1),
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
        now.is_received |= step.act == "receive";
    }
    Some(now)
}

/// The tasks that were assigned by the evening of `day`, whose lead is `top` or below it.
pub fn standings<'a>(script: &'a Script, top: &str, day: Date) -> Vec<(&'a Task, Standing)> {
    let within = script.tasks.iter().filter(|it| script.is_within(it.lead, top));
    within.filter_map(|it| Some((it, standing(it, day)?))).collect()
}
