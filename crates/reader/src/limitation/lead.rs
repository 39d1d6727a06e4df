//! What leads to a statement and is no part of it: connectives, labels, who says it, announcements.

use std::ops::Range;

use crate::address;
use crate::clause;
use crate::lexicon::{Class, Hit};
use crate::scene::Scene;

use super::judge;

/// A label before a colon, or the words before a verb of saying, are no longer than this.
const TOKENS_OF_LEAD: usize = 40;
/// Form of address, name and office of somebody who speaks (`Ba A, Truong phong B:`) are no longer than this.
const TOKENS_OF_SPEAKER: usize = 20;
/// `cai kho hien nay, theo ong A, la`: the copula stands this near.
const TOKENS_TO_COPULA: usize = 16;

/// The clause without what leads to it; and whether that turns to faults.
pub fn behind(scene: &Scene, clause: Range<usize>) -> (Range<usize>, bool) {
    let mut start = clause.start;
    let mut turned = false;
    loop {
        let rest = start..clause.end;
        let step = connective(scene, &rest)
            .or_else(|| label(scene, &rest))
            .or_else(|| trouble(scene, &rest))
            .or_else(|| topic(scene, &rest))
            .or_else(|| speech(scene, &rest));
        match step {
            Some((behind, turns)) if behind > start && behind < clause.end => {
                turned |= turns;
                start = behind;
            }
            _ => return (rest, turned),
        }
    }
}

/// A connective or small mark at the head.
fn connective(scene: &Scene, rest: &Range<usize>) -> Option<(usize, bool)> {
    if matches!(scene.word(rest.start), "," | ":" | "-" | "." | ")") {
        return Some((rest.start + 1, false));
    }
    let is_lead = |it: &Hit| it.row().value(0) != "topic";
    let hit = scene.hits(rest.start).of([Class::FaultLead]).find(is_lead).filter(|it| leads(scene, it))?;
    // `do thieu X nen Y`: cause and consequence are one statement.
    let is_cause = scene.hit(rest.start, Class::Tie).is_some();
    let near = hit.end..rest.end.min(hit.end + TOKENS_OF_LEAD);
    let goes_on = |it: Hit| it.row().value(0) == "result";
    if is_cause && scene.of_class(near, Class::Tie).any(goes_on) {
        return None;
    }
    Some((hit.end, scene.hit(rest.start, Class::FaultTurn).is_some()))
}

/// A leading word is left out only where the clause goes on behind it: not `han che` as a verb.
fn leads(scene: &Scene, hit: &Hit) -> bool {
    // `con 9 ho so qua han`: the word belongs to the count.
    if scene.tokens.get(hit.end).is_some_and(|it| it.is_number()) {
        return false;
    }
    let is_marked = matches!(scene.word(hit.end), "," | ":");
    let is_chain = scene.hit(hit.end, Class::FaultLead).is_some();
    is_marked || is_chain || hit.row().value(0) != "label"
}

/// Words before a colon that announce faults or name who speaks: `Phong X: viec Y con vuong`.
fn label(scene: &Scene, rest: &Range<usize>) -> Option<(usize, bool)> {
    let near = rest.start..rest.end.min(rest.start + TOKENS_OF_LEAD);
    let colon = clause::marks(scene, near, ":").into_iter().next()?;
    let label = rest.start..colon;
    let hits = scene.all_hits(label.clone());
    let turns = !hits.of([Class::FaultTurn]).is_empty() || judge::is_announcement(scene, &label);
    let reports = !hits.of([Class::FloorReport, Class::Says]).is_empty();
    let speaker = scene.mention_at(rest.start).filter(|it| it.tokens.start == rest.start);
    let is_speaker = speaker.is_some_and(|it| it.tokens.end == colon)
        || address::form_of_address(scene, rest.start).is_some() && label.len() <= TOKENS_OF_SPEAKER;
    (turns || reports || is_speaker).then_some((colon + 1, turns))
}

/// `kho khan lon nhat la ...`, `so di co tinh trang do la do ...`: a name for trouble and its copula.
fn trouble(scene: &Scene, rest: &Range<usize>) -> Option<(usize, bool)> {
    let head = scene.hit(rest.start, Class::FaultTurn)?;
    let near = head.first + 1..rest.end.min(head.end + TOKENS_TO_COPULA);
    let copula = near.into_iter().find_map(|it| scene.hit(it, Class::Copula))?.end;
    Some((scene.hit(copula, Class::Tie).map_or(copula, |it| it.end), true))
}

/// `ve 23 ho tai lan chiem, xa ...`: what is spoken of is no statement.
fn topic(scene: &Scene, rest: &Range<usize>) -> Option<(usize, bool)> {
    scene.hits(rest.start).of([Class::FaultLead]).find(|it| it.row().value(0) == "topic")?;
    let near = rest.start..rest.end.min(rest.start + TOKENS_OF_LEAD);
    let comma = clause::marks(scene, near, ",").into_iter().next()?;
    (comma + 4 < rest.end).then_some((comma + 1, false))
}

/// Who says it: `ong A cho rang`, `theo bao cao cua B,`.
fn speech(scene: &Scene, rest: &Range<usize>) -> Option<(usize, bool)> {
    let near = rest.start..rest.end.min(rest.start + TOKENS_OF_LEAD);
    let hits = scene.all_hits(near);
    let says = hits.of([Class::Says]).find(|it| it.first > rest.start && tells(scene, it))?;
    let speakers = [Class::Address, Class::Office, Class::Organ, Class::Participant, Class::FloorReport];
    let before = rest.start..says.first;
    let named = before.clone().any(|it| scene.mention_at(it).is_some());
    if !named && scene.all_hits(before.clone()).of(speakers).is_empty() || judge::has_fault(scene, &before) {
        return None;
    }
    let mut behind = says.end;
    while let Some(hit) = scene.hit(behind, Class::SaysThat).or_else(|| scene.hit(behind, Class::Says)) {
        behind = hit.end;
    }
    Some((behind, says.row().value(0) == "blames"))
}

/// Words that may also name a thing (`bao cao`) tell only where a mark or `rang` follows.
fn tells(scene: &Scene, says: &Hit) -> bool {
    says.row().value(0) != "that"
        || matches!(scene.word(says.end), "," | ":")
        || scene.hit(says.end, Class::SaysThat).is_some()
}
