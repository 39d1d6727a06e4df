//! Shortcomings stated as facts: one per independent statement, wherever they stand.

mod judge;
mod lead;
mod piece;

use std::ops::Range;

use crate::block::{BlockKind, Sentence};
use crate::cause;
use crate::clause;
use crate::discourse::{Discourse, Voice};
use crate::field::Fields;
use crate::lexicon::Class;
use crate::phrase::meant;
use crate::reading::Limitation;
use crate::rule::Rule;
use crate::scene::Scene;

/// A predicate stands this near to its comma; looking no further keeps the time linear.
const TOKENS_NEAR: usize = 120;

/// All limitations of the scene; `taken` are tokens that order something.
pub fn find(scene: &Scene, discourse: &Discourse, fields: &Fields, taken: &[Range<usize>]) -> Vec<Limitation> {
    let (mut found, mut sentences) = (Vec::new(), Vec::new());
    for (n, (sentence, voice)) in scene.sentences.iter().zip(&discourse.voices).enumerate() {
        let is_title = scene.blocks[sentence.block].kind == BlockKind::Heading;
        let statements = match voice {
            _ if is_title => Vec::new(),
            Voice::Faults | Voice::Facts | Voice::Orders => statements(scene, sentence, *voice),
            Voice::Silent | Voice::Requests | Voice::Goals | Voice::Tasks => Vec::new(),
        };
        for (tokens, rule) in statements {
            let span = scene.text.trimmed(scene.span(tokens.clone()));
            let next = taken.partition_point(|it| it.end <= tokens.start);
            let is_taken = taken.get(next).is_some_and(|it| it.start < tokens.end);
            if is_taken || span.is_empty() {
                continue;
            }
            let last = found.last_mut().filter(|_| sentences.last() == Some(&n));
            if let Some(last) = last.filter(|it: &&mut Limitation| it.cause.is_none()) {
                last.cause = cause::of_last(scene, tokens.clone());
            }
            found.push(Limitation {
                text: scene.printed(span),
                cause: cause::within(scene, tokens.clone()),
                field: fields.told(scene, tokens, None, sentence),
                span: scene.text.to_source(span),
                rule,
            });
            sentences.push(n);
        }
    }
    cause::attach(scene, discourse, &mut found, &sentences);
    found
}

/// The statements of a sentence that are bad: all of them among faults, else those that plainly are.
fn statements(scene: &Scene, sentence: &Sentence, voice: Voice) -> Vec<(Range<usize>, Rule)> {
    let blamed = blamed(scene, sentence);
    if !blamed.is_empty() {
        return blamed.into_iter().map(|it| (it, Rule::Blamed)).collect();
    }
    let mut found = Vec::new();
    let mut is_bad = voice == Voice::Faults;
    for clause in clause::semicolons(scene, sentence.tokens.clone()) {
        if voice == Voice::Orders && demands(scene, &clause) {
            continue;
        }
        let (clause, turned) = lead::behind(scene, clause);
        is_bad |= turned;
        for piece in piece::pieces(scene, clause) {
            let (counts, rule) = match is_bad {
                true => (judge::is_fault(scene, &piece), Rule::AmongFaults),
                false => (judge::is_plain_fault(scene, &piece), Rule::PlainFault),
            };
            if counts && !judge::is_announcement(scene, &piece) {
                found.push((piece::behind_but(scene, piece), rule));
            }
        }
    }
    found
}

/// Whether what a chair says demands something, or sets a condition.
fn demands(scene: &Scene, clause: &Range<usize>) -> bool {
    !scene.all_hits(clause.clone()).of([Class::Must, Class::OrderBare, Class::Condition]).is_empty()
}

/// What is said behind words of blame: `phe binh <U> ...`, `khong hai long vi ...`.
fn blamed(scene: &Scene, sentence: &Sentence) -> Vec<Range<usize>> {
    let Some(blame) = meant(scene, sentence.tokens.clone(), Class::Blame).next() else { return Vec::new() };
    let start = scene.hit(blame.end, Class::Tie).map_or(blame.end, |it| it.end);
    let Some(clause) = clause::semicolons(scene, start..sentence.tokens.end).into_iter().next() else {
        return Vec::new();
    };
    let pieces = piece::pieces(scene, clause).into_iter();
    // `khong hai long voi cach lam cua X` says nothing yet.
    let says = |it: &Range<usize>| blame.row().value(0) != "stated" || judge::has_fault(scene, it);
    pieces.filter(|it| it.len() >= 5 && says(it) && !judge::is_supposed(scene, it, it.end)).collect()
}
