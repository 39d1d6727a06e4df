//! The units of the register.

use super::walk::place;
use super::{UnitMention, words};
use crate::Error;
use crate::access::Viewer;
use crate::budget::UNITS_OFFERED;
use crate::error::NotFound;
use crate::followers::units::Units;
use crate::office::Office;
use base::fold::search_key;
use jiff::civil::Date;
use model::state::{Level, UnitKind};
use model::{AccountId, Role, UnitId};
use serde::Serialize;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// Every unit, in the order in which they were founded.
#[derive(Clone, Debug, Serialize)]
pub struct UnitsView {
    pub units: Vec<UnitView>,
}

/// One version of one unit.
#[derive(Clone, Debug, Serialize)]
pub struct UnitView {
    pub id: UnitId,
    /// `None` once it was erased.
    pub name: Option<String>,
    pub kind: UnitKind,
    pub level: Level,
    /// `None` for the root of the register.
    pub parent: Option<UnitMention>,
    pub valid_from_on: Option<Date>,
    /// The first day on which it is no longer so.
    pub valid_until_on: Option<Date>,
}

/// A page of the units somebody sees, as a tree, parents before children; or those that were looked for by name.
#[derive(Clone, Debug, Serialize)]
pub struct UnitTreeView {
    /// How many are seen.
    pub n: usize,
    /// The units above the first one, from the uppermost down.
    pub above: Vec<UnitLine>,
    pub units: Vec<UnitBelow>,
    /// What `after` has to be for the next page; `None` on the last.
    pub next: Option<UnitId>,
}

/// Lines of the tree on a page.
const TREE_LENGTH: usize = 100;

/// One unit in the tree.
#[derive(Clone, Debug, Serialize)]
pub struct UnitLine {
    pub id: UnitId,
    /// `None` once it was erased.
    pub name: Option<String>,
    pub kind: UnitKind,
    pub level: Level,
    /// How far below the uppermost unit that is seen; zero for that one.
    pub depth: usize,
    /// How many units stand below it.
    pub n_below: usize,
}

/// One unit and where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct UnitPageView {
    pub unit: UnitLine,
    /// The version of the unit that is shown: acts that need it carry it.
    pub version: u64,
    /// From the uppermost that is seen down to its parent.
    pub above: Vec<UnitMention>,
    pub below: Vec<UnitBelow>,
    /// Who has a role at this very unit, by name.
    pub people: Vec<UnitPerson>,
    /// What it was and is called and where it stood and stands, the newest first; empty where nothing has changed.
    pub past: Vec<UnitVersionView>,
}

/// A unit, with the tasks that it leads itself.
#[derive(Clone, Debug, Serialize)]
pub struct UnitBelow {
    #[serde(flatten)]
    pub unit: UnitLine,
    /// Open and late ones; `None` where there are too many units to count for each.
    pub tasks: Option<UnitTasks>,
}

/// How many tasks a unit leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct UnitTasks {
    pub n_open: usize,
    pub n_late: usize,
}

/// Somebody of a unit.
#[derive(Clone, Debug, Serialize)]
pub struct UnitPerson {
    pub account: AccountId,
    /// `None` once it was erased.
    pub name: Option<String>,
    pub roles: Vec<Role>,
}

/// A unit between two days.
#[derive(Clone, Debug, Serialize)]
pub struct UnitVersionView {
    /// `None` once it was erased.
    pub name: Option<String>,
    /// `None` for the root, and where it is not seen.
    pub parent: Option<UnitMention>,
    pub valid_from_on: Option<Date>,
    /// The first day on which it is no longer so.
    pub valid_until_on: Option<Date>,
    /// The document that made it so.
    pub basis: Option<String>,
}

/// Units as a form offers them: identifier, and indented name.
pub type UnitOptions = Arc<[(String, String)]>;

/// What is offered to whoever sees some ranges of the tree, as long as the units are those.
#[derive(Default)]
pub(crate) struct OfferedUnits(Mutex<Option<(Arc<Units>, HashMap<Vec<Range<usize>>, UnitOptions>)>>);

