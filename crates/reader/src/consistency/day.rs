//! Days and months that the calendar does not have, wherever they are written.

use std::ops::Range;

use base::Span;
use jiff::civil::Date;

use crate::date::whole;
use crate::day::day_at;
use crate::lexicon::Class;
use crate::reading::{Doubt, DoubtKind};
use crate::scene::Scene;
use crate::symbol::symbol_at;

/// Every impossible day that no doubt of `known` tells already.
pub fn impossible(scene: &Scene, known: &[Doubt]) -> Vec<Doubt> {
    let known = known.iter().filter(|it| it.kind == DoubtKind::ImpossibleDate).flat_map(|it| &it.spans);
    let mut known: Vec<Span> = known.copied().collect();
    known.sort();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(number) = scene.next(at..scene.tokens.len(), [Class::Digits]) {
        at = number;
        let Some(printed) = printed(scene, at) else {
            at += 1;
            continue;
        };
        let first = printed.first;
        let tokens = first..printed.end.max(at + 1);
        let is_symbol = || symbol_at(scene, at).is_some();
        let is_doubtful = printed.is_impossible() && !is_symbol();
        at = tokens.end;
        if is_doubtful {
            let doubt = super::doubt(scene, DoubtKind::ImpossibleDate, tokens.clone(), &[tokens]);
            // Told spans do not overlap, so that their ends are in order, too.
            let next = known.partition_point(|it| it.end <= doubt.spans[0].start);
            if !known.get(next).is_some_and(|it| it.overlaps(doubt.spans[0])) {
                found.push(doubt);
            }
        }
    }
    found
}

/// Where `date` is first printed as a day with its year, else as a bare day.
pub fn place_of(scene: &Scene, date: Date) -> Option<Range<usize>> {
    let mut bare = None;
    for at in 0..scene.tokens.len() {
        let Some(day) = day_at(scene, at) else { continue };
        let is_it = day.day == date.day() && day.month == date.month();
        match day.year {
            Some(year) if is_it && year == date.year() => return Some(day.first..day.end),
            None if is_it && bare.is_none() => bare = Some(day.first..day.end),
            _ => {}
        }
    }
    bare
}

/// A day, or a month with its year, as it is printed.
struct Printed {
    day: Option<i16>,
    month: i16,
    year: Option<i16>,
    first: usize,
    end: usize,
}

impl Printed {
    /// A bare 29th of February may be that of another year.
    fn is_impossible(&self) -> bool {
        let Ok(month) = i8::try_from(self.month) else { return true };
        let Some(day) = self.day else { return !(1..=12).contains(&month) };
        let year = self.year.unwrap_or(2000);
        i8::try_from(day).ok().and_then(|it| Date::new(year, month, it).ok()).is_none()
    }
}

/// The day or month whose first number stands at `at`.
fn printed(scene: &Scene, at: usize) -> Option<Printed> {
    if !scene.tokens[at].is_number() || at > 0 && is_tight(scene, at) {
        return None;
    }
    let is_called = at > 0 && scene.hit(at - 1, Class::DayWord).is_some();
    let first = if is_called { at - 1 } else { at };
    dotted(scene, at, first)
        .or_else(|| worded(scene, at, first).filter(|_| is_called))
        .or_else(|| parted(scene, at, first, is_called))
        .or_else(|| month(scene, at))
}

/// Tied to a number or word before it: `10-15/6`, `12/9/2024` from its second number on.
fn is_tight(scene: &Scene, at: usize) -> bool {
    let is_joint = matches!(scene.word(at - 1), "/" | "-" | "." | "\u{2013}" | "," | ":");
    is_joint && !scene.tokens[at].is_spaced
}

/// `31.02.2024`
fn dotted(scene: &Scene, at: usize, first: usize) -> Option<Printed> {
    let mut parts = scene.word(at).split('.');
    let (day, month, year) = (short(parts.next()?)?, short(parts.next()?)?, year(parts.next()?)?);
    parts.next().is_none().then_some(Printed { day: Some(day), month, year: Some(year), first, end: at + 1 })
}

/// `31 thang 02 nam 2024` behind the word for day.
fn worded(scene: &Scene, at: usize, first: usize) -> Option<Printed> {
    let word = scene.hit(at + 1, Class::MonthWord)?;
    let day = number(scene, at)?;
    let month = number(scene, word.end)?;
    let behind = word.end + 1;
    let has_word = scene.hit(behind, Class::YearWord).is_some() || matches!(scene.word(behind), "/" | "-");
    let printed = if has_word { year(scene.word(behind + 1)) } else { None };
    let end = if printed.is_some() { behind + 2 } else { behind };
    Some(Printed { day: Some(day), month, year: printed, first, end })
}

/// `31/02/2024`, `31-02-2024`, and behind the word for day `31/02`.
fn parted(scene: &Scene, at: usize, first: usize, is_called: bool) -> Option<Printed> {
    let joint = scene.word(at + 1);
    let tight = |it: usize| scene.tokens.get(it).is_some_and(|token| !token.is_spaced);
    if !matches!(joint, "/" | "-") || !tight(at + 1) || !tight(at + 2) {
        return None;
    }
    let (day, month) = (number(scene, at)?, number(scene, at + 2)?);
    let has_more = scene.is_mark(at + 3, joint) && tight(at + 3) && tight(at + 4);
    if has_more && let Some(year) = year(scene.word(at + 4)) {
        let is_symbol = scene.is_mark(at + 5, "/") || scene.is_mark(at + 5, "-") && tight(at + 6);
        return (!is_symbol).then_some(Printed { day: Some(day), month, year: Some(year), first, end: at + 5 });
    }
    // `ngay 01-15/6` and `ngay 10-15 thang 6` are ranges, `20/30 ngay` a fraction.
    let goes_on = matches!(scene.word(at + 3), "/" | "-" | "\u{2013}");
    let is_range = goes_on || scene.hit(at + 3, Class::MonthWord).is_some() || joint == "-" && month > 12;
    let is_fraction =
        [Class::Duration, Class::CountNoun, Class::Gauge].iter().any(|it| scene.hit(at + 3, *it).is_some());
    let is_day = is_called && !is_range && !is_fraction;
    is_day.then_some(Printed { day: Some(day), month, year: None, first, end: at + 3 })
}

/// `thang 13/2024`, `thang 13 nam 2024`.
fn month(scene: &Scene, at: usize) -> Option<Printed> {
    scene.hit(at.checked_sub(1)?, Class::MonthWord)?;
    let month = number(scene, at)?;
    let is_joined = scene.hit(at + 1, Class::YearWord).is_some() || scene.is_mark(at + 1, "/");
    let year = year(scene.word(at + 2)).filter(|_| is_joined)?;
    let is_of_day = at >= 2 && scene.tokens[at - 2].is_number();
    (!is_of_day).then_some(Printed { day: None, month, year: Some(year), first: at - 1, end: at + 3 })
}

fn number(scene: &Scene, at: usize) -> Option<i16> {
    whole(scene, at).filter(|_| scene.word(at).len() <= 2)
}

fn short(part: &str) -> Option<i16> {
    if (1..=2).contains(&part.len()) { part.parse().ok() } else { None }
}

fn year(part: &str) -> Option<i16> {
    if crate::day::is_year(part) { part.parse().ok() } else { None }
}
