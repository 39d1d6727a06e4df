//! What the one who concludes decides on petitions: agreed, agreed in principle, refused, or given to somebody.

use std::ops::Range;

use crate::block::BlockKind;
use crate::clause;
use crate::discourse::{Discourse, Genre, Voice};
use crate::lexicon::{Class, Hit};
use crate::phrase::{behind_connectives, meant, trimmed};
use crate::reading::{Answer, Decision};
use crate::scene::Scene;
use crate::sentence::Sentence;

/// A petition is named within so many tokens.
const TOPIC_MAX: usize = 70;

/// The noun for a petition stands near the head of its topic.
const NOUN_NEAR: usize = 6;

/// The decision stands near the head of its clause: behind the name of the one who decides.
const DECISION_NEAR: usize = 14;

/// All answers of the scene.
pub fn find(scene: &Scene, discourse: &Discourse) -> Vec<Answer> {
    let mut found = Vec::new();
    if matches!(discourse.genre, Genre::Report | Genre::Plan | Genre::Other) {
        return found;
    }
    let mut section = Section::default();
    let mut pending: Option<(usize, Range<usize>)> = None;
    for (sentence, voice) in scene.sentences.iter().zip(&discourse.voices) {
        section.enter(scene, sentence);
        if !matches!(voice, Voice::Orders | Voice::Tasks | Voice::Facts | Voice::Faults) {
            continue;
        }
        if scene.all_hits(sentence.tokens.clone()).of([Class::Decides, Class::PetitionNoun]).is_empty() {
            continue;
        }
        let start = behind_connectives(scene, sentence.tokens.clone());
        let tokens = start..sentence.tokens.end;
        let topic = topic(scene, tokens.clone(), section.is_open());
        if let Some((topic, behind)) = topic {
            let rest = trimmed(scene, behind..tokens.end);
            match decision(scene, rest.clone(), true) {
                Some((decision, _)) => found.push(answer(scene, topic, decision, rest)),
                None => pending = Some((sentence.block, topic)),
            }
            continue;
        }
        let near =
            pending.take_if(|it| sentence.block <= it.0 + 1 && scene.blocks[sentence.block].kind != BlockKind::Heading);
        if let Some((_, topic)) = near
            && let Some((decision, _)) = decision(scene, tokens.clone(), true)
        {
            found.push(answer(scene, topic, decision, trimmed(scene, tokens)));
            continue;
        }
        if *voice == Voice::Orders || *voice == Voice::Tasks {
            found.extend(clause::semicolons(scene, tokens).into_iter().filter_map(|it| untitled(scene, it, &section)));
        }
    }
    found
}

/// Whether the heading in force speaks of petitions.
#[derive(Default)]
struct Section {
    level: Option<u8>,
    block: Option<usize>,
}

impl Section {
    fn enter(&mut self, scene: &Scene, sentence: &Sentence) {
        if self.block == Some(sentence.block) {
            return;
        }
        self.block = Some(sentence.block);
        let block = &scene.blocks[sentence.block];
        if block.kind != BlockKind::Heading {
            return;
        }
        let level = block.level.max(1);
        let names = scene.find(block.body_tokens(), Class::PetitionNoun).is_some();
        if self.level.is_none_or(|it| level <= it) {
            self.level = names.then_some(level);
        }
    }

    fn is_open(&self) -> bool {
        self.level.is_some()
    }
}

/// What the sentence says it answers, and the token behind it: `Ve kien nghi cua U ve X:`.
fn topic(scene: &Scene, tokens: Range<usize>, is_listed: bool) -> Option<(Range<usize>, usize)> {
    let opens = scene.hits(tokens.start).of([Class::Topic, Class::Toward]).first()?;
    let near = opens.end..tokens.end.min(opens.end + NOUN_NEAR);
    let noun = scene.find(near, Class::PetitionNoun);
    let marks = opens.end..tokens.end.min(opens.end + TOPIC_MAX);
    let colon = clause::marks(scene, marks.clone(), ":").into_iter().next();
    let comma =
        || clause::marks(scene, marks.clone(), ",").into_iter().find(|it| decides_at(scene, it + 1, tokens.end));
    let direct = || (opens.end..marks.end).find(|it| direct_decision(scene, *it));
    let mark = colon.or_else(comma);
    match noun {
        Some(noun) => {
            let end = mark.or_else(direct).or_else(|| (marks.end == tokens.end).then_some(tokens.end))?;
            let behind = if mark == Some(end) { end + 1 } else { end };
            Some((trimmed(scene, noun.first..end), behind))
        }
        None if is_listed => mark.map(|it| (trimmed(scene, opens.end..it), it + 1)),
        None => None,
    }
}

/// A decision without a mark before it: `Ve de nghi cua U dong y ...`.
fn direct_decision(scene: &Scene, at: usize) -> bool {
    scene
        .hit(at, Class::Decides)
        .is_some_and(|it| it.row().value(0) == "refused" || it.row().value(0) == "agreed_in_principle")
}

fn decides_at(scene: &Scene, at: usize, end: usize) -> bool {
    let near = at..end.min(at + DECISION_NEAR);
    meant(scene, near, Class::Decides).next().is_some()
}

/// The first decision in `tokens`; an order counts when nothing is agreed or refused.
fn decision(scene: &Scene, tokens: Range<usize>, is_answer: bool) -> Option<(Decision, Hit)> {
    let mut assigned = None;
    for clause in clause::semicolons(scene, tokens) {
        let near = clause.start..clause.end.min(clause.start + DECISION_NEAR);
        for hit in meant(scene, near, Class::Decides) {
            let decision = match hit.row().value(0) {
                "agreed" => Decision::Agreed,
                "agreed_in_principle" => Decision::AgreedInPrinciple,
                "refused" => Decision::Refused,
                _ => {
                    assigned = assigned.or(is_answer.then_some((Decision::Assigned, hit)));
                    continue;
                }
            };
            return Some((decision, hit));
        }
    }
    assigned
}

/// A clause that agrees or refuses without a topic before it: the petition is what it goes on to name.
fn untitled(scene: &Scene, clause: Range<usize>, section: &Section) -> Option<Answer> {
    let (decision, hit) = decision(scene, clause.clone(), false)?;
    let object = trimmed(scene, hit.end..clause.end);
    let noun = scene.find(object.clone(), Class::PetitionNoun).filter(|it| it.first <= object.start + NOUN_NEAR);
    let is_weak = hit.row().value(1) == "weak";
    if object.len() < 2 || noun.is_none() && is_weak && !section.is_open() {
        return None;
    }
    let is_own = hit.first - clause.start <= 8;
    let petition = noun.map_or(object.start, |it| it.first)..object.end;
    is_own.then(|| answer(scene, petition, decision, hit.first..clause.end))
}

fn answer(scene: &Scene, petition: Range<usize>, decision: Decision, tokens: Range<usize>) -> Answer {
    let span = scene.text.trimmed(scene.span(tokens));
    let to_petition = scene.words(scene.text.trimmed(scene.span(petition)));
    Answer { to_petition, decision, text: scene.words(span), span: scene.text.to_source(span) }
}
