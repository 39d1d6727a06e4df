//! Written numbers that state the value of an indicator, and those set as goals.

mod goal;
mod indicator;
mod measure;
mod period;
mod table;

use std::ops::Range;

use crate::block::{BlockKind, Sentence};
use crate::clause;
use crate::date::Tense;
use crate::discourse::{Discourse, Genre, Voice};
use crate::lexicon::{Class, ClassSet, Hit};
use crate::quantity::{self, Quantity, UnitKind};
use crate::reading::{Comparator, Measure, Observation, Reading};
use crate::rule::Rule;
use crate::scene::Scene;

use indicator::Indicator;
use period::Periods;

/// All observations of the scene; `orders` are the tokens of its directives in order.
pub fn find(scene: &Scene, reading: &Reading, discourse: &Discourse, orders: &[Range<usize>]) -> Vec<Observation> {
    if matches!(discourse.genre, Genre::Petition | Genre::Other) {
        return Vec::new();
    }
    let mut periods = Periods::of(scene, reading, discourse.genre);
    let unit_of = unit_of(scene, reading);
    let mut found = Vec::new();
    let mut memory = Memory::of(scene);
    let mut entered = 0;
    for (sentence, voice) in scene.sentences.iter().zip(&discourse.voices) {
        while entered <= sentence.block {
            periods.enter(scene, &scene.blocks[entered]);
            entered += 1;
        }
        let block = &scene.blocks[sentence.block];
        let is_read = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
        if is_read && !matches!(voice, Voice::Silent | Voice::Requests) {
            let context = Context { scene, voice: *voice, orders, unit_of: &unit_of };
            found.extend(context.sentence(sentence, &periods, &mut memory));
        }
        periods.leave(scene, sentence);
    }
    found.extend(table::find(scene, reading, &unit_of));
    found.sort_by_key(|it| it.span);
    found
}

/// The bare name of the place that the text is about.
fn unit_of(scene: &Scene, reading: &Reading) -> Option<String> {
    if let Some(place) = &scene.frame.issuer_place {
        return Some(place.clone());
    }
    let session = reading.session.as_ref()?;
    let names = session.guests.iter().chain(session.host.as_ref());
    names
        .filter_map(|it| scene.mentions.iter().find(|mention| mention.name == *it))
        .find_map(|it| it.place().map(str::to_owned))
}

/// What sentences hand on to those behind them.
#[derive(Debug, Default)]
struct Memory {
    /// The indicator that a sentence opening with `trong do` goes on with.
    last: Option<Indicator>,
    /// What was last said to be spent (`von dau tu cong`).
    spent: Option<String>,
}

impl Memory {
    fn of(scene: &Scene) -> Memory {
        let mut memory = Memory::default();
        let titles = scene.blocks.iter().filter(|it| it.kind == BlockKind::Subject);
        titles.for_each(|it| memory.note(scene, it.tokens.clone()));
        memory
    }

    fn note(&mut self, scene: &Scene, tokens: Range<usize>) {
        let spent = scene.last(tokens, Class::SpendingObject);
        if let Some(hit) = spent {
            let named = hit.row().value(0);
            self.spent = Some(if named.is_empty() { hit.row().phrase } else { named }.to_owned());
        }
    }
}

struct Context<'a> {
    scene: &'a Scene<'a>,
    voice: Voice,
    orders: &'a [Range<usize>],
    unit_of: &'a Option<String>,
}

impl Context<'_> {
    fn sentence(&self, sentence: &Sentence, periods: &Periods, memory: &mut Memory) -> Vec<Observation> {
        let scene = self.scene;
        let tokens = sentence.tokens.clone();
        memory.note(scene, tokens.clone());
        if !scene.has_number(tokens.clone()) {
            return Vec::new();
        }
        let goes_on = scene.hit(tokens.start, Class::PartOf).is_some();
        let mut line = Line {
            context: self,
            named: quantity::named_numbers(scene, tokens.clone()),
            enclosed: clause::enclosed_numbers(scene, tokens.clone()),
            sentence: tokens.clone(),
            last: memory.last.take().filter(|_| goes_on),
            spent: memory.spent.clone(),
            end_of_last: tokens.start,
            moved: None,
            found: Vec::new(),
        };
        for clause in clauses(scene, &tokens) {
            line.clause(&clause, periods);
        }
        memory.last = line.last;
        line.found
    }

    fn order(&self, number: usize) -> Option<&Range<usize>> {
        let n = self.orders.partition_point(|it| it.end <= number);
        self.orders.get(n).filter(|it| it.contains(&number))
    }
}

/// Words further away say nothing of a number; looking no further keeps the time linear.
const TOKENS_NEAR: usize = 150;

/// What a number says of its indicator, and whether downwards.
struct Said {
    measure: Measure,
    is_fall: bool,
}

