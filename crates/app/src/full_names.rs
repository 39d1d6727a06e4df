//! Full names: a bare name takes the place of the document it stands in, so that two communes keep two police posts.

use crate::known_units::name_key;
use base::fold;
use model::state::Level;
use reader::Reading;
use std::sync::OnceLock;

/// A name as the register keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FullName {
    /// It names its place, or needs none.
    Told { name: String, level: Option<Level> },
    /// A body of a province, without its name. One register has one of each.
    OfProvince { name: String },
    /// A local body, and the text does not tell where.
    Unplaced,
}

/// The places one document speaks of.
#[derive(Debug, Default)]
pub struct Places {
    issuer: Option<String>,
    host: Option<String>,
    guests: Vec<String>,
    named: Vec<Place>,
}

/// An area: its word and its proper name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    area: &'static str,
    name: String,
}

/// What the end of a name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ending {
    /// The proper name of its place.
    Placed(Place),
    /// The word of an area alone.
    Bare(&'static str),
    /// No area at all.
    None,
}

impl Places {
    pub fn new(reading: &Reading) -> Places {
        let session = reading.session.as_ref();
        let mut named: Vec<Place> = Vec::new();
        for unit in &reading.units {
            match ending(&unit.name) {
                Ending::Placed(place) if !named.iter().any(|it| it.is(&place)) => named.push(place),
                _ => {}
            }
        }
        Places {
            issuer: reading.document.as_ref().and_then(|it| it.issuer.clone()),
            host: session.and_then(|it| it.host.clone()),
            guests: session.map(|it| it.guests.clone()).unwrap_or_default(),
            named,
        }
    }

    /// The name with the place that the document gives it.
    pub fn complete(&self, name: &str) -> FullName {
        let name = fold::new_tones(&fold::collapse(name));
        match ending(&name) {
            Ending::Placed(place) => FullName::Told { level: Some(lexicon().level(place.area)), name },
            Ending::Bare(area) => self.complete_area(name, area),
            Ending::None => self.complete_within(name),
        }
    }

    /// The committee that acts for an area.
    pub fn committee(&self, area: &str) -> String {
        format!("{} {area}", lexicon().value("acts", "area"))
    }

    /// `UBND huyen`: the area of that word. A province is named only by whoever issues the document.
    fn complete_area(&self, name: String, area: &'static str) -> FullName {
        let level = lexicon().level(area);
        let place = match level {
            Level::Province => self.issuer.as_deref().and_then(placed).filter(|it| it.area == area),
            _ => self.find(area),
        };
        match place {
            Some(place) => {
                let name = if name.to_lowercase() == area { area } else { &name };
                FullName::Told { name: format!("{name} {}", place.name), level: Some(level) }
            }
            None if level == Level::Province => FullName::OfProvince { name },
            None => FullName::Unplaced,
        }
    }

    /// `Phong Kinh te`: an office of the area that speaks, or a village of it.
    fn complete_within(&self, name: String) -> FullName {
        let Some(style) = lexicon().style_within(&name) else { return FullName::Told { name, level: None } };
        let speaker = self.speaker();
        let area = match &speaker {
            Ending::Placed(place) => Some(place.area),
            Ending::Bare(area) => Some(*area),
            Ending::None => None,
        };
        let level = area.map(|it| lexicon().level(it));
        match (speaker, level) {
            (Ending::Placed(place), Some(Level::Commune)) if style == "village" => {
                FullName::Told { name: format!("{name}, {} {}", place.area, place.name), level: None }
            }
            _ if style == "village" => FullName::Told { name, level: None },
            (_, Some(Level::Province)) => FullName::Told { name, level },
            (Ending::Placed(place), _) if name_key(&name).ends_with(&format!(" {}", name_key(&place.name))) => {
                FullName::Told { name, level }
            }
            (Ending::Placed(place), _) => {
                let owner = if style == "committee" { lexicon().value("committee", place.area) } else { place.area };
                FullName::Told { name: format!("{name} {owner} {}", place.name), level }
            }
            _ => FullName::Unplaced,
        }
    }

    /// Where the document speaks from: its issuer, the host of the session, or its only guest with a place.
    fn speaker(&self) -> Ending {
        for name in self.issuer.iter().chain(&self.host) {
            match ending(name) {
                Ending::None => {}
                Ending::Bare(area) => return self.find(area).map_or(Ending::Bare(area), Ending::Placed),
                placed => return placed,
            }
        }
        only(self.guests.iter().filter_map(|it| placed(it))).map_or(Ending::None, Ending::Placed)
    }

    /// The place of an area word: the issuer's, the host's, the guests', else the only one the text names.
    fn find(&self, area: &str) -> Option<Place> {
        let fits = |it: &Place| it.area == area;
        let framed = self.issuer.iter().chain(&self.host).find_map(|it| placed(it).filter(fits));
        framed
            .or_else(|| only(self.guests.iter().filter_map(|it| placed(it)).filter(fits)))
            .or_else(|| only(self.named.iter().filter(|it| fits(it)).cloned()))
    }

    /// For `Tinh uy A`, `So B tinh A` their bare forms, where A is the province of this document.
    pub fn bare_of_province(&self, name: &str) -> Vec<String> {
        let Some(place) = placed(name).filter(|it| lexicon().level(it.area) == Level::Province) else {
            return Vec::new();
        };
        if !self.find(place.area).is_some_and(|it| it.is(&place)) {
            return Vec::new();
        }
        let without = |name: &str, end: &str| name.strip_suffix(end).map(|it| it.trim_end().to_owned());
        let bare = without(name, &place.name);
        let head = bare.as_deref().and_then(|it| without(it, place.area)).filter(|it| !it.is_empty());
        bare.into_iter().chain(head).collect()
    }
}

