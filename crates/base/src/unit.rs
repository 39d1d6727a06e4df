//! What a unit is and where it stands: the words that a text and the register share.

use serde::{Deserialize, Serialize};

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
