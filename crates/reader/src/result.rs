//! Achievements claimed without a number: a subject with a predicate of success, told as a fact.

use std::ops::Range;

use crate::block::BlockKind;
use crate::clause;
use crate::discourse::{Discourse, Voice};
use crate::field::Fields;
use crate::lexicon::{Class, Hit};
use crate::phrase::{behind_connectives, has_figure, meant, trimmed};
use crate::reading::{Achievement, Direction, Limitation};
use crate::scene::Scene;

/// A subject before the predicate has so many words.
const SUBJECT_MIN: usize = 2;

/// What other rules have claimed: orders by their tokens, limitations by their spans, both in order.
pub struct Taken<'a> {
    pub orders: &'a [Range<usize>],
    pub limitations: &'a [Limitation],
}

/// All achievements of the scene.
pub fn find(scene: &Scene, discourse: &Discourse, fields: &Fields, taken: &Taken) -> Vec<Achievement> {
    let mut found = Vec::new();
    for (sentence, voice) in scene.sentences.iter().zip(&discourse.voices) {
        let tells = matches!(voice, Voice::Facts | Voice::Orders);
        let is_title = scene.blocks[sentence.block].kind == BlockKind::Heading;
        let has = |class: Class| scene.find(sentence.tokens.clone(), class).is_some();
        if !tells || is_title || !has(Class::Success) || has(Class::Judges) {
            continue;
        }
        for clause in clause::semicolons(scene, sentence.tokens.clone()) {
            for (tokens, success) in statements(scene, clause, *voice) {
                let span = scene.text.trimmed(scene.span(tokens.clone()));
                let source = scene.text.to_source(span);
                if taken.holds(&tokens, source) {
                    continue;
                }
                found.push(Achievement {
                    text: scene.words(span),
                    field: fields.told(scene, tokens, None, sentence),
                    direction: direction(&success),
                    span: source,
                });
            }
        }
    }
    found
}

impl Taken<'_> {
    fn holds(&self, tokens: &Range<usize>, span: base::Span) -> bool {
        let order = self.orders.partition_point(|it| it.end <= tokens.start);
        let limitation = self.limitations.partition_point(|it| it.span.end <= span.start);
        self.orders.get(order).is_some_and(|it| it.start < tokens.end)
            || self.limitations.get(limitation).is_some_and(|it| it.span.start < span.end)
    }
}

fn direction(success: &Hit) -> Option<Direction> {
    match success.row().value(0) {
        "up" => Some(Direction::Up),
        "down" => Some(Direction::Down),
        "kept" => Some(Direction::Kept),
        _ => None,
    }
}

/// The statements of success in a clause, each with its predicate: they end at the comma behind the predicate.
fn statements(scene: &Scene, clause: Range<usize>, voice: Voice) -> Vec<(Range<usize>, Hit)> {
    let commas = clause::marks(scene, clause.clone(), ",");
    let mut found = Vec::new();
    let mut start = clause.start;
    for success in meant(scene, clause.clone(), Class::Success) {
        if success.first < start {
            continue;
        }
        let next = commas.partition_point(|it| *it < success.end);
        let end = commas.get(next).copied().unwrap_or(clause.end);
        let first = subject(scene, start..success.first, &commas);
        let piece = trimmed(scene, first..end);
        if is_told(scene, &piece, &success, voice) {
            found.push((piece, success));
        }
        start = end + 1;
    }
    found
}

/// Where the subject begins: behind connectives, a topic with its comma, and pieces that tell a figure.
fn subject(scene: &Scene, before: Range<usize>, commas: &[usize]) -> usize {
    let colon = before.clone().rev().find(|&it| scene.is_mark(it, ":")).map_or(before.start, |it| it + 1);
    let mut start = behind_connectives(scene, colon..before.end);
    let mut is_topical = false;
    let from = commas.partition_point(|it| *it < start);
    for &comma in commas[from..].iter().take_while(|it| **it < before.end) {
        // `Trong xay dung Dang, he thong chinh tri, huyen X da ...`: the topic is a list.
        let next = scene.mention_at(comma + 1).filter(|it| is_topical && it.tokens.start == comma + 1);
        if next.is_some_and(|it| it.tokens.end + 2 >= before.end) {
            return comma + 1;
        }
        let is_topic = opens_topic(scene, start);
        if is_topic || says(scene, comma) || is_told_apart(scene, start..comma) {
            is_topical |= is_topic;
            start = behind_connectives(scene, comma + 1..before.end);
        }
    }
    start
}

/// Words of time, place and weight: a number opens `6 thang dau nam`.
fn opens_topic(scene: &Scene, at: usize) -> bool {
    let times = [Class::YearWord, Class::MonthWord, Class::ToDate, Class::DayPart];
    let is_opened = scene.has_any(at, times) || scene.has_any(at, [Class::Topic, Class::SuccessTopic]);
    scene.tokens[at].is_number() || is_opened
}

/// Whether the piece before a comma tells something of its own.
fn is_told_apart(scene: &Scene, piece: Range<usize>) -> bool {
    has_figure(scene, piece.clone()) || scene.find(piece, Class::Passive).is_some()
}

/// Whether a verb of saying stands before the comma: what follows is what was said.
fn says(scene: &Scene, comma: usize) -> bool {
    let near = scene.all_hits(comma.saturating_sub(3)..comma);
    near.of([Class::Remark, Class::Order, Class::FloorReport]).any(|it| it.end == comma)
}

fn is_told(scene: &Scene, piece: &Range<usize>, success: &Hit, voice: Voice) -> bool {
    let subject = piece.start..success.first;
    let is_bare = success.row().value(1) == "bare";
    if subject.len() < SUBJECT_MIN || is_bare && voice != Voice::Facts || has_figure(scene, piece.clone()) {
        return false;
    }
    let orders = |it: &Hit| {
        matches!(it.class, Class::Must | Class::Goal | Class::StrongGoal | Class::Condition)
            || it.class == Class::Order && scene.hit(it.first, Class::Remark).is_none()
    };
    let is_taken_back = meant(scene, subject.clone(), Class::NoSuccess).next().is_some();
    !is_taken_back && !scene.all_hits(subject).any(orders)
}
