//! The grammar of offices: head words and the organ, field or level they belong to.

use std::ops::Range;

use crate::lexicon::Class;
use crate::organ::{self, Name};
use crate::scene::Scene;
use crate::token::Caps;

/// An office as it stands at `tokens`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub tokens: Range<usize>,
    /// In one spelling, short forms resolved.
    pub text: String,
    /// The organ whose office it is.
    pub organ: Option<Name>,
    /// It says whose office it is, or needs not.
    pub is_whole: bool,
}

/// The office that begins at `first`; in small letters only with an organ behind it.
pub fn office_at(scene: &Scene, first: usize) -> Option<Office> {
    let hit = scene.hit(first, Class::Office)?;
    let is_alone = hit.row().value(0) == "alone";
    let rest = rest_of(scene, hit.end);
    let is_capital = scene.tokens[first].is_capital();
    let needs_organ = !is_capital || hit.row().value(0) == "organ";
    if needs_organ && !is_alone && rest.is_none() {
        return None;
    }
    let upper = scene.tokens[first].caps == Caps::Upper && scene.tokens[hit.end - 1].caps == Caps::Upper;
    let head = match hit.row().value(1) {
        "" if upper => hit.row().phrase.to_owned(),
        "" => base::fold::new_tones(&scene.words(scene.span(first..hit.end))),
        printed => printed.to_owned(),
    };
    Some(match rest {
        Some((end, words, organ)) => {
            Office { tokens: first..end, text: format!("{head} {words}"), organ, is_whole: true }
        }
        None => Office { tokens: first..hit.end, text: head, organ: None, is_whole: is_alone },
    })
}

/// What says whose office it is: an organ, a field with its level, or a level.
fn rest_of(scene: &Scene, from: usize) -> Option<(usize, String, Option<Name>)> {
    if let Some(organ) = organ::organ_of_office(scene, from) {
        let words =
            if scene.hit(from, Class::Bureau).is_some() { bureau_and(scene, from, &organ) } else { organ.text.clone() };
        return Some((organ.tokens.end, words, Some(organ)));
    }
    let is_capital = scene.tokens.get(from).is_some_and(|it| it.is_capital());
    let is_name = scene.hit(from, Class::Surname).is_some() && scene.hit(from, Class::Field).is_none();
    if let Some((end, field)) = organ::field_at(scene, from).filter(|_| is_capital && !is_name) {
        let level = level_words(scene, end);
        let party = organ::organ_of_office(scene, end);
        return Some(match (level, party) {
            (Some((end, words)), _) => (end, format!("{field} {words}"), None),
            (None, Some(party)) => (party.tokens.end, format!("{field} {}", party.text), Some(party)),
            (None, None) => (end, field, None),
        });
    }
    let (end, words) = level_words(scene, from)?;
    Some((end, words, None))
}

fn bureau_and(scene: &Scene, from: usize, organ: &Name) -> String {
    let bureau = scene.hit(from, Class::Bureau).map_or(from..from, |it| it.first..it.end);
    format!("{} {}", base::fold::new_tones(&scene.words(scene.span(bureau))), organ.text)
}

/// A level with or without its place.
fn level_words(scene: &Scene, from: usize) -> Option<(usize, String)> {
    if let Some(area) = organ::area_of_office(scene, from) {
        return Some((area.tokens.end, area.text));
    }
    let level =
        scene.hit(from, Class::Level).filter(|it| it.row().value(1).is_empty() && !organ::is_organ_head(scene, *it))?;
    Some((level.end, level.row().phrase.to_owned()))
}
