//! Which slip answers which limitation: what people said, else a guess by the words both share; shown before anything is
//! finished.

use super::Desk;
use super::kept::Stand;
use super::view::SlipView;
use crate::access::Viewer;
use crate::known_units::name_key;
use crate::views::words;
use base::Span;
use jiff::Timestamp;
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
    /// Why none does, as somebody said.
    pub because: Option<String>,
    /// Who said so, and when; `None` where the answers are a guess, or stand in the register.
    pub by: Option<String>,
    pub at: Option<Timestamp>,
    /// Whether the register knows it so already.
    pub is_written: bool,
}

impl LimitView {
    /// Whether it is known what becomes of it.
    pub fn is_answered(&self) -> bool {
        !self.answers.is_empty() || self.because.is_some()
    }
}

/// The cell of a limitation.
pub(super) fn limit_cell(span: Span) -> String {
    format!("limit {}-{}", span.start, span.end)
}

type Pairs = BTreeSet<(String, String)>;

/// The limitations: what people said of each goes before what the register knows, and that before a guess.
pub(super) fn limits(desk: &Desk, slips: &[SlipView], viewer: &Viewer) -> Vec<LimitView> {
    let guesses = guesses(&desk.reading, slips);
    let named = |is_it: &dyn Fn(&SlipView) -> bool| -> Vec<(String, String)> {
        slips.iter().filter(|it| it.stand != Stand::Aside && is_it(it)).map(called).collect()
    };
    let limit = |mut limit: LimitView| {
        let written = desk.limitations.iter().find(|it| it.span == limit.span);
        if let Some((said, cell)) = desk.kept.get(&limit_cell(limit.span)) {
            let answers = named(&|it| said.answers.iter().any(|at| it.span.start <= *at && *at < it.span.end));
            let by = viewer.units.accounts.get(&cell.by).and_then(|it| it.0.clone());
            limit = LimitView { answers, because: said.because.clone(), by, at: Some(cell.at), ..limit };
        } else if let Some(row) = written {
            let answers = named(&|it| row.answers.iter().any(|span| span.overlaps(it.span)));
            let because = row.because.clone().and_then(words);
            limit = LimitView { answers, because, is_written: true, ..limit };
        }
        LimitView { nearest: limit.nearest.clone().filter(|_| !limit.is_answered()), ..limit }
    };
    guesses.into_iter().map(limit).collect()
}

fn called(slip: &SlipView) -> (String, String) {
    (slip.label.clone(), slip.anchor.clone())
}

/// The limitations, each with the slips that speak of the same.
fn guesses(reading: &Reading, slips: &[SlipView]) -> Vec<LimitView> {
    if reading.limitations.is_empty() {
        return Vec::new();
    }
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
        LimitView {
            n,
            words: limitation.text.clone(),
            span: limitation.span,
            answers: scored.iter().filter(|it| it.0 >= ANSWERS).map(|it| called(it.1)).collect(),
            nearest: scored.iter().rev().max_by_key(|it| it.0).map(|it| called(it.1)),
            because: None,
            by: None,
            at: None,
            is_written: false,
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
