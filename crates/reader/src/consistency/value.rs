//! One figure told twice with two values: same indicator, place, period and measure.

use std::collections::HashMap;
use std::ops::Range;

use base::fold::search_key;

use crate::block::BlockKind;
use crate::lexicon::Class;
use crate::reading::{Comparator, Doubt, DoubtKind, Observation};
use crate::scene::Scene;

use super::figure::{Amount, Figure};

/// Shorter names say too little of what is measured.
const WORDS_MIN: usize = 3;

/// An indicator is told at the head of its sentence, and its value close behind.
const OPENING_MAX: usize = 16;
const TOKENS_NEAR: usize = 60;

/// A value that names its indicator itself.
struct Told<'a> {
    observation: &'a Observation,
    amount: Amount,
    sentence: usize,
    /// The words of days and periods before the value.
    dated: String,
}

impl Told<'_> {
    /// Whether both may tell of one time: a period that only one of them names may be the other's, too.
    fn may_be_of(&self, other: &Told) -> bool {
        self.dated == other.dated || self.dated.is_empty() || other.dated.is_empty()
    }
}

/// Pairs of observations that contradict each other; each value is set against the first of its figure.
pub fn two(scene: &Scene, observations: &[Observation]) -> Vec<Doubt> {
    let mut names: Vec<&str> = observations.iter().map(|it| it.indicator.as_str()).collect();
    names.sort_unstable();
    let is_again = |name: &str| names.get(names.partition_point(|it| *it < name) + 1) == Some(&name);
    let again: Vec<&Observation> = observations.iter().filter(|it| is_again(&it.indicator)).collect();
    if again.is_empty() {
        return Vec::new();
    }
    let mut first: HashMap<String, Told> = HashMap::new();
    let mut found = Vec::new();
    let places = Places::new(scene);
    for observation in again {
        let Some((key, told)) = places.told(observation) else { continue };
        match first.get(&key) {
            Some(earlier) if earlier.sentence == told.sentence || earlier.amount.rounds(told.amount) => {}
            Some(earlier) if !earlier.may_be_of(&told) => {}
            Some(earlier) => found.push(contradiction(scene, earlier.observation, observation)),
            None => {
                first.insert(key, told);
            }
        }
    }
    found
}

fn contradiction(scene: &Scene, first: &Observation, second: &Observation) -> Doubt {
    let spans = vec![first.span, second.span];
    let words = |it: &Observation| base::fold::collapse(it.span.of(scene.text.source()));
    Doubt { kind: DoubtKind::TwoValues, text: format!("{}; {}", words(first), words(second)), spans }
}

impl Amount {
    /// Whether one is the other, rounded.
    fn rounds(self, other: Amount) -> bool {
        (self.value - other.value).abs() <= self.slack.max(other.slack) * 1.01 + 1e-9
    }
}

/// Where values stand, followed once through the text.
struct Places<'a> {
    scene: &'a Scene<'a>,
    /// Start of each sentence in the source.
    starts: Vec<usize>,
    /// Qualities of the headings, and which of them each block stands below.
    headings: Vec<String>,
    heading_of: Vec<usize>,
}

