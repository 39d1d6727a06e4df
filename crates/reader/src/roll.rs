//! Which unit a bare level word means in this text, and who is charged when nobody is named.

use std::collections::BTreeMap;

use crate::lexicon::Class;
use crate::organ::NameKind;
use crate::reading::Reading;
use crate::scene::Scene;

/// Names for words that stand alone (`huyen`, `thi xa`).
#[derive(Clone, Debug, Default)]
pub struct Roll {
    bare: BTreeMap<String, String>,
    /// The unit the session was held with, else the organ that issued a report of its own tasks.
    pub guests: Vec<String>,
    pub issuer: Option<String>,
}

impl Roll {
    pub fn of(scene: &Scene, reading: &Reading) -> Roll {
        let session = reading.session.as_ref();
        let issuer = reading.document.as_ref().and_then(|it| it.issuer.clone());
        let mut roll =
            Roll { guests: session.map_or_else(Vec::new, |it| it.guests.clone()), issuer, ..Roll::default() };
        let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for mention in scene.mentions.iter().filter(|it| it.kind == NameKind::Area) {
            let level = scene.hit(mention.tokens.start, Class::Level).map_or("", |it| it.row().phrase);
            *counts.entry(level).or_default().entry(&mention.name).or_default() += 1;
        }
        for (level, names) in counts {
            let guest = names.keys().find(|name| roll.is_guest_place(level, name)).map(|it| (*it).to_owned());
            let only = if names.len() == 1 { names.keys().next().map(|it| (*it).to_owned()) } else { None };
            if let Some(name) = guest.or(only) {
                roll.bare.insert(level.to_owned(), name);
            }
        }
        roll
    }

    /// Whether the area is where the guest of the session sits.
    fn is_guest_place(&self, level: &str, name: &str) -> bool {
        let place = name.strip_prefix(level).map_or("", str::trim);
        !place.is_empty() && self.guests.iter().any(|it| it.ends_with(place))
    }

    /// The unit that a level word without a name means, and the token behind it.
    pub fn bare(&self, scene: &Scene, first: usize) -> Option<(usize, String)> {
        let level = scene.hit(first, Class::Level)?;
        let is_named = scene.tokens.get(level.end).is_some_and(|it| it.is_capital());
        let name = self.bare.get(level.row().phrase);
        if is_named { None } else { name.map(|it| (level.end, it.clone())) }
    }
}
