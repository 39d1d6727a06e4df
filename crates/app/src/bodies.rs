//! The bodies a text names: each once, by its full name, matched to the units of the register.

use crate::full_names::{FullName, Places, are_apart, own_area};
use crate::known_units::{Candidate, Known, KnownUnits, Named, is_bare, name_key};
use crate::propose::{Reason, UnitDraft};
use base::Span;
use jiff::civil::Date;
use model::UnitId;
use model::state::{Level, UnitKind};
use reader::body::{Body, body};
use reader::reading::Reading;
use reader::spelling::spellings;
use std::collections::{BTreeSet, HashMap};

/// The units that a person gave to names of one document, by [`name_key`].
pub(crate) type Chosen = HashMap<String, UnitId>;

/// The bodies named so far, each once.
pub(crate) struct Bodies<'a> {
    text: &'a str,
    reading: &'a Reading,
    known: &'a KnownUnits,
    chosen: &'a Chosen,
    /// The day of the document.
    on: Option<Date>,
    places: Places,
    pub(crate) drafts: Vec<UnitDraft>,
    by_key: HashMap<(String, bool), usize>,
    /// Names of areas whose committees act, by [`name_key`].
    areas: BTreeSet<String>,
}

/// Why a name is not one body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoBody {
    Many,
    Unclear,
    Unplaced,
    Tie(Vec<Candidate>),
}

