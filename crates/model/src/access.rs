//! Who may do what. The table stands in the registry of acts: each line ends with the roles that may and over which unit.
//!
//! It is asked before an act is decided. A role holds over a unit and everything below it.

use crate::{Tree, UnitId, act_info};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a person is in the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Keeps the register: takes documents in, assigns, confirms for the office.
    Clerk,
    /// Reports on what the unit owes.
    UnitOfficer,
    /// Answers for a unit: reports for it, confirms what units below it report.
    Leader,
    /// Reads everything below the unit, changes nothing.
    Inspector,
    /// Opens accounts, gives roles, founds units.
    Administrator,
}

impl Role {
    pub const ALL: [Role; 5] = [Role::Clerk, Role::UnitOfficer, Role::Leader, Role::Inspector, Role::Administrator];
}

/// A role over a unit and everything below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub unit: UnitId,
}

/// Which unit a grant has to hold over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Any unit: the thing belongs to no unit yet.
    Any,
    /// Every unit the act is about: the lead of a task, the unit of a role, the parent of a new unit.
    Unit,
    /// The unit that the act names, whatever the thing belongs to: a coordinating unit, a guest of a session answer for themselves.
    Named,
    /// A unit above those the act is about: nobody confirms the work of the own unit.
    Above,
    /// Nobody but whoever it is, and those who hold a role over every unit the act is about.
    Own,
    /// Nobody through pages and API: only whoever runs the machine.
    Console,
}

/// Whether somebody with `grants` may do `act` about all of `units`; about none, only a role over the whole tree helps.
pub fn may(grants: &[Grant], act: &str, units: &[UnitId], tree: &Tree) -> bool {
    let Some(rule) = act_info(act) else { return false };
    let mut held = grants.iter().filter(|it| rule.roles.contains(&it.role));
    match rule.over {
        Over::Console => false,
        Over::Any => held.next().is_some(),
        Over::Unit | Over::Named | Over::Own => held.any(|it| covers(it.unit, units, tree)),
        Over::Above => held.any(|it| covers(it.unit, units, tree) && !is_own(it.unit, units, tree)),
    }
}

fn covers(top: UnitId, units: &[UnitId], tree: &Tree) -> bool {
    is_root(top, tree) || (!units.is_empty() && units.iter().all(|it| tree.is_within(*it, top)))
}

/// The office at the root confirms what the root itself owes: nobody is above it.
fn is_own(top: UnitId, units: &[UnitId], tree: &Tree) -> bool {
    units.contains(&top) && !is_root(top, tree)
}

/// Whether everything is below `unit`.
pub fn is_root(unit: UnitId, tree: &Tree) -> bool {
    tree.units().first() == Some(&unit)
}

/// What somebody with `grants` may see: ranges of [`Tree::units`], half-open, in order, none touching another.
///
/// Every role sees what is below its unit.
pub fn seen_ranges(grants: &[Grant], tree: &Tree) -> Vec<Range<usize>> {
    let range = |it: &Grant| if is_root(it.unit, tree) { 0..tree.units().len() } else { tree.range(it.unit) };
    let mut ranges: Vec<Range<usize>> = grants.iter().map(range).filter(|it| !it.is_empty()).collect();
    ranges.sort_by_key(|it| it.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
