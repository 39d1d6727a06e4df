//! Dates and periods as they are written, with the year that was printed or has to be assumed.

use base::Period;
use jiff::civil::Date;

use crate::lexicon::{Class, Hit};
use crate::scene::Scene;

/// From where a missing year is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub on: Option<Date>,
    pub tense: Tense,
}

/// Results lie before the anchor, deadlines behind it.
///
/// # Source
/// Administrative practice: a report looks back, an order looks ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
    Open,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Nothing where the calendar has no such day: the doubt is the caller's to tell.
    pub period: Option<Period>,
    /// The first token behind it.
    pub end: usize,
    pub is_year_assumed: bool,
}

/// A deadline lies at most this many days before its document; a longer way back means next year.
const DAYS_BACK: i32 = 60;

/// The date or period that begins at token `first`.
pub fn at(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let first = behind_weekday(scene, first);
    if let Some(calendar) = scene.hit(first, Class::Calendar) {
        let next = calendar.end;
        return match calendar.row().value(0) {
            "day" => day_words(scene, next, anchor).or_else(|| numeric(scene, next, anchor)),
            "month" => month(scene, next, anchor),
            "quarter" => quarter(scene, next, anchor),
            "year" => year(scene, next).map(|it| dated(Period::year(it), next + 1, false)),
            "span" => years(scene, scene.hit(next, Class::Calendar).map_or(next, |it| it.end)),
            _ => None,
        };
    }
    months_count(scene, first, anchor).or_else(|| numeric(scene, first, anchor)).or_else(|| years(scene, first))
}

fn dated(period: Option<Period>, end: usize, is_year_assumed: bool) -> Dated {
    Dated { period, end, is_year_assumed }
}

/// Behind the name of a weekday and its comma.
pub fn behind_weekday(scene: &Scene, first: usize) -> usize {
    match scene.hit(first, Class::Weekday) {
        Some(hit) if scene.is_mark(hit.end, ",") => hit.end + 1,
        Some(hit) => hit.end,
        None => first,
    }
}

/// A whole number without marks.
pub fn whole(scene: &Scene, token: usize) -> Option<i16> {
    let word = scene.word(token);
    let is_plain = scene.tokens.get(token).is_some_and(|it| it.is_number()) && word.len() <= 4;
    if is_plain { word.parse().ok() } else { None }
}

fn year(scene: &Scene, token: usize) -> Option<i16> {
    whole(scene, token).filter(|it| (1900..=2199).contains(it) && scene.word(token).len() == 4)
}

fn is_joint(scene: &Scene, token: usize) -> bool {
    matches!(scene.word(token), "/" | "-" | "." | "\u{2013}")
}

/// `15/8/2021`, `28-2`, `20.7.2020`; a day without month is no date.
fn numeric(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    if let Some(dated) = dotted(scene, first) {
        return Some(dated);
    }
    let day = whole(scene, first)?;
    let month = whole(scene, first + 2).filter(|_| is_joint(scene, first + 1) && !scene.tokens[first + 2].is_spaced)?;
    let is_day = (1..=31).contains(&day) && (1..=12).contains(&month);
    let is_called = first > 0 && scene.hit(first - 1, Class::Calendar).is_some();
    if !is_called && (!is_day || scene.hit(first + 3, Class::CountNoun).is_some()) {
        return month_and_year(scene, first);
    }
    if scene.word(first).len() > 2 || scene.word(first + 2).len() > 2 || scene.is_mark(first + 3, "%") {
        return month_and_year(scene, first);
    }
    let printed = year(scene, first + 4).filter(|_| is_joint(scene, first + 3) && !scene.tokens[first + 4].is_spaced);
    let end = if printed.is_some() { first + 5 } else { first + 3 };
    Some(day_of(day, month, printed, end, anchor))
}

/// `10/2022` where a month stood before, or alone behind a cue.
fn month_and_year(scene: &Scene, first: usize) -> Option<Dated> {
    let month = whole(scene, first).filter(|it| (1..=12).contains(it))?;
    let year = year(scene, first + 2)?;
    Some(dated(Period::month(year, i8::try_from(month).ok()?), first + 3, false))
}

/// `20.7.2020`, one token.
fn dotted(scene: &Scene, first: usize) -> Option<Dated> {
    let token = scene.tokens.get(first).filter(|it| it.is_number())?;
    let mut parts = token.span().of(scene.text.as_str()).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    Some(dated(day.map(Period::Day), first + 1, false))
}

fn day_of(day: i16, month: i16, printed: Option<i16>, end: usize, anchor: Anchor) -> Dated {
    let (Ok(day), Ok(month)) = (i8::try_from(day), i8::try_from(month)) else { return dated(None, end, false) };
    if let Some(year) = printed {
        return dated(Date::new(year, month, day).ok().map(Period::Day), end, false);
    }
    let assumed = anchor.on.and_then(|on| {
        let day_in = |year| Date::new(year, month, day).ok().map(Period::Day);
        anchor.settled(on, day_in(on.year()), day_in)
    });
    dated(assumed, end, true)
}