/// One sentence while its numbers are read.
struct Line<'a> {
    context: &'a Context<'a>,
    named: Vec<Range<usize>>,
    /// Numbers inside brackets or quotation marks.
    enclosed: Vec<usize>,
    sentence: Range<usize>,
    last: Option<Indicator>,
    spent: Option<String>,
    end_of_last: usize,
    /// Whether the last number rose or fell.
    moved: Option<(bool, bool)>,
    found: Vec<Observation>,
}

impl Line<'_> {
    fn clause(&mut self, clause: &Range<usize>, periods: &Periods) {
        let scene = self.context.scene;
        let mut at = clause.start;
        let (mut before, mut depth) = (None, 0_u32);
        while at < clause.end {
            match scene.sign(at) {
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let is_free = || depth == 0 && self.enclosed.binary_search(&at).is_err();
            let is_aside = || depth == 1 && before.as_ref().is_some_and(|it| is_about_last(scene, at, it));
            let quantity = if scene.tokens[at].is_number() && (is_free() || is_aside()) {
                self.quantity(at, clause, before.as_ref())
            } else {
                None
            };
            let Some(quantity) = quantity else {
                at += 1;
                continue;
            };
            at = quantity.tokens.end.max(at + 1);
            let is_past = self.is_left_behind(&quantity);
            let is_ending = ends_range(scene, &quantity, before.as_ref());
            self.take(&quantity, clause, periods, is_ending);
            if is_past {
                self.found.pop();
            }
            before = Some(quantity);
        }
        if before.is_none() && self.last.is_none() {
            self.last = indicator::topic(scene, clause.clone());
        }
    }

    fn quantity(&self, at: usize, clause: &Range<usize>, before: Option<&Quantity>) -> Option<Quantity> {
        let scene = self.context.scene;
        let next = self.named.partition_point(|it| it.end <= at);
        let is_named = self.named.get(next).is_some_and(|it| it.start <= at);
        if is_named {
            return None;
        }
        // `Chi bo thon 7`: the number of a name.
        if scene.mention_at(at).is_some_and(|it| it.tokens.start < at) {
            return None;
        }
        let mut quantity = quantity::at(scene, at, clause.start, clause.end)?;
        let is_ending = ends_range(scene, &quantity, before);
        if is_ending && quantity.comparator == Comparator::Eq {
            quantity.comparator = Comparator::Le;
        }
        goal::counts(self.context, &quantity, clause, &self.sentence, before).then_some(quantity)
    }

    /// `tu 7% xuong 5%`: the first value is past.
    fn is_left_behind(&self, quantity: &Quantity) -> bool {
        let scene = self.context.scene;
        quantity.is_from
            && scene.hit(quantity.tokens.end, Class::Outcome).is_some()
            && scene.hit(quantity.tokens.end, Class::RangeTo).is_none()
    }

    fn take(&mut self, quantity: &Quantity, clause: &Range<usize>, periods: &Periods, is_ending: bool) {
        let scene = self.context.scene;
        let left = clause.start.max(self.end_of_last)..quantity.tokens.start;
        let left = left.start.min(left.end)..left.end;
        let mut measured = measure::measured(scene, quantity, left.clone());
        if let Some((is_rise, is_fall)) = self.moved.filter(|_| is_ending) {
            (measured.is_rise, measured.is_fall) = (is_rise, is_fall);
        }
        self.moved = Some((measured.is_rise, measured.is_fall));
        // `moi tuan 1 lan` tells how often.
        if quantity.kind == UnitKind::Times && !measured.is_rise && !measured.is_fall {
            return;
        }
        let named = indicator::name(scene, quantity, &measured, left.start..clause.end, self.last.as_ref());
        self.end_of_last = measure::tail_end(scene, quantity, clause.end);
        let Some(mut indicator) = named else { return };
        if quantity.kind == UnitKind::Bare && indicator.noun.is_empty() {
            return;
        }
        indicator.complete(self.spent.as_deref());
        let is_rate = quantity.kind == UnitKind::Percent && !measured.is_rise && !measured.is_fall;
        if is_rate && indicator.moved.is_none() && indicator.name.opens_with(Class::Rated) {
            indicator.name = format!("{} {}", crate::lexicon::rate_word(), &*indicator.name).into();
        }
        if let Some(is_rise) = indicator.moved {
            (measured.is_rise, measured.is_fall) = (is_rise, !is_rise);
        }
        if quantity.kind == UnitKind::Count {
            self.end_of_last = self.end_of_last.max(indicator.tokens.as_ref().map_or(0, |it| it.end));
        }
        let said = Said {
            measure: measure::settled(scene, quantity, &measured, &indicator, clause.end),
            is_fall: measured.is_fall,
        };
        self.found.push(self.observation(quantity, said, &indicator, periods));
        indicator.moved = None;
        indicator.unit.clone_from(&quantity.unit);
        self.last = Some(indicator);
    }

    fn observation(&self, quantity: &Quantity, said: Said, indicator: &Indicator, periods: &Periods) -> Observation {
        let (context, scene) = (self.context, self.context.scene);
        let signed = said.is_fall && matches!(said.measure, Measure::Growth | Measure::Change);
        let value = if signed { quantity.value.negated() } else { quantity.value };
        let start = indicator.tokens.as_ref().map_or(quantity.tokens.start, |it| it.start.min(quantity.tokens.start));
        let end = indicator.tokens.as_ref().map_or(quantity.tokens.end, |it| it.end.max(quantity.tokens.end));
        let is_near = indicator.tokens.as_ref().is_some_and(|it| it.start >= self.sentence.start);
        let start = if is_near { start } else { quantity.tokens.start };
        let span = scene.text.trimmed(scene.span(start..end));
        let near = self.sentence.start.max(quantity.number.saturating_sub(TOKENS_NEAR));
        let goal = goal::is_set(scene, near..quantity.number);
        let is_target = context.voice == Voice::Goals || context.order(quantity.number).is_some() || goal;
        let tense = if is_target { Tense::Future } else { Tense::Past };
        Observation {
            indicator: indicator.name.to_string(),
            value: value.to_string(),
            unit: if quantity.unit.is_empty() { indicator.noun.clone() } else { quantity.unit.clone() },
            measure: said.measure,
            comparator: quantity.comparator,
            period: periods.period(scene, &(near..self.sentence.end), quantity, tense).map(|it| it.to_string()),
            unit_of: context.unit_of.clone(),
            is_target,
            span: scene.text.to_source(span),
            rule: Rule::Sentence,
        }
    }
}

