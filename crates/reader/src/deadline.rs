//! By when an order is to be carried out: the phrase, the rule it states, and what is doubtful about it.

use std::ops::Range;

use base::DueRule;
use base::date_rule::{Every, Stretch};
use base::period::Period;

use crate::date::{self, Anchor, Dated};
use crate::lexicon::{Class, Hit};
use crate::scene::Scene;

/// A deadline within the tokens of a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub rule: Option<DueRule>,
    /// From the cue to the last word of the date.
    pub tokens: Range<usize>,
    pub is_year_assumed: bool,
    /// A day that the calendar does not have.
    pub is_impossible: bool,
}

/// The deadline that binds `tokens`: the last fixed one, else the first rhythm or stretch.
pub fn find(scene: &Scene, tokens: Range<usize>, anchor: Anchor) -> Option<Deadline> {
    let (mut fixed, mut loose) = (None, None);
    let mut token = tokens.start;
    while token < tokens.end {
        match at(scene, token, tokens.end, anchor) {
            Some(found) => {
                token = found.tokens.end.max(token + 1);
                let is_fixed = found.is_impossible || found.rule.is_some_and(|it| it.due().is_some());
                if is_fixed {
                    fixed = Some(found);
                } else if loose.is_none() {
                    loose = Some(found);
                }
            }
            None => token += 1,
        }
    }
    fixed.or(loose)
}

/// The deadline whose cue stands at `token`.
pub fn at(scene: &Scene, token: usize, end: usize, anchor: Anchor) -> Option<Deadline> {
    if scene.hits(token).is_empty() {
        return None;
    }
    let found = periodic(scene, token, end)
        .or_else(|| relative(scene, token))
        .or_else(|| fixed(scene, token, anchor, Class::DueBefore))
        .or_else(|| fixed(scene, token, anchor, Class::DueBy))
        .or_else(|| fixed(scene, token, anchor, Class::DueWithin))?;
    (found.tokens.end <= end).then_some(found)
}

fn fixed(scene: &Scene, token: usize, anchor: Anchor, class: Class) -> Option<Deadline> {
    let cue = scene.hit(token, class)?;
    let mut first = cue.end;
    while let Some(edge) = scene.hit(first, Class::CalendarEnd) {
        first = edge.end;
    }
    let hour = scene.hit(first + 1, Class::Hour).filter(|_| date::whole(scene, first).is_some());
    if let Some(behind) = tight_hour(scene, first) {
        first = date::behind_weekday(scene, behind + usize::from(scene.is_mark(behind, ",")));
    } else if let Some(hour) = hour {
        let minutes = hour.end + usize::from(date::whole(scene, hour.end).is_some_and(|it| it < 60));
        let minutes = scene.hit(minutes, Class::Minute).map_or(minutes, |it| it.end);
        first = date::behind_weekday(scene, minutes + usize::from(scene.is_mark(minutes, ",")));
        if let Some(rhythm) = scene.hit(first, Class::Recurring) {
            return Some(loose(DueRule::Recurring { every: every(rhythm)?, day: None }, token..rhythm.end));
        }
    }
    if let Some(deadline) = monthly(scene, token, first).or_else(|| weekly(scene, token, first)) {
        return Some(deadline);
    }
    if let Some(event) = scene.hit(first, Class::Event).filter(|_| class == Class::DueBefore) {
        let end = if event.row().value(0) == "open" { clause_end(scene, event.end) } else { event.end };
        let tokens = token..behind_events(scene, end);
        return Some(Deadline { rule: None, tokens, is_year_assumed: false, is_impossible: false });
    }
    if starts_range(scene, token) {
        return None;
    }
    let dated = date::at(scene, first, anchor)?;
    let rule = rule(class, dated, first, cue)?;
    let is_impossible = dated.period.is_none();
    Some(Deadline { rule, tokens: token..dated.end, is_year_assumed: dated.is_year_assumed, is_impossible })
}

/// Nothing when the words are no deadline; `Some(None)` when they are one that the calendar does not have.
#[expect(clippy::option_option, reason = "no deadline and an impossible one are different answers")]
fn rule(class: Class, dated: Dated, first: usize, cue: Hit) -> Option<Option<DueRule>> {
    debug_assert!(first >= cue.end);
    match (class, dated.period) {
        (_, None) => Some(None),
        (_, Some(Period::Years { .. })) => None,
        (Class::DueBefore, Some(Period::Day(date))) => Some(Some(DueRule::Before { date })),
        (Class::DueBy, Some(Period::Day(date))) => Some(Some(DueRule::By { date })),
        (Class::DueWithin, Some(Period::Day(date))) => Some(Some(DueRule::By { date })),
        (_, Some(period)) => Some(Some(DueRule::Within { period })),
    }
}