impl Anchor {
    /// The period in the year that its tense allows.
    fn settled(self, on: Date, this: Option<Period>, in_year: impl Fn(i16) -> Option<Period>) -> Option<Period> {
        let Some(period) = this else {
            // The 29th of February of another year.
            return in_year(on.year() + 1).or_else(|| in_year(on.year() - 1));
        };
        match self.tense {
            Tense::Past if period.first_day() > on => in_year(on.year() - 1),
            Tense::Future if days_between(period.last_day(), on) > DAYS_BACK => in_year(on.year() + 1),
            _ => Some(period),
        }
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |it| it.get_days())
}

/// `16 thang 9 nam 2022` behind the word for day.
fn day_words(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let day = whole(scene, first)?;
    let month_word = scene.hit(first + 1, Class::Calendar).filter(|it| it.row().value(0) == "month")?;
    let month = whole(scene, month_word.end)?;
    let (year, end) = year_behind(scene, month_word.end + 1);
    Some(day_of(day, month, year, end, anchor))
}

/// The year that follows a month or quarter: `/2022`, `-2021`, `nam 2022`; and the first token behind it.
fn year_behind(scene: &Scene, token: usize) -> (Option<i16>, usize) {
    let behind = if is_joint(scene, token) {
        token + 1
    } else {
        let comma = usize::from(scene.is_mark(token, ","));
        match scene.hit(token + comma, Class::Calendar) {
            Some(hit) if hit.row().value(0) == "year" => hit.end,
            _ => return (None, token),
        }
    };
    match year(scene, behind) {
        Some(year) => (Some(year), behind + 1),
        None => (None, token),
    }
}

fn month(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let month = i8::try_from(whole(scene, first).filter(|it| (1..=12).contains(it))?).ok()?;
    let (year, end) = year_behind(scene, first + 1);
    Some(within_year(year, end, anchor, |it| Period::month(it, month)))
}

fn quarter(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let quarter = match scene.lower(first) {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        "iv" | "4" => 4,
        _ => return None,
    };
    let (year, end) = year_behind(scene, first + 1);
    Some(within_year(year, end, anchor, |it| Period::quarter(it, quarter)))
}

fn within_year(year: Option<i16>, end: usize, anchor: Anchor, period: impl Fn(i16) -> Option<Period>) -> Dated {
    match (year, anchor.on) {
        (Some(year), _) => dated(period(year), end, false),
        (None, Some(on)) => dated(anchor.settled(on, period(on.year()), period), end, true),
        (None, None) => dated(None, end, true),
    }
}

/// `9 thang (dau nam | nam 2021 | qua)`, `6 thang cuoi nam`; two or more months, never a stretch of time to come.
fn months_count(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let months = i8::try_from(whole(scene, first).filter(|it| (2..=12).contains(it))?).ok()?;
    let word = scene.hit(first + 1, Class::Calendar).filter(|it| it.row().value(0) == "month")?;
    let (early, late) = (scene.hit(word.end, Class::MonthsEarly), scene.hit(word.end, Class::MonthsLate));
    let end = early.or(late).map_or(word.end, |it| it.end);
    let (year, behind) = year_number(scene, end);
    if early.or(late).is_none() && year.is_none() && !tells(scene, word.end) {
        return None;
    }
    let is_first = late.is_none();
    Some(within_year(year, behind, Anchor { tense: Tense::Open, ..anchor }, |it| match (is_first, months) {
        (true, _) => Period::first_months(it, months),
        (false, 6) => Period::half(it, 2),
        (false, 3) => Period::quarter(it, 4),
        (false, _) => Period::year(it),
    }))
}

/// Whether a value follows: `9 thang dat ...`, and not `cham 2 thang so voi ...`.
fn tells(scene: &Scene, token: usize) -> bool {
    let verb = |it: &Hit| matches!(it.class, Class::Link | Class::Rise | Class::Fall | Class::Outcome);
    scene.hits(token).iter().any(verb) || matches!(scene.word(token), "," | ":")
}

/// A year directly behind, with or without its word.
fn year_number(scene: &Scene, token: usize) -> (Option<i16>, usize) {
    match year(scene, token) {
        Some(printed) => (Some(printed), token + 1),
        None => year_behind(scene, token),
    }
}

/// `2021-2025`, `2021 - 2022`.
fn years(scene: &Scene, first: usize) -> Option<Dated> {
    let (from, to) = (year(scene, first)?, year(scene, first + 2)?);
    if !matches!(scene.word(first + 1), "-" | "\u{2013}") {
        return None;
    }
    Some(dated(Period::years(from, to), first + 3, false))
}
