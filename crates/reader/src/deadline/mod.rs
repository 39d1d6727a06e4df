//! By when an order is to be carried out: the phrase, the rule it states, and what is doubtful about it.

mod clock;
mod event;
mod rhythm;
mod stretch;

use std::ops::Range;

use base::DueRule;
use base::period::Period;
use jiff::civil::Date;

use crate::calendar;
use crate::date::{self, Anchor, Dated, Tense};
use crate::lexicon::{Class, ClassSet, Hit};
use crate::scene::Scene;
use crate::text::Text;

pub use rhythm::every;

/// A deadline within the tokens of a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Nothing where the day is impossible.
    pub rule: Option<DueRule>,
    /// From the cue to the last word of the date.
    pub tokens: Range<usize>,
    pub is_year_assumed: bool,
    /// A day that the calendar does not have.
    pub is_impossible: bool,
}

impl Deadline {
    fn ruled(rule: DueRule, tokens: Range<usize>) -> Deadline {
        Deadline { rule: Some(rule), tokens, is_year_assumed: false, is_impossible: false }
    }
}

/// The deadline that binds `tokens`: the last fixed one, else the first rhythm, stretch or event.
pub fn find(scene: &Scene, tokens: Range<usize>, anchor: Anchor) -> Option<Deadline> {
    let (mut fixed, mut loose) = (None, None);
    let mut token = tokens.start;
    while token < tokens.end {
        match at(scene, token, tokens.end, anchor).filter(|_| !dates_goal(scene, token)) {
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

/// `phan dau den cuoi nam 80% so ho ...` dates a goal and not the order.
fn dates_goal(scene: &Scene, token: usize) -> bool {
    let is_goal = |it: usize| scene.hit(it, Class::StrongGoal).is_some_and(|goal| goal.end == token);
    (token.saturating_sub(3)..token).any(is_goal)
}

/// The deadline whose cue stands at `token`.
pub fn at(scene: &Scene, token: usize, end: usize, anchor: Anchor) -> Option<Deadline> {
    if !scene.has_any(token, CUES) || faces(scene, token) {
        return None;
    }
    let found = rhythm::periodic(scene, token, end)
        .or_else(|| event::before(scene, token))
        .or_else(|| event::after(scene, token))
        .or_else(|| fixed(scene, token, anchor, Class::DueBefore))
        .or_else(|| fixed(scene, token, anchor, Class::DueBy))
        .or_else(|| fixed(scene, token, anchor, Class::DueWithin))
        .or_else(|| stretch::at(scene, token, anchor))?;
    (found.tokens.end <= end).then_some(found)
}

/// `giai trinh truoc ky hop`: in front of whom, not before when.
fn faces(scene: &Scene, token: usize) -> bool {
    let is_facing = |it: usize| scene.hit(it, Class::Facing).is_some_and(|facing| facing.end == token + 1);
    (token.saturating_sub(3)..token).any(is_facing)
}

const CUES: ClassSet = ClassSet::of(&[
    Class::DueBefore,
    Class::DueBy,
    Class::DueWithin,
    Class::DueRelative,
    Class::DueAfter,
    Class::Periodic,
]);

/// The deadline in a cell that names nothing else: a date, a period or a rhythm may stand there without a cue.
pub fn of_cell(scene: &Scene, tokens: Range<usize>, anchor: Anchor) -> Option<Deadline> {
    let first = tokens.start;
    let found = at(scene, first, tokens.end, anchor)
        .or_else(|| rhythm::at(scene, first, first))
        .or_else(|| stretch::bare(scene, first, anchor))
        .or_else(|| dated(scene, Cue { class: Class::DueBy, token: first, first, is_edge: false }, anchor))?;
    (found.tokens.end <= tokens.end).then_some(found)
}

/// What opens a date: its class, its first token, where the date begins, and whether an end is named (`cuoi thang`).
#[derive(Clone, Copy)]
struct Cue {
    class: Class,
    token: usize,
    first: usize,
    is_edge: bool,
}

/// `cham nhat den het` is one cue; more of them in a row are none.
const CUES_MAX: usize = 4;

fn cue(scene: &Scene, token: usize, class: Class) -> Option<Cue> {
    let hit = scene.hit(token, class)?;
    let mut cue = Cue { class, token, first: hit.end, is_edge: hit.row().value(0) == "end" };
    for _ in 0..CUES_MAX {
        let edge = scene.hit(cue.first, Class::CalendarEnd);
        let more = [Class::DueBy, Class::DueWithin].iter().find_map(|it| scene.hit(cue.first, *it));
        match (edge, more.filter(|_| class != Class::DueBefore)) {
            (Some(edge), _) => cue = Cue { first: edge.end, is_edge: true, ..cue },
            (None, Some(more)) => cue = Cue { first: more.end, is_edge: more.row().value(0) == "end", ..cue },
            (None, None) if scene.is_mark(cue.first, ":") && class == Class::DueBy => cue.first += 1,
            (None, None) => break,
        }
    }
    Some(cue)
}

fn fixed(scene: &Scene, token: usize, anchor: Anchor, class: Class) -> Option<Deadline> {
    let cue = cue(scene, token, class)?;
    rhythm::at(scene, token, cue.first).or_else(|| dated(scene, cue, anchor))
}

/// The date, period or day of a week behind the cue.
fn dated(scene: &Scene, cue: Cue, anchor: Anchor) -> Option<Deadline> {
    let first = clock::behind(scene, cue.first);
    let near = anchor.on.and_then(|on| {
        calendar::near_day(scene, first, on)
            .or_else(|| calendar::weekday(scene, first, on))
            .or_else(|| calendar::this_week(scene, first, on))
    });
    let named = near.or_else(|| date::at(scene, first, anchor)).or_else(|| bracketed(scene, first, anchor));
    let is_day = matches!(cue.class, Class::DueBefore | Class::DueBy);
    let named = named.or_else(|| date::expected_day(scene, first, anchor).filter(|_| is_day));
    let dated = named.or_else(|| bare(scene, cue, anchor).filter(|_| first == cue.first))?;
    let rule = match dated.period {
        Some(period) => Some(rule(cue, period)?),
        None => None,
    };
    Some(Deadline {
        rule,
        tokens: cue.token..dated.end,
        is_year_assumed: dated.is_year_assumed,
        is_impossible: dated.period.is_none(),
    })
}

/// `thu Nam (ngay 22/9)`: the day in brackets behind its weekday.
fn bracketed(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let open = scene.hit(first, Class::Weekday)?.end;
    let dated = date::at(scene, open + 1, anchor).filter(|_| scene.is_mark(open, "("))?;
    scene.is_mark(dated.end, ")").then_some(Dated { end: dated.end + 1, ..dated })
}

/// `den cuoi nam`: the present year, quarter or month.
fn bare(scene: &Scene, cue: Cue, anchor: Anchor) -> Option<Dated> {
    let word = scene.hit(cue.first, Class::Calendar).filter(|_| cue.is_edge && cue.first > cue.token + 1)?;
    let period = calendar::around(word.row().value(0), anchor.on?, 0)?;
    Some(date::dated(Some(period), word.end, true))
}

/// Before a month is by the day before it; before its end is within it.
fn rule(cue: Cue, period: Period) -> Option<DueRule> {
    match (cue.class, period) {
        (Class::DueBefore, Period::Day(date)) => Some(DueRule::Before { date }),
        (_, Period::Day(date)) => Some(DueRule::By { date }),
        (Class::DueBefore, _) if !cue.is_edge => Some(DueRule::By { date: period.first_day().yesterday().ok()? }),
        _ => Some(DueRule::Within { period }),
    }
}

/// A deadline told by itself, for checks of words without a document.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub phrase: String,
    pub rule: Option<DueRule>,
    pub is_impossible: bool,
}

/// The deadline in `words` that stand alone, in a document of `on`.
#[doc(hidden)]
pub fn of_words(words: &str, on: Date) -> Option<Told> {
    told(words, on, find)
}

/// The deadline in the words of a cell, in a document of `on`.
#[doc(hidden)]
pub fn of_cell_words(words: &str, on: Date) -> Option<Told> {
    told(words, on, of_cell)
}

fn told(words: &str, on: Date, find: fn(&Scene, Range<usize>, Anchor) -> Option<Deadline>) -> Option<Told> {
    let text = Text::new(words);
    let scene = Scene::new(&text);
    let found = find(&scene, 0..scene.tokens.len(), Anchor { on: Some(on), tense: Tense::Future })?;
    let phrase = scene.printed(scene.span(found.tokens));
    Some(Told { phrase, rule: found.rule, is_impossible: found.is_impossible })
}

/// The end of the phrase of `class` at `token`, or `token` itself.
fn behind(scene: &Scene, token: usize, class: Class) -> usize {
    scene.hit(token, class).map_or(token, |it: Hit| it.end)
}
