//! Parts of a whole that do not add up: `12 vu, trong do 7 vu chay, 4 vu no`.
//!
//! # Source
//! Usage: what stands behind `gom` is the whole; behind `trong do` or in brackets often only what matters. So a small
//! gap is a slip there, and a wide one a choice; no part is more than its whole.

use std::ops::Range;

use crate::lexicon::{Class, Hit};
use crate::quantity::UnitKind;
use crate::reading::{Doubt, DoubtKind};
use crate::scene::Scene;

use super::doubt;
use super::figure::{Amount, Figure, moves, only};

/// Parts further away belong to something else; looking no further keeps the time linear.
const TOKENS_NEAR: usize = 120;

/// Longer labels of a part are statements of their own.
const LABEL_MAX: usize = 9;

/// How the parts are opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// `gom`: all parts follow.
    All,
    /// In brackets or behind a colon.
    Listed,
    /// `trong do`: perhaps only some.
    Some,
}

impl Opening {
    /// The widest gap, of the whole, that is rather a slip than a choice.
    fn gap(self) -> f64 {
        match self {
            Opening::All => 1.0,
            Opening::Listed => 0.25,
            Opening::Some => 0.1,
        }
    }
}

/// Broken sums of one sentence. `before` are the figures of the sentence before it in the same block.
pub fn find(scene: &Scene, tokens: &Range<usize>, figures: &[Figure], before: &[Figure]) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut at = tokens.start;
    let (mut next, mut depth) = (0, 0_u32);
    while at < tokens.end {
        match scene.sign(at) {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        while figures.get(next).is_some_and(|it| it.number() < at) {
            next += 1;
        }
        if let Some((opening, first)) = opening(scene, at, tokens) {
            let earlier = if at == tokens.start { before } else { &figures[..next] };
            let opens_bracket = scene.is_mark(at, "(") || at > tokens.start && scene.is_mark(at - 1, "(");
            let outer = if opens_bracket { depth.saturating_sub(1) } else { depth };
            let list = List { scene, opening, first, outer, depth, end: tokens.end.min(first + TOKENS_NEAR) };
            found.extend(list.doubt(earlier, &figures[next..]));
        }
        at += 1;
    }
    found
}

/// The word that opens a list of parts, and the token behind it.
fn opening(scene: &Scene, at: usize, tokens: &Range<usize>) -> Option<(Opening, usize)> {
    let behind = |end: usize| end + usize::from(scene.is_mark(end, ":"));
    if let Some(hit) = scene.hit(at, Class::PartOf) {
        return Some((Opening::Some, behind(hit.end)));
    }
    if let Some(hit) = scene.hit(at, Class::PartsOf).filter(|_| at > tokens.start) {
        return Some((Opening::All, behind(hit.end)));
    }
    let is_colon = scene.is_mark(at, ":") && scene.tokens.get(at + 1).is_some_and(|it| it.is_spaced);
    let is_mark = scene.is_mark(at, "(") || is_colon;
    let is_named = [Class::PartOf, Class::PartsOf].iter().any(|it| scene.hit(at + 1, *it).is_some());
    (is_mark && !is_named).then_some((Opening::Listed, at + 1))
}

struct List<'a> {
    scene: &'a Scene<'a>,
    opening: Opening,
    first: usize,
    /// Brackets that are open around the whole and around the parts.
    outer: u32,
    depth: u32,
    end: usize,
}

