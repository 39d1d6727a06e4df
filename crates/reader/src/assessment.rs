//! Praise and blame by the one who concludes, and whom they are meant for.

use std::ops::Range;

use crate::address;
use crate::clause;
use crate::discourse::{Discourse, Voice};
use crate::lexicon::{Class, Hit};
use crate::phrase::{meant, trimmed};
use crate::reading::{Assessment, Judgement};
use crate::roll::Roll;
use crate::scene::Scene;

/// A name told in other words is not longer.
const NAME_MAX: usize = 12;

/// Who judges is named within so many tokens before; looking no further keeps the time linear.
const SPEAKER_NEAR: usize = 90;

/// All assessments of the scene; `taken` are tokens that order something.
pub fn find(scene: &Scene, discourse: &Discourse, roll: &Roll, taken: &[Range<usize>]) -> Vec<Assessment> {
    let mut found = Vec::new();
    for (sentence, voice) in scene.sentences.iter().zip(&discourse.voices) {
        if !matches!(voice, Voice::Facts | Voice::Faults | Voice::Orders) {
            continue;
        }
        if scene.find(sentence.tokens.clone(), Class::Judges).is_none() {
            continue;
        }
        for clause in clause::semicolons(scene, sentence.tokens.clone()) {
            let judged: Vec<Hit> = meant(scene, clause.clone(), Class::Judges).collect();
            for (n, hit) in judged.iter().enumerate() {
                let until = judged.get(n + 1).map_or(clause.end, |it| it.first);
                let before = sentence.tokens.start.max(hit.first.saturating_sub(SPEAKER_NEAR))..hit.first;
                if speaks(scene, before, *voice) && !is_taken(taken, hit) {
                    found.extend(assessment(scene, roll, *hit, until));
                }
            }
        }
    }
    found
}

fn is_taken(taken: &[Range<usize>], hit: &Hit) -> bool {
    let next = taken.partition_point(|it| it.end <= hit.first);
    taken.get(next).is_some_and(|it| it.start <= hit.first)
}

/// Whether the words before are those of somebody who judges: in plain facts somebody in office must be named.
fn speaks(scene: &Scene, before: Range<usize>, voice: Voice) -> bool {
    let comma = before.clone().rev().find(|&it| scene.is_mark(it, ",")).map_or(before.start, |it| it + 1);
    let hits = scene.all_hits(before);
    let is_duty = hits.any(|it| it.class == Class::Must || it.class == Class::Participant && it.first >= comma);
    let is_named =
        |it: &Hit| matches!(it.class, Class::Office | Class::Address | Class::Organ | Class::Assembly | Class::Level);
    !is_duty && (voice == Voice::Orders || hits.any(is_named))
}

fn assessment(scene: &Scene, roll: &Roll, hit: Hit, until: usize) -> Option<Assessment> {
    let object = trimmed(scene, hit.end..end(scene, hit.end..until));
    // `ghi nhan 143 ca mac`: cases on record.
    if object.len() < 2 || scene.tokens[object.start].is_number() {
        return None;
    }
    let span = scene.text.trimmed(scene.span(hit.first..object.end));
    let kind = match hit.row().value(0) {
        "criticism" => Judgement::Criticism,
        _ => Judgement::Commendation,
    };
    Some(Assessment {
        kind,
        of: judged(scene, roll, object),
        text: scene.words(span),
        span: scene.text.to_source(span),
    })
}

/// Up to the comma or "and" behind which the speaker goes on to something else.
fn end(scene: &Scene, tokens: Range<usize>) -> usize {
    let turns = |at: usize| {
        scene.hits(at).any(|it| matches!(it.class, Class::Order | Class::OrderBare | Class::Joint | Class::Consequence))
    };
    let is_joint = |at: usize| scene.is_mark(at, ",") || scene.hit(at, Class::AndWord).is_some();
    let mut places = tokens.clone();
    places.find(|&at| is_joint(at) && turns(at + 1) || scene.hit(at, Class::Joint).is_some()).unwrap_or(tokens.end)
}

/// Whom the words in `object` are about.
fn judged(scene: &Scene, roll: &Roll, object: Range<usize>) -> Option<String> {
    let told = scene.all_hits(object.clone()).find(|it| it.class == Class::JudgedEnd && it.first > object.start);
    let head = object.start..told.map_or(object.end, |it| it.first);
    let named = |at: usize| {
        let names = address::at(scene, at, object.end, roll)?.names;
        (!names.is_empty()).then(|| names.join(", "))
    };
    let opens = scene.mention_at(head.start).is_some_and(|it| it.tokens.start == head.start)
        || scene.hit(head.start, Class::Address).is_some();
    if opens && let Some(name) = named(head.start) {
        return Some(name);
    }
    let owners: Vec<usize> =
        scene.all_hits(head.clone()).iter().filter(|it| it.class == Class::OfWord).map(|it| it.end).collect();
    if let Some(name) = owners.iter().find_map(|it| named(*it)) {
        return Some(name);
    }
    if let Some(&owner) = owners.last() {
        return words(scene, owner..head.end);
    }
    if let Some(mention) = scene.mentions.get(scene.mentions.partition_point(|it| it.tokens.start < head.start)) {
        let is_inside = mention.tokens.end <= object.end && told.is_none_or(|it| mention.tokens.start < it.first);
        if is_inside && scene.hit(head.start, Class::Collective).is_none() {
            return Some(mention.name.clone());
        }
    }
    named(head.start).or_else(|| words(scene, head))
}

fn words(scene: &Scene, tokens: Range<usize>) -> Option<String> {
    let tokens = trimmed(scene, tokens.start..tokens.end.min(tokens.start + NAME_MAX));
    (!tokens.is_empty()).then(|| scene.words(scene.span(tokens)))
}
