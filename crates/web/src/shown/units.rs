//! The units as a tree, and one unit: what it owes and what it waits for.

use super::tasks::{state_class, state_word};
use super::{form, shown};
use crate::act_forms::FormShown;
use crate::ask::Fields;
use crate::error::Fault;
use crate::pages::Seen;
use crate::render::{Frame, total};
use crate::shown::Shown;
use app::messages::{Language, say};
use app::unit_list::Below;
use app::views::{Owed, OwedView, StateCount, UnitLine, UnitMention, UnitPageView, UnitTreeView};
use model::state::{Level, UnitKind};
use serde::Serialize;
use std::borrow::{Borrow, Cow};

pub struct UnitsShown {
    view: UnitTreeView,
    /// What was looked for by name.
    name: String,
    /// The query of the next page.
    next: Option<String>,
    lines: Vec<TreeLine>,
    may_found: bool,
    /// The unit that a list comes below, where it cannot be chosen.
    fixed: Option<UnitMention>,
}

impl Frame {
    /// How many open tasks a unit has; where it has none, or nobody counted, only the word.
    fn open_tasks(&self, n: &Option<usize>) -> Cow<'_, str> {
        match n {
            Some(n) if *n > 0 => self.counted("units-open-tasks", n),
            _ => self.t("word-tasks").into(),
        }
    }
}

/// A line of the tree, with the lists that begin below it and end after it.
struct TreeLine {
    unit: UnitLine,
    /// The open tasks of it and of all that is below it; `None` where not all of that stands on the page.
    n_open: Option<usize>,
    /// What it is below, where that does not stand above it.
    parent: Option<UnitMention>,
    begins: bool,
    ends: usize,
    is_open: bool,
}

shown!(UnitsShown, UnitsPage, "units.html", view);

pub fn units(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let name = seen.ask.query.get("name").unwrap_or_default().trim().to_owned();
    let view = seen.office.unit_tree(seen.viewer, &name, seen.ask.after())?;
    // What the page goes on with hangs on its units above.
    let all: Vec<&UnitLine> = view.above.iter().chain(view.units.iter().map(|it| &it.unit)).collect();
    let n_open = |at: usize, unit: &UnitLine| {
        let n_units = if name.is_empty() { unit.n_below + 1 } else { 1 };
        let from = at.checked_sub(view.above.len())?;
        let units = view.units.get(from..from + n_units)?;
        units.iter().map(|it| it.tasks.map(|it| it.n_open)).sum::<Option<usize>>()
    };
    let depth_after = |at: usize| all.get(at + 1).map_or(0, |it| it.depth);
    let line = |(at, unit): (usize, &&UnitLine)| TreeLine {
        begins: depth_after(at) > unit.depth,
        ends: unit.depth.saturating_sub(depth_after(at)),
        is_open: unit.depth < 1 || at < view.above.len(),
        n_open: n_open(at, unit),
        parent: seen.viewer.parent_of(unit.id).filter(|_| !name.is_empty()),
        unit: (*unit).clone(),
    };
    let lines = all.iter().enumerate().map(line).collect();
    let next = view.next.map(|it| {
        let mut next = form_urlencoded::Serializer::new(String::new());
        next.extend_pairs(Some(("name", &name)).filter(|it| !it.1.is_empty())).append_pair("after", &it.to_string());
        next.finish()
    });
    let may_found = all.first().is_some_and(|it| seen.viewer.may("unit.found", &[it.id]));
    Ok(Box::new(UnitsShown { name, next, lines, may_found, fixed: None, view }))
}

#[derive(Serialize)]
pub struct UnitShown {
    #[serde(flatten)]
    page: UnitPageView,
    #[serde(flatten)]
    owed: OwedView,
    #[serde(skip)]
    lists: Vec<OwedShown>,
    /// Level and kind, where they are known.
    #[serde(skip)]
    what: Vec<String>,
    #[serde(skip)]
    rename: Option<FormShown>,
    /// Whether whoever comes is to rename it: the name that it has is none.
    #[serde(skip)]
    opens_rename: bool,
    #[serde(skip)]
    may_move: bool,
    #[serde(skip)]
    may_found: bool,
    /// What the forms of the page begin with.
    #[serde(skip)]
    typed: Fields,
    #[serde(skip)]
    nobody: Below,
    #[serde(skip)]
    key: String,
    /// The unit itself, as the form for units below it names it.
    #[serde(skip)]
    below: Option<UnitMention>,
}

