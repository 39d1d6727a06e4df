//! A unit: an organ or an area, with a past.

use crate::{UnitId, Words};
use base::{Level, UnitKind};
use jiff::civil::Date;

/// A unit and its versions, oldest first. There is always one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    pub versions: Vec<UnitVersion>,
}

/// What a unit was called and where it stood between two days.
///
/// `valid_from_on <= day && day < valid_until_on`; an absent end is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitVersion {
    pub name: Words,
    pub kind: UnitKind,
    pub level: Level,
    /// `None` for the root of the register.
    pub parent: Option<UnitId>,
    pub valid_from_on: Option<Date>,
    pub valid_until_on: Option<Date>,
}

impl Unit {
    /// The newest version.
    pub fn latest(&self) -> Option<&UnitVersion> {
        self.versions.last()
    }
}
