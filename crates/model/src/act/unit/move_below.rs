//! Moving a unit below another one: from a day on, or because it was put in the wrong place.
//!
//! Source: docs/field.md 3. Nothing comes to stand below itself.

use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::{Unit, UnitVersion};
use crate::{Needs, Refusal, Scene, Stamp, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Puts a unit below `parent` from `valid_from_on` on; without a day the place it has is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveBelow {
    pub parent: UnitId,
    #[serde(default)]
    pub valid_from_on: Option<Date>,
    /// The document that says so.
    #[serde(default)]
    pub basis: Option<String>,
}

/// A unit was moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedBelow {
    pub parent: UnitId,
    pub valid_from_on: Option<Date>,
    pub basis: Option<Words>,
}

impl Decide for MoveBelow {
    type State = Unit;
    type Event = MovedBelow;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.parent.into()], lines: vec![self.parent], ..Needs::default() }
    }

    fn decide(self, before: Option<&Unit>, scene: &Scene) -> Result<MovedBelow, Refusal> {
        let Some(unit) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        let latest = unit.latest();
        if latest.is_some_and(|it| it.parent.is_none()) {
            return Err(Refusal::RootStays);
        }
        if self.parent == unit.id {
            return Err(Refusal::UnitOwnParent { unit: unit.id });
        }
        scene.want_units([&self.parent])?;
        if latest.is_some_and(|it| it.parent == Some(self.parent)) {
            return Err(Refusal::NothingCorrected);
        }
        if scene.is_within(self.parent, unit.id) {
            return Err(Refusal::UnitBelowItself { unit: unit.id });
        }
        unit.want_day(self.valid_from_on, scene.today())?;
        let basis = optional_words("basis", self.basis)?;
        Ok(MovedBelow { parent: self.parent, valid_from_on: self.valid_from_on, basis })
    }
}

impl Fold for MovedBelow {
    type State = Unit;

    fn fold(self, before: Option<Unit>, _stamp: &Stamp) -> Option<Unit> {
        let parent = Some(self.parent);
        before?.changed(self.valid_from_on, self.basis, |it| UnitVersion { parent, ..it })
    }
}