impl<'a> Bodies<'a> {
    pub(crate) fn new(text: &'a str, reading: &'a Reading, known: &'a KnownUnits, chosen: &'a Chosen) -> Bodies<'a> {
        let document = reading.document.as_ref().and_then(|it| it.date);
        let session = reading.session.as_ref().and_then(|it| it.date);
        let on = document.or(session).or_else(|| reading.published.map(|it| it.date()));
        let places = Places::new(reading);
        Bodies {
            text,
            reading,
            known,
            chosen,
            on,
            places,
            drafts: Vec::new(),
            by_key: HashMap::new(),
            areas: BTreeSet::new(),
        }
    }

    /// The place of a single body in the list; `None` for a name that is not one body.
    pub(crate) fn one(&mut self, name: &str) -> Option<usize> {
        self.find(name, false).ok()
    }

    /// The place of whoever acts under this name: for an area its committee, where the register has it.
    pub(crate) fn acting(&mut self, name: &str) -> Result<usize, NoBody> {
        self.find(name, true)
    }

    /// That an area was named where its committee is meant.
    pub(crate) fn area_acts(&self, name: &str, index: usize) -> Option<Reason> {
        let unit = || self.drafts[index].name.clone();
        self.areas.contains(&name_key(name)).then(|| Reason::AreaActs { name: name.to_owned(), unit: unit() })
    }

    /// The place of a single body in the list, which grows with it.
    fn find(&mut self, name: &str, acts: bool) -> Result<usize, NoBody> {
        let key = (name_key(name), acts);
        if let Some(&index) = self.by_key.get(&key) {
            return Ok(index);
        }
        let span = self.reading.units.iter().find(|it| name_key(&it.name) == key.0).and_then(|it| it.spans.first());
        let mut draft = match self.chosen.get(&key.0) {
            Some(unit) => self.chosen_draft(name, *unit),
            None => self.draft(name, self.is_bare(span.copied()))?,
        };
        draft.span = span.copied();
        if acts
            && draft.kind == UnitKind::Area
            && !self.chosen.contains_key(&key.0)
            && let Some(committee) = self.committee(&draft)?
        {
            draft = committee;
            self.areas.insert(key.0.clone());
        }
        let full_key = name_key(&draft.name);
        let is_same =
            |it: &UnitDraft| name_key(&it.name) == full_key || draft.known.is_some() && it.known == draft.known;
        let index = self.drafts.iter().position(is_same).unwrap_or(self.drafts.len());
        if index == self.drafts.len() {
            self.drafts.push(draft);
        }
        self.by_key.insert(key, index);
        Ok(index)
    }

    /// Whether the lines around a name have lost their marks; without a place, whether the text has.
    fn is_bare(&self, span: Option<Span>) -> bool {
        let Some((before, after)) = span.and_then(|it| Some((self.text.get(..it.start)?, self.text.get(it.start..)?)))
        else {
            return is_bare(self.text);
        };
        let start = before.rfind('\n').map_or(0, |it| it + 1);
        let end = before.len() + after.find('\n').unwrap_or(after.len());
        is_bare(&self.text[start..end])
    }

    /// A unit that a name stands for whatever kind of body it spells.
    fn chosen_draft(&self, name: &str, unit: UnitId) -> UnitDraft {
        let name = self.known.name(unit).unwrap_or(name).to_owned();
        let (kind, level) = kind_and_level(body(&name));
        UnitDraft { name, known: Some(unit), kind, level, span: None }
    }

    /// The committee of an area, where the register has it.
    fn committee(&self, area: &UnitDraft) -> Result<Option<UnitDraft>, NoBody> {
        let name = self.places.committee(&area.name);
        if let Some(unit) = self.chosen.get(&name_key(&name)) {
            return Ok(Some(UnitDraft { span: area.span, ..self.chosen_draft(&name, *unit) }));
        }
        let (kind, level) = kind_and_level(body(&name));
        match self.known.find(self.named(&name, self.is_bare(area.span))) {
            Known::One(unit) => Ok(Some(UnitDraft { name, known: Some(unit), kind, level, span: area.span })),
            Known::Several(between) => Err(NoBody::Tie(between)),
            Known::Nobody => Ok(None),
        }
    }

    fn draft(&self, name: &str, is_bare: bool) -> Result<UnitDraft, NoBody> {
        let own = own_area(name);
        let named = body(name);
        let full = match (&own, named) {
            (Some(own), _) => self.places.complete(own),
            (None, Body::One { .. }) => self.places.complete(name),
            (None, _) => FullName::Told { name: name.to_owned(), level: None },
        };
        let (full_name, level, known) = match full {
            FullName::Told { name: full, level } => {
                let known = match self.known_told(&full, is_bare) {
                    Known::Nobody if own.is_none() => self.known_as_printed(name, &full, is_bare),
                    known => known,
                };
                (full, level, known)
            }
            FullName::OfProvince { name } => {
                let known = self.known.find_bare(self.named(&name, is_bare));
                if own.is_some() && known == Known::Nobody {
                    return Err(NoBody::Unplaced);
                }
                (name, Some(Level::Province), known)
            }
            FullName::Unplaced => match self.known.find(self.named(name, is_bare)) {
                Known::Nobody => return Err(NoBody::Unplaced),
                known => (name.to_owned(), None, known),
            },
        };
        let body = if own.is_some() { body(&full_name) } else { named };
        let known = match known {
            Known::Nobody if body == Body::Unclear => self.known_short(name, is_bare),
            known => known,
        };
        if let (Known::One(unit), Body::Unclear) = (&known, body) {
            return Ok(self.chosen_draft(name, *unit));
        }
        let (kind, own_level) = kind_and_level(body);
        let known = match (known, body) {
            (Known::Several(candidates), _) => return Err(NoBody::Tie(candidates)),
            (Known::One(unit), _) => Some(unit),
            (Known::Nobody, Body::One { .. }) => match self.known.near(self.named(&full_name, is_bare)) {
                near if near.is_empty() => None,
                near => return Err(NoBody::Tie(near)),
            },
            (Known::Nobody, Body::Many) => return Err(NoBody::Many),
            (Known::Nobody, Body::Unclear) => return Err(NoBody::Unclear),
        };
        // An area is of its own level, whatever it lies in.
        let level = level.filter(|_| kind != UnitKind::Area).unwrap_or(own_level);
        Ok(UnitDraft { name: full_name, known, kind, level, span: None })
    }

    fn named<'n>(&self, name: &'n str, is_bare: bool) -> Named<'n> {
        Named { name, on: self.on, is_bare }
    }

    /// Whose a full name is. A body of this document's province may be known without the name of the province.
    fn known_told(&self, name: &str, is_bare: bool) -> Known {
        let mut found = self.known.find(self.named(name, is_bare));
        for bare in self.places.bare_of_province(name) {
            if found == Known::Nobody {
                found = self.known.find(self.named(&bare, is_bare));
            }
        }
        found
    }

    /// Whose a name is without the place that was added to it; one that lies in another place is asked.
    fn known_as_printed(&self, name: &str, full: &str, is_bare: bool) -> Known {
        match self.known.find(self.named(name, is_bare)) {
            Known::One(unit) => match self.known.candidate(unit) {
                Some(it) if it.parent.as_deref().is_some_and(|it| are_apart(it, full)) => Known::Several(vec![it]),
                _ => Known::One(unit),
            },
            known => known,
        }
    }

    /// Whose a name in short forms is, each way to spell it out being given its place.
    fn known_short(&self, name: &str, is_bare: bool) -> Known {
        let mut units: BTreeSet<UnitId> = BTreeSet::new();
        let mut asked: Vec<Candidate> = Vec::new();
        for spelling in spellings(name) {
            let FullName::Told { name, .. } = self.places.complete(&spelling) else { continue };
            match self.known_told(&name, is_bare) {
                Known::Nobody => {}
                Known::One(unit) => drop(units.insert(unit)),
                Known::Several(several) => asked.extend(several),
            }
        }
        asked.extend(units.iter().filter_map(|it| self.known.candidate(*it)));
        if asked.is_empty() {
            let full = |it: String| match self.places.complete(&it) {
                FullName::Told { name, .. } => Some(name),
                _ => None,
            };
            let near = spellings(name).into_iter().filter_map(full).map(|it| self.known.near(self.named(&it, is_bare)));
            return near.into_iter().find(|it| !it.is_empty()).map_or(Known::Nobody, Known::Several);
        }
        match (units.len(), asked.len()) {
            (_, 0) => Known::Nobody,
            (1, 1) => units.first().map_or(Known::Nobody, |it| Known::One(*it)),
            _ => Known::Several(asked),
        }
    }
}

