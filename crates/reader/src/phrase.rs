//! The phrases of a class that count: a longer phrase of the class hides the shorter ones inside it.

use std::ops::Range;

use crate::lexicon::{Class, Hit};
use crate::scene::Scene;

/// The phrases of `class` inside `tokens`, in order, not overlapping; those marked `no` only hide others.
pub fn meant<'s>(scene: &'s Scene, tokens: Range<usize>, class: Class) -> impl Iterator<Item = Hit> + 's {
    let mut behind = tokens.start;
    scene.of_class(tokens.clone(), class).filter(move |it| {
        if it.first < behind || it.end > tokens.end {
            return false;
        }
        behind = it.end;
        it.row().value(0) != "no"
    })
}

/// Whether a number with its unit or with what it counts stands in `tokens`.
pub fn has_figure(scene: &Scene, tokens: Range<usize>) -> bool {
    let counts = |it: usize| scene.has_any(it, [Class::Gauge, Class::CountNoun, Class::Magnitude]);
    tokens.into_iter().any(|it| scene.tokens[it].is_number() && (scene.is_mark(it + 1, "%") || counts(it + 1)))
}

/// The first token in `tokens` that is neither a connective nor a mark between words.
pub fn behind_connectives(scene: &Scene, tokens: Range<usize>) -> usize {
    let mut at = tokens.start;
    while at < tokens.end {
        match scene.hit(at, Class::Connective) {
            Some(hit) => at = hit.end,
            None if matches!(scene.word(at), "," | ":" | "-" | "\u{2013}") => at += 1,
            None => break,
        }
    }
    at.min(tokens.end)
}

/// `tokens` without marks and joining words at their end.
pub fn trimmed(scene: &Scene, tokens: Range<usize>) -> Range<usize> {
    let mut end = tokens.end;
    while end > tokens.start {
        let is_joint = scene.hit(end - 1, Class::AndWord).is_some_and(|it| it.end == end);
        if !is_joint && !matches!(scene.word(end - 1), "," | ";" | ":" | "." | "-" | "\u{2013}") {
            break;
        }
        end -= 1;
    }
    tokens.start..end
}
