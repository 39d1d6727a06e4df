//! Renaming a unit: from a day on it bears another name, or the name that it bears was written wrongly.
//!
//! Source: docs/field.md 3 (names change by a resolution, from a day on; what a unit was called before stays known).

use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Unit, UnitVersion};
use crate::{Refusal, Scene, Stamp, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Gives a unit another name from `valid_from_on` on; without a day the name it bears is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    pub name: String,
    #[serde(default)]
    pub valid_from_on: Option<Date>,
    /// The document that says so.
    #[serde(default)]
    pub basis: Option<String>,
}

/// A unit was renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renamed {
    pub name: Words,
    pub valid_from_on: Option<Date>,
    pub basis: Option<Words>,
}

impl Decide for Rename {
    type State = Unit;
    type Event = Renamed;

    fn decide(self, before: Option<&Unit>, scene: &Scene) -> Result<Renamed, Refusal> {
        let Some(unit) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        unit.want_day(self.valid_from_on, scene.today())?;
        Ok(Renamed {
            name: wanted_words("name", self.name)?.into(),
            valid_from_on: self.valid_from_on,
            basis: optional_words("basis", self.basis)?,
        })
    }
}

impl Fold for Renamed {
    type State = Unit;

    fn fold(self, before: Option<Unit>, _stamp: &Stamp) -> Option<Unit> {
        let name = self.name;
        before?.changed(self.valid_from_on, self.basis, |it| UnitVersion { name, ..it })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.name)
    }
}
