//! The units the register knows, by name: spelling, short forms and lost marks do not count, the day does.

use crate::full_names;
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
    /// The same with the place of the unit above.
    by_place: HashMap<String, Vec<usize>>,
    /// Names without their places, word by word, by their first word.
    by_head: HashMap<String, Vec<(Head, usize)>>,
    /// The same as the first without marks.
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
            let full = it.parent.as_deref().and_then(|parent| full_names::below(&it.name, parent));
            let of_place = full.iter().flat_map(|it| spellings(it));
            of_place.for_each(|it| known.by_place.entry(it).or_default().push(at));
            for head in Head::all(full.as_deref().unwrap_or(&it.name)) {
                known.by_head.entry(head.words[0].clone()).or_default().push((head, at));
            }
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
        let placed = self.places(&self.by_place, &spellings(named.name));
        if !placed.is_empty() {
            return self.on_its_day(&placed, named.on);
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

    /// Units of the same place whose name has the words of this one and more, or some of them; none where more than a few
    /// have.
    pub fn near(&self, named: Named) -> Vec<Candidate> {
        const MOST: usize = 3;
        let heads = Head::all(named.name);
        let rows = heads.iter().filter_map(|it| Some((it, self.by_head.get(&it.words[0])?)));
        let near = rows.flat_map(|(head, rows)| rows.iter().filter(|it| it.0.is_near(head)));
        let mut places: Vec<usize> = near.map(|it| it.1).filter(|it| self.names[*it].is_on(named.on)).collect();
        places.sort_unstable();
        places.dedup();
        match self.asked(&places) {
            Known::Several(between) if between.len() <= MOST => between,
            _ => Vec::new(),
        }
    }

    /// Whose name holds these words, with or without marks: for whoever types as little as possible.
    pub fn containing(&self, words: &str) -> Known {
        const SHORTEST: usize = 3;
        let forms: Vec<String> = bare_spellings(words).into_iter().filter(|it| it.len() >= SHORTEST).collect();
        let holding = self.by_bare.iter().filter(|(key, _)| forms.iter().any(|it| key.contains(it)));
        let mut places: Vec<usize> = holding.flat_map(|it| it.1.iter().copied()).collect();
        places.retain(|it| self.names[*it].is_on(None));
        places.sort_unstable();
        places.dedup();
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

/// The name of an organ without its place, word by word, and its place.
#[derive(Clone, Debug)]
struct Head {
    words: Vec<String>,
    place: Option<String>,
}

impl Head {
    /// In each spelling; none for an area, whose name is its place.
    fn all(name: &str) -> Vec<Head> {
        let (head, place) = full_names::head_and_place(name);
        let place = place.map(|it| name_key(&it));
        let words = |it: String| it.split(' ').map(str::to_owned).collect();
        let all = spellings(&head).into_iter().filter(|it| !it.is_empty());
        all.map(|it| Head { words: words(it), place: place.clone() }).collect()
    }

    /// Whether both begin alike and one has all words of the other in their order, two at least.
    fn is_near(&self, other: &Head) -> bool {
        let (short, long) = if self.words.len() < other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        let mut rest = long.iter();
        let is_apart = self.place.is_some() && other.place.is_some() && self.place != other.place;
        !is_apart && short.len() >= 2 && short[0] == long[0] && short.iter().all(|word| rest.any(|it| it == word))
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