/// Whether the number ends a range that the one before it began: `tu 7 den 8%`, `3 - 4%`.
fn ends_range(scene: &Scene, quantity: &Quantity, before: Option<&Quantity>) -> bool {
    let Some(tie) = quantity.number.checked_sub(1) else { return false };
    let is_tied = scene.hit(tie, Class::RangeTo).is_some() || matches!(scene.word(tie), "-" | "\u{2013}");
    is_tied && before.is_some_and(|it| it.is_from && it.number + 8 >= quantity.number)
}

/// `33,8 ty dong (35,1%)`, `46 dang vien (dat 92% ke hoach)`: a bracket about the number before it.
fn is_about_last(scene: &Scene, at: usize, before: &Quantity) -> bool {
    let opens = (at.saturating_sub(5)..at).rev().find(|&it| scene.is_mark(it, "("));
    let Some(open) = opens.filter(|&it| it >= before.tokens.end && it <= before.tokens.end + 5) else { return false };
    scene.is_mark(at + 1, "%") && (open + 1..at).all(|it| scene.tokens[it].is_word())
}

/// The parts of a sentence between commas, semicolons and colons outside brackets.
fn clauses(scene: &Scene, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let (mut first, mut depth) = (tokens.start, 0_u32);
    for at in tokens.clone() {
        match scene.sign(at) {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b',' | b';' | b':' if depth == 0 => {
                clauses.extend((at > first).then_some(first..at));
                first = at + 1;
            }
            _ => {}
        }
    }
    clauses.extend((tokens.end > first).then_some(first..tokens.end));
    joined(scene, clauses)
}

/// A short noun before a comma belongs to the phrase behind it: `gia tri san xuat nong, lam nghiep tang 6%`.
fn joined(scene: &Scene, clauses: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(clauses.len());
    for clause in clauses {
        match joined.last_mut() {
            Some(before) if opens_phrase(scene, before) => before.end = clause.end,
            _ => joined.push(clause),
        }
    }
    joined
}

fn opens_phrase(scene: &Scene, clause: &Range<usize>) -> bool {
    let is_behind_comma = clause.start > 0 && scene.is_mark(clause.start - 1, ",");
    scene.is_mark(clause.end, ",") && !is_behind_comma && is_noun_part(scene, clause)
}

fn is_noun_part(scene: &Scene, clause: &Range<usize>) -> bool {
    let has_number = scene.has_number(clause.clone());
    let acts = crate::address::action_at(scene, clause.start).is_some();
    let states = |it: &Hit| it.class != Class::Fault || indicator::is_bad(it);
    clause.len() <= 6 && !acts && !has_number && !scene.all_hits(clause.clone()).of(STATES).any(states)
}

/// What no part of a noun is.
const STATES: ClassSet = ClassSet::of(&[
    Class::Link,
    Class::Statement,
    Class::Rise,
    Class::Fall,
    Class::Order,
    Class::Fault,
    Class::Topic,
    Class::Calendar,
    Class::Connective,
    Class::Office,
    Class::Address,
    Class::StrongGoal,
]);
