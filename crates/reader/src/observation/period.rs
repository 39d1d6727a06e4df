//! The period a value belongs to: told in its clause, else what governs there, else the text's own.

use std::ops::Range;

use base::Period;

use crate::address;
use crate::block::{Block, BlockKind, Sentence};
use crate::date::{self, Anchor, Dated, Tense};
use crate::discourse::Genre;
use crate::lexicon::{Class, ClassSet};
use crate::quantity::Quantity;
use crate::reading::Reading;
use crate::scene::Scene;
use crate::symbol::symbol_at;

/// A period that begins within so many tokens opens its sentence.
const OPENING: usize = 8;

/// Who speaks is told in so many words before a colon.
const TOKENS_OF_SPEAKER: usize = 20;

/// Periods in force while the text is followed.
pub struct Periods {
    anchor: Anchor,
    /// Of the title.
    titled: Option<Period>,
    /// The title of a plan names a time that is not over: its goals lie there, what it tells as done does not.
    is_ahead: bool,
    section: Option<Period>,
    /// Named at the head of a sentence, until another.
    governing: Option<Period>,
    is_report: bool,
}

impl Periods {
    /// Minutes tell how things stand on their day, whatever week their title names.
    pub fn of(scene: &Scene, reading: &Reading, genre: Genre) -> Periods {
        let session = reading.session.as_ref().and_then(|it| it.date);
        let on = session.or_else(|| reading.document.as_ref().and_then(|it| it.date)).or(scene.frame.dated_on);
        let anchor = Anchor { on, tense: Tense::Past };
        let titles = scene.blocks.iter().filter(|it| it.kind == BlockKind::Subject);

        let titled = titles.filter_map(|it| last_in(scene, reported(scene, it.tokens.clone()), anchor)).next();
        let titled = titled.map(|it| it.0).filter(|_| genre != Genre::Minutes);
        let is_report = matches!(genre, Genre::Report | Genre::Plan);
        let is_ahead = genre == Genre::Plan && titled.zip(on).is_some_and(|(it, on)| it.last_day() > on);
        Periods { anchor, titled, is_ahead, section: None, governing: None, is_report }
    }

    pub fn enter(&mut self, scene: &Scene, block: &Block) {
        // A term or school year is told of in its own paragraph.
        self.governing = self.governing.filter(|it| !matches!(it, Period::Years { .. }));
        if behind_speaker(scene, &block.body_tokens()) > block.body {
            self.governing = None;
        }
        if block.kind == BlockKind::Heading {
            let named = last_in(scene, block.body_tokens(), self.anchor).map(|it| it.0);
            let whole_year = scene.find(block.body_tokens(), Class::WholeYear).and(self.anchor.on);
            self.section = named.or_else(|| whole_year.and_then(|it| Period::year(it.year())));
            self.governing = None;
        }
    }

    /// The period that a sentence opens with.
    fn opening(&self, scene: &Scene, sentence: &Range<usize>) -> Option<Period> {
        let mut at = behind_speaker(scene, sentence);
        let end = sentence.end.min(at + OPENING);
        while at < end {
            if let Some(dated) = named(scene, at, self.anchor) {
                return dated.period;
            }
            let lead = scene.hits(at).of(LEADS).last_end();
            at = lead.or_else(|| scene.is_mark(at, ",").then_some(at + 1))?;
        }
        None
    }

    /// A period that opens a sentence governs those that follow; so do the first months of a year outside reports,
    /// whose title says what they tell of.
    pub fn leave(&mut self, scene: &Scene, sentence: &Sentence) {
        let months = || {
            let named = last_in(scene, sentence.tokens.clone(), self.anchor).map(|it| it.0);
            named.filter(|it| !self.is_report && matches!(it, Period::Half { .. } | Period::FirstMonths { .. }))
        };
        if let Some(period) = self.opening(scene, &sentence.tokens).or_else(months) {
            self.governing = Some(period);
        }
    }

