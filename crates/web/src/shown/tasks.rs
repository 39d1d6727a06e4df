//! The task register: rows in one list or in groups, filters, counts, and what can be done with the tasks that are picked.

use super::columns::{ColumnHead, column_heads};
use super::sections::{Section, sections};
use super::task::why_key;
use super::{Refused, shown};
use crate::act_forms::title;
use crate::ask::{Ask, Fields};
use crate::error::Fault;
use crate::pages::{Seen, TASK_QUERY};
use crate::render::{Frame, total};
use crate::shown::Shown;
use app::figures;
use app::messages::{Language, say, text};
use app::saved_filters::SavedFilter;
use app::sentences;
use app::unit_list::Below;
use app::views::{
    ActOffer, Column, Columns, GROUPINGS, STATES, StateCount, TaskQuery, TaskRegisterView, Unread, WhyNot, batch_offers,
};
use axum::http::StatusCode;
use model::{Field, UnitId};
use std::borrow::Cow;
use std::sync::Arc;

/// Units that are offered in the filter; any other is found by its name.
const CHOICES: usize = 60;

/// The names of a query that say how a list is shown, not what is in it.
const WAYS: &[&str] = &["group", "col", "after"];

pub struct TasksShown {
    page: TaskRegisterView,
    sections: Vec<Section>,
    columns: Columns,
    heads: Vec<ColumnHead>,
    next: Option<String>,
    chips: Vec<Chip>,
    /// What is asked without standing in a field: each can be taken away.
    taken: Vec<Taken>,
    /// Names that are offered, each with what it is found by.
    units: Vec<(String, String)>,
    unit_name: Option<String>,
    is_filtered: bool,
    /// Whether something beside words and state is asked.
    has_more: bool,
    /// Whether whoever looks may assign tasks to some unit.
    may_assign: bool,
    asked: TaskQuery,
    /// Why something that was asked is not asked.
    sentence: Option<String>,
    /// The names of what was not understood.
    unread: Vec<&'static str>,
    bar: Option<Bar>,
    /// What is asked, without the place in the list.
    query: String,
    saved: Arc<[SavedFilter]>,
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

/// A part of what is asked, and the query without it.
struct Taken {
    words: String,
    query: String,
}

/// What can be done with the tasks that are picked.
struct Bar {
    key: String,
    drawn_from: u64,
    acts: Vec<BarAct>,
    all: String,
    is_all_picked: bool,
}

struct BarAct {
    act: &'static str,
    title: &'static str,
    is_possible: bool,
    /// Why it is not, once for acts beside each other.
    why_not: Option<&'static str>,
}

impl TasksShown {
    /// What a list can be grouped by, with its word.
    fn groupings(&self) -> [(&'static str, &'static str); GROUPINGS.len()] {
        GROUPINGS.map(|it| (it, group_word(it)))
    }

    /// What tasks come from, by name in a query, with its word.
    fn sources(&self) -> [(&'static str, &'static str); 3] {
        [
            ("register", "filter-source-register"),
            ("outside", "filter-source-outside"),
            ("spoken", "filter-source-spoken"),
        ]
    }

    /// What is asked without a field on the page: it is sent along.
    fn hidden(&self) -> Vec<(&'static str, &str)> {
        let asked = &self.asked;
        let one = [
            ("document", &asked.document),
            ("session", &asked.session),
            ("field", &asked.field),
            ("role", &asked.role),
        ];
        let one = one.into_iter().map(|it| (it.0, it.1.as_str())).filter(|it| !it.1.is_empty());
        let columns = Column::ALL.iter().filter(|it| self.columns != Columns::USUAL && self.columns.has(it.0));
        one.chain(columns.map(|it| ("col", it.1))).chain([("state", asked.state.as_str())]).collect()
    }

    /// The unit that is asked for: its name, or what was typed where that fits several.
    fn unit(&self) -> &str {
        self.unit_name.as_deref().unwrap_or(&self.asked.unit)
    }

    /// That only the first tasks were grouped.
    fn cut(&self, frame: &Frame, n: &usize) -> String {
        say(frame.language, "group-cut", &[("n", (*n).into())])
    }
}

fn group_word(name: &str) -> &'static str {
    match name {
        "unit" => "group-by-unit",
        "field" => "group-by-field",
        "source" => "group-by-source",
        _ => "group-by-month",
    }
}

