//! Why a limitation is so: the clause tied to it, or the sentence of causes behind it.

use std::ops::Range;

use crate::discourse::{Discourse, Voice};
use crate::lexicon::Class;
use crate::organ::NameKind;
use crate::phrase::{behind_connectives, meant, trimmed};
use crate::reading::{Cause, Limitation};
use crate::scene::Scene;

/// A cause has so many words.
const TOKENS_MIN: usize = 2;

/// The end of a cause stands this near; looking no further keeps the time linear.
const TOKENS_NEAR: usize = 120;

/// The cause tied to the statement in `tokens`.
pub fn within(scene: &Scene, tokens: Range<usize>) -> Option<Cause> {
    if let Some(clause) = behind_tie(scene, &tokens) {
        return Some(cause(scene, clause));
    }
    meant(scene, tokens.clone(), Class::CauseTie).find_map(|tie| {
        let near = tie.end..tokens.end.min(tie.end + TOKENS_NEAR);
        let end = scene.find(near, Class::CauseEnd).map(|it| it.first);
        // `do mua nhieu nen thi cong cham`: at the head the consequence must follow.
        if tie.first == tokens.start && end.is_none() {
            return None;
        }
        let clause = trimmed(scene, tie.end..end.unwrap_or(tokens.end));
        (clause.len() >= TOKENS_MIN && !is_agent(scene, &clause)).then(|| cause(scene, clause))
    })
}

/// `Do gia tang nen tien do keo dai`, where the statement begins behind the tie.
fn behind_tie(scene: &Scene, tokens: &Range<usize>) -> Option<Range<usize>> {
    let before = tokens.start.checked_sub(1)?;
    scene.hit(before, Class::CauseTie).filter(|it| it.end == tokens.start)?;
    let end = scene.find(tokens.clone(), Class::CauseEnd)?.first;
    Some(trimmed(scene, tokens.start..end)).filter(|it| it.len() >= TOKENS_MIN)
}

/// `du an do So X lam chu dau tu`: who acts, not why.
fn is_agent(scene: &Scene, clause: &Range<usize>) -> bool {
    let organ = scene.mention_at(clause.start);
    let opens = organ.is_some_and(|it| it.tokens.start == clause.start && it.kind == NameKind::Organ);
    let near = clause.start..clause.end.min(clause.start + TOKENS_NEAR);
    opens && scene.find(near, Class::Fault).is_none()
}

fn cause(scene: &Scene, tokens: Range<usize>) -> Cause {
    let span = scene.text.trimmed(scene.span(tokens));
    Cause { text: scene.words(span), span: scene.text.to_source(span) }
}

/// Gives limitations without a cause the sentence of causes that follows them; `sentences` tells where each stands.
pub fn attach(scene: &Scene, discourse: &Discourse, limitations: &mut [Limitation], sentences: &[usize]) {
    let mut first = 0;
    for (n, sentence) in scene.sentences.iter().enumerate() {
        if !matches!(discourse.voices[n], Voice::Facts | Voice::Faults | Voice::Orders) {
            continue;
        }
        let Some(tokens) = named(scene, sentence.tokens.clone()) else { continue };
        let until = sentences.partition_point(|it| *it < n);
        let from = (first..until).rev().take_while(|it| reaches(scene, discourse, sentences[*it], n)).last();
        for limitation in &mut limitations[from.unwrap_or(until)..until] {
            if limitation.cause.is_none() {
                limitation.cause = Some(cause(scene, tokens.clone()));
            }
        }
        // A statement of causes has none itself but the one it ties.
        first = sentences.partition_point(|it| *it <= n);
    }
}

/// Whether the causes of sentence `to` speak of sentence `from`: nothing but faults between, or next to each other.
fn reaches(scene: &Scene, discourse: &Discourse, from: usize, to: usize) -> bool {
    let (first, last) = (scene.sentences[from].block, scene.sentences[to].block);
    first == last || last - first == 1 || discourse.voices[from] == Voice::Faults && is_run(scene, first, last)
}

/// Whether no heading parts the blocks.
fn is_run(scene: &Scene, first: usize, last: usize) -> bool {
    last - first <= 12 && !scene.blocks[first + 1..last].iter().any(|it| it.kind == crate::block::BlockKind::Heading)
}

/// The cause that the statement in `tokens` gives for the one before it in its sentence.
pub fn of_last(scene: &Scene, tokens: Range<usize>) -> Option<Cause> {
    named(scene, tokens).map(|it| cause(scene, it))
}

/// What a sentence names as cause behind its opening words.
fn named(scene: &Scene, tokens: Range<usize>) -> Option<Range<usize>> {
    let start = behind_connectives(scene, tokens.clone());
    let lead = scene.hit(start, Class::CauseLead)?;
    let mut at = lead.end;
    while at < tokens.end {
        match scene.hit(at, Class::CauseFiller) {
            Some(filler) => at = filler.end,
            None if matches!(scene.word(at), ":" | "," | "-") => at += 1,
            None => break,
        }
    }
    let clause = trimmed(scene, at.min(tokens.end)..tokens.end);
    (clause.len() > TOKENS_MIN && at > lead.end).then_some(clause)
}
