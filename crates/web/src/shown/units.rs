//! The units as a tree, and one unit: what it owes and what it waits for.

use super::shown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::render::total;
use crate::shown::Shown;
use app::messages::{Language, say};
use app::views::{Owed, OwedView, UnitLine, UnitPageView, UnitTreeView};
use model::state::{Level, UnitKind};
use serde::Serialize;

pub struct UnitsShown {
    view: UnitTreeView,
    n: usize,
    lines: Vec<TreeLine>,
}

/// A line of the tree, with the lists that begin below it and end after it.
struct TreeLine {
    unit: UnitLine,
    begins: bool,
    ends: usize,
}

shown!(UnitsShown, UnitsPage, "units.html", view);

pub fn units(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.unit_tree(seen.viewer)?;
    let depth_after = |at: usize| view.units.get(at + 1).map_or(0, |it| it.depth);
    let line = |(at, unit): (usize, &UnitLine)| {
        let begins = depth_after(at) > unit.depth;
        TreeLine { begins, ends: unit.depth.saturating_sub(depth_after(at)), unit: unit.clone() }
    };
    let lines = view.units.iter().enumerate().map(line).collect();
    Ok(Box::new(UnitsShown { n: view.units.len(), lines, view }))
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
}

/// Some of the tasks around a unit.
struct OwedShown {
    /// The key of its heading, and that of what stands where there is none.
    title: &'static str,
    none: &'static str,
    owed: Owed,
    total: String,
    /// Where they all stand in the register, and what the link to it says, where not all are listed.
    all: Option<(String, String)>,
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
    Ok(Box::new(UnitShown { page, owed, lists, what }))
}

fn owed_shown(seen: &Seen, (title, none): (&'static str, &'static str), owed: &Owed, query: String) -> OwedShown {
    let language = seen.ask.language;
    let total = total(language, owed.total);
    let n = owed.tasks.len();
    let is_cut = owed.total.is_more || owed.total.n > n as u64;
    let words = || say(language, "page-owed-all", &[("n", n.into()), ("total", total.as_str().into())]);
    let all = is_cut.then(|| (format!("/tasks?{query}&state=open"), words()));
    OwedShown { title, none, owed: owed.clone(), all, total }
}

fn what(language: Language, unit: &UnitLine) -> Vec<String> {
    let word = |prefix: &str, it: serde_json::Value| {
        say(language, &format!("{prefix}{}", it.as_str().unwrap_or_default().replace('_', "-")), &[])
    };
    let level = (unit.level != Level::Unknown).then(|| word("level-", serde_json::json!(unit.level)));
    let kind = (unit.kind != UnitKind::Other).then(|| word("kind-", serde_json::json!(unit.kind)));
    level.into_iter().chain(kind).collect()
}
