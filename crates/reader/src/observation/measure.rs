//! What a number says of its indicator: a level, a growth, a difference, a share, a share of the plan.

use std::ops::Range;

use crate::lexicon::{Class, ClassSet, Hit};
use crate::quantity::{Quantity, UnitKind};
use crate::reading::Measure;
use crate::scene::Scene;

use super::indicator::Indicator;

/// How the number is tied to what stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    pub is_rise: bool,
    pub is_fall: bool,
    /// The token at which the verb phrase begins: what stands before it may be the indicator.
    pub verb: usize,
}

/// The verb before the number: a rise or a fall, unless a result follows (`giam con`, `tang len`).
pub fn measured(scene: &Scene, quantity: &Quantity, left: Range<usize>) -> Measured {
    let mut verb = quantity.tokens.start;
    let moves = last_move(scene, &left);
    if let Some((hit, is_rise)) = moves {
        let is_result = between(scene, hit.end..quantity.tokens.start);
        verb = hit.first;
        return Measured { is_rise: is_rise && !is_result, is_fall: !is_rise && !is_result, verb };
    }
    while verb > left.start && is_link_back(scene, verb, left.start).is_some() {
        verb = is_link_back(scene, verb, left.start).unwrap_or(verb);
    }
    Measured { is_rise: false, is_fall: false, verb }
}

/// The last word of rising or falling that stands close before the number.
fn last_move(scene: &Scene, left: &Range<usize>) -> Option<(Hit, bool)> {
    let from = left.end.saturating_sub(10).max(left.start);
    let mut found: Option<(Hit, bool)> = None;
    for hit in scene.all_hits(from..left.end).of([Class::Rise, Class::Fall]).iter().filter(|it| it.end <= left.end) {
        let is_inside = found.is_some_and(|it| it.0.end >= hit.end) || (is_weak(&hit) && !compares(scene, left.end));
        let rest = hit.end..left.end;
        if !is_inside && is_filler(scene, rest) {
            found = Some((hit, hit.class == Class::Rise));
        }
    }
    found
}

/// `them`, `kem`: a move only where a base of comparison follows.
fn is_weak(hit: &Hit) -> bool {
    hit.row().value(0) == "compared"
}

fn compares(scene: &Scene, number: usize) -> bool {
    scene.find(number..number + 8, Class::BasePeriod).is_some()
}

/// Only comparators, bases and small words between the verb and the number.
/// Small words between a verb and its number.
const FILLERS: ClassSet =
    ClassSet::of(&[Class::Compare, Class::BasePeriod, Class::Link, Class::Outcome, Class::Magnitude, Class::Plan]);

fn is_filler(scene: &Scene, rest: Range<usize>) -> bool {
    let mut at = rest.start;
    while at < rest.end {
        let hit = scene.hits(at).of(FILLERS).find(|it| it.end <= rest.end);
        match hit {
            Some(hit) => at = hit.end,
            None if scene.tokens[at].is_number() => at += 1,
            None => return false,
        }
    }
    true
}

fn between(scene: &Scene, tokens: Range<usize>) -> bool {
    scene.find(tokens, Class::Outcome).is_some()
}

/// One step back over a linking word that ends at `at`.
fn is_link_back(scene: &Scene, at: usize, from: usize) -> Option<usize> {
    let ties = |hit: &Hit| hit.end == at && !super::indicator::is_inside_noun(scene, hit.first, from);
    let near = scene.all_hits(from.max(at.saturating_sub(4))..at);
    near.of([Class::Link, Class::Outcome, Class::Compare]).find(ties).map(|it| it.first)
}

/// The first token behind the base or plan that belongs to the number (`du toan tinh giao`, `so voi cung ky`).
pub fn tail_end(scene: &Scene, quantity: &Quantity, end: usize) -> usize {
    let mut at = quantity.tokens.end;
    let near = at..end.min(at + 3);
    let opens = scene.all_hits(near).of([Class::Plan, Class::BasePeriod]).first();
    if let Some(hit) = opens {
        at = hit.end;
        while at < end && scene.hit(at, Class::AndWord).is_none() && !scene.tokens[at].is_number() {
            at += 1;
        }
        at += usize::from(at < end && scene.hit(at, Class::AndWord).is_some());
    }
    at
}

pub fn settled(scene: &Scene, quantity: &Quantity, measured: &Measured, indicator: &Indicator, end: usize) -> Measure {
    let moves = measured.is_rise || measured.is_fall;
    match quantity.kind {
        UnitKind::PercentPoint => {
            if moves {
                Measure::Change
            } else {
                Measure::Level
            }
        }
        UnitKind::Times => {
            if moves {
                Measure::Growth
            } else {
                Measure::Level
            }
        }
        UnitKind::Percent => percent(scene, quantity, moves, indicator, end),
        UnitKind::Gauge | UnitKind::Count | UnitKind::Bare if moves => Measure::Change,
        UnitKind::Gauge | UnitKind::Count | UnitKind::Bare => Measure::Level,
    }
}

fn percent(scene: &Scene, quantity: &Quantity, moves: bool, indicator: &Indicator, end: usize) -> Measure {
    let is_rate = indicator.has(Class::Rate);
    let grows = indicator.has(Class::Rise) || indicator.has(Class::Growth);
    let near = quantity.tokens.end..end.min(quantity.tokens.end + 5);
    if moves || grows {
        return if is_rate { Measure::Change } else { Measure::Growth };
    }
    let of_plan = scene.find(near, Class::Plan).is_some();
    let spends = indicator.has(Class::Spending) || indicator.is_spending;
    if of_plan || spends { Measure::ShareOfPlan } else { Measure::Share }
}
