//! The grammar of names of organs and areas: head words, a field, a level, a place.
//!
//! It reads one name at one token. Which names mean the same unit is settled in [`crate::body_name`].

use std::ops::Range;

use crate::lexicon::{Class, Hit};
use crate::place::is_upper_line;
pub use crate::place::{capitalised, is_person, place_end, place_words, titled};
use crate::scene::Scene;
use crate::token::Caps;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    Organ,
    Area,
}

/// A name of an organ or area as it stands at `tokens`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Words before the organ that are left off in its name stand inside.
    pub tokens: Range<usize>,
    /// In one spelling, short forms resolved.
    pub text: String,
    pub kind: NameKind,
    /// The head words alone: `UBND`, `So`, `huyen`.
    pub head: String,
    /// The proper name at its end, if it has one.
    pub place: Option<String>,
    /// The last level word in it, as the lexicon prints it; empty without.
    pub level: &'static str,
}

/// The organ at `first`, also behind words such as those for its standing bureau.
pub fn organ_at(scene: &Scene, first: usize) -> Option<Name> {
    Grammar { scene, is_office: false, depth: 0 }.organ(first)
}

/// The organ of an office: a person's name may follow it without a comma.
pub fn organ_of_office(scene: &Scene, first: usize) -> Option<Name> {
    Grammar { scene, is_office: true, depth: 0 }.organ(first)
}

/// The area of an office, with the same care.
pub fn area_of_office(scene: &Scene, first: usize) -> Option<Name> {
    area(scene, first, true)
}

#[derive(Clone, Copy)]
struct Grammar<'s, 'a> {
    scene: &'s Scene<'a>,
    is_office: bool,
    /// Organs of organs go no deeper than three.
    depth: u8,
}

impl Grammar<'_, '_> {
    fn organ(self, first: usize) -> Option<Name> {
        let scene = self.scene;
        if let Some(bureau) = scene.hit(first, Class::Bureau) {
            let organ = self.deeper()?.organ(bureau.end)?;
            return Some(Name { tokens: first..organ.tokens.end, ..organ });
        }
        let token = scene.tokens.get(first)?;
        // Newspapers write offices and their committees in small letters.
        let is_small = !token.is_capital();
        let mut best: Option<Name> = None;
        // A longer head shadows a shorter one, also when nothing it needs follows.
        let end = scene.hit(first, Class::Organ)?.end;
        for hit in scene.hits(first).of([Class::Organ]).iter().filter(|it| it.end == end) {
            // A short form in capitals is another word than the head it is spelled like.
            let is_other = hit.end == first + 1
                && token.caps == Caps::Upper
                && hit.row().phrase.chars().any(char::is_lowercase)
                && !is_upper_line(scene, first);
            let is_committee = matches!(hit.row().value(0), "party" | "committee");
            if is_other || is_small && !(self.is_office && is_committee) {
                continue;
            }
            let Some(name) = self.organ_from(hit) else { continue };
            if best.as_ref().is_none_or(|it| name.tokens.end > it.tokens.end) {
                best = Some(name);
            }
        }
        best
    }

    fn deeper(self) -> Option<Self> {
        (self.depth < 3).then_some(Grammar { depth: self.depth + 1, ..self })
    }

    fn organ_from(self, hit: Hit) -> Option<Name> {
        let row = hit.row();
        let head = if row.value(1).is_empty() { row.phrase } else { row.value(1) };
        let named = Named { grammar: self, first: hit.first, head: head.to_owned() };
        match row.value(0) {
            "central" | "youth" => Some(named.with(hit.end, "")),
            "party" => Some(named.of_place(hit.end)),
            "of" => named.of_organ(hit.end).or_else(|| named.of_level(hit.end)),
            "level" => named.of_level(hit.end),
            "cell" => {
                let of = named.of_organ(hit.end).or_else(|| named.of_level(hit.end));
                of.or_else(|| self.is_office.then(|| named.with(hit.end, "")))
            }
            "committee" => {
                let named_by = named.of_organ(hit.end).or_else(|| named.of_level(hit.end));
                Some(named_by.unwrap_or_else(|| named.with(hit.end, "")))
            }
            "named" => {
                named.of_level(hit.end).or_else(|| Some(named.of_place(hit.end)).filter(|it| it.place.is_some()))
            }
            "known" => {
                let is_known = !self.scene.hits(hit.end).of([Class::Short, Class::Field]).is_empty();
                is_known.then(|| named.of_field(hit.end)).flatten()
            }
            "place" => Some(named.of_level(hit.end).unwrap_or_else(|| named.of_place(hit.end))),
            _ => named.of_field(hit.end),
        }
    }
}

