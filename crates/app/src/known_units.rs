//! The units the register knows, by name: spelling, short forms and lost marks do not count, the day does.

use base::fold;
use jiff::civil::Date;
use model::UnitId;
use reader::spelling::{bare_spellings, spellings};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Names to units. A name that two units bear at one time belongs to neither: a tie is asked.
#[derive(Clone, Debug, Default)]
pub struct KnownUnits {
    names: Vec<UnitName>,
    /// Places in `names` by what is the same in all spellings.
    by_spelling: HashMap<String, Vec<usize>>,
    /// The same without marks.
    by_bare: HashMap<String, Vec<usize>>,
}

/// What a unit was called between two days, `from_on <= day && day < until_on`; an absent end is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitName {
    pub unit: UnitId,
    pub name: String,
    /// The name of the unit above it: two police posts may have one name.
    pub parent: Option<String>,
    pub from_on: Option<Date>,
    pub until_on: Option<Date>,
}

/// A name as a document has it.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    pub name: &'a str,
    /// The day of the document: units are those of that day. `None` takes the newest names.
    pub on: Option<Date>,
    /// Whether the text around it has lost its marks.
    pub is_bare: bool,
}

/// Whose a name is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    Nobody,
    One(UnitId),
    /// A person has to say which; also where the only one differs in its marks, or was not there on that day.
    Several(Vec<Candidate>),
}

/// A unit that may be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    pub unit: UnitId,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_on: Option<Date>,
}

impl KnownUnits {
    pub fn new(names: Vec<UnitName>) -> KnownUnits {
        let mut known = KnownUnits { names, ..KnownUnits::default() };
        for (at, it) in known.names.iter().enumerate() {
            spellings(&it.name).into_iter().for_each(|it| known.by_spelling.entry(it).or_default().push(at));
            bare_spellings(&it.name).into_iter().for_each(|it| known.by_bare.entry(it).or_default().push(at));
        }
        known
    }

    /// All names in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.names.iter().map(|it| it.name.as_str())
    }

    /// The newest name of a unit.
    pub fn name(&self, unit: UnitId) -> Option<&str> {
        self.names.iter().rfind(|it| it.unit == unit).map(|it| it.name.as_str())
    }

    /// A unit as it is asked for.
    pub fn candidate(&self, unit: UnitId) -> Option<Candidate> {
        self.names.iter().rfind(|it| it.unit == unit).map(Candidate::of)
    }

    /// Whose name it is.
    pub fn find(&self, named: Named) -> Known {
        let exact = self.places(&self.by_spelling, &spellings(named.name));
        if !exact.is_empty() {
            return self.on_its_day(&exact, named.on);
        }
        let alike = self.places(&self.by_bare, &bare_spellings(named.name));
        // Two names that differ in their marks are two names, unless one of them has lost them.
        let lost: Vec<usize> =
            alike.iter().copied().filter(|it| named.is_bare || is_bare(&self.names[*it].name)).collect();
        match (alike.is_empty(), lost.is_empty()) {
            (true, _) => Known::Nobody,
            (false, true) => self.asked(&alike),
            (false, false) => self.on_its_day(&lost, named.on),
        }
    }

    /// Whose name holds these words, with or without marks: for whoever types as little as possible.
    pub fn containing(&self, words: &str) -> Known {
        const SHORTEST: usize = 3;
        let forms: Vec<String> = bare_spellings(words).into_iter().filter(|it| it.len() >= SHORTEST).collect();
        let holds = |it: &&usize| {
            let name = &self.names[**it];
            let key = fold::search_key(&name.name);
            name.is_on(None) && forms.iter().any(|it| key.contains(it))
        };
        let all: Vec<usize> = (0..self.names.len()).collect();
        let places: Vec<usize> = all.iter().filter(holds).copied().collect();
        if places.is_empty() { Known::Nobody } else { self.one_of(&places) }
    }

    /// Whose the bare name of a province's body is: its own, or that of the only unit that adds a place to it.
    pub fn find_bare(&self, named: Named) -> Known {
        let own = self.find(named);
        if own != Known::Nobody {
            return own;
        }
        let heads: Vec<String> = spellings(named.name).into_iter().map(|it| format!("{it} ")).collect();
        let longer = self.by_spelling.iter().filter(|(key, _)| heads.iter().any(|it| key.starts_with(it)));
        let mut places: Vec<usize> = longer.flat_map(|it| it.1.iter().copied()).collect();
        places.sort_unstable();
        places.dedup();
        if places.is_empty() { Known::Nobody } else { self.on_its_day(&places, named.on) }
    }

    fn places(&self, by_key: &HashMap<String, Vec<usize>>, keys: &[String]) -> Vec<usize> {
        let mut places: Vec<usize> = keys.iter().filter_map(|it| by_key.get(it)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Among units that bear or bore a name, the one that bore it on that day; then one that was there under another.
    fn on_its_day(&self, places: &[usize], on: Option<Date>) -> Known {
        let named: Vec<usize> = places.iter().copied().filter(|it| self.names[*it].is_on(on)).collect();
        if !named.is_empty() {
            return self.one_of(&named);
        }
        let was_there = |it: &usize| {
            let unit = self.names[*it].unit;
            self.names.iter().any(|it| it.unit == unit && it.is_on(on))
        };
        let renamed: Vec<usize> = places.iter().copied().filter(was_there).collect();
        if renamed.is_empty() { self.asked(places) } else { self.one_of(&renamed) }
    }

    fn one_of(&self, places: &[usize]) -> Known {
        let first = self.names[places[0]].unit;
        match places.iter().all(|it| self.names[*it].unit == first) {
            true => Known::One(first),
            false => self.asked(places),
        }
    }

    fn asked(&self, places: &[usize]) -> Known {
        let units: BTreeMap<UnitId, &UnitName> =
            places.iter().map(|it| (self.names[*it].unit, &self.names[*it])).collect();
        Known::Several(units.into_values().map(Candidate::of).collect())
    }
}

impl UnitName {
    fn is_on(&self, on: Option<Date>) -> bool {
        match on {
            None => self.until_on.is_none(),
            Some(day) => self.from_on.is_none_or(|it| it <= day) && self.until_on.is_none_or(|it| day < it),
        }
    }
}

impl Candidate {
    fn of(name: &UnitName) -> Candidate {
        let UnitName { unit, name, parent, from_on, until_on } = name.clone();
        Candidate { unit, name, parent, from_on, until_on }
    }
}

/// Whether a text has no letter with a mark.
pub fn is_bare(text: &str) -> bool {
    fold::search_key(text) == fold::collapse(text).to_lowercase()
}

/// What is the same in two spellings of a name: tone placement, blanks and case.
pub fn name_key(name: &str) -> String {
    fold::new_tones(&fold::collapse(name)).to_lowercase()
}