pub(crate) fn kind_and_level(body: Body) -> (UnitKind, Level) {
    match body {
        Body::One { kind, level } => (kind, level),
        _ => (UnitKind::Other, Level::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::known_units::UnitName;
    use model::StreamId;
    use reader::reading::{Document, Unit};
    use uuid::Uuid;

    /// The units of the suite, and their keys in the order of their identifiers.
    fn register(suite: &str) -> (KnownUnits, Vec<&str>) {
        let mut keys: Vec<&str> = Vec::new();
        let (mut names, mut shown) = (Vec::new(), HashMap::new());
        for line in suite.lines().filter_map(|it| it.strip_prefix("unit ")) {
            let [key, name, from, until, above] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let at = keys.iter().position(|it| *it == key).unwrap_or(keys.len());
            if at == keys.len() {
                keys.push(key);
            }
            shown.insert(key, name.to_owned());
            names.push(UnitName {
                unit: UnitId(StreamId(Uuid::from_u128(at as u128))),
                name: name.to_owned(),
                parent: shown.get(above).cloned(),
                from_on: from.parse().ok(),
                until_on: until.parse().ok(),
            });
        }
        (KnownUnits::new(names), keys)
    }

    /// What a document makes of a name.
    fn made(known: &KnownUnits, keys: &[&str], name: &str, day: &str, issuer: &str) -> String {
        let key = |it: UnitId| keys[it.0.0.as_u128() as usize].to_owned();
        let is_bare = name.starts_with('[');
        let name = name.trim_matches(['[', ']']);
        let text = if is_bare { name.to_owned() } else { format!("\u{1ea1} {name}") };
        let document = Document { issuer: Some(issuer.to_owned()), date: day.parse().ok(), ..Document::default() };
        let span = Span::new(text.len() - name.len(), text.len());
        let unit = Unit { name: name.to_owned(), spans: vec![span] };
        let reading = Reading { document: Some(document), units: vec![unit], ..Reading::default() };
        let chosen = Chosen::new();
        let mut bodies = Bodies::new(&text, &reading, known, &chosen);
        match bodies.acting(name) {
            Ok(index) => match bodies.drafts[index].known {
                Some(unit) if bodies.area_acts(name, index).is_some() => format!("{} for area", key(unit)),
                Some(unit) => key(unit),
                None => format!("new {}", bodies.drafts[index].name),
            },
            Err(NoBody::Tie(between)) => {
                let keys: Vec<String> = between.into_iter().map(|it| key(it.unit)).collect();
                format!("ask {}", keys.join(", "))
            }
            Err(other) => format!("{other:?}").to_lowercase(),
        }
    }

    #[test]
    fn each_name_is_the_unit_that_the_suite_says() {
        let suite = include_str!("../tests/names.txt");
        let (known, keys) = register(suite);
        let rows = suite
            .lines()
            .filter(|it| !it.is_empty() && !it.starts_with(['#', ' ']) && it.contains('|') && !it.starts_with("unit "));
        let issuer = suite.lines().find_map(|it| it.strip_prefix("issuer ")).unwrap();
        let mut wrong = Vec::new();
        let mut n_rows = 0;
        for row in rows {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let or = |n: usize, other| {
                cells.get(n).copied().filter(|it| cells.len() == 4 && !it.is_empty()).unwrap_or(other)
            };
            let got = made(&known, &keys, cells[0], or(1, "2022-06-01"), or(2, issuer));
            if got != cells[cells.len() - 1] {
                wrong.push(format!("{row} -> {got}"));
            }
            n_rows += 1;
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(n_rows >= 60, "rows are missing");
    }
}
