//! Units as they are read: one row per version.

use super::{Cells, Text, UNITS, id_range};
use crate::Store;
use crate::engine::Value;
use crate::error::Error;
use jiff::civil::Date;
use model::state::{Level, UnitKind};
use model::{RegisterId, UnitId};

/// One version of a unit; `n` counts them from one, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    pub id: UnitId,
    pub n: u32,
    pub name: Text,
    pub kind: UnitKind,
    pub level: Level,
    pub parent: Option<UnitId>,
    pub valid_from_on: Option<Date>,
    pub valid_until_on: Option<Date>,
    /// The document that made it so.
    pub basis: Option<Text>,
}

impl Store {
    /// Every version of every unit, in the order of identifier and version.
    pub fn units(&self, register: RegisterId) -> Result<Vec<UnitRow>, Error> {
        self.unit_rows(register, None)
    }

    /// Every version of one unit, the oldest first; none where it is not there.
    pub fn unit_versions(&self, register: RegisterId, unit: UnitId) -> Result<Vec<UnitRow>, Error> {
        self.unit_rows(register, Some(unit))
    }

    fn unit_rows(&self, register: RegisterId, one: Option<UnitId>) -> Result<Vec<UnitRow>, Error> {
        let [first, last] = id_range(one);
        let bounds = [Value::text(register), first, last];
        self.read(|engine| engine.query(UNITS, &bounds)?.into_iter().map(unit).collect())
    }
}

fn unit(row: Vec<Value>) -> Result<UnitRow, Error> {
    let mut cells = Cells::new("unit", row);
    Ok(UnitRow {
        id: cells.id()?,
        n: cells.number()?,
        name: cells.text()?,
        kind: cells.variant()?,
        level: cells.variant()?,
        parent: cells.opt_id()?,
        valid_from_on: cells.opt_date()?,
        valid_until_on: cells.opt_date()?,
        basis: cells.opt_text()?,
    })
}
