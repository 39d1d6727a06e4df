//! Where a text contradicts itself: sums, rates and totals that do not add up, one figure with two values, days that
//! the calendar does not have.
//!
//! It doubts and never corrects. A slip is told apart from a choice of words with caution: a correct text stays quiet.

mod day;
mod figure;
mod rate;
mod sum;
mod total;
mod value;

use std::ops::Range;

use base::Span;

use crate::block::BlockKind;
use crate::lexicon::Class;
use crate::reading::{Doubt, DoubtKind, Reading};
use crate::scene::Scene;
use crate::sentence::Sentence;

pub use day::place_of;

/// All contradictions of the scene, in the order of their places.
pub fn find(scene: &Scene, reading: &Reading) -> Vec<Doubt> {
    let mut found = day::impossible(scene, &reading.doubts);
    found.extend(reckoned(scene));
    found.extend(total::find(scene));
    found.extend(value::two(scene, &reading.observations));
    found.sort_by_key(|it| it.spans.first().copied());
    found.dedup();
    found
}

/// Sums and rates inside sentences.
fn reckoned(scene: &Scene) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut last: Option<&Sentence> = None;
    for sentence in &scene.sentences {
        let before = last.replace(sentence).filter(|it| it.block == sentence.block);
        let tokens = &sentence.tokens;
        let is_prose = !matches!(scene.blocks[sentence.block].kind, BlockKind::Row | BlockKind::Caption);
        if !is_prose || !may_reckon(scene, tokens) {
            continue;
        }
        // `Trong do: ...` tells the parts of what the sentence before it told.
        let before = before.filter(|_| scene.hit(tokens.start, Class::PartOf).is_some());
        let before = before.map_or_else(Vec::new, |it| figure::figures(scene, &it.tokens));
        let figures = figure::figures(scene, tokens);
        found.extend(sum::find(scene, tokens, &figures, &before));
        found.extend(sum::shares(scene, tokens, &figures));
        found.extend(rate::find(scene, tokens, &figures));
    }
    found
}

/// Whether two numbers stand here, fewer hold no whole with a part, and a word or mark that sets them against each other.
fn may_reckon(scene: &Scene, tokens: &Range<usize>) -> bool {
    let second = scene.next(tokens.clone(), [Class::Digits]).filter(|it| scene.has_number(it + 1..tokens.end));
    let has_mark = || tokens.clone().any(|it| matches!(scene.sign(it), b'(' | b':' | b'/'));
    let cues = [Class::PartOf, Class::PartsOf, Class::Structure, Class::RangeFrom];
    second.is_some() && (has_mark() || !scene.all_hits(tokens.clone()).of(cues).is_empty())
}

/// A doubt with the words of `words` and a span for each place.
fn doubt(scene: &Scene, kind: DoubtKind, words: Range<usize>, places: &[Range<usize>]) -> Doubt {
    let spans = places.iter().map(|it| source(scene, it)).collect();
    Doubt { kind, text: scene.words(scene.text.trimmed(scene.span(words))), spans }
}

fn source(scene: &Scene, tokens: &Range<usize>) -> Span {
    scene.text.to_source(scene.text.trimmed(scene.span(tokens.clone())))
}