pub fn tasks(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let (mut asked, unread) = match asked(seen.ask) {
        asked if seen.ask.is_api() => (asked, None),
        asked => asked.readable(seen.office.today()),
    };
    let mut unread_fields = unread.as_ref().map_or(Vec::new(), |it| it.names.clone());
    let language = seen.ask.language;
    let mut sentence = unread.map(|it| unread_sentence(language, &it));
    if names_nobody(seen, &asked.unit) {
        asked.unit.clear();
        unread_fields.push("unit");
        sentence = sentence.or_else(|| Some(text(language, "not-found-unit-here").to_owned()));
    }
    let page = seen.office.task_register(seen.viewer, &asked)?;
    let query = match unread_fields.is_empty() {
        true => Cow::Borrowed(&seen.ask.query),
        false => Cow::Owned(seen.ask.query.without(&unread_fields)),
    };
    let is_asked = |name: &&&str| seen.ask.query.get(name).is_some();
    let is_refused = sentence.is_some();
    let columns = Columns::named(query.all("col"));
    let shown = TasksShown {
        sections: sections(seen, &asked, &query, &page),
        columns,
        heads: column_heads(columns),
        next: page.next.as_ref().map(|it| query.with("after", it)),
        chips: STATES.iter().map(|it| chip(language, &query, &asked, it, &page.counts)).collect(),
        taken: taken(language, &query, &asked, &page),
        units: seen.office.units_offered(seen.viewer, CHOICES),
        unit_name: page.unit.as_ref().and_then(|it| it.name.clone()),
        may_assign: seen.viewer.may_somewhere("task.assign"),
        is_filtered: TASK_QUERY.iter().filter(|it| !WAYS.contains(it)).any(|it| is_asked(&it)),
        has_more: ["unit", "due_from", "due_until", "source", "clock"].iter().any(|it| is_asked(&it)),
        bar: bar(seen, &query, &page),
        query: query.with("pick", ""),
        saved: if seen.ask.is_api() { Arc::default() } else { seen.office.saved_filters(seen.viewer.account)? },
        asked: typed(seen, asked),
        sentence,
        unread: unread_fields,
        page,
    };
    Ok(if is_refused { Box::new(Refused(shown, StatusCode::UNPROCESSABLE_ENTITY)) } else { Box::new(shown) })
}

/// Why something is not asked, and in which field it stands where it is one.
fn unread_sentence(language: Language, unread: &Unread) -> String {
    let sentence = sentences::refusal(language, &unread.refusal);
    let field = match unread.names.first() {
        _ if unread.names.len() > 1 => return sentence,
        Some(&"due_from") => "filter-due-from",
        Some(&"due_until") => "filter-due-until",
        _ => return sentence,
    };
    let field = text(language, field);
    say(language, "filter-unread", &[("field", field.into()), ("sentence", sentence.into())])
}

/// Days and names that were not understood stay where they were typed, to be mended; what is asked without being seen does
/// not.
fn typed(seen: &Seen, asked: TaskQuery) -> TaskQuery {
    let get = |name: &str| seen.ask.query.get(name).unwrap_or_default().to_owned();
    let state = if asked.state.is_empty() { STATES[0].to_owned() } else { asked.state };
    TaskQuery { unit: get("unit"), due_from: get("due_from"), due_until: get("due_until"), state, ..asked }
}

/// What the address asks.
pub fn asked(ask: &Ask) -> TaskQuery {
    let get = |name: &str| ask.query.get(name).unwrap_or_default().to_owned();
    TaskQuery {
        unit: get("unit"),
        is_subtree: ask.query.get("subtree").is_some_and(|it| it == "1"),
        role: get("role"),
        state: ask.query.get("state").unwrap_or(STATES[0]).to_owned(),
        due_from: get("due_from"),
        due_until: get("due_until"),
        document: get("document"),
        session: get("session"),
        field: get("field"),
        source: get("source"),
        clock: get("clock"),
        text: get("text"),
        group: get("group"),
        after: get("after"),
    }
}

