//! The units that may be the guests of a session, by class: one class is invited in one stroke.

use crate::access::Viewer;
use crate::office::Office;
use crate::views::UnitMention;
use base::fold::search_key;
use model::UnitId;
use model::state::{Level, UnitKind};
use serde::Serialize;
use std::collections::BTreeMap;

/// What units have in common that are invited together. In the order in which they are offered.
///
/// # Source
/// design; the levels are those of docs/field.md 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestClass {
    /// Communes and wards as areas.
    Communes,
    CommuneState,
    CommuneParty,
    CommuneFront,
    ProvinceState,
    ProvinceParty,
    ProvinceFront,
    Districts,
    Central,
    Others,
    /// Villages and quarters: many, and seldom invited.
    Villages,
}

/// The units of one class, in the order of the tree.
#[derive(Clone, Debug, Serialize)]
pub struct GuestGroup {
    pub class: GuestClass,
    pub units: Vec<UnitMention>,
}

impl GuestClass {
    fn of(level: Level, kind: UnitKind) -> GuestClass {
        match (level, kind) {
            (Level::Village, _) => GuestClass::Villages,
            (Level::Commune, UnitKind::Area) => GuestClass::Communes,
            (Level::Commune, UnitKind::State) => GuestClass::CommuneState,
            (Level::Commune, UnitKind::Party) => GuestClass::CommuneParty,
            (Level::Commune, UnitKind::Front) => GuestClass::CommuneFront,
            (Level::District, _) => GuestClass::Districts,
            (Level::Province, UnitKind::State) => GuestClass::ProvinceState,
            (Level::Province, UnitKind::Party) => GuestClass::ProvinceParty,
            (Level::Province, UnitKind::Front) => GuestClass::ProvinceFront,
            (Level::Central, _) => GuestClass::Central,
            _ => GuestClass::Others,
        }
    }

    /// The key of its word.
    pub fn word(self) -> &'static str {
        match self {
            GuestClass::Communes => "guests-communes",
            GuestClass::CommuneState => "guests-commune-state",
            GuestClass::CommuneParty => "guests-commune-party",
            GuestClass::CommuneFront => "guests-commune-front",
            GuestClass::ProvinceState => "guests-province-state",
            GuestClass::ProvinceParty => "guests-province-party",
            GuestClass::ProvinceFront => "guests-province-front",
            GuestClass::Districts => "guests-districts",
            GuestClass::Central => "guests-central",
            GuestClass::Others => "guests-others",
            GuestClass::Villages => "guests-villages",
        }
    }
}

impl GuestGroup {
    /// Those whose name holds what is looked for, with or without marks.
    pub fn found<'a>(&'a self, sought: &'a str) -> impl Iterator<Item = &'a UnitMention> {
        let sought = search_key(sought.trim());
        self.units.iter().filter(move |it| it.name.as_deref().is_some_and(|it| search_key(it).contains(&sought)))
    }
}

impl Office {
    /// Every unit that `viewer` sees, by class.
    pub(super) fn guest_groups(&self, viewer: &Viewer) -> Vec<GuestGroup> {
        let mut groups: BTreeMap<GuestClass, Vec<UnitMention>> = BTreeMap::new();
        let class = |unit: UnitId| viewer.units.rows.get(&unit).map(|it| GuestClass::of(it.level, it.kind));
        for (unit, _) in self.unit_choices(viewer) {
            groups.entry(class(unit.id).unwrap_or(GuestClass::Others)).or_default().push(unit);
        }
        groups.into_iter().map(|(class, units)| GuestGroup { class, units }).collect()
    }
}
