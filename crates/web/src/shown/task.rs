//! One task: its facts, what can be done now and why the rest cannot, and all that happened.

use super::state::days_late;
use super::{form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::messages::{say, text};
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
    /// What comes next.
    comes: &'static str,
    /// What it is about, where that was told.
    field: Option<String>,
    /// Before which moment it became late; beyond all of them where it is on time.
    late_at: usize,
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
    let comes = match page.task.state.work {
        WorkState::NotStarted | WorkState::InProgress => "page-comes-report",
        _ => "page-comes-confirmation",
    };
    let late_at = late_at(&page);
    Ok(Box::new(TaskShown { field, late_at, page, forms, not_now, comes, has_links }))
}

fn late_at(page: &TaskPageView) -> usize {
    match page.task.state.late_from_on {
        Some(day) if days_late(&page.task) > 0 => {
            let is_after = |it: &app::views::Moment| model::day_in_vietnam(it.at) >= day;
            page.moments.iter().position(is_after).unwrap_or(page.moments.len())
        }
        _ => usize::MAX,
    }
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
