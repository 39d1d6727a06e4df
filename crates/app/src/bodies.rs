//! The bodies a text names: each once, by its full name, matched to the units of the register.

use crate::full_names::{FullName, Places};
use crate::known_units::{Known, KnownUnits, name_key};
use crate::propose::UnitDraft;
use model::state::{Level, UnitKind};
use reader::body::{Body, body};
use reader::reading::Reading;
use std::collections::HashMap;

/// The bodies named so far, each once.
pub(crate) struct Bodies<'a> {
    reading: &'a Reading,
    known: &'a KnownUnits,
    places: Places,
    pub(crate) drafts: Vec<UnitDraft>,
    by_key: HashMap<String, usize>,
}

/// Why a name is not one body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoBody {
    Many,
    Unclear,
    Unplaced,
    Tie,
}

impl<'a> Bodies<'a> {
    pub(crate) fn new(reading: &'a Reading, known: &'a KnownUnits) -> Bodies<'a> {
        Bodies { reading, known, places: Places::new(reading), drafts: Vec::new(), by_key: HashMap::new() }
    }

    /// The place of a single body in the list; `None` for a name that is not one body.
    pub(crate) fn one(&mut self, name: &str) -> Option<usize> {
        self.find(name).ok()
    }

    /// The place of a single body in the list, which grows with it.
    pub(crate) fn find(&mut self, name: &str) -> Result<usize, NoBody> {
        let key = name_key(name);
        if let Some(&index) = self.by_key.get(&key) {
            return Ok(index);
        }
        let mut draft = self.draft(name)?;
        let mention = self.reading.units.iter().find(|it| name_key(&it.name) == key);
        draft.span = mention.and_then(|it| it.spans.first().copied());
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

    fn draft(&self, name: &str) -> Result<UnitDraft, NoBody> {
        let body = body(name);
        let full = match body {
            Body::One { .. } => self.places.complete(name),
            _ => FullName::Told { name: name.to_owned(), level: None },
        };
        let (name, level, known) = match full {
            FullName::Told { name, level } => (name.clone(), level, self.known_told(&name)),
            FullName::OfProvince { name } => (name.clone(), Some(Level::Province), self.known.find_bare(&name)),
            FullName::Unplaced => match self.known.find(name) {
                Known::Nobody => return Err(NoBody::Unplaced),
                known => (name.to_owned(), None, known),
            },
        };
        let known = match (known, body) {
            (Known::Several, _) => return Err(NoBody::Tie),
            (Known::One(unit), _) => Some(unit),
            (Known::Nobody, Body::One { .. }) => None,
            (Known::Nobody, Body::Many) => return Err(NoBody::Many),
            (Known::Nobody, Body::Unclear) => return Err(NoBody::Unclear),
        };
        let (kind, own_level) = match body {
            Body::One { kind, level } => (kind, level),
            _ => (UnitKind::Other, Level::Unknown),
        };
        // An area is of its own level, whatever it lies in.
        let level = level.filter(|_| kind != UnitKind::Area).unwrap_or(own_level);
        Ok(UnitDraft { name, known, kind, level, span: None })
    }

    /// Whose a full name is. A body of this document's province may be known without the name of the province.
    fn known_told(&self, name: &str) -> Known {
        match (self.known.find(name), self.places.bare_of_province(name)) {
            (Known::Nobody, Some(bare)) => self.known.find(&bare),
            (known, _) => known,
        }
    }
}
