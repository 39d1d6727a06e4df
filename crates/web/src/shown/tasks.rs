//! The task register: rows, filters, counts.

use super::{Refused, shown};
use crate::ask::Fields;
use crate::error::Fault;
use crate::pages::{Seen, TASK_QUERY};
use crate::render::total;
use crate::shown::Shown;
use app::messages::Language;
use app::sentences;
use app::views::{STATES, StateCount, TaskQuery, TaskRegisterView};
use axum::http::StatusCode;
use std::borrow::Cow;

/// Units that can be chosen in the filter; the others are chosen on their own page.
const CHOICES: usize = 60;

pub struct TasksShown {
    page: TaskRegisterView,
    next: Option<String>,
    chips: Vec<Chip>,
    units: Vec<(String, String)>,
    unit_name: Option<String>,
    is_filtered: bool,
    /// Whether something beside words and state is asked.
    has_more: bool,
    asked: TaskQuery,
    /// Why something that was asked is not asked.
    sentence: Option<String>,
}

shown!(TasksShown, TasksPage, "tasks.html", page);

/// A state that can be chosen, with how many tasks are in it.
struct Chip {
    word: &'static str,
    class: &'static str,
    query: String,
    /// `None` where it is not counted.
    n: Option<String>,
    is_on: bool,
}

pub fn tasks(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let (asked, unread) = match asked(seen) {
        asked if seen.ask.is_api() => (asked, None),
        asked => asked.readable(seen.office.today()),
    };
    let page = seen.office.task_register(seen.viewer, &asked)?;
    let query = match &unread {
        None => Cow::Borrowed(&seen.ask.query),
        Some(it) => Cow::Owned(seen.ask.query.without(&it.names)),
    };
    let chips = STATES.iter().map(|it| chip(seen.ask.language, &query, &asked, it, &page.counts)).collect();
    let next = page.next.as_ref().map(|it| query.with("after", it));
    let unit_name = page.unit.as_ref().and_then(|it| it.name.clone());
    let units = choices(seen, &page);
    let is_filtered = TASK_QUERY.iter().any(|it| seen.ask.query.get(it).is_some());
    let has_more = ["unit", "due_from", "due_until"].iter().any(|it| seen.ask.query.get(it).is_some());
    let sentence = unread.map(|it| sentences::refusal(seen.ask.language, &it.refusal));
    let is_refused = sentence.is_some();
    let asked = typed(seen, asked);
    let shown = TasksShown { page, next, chips, units, unit_name, is_filtered, has_more, asked, sentence };
    Ok(if is_refused { Box::new(Refused(shown, StatusCode::UNPROCESSABLE_ENTITY)) } else { Box::new(shown) })
}

/// Days that were not understood stay where they were typed, to be mended; what is asked without being seen does not.
fn typed(seen: &Seen, asked: TaskQuery) -> TaskQuery {
    let get = |name: &str| seen.ask.query.get(name).unwrap_or_default().to_owned();
    let state = if asked.state.is_empty() { STATES[0].to_owned() } else { asked.state };
    TaskQuery { due_from: get("due_from"), due_until: get("due_until"), state, ..asked }
}

fn asked(seen: &Seen) -> TaskQuery {
    let get = |name: &str| seen.ask.query.get(name).unwrap_or_default().to_owned();
    TaskQuery {
        unit: get("unit"),
        is_subtree: seen.ask.query.get("subtree").is_some_and(|it| it == "1"),
        role: get("role"),
        state: seen.ask.query.get("state").unwrap_or(STATES[0]).to_owned(),
        due_from: get("due_from"),
        due_until: get("due_until"),
        document: get("document"),
        session: get("session"),
        text: get("text"),
        after: get("after"),
    }
}

fn chip(language: Language, query: &Fields, asked: &TaskQuery, state: &'static str, counts: &[StateCount]) -> Chip {
    let (word, class) = match state {
        "open" => ("filter-state-open", "st-time"),
        "overdue" => ("filter-state-overdue", "st-late"),
        "due_soon" => ("filter-state-due-soon", "st-soon"),
        "awaiting" => ("filter-state-awaiting", "st-wait"),
        "completed" => ("filter-state-completed", "st-done"),
        "terminated" => ("filter-state-terminated", "st-hold"),
        _ => ("filter-state-all", "st-none"),
    };
    let is_on = asked.state == state || asked.state.is_empty() && state == STATES[0];
    let n = counts.iter().find(|it| it.state == state).map(|it| total(language, it.total));
    let query = query.with("state", state);
    Chip { word, class, query, n, is_on }
}

/// The uppermost units, and the one that is chosen.
fn choices(seen: &Seen, page: &TaskRegisterView) -> Vec<(String, String)> {
    let upper = seen.viewer.uppermost(CHOICES).into_iter();
    let mut units: Vec<(String, String)> =
        upper.map(|(it, _)| (it.to_string(), seen.viewer.unit_name(it).unwrap_or_default())).collect();
    if let Some(unit) = &page.unit {
        let id = unit.id.to_string();
        if units.iter().all(|it| it.0 != id) {
            units.push((id, unit.name.clone().unwrap_or_default()));
        }
    }
    units
}
