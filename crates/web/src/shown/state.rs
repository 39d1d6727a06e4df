//! How a task stands, as it is shown: a shape, a word, and the days. Never colour alone.

use crate::render::{Frame, Instant};
use app::Deadline;
use app::figures;
use app::messages::say;
use app::propose::Reason;
use app::sentences;
use app::views::{Moment, MomentVia, TaskView, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use model::CLOCK_MARKS;
use model::state::{TextDoubt, WorkState};
use std::borrow::Cow;

/// Due within so many days is told.
pub const SOON_DAYS: i32 = 7;
/// A state as it is drawn.
pub struct StateShown<'a> {
    pub class: &'static str,
    pub words: Cow<'static, str>,
    /// The words of the deadline, where they name no day.
    pub said: Option<&'a str>,
    pub more: Option<Cow<'static, str>>,
    /// By how many days it is late, where something else comes first.
    pub late: Option<Cow<'static, str>>,
}

impl Frame {
    /// How a task stands.
    pub fn state<'a>(&self, task: &'a TaskView) -> StateShown<'a> {
        let plain = |class, key| {
            let words = Cow::Borrowed(self.t(key));
            StateShown { class, words, said: None, more: None, late: None }
        };
        match task.state.work {
            WorkState::Completed => StateShown { more: self.done_late(task), ..plain("st-done", "state-completed") },
            WorkState::Terminated => plain("st-hold", "state-terminated"),
            WorkState::Suspended => plain("st-hold", "state-suspended"),
            WorkState::AwaitingConfirmation => {
                let days = self.days_late(task);
                let late = (days > 0).then(|| self.days("page-late-days", days));
                StateShown { late, ..plain("st-wait", "state-awaiting-confirmation") }
            }
            WorkState::NotStarted | WorkState::InProgress => self.open_state(task),
        }
    }

    /// What came back to the lead of a task: when, and why.
    pub fn answer(&self, task: &TaskView) -> Option<String> {
        let (on, answer) = (task.came_back_on?, task.answer.as_ref()?);
        let key = match answer.event {
            "task.sent_back" => "page-sent-back-because",
            "task.reopened" => "page-reopened-because",
            "task.lead_kept" => "page-lead-kept-because",
            _ => "page-extension-refused-because",
        };
        let because = answer.because.as_deref().unwrap_or_else(|| self.t("erased"));
        Some(say(self.language, key, &[("on", figures::day(on).into()), ("because", because.into())]))
    }

    /// For how long nobody has said a word on an open task.
    pub fn silence(&self, task: &TaskView) -> Option<Cow<'static, str>> {
        let is_silent = task.state.work.is_open() && task.state.days_silent >= CLOCK_MARKS[0];
        is_silent.then(|| self.days("page-silent-days", task.state.days_silent))
    }

    /// The mark that the clock of a task without a day has passed.
    pub fn clock(&self, task: &TaskView) -> Option<String> {
        let mark = task.state.clock.map(|it| it.mark).filter(|it| *it > 0)?;
        Some(self.marked("page-clock", &mark))
    }

    /// By how many days an open task is late.
    pub fn days_late(&self, task: &TaskView) -> i32 {
        days_late(task)
    }

    /// By how many days the work was done after its deadline.
    fn done_late(&self, task: &TaskView) -> Option<Cow<'static, str>> {
        let days = days_until(self.due(task)?, task.done_on?);
        (days > 0).then(|| self.days("page-done-late", days))
    }

    fn open_state<'a>(&self, task: &'a TaskView) -> StateShown<'a> {
        let begun = match task.state.work {
            WorkState::NotStarted => "state-not-started",
            _ => "state-in-progress",
        };
        let more = Some(Cow::Borrowed(self.t(begun)));
        let of = |class, words| StateShown { class, words, said: None, more: more.clone(), late: None };
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
            Deadline::Unset => match task.deadline.due_words.as_deref() {
                None => of("st-none", Cow::Borrowed(self.t("page-undated"))),
                said => StateShown { said, ..of("st-none", Cow::Borrowed(self.t("page-undated-words"))) },
            },
        }
    }

    /// What stands for the day of a task that has none.
    pub fn without_day(&self, task: &TaskView) -> String {
        match (task.deadline.deadline, &task.deadline.due_words) {
            (Deadline::Unset, Some(_)) => self.t("deadline-unset-words").to_owned(),
            (deadline, _) => self.word("deadline-", &deadline),
        }
    }

    fn days(&self, key: &'static str, days: i32) -> Cow<'static, str> {
        self.counted(key, &usize::try_from(days).unwrap_or_default())
    }

    /// The day on which a task is due, where there is one.
    pub fn due(&self, task: &TaskView) -> Option<Date> {
        due(task)
    }

    /// Who said what happened, and in whose name it is recorded where that is another.
    pub fn who(&self, moment: &Moment) -> Option<String> {
        let erased = || self.t("erased").to_owned();
        let by = || moment.by.clone().unwrap_or_else(erased);
        match &moment.via {
            None => moment.by.clone(),
            Some(MomentVia::Phone { from }) => {
                let from = from.clone().unwrap_or_else(erased);
                Some(say(self.language, "page-by-phone", &[("from", from.into()), ("by", by().into())]))
            }
            Some(MomentVia::Link { to, .. }) => {
                let to = to.clone().unwrap_or_else(erased);
                Some(say(self.language, "page-by-link", &[("to", to.into()), ("by", by().into())]))
            }
        }
    }

    /// What a correction found or left in a field.
    pub fn value(&self, value: &Option<Value>) -> String {
        match value {
            None => self.t("page-value-none").to_owned(),
            Some(Value::Words(it)) => self.words(it).to_owned(),
            Some(Value::Units(it)) => it.iter().map(|it| self.unit(it)).collect::<Vec<_>>().join("; "),
            Some(Value::Deadline(Deadline::Fixed { due_on })) => figures::day(*due_on),
            Some(Value::Deadline(it)) => self.word("deadline-", it),
            Some(Value::Field(it)) => sentences::field(self.language, *it),
            Some(Value::Conclusion { held_on, n, .. }) => {
                let day = held_on.map(figures::day).unwrap_or_default();
                say(self.language, "value-conclusion", &[("day", day.into()), ("n", (*n).into())])
            }
        }
    }

    /// What the day of an event is the day of.
    pub fn day_of(&self, event: &str) -> &'static str {
        match event {
            "task.link_given" => "links-last-on",
            "task.extension_asked" => "page-until",
            "task.contribution_asked" => "page-due",
            _ => "column-done-on",
        }
    }

    /// By how many days something is late.
    pub fn late_by(&self, days_late: &i32) -> Cow<'static, str> {
        self.days("page-late-days", *days_late)
    }

    /// The hour and the day of an instant, where the office is.
    pub fn instant(&self, at: &Timestamp) -> Instant {
        Instant { at: model::time_in_vietnam(*at), on_day: self.t("page-on-day") }
    }

    /// What an event says has happened.
    pub fn happened(&self, event: &str) -> String {
        say(self.language, &format!("event-{}", event.replace(['.', '_'], "-")), &[])
    }

    /// Why something waits for a person.
    pub fn reason(&self, reason: &Reason) -> String {
        sentences::reason(self.language, reason)
    }

    /// What is not certain about a whole text.
    pub fn text_doubt(&self, doubt: &TextDoubt) -> String {
        sentences::text_doubt(self.language, doubt.kind, "", doubt.confidence)
    }
}

fn due(task: &TaskView) -> Option<Date> {
    match task.deadline.deadline {
        Deadline::Fixed { due_on } => Some(due_on),
        _ => None,
    }
}

/// By how many days an open task is late; the days after it was reported as done do not count.
pub(super) fn days_late(task: &TaskView) -> i32 {
    match (task.state.work, due(task), task.done_on) {
        (WorkState::AwaitingConfirmation, Some(due_on), Some(done_on)) => days_until(due_on, done_on).max(0),
        (it, ..) if it.is_open() => task.state.days_late,
        _ => 0,
    }
}

fn days_until(from: Date, until: Date) -> i32 {
    from.until(until).map_or(0, |it| it.get_days())
}