impl Place {
    fn is(&self, other: &Place) -> bool {
        self.area == other.area && name_key(&self.name) == name_key(&other.name)
    }
}

/// For `huyen ta`, `UBND xa nha` the name without the word that points to the document's own area.
pub fn own_area(name: &str) -> Option<String> {
    let name = fold::new_tones(&fold::collapse(name));
    let (before, last) = name.rsplit_once(' ')?;
    let is_own = lexicon().rows("own").any(|it| it.0 == last) && matches!(ending(before), Ending::Bare(_));
    is_own.then(|| before.to_owned())
}

/// The name of a unit with the place of the one above it, where it does not tell its own.
pub fn below(name: &str, above: &str) -> Option<String> {
    let places = Places { issuer: Some(above.to_owned()), ..Places::default() };
    match places.complete(name) {
        FullName::Told { name: full, .. } if name_key(&full) != name_key(name) => Some(full),
        _ => None,
    }
}

/// What stands before the place of a name, and the place; the whole name where it tells none.
pub fn head_and_place(name: &str) -> (String, Option<String>) {
    let Some(place) = placed(name) else { return (name.to_owned(), None) };
    let full = format!("{} {}", place.area, place.name);
    let key = name_key(name);
    let head = key.strip_suffix(&name_key(&full)).map(|it| it.trim_end_matches([' ', ',']));
    match head.and_then(|it| name.get(..it.len())) {
        Some(head) => (head.to_owned(), Some(full)),
        // The seat of an area: its name is its place.
        None => (String::new(), Some(full)),
    }
}

/// Whether the end of a name tells its place.
pub fn is_placed(name: &str) -> bool {
    placed(name).is_some()
}

/// One of the names that tell the only district there is, else the only commune; `None` where there are several.
pub fn only_placed<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    [Level::District, Level::Commune].into_iter().find_map(|level| {
        let of_level = |it: &Place| lexicon().level(it.area) == level;
        let mut places = names.clone().filter_map(|it| Some((it, placed(it).filter(of_level)?)));
        let (name, place) = places.next()?;
        places.all(|it| it.1.is(&place)).then_some(name)
    })
}

/// Whether two names end with different places of one level.
pub fn are_apart(one: &str, other: &str) -> bool {
    match (placed(one), placed(other)) {
        (Some(one), Some(other)) => lexicon().level(one.area) == lexicon().level(other.area) && !one.is(&other),
        _ => false,
    }
}

/// The only place among `places`; `None` where two differ.
fn only(mut places: impl Iterator<Item = Place>) -> Option<Place> {
    let first = places.next()?;
    places.all(|it| it.is(&first)).then_some(first)
}

fn placed(name: &str) -> Option<Place> {
    match ending(name) {
        Ending::Placed(place) => Some(place),
        _ => None,
    }
}

/// What the end of `name` tells: an area word in small letters (or in front) with nothing or a proper name behind it.
fn ending(name: &str) -> Ending {
    let name = fold::new_tones(&fold::collapse(name));
    let words: Vec<&str> = name.split(' ').collect();
    for at in 0..words.len() {
        for length in [2, 1] {
            let Some(phrase) = words.get(at..at + length) else { continue };
            let Some(area) = lexicon().area_of(&phrase.join(" "), at == 0) else { continue };
            match proper_name(&words[at + length..]) {
                Some(rest) if rest.is_empty() => return Ending::Bare(area),
                Some(name) => return Ending::Placed(Place { area, name }),
                None => {}
            }
        }
    }
    Ending::None
}

/// The words as a proper name, up to a comma; `None` where they are none.
fn proper_name(words: &[&str]) -> Option<String> {
    let end = words.iter().position(|it| it.ends_with(',')).map_or(words.len(), |it| it + 1);
    let is_proper = |it: &&str| it.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    words[..end].iter().all(is_proper).then(|| words[..end].join(" ").trim_end_matches(',').to_owned())
}

/// How bare names are completed.
struct Lexicon(Vec<[&'static str; 3]>);

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let rows = include_str!("../lexicon/full_names.tsv").lines().filter(|it| !it.starts_with('#'));
        Lexicon(rows.filter_map(|it| it.split('\t').collect::<Vec<_>>().try_into().ok()).collect())
    })
}

impl Lexicon {
    fn rows(&self, sort: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.iter().filter(move |it| it[0] == sort).map(|it| (it[1], it[2]))
    }

    fn value(&self, sort: &str, phrase: &str) -> &'static str {
        self.rows(sort).find(|it| it.0 == phrase).map_or("", |it| it.1)
    }

    fn level(&self, area: &str) -> Level {
        match self.value("area", area) {
            "province" => Level::Province,
            "district" => Level::District,
            "commune" => Level::Commune,
            _ => Level::Unknown,
        }
    }

    /// The area a phrase stands for. An area word has small letters, so that a field of work is not taken for one.
    fn area_of(&self, phrase: &str, is_first: bool) -> Option<&'static str> {
        let lower = phrase.to_lowercase();
        let area = self.rows("area").find(|it| it.0 == if is_first { lower.as_str() } else { phrase });
        area.map(|it| it.0).or_else(|| self.rows("seat").find(|it| it.0 == lower).map(|it| it.1))
    }

    /// How an organ that stands within an area is completed, by the longest head it begins with.
    fn style_within(&self, name: &str) -> Option<&'static str> {
        let lower = format!("{} ", name.to_lowercase());
        let heads = self.rows("within").filter(|it| lower.strip_prefix(it.0).is_some_and(|it| it.starts_with(' ')));
        heads.max_by_key(|it| it.0.len()).map(|it| it.1)
    }
}
