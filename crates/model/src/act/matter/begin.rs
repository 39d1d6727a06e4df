//! Beginning to follow a limitation or a petition.
//!
//! Source: docs/field.md 1 (a session tells of limitations and of petitions); that one is followed through sessions is design.

use super::{want_listing, want_telling, want_untold};
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Listing, Matter, MatterKind, Telling};
use crate::{Field, MatterId, Needs, Refusal, Scene, Stamp, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// So many tellings may be named where it begins.
pub const MOST_TELLINGS: usize = 100;

/// Begins to follow it. The day is that of its first telling; without one, `told_on`, or today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    pub matter_kind: MatterKind,
    pub words: String,
    pub unit: UnitId,
    /// The unit that owes an answer; only of a petition, and never left out there.
    #[serde(default)]
    pub owed_by: Option<UnitId>,
    #[serde(default)]
    pub field: Option<Field>,
    #[serde(default)]
    pub told_on: Option<Date>,
    #[serde(default)]
    pub tellings: Vec<Telling>,
    /// The row of a task's list that it is; only of a limitation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<Listing>,
}

/// It is followed from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    pub id: MatterId,
    pub matter_kind: MatterKind,
    pub words: Words,
    pub unit: UnitId,
    pub owed_by: Option<UnitId>,
    pub field: Option<Field>,
    pub since_on: Date,
    pub tellings: Vec<Told>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<Listing>,
}

/// A telling and its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub telling: Telling,
    pub on: Date,
}

impl Decide for Begin {
    type State = Matter;
    type Event = Begun;

    fn needs(&self) -> Needs {
        let units = std::iter::once(self.unit).chain(self.owed_by).map(Into::into);
        let tasks = self.listing.iter().map(|it| it.task.into());
        let states = units.chain(self.tellings.iter().map(|it| it.by.into())).chain(tasks).collect();
        let listings = self.listing.into_iter().collect();
        Needs { states, tellings: self.tellings.clone(), listings, ..Needs::default() }
    }

    fn decide(self, _before: Option<&Matter>, scene: &Scene) -> Result<Begun, Refusal> {
        scene.want_units(std::iter::once(&self.unit).chain(&self.owed_by))?;
        match (self.matter_kind, self.owed_by) {
            (MatterKind::Petition, None) => return Err(Refusal::WordsMissing { field: "owed_by".to_owned() }),
            (MatterKind::Petition, Some(unit)) if unit == self.unit => return Err(Refusal::PetitionToItself { unit }),
            (kind @ MatterKind::Limitation, Some(_)) => return Err(Refusal::MatterOtherKind { kind }),
            (kind @ MatterKind::Petition, _) if self.listing.is_some() => {
                return Err(Refusal::MatterOtherKind { kind });
            }
            _ => {}
        }
        self.listing.iter().try_for_each(|it| want_listing(scene, it))?;
        if self.tellings.len() > MOST_TELLINGS {
            return Err(Refusal::CommandUnreadable { because: format!("tellings: at most {MOST_TELLINGS}") });
        }
        let told =
            |telling: &Telling| Ok(Told { telling: *telling, on: want_telling(scene, self.matter_kind, telling)? });
        let tellings = self.tellings.iter().map(told).collect::<Result<Vec<Told>, Refusal>>()?;
        self.tellings.iter().try_for_each(|it| want_untold(scene, it))?;
        if let Some(twice) = self.tellings.iter().find(|it| scene.also_named(it).any(|it| self.tellings.contains(&it)))
        {
            return Err(Refusal::TellingKnown { by: twice.by });
        }
        let since_on = tellings.iter().map(|it| it.on).min().or(self.told_on).unwrap_or(scene.today());
        if scene.today() < since_on {
            return Err(Refusal::DayInFuture { day: since_on });
        }
        Ok(Begun {
            id: MatterId(scene.stream),
            matter_kind: self.matter_kind,
            words: wanted_words("words", self.words)?.into(),
            unit: self.unit,
            owed_by: self.owed_by,
            field: self.field,
            since_on,
            tellings,
            listing: self.listing,
        })
    }
}

impl Fold for Begun {
    type State = Matter;

    fn fold(self, _before: Option<Matter>, stamp: &Stamp) -> Option<Matter> {
        Some(Matter {
            id: self.id,
            kind: self.matter_kind,
            words: self.words,
            unit: self.unit,
            owed_by: self.owed_by,
            field: self.field,
            since_on: self.since_on,
            tellings: self.tellings.iter().map(|it| (it.telling, it.on)).collect(),
            apart: BTreeSet::new(),
            listings: self.listing.map(|it| (it, stamp.on())).into_iter().collect::<BTreeMap<_, _>>(),
            tasks: BTreeSet::new(),
            closed: None,
        })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