/// `Dang bo tinh X` named as the committee that leads it.
pub fn committee(scene: &Scene, first: usize, parent: Hit) -> Name {
    let head = parent.row().value(0).to_owned();
    let place_end = place_end(scene, parent.end, false);
    let place = (place_end > parent.end).then(|| place_words(scene, parent.end..place_end));
    let text = joined([&head, place.as_deref().unwrap_or_default()]);
    Name { tokens: first..place_end, text, kind: NameKind::Organ, head, place, level: "" }
}

/// A head that waits for the rest of its name.
struct Named<'s, 'a> {
    grammar: Grammar<'s, 'a>,
    first: usize,
    head: String,
}

impl Named<'_, '_> {
    fn with(&self, end: usize, rest: &str) -> Name {
        let text = joined([&self.head, rest]);
        Name { tokens: self.first..end, text, kind: NameKind::Organ, head: self.head.clone(), place: None, level: "" }
    }

    fn of_place(&self, from: usize) -> Name {
        let end = place_end(self.grammar.scene, from, self.grammar.is_office);
        let place = (end > from).then(|| place_words(self.grammar.scene, from..end));
        let name = self.with(end, place.as_deref().unwrap_or_default());
        Name { place, ..name }
    }

    /// A level with or without its place: `UBND tinh`, `UBND huyen X`.
    fn of_level(&self, from: usize) -> Option<Name> {
        let level = level_at(self.grammar.scene, from)?;
        let end = place_end(self.grammar.scene, level.end, self.grammar.is_office);
        let place = (end > level.end).then(|| place_words(self.grammar.scene, level.end..end));
        let rest = joined([level_word(level), place.as_deref().unwrap_or_default()]);
        Some(Name { place, level: level_word(level), ..self.with(end, &rest) })
    }

    /// Another organ behind the head: `Van phong UBND tinh`.
    fn of_organ(&self, from: usize) -> Option<Name> {
        let parent = self.grammar.deeper()?.organ(from)?;
        let of = self.with(parent.tokens.end, &parent.text);
        Some(Name { place: parent.place, level: parent.level, ..of })
    }

    fn of_field(&self, from: usize) -> Option<Name> {
        let (end, field) = field_at(self.grammar.scene, from)?;
        let head = joined([&self.head, &field]);
        let named = Named { grammar: self.grammar, first: self.first, head };
        let full = named.of_level(end).or_else(|| named.of_party(end));
        Some(full.unwrap_or_else(|| named.of_place(end)))
    }

    /// A Party committee behind a field: `Ban To chuc Huyen uy`.
    fn of_party(&self, from: usize) -> Option<Name> {
        let hit = self
            .grammar
            .scene
            .hit(from, Class::Organ)
            .filter(|it| matches!(it.row().value(0), "party" | "cell" | "committee"))?;
        let parent = self.grammar.deeper()?.organ_from(hit).filter(|_| self.grammar.scene.tokens[from].is_capital())?;
        let of = self.with(parent.tokens.end, &parent.text);
        Some(Name { place: parent.place, ..of })
    }
}

/// The field that follows a head such as the one for a department: a token behind it, and its words.
pub fn field_at(scene: &Scene, from: usize) -> Option<(usize, String)> {
    field(scene, from, true)
}

/// The same in a list, where the word for `and` parts two fields unless the lexicon knows them as one.
pub fn listed_field_at(scene: &Scene, from: usize) -> Option<(usize, String)> {
    field(scene, from, false)
}

fn field(scene: &Scene, from: usize, joins_and: bool) -> Option<(usize, String)> {
    let (mut end, mut field, mut more) = one_field(scene, from)?;
    loop {
        let joint = scene.word(end);
        // A dash that opens the next line is the mark of an item.
        let is_here = scene.tokens.get(end).is_some_and(|it| it.line == scene.tokens[end - 1].line);
        let is_joint =
            is_here && matches!(joint, "-" | "\u{2013}" | "&") || joins_and && scene.hit(end, Class::AndWord).is_some();
        let next = if is_joint { end + 1 } else { end };
        let is_capital = scene.tokens.get(next).is_some_and(|it| it.is_capital());
        let is_head = scene.hit(next, Class::Organ).is_some_and(|it| it.end > next);
        let Some((after, words, goes_on)) =
            one_field(scene, next).filter(|_| (is_joint && is_capital && !is_head) || (!is_joint && more))
        else {
            return Some((end, field));
        };
        let joint = if is_joint && joint == "\u{2013}" { "-" } else { joint };
        field = joined([&field, if is_joint { joint } else { "" }, &words]);
        (end, more) = (after, goes_on);
    }
}

fn one_field(scene: &Scene, from: usize) -> Option<(usize, String, bool)> {
    if let Some(short) =
        scene.hit(from, Class::Short).filter(|it| scene.tokens[it.first].is_capital() || it.row().value(1) == "more")
    {
        return Some((short.end, short.row().value(0).to_owned(), short.row().value(1) == "more"));
    }
    if let Some(hit) = scene.hit(from, Class::Field) {
        let words = field_words(scene, hit);
        return Some((hit.end, words, hit.row().value(0) == "more"));
    }
    unknown_field(scene, from)
}

