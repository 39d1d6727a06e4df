//! The product an order asks for: a noun for something handed over, behind a verb that brings it forth.

use std::ops::Range;

use crate::address::action_at;
use crate::lexicon::{Class, Hit};
use crate::office::office_at;
use crate::organ::NameKind;
use crate::phrase::trimmed;
use crate::scene::Scene;

/// Longer phrases are cut.
const TOKENS_MAX: usize = 30;

/// The noun phrase of the product in `tokens`, of which `until` opens the deadline.
pub fn find(scene: &Scene, tokens: Range<usize>, until: usize) -> Option<Range<usize>> {
    let mut at = tokens.start;
    let mut verb: Option<Hit> = None;
    while at < tokens.end {
        if let Some(noun) = noun_at(scene, at, verb) {
            let end = phrase_end(scene, noun.end, tokens.end.min(until.max(noun.end)));
            return Some(trimmed(scene, at..end));
        }
        let makes = scene.hit(at, Class::Makes).filter(|it| it.end <= tokens.end);
        let noun = scene.hit(at, Class::Deliverable).map_or(at, |it| it.end);
        if let Some(makes) = makes.filter(|it| it.end >= noun) {
            (verb, at) = (Some(makes).filter(|it| it.row().value(0) != "no"), makes.end);
            continue;
        }
        // `chuong trinh`: the verb inside the noun.
        if noun > at {
            (verb, at) = (None, noun);
            continue;
        }
        match verb.and_then(|_| behind_filler(scene, at)) {
            Some(next) => at = next,
            None => (verb, at) = (None, at + 1),
        }
    }
    None
}

/// A product at `at`: the object of `verb`, or one that its own words tell for a product.
fn noun_at(scene: &Scene, at: usize, verb: Option<Hit>) -> Option<Hit> {
    let noun = scene.hit(at, Class::Deliverable)?;
    let is_cited = scene.hit(noun.end, Class::NumberWord).is_some()
        || scene.tokens.get(noun.end).is_some_and(|it| it.is_number() && !it.is_word() && is_symbol(scene, noun.end));
    let value = noun.row().value(0);
    if is_cited {
        return None;
    }
    if value == "own" {
        return Some(noun);
    }
    let verb = verb?;
    let is_done = value == "drafted" && verb.row().value(0) == "ends";
    let acts = scene.hit(at, Class::Action).is_some_and(|it| it.end >= noun.end);
    let is_verb = acts && (at > verb.end || goes_to(scene, noun.end) || scene.is_mark(noun.end, ","));
    (!is_done && !is_verb).then_some(noun)
}

/// `143/TB`: a number that opens a symbol.
fn is_symbol(scene: &Scene, at: usize) -> bool {
    matches!(scene.word(at + 1), "/" | "-") && !scene.tokens[at + 1].is_spaced
}

/// Whether somebody who receives is named here.
fn goes_to(scene: &Scene, at: usize) -> bool {
    let is_organ = scene.mention_at(at).is_some_and(|it| it.tokens.start == at && it.kind == NameKind::Organ);
    is_organ || scene.hit(at, Class::Recipient).is_some()
}

/// Behind words that may stand between a verb and its object: for whom, how many, in what manner.
fn behind_filler(scene: &Scene, at: usize) -> Option<usize> {
    if scene.is_mark(at, ",") || scene.tokens[at].is_number() {
        return Some(at + 1);
    }
    let unit = scene.mention_at(at).map(|it| it.tokens.end);
    let office = || office_at(scene, at).map(|it| it.tokens.end);
    let filler =
        || scene.hits(at).of([Class::DeliverableFiller, Class::Adverb, Class::Bureau, Class::Plural]).last_end();
    unit.or_else(office).or_else(filler).filter(|it| *it > at)
}

/// Where the noun phrase that runs on from `from` ends.
fn phrase_end(scene: &Scene, from: usize, until: usize) -> usize {
    let until = until.min(from + TOKENS_MAX);
    let mut at = from;
    while at < until {
        let is_paired = || (at.saturating_sub(4)..at).any(|it| paired(scene, it, at));
        let stops = match scene.word(at) {
            ";" | "(" | ":" | "." => true,
            "," => !is_paired() && turns(scene, at + 1),
            _ => ends_at(scene, at) || scene.hit(at, Class::AndWord).is_some() && turns(scene, at + 1) && !is_paired(),
        };
        if stops {
            return at;
        }
        at = behind_word(scene, at).min(until);
    }
    until
}

/// Behind a word of several syllables, so that none of them is taken for a word of its own.
fn behind_word(scene: &Scene, at: usize) -> usize {
    let is_word = |it: &Hit| {
        let is_noun = matches!(it.class, Class::Product | Class::Deliverable | Class::CountNoun | Class::FieldWord);
        is_noun || it.class == Class::Makes && it.row().value(0) == "no"
    };
    scene.hits(at).iter().filter(is_word).map(|it| it.end).max().unwrap_or(at + 1)
}

fn paired(scene: &Scene, first: usize, over: usize) -> bool {
    scene.hits(first).of([Class::Pair]).any(|it| it.end > over)
}

/// Words that open what is to be done with the product, or when.
fn ends_at(scene: &Scene, at: usize) -> bool {
    let to = scene.hit(at, Class::TailFiller).is_some_and(|it| it.end == at + 1) && goes_to(scene, at + 1);
    to && !scene.tokens[at].is_capital() || scene.hit(at, Class::DeliverableEnd).is_some()
}

/// Whether another act, manner or tail begins behind a comma or "and".
fn turns(scene: &Scene, at: usize) -> bool {
    ends_at(scene, at)
        || action_at(scene, at).is_some()
        || scene.has_any(at, [Class::Tail, Class::Manner, Class::Partner, Class::Adverb, Class::Must])
}
