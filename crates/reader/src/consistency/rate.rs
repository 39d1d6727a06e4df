//! Rates that do not follow from the amounts beside them: `250 ty dong, bang 58,2% ke hoach (ke hoach 500 ty)`.

use std::ops::Range;

use crate::lexicon::{Class, Hit};
use crate::reading::{Doubt, DoubtKind};
use crate::scene::Scene;

use super::doubt;
use super::figure::{Amount, Figure, last, moves, only};

/// Broken rates among the figures of one sentence.
pub fn find(scene: &Scene, tokens: &Range<usize>, figures: &[Figure]) -> Vec<Doubt> {
    let rates = Rates { scene, figures };
    let each = (0..figures.len())
        .filter_map(|it| rates.fraction(it).or_else(|| rates.ends(it)).or_else(|| rates.base(it, tokens)));
    each.collect()
}

struct Rates<'a> {
    scene: &'a Scene<'a>,
    figures: &'a [Figure],
}

impl Rates<'_> {
    /// `9/12 xa, dat 70%`.
    fn fraction(&self, at: usize) -> Option<Doubt> {
        let figure = &self.figures[at];
        let whole = figure.whole.filter(|it| it.value > 0.0)?;
        let rate = self.figures.get(at + 1).filter(|it| it.is_percent() && it.is_plain())?;
        let small = |it: &Hit| matches!(it.class, Class::Link | Class::Outcome | Class::Rate | Class::Compare);
        // What is counted may have more words than the lexicon knows: `9/12 xa dat chuan, bang 75%`.
        let comma = (figure.end()..rate.number()).find(|&it| matches!(self.scene.word(it), "," | "("));
        let is_tied = comma.is_some_and(|it| it <= figure.end() + 12 && only(self.scene, it..rate.number(), small));
        let is_moved = moves(self.scene, rate, figure.end()) || self.has_base(rate);
        (is_tied && !is_moved && !is_share(figure.amount, whole, rate.amount)).then(|| self.broken(&[figure, rate]))
    }

    /// `tang tu 10 len 12, tang 25%`: the change told beside both ends.
    fn ends(&self, at: usize) -> Option<Doubt> {
        let [from, to, change, ..] = &self.figures[at..] else { return None };
        let leads = last(self.scene, to, from.end(), |it| matches!(it.class, Class::Outcome)).is_some();
        let is_range = from.quantity.is_from && leads && (to.is_like(from) || from.unit.is_empty());
        let comma = (to.end()..change.number()).find(|&it| matches!(self.scene.word(it), "," | "(" | ";"));
        let is_tied = comma.is_some_and(|it| change.number() - it <= 6) && moves(self.scene, change, to.end());
        let is_told =
            change.is_plain() && to.is_plain() && self.scene.find(to.end()..change.number(), Class::Plan).is_none();
        if !is_range || !is_tied || !is_told || from.amount.value <= 0.0 || self.of_plan(change) {
            return None;
        }
        let (from_value, to_value) = (from.amount, to.amount);
        let difference =
            Amount { value: (to_value.value - from_value.value).abs(), slack: to_value.slack + from_value.slack };
        let is_relative = change.is_percent() && grows(from_value, to_value, change.amount);
        let is_absolute = change.is_like(to) || change.is_percent() == to.is_percent();
        let is_point = to.is_percent() && change.quantity.kind == crate::quantity::UnitKind::PercentPoint;
        let is_known = change.is_percent() || change.is_like(to) && change.is_amount() || is_point;
        let holds = is_relative || (is_absolute || is_point) && difference.may_equal(change.amount);
        (is_known && !holds).then(|| self.broken(&[from, to, change]))
    }

    /// `250 ty dong, bang 58,2% ke hoach (ke hoach 500 ty)`, `250 ty dong, tang 20% so voi cung ky (200 ty dong)`.
    fn base(&self, at: usize, tokens: &Range<usize>) -> Option<Doubt> {
        let rate = &self.figures[at];
        if !rate.is_percent() || !rate.is_plain() {
            return None;
        }
        let is_moved = moves(self.scene, rate, tokens.start);
        let class = if is_moved { Class::BasePeriod } else { Class::Plan };
        let base_word = self.scene.of_class(rate.end()..(rate.end() + 3).min(tokens.end), class);
        let base_word = base_word.max_by_key(|it| it.end)?;
        let value = at.checked_sub(1).map(|it| &self.figures[it]).filter(|it| it.is_amount() && it.is_plain())?;
        let is_level = value.whole.is_none() && !value.quantity.is_from && !moves(self.scene, value, tokens.start);
        let base = self.figures.get(at + 1).filter(|it| it.is_amount() && it.is_plain() && it.is_like(value))?;
        let is_near = is_level && rate.number() - value.end() <= 8 && self.is_own(value, tokens);
        let is_tied = self.is_tied(base, &base_word, class);
        if !is_near || !is_tied || value.depth != rate.depth || base.amount.value <= 0.0 {
            return None;
        }
        let falls = last(self.scene, rate, tokens.start, |it| it.class == Class::Fall).is_some();
        let holds = match is_moved {
            true => (value.amount.value < base.amount.value) == falls && grows(base.amount, value.amount, rate.amount),
            false => is_share(value.amount, base.amount, rate.amount),
        };
        (!holds).then(|| self.broken(&[value, rate, base]))
    }

    /// The value is not itself called a plan or a base.
    fn is_own(&self, value: &Figure, tokens: &Range<usize>) -> bool {
        let is_other = |it: &Hit| matches!(it.class, Class::Plan | Class::BasePeriod);
        last(self.scene, value, tokens.start, is_other).is_none()
    }

    /// In brackets directly behind the word for the base, with at most that word again before the number.
    fn is_tied(&self, base: &Figure, base_word: &Hit, class: Class) -> bool {
        let scene = self.scene;
        let Some(open) = (base_word.end..base.number()).find(|&it| scene.is_mark(it, "(")) else { return false };
        let is_near = open - base_word.end <= 5 && !(base_word.end..open).any(|it| matches!(scene.word(it), "," | ";"));
        let again = |it: &Hit| it.class == class || matches!(it.class, Class::Link | Class::Calendar | Class::Compare);
        let is_closed = scene.is_mark(base.end(), ")");
        is_near && is_closed && only(scene, open..base.number(), again)
    }

    fn has_base(&self, rate: &Figure) -> bool {
        let near = rate.end()..rate.end() + 4;
        !self.scene.all_hits(near).of([Class::Plan, Class::BasePeriod]).is_empty()
    }

    fn of_plan(&self, rate: &Figure) -> bool {
        self.scene.find(rate.end()..rate.end() + 3, Class::Plan).is_some()
    }

    /// What was reckoned with, from the first figure to the last.
    fn broken(&self, figures: &[&Figure]) -> Doubt {
        let places: Vec<Range<usize>> = figures.iter().map(|it| it.quantity.tokens.clone()).collect();
        let words = places[0].start..places[places.len() - 1].end;
        doubt(self.scene, DoubtKind::BrokenSum, words, &places)
    }
}

/// Whether `part` of `whole` may be printed as `percent`; a cut last place counts like a rounded one.
fn is_share(part: Amount, whole: Amount, percent: Amount) -> bool {
    let share = part.value / whole.value * 100.0;
    let spread = (part.slack / whole.value + share / 100.0 * whole.slack / whole.value) * 100.0;
    (share - percent.value).abs() <= spread + percent.slack * 2.0 + 1e-6
}

/// Whether the way from `from` to `to` may be printed as `percent`.
fn grows(from: Amount, to: Amount, percent: Amount) -> bool {
    let change = Amount { value: (to.value - from.value).abs(), slack: to.slack + from.slack };
    is_share(change, from, percent)
}