/// Whether a date or number before the cue makes it the end of a range and no deadline.
fn starts_range(scene: &Scene, token: usize) -> bool {
    let before = token.checked_sub(1);
    before.is_some_and(|it| scene.tokens[it].is_number())
        && scene.hit(token, Class::DueBefore).is_none()
        && token >= 4
        && (token - 4..token).any(|it| scene.hit(it, Class::RangeFrom).is_some())
}

/// `truoc ngay 25 hang thang`: a day of every month or quarter.
fn monthly(scene: &Scene, token: usize, first: usize) -> Option<Deadline> {
    let word = scene.hit(first, Class::Calendar).filter(|it| it.row().value(0) == "day")?;
    let day = date::whole(scene, word.end).filter(|it| (1..=31).contains(it))?;
    let rhythm = scene.hit(word.end + 1, Class::Recurring)?;
    let of = scene.hit(rhythm.end, Class::Recurring);
    let every = every(of.unwrap_or(rhythm))?;
    let rule = DueRule::Recurring { every, day: i8::try_from(day).ok() };
    Some(loose(rule, token..of.map_or(rhythm.end, |it| it.end)))
}

/// `vao chieu thu Nam hang tuan`: a weekday or part of the day with its rhythm.
fn weekly(scene: &Scene, token: usize, first: usize) -> Option<Deadline> {
    let part =
        |at: usize| [Class::DayPart, Class::Weekday].iter().filter_map(|it| scene.hit(at, *it)).map(|it| it.end).max();
    let mut at = part(first)?;
    while let Some(behind) = part(at) {
        at = behind;
    }
    let rhythm = scene.hit(at, Class::Recurring)?;
    Some(loose(DueRule::Recurring { every: every(rhythm)?, day: None }, token..rhythm.end))
}

/// `17h00`: behind the hour and its minutes without blanks.
fn tight_hour(scene: &Scene, first: usize) -> Option<usize> {
    date::whole(scene, first).filter(|it| *it <= 24)?;
    let minutes = scene.word(first + 1).strip_prefix(['h', 'g'])?;
    let is_tight = scene.tokens.get(first + 1).is_some_and(|it| !it.is_spaced);
    (is_tight && minutes.len() == 2 && minutes.bytes().all(|it| it.is_ascii_digit())).then_some(first + 2)
}

/// Nothing awaited takes more words than these.
const EVENT_MAX: usize = 12;

/// Up to the next mark.
fn clause_end(scene: &Scene, from: usize) -> usize {
    let is_end = |it: &usize| scene.tokens.get(*it).is_none_or(|token| !token.is_word() && !token.is_number());
    (from..from + EVENT_MAX).find(is_end).unwrap_or(from)
}

/// `khai giang nam hoc moi`, `mua mua bao nam 2026`: what is awaited and its year.
fn behind_events(scene: &Scene, token: usize) -> usize {
    let mut at = token;
    while let Some(event) = scene.hit(at, Class::Event) {
        at = event.end;
    }
    let anchor = Anchor { on: None, tense: date::Tense::Open };
    date::at(scene, at, anchor).map_or(at, |it| it.end)
}

fn loose(rule: DueRule, tokens: Range<usize>) -> Deadline {
    Deadline { rule: Some(rule), tokens, is_year_assumed: false, is_impossible: false }
}

/// The rhythm that a word of recurrence names.
pub fn every(rhythm: Hit) -> Option<Every> {
    Some(match rhythm.row().value(0) {
        "day" => Every::Day,
        "week" => Every::Week,
        "month" => Every::Month,
        "quarter" => Every::Quarter,
        "half" => Every::HalfYear,
        "year" => Every::Year,
        _ => return None,
    })
}

/// `dinh ky hang quy`, `dinh ky thu Sau hang tuan`.
fn periodic(scene: &Scene, token: usize, end: usize) -> Option<Deadline> {
    let cue = scene.hit(token, Class::Periodic)?;
    let rhythm = (cue.end..end.min(cue.end + 8)).find_map(|it| scene.hit(it, Class::Recurring))?;
    Some(loose(DueRule::Recurring { every: every(rhythm)?, day: None }, token..rhythm.end))
}

/// `trong vong 10 ngay lam viec`, `trong 2 tuan toi`.
fn relative(scene: &Scene, token: usize) -> Option<Deadline> {
    let cue = scene.hit(token, Class::DueRelative)?;
    let count = date::whole(scene, cue.end).and_then(|it| u16::try_from(it).ok()).filter(|it| *it > 0)?;
    let word = scene.hit(cue.end + 1, Class::Stretch)?;
    let stretch = match word.row().value(0) {
        "day" => Stretch::Day,
        "hour" => Stretch::Hour,
        "working_day" => Stretch::WorkingDay,
        "week" => Stretch::Week,
        _ => Stretch::Month,
    };
    let months_of_year = scene.hit(word.end, Class::MonthsEarly).or(scene.hit(word.end, Class::MonthsLate));
    if stretch == Stretch::Month && months_of_year.is_some() {
        return None;
    }
    Some(loose(DueRule::Relative { count, stretch }, token..word.end))
}