/// Some of the tasks around a unit.
struct OwedShown {
    /// The key of its heading, and that of what stands where there is none.
    title: &'static str,
    none: &'static str,
    owed: Owed,
    total: String,
    counts: Vec<CountShown>,
    /// Where they all stand in the register, and what the link to it says, where not all are listed.
    all: Option<(String, String)>,
}

/// How many of them stand so, and where those are.
struct CountShown {
    class: &'static str,
    word: &'static str,
    n: String,
    address: String,
}

shown!(UnitShown, UnitPage, "unit.html");

pub fn unit(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = seen.office.unit_page(seen.viewer, seen.ask.id())?;
    let owed = seen.office.owed(seen.viewer, page.unit.id)?;
    let id = page.unit.id;
    let list =
        |title, none, owed: &Owed, query: &str| owed_shown(seen, (title, none), owed, format!("unit={id}&{query}"));
    let mut lists = vec![
        list("page-led", "page-led-none", &owed.led, "role=lead"),
        list("page-coordinated", "page-coordinated-none", &owed.coordinated, "role=coordinating"),
    ];
    lists.extend(owed.watched.as_ref().map(|it| list("page-watched", "page-watched-none", it, "subtree=1&role=lead")));
    let what = what(seen.ask.language, &page.unit);
    let may = |act: &str| seen.viewer.may(act, &[id]);
    let action = format!("/units/{id}/acts/rename");
    let rename = may("unit.rename").then(|| form(seen, "unit.rename", action, Some(page.version))).flatten();
    let opens_rename = seen.ask.query.get("open").is_some_and(|it| it == "rename");
    let name = page.unit.name.clone().filter(|_| !opens_rename).unwrap_or_default();
    let rename = rename.map(|it| FormShown { is_main: opens_rename, ..it.with("name", name) });
    Ok(Box::new(UnitShown {
        rename,
        opens_rename,
        may_move: may("unit.move_below") && !page.above.is_empty(),
        may_found: may("unit.found"),
        typed: Fields::default(),
        nobody: Below::Nobody,
        key: seen.office.new_id().to_string(),
        below: Some(UnitMention { id, name: page.unit.name.clone() }),
        page,
        owed,
        lists,
        what,
    }))
}

fn owed_shown(seen: &Seen, (title, none): (&'static str, &'static str), owed: &Owed, query: String) -> OwedShown {
    let language = seen.ask.language;
    let total = total(language, owed.total);
    let n = owed.tasks.len();
    let is_cut = owed.total.is_more || owed.total.n > n as u64;
    let words = || say(language, "page-owed-all", &[("n", n.into()), ("total", total.as_str().into())]);
    let all = is_cut.then(|| (format!("/tasks?{query}&state=open"), words()));
    let count = |it: &StateCount| CountShown {
        class: state_class(it.state),
        word: state_word(it.state),
        n: crate::render::total(language, it.total),
        address: format!("/tasks?{query}&state={}", it.state),
    };
    OwedShown { title, none, counts: owed.counts.iter().map(count).collect(), owed: owed.clone(), all, total }
}

fn what(language: Language, unit: &UnitLine) -> Vec<String> {
    let word = |prefix: &str, it: serde_json::Value| {
        say(language, &format!("{prefix}{}", it.as_str().unwrap_or_default().replace('_', "-")), &[])
    };
    let level = (unit.level != Level::Unknown).then(|| word("level-", serde_json::json!(unit.level)));
    let kind = (unit.kind != UnitKind::Other).then(|| word("kind-", serde_json::json!(unit.kind)));
    level.into_iter().chain(kind).collect()
}
