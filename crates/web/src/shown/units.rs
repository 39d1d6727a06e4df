//! The units as a tree, and one unit: what it owes and what it waits for.

use super::shown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::views::{OwedView, UnitLine, UnitPageView, UnitTreeView};
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
}

shown!(UnitShown, UnitPage, "unit.html");

pub fn unit(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = seen.office.unit_page(seen.viewer, seen.ask.id())?;
    let owed = seen.office.owed(seen.viewer, page.unit.id)?;
    Ok(Box::new(UnitShown { page, owed }))
}
