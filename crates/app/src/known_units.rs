//! The units the register knows, by name: marks count, tone placement and case do not.

use base::fold;
use model::UnitId;
use std::collections::HashMap;

/// Names to units. A name that two units bear belongs to neither: a tie is asked.
#[derive(Clone, Debug, Default)]
pub struct KnownUnits {
    by_key: HashMap<String, Option<UnitId>>,
}

impl KnownUnits {
    /// From pairs of name and unit.
    pub fn new<'a>(units: impl IntoIterator<Item = (&'a str, UnitId)>) -> KnownUnits {
        let mut known = KnownUnits::default();
        for (name, unit) in units {
            known.by_key.entry(name_key(name)).and_modify(|it| *it = None).or_insert(Some(unit));
        }
        known
    }

    /// Whose name it is.
    pub fn find(&self, name: &str) -> Known {
        match self.by_key.get(&name_key(name)) {
            None => Known::Nobody,
            Some(None) => Known::Several,
            Some(Some(unit)) => Known::One(*unit),
        }
    }

    /// Whose the bare name of a province's body is: its own, or that of the only unit that adds a place to it.
    pub fn find_bare(&self, bare: &str) -> Known {
        let longer = format!("{} ", name_key(bare));
        let mut units = self.by_key.iter().filter(|it| it.0.starts_with(&longer)).map(|it| *it.1);
        match (self.find(bare), units.next(), units.next()) {
            (Known::Nobody, None, _) => Known::Nobody,
            (Known::Nobody, Some(Some(unit)), None) => Known::One(unit),
            (Known::Nobody, ..) => Known::Several,
            (known, ..) => known,
        }
    }
}

/// Whose a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Nobody,
    One(UnitId),
    Several,
}

/// What is the same in two spellings of a name.
pub fn name_key(name: &str) -> String {
    fold::new_tones(&fold::collapse(name)).to_lowercase()
}
