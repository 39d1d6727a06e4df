//! The written numbers of one sentence with their units on one scale, and how exactly each is printed.

use std::ops::Range;

use crate::lexicon::{Class, Hit};
use crate::quantity::{self, Quantity, UnitKind};
use crate::reading::Comparator;
use crate::scene::Scene;

/// One written number as it can be reckoned with.
pub struct Figure {
    pub quantity: Quantity,
    pub amount: Amount,
    /// The unit without its word of magnitude; empty without one.
    pub unit: String,
    pub has_magnitude: bool,
    /// Brackets that are open here.
    pub depth: u32,
    /// `4/15 xa`: the second number.
    pub whole: Option<Amount>,
}

/// A value in its basic unit, and half of its last printed place.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    pub value: f64,
    pub slack: f64,
}

impl Amount {
    /// The printed number at `token`, times ten to the power of `exponent`; counted things are exact.
    pub fn printed(scene: &Scene, token: usize, exponent: i32, is_count: bool) -> Option<Amount> {
        let number = base::Number::from_printed(scene.word(token))?;
        let step = 10_f64.powi(exponent - i32::from(number.decimals()));
        let is_exact = is_count && exponent == 0 && number.is_whole();
        Some(Amount { value: number.mantissa() as f64 * step, slack: if is_exact { 0.0 } else { step / 2.0 } })
    }

    /// Whether both may be the same value, printed with more or fewer places.
    pub fn may_equal(self, other: Amount) -> bool {
        (self.value - other.value).abs() <= (self.slack + other.slack) * 1.01 + other.value.abs() * 1e-9
    }
}

impl Figure {
    pub fn is_amount(&self) -> bool {
        matches!(self.quantity.kind, UnitKind::Gauge | UnitKind::Count | UnitKind::Bare)
    }

    pub fn is_percent(&self) -> bool {
        self.quantity.kind == UnitKind::Percent
    }

    /// Told as it is, without `over`, `about` and the like.
    pub fn is_plain(&self) -> bool {
        self.quantity.comparator == Comparator::Eq
    }

    pub fn number(&self) -> usize {
        self.quantity.number
    }

    pub fn end(&self) -> usize {
        self.quantity.tokens.end
    }

    /// Whether it measures the same as `whole`: `ho ngheo` are `ho`, `ty` are `ty dong`, a bare number is either.
    pub fn is_like(&self, whole: &Figure) -> bool {
        let is_wider =
            self.unit.strip_prefix(whole.unit.as_str()).is_some_and(|it| it.is_empty() || it.starts_with(' '));
        let is_short = |it: &Figure| it.has_magnitude && it.unit.is_empty();
        is_wider || is_short(self) || is_short(whole)
    }
}

/// The figures of `tokens`, in order; dates, periods and document numbers are none.
pub fn figures(scene: &Scene, tokens: &Range<usize>) -> Vec<Figure> {
    let named = quantity::named_numbers(scene, tokens.clone());
    let (mut found, mut next, mut depth) = (Vec::new(), 0, 0_u32);
    let mut behind = tokens.start;
    for at in tokens.clone() {
        match scene.sign(at) {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        while named.get(next).is_some_and(|it| it.end <= at) {
            next += 1;
        }
        let is_named = named.get(next).is_some_and(|it| it.start <= at);
        if at < behind || is_named || !scene.tokens[at].is_number() {
            continue;
        }
        if let Some(figure) = figure(scene, at, tokens, depth) {
            behind = figure.end();
            found.push(figure);
        }
    }
    found
}

fn figure(scene: &Scene, at: usize, tokens: &Range<usize>, depth: u32) -> Option<Figure> {
    if scene.mention_at(at).is_some_and(|it| it.tokens.start < at) {
        return None;
    }
    let mut quantity = quantity::at(scene, at, tokens.start, tokens.end)?;
    let is_fraction = scene.is_mark(at + 1, "/") && scene.tokens.get(at + 2).is_some_and(|it| it.is_number());
    let first = if is_fraction { at + 3 } else { at + 1 };
    // `500 ty` without its currency is a number alone to the rules about indicators.
    let is_bare = quantity.kind == UnitKind::Bare;
    let magnitude = scene.hit(first, Class::Magnitude).filter(|it| it.end <= quantity.tokens.end || is_bare);
    let exponent = magnitude.map_or(0, |it| it.row().value(0).parse().unwrap_or(0));
    quantity.tokens.end = quantity.tokens.end.max(magnitude.map_or(0, |it| it.end));
    let words = quantity.unit.to_lowercase();
    let unit = words.strip_prefix(magnitude.map_or("", |it| it.row().phrase)).unwrap_or(&words).trim().to_owned();
    let is_count = matches!(quantity.kind, UnitKind::Count | UnitKind::Bare);
    let amount = Amount::printed(scene, at, exponent, is_count)?;
    let whole = if is_fraction { Amount::printed(scene, at + 2, exponent, is_count) } else { None };
    Some(Figure { quantity, amount, unit, has_magnitude: exponent > 0, depth, whole })
}

/// Whether every token of `tokens` belongs to a phrase that `passes`, or is a mark or a number that names.
pub fn only(scene: &Scene, tokens: Range<usize>, passes: impl Fn(&Hit) -> bool) -> bool {
    let mut at = tokens.start;
    while at < tokens.end {
        let token = &scene.tokens[at];
        let hit = scene.hits(at).find(|it| it.end <= tokens.end && passes(it));
        match hit {
            Some(hit) => at = hit.end,
            None if !token.is_word() => at += 1,
            None => return false,
        }
    }
    true
}

/// Whether a word of rising or falling stands closely before the figure.
pub fn moves(scene: &Scene, figure: &Figure, from: usize) -> bool {
    last(scene, figure, from, |it| matches!(it.class, Class::Rise | Class::Fall))
        .is_some_and(|it| scene.find(it.end..figure.number(), Class::Outcome).is_none())
}

/// The last phrase of that kind before the figure, with nothing but small words between.
pub fn last(scene: &Scene, figure: &Figure, from: usize, is_such: impl Fn(&Hit) -> bool) -> Option<Hit> {
    let number = figure.number();
    let from = from.max(number.saturating_sub(8));
    let small = |it: &Hit| {
        matches!(
            it.class,
            Class::Link | Class::Compare | Class::Outcome | Class::BasePeriod | Class::Calendar | Class::Plan
        )
    };
    let hits = (from..number).rev().flat_map(|it| scene.hits(it).iter());
    hits.filter(|it| is_such(it) && it.end <= number).find(|it| only(scene, it.end..number, small))
}