/// The field as printed, or as the lexicon prints it where the line is in capitals.
fn field_words(scene: &Scene, hit: Hit) -> String {
    let span = scene.span(hit.first..hit.end);
    if scene.tokens[hit.first].caps != Caps::Upper {
        return base::fold::new_tones(&scene.words(span));
    }
    titled_parts(hit.row().phrase)
}

/// A capital at the beginning and behind ` - `, ` va `, `, ` replaced by their parts.
fn titled_parts(phrase: &str) -> String {
    let mut out = String::with_capacity(phrase.len());
    let mut opens = true;
    for word in phrase.split(' ') {
        if !out.is_empty() {
            out.push(' ');
        }
        let word = if opens && word != "-" { capitalised(word) } else { word.to_owned() };
        opens = word == "-" || word.ends_with(',') || crate::lexicon::is_and(&word);
        out.push_str(&word);
    }
    out
}

/// Words with a capital that no lexicon line knows; a last single one takes one small word with it.
fn unknown_field(scene: &Scene, from: usize) -> Option<(usize, String, bool)> {
    let end = place_end(scene, from, false);
    if end == from || scene.tokens[from].caps == Caps::Upper && is_upper_line(scene, from) {
        return None;
    }
    let is_single = end == from + 1 && scene.tokens.get(end).is_some_and(|it| it.is_word() && it.caps == Caps::Lower);
    let end = if is_single && scene.hits(end).is_empty() { end + 1 } else { end };
    Some((end, base::fold::new_tones(&scene.words(scene.span(from..end))), false))
}

/// The area at `first`: a level word and a proper name, or the number of a quarter.
pub fn area_at(scene: &Scene, first: usize) -> Option<Name> {
    area(scene, first, false)
}

fn area(scene: &Scene, first: usize, is_office: bool) -> Option<Name> {
    let level = level_at(scene, first).filter(|_| !is_name_part(scene, first))?;
    let end = place_end(scene, level.end, is_office);
    let is_object =
        scene.hits(level.end).of([Class::CiteKind, Class::Organ, Class::Field, Class::Kind]).any(|it| it.end >= end);
    if end == level.end || is_object {
        return None;
    }
    let (word, place) = (level_word(level), place_words(scene, level.end..end));
    let text = format!("{word} {place}");
    Some(Name {
        tokens: first..end,
        text,
        kind: NameKind::Area,
        head: word.to_owned(),
        place: Some(place),
        level: word,
    })
}

/// `khu tai dinh cu Ban Chang`: a hamlet's word with a capital behind a noun belongs to the name of something else.
fn is_name_part(scene: &Scene, first: usize) -> bool {
    let token = &scene.tokens[first];
    let Some(before) = first.checked_sub(1).map(|it| &scene.tokens[it]) else { return false };
    let is_hamlet = scene.hit(first, Class::Level).is_some_and(|it| it.row().value(0) == "4" && it.end == first + 1);
    let is_noun = before.caps == Caps::Lower && before.is_word() && before.line == token.line;
    let leads = |at: usize| {
        let leads = [Class::Topic, Class::AndWord, Class::OfWord, Class::Plural, Class::Link, Class::Compare];
        scene.all_hits(at.saturating_sub(3)..at).of(leads).any(|it| it.end == at)
    };
    is_hamlet && token.caps == Caps::Title && is_noun && !leads(first)
}

/// The level word at `first`; a short form only where a proper name follows.
fn level_at(scene: &Scene, first: usize) -> Option<Hit> {
    let level = scene.hit(first, Class::Level)?;
    if is_organ_head(scene, level) {
        return None;
    }
    if !level.row().value(1).is_empty() {
        let name = level.end + usize::from(scene.is_mark(level.end, "."));
        return scene.tokens.get(name).filter(|it| it.is_capital()).map(|_| Hit { end: name, ..level });
    }
    Some(level)
}

/// Whether the level word only opens the head of an organ (`tinh uy`, but not `tinh Doan ...` before a name).
pub fn is_organ_head(scene: &Scene, level: Hit) -> bool {
    let is_name =
        !scene.tokens[level.first].is_capital() && scene.tokens.get(level.end).is_some_and(|it| it.is_capital());
    !is_name && scene.hit(level.first, Class::Organ).is_some_and(|it| it.end > level.end)
}

/// The rank of a level word: 1 province .. 4 hamlet; 0 for none.
pub fn rank(level: &str) -> u8 {
    crate::lexicon::rank(level)
}

fn level_word(level: Hit) -> &'static str {
    let row = level.row();
    if row.value(1).is_empty() { row.phrase } else { row.value(1) }
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    let mut words = String::with_capacity(parts.iter().map(|it| it.len() + 1).sum());
    for part in parts.iter().filter(|it| !it.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(part);
    }
    words
}