impl List<'_> {
    fn doubt(&self, before: &[Figure], figures: &[Figure]) -> Option<Doubt> {
        let whole = self.whole(before)?;
        let parts = self.parts(whole, figures)?;
        let (first, last) = (parts.first()?, parts.last()?);
        let sum = parts.iter().fold(Amount { value: 0.0, slack: 0.0 }, |sum, it| Amount {
            value: sum.value + it.figure.amount.value,
            slack: sum.slack + it.figure.amount.slack,
        });
        let gap = (whole.amount.value - sum.value) / whole.amount.value;
        let is_excess = parts.iter().any(|it| {
            let amount = it.figure.amount;
            amount.value > whole.amount.value && !amount.may_equal(whole.amount)
        });
        let is_off = parts.len() >= 2
            && !sum.may_equal(whole.amount)
            && gap <= self.opening.gap()
            && (self.opening != Opening::Some || self.are_disjoint(whole, &parts));
        let span = first.tokens.start..last.tokens.end;
        let words = whole.quantity.tokens.start..span.end;
        (is_excess && self.opening != Opening::Listed || is_off)
            .then(|| doubt(self.scene, DoubtKind::BrokenSum, words, &[whole.quantity.tokens.clone(), span]))
    }

    /// The last amount told plainly before the list.
    fn whole<'f>(&self, before: &'f [Figure]) -> Option<&'f Figure> {
        let is_level = |it: &&Figure| it.is_amount() && it.depth == self.outer;
        let whole = before.iter().rev().take(4).find(|it| is_level(it) && !moves(self.scene, it, 0))?;
        let between = whole.end()..self.first;
        let is_near = self.opening != Opening::Listed || between.len() <= 8 && !self.turns(&between);
        let base = self.scene.all_hits(whole.number().saturating_sub(4)..whole.number());
        let base = base.of([Class::Plan, Class::BasePeriod]).first();
        (is_near && base.is_none() && whole.is_plain() && whole.whole.is_none() && whole.amount.value > 0.0)
            .then_some(whole)
    }

    /// Whether something else is told between the whole and its brackets.
    fn turns(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|it| matches!(self.scene.word(it), "," | ";" | "."))
    }

    /// The parts, as far as they are told in one form; nothing where some are told without a number.
    fn parts<'f>(&self, whole: &Figure, figures: &'f [Figure]) -> Option<Vec<Part<'f>>> {
        let mut parts: Vec<Part> = Vec::new();
        for clause in self.clauses() {
            let inside = |it: &&Figure| clause.contains(&it.number());
            let mut here = figures.iter().skip_while(|it| it.number() < clause.start).take_while(inside);
            if self.has(&clause, Class::Rest) && here.clone().next().is_none() {
                return None;
            }
            let own = here.find(|it| it.depth == self.depth && it.is_amount());
            let Some(figure) = own else {
                if self.is_aside(&clause) {
                    continue;
                }
                break;
            };
            let is_like = figure.is_like(whole) || figure.quantity.kind == UnitKind::Bare && !parts.is_empty();
            let is_bare = figure.quantity.kind == UnitKind::Bare && figure.number() > clause.start;
            if !(is_like || is_bare) {
                break;
            }
            match self.part(figure, clause) {
                Some(part) if parts.first().is_none_or(|it| it.is_labelled == part.is_labelled) => parts.push(part),
                _ if parts.is_empty() => return None,
                _ => break,
            }
        }
        let is_open = parts.iter().any(|it| !it.figure.is_plain() || self.overlaps(&it.tokens, &parts));
        (!is_open).then_some(parts)
    }

    /// `7 vu chay`, `ho ngheo 120`, `thu noi dia dat 80 ty dong`: a number with its label and nothing that acts.
    fn part<'f>(&self, figure: &'f Figure, clause: Range<usize>) -> Option<Part<'f>> {
        let scene = self.scene;
        let label = clause.start..figure.number();
        // A word of one syllable may open a name: `truc tuyen`, `nhan dan`.
        let verb = crate::address::action_at(scene, label.start).filter(|it| it.end - it.first > 1);
        let is_act = verb.is_some() && figure.quantity.kind == UnitKind::Count;
        let is_label = label.len() <= LABEL_MAX
            && !scene
                .all_hits(label.clone())
                .of([Class::Calendar, Class::BasePeriod, Class::Plan, Class::Rise, Class::Fall])
                .any(sets_apart)
            && !is_act;
        let small = |it: &Hit| matches!(it.class, Class::Link | Class::Compare | Class::Rest | Class::IndicatorTrim);
        let is_labelled = !only(scene, label.clone(), small);
        let is_told = is_label && figure.whole.is_none();
        is_told.then_some(Part { figure, label, is_labelled, tokens: clause })
    }

    /// The clauses of the list, up to its end: a closing bracket, a new `trong do`, the end of the sentence.
    fn clauses(&self) -> Vec<Range<usize>> {
        let (scene, mut depth) = (self.scene, self.depth);
        let (mut clauses, mut first) = (Vec::new(), self.first);
        for at in self.first..self.end {
            match scene.word(at) {
                "(" => depth += 1,
                ")" if depth == self.depth => {
                    clauses.push(first..at);
                    return clauses;
                }
                ")" => depth -= 1,
                "," | ";" | "+" if depth == self.depth => {
                    clauses.push(first..at);
                    first = at + 1;
                }
                _ if depth == self.depth && at > self.first && self.parts_end(at) => break,
                _ if depth == self.depth && at > first && self.is_and(first, at) => {
                    clauses.push(first..at);
                    first = at + 1;
                }
                _ => {}
            }
        }
        let end = if self.end > first && scene.is_mark(self.end - 1, ".") { self.end - 1 } else { self.end };
        clauses.push(first..end);
        clauses.retain(|it| !it.is_empty());
        clauses
    }

    fn parts_end(&self, at: usize) -> bool {
        self.scene.hit(at, Class::PartOf).is_some() || self.scene.hit(at, Class::PartsOf).is_some()
    }

    /// An "and" between two parts: a number stands before it in its clause, or directly behind it.
    fn is_and(&self, first: usize, at: usize) -> bool {
        let is_number = |it: usize| self.scene.tokens.get(it).is_some_and(|token| token.is_number());
        let and = self.scene.hit(at, Class::AndWord);
        and.is_some_and(|it| is_number(it.end) || (first..at).any(is_number))
    }

    /// A clause that only says how large a share is, or whether it rose.
    fn is_aside(&self, clause: &Range<usize>) -> bool {
        let has_number = self.scene.has_number(clause.clone());
        has_number && !crate::address::acts(self.scene, clause.start)
    }

    /// A quality that other parts may share, unless its counterpart is told, too.
    fn overlaps(&self, tokens: &Range<usize>, parts: &[Part]) -> bool {
        let is_parted = |it: &Hit| {
            let other = it.row().value(0);
            !other.is_empty() && parts.iter().any(|part| part.tokens.clone().any(|at| self.scene.lower(at) == other))
        };
        self.scene.all_hits(tokens.clone()).of([Class::Overlap]).any(|it| !is_parted(it))
    }

    /// Whether the parts are told as kinds of the whole, so that nothing is counted twice.
    fn are_disjoint(&self, whole: &Figure, parts: &[Part]) -> bool {
        if whole.quantity.kind == UnitKind::Count {
            return parts.iter().all(|it| it.figure.quantity.kind == UnitKind::Count);
        }
        let head =
            |it: &Part| -> Vec<String> { it.label.clone().take(2).map(|at| self.scene.lower(at).to_owned()).collect() };
        let first = head(&parts[0]);
        first.len() == 2 && parts.iter().all(|it| head(it) == first)
    }

    fn has(&self, tokens: &Range<usize>, class: Class) -> bool {
        self.scene.find(tokens.clone(), class).is_some()
    }
}

