//! Founding a unit: an organ or an area enters the tree.
//!
//! Source: docs/field.md 3; a unit founded from a text has no first day, for the text tells none.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Level, Unit, UnitKind, UnitVersion};
use crate::{Needs, Passage, Refusal, Scene, Stamp, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Founds a unit below `parent`; without a parent it is the root of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    pub name: String,
    pub kind: UnitKind,
    pub level: Level,
    #[serde(default)]
    pub parent: Option<UnitId>,
    #[serde(default)]
    pub valid_from_on: Option<Date>,
    /// Where the unit was named, if a text named it.
    #[serde(default)]
    pub passage: Option<Passage>,
}

/// A unit was founded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    pub unit: UnitId,
    pub name: Words,
    pub kind: UnitKind,
    pub level: Level,
    pub parent: Option<UnitId>,
    pub valid_from_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<Passage>,
}

impl Decide for Found {
    type State = Unit;
    type Event = Founded;

    fn needs(&self) -> Needs {
        let document = self.passage.as_ref().map(|it| it.document.into());
        Needs { states: self.parent.map(Into::into).into_iter().chain(document).collect(), ..Needs::default() }
    }

    fn decide(self, _before: Option<&Unit>, scene: &Scene) -> Result<Founded, Refusal> {
        let unit = UnitId(scene.stream);
        if let Some(parent) = self.parent {
            if parent == unit {
                return Err(Refusal::UnitOwnParent { unit });
            }
            scene.unit(parent).ok_or(Refusal::UnitUnknown { unit: parent })?;
        }
        scene.want_passage(self.passage.as_ref())?;
        Ok(Founded {
            unit,
            name: wanted_words("name", self.name)?.into(),
            kind: self.kind,
            level: self.level,
            parent: self.parent,
            valid_from_on: self.valid_from_on,
            passage: self.passage,
        })
    }
}

impl Fold for Founded {
    type State = Unit;

    fn fold(self, _before: Option<Unit>, _stamp: &Stamp) -> Option<Unit> {
        let version = UnitVersion {
            name: self.name,
            kind: self.kind,
            level: self.level,
            parent: self.parent,
            valid_from_on: self.valid_from_on,
            valid_until_on: None,
            basis: None,
        };
        Some(Unit { id: self.unit, versions: vec![version] })
    }
}