impl<'a> Places<'a> {
    fn new(scene: &'a Scene<'a>) -> Places<'a> {
        let starts = scene.sentences.iter().map(|it| scene.text.to_source(it.span).start).collect();
        let mut headings = vec![String::new()];
        let mut heading_of = Vec::with_capacity(scene.blocks.len());
        for block in &scene.blocks {
            if block.kind == BlockKind::Heading {
                headings.push(qualities(scene, block.body_tokens()));
            }
            heading_of.push(headings.len() - 1);
        }
        Places { scene, starts, headings, heading_of }
    }

    /// The figure that an observation tells, and its value; nothing where words it needs stand elsewhere.
    fn told<'o>(&self, observation: &'o Observation) -> Option<(String, Told<'o>)> {
        let scene = self.scene;
        let sentence = self.starts.partition_point(|it| *it <= observation.span.start).checked_sub(1)?;
        let block = scene.sentences[sentence].block;
        let is_prose = matches!(scene.blocks[block].kind, BlockKind::Paragraph | BlockKind::Item);
        let period = observation.period.as_ref()?;
        let is_named = observation.indicator.split_whitespace().count() >= WORDS_MIN;
        if !is_prose || !is_named || observation.comparator != Comparator::Eq {
            return None;
        }
        let before = self.before(sentence, observation);
        if !self.is_opening(&before) {
            return None;
        }
        let figure = self.figure(sentence, observation)?;
        let indicator = search_key(&observation.indicator);
        let first = token_at(scene, observation.span.start);
        let end = scene.sentences[sentence].tokens.end.min(first + TOKENS_NEAR);
        if !search_key(&scene.words(scene.span(first..end))).starts_with(&indicator) {
            return None;
        }
        let key = format!(
            "{indicator}|{}|{period}|{:?}|{}|{}|{}",
            figure.unit,
            observation.measure,
            observation.is_target,
            qualities(scene, before.start..figure.number()),
            self.headings[self.heading_of[block]],
        );
        let dated = dated(scene, before.start..figure.number());
        Some((key, Told { observation, amount: figure.amount, sentence, dated }))
    }

    fn figure(&self, sentence: usize, observation: &Observation) -> Option<Figure> {
        let scene = self.scene;
        let end = scene.sentences[sentence].tokens.end;
        let value: base::Number = observation.value.trim_start_matches('-').parse().ok()?;
        let first = token_at(scene, observation.span.start);
        let is_value =
            |it: &usize| scene.tokens[*it].is_number() && base::Number::from_printed(scene.word(*it)) == Some(value);
        let at = (first..end.min(first + TOKENS_NEAR)).find(is_value)?;
        super::figure::figures(scene, &(at..end.min(at + 12))).into_iter().next()
    }

    /// The words of the sentence before the indicator.
    fn before(&self, sentence: usize, observation: &Observation) -> Range<usize> {
        let start = self.scene.sentences[sentence].tokens.start;
        start..token_at(self.scene, observation.span.start).max(start)
    }

    /// Only days, places and small words may stand before the indicator: anything else qualifies it.
    fn is_opening(&self, before: &Range<usize>) -> bool {
        let scene = self.scene;
        let mut at = before.start;
        if before.len() > OPENING_MAX {
            return false;
        }
        while at < before.end {
            let mention = scene.mention_at(at).map(|it| it.tokens.end);
            let date = crate::date::at(scene, at, crate::date::Anchor { on: None, tense: crate::date::Tense::Open });
            let small = scene.hits(at).of([
                Class::Connective,
                Class::ToDate,
                Class::WholeYear,
                Class::CalendarEnd,
                Class::IndicatorTrim,
            ]);
            let end = mention.or(date.map(|it| it.end)).or_else(|| small.last_end());
            match end {
                Some(end) => at = end.max(at + 1),
                None if !scene.tokens[at].is_word() => at += 1,
                None => return false,
            }
        }
        true
    }
}

/// The token that begins at a byte of the source.
fn token_at(scene: &Scene, start: usize) -> usize {
    scene.tokens.partition_point(|it| scene.text.to_source(it.span()).start < start)
}

/// The words for periods and the numbers of `tokens`, in order: `thang 6` is not `6 thang`.
fn dated(scene: &Scene, tokens: Range<usize>) -> String {
    let is_of_date = |it: &usize| scene.tokens[*it].is_number() || scene.hit(*it, Class::Calendar).is_some();
    tokens.filter(is_of_date).map(|it| scene.lower(it)).collect::<Vec<_>>().join(" ")
}

/// What sets values of one name apart: places, bodies, estimates, plans, bases, seasons.
fn qualities(scene: &Scene, tokens: Range<usize>) -> String {
    let mut words = Vec::new();
    for at in tokens.clone() {
        if let Some(mention) = scene.mention_at(at).filter(|it| it.tokens.start == at) {
            words.push(search_key(&mention.name));
        }
    }
    for hit in scene.all_hits(tokens).iter() {
        let is_season = hit.class == Class::Calendar && hit.row().value(0) == "span";
        if is_season {
            words.push(search_key(&scene.words(scene.span(hit.first..hit.end + 2))));
        } else if matches!(hit.class, Class::Estimate | Class::Plan | Class::BasePeriod) {
            words.push(format!("{:?}", hit.class));
        }
    }
    words.sort();
    words.dedup();
    words.join(",")
}
