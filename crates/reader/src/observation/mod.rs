//! Written numbers that state the value of an indicator, and those set as goals.

mod indicator;
mod measure;
mod period;
mod table;

use std::ops::Range;

use crate::block::{BlockKind, Sentence};
use crate::clause;
use crate::discourse::{Discourse, Genre, Voice};
use crate::lexicon::Class;
use crate::quantity::{self, Quantity, UnitKind};
use crate::reading::{Comparator, Measure, Observation, Reading};
use crate::scene::Scene;

use indicator::Indicator;
use period::Periods;

/// All observations of the scene; `orders` are the tokens of its directives in order.
pub fn find(scene: &Scene, reading: &Reading, discourse: &Discourse, orders: &[Range<usize>]) -> Vec<Observation> {
    if discourse.genre == Genre::Other {
        return Vec::new();
    }
    let mut periods = Periods::of(scene, reading);
    let unit_of = unit_of(scene, reading);
    let mut found = Vec::new();
    let mut entered = 0;
    for (sentence, voice) in scene.sentences.iter().zip(&discourse.voices) {
        while entered <= sentence.block {
            periods.enter(scene, &scene.blocks[entered]);
            entered += 1;
        }
        let block = &scene.blocks[sentence.block];
        let is_read = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
        if is_read && !matches!(voice, Voice::Silent | Voice::Requests) {
            let context = Context { scene, voice: *voice, orders, unit_of: unit_of.clone() };
            found.extend(context.sentence(sentence, &periods));
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

struct Context<'a> {
    scene: &'a Scene<'a>,
    voice: Voice,
    orders: &'a [Range<usize>],
    unit_of: Option<String>,
}

impl Context<'_> {
    fn sentence(&self, sentence: &Sentence, periods: &Periods) -> Vec<Observation> {
        let scene = self.scene;
        let tokens = sentence.tokens.clone();
        if !tokens.clone().any(|it| scene.tokens[it].is_number()) {
            return Vec::new();
        }
        let named = quantity::named_numbers(scene, tokens.clone());
        let mut found: Vec<Observation> = Vec::new();
        let mut last: Option<Indicator> = None;
        let mut end_of_last = tokens.start;
        for clause in clauses(scene, &tokens) {
            let mut at = clause.start;
            let mut before: Option<Quantity> = None;
            while at < clause.end {
                let is_named = named.iter().any(|it| it.contains(&at));
                let quantity = if is_named { None } else { quantity::at(scene, at, clause.start, clause.end) };
                let Some(quantity) = quantity.filter(|it| self.counts(it, &clause, &tokens, before.as_ref())) else {
                    at += 1;
                    continue;
                };
                at = quantity.tokens.end.max(at + 1);
                let left = clause.start.max(end_of_last)..quantity.tokens.start;
                let measured = measure::measured(scene, &quantity, left.clone(), clause.end);
                let indicator = indicator::name(scene, &quantity, &measured, left, clause.end, last.as_ref());
                end_of_last = measure::tail_end(scene, &quantity, clause.end);
                if let Some(indicator) = indicator {
                    let measure = measure::settled(scene, &quantity, &measured, &indicator, clause.end);
                    found.push(self.observation(&quantity, measure, measured.is_fall, &indicator, &tokens, periods));
                    last = Some(indicator);
                }
                before = Some(quantity);
            }
        }
        found
    }

    /// Whether the number states a value here: not an order's quantity, a threshold, a gift, an attendance.
    fn counts(
        &self,
        quantity: &Quantity,
        clause: &Range<usize>,
        sentence: &Range<usize>,
        before: Option<&Quantity>,
    ) -> bool {
        let scene = self.scene;
        let left = clause.start..quantity.tokens.start;
        let has = |tokens: Range<usize>, class: Class| scene.find(tokens, class).is_some();
        let is_selected = matches!(quantity.comparator, Comparator::Gt | Comparator::Lt)
            && before.is_some_and(|it| it.kind == UnitKind::Count && quantity.kind != UnitKind::Count);
        if is_selected || has(sentence.clone(), Class::Gift) || has(left.clone(), Class::Attendance) {
            return false;
        }
        let holder = (left.end.saturating_sub(2).max(left.start)..left.end)
            .any(|it| scene.hits(it).iter().any(|hit| hit.class == Class::Threshold && hit.end == left.end));
        let quoted = !clause::marks(scene, sentence.start..quantity.number + 1, scene.word(quantity.number))
            .contains(&quantity.number);
        if holder || quoted {
            return false;
        }
        match self.order(quantity) {
            Some(order) => self.is_goal(quantity, &(order.start.max(sentence.start)..quantity.tokens.start)),
            None if matches!(self.voice, Voice::Tasks | Voice::Orders) => {
                let goal = has(sentence.start..quantity.number, Class::StrongGoal);
                goal || self.voice == Voice::Orders
            }
            None => true,
        }
    }

    fn order(&self, quantity: &Quantity) -> Option<&Range<usize>> {
        let n = self.orders.partition_point(|it| it.end <= quantity.number);
        self.orders.get(n).filter(|it| it.contains(&quantity.number))
    }

    /// Inside a directive: a rate to be reached, or a number behind a goal cue; a threshold only selects.
    fn is_goal(&self, quantity: &Quantity, left: &Range<usize>) -> bool {
        let scene = self.scene;
        let near = left.end.saturating_sub(8).max(left.start)..left.end;
        let has_cue = scene.find(near, Class::Goal).is_some() || scene.find(left.clone(), Class::StrongGoal).is_some();
        let is_rate = matches!(quantity.kind, UnitKind::Percent | UnitKind::PercentPoint);
        let selects = matches!(quantity.comparator, Comparator::Gt | Comparator::Lt) && !has_cue;
        (is_rate && !selects)
            || (has_cue && !is_rate && scene.find(left.clone(), Class::StrongGoal).is_some())
            || (has_cue && is_rate)
    }

    fn observation(
        &self,
        quantity: &Quantity,
        measure: Measure,
        is_fall: bool,
        indicator: &Indicator,
        sentence: &Range<usize>,
        periods: &Periods,
    ) -> Observation {
        let signed = is_fall && matches!(measure, Measure::Growth | Measure::Change);
        let value = if signed { quantity.value.negated() } else { quantity.value };
        let start = indicator.tokens.as_ref().map_or(quantity.tokens.start, |it| it.start.min(quantity.tokens.start));
        let end = indicator.tokens.as_ref().map_or(quantity.tokens.end, |it| it.end.max(quantity.tokens.end));
        let span = self.scene.text.trimmed(self.scene.span(start..end));
        let goal = self.scene.find(sentence.start..quantity.number, Class::StrongGoal).is_some();
        Observation {
            indicator: indicator.name.clone(),
            value: value.to_string(),
            unit: if quantity.unit.is_empty() { indicator.noun.clone() } else { quantity.unit.clone() },
            measure,
            comparator: quantity.comparator,
            period: periods.period(self.scene, sentence, quantity).map(|it| it.to_string()),
            unit_of: self.unit_of.clone(),
            is_target: self.voice == Voice::Goals || self.order(quantity).is_some() || goal,
            span: self.scene.text.to_source(span),
        }
    }
}

/// The parts of a sentence between commas, semicolons, colons and brackets.
fn clauses(scene: &Scene, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut first = tokens.start;
    for at in tokens.clone() {
        if matches!(scene.word(at), "," | ";" | ":" | "(" | ")") {
            if at > first {
                clauses.push(first..at);
            }
            first = at + 1;
        }
    }
    if tokens.end > first {
        clauses.push(first..tokens.end);
    }
    clauses
}
