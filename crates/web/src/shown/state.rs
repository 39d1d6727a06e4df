//! How a task stands, as it is shown: a shape, a word, and the days. Never colour alone.

use crate::render::{Day, Frame};
use app::Deadline;
use app::messages::say;
use app::propose::Reason;
use app::sentences;
use app::views::TaskView;
use jiff::Timestamp;
use jiff::civil::Date;
use model::state::WorkState;
use std::borrow::Cow;

/// Due within so many days is told.
pub const SOON_DAYS: i32 = 7;
/// Silence of so many days is told.
const SILENT_DAYS: i32 = 30;

/// A state as it is drawn.
pub struct StateShown {
    pub class: &'static str,
    pub words: Cow<'static, str>,
    pub more: Option<Cow<'static, str>>,
}

impl Frame {
    /// How a task stands.
    pub fn state(&self, task: &TaskView) -> StateShown {
        let plain = |class, key| StateShown { class, words: Cow::Borrowed(self.t(key)), more: None };
        match task.state.work {
            WorkState::Completed => StateShown { more: self.done_late(task), ..plain("st-done", "state-completed") },
            WorkState::Terminated => plain("st-hold", "state-terminated"),
            WorkState::AwaitingConfirmation => plain("st-wait", "state-awaiting-confirmation"),
            WorkState::NotStarted | WorkState::InProgress => self.open_state(task),
        }
    }

    /// For how long nobody has said a word on an open task.
    pub fn silence(&self, task: &TaskView) -> Option<Cow<'static, str>> {
        let is_silent = task.state.work.is_open() && task.state.days_silent >= SILENT_DAYS;
        is_silent.then(|| self.days("page-silent-days", task.state.days_silent))
    }

    /// By how many days the work was done after its deadline.
    fn done_late(&self, task: &TaskView) -> Option<Cow<'static, str>> {
        let days = days_until(self.due(task)?, task.done_on?);
        (days > 0).then(|| self.days("page-done-late", days))
    }

    fn open_state(&self, task: &TaskView) -> StateShown {
        let begun = match task.state.work {
            WorkState::NotStarted => "state-not-started",
            _ => "state-in-progress",
        };
        let more = Some(Cow::Borrowed(self.t(begun)));
        let of = |class, words| StateShown { class, words, more: more.clone() };
        if task.state.days_late > 0 {
            return of("st-late", self.days("page-late-days", task.state.days_late));
        }
        match task.deadline.deadline {
            Deadline::Fixed { due_on } => match days_until(self.today, due_on) {
                0 => of("st-soon", Cow::Borrowed(self.t("page-due-today"))),
                left if left <= SOON_DAYS => of("st-soon", self.days("page-left-days", left)),
                left => of("st-time", self.days("page-left-days", left)),
            },
            Deadline::Periodic => of("st-time", Cow::Borrowed(self.t("page-periodic"))),
            Deadline::Standing => of("st-time", Cow::Borrowed(self.t("page-standing"))),
            Deadline::Unset => of("st-none", Cow::Borrowed(self.t("page-undated"))),
        }
    }

    fn days(&self, key: &'static str, days: i32) -> Cow<'static, str> {
        self.counted(key, &usize::try_from(days).unwrap_or_default())
    }

    /// The day on which a task is due, where there is one.
    pub fn due(&self, task: &TaskView) -> Option<Date> {
        match task.deadline.deadline {
            Deadline::Fixed { due_on } => Some(due_on),
            _ => None,
        }
    }

    /// The day of an instant, where the office is.
    pub fn instant(&self, at: &Timestamp) -> Day {
        self.day(&model::day_in_vietnam(*at))
    }

    /// What an event says has happened.
    pub fn happened(&self, event: &str) -> String {
        say(self.language, &format!("event-{}", event.replace(['.', '_'], "-")), &[])
    }

    /// Why something waits for a person.
    pub fn reason(&self, reason: &Reason) -> String {
        sentences::reason(self.language, reason)
    }
}

fn days_until(from: Date, until: Date) -> i32 {
    from.until(until).map_or(0, |it| it.get_days())
}
