//! Which slip answers which limitation: a guess by the words both share, shown before anything is finished.

use super::kept::Stand;
use super::view::SlipView;
use crate::known_units::name_key;
use base::Span;
use reader::Reading;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// So many pairs of syllables in common answer a limitation.
const ANSWERS: usize = 3;
/// A pair that more slips than this have in common tells nothing.
const COMMON: usize = 3;

/// One limitation the text states.
#[derive(Clone, Debug, Serialize)]
pub struct LimitView {
    /// From 1, in the order of the text.
    pub n: usize,
    pub words: String,
    pub span: Span,
    /// The slips that answer it: label and anchor.
    pub answers: Vec<(String, String)>,
    /// Where none does, the one that comes nearest.
    pub nearest: Option<(String, String)>,
}

type Pairs = BTreeSet<(String, String)>;

/// The limitations, each with the slips that speak of the same.
pub(super) fn limits(reading: &Reading, slips: &[SlipView]) -> Vec<LimitView> {
    let of_slips: Vec<(&SlipView, Pairs)> =
        slips.iter().filter(|it| it.stand != Stand::Aside).map(|it| (it, pairs(&it.source))).collect();
    let mut n_with: HashMap<&(String, String), usize> = HashMap::new();
    for pair in of_slips.iter().flat_map(|it| &it.1) {
        *n_with.entry(pair).or_default() += 1;
    }
    let is_telling = |it: &(String, String)| n_with.get(it).is_some_and(|n| *n <= COMMON);
    let limit = |(n, limitation): (usize, &reader::reading::Limitation)| {
        let own = pairs(&limitation.text);
        let shared = |it: &Pairs| it.intersection(&own).filter(|it| is_telling(it)).count();
        let scored = of_slips.iter().map(|(slip, pairs)| (shared(pairs), *slip));
        let scored: Vec<(usize, &SlipView)> = scored.filter(|it| it.0 > 0).collect();
        let called = |it: &SlipView| (it.label.clone(), it.anchor.clone());
        let answers = scored.iter().filter(|it| it.0 >= ANSWERS).map(|it| called(it.1)).collect::<Vec<_>>();
        let nearest = scored.iter().rev().max_by_key(|it| it.0).map(|it| called(it.1));
        LimitView {
            n,
            words: limitation.text.clone(),
            span: limitation.span,
            nearest: nearest.filter(|_| answers.is_empty()),
            answers,
        }
    };
    (1..).zip(&reading.limitations).map(limit).collect()
}

/// Neighbouring syllables within a clause.
fn pairs(words: &str) -> Pairs {
    let key = name_key(words);
    let clauses = key.split([',', ';', '.', ':', '(', ')']);
    clauses
        .flat_map(|clause| {
            let syllables: Vec<&str> = clause.split_whitespace().collect();
            syllables.windows(2).map(|it| (it[0].to_owned(), it[1].to_owned())).collect::<Vec<_>>()
        })
        .collect()
}
