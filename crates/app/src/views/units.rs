//! The units of the register.

use super::{UnitMention, words};
use crate::Error;
use crate::access::Viewer;
use crate::error::NotFound;
use crate::office::Office;
use jiff::civil::Date;
use model::UnitId;
use model::state::{Level, UnitKind};
use serde::Serialize;

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

/// The units somebody sees, as a tree: parents before children.
#[derive(Clone, Debug, Serialize)]
pub struct UnitTreeView {
    pub units: Vec<UnitLine>,
}

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
    /// From the uppermost that is seen down to its parent.
    pub above: Vec<UnitMention>,
    pub below: Vec<UnitLine>,
}

impl Office {
    /// The units that `viewer` sees.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn unit_tree(&self, viewer: &Viewer) -> Result<UnitTreeView, Error> {
        let mut path: Vec<UnitId> = Vec::new();
        let mut units = Vec::new();
        for unit in viewer.seen() {
            while path.last().is_some_and(|it| !viewer.units.tree.is_within(unit, *it)) {
                path.pop();
            }
            units.extend(unit_line(viewer, unit, path.len()));
            path.push(unit);
        }
        Ok(UnitTreeView { units })
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
        let is_child = |it: &&UnitId| viewer.units.rows.get(it).is_some_and(|it| it.parent == Some(id));
        let below = viewer.units.tree.subtree(id).iter().filter(is_child);
        let below = below.filter_map(|it| unit_line(viewer, *it, above.len() + 1)).collect();
        let unit = unit_line(viewer, id, above.len()).ok_or_else(missing)?;
        Ok(UnitPageView { unit, above, below })
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

fn unit_line(viewer: &Viewer, id: UnitId, depth: usize) -> Option<UnitLine> {
    let row = viewer.units.rows.get(&id)?;
    let n_below = viewer.units.tree.subtree(id).len() - 1;
    Some(UnitLine { id, name: viewer.unit_name(id), kind: row.kind, level: row.level, depth, n_below })
}