fn chip(language: Language, query: &Fields, asked: &TaskQuery, state: &'static str, counts: &[StateCount]) -> Chip {
    let class = state_class(state);
    let is_on = asked.state == state || asked.state.is_empty() && state == STATES[0];
    let n = counts.iter().find(|it| it.state == state).map(|it| total(language, it.total));
    let query = query.with("state", state);
    Chip { word: state_word(state), class, query, n, is_on }
}

/// How a state of the filter is drawn.
pub fn state_class(state: &str) -> &'static str {
    match state {
        "open" => "st-time",
        "overdue" => "st-late",
        "due_soon" => "st-soon",
        "awaiting" => "st-wait",
        "completed" => "st-done",
        "suspended" | "terminated" => "st-hold",
        _ => "st-none",
    }
}

/// What a state of the filter is called.
pub fn state_word(state: &str) -> &'static str {
    match state {
        "open" => "filter-state-open",
        "overdue" => "filter-state-overdue",
        "due_soon" => "filter-state-due-soon",
        "awaiting" => "filter-state-awaiting",
        "suspended" => "filter-state-suspended",
        "completed" => "filter-state-completed",
        "terminated" => "filter-state-terminated",
        _ => "filter-state-all",
    }
}

/// Role, document and session have no field of their own: whoever came by a link sees what narrows the list.
fn taken(language: Language, query: &Fields, asked: &TaskQuery, page: &TaskRegisterView) -> Vec<Taken> {
    let mut taken = Vec::new();
    let mut add = |name: &str, words: String| taken.push(Taken { words, query: query.with(name, "") });
    match asked.role.as_str() {
        "lead" => add("role", text(language, "filter-role-lead").to_owned()),
        "coordinating" => add("role", text(language, "filter-role-coordinating").to_owned()),
        _ => {}
    }
    if !asked.document.is_empty() {
        let name = page.document.as_deref().unwrap_or_else(|| text(language, "filter-unseen"));
        add("document", say(language, "filter-document", &[("name", name.into())]));
    }
    if let Some(field) = Field::named(&asked.field) {
        add("field", say(language, "filter-field", &[("name", sentences::field(language, field).into())]));
    }
    if !asked.session.is_empty() {
        let day = page.session_held_on.map_or_else(|| text(language, "filter-unseen").to_owned(), figures::day);
        add("session", say(language, "filter-session", &[("day", day.into())]));
    }
    taken
}

/// Whether what was typed is the name of no unit that the reader sees.
fn names_nobody(seen: &Seen, unit: &str) -> bool {
    let is_name = !unit.trim().is_empty() && unit.parse::<UnitId>().is_err();
    is_name && !seen.ask.is_api() && matches!(seen.office.unit_meant(seen.viewer, unit), Below::Nobody)
}

/// The acts that are possible for the tasks of the page; none for whoever may do nothing.
fn bar(seen: &Seen, query: &Fields, page: &TaskRegisterView) -> Option<Bar> {
    if seen.ask.is_api() {
        return None;
    }
    let language = seen.ask.language;
    let mut offers = batch_offers(seen.viewer, &page.tasks, page.today);
    offers.sort_by_key(|it| it.why_not.is_some());
    let why = |at: usize| offers.get(at).and_then(|it| it.why_not);
    let act = |(i, it): (usize, &ActOffer)| BarAct {
        act: it.act,
        title: title(language, it.act),
        is_possible: it.why_not.is_none(),
        why_not: it.why_not.filter(|it| why(i + 1) != Some(*it)).map(|it| text(language, batch_why_key(it))),
    };
    let acts: Vec<BarAct> = offers.iter().enumerate().map(act).collect();
    let is_all_picked = query.get("pick").is_some();
    let all = query.with("pick", if is_all_picked { "" } else { "all" });
    let key = seen.office.new_id().to_string();
    (!acts.is_empty()).then_some(Bar { key, drawn_from: seen.viewer.position, acts, all, is_all_picked })
}

fn batch_why_key(why: WhyNot) -> &'static str {
    match why {
        WhyNot::NotReported => "batch-why-not-reported",
        WhyNot::AlreadyReceived => "batch-why-already-received",
        it => why_key(it),
    }
}
