//! One task: its facts, what can be done now and why the rest cannot, and all that happened.

use super::line::{self, Step};
use super::state::days_late;
use super::{form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::figures;
use app::messages::{Language, say, text};
use app::sentences::{self, act_key};
use app::views::{TaskPageView, WhyNot};
use model::Field;
use model::state::WorkState;
use std::borrow::Borrow;

pub struct TaskShown {
    page: TaskPageView,
    /// What can be done now; the one next step is open.
    forms: Vec<FormShown>,
    /// What cannot be done now, and why.
    not_now: Vec<(String, &'static str)>,
    /// Whose turn it is, where nothing is the reader's next step.
    waits: Option<&'static str>,
    /// What it is about, where that was told.
    field: Option<String>,
    /// Why it is late.
    late: Option<String>,
    line: Vec<Step>,
    /// Whether there is something to be done with its links.
    has_links: bool,
}

shown!(TaskShown, TaskPage, "task.html", page);

pub fn task(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = seen.office.task_page(seen.viewer, seen.ask.id())?;
    let language = seen.ask.language;
    let next = next_act(&page);
    let (mut forms, mut not_now) = (Vec::new(), Vec::new());
    // Links have a page of their own.
    let has_links = page.acts.iter().any(|it| it.act == "task.give_link" && it.why_not != Some(WhyNot::NoRole));
    for offer in page.acts.iter().filter(|it| !it.act.ends_with("_link")) {
        match offer.why_not {
            None => {
                let name = offer.act.trim_start_matches("task.");
                let action = format!("/tasks/{}/acts/{name}", page.task.code);
                let form = form(seen, offer.act, action, Some(page.version));
                forms.extend(form.map(|it| FormShown { is_main: offer.act == next, ..it }));
            }
            Some(WhyNot::NoRole | WhyNot::Ended) => {}
            Some(why) => not_now.push((say(language, &act_key(offer.act), &[]), text(language, why_key(why)))),
        }
    }
    let done_on = seen.office.today().strftime("%d/%m/%Y");
    let fields = Field::ALL.map(|(field, name)| (name.to_owned(), sentences::field(language, field)));
    let forms = forms.into_iter().map(|it: FormShown| it.with("done_on", &done_on).choose("field", &fields)).collect();
    let field = page.task.field.map(|it| sentences::field(language, it));
    let waits = line::comes(&page).filter(|_| next.is_empty());
    let (late, line) = (late(language, &page), line::steps(&page));
    Ok(Box::new(TaskShown { field, line, late, page, forms, not_now, waits, has_links }))
}

/// Why a task is late, or was done late: its day, since when, and what is missing.
fn late(language: Language, page: &TaskPageView) -> Option<String> {
    let task = &page.task;
    let (due_on, from_on) = (task.deadline.deadline.due_on()?, task.deadline.deadline.late_from_on()?);
    let last = page.moments.iter().rev().find(|it| matches!(it.event, "task.sent_back" | "task.done_reported"));
    let sent_back = last.filter(|it| it.event == "task.sent_back");
    let (key, on) = match (task.done_on, sent_back) {
        (Some(done_on), _) if due_on < done_on => ("page-late-done", done_on),
        (None, Some(it)) if days_late(task) > 0 => ("page-late-sent-back", model::day_in_vietnam(it.at)),
        (None, None) if days_late(task) > 0 => ("page-late-silent", from_on),
        _ => return None,
    };
    let args = [("due", due_on), ("from", from_on), ("on", on)].map(|(name, day)| (name, figures::day(day).into()));
    Some(say(language, key, &args))
}

/// The one next step of its life.
fn next_act(page: &TaskPageView) -> &'static str {
    let steps: &[&str] = match page.task.state.work {
        WorkState::NotStarted if page.task.received_on.is_none() => &["task.receive", "task.report_progress"],
        WorkState::AwaitingConfirmation => &["task.confirm"],
        _ => &["task.report_progress"],
    };
    let is_possible = |act: &str| page.acts.iter().any(|it| it.act == act && it.why_not.is_none());
    steps.iter().copied().find(|it| is_possible(it)).unwrap_or_default()
}

pub(super) fn why_key(why: WhyNot) -> &'static str {
    match why {
        WhyNot::NoRole => "why-not-no-role",
        WhyNot::Ended => "why-not-ended",
        WhyNot::AlreadyReceived => "why-not-already-received",
        WhyNot::AlreadyReported => "why-not-already-reported",
        WhyNot::NotReported => "why-not-not-reported",
        WhyNot::Reporter => "why-not-reporter",
    }
}
