//! The units as a tree, and one unit: what it owes and what it waits for.

use super::shown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::views::{TaskView, UnitLine, UnitPageView, UnitTreeView};
use serde::Serialize;

/// The longest list on a unit's page; all of it stands in the register.
const MOST: usize = 50;

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
    n_owed: usize,
    n_waited: usize,
    /// Open tasks it leads, the latest first; at most fifty.
    owed: Vec<TaskView>,
    /// Open tasks that others lead and it coordinates, or that units below it lead; at most fifty.
    waited: Vec<TaskView>,
}

shown!(UnitShown, UnitPage, "unit.html");

pub fn unit(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = seen.office.unit_page(seen.viewer, seen.ask.id())?;
    let id = page.unit.id;
    let below = seen.viewer.seen_of(id, true);
    let mut open: Vec<TaskView> = seen.office.tasks()?.tasks;
    open.retain(|it| it.state.work.is_open());
    open.sort_by_key(|it| (it.state.late_from_on.unwrap_or(jiff::civil::Date::MAX), it.code.clone()));
    let (mut owed, others): (Vec<TaskView>, Vec<TaskView>) = open.into_iter().partition(|it| it.lead.id == id);
    let is_waited = |it: &TaskView| below.contains(&it.lead.id) || it.coordinating.iter().any(|it| it.id == id);
    let mut waited: Vec<TaskView> = others.into_iter().filter(is_waited).collect();
    let (n_owed, n_waited) = (owed.len(), waited.len());
    owed.truncate(MOST);
    waited.truncate(MOST);
    Ok(Box::new(UnitShown { page, n_owed, n_waited, owed, waited }))
}