/// The tasks of more units on one page are not counted.
const MOST_COUNTED: usize = TREE_LENGTH;

impl Office {
    /// A page of the units that `viewer` sees; `after` is where the page before ended. With `name`, only those whose name
    /// holds it, with or without marks, each as if it stood alone.
    ///
    /// # Errors
    /// [`model::Refusal::FilterUnreadable`]; [`Error::Store`].
    pub fn unit_tree(&self, viewer: &Viewer, name: &str, after: &str) -> Result<UnitTreeView, Error> {
        let sought = search_key(name.trim());
        let is_sought = |it: &UnitId| {
            sought.is_empty() || viewer.units.name(*it).flatten().is_some_and(|it| search_key(it).contains(&sought))
        };
        let after: Option<UnitId> = place(after)?;
        let mut path: Vec<UnitId> = Vec::new();
        let (mut above, mut units) = (Vec::new(), Vec::new());
        let mut is_begun = after.is_none();
        for unit in viewer.seen().filter(is_sought) {
            while path.last().is_some_and(|it| !viewer.units.tree.is_within(unit, *it)) {
                path.pop();
            }
            if is_begun && units.is_empty() {
                above = path.iter().enumerate().filter_map(|(depth, it)| unit_line(viewer, *it, depth)).collect();
            }
            if units.len() > TREE_LENGTH {
                break;
            }
            if is_begun {
                units.extend(unit_line(viewer, unit, path.len()));
            }
            is_begun |= Some(unit) == after;
            path.extend(sought.is_empty().then_some(unit));
        }
        let is_more = units.len() > TREE_LENGTH;
        units.truncate(TREE_LENGTH);
        let next = units.last().map(|it| it.id).filter(|_| is_more);
        let n = viewer.seen().filter(is_sought).count();
        Ok(UnitTreeView { n, above, units: self.with_tasks(units)?, next })
    }

    /// Each with the tasks that it leads, where there are not too many of them.
    fn with_tasks(&self, units: Vec<UnitLine>) -> Result<Vec<UnitBelow>, Error> {
        let ids: Vec<UnitId> = units.iter().map(|it| it.id).take(MOST_COUNTED + 1).collect();
        let is_counted = ids.len() <= MOST_COUNTED;
        let tallies = if is_counted { self.store.task_tallies(self.register()?, &ids)? } else { Vec::new() };
        let today = self.today();
        let count =
            |it: &store::TaskTally| UnitTasks { n_open: it.n_open() as usize, n_late: it.n_late(today) as usize };
        let with_tasks =
            |(i, unit): (usize, UnitLine)| UnitBelow { unit, tasks: tallies.get(i).map(|it| count(it.as_ref())) };
        Ok(units.into_iter().enumerate().map(with_tasks).collect())
    }

    /// Every unit that `viewer` sees, with how far below the uppermost it stands: to choose one.
    pub fn unit_choices(&self, viewer: &Viewer) -> Vec<(UnitMention, usize)> {
        let tree = &viewer.units.tree;
        // Where those above the one that is looked at end.
        let mut ends: Vec<usize> = Vec::new();
        let choice = |at: usize| {
            while ends.pop_if(|end| *end <= at).is_some() {}
            let (unit, depth) = (tree.units()[at], ends.len());
            ends.push(tree.range(unit).end);
            (UnitMention { id: unit, name: viewer.unit_name(unit) }, depth)
        };
        viewer.ranges().iter().cloned().flatten().map(choice).collect()
    }

    /// The same as a form offers them: identifier, and name as far indented as it stands below.
    pub fn unit_options(&self, viewer: &Viewer) -> UnitOptions {
        let mut kept = self.unit_options.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_now = kept.take().filter(|it| Arc::ptr_eq(&it.0, &viewer.units) && it.1.len() < UNITS_OFFERED);
        let (units, mut offered) = of_now.unwrap_or_else(|| (Arc::clone(&viewer.units), HashMap::new()));
        let option = |(unit, depth): (UnitMention, usize)| {
            (unit.id.to_string(), format!("{}{}", indent(depth), unit.name.unwrap_or_default()))
        };
        let make = || self.unit_choices(viewer).into_iter().map(option).collect();
        let options = Arc::clone(offered.entry(viewer.ranges().to_vec()).or_insert_with(make));
        *kept = Some((units, offered));
        options
    }

