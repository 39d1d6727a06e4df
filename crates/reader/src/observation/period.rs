//! The period a value belongs to: told in its clause, else what governs there, else the text's own.

use std::ops::Range;

use base::Period;

use crate::block::{Block, BlockKind, Sentence};
use crate::date::{self, Anchor, Tense};
use crate::lexicon::Class;
use crate::quantity::Quantity;
use crate::reading::Reading;
use crate::scene::Scene;

/// Periods in force while the text is followed.
pub struct Periods {
    anchor: Anchor,
    /// Of the title.
    titled: Option<Period>,
    section: Option<Period>,
    /// Named at the head of a sentence, until another.
    governing: Option<Period>,
}

impl Periods {
    pub fn of(scene: &Scene, reading: &Reading) -> Periods {
        let session = reading.session.as_ref().and_then(|it| it.date);
        let on = session.or_else(|| reading.document.as_ref().and_then(|it| it.date)).or(scene.frame.dated_on);
        let anchor = Anchor { on, tense: Tense::Past };
        let titles = scene.blocks.iter().filter(|it| it.kind == BlockKind::Subject);
        let titled = titles.filter_map(|it| last_in(scene, reported(scene, it.tokens.clone()), anchor)).next();
        Periods { anchor, titled, section: None, governing: None }
    }

    pub fn enter(&mut self, scene: &Scene, block: &Block) {
        if block.kind == BlockKind::Heading {
            self.section = last_in(scene, block.body_tokens(), self.anchor);
            self.governing = None;
        }
    }

    /// A period that opens a sentence governs those that follow.
    pub fn leave(&mut self, scene: &Scene, sentence: &Sentence) {
        let opening = sentence.tokens.start..sentence.tokens.end.min(sentence.tokens.start + 8);
        if let Some((period, _)) =
            first_in(scene, opening, self.anchor).filter(|(_, at)| *at <= sentence.tokens.start + 3)
        {
            self.governing = Some(period);
        }
    }

    pub fn period(&self, scene: &Scene, sentence: &Range<usize>, quantity: &Quantity) -> Option<Period> {
        let before = last_in(scene, sentence.start..quantity.tokens.start, self.anchor);
        let to_date = scene.find(sentence.start..quantity.tokens.start, Class::ToDate);
        if to_date.is_some() && before.is_none() {
            return self.titled.or(self.anchor.on.map(Period::Day));
        }
        let whole_year = scene.find(sentence.start..quantity.tokens.start, Class::WholeYear);
        if let (Some(_), None, Some(on)) = (whole_year, before, self.anchor.on) {
            return Period::year(on.year());
        }
        before.or(self.governing).or(self.section).or(self.titled).or(self.anchor.on.map(Period::Day))
    }
}

/// The words of a title before it turns to what is to be done.
fn reported(scene: &Scene, tokens: Range<usize>) -> Range<usize> {
    let ahead =
        scene.all_hits(tokens.clone()).iter().find(|it| it.class == Class::PartTasks && it.first > tokens.start + 4);
    let is_dated = |end: usize| (tokens.start..end).any(|at| scene.hit(at, Class::Calendar).is_some());
    let named = ahead.filter(|it| is_dated(it.first));
    tokens.start..named.map_or(tokens.end, |it| it.first)
}

/// The last period named in `tokens`, bases of comparison left out.
fn last_in(scene: &Scene, tokens: Range<usize>, anchor: Anchor) -> Option<Period> {
    let mut found = None;
    let mut at = tokens.start;
    while let Some((period, behind)) = first_in(scene, at..tokens.end, anchor) {
        found = Some(period);
        at = behind;
    }
    found
}

/// The first period in `tokens` and the token behind it.
fn first_in(scene: &Scene, tokens: Range<usize>, anchor: Anchor) -> Option<(Period, usize)> {
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(base) = scene.hit(at, Class::BasePeriod) {
            at = date::at(scene, base.end, anchor).map_or(base.end, |it| it.end);
            continue;
        }
        let opens = scene.hit(at, Class::Calendar).is_some() || scene.tokens[at].is_number();
        let dated = if opens { date::at(scene, at, anchor) } else { None };
        match dated {
            Some(dated) if dated.period.is_some() => return dated.period.map(|it| (it, dated.end)),
            Some(dated) => at = dated.end.max(at + 1),
            None => at += 1,
        }
    }
    None
}
