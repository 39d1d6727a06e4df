//! A unit: an organ or an area, with a past.

use crate::{UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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

/// The level of a unit version; a property of the version, for names move between levels.
///
/// # Source
/// docs/field.md 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Central,
    Province,
    /// Until 30 June 2025.
    District,
    Commune,
    /// A village, hamlet or quarter below a commune.
    Village,
    /// The text does not tell.
    Unknown,
}

/// What a unit is. An area and the organ of the same name are two units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    Area,
    Party,
    State,
    Front,
    Other,
}
