//! A written number with its unit and comparator, where it measures or counts something.

use std::ops::Range;

use base::Number;

use crate::date::{self, Anchor, Tense};
use crate::lexicon::{Class, ClassSet, Hit, Row};
use crate::reading::Comparator;
use crate::scene::Scene;
use crate::symbol::symbol_at;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    Percent,
    PercentPoint,
    Times,
    /// Money, length, weight, area: the thing measured stands elsewhere.
    Gauge,
    /// The noun behind the number is what is counted.
    Count,
    /// No unit of its own.
    Bare,
}

/// A number at `number`, from its comparator to its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    pub tokens: Range<usize>,
    pub number: usize,
    pub value: Number,
    /// As written, without further attributes.
    pub unit: String,
    pub kind: UnitKind,
    pub comparator: Comparator,
    /// `tu <N>` in front: one end of a range, or a value left behind.
    pub is_from: bool,
}

/// The tokens of dates, periods and document symbols in `tokens`: their numbers measure nothing.
pub fn named_numbers(scene: &Scene, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut named: Vec<Range<usize>> = Vec::new();
    let mut at = tokens.start;
    while let Some(opening) = scene.next(at..tokens.end, date::OPENINGS) {
        at = opening;
        match named_at(scene, at) {
            Some(end) => {
                named.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    named
}

/// The end of the date, period or document symbol that begins at `token`.
pub fn named_at(scene: &Scene, token: usize) -> Option<usize> {
    if !date::opens(scene, token) {
        return None;
    }
    let dated = || date::at(scene, token, Anchor { on: None, tense: Tense::Open }).map(|it| it.end);
    symbol_at(scene, token).map(|it| it.tokens.end).or_else(dated).filter(|it| *it > token)
}

/// The quantity whose number stands at `number`; `from` is the first token that may belong to it.
pub fn at(scene: &Scene, number: usize, from: usize, until: usize) -> Option<Quantity> {
    let token = scene.tokens.get(number).filter(|it| it.is_number())?;
    let value = Number::from_printed(scene.word(number))?;
    if is_fraction_part(scene, number, from) || is_tied_to_name(scene, number) {
        return None;
    }
    let behind = behind_fraction(scene, number);
    let range = range_end(scene, number).filter(|it| *it < until);
    let (end, unit, kind) = unit(scene, range.unwrap_or(behind), until)?;
    let end = if range.is_some() { behind } else { end };
    if is_label(scene, number, from, kind) {
        return None;
    }
    let is_joined = scene.tokens.get(behind).is_some_and(|it| !it.is_spaced && it.is_word());
    if is_joined && kind != UnitKind::Gauge || token.start() == 0 {
        return None;
    }
    let (first, comparator, is_from) = comparator(scene, number, from, end);
    let (end, comparator) = match scene.hit(end, Class::CompareAfter) {
        Some(hit) if hit.row().value(0) == "ge" => (hit.end, Comparator::Ge),
        Some(hit) => (hit.end, Comparator::Le),
        None => (end, comparator),
    };
    let comparator = if range.is_some() { Comparator::Ge } else { comparator };
    let is_from = is_from || range.is_some();
    Some(Quantity { tokens: first..end, number, value, unit, kind, comparator, is_from })
}

/// Behind the second number of `3 - 4%`, `7 den 8%`: the unit stands there for both.
fn range_end(scene: &Scene, number: usize) -> Option<usize> {
    let is_dash = matches!(scene.word(number + 1), "-" | "\u{2013}");
    let ends = is_dash || scene.hit(number + 1, Class::RangeTo).is_some();
    (ends && scene.tokens.get(number + 2).is_some_and(|it| it.is_number())).then_some(number + 3)
}

/// A number that names: `Dieu 3`, `mui 1`, `so 5`, `cap do 2`.
fn is_label(scene: &Scene, number: usize, from: usize, kind: UnitKind) -> bool {
    (number.saturating_sub(3).max(from)..number).any(|it| {
        let acts = scene.hit(it, Class::Action).is_some_and(|hit| hit.end == number) && kind != UnitKind::Bare;
        let measures = matches!(kind, UnitKind::Percent | UnitKind::Gauge | UnitKind::PercentPoint);
        // `tong so 250 ho`: the word for number belongs to what is counted.
        let counts = it > from && scene.hits(it - 1).of([Class::HeadNoun]).any(|hit| hit.end == number);
        let is_dated = |hit: &Hit| hit.class == Class::Calendar && !measures;
        let is_ordinal = |hit: &Hit| hit.class == Class::Ordinal && (!measures || hit.row().value(0) == "always");
        let is_part = |hit: &Hit| scene.is_inside_longer(hit, Class::Attribute);
        let names = |hit: &Hit| (is_ordinal(hit) || is_dated(hit)) && hit.end == number && !is_part(hit);
        !acts && !counts && scene.hits(it).of([Class::Ordinal, Class::Calendar]).any(names)
    })
}

/// `Covid-19`: a number behind a hyphen without blanks.
fn is_tied_to_name(scene: &Scene, number: usize) -> bool {
    let is_tight = |it: usize| !scene.tokens[it].is_spaced;
    let is_tied = number >= 2 && scene.is_mark(number - 1, "-") && is_tight(number) && is_tight(number - 1);
    is_tied && scene.tokens[number - 2].is_word()
}

/// The second half of `4/15`, or any number tied by a slash to something else.
fn is_fraction_part(scene: &Scene, number: usize, from: usize) -> bool {
    number > from && scene.is_mark(number - 1, "/") && !scene.tokens[number].is_spaced
}

/// Behind `/15` where the number is the first half of a fraction.
fn behind_fraction(scene: &Scene, number: usize) -> usize {
    let is_fraction = scene.is_mark(number + 1, "/") && scene.tokens.get(number + 2).is_some_and(|it| it.is_number());
    if is_fraction { number + 3 } else { number + 1 }
}

fn unit(scene: &Scene, from: usize, until: usize) -> Option<(usize, String, UnitKind)> {
    let words = |end: usize| scene.words(scene.span(from..end));
    if from >= until {
        return Some((from, String::new(), UnitKind::Bare));
    }
    let magnitude = scene.hit(from, Class::Magnitude).map_or(from, |it| it.end);
    let gauge = scene.hit(magnitude, Class::Gauge).or_else(|| scene.hit(magnitude, Class::Money));
    // `14 diem sat lo`: a longer noun that only opens like a measure.
    let noun_end = scene.hit(magnitude, Class::CountNoun).map_or(from, |it| it.end);
    if let Some(gauge) = gauge.filter(|it| it.end <= until && it.end >= noun_end && !counts_spots(scene, it)) {
        let end = behind_per(scene, gauge.end, until);
        return Some((end, words(end), gauge_kind(gauge.row())));
    }
    if scene.hit(from, Class::Duration).is_some() && scene.hit(from, Class::CountNoun).is_none() {
        return None;
    }
    if let Some(noun) = scene.hit(magnitude, Class::CountNoun).filter(|it| it.end <= until) {
        return Some((noun.end, words(noun.end), UnitKind::Count));
    }
    let token = scene.tokens.get(magnitude)?;
    // `2.340 ty, tang 11%`: money without its name.
    if magnitude > from && !(token.is_word() && token.is_spaced) {
        return Some((magnitude, words(magnitude), UnitKind::Gauge));
    }
    let is_noun = token.is_word() && !token.is_capital() && token.is_spaced && !is_function_word(scene, magnitude);
    if is_noun {
        return Some((magnitude + 1, words(magnitude + 1), UnitKind::Count));
    }
    Some((from, String::new(), UnitKind::Bare))
}

/// `03 diem ban le ma tuy`: a point that goes on with what is there is a thing counted.
fn counts_spots(scene: &Scene, gauge: &Hit) -> bool {
    let is_spot = gauge.end == gauge.first + 1 && scene.hit(gauge.first, Class::CountNoun).is_some();
    let next = gauge.end;
    let goes_on = scene.tokens.get(next).is_some_and(|it| it.is_word()) && !is_function_word(scene, next);
    is_spot && gauge_kind(gauge.row()) == UnitKind::PercentPoint && goes_on
}

/// What the lexicon says a measure is; most measure things that are named elsewhere.
fn gauge_kind(row: &Row) -> UnitKind {
    match row.value(1) {
        "percent" => UnitKind::Percent,
        "point" => UnitKind::PercentPoint,
        "times" => UnitKind::Times,
        "count" => UnitKind::Count,
        _ => UnitKind::Gauge,
    }
}

/// `/kg`, `/nguoi/nam` behind a measure.
fn behind_per(scene: &Scene, end: usize, until: usize) -> usize {
    let mut end = end;
    while end + 1 < until
        && scene.is_mark(end, "/")
        && scene.tokens[end + 1].is_word()
        && !scene.tokens[end + 1].is_spaced
    {
        end += 2;
    }
    end
}

fn is_function_word(scene: &Scene, at: usize) -> bool {
    scene.has_any(at, FUNCTION_WORDS)
}

const FUNCTION_WORDS: ClassSet = ClassSet::of(&[
    Class::Link,
    Class::AndWord,
    Class::Duration,
    Class::Rise,
    Class::Fall,
    Class::Compare,
    Class::BasePeriod,
    Class::Topic,
    Class::Tie,
]);

/// The comparator before the number: its first token, what it says, and whether a range begins.
fn comparator(scene: &Scene, number: usize, from: usize, end: usize) -> (usize, Comparator, bool) {
    for first in number.saturating_sub(3).max(from)..number {
        let Some(hit) = scene.hits(first).of([Class::Compare]).find(|it| it.end == number) else {
            continue;
        };
        let is_from = scene.hit(first, Class::RangeFrom).is_some();
        let comparator = match hit.row().value(0) {
            "gt" => Comparator::Gt,
            "ge" if is_from && scene.hit(end, Class::CompareAfter).is_none() => Comparator::Ge,
            "ge" => Comparator::Ge,
            "lt" => Comparator::Lt,
            "le" => Comparator::Le,
            _ => Comparator::Approx,
        };
        return (first, comparator, is_from);
    }
    (number, Comparator::Eq, false)
}
