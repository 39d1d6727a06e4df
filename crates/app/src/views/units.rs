//! The units of the register.

use super::{UnitMention, UnitNames, words};
use crate::Error;
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

impl Office {
    /// The units.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn units(&self) -> Result<UnitsView, Error> {
        let names = UnitNames::of(self)?;
        let view = |it: store::UnitRow| UnitView {
            id: it.id,
            name: words(it.name),
            kind: it.kind,
            level: it.level,
            parent: it.parent.map(|it| names.mention(it)),
            valid_from_on: it.valid_from_on,
            valid_until_on: it.valid_until_on,
        };
        Ok(UnitsView { units: self.store.units(self.register()?)?.into_iter().map(view).collect() })
    }
}