    /// One unit, by its identifier.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees.
    pub fn unit_page(&self, viewer: &Viewer, asked: &str) -> Result<UnitPageView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "unit", id: asked.to_owned() });
        let id: UnitId = asked.parse().map_err(|_| missing())?;
        if !viewer.sees(id) {
            return Err(missing());
        }
        let mut above = Vec::new();
        let mut at = id;
        while let Some(parent) = viewer.units.rows.get(&at).and_then(|it| it.parent).filter(|it| viewer.sees(*it)) {
            above.insert(0, UnitMention { id: parent, name: viewer.unit_name(parent) });
            at = parent;
        }
        let below = self.units_below(viewer, id, above.len() + 1)?;
        let unit = unit_line(viewer, id, above.len()).ok_or_else(missing)?;
        let version = self.version_of(id.into())?;
        Ok(UnitPageView { unit, version, above, below, people: people(viewer, id), past: self.past_of(viewer, id)? })
    }

    fn units_below(&self, viewer: &Viewer, id: UnitId, depth: usize) -> Result<Vec<UnitBelow>, Error> {
        let is_child = |it: &&UnitId| viewer.units.rows.get(it).is_some_and(|it| it.parent == Some(id));
        let ids: Vec<UnitId> = viewer.units.tree.subtree(id).iter().filter(is_child).copied().collect();
        self.with_tasks(ids.iter().filter_map(|it| unit_line(viewer, *it, depth)).collect())
    }

    fn past_of(&self, viewer: &Viewer, id: UnitId) -> Result<Vec<UnitVersionView>, Error> {
        let versions = self.store.unit_versions(self.register()?, id)?;
        if versions.len() < 2 && versions.iter().all(|it| it.basis.is_none() && it.valid_from_on.is_none()) {
            return Ok(Vec::new());
        }
        let view = |it: store::UnitRow| UnitVersionView {
            name: words(it.name),
            parent: it.parent.filter(|it| viewer.sees(*it)).map(|it| viewer.units.mention(it)),
            valid_from_on: it.valid_from_on,
            valid_until_on: it.valid_until_on,
            basis: it.basis.and_then(words),
        };
        Ok(versions.into_iter().rev().map(view).collect())
    }

    /// The units.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn units(&self) -> Result<UnitsView, Error> {
        let units = self.units_now()?;
        let view = |it: store::UnitRow| UnitView {
            id: it.id,
            name: words(it.name),
            kind: it.kind,
            level: it.level,
            parent: it.parent.map(|it| units.mention(it)),
            valid_from_on: it.valid_from_on,
            valid_until_on: it.valid_until_on,
        };
        Ok(UnitsView { units: self.store.units(self.register()?)?.into_iter().map(view).collect() })
    }
}

/// What stands before the name of a unit so far down in a list.
pub fn indent(depth: usize) -> String {
    "\u{2007}\u{2007}".repeat(depth)
}

fn people(viewer: &Viewer, id: UnitId) -> Vec<UnitPerson> {
    let person = |account: &AccountId| {
        let (name, grants) = viewer.units.accounts.get(account)?;
        let roles: Vec<Role> = grants.iter().filter(|it| it.unit == id).map(|it| it.role).collect();
        (!roles.is_empty()).then(|| UnitPerson { account: *account, name: name.clone(), roles })
    };
    viewer.units.accounts_by_name.iter().filter_map(person).collect()
}

fn unit_line(viewer: &Viewer, id: UnitId, depth: usize) -> Option<UnitLine> {
    let row = viewer.units.rows.get(&id)?;
    let n_below = viewer.units.tree.subtree(id).len() - 1;
    Some(UnitLine { id, name: viewer.unit_name(id), kind: row.kind, level: row.level, depth, n_below })
}