    /// The period of a number, told before it in its part of the sentence, behind it, or by what governs there.
    pub fn period(&self, scene: &Scene, sentence: &Range<usize>, quantity: &Quantity, tense: Tense) -> Option<Period> {
        let anchor = Anchor { tense, ..self.anchor };
        let number = quantity.tokens.start;
        let part =
            (sentence.start..number).rev().find(|&it| scene.is_mark(it, ";")).map_or(sentence.start, |it| it + 1);
        let before = last_in(scene, part..number, anchor);
        let to_date = scene.last(part..number, Class::ToDate);
        if to_date.is_some_and(|it| before.is_none_or(|(_, behind)| behind <= it.first)) {
            return self.titled.filter(|_| self.is_report).or(self.anchor.on.map(Period::Day));
        }
        if let Some((period, _)) = before {
            return Some(period);
        }
        let on = self.anchor.on;
        if scene.find(part..number, Class::WholeYear).is_some_and(|it| it.row().value(0) != "none") && on.is_some() {
            return on.and_then(|it| Period::year(it.year()));
        }
        if scene.find(part..number, Class::ThisMonth).is_some() && on.is_some() {
            return on.and_then(|it| Period::month(it.year(), it.month()));
        }
        let end = (quantity.tokens.end..sentence.end)
            .find(|&it| matches!(scene.sign(it), b',' | b';'))
            .unwrap_or(sentence.end);
        let behind = last_in(scene, quantity.tokens.end..end, anchor).map(|it| it.0);
        behind
            .or_else(|| self.opening(scene, sentence))
            .or(self.governing)
            .or(self.section)
            .or(self.titled.filter(|_| tense == Tense::Future || !self.is_ahead))
            .or(on.map(Period::Day))
    }
}

/// Behind form of address, name and colon of somebody who speaks: `Ong A (phong B): Quy III ...`.
fn behind_speaker(scene: &Scene, sentence: &Range<usize>) -> usize {
    let until = sentence.end.min(sentence.start + TOKENS_OF_SPEAKER);
    let speaker = address::form_of_address(scene, sentence.start);
    let colon = speaker.and_then(|it| (it.end..until).find(|&it| scene.is_mark(it, ":")));
    colon.map_or(sentence.start, |it| it + 1)
}

/// Such words may stand before the period that opens a sentence.
const LEADS: ClassSet = ClassSet::of(&[
    Class::Topic,
    Class::Connective,
    Class::CalendarEnd,
    Class::IndicatorTrim,
    Class::DueBy,
    Class::DueWithin,
    Class::RangeFrom,
    Class::FloorReport,
]);

/// The words of a title before it turns to what is to be done.
fn reported(scene: &Scene, tokens: Range<usize>) -> Range<usize> {
    let ahead = scene.find(tokens.start + 5..tokens.end, Class::PartTasks);
    let is_dated = |end: usize| (tokens.start..end).any(|at| scene.hit(at, Class::Calendar).is_some());
    let named = ahead.filter(|it| is_dated(it.first));
    tokens.start..named.map_or(tokens.end, |it| it.first)
}

/// The period that is named at token `at`; up to the end of a month, quarter or year is its last day.
fn named(scene: &Scene, at: usize, anchor: Anchor) -> Option<Dated> {
    let end = scene.hit(at, Class::DueBy).filter(|it| it.row().value(0) == "end");
    if let Some(dated) = end.and_then(|it| date::at(scene, it.end, anchor)) {
        return Some(Dated { period: dated.period.map(|it| Period::Day(it.last_day())), ..dated });
    }
    if date::opens(scene, at) { date::at(scene, at, anchor) } else { None }
}

/// The last period named in `tokens`, bases of comparison left out, and the token behind it.
fn last_in(scene: &Scene, tokens: Range<usize>, anchor: Anchor) -> Option<(Period, usize)> {
    let mut found = None;
    let mut at = tokens.start;
    while let Some((period, behind)) = first_in(scene, at..tokens.end, anchor) {
        found = Some((period, behind));
        at = behind;
    }
    found
}

/// A period, a document or a base of comparison may begin with one of these.
const OPENINGS: ClassSet = date::OPENINGS.and(&[Class::BasePeriod, Class::DueBy]);

/// The first period in `tokens` and the token behind it.
fn first_in(scene: &Scene, tokens: Range<usize>, anchor: Anchor) -> Option<(Period, usize)> {
    let mut at = tokens.start;
    while let Some(opening) = scene.next(at..tokens.end, OPENINGS) {
        at = opening;
        if let Some(base) = scene.hit(at, Class::BasePeriod) {
            at = date::at(scene, base.end, anchor).map_or(base.end, |it| it.end);
            continue;
        }
        let number = scene.tokens[at].is_number().then_some(at);
        if let Some(symbol) = number.and_then(|it| symbol_at(scene, it)) {
            // The day of a document that is cited.
            at = date::at(scene, symbol.tokens.end, anchor).map_or(symbol.tokens.end, |it| it.end).max(at + 1);
            continue;
        }
        match named(scene, at, anchor) {
            Some(dated) if dated.period.is_some() => return dated.period.map(|it| (it, dated.end)),
            Some(dated) => at = dated.end.max(at + 1),
            None => at += 1,
        }
    }
    None
}