struct Part<'f> {
    figure: &'f Figure,
    label: Range<usize>,
    /// Its name stands before its number.
    is_labelled: bool,
    tokens: Range<usize>,
}

/// Shares of one structure, told as such, that are far from the whole.
pub fn shares(scene: &Scene, tokens: &Range<usize>, figures: &[Figure]) -> Option<Doubt> {
    let cue = scene.find(tokens.clone(), Class::Structure)?;
    let of_whole = scene.find(tokens.start..tokens.end, Class::PartOf).is_none();
    let has_rest = scene.find(tokens.clone(), Class::Rest).is_some();
    let shares: Vec<&Figure> =
        figures.iter().filter(|it| it.is_percent() && it.number() > cue.end && it.depth == 0).collect();
    let is_share = |it: &&Figure| it.is_plain() && !it.quantity.is_from && !moves(scene, it, cue.first);
    if shares.len() < 3 || !of_whole || has_rest || !shares.iter().all(is_share) || !told_once(scene, &shares) {
        return None;
    }
    let sum: f64 = shares.iter().map(|it| it.amount.value).sum();
    let slack: f64 = shares.iter().map(|it| it.amount.slack).sum();
    let is_off = (sum - 100.0).abs() > slack + 1e-6 && (85.0..=150.0).contains(&sum);
    let (first, last) = (shares[0], shares[shares.len() - 1]);
    is_off.then(|| {
        let parts: Vec<Range<usize>> = shares.iter().map(|it| it.quantity.tokens.clone()).collect();
        doubt(scene, DoubtKind::BrokenSum, cue.first..last.end().max(first.end()), &parts)
    })
}

/// No year, plan or base between the shares: those would be two structures.
fn told_once(scene: &Scene, shares: &[&Figure]) -> bool {
    shares.windows(2).all(|pair| {
        let tokens = pair[0].end()..pair[1].number();
        tokens.len() <= 14
            && !scene.all_hits(tokens).of([Class::Calendar, Class::BasePeriod, Class::Plan]).any(sets_apart)
    })
}

/// A period, a plan or a base: figures on either side of it are not parts of one whole.
fn sets_apart(hit: &Hit) -> bool {
    hit.class != Class::Calendar || hit.row().value(0) != "span"
}
