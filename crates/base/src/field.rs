//! What an order, a limitation or a task is about: the fields in which offices sort their work.

use serde::{Deserialize, Serialize};

/// A field of an office's work. A text or a task stands in one.
///
/// # Source
/// docs/glossary.md.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Economy,
    BudgetInvestment,
    AgricultureForest,
    ResourcesEnvironment,
    CultureTourism,
    SocietyWelfare,
    Health,
    Education,
    AdministrationReform,
    DefenceSecurityBorder,
    PartyBuilding,
    #[default]
    Other,
}

impl Field {
    /// In the order in which offices list them, with their names as data has them.
    pub const ALL: [(Field, &str); 12] = [
        (Field::Economy, "economy"),
        (Field::BudgetInvestment, "budget_investment"),
        (Field::AgricultureForest, "agriculture_forest"),
        (Field::ResourcesEnvironment, "resources_environment"),
        (Field::CultureTourism, "culture_tourism"),
        (Field::SocietyWelfare, "society_welfare"),
        (Field::Health, "health"),
        (Field::Education, "education"),
        (Field::AdministrationReform, "administration_reform"),
        (Field::DefenceSecurityBorder, "defence_security_border"),
        (Field::PartyBuilding, "party_building"),
        (Field::Other, "other"),
    ];

    /// The field of a name.
    pub fn named(name: &str) -> Option<Field> {
        Field::ALL.iter().find(|it| it.1 == name).map(|it| it.0)
    }

    /// Its name as data has it.
    pub fn name(self) -> &'static str {
        Field::ALL[self as usize].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_as_it_is_stored() {
        for (field, name) in Field::ALL {
            assert_eq!((field.name(), Field::named(name)), (name, Some(field)));
        }
        assert_eq!(Field::named("sport"), None);
    }
}
