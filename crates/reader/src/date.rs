//! Dates and periods as they are written, with the year that was printed or has to be assumed.

use base::Period;
use jiff::civil::Date;

use crate::calendar::{self, small_number};
use crate::lexicon::{Class, ClassSet, Hit};
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

/// A date or period may begin with one of these.
pub const OPENINGS: ClassSet = ClassSet::of(&[Class::Digits, Class::Calendar, Class::SmallNumber, Class::RangeFrom]);

/// Whether a date or period may begin at `token`.
pub fn opens(scene: &Scene, token: usize) -> bool {
    scene.has_any(token, OPENINGS)
}

/// The date or period that begins at token `first`.
pub fn at(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let first = behind_weekday(scene, first);
    let Some(calendar) = scene.hit(first, Class::Calendar) else { return uncalled(scene, first, anchor) };
    let next = calendar.end;
    match calendar.row().value(0) {
        "day" => day_words(scene, next, anchor).or_else(|| numeric(scene, next, anchor)),
        "month" => month(scene, next, anchor).or_else(|| calendar::shifted(scene, calendar, anchor)),
        "quarter" => quarter(scene, next, anchor).or_else(|| calendar::shifted(scene, calendar, anchor)),
        "half" => half(scene, calendar, anchor),
        "year" => year(scene, next)
            .map(|it| dated(Period::year(it), next + 1, false))
            .or_else(|| calendar::shifted(scene, calendar, anchor)),
        "short_month" => short_month(scene, calendar),
        "season" => season(scene, next),
        "span" => years(scene, scene.hit(next, Class::Calendar).map_or(next, |it| it.end)),
        _ => None,
    }
}

/// A date or period that opens with a number, or with the word for from.
fn uncalled(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    if scene.tokens.get(first)?.is_number() {
        return months_count(scene, first, anchor)
            .or_else(|| numeric(scene, first, anchor))
            .or_else(|| uncalled_day(scene, first, anchor))
            .or_else(|| years(scene, first))
            .or_else(|| years_count(scene, first));
    }
    scene.hits(first).of([Class::SmallNumber, Class::RangeFrom]).iter().find_map(|it| match it.class {
        Class::SmallNumber => months_count(scene, first, anchor).or_else(|| years_count(scene, first)),
        Class::RangeFrom => years_between(scene, it),
        _ => None,
    })
}

pub fn dated(period: Option<Period>, end: usize, is_year_assumed: bool) -> Dated {
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
    let add = |number: i16, it: u8| it.is_ascii_digit().then(|| number * 10 + i16::from(it - b'0'));
    if is_plain { word.bytes().try_fold(0, add) } else { None }
}

fn year(scene: &Scene, token: usize) -> Option<i16> {
    whole(scene, token).filter(|it| (1900..=2199).contains(it) && scene.word(token).len() == 4)
}

fn is_joint(scene: &Scene, token: usize) -> bool {
    matches!(scene.word(token), "/" | "-" | "." | "\u{2013}")
}

fn is_tight(scene: &Scene, token: usize) -> bool {
    scene.tokens.get(token).is_some_and(|it| !it.is_spaced)
}

/// `15/8/2021`, `28-2`, `20.7.2020`; a day without month is no date.
fn numeric(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let day = whole(scene, first);
    if day.is_none() || !is_joint(scene, first + 1) {
        return dotted(scene, first, anchor);
    }
    let (day, month) = (day?, whole(scene, first + 2)?);
    if scene.word(first).len() > 2 || scene.word(first + 2).len() > 2 || scene.is_mark(first + 3, "%") {
        return month_and_year(scene, first);
    }
    let is_called = is_called(scene, first);
    let is_day = (1..=31).contains(&day) && (1..=12).contains(&month);
    // Blanks may stand between three parts that leave no doubt: `10 - 10 - 2019`.
    let whole_year = year(scene, first + 4).filter(|_| scene.word(first + 3) == scene.word(first + 1));
    if !is_tight(scene, first + 2) && whole_year.is_none() {
        return None;
    }
    if !is_called && (!is_day || counts(scene, first + 3) || is_name(scene, first)) {
        return month_and_year(scene, first);
    }
    let printed = whole_year.or_else(|| short_year(scene, first + 3).filter(|_| is_called));
    if printed.is_some() {
        return Some(day_of(day, month, printed, first + 5, anchor));
    }
    let (printed, end) = match scene.hit(first + 3, Class::Calendar) {
        Some(_) => year_behind(scene, first + 3, anchor),
        None => (None, first + 3),
    };
    Some(day_of(day, month, printed, end, anchor))
}

/// Whether the word for day, another of the calendar, or one of a last day (`cham nhat`) stands before.
fn is_called(scene: &Scene, first: usize) -> bool {
    let is_last = |it: Hit| it.end == first && it.row().value(0) == "last";
    first > 0 && scene.hit(first - 1, Class::Calendar).is_some()
        || scene.of_class(first.saturating_sub(3)..first, Class::DueBy).any(is_last)
}

/// Whether what stands here is counted: `3/15 xa`, `3/4 so ho`.
fn counts(scene: &Scene, token: usize) -> bool {
    scene.has_any(token, [Class::CountNoun, Class::NumberWord])
}

/// A street or square named for a day.
fn is_name(scene: &Scene, first: usize) -> bool {
    first > 0 && scene.hit(first - 1, Class::DayNamed).is_some()
}

/// The year of `15/11/22`, from its joint on.
fn short_year(scene: &Scene, joint: usize) -> Option<i16> {
    let is_tied = is_joint(scene, joint) && is_tight(scene, joint) && is_tight(scene, joint + 1);
    let is_short = is_tied && scene.word(joint + 1).len() == 2;
    whole(scene, joint + 1).filter(|_| is_short).map(|it| 2000 + it)
}

/// `10/2022` where a month stood before, or alone behind a cue.
fn month_and_year(scene: &Scene, first: usize) -> Option<Dated> {
    let month = whole(scene, first).filter(|it| (1..=12).contains(it) && is_tight(scene, first + 2))?;
    let year = year(scene, first + 2)?;
    Some(dated(Period::month(year, i8::try_from(month).ok()?), first + 3, false))
}

/// `20.7.2020`, one token; `31.10` only behind the word for day.
fn dotted(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let token = scene.tokens.get(first).filter(|it| it.is_number())?;
    let mut parts = token.span().of(scene.text.as_str()).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 {
        return None;
    }
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    match year {
        Some(year) if year.len() == 4 => Some(day_of(day, month, year.parse().ok(), first + 1, anchor)),
        None if is_called(scene, first) => Some(day_of(day, month, None, first + 1, anchor)),
        _ => None,
    }
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

/// `16 thang 9 nam 2022` behind the word for day, also `30 thang nay` and `5 thang tam`.
fn day_words(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let day = whole(scene, first)?;
    let month_word = scene.hit(first + 1, Class::Calendar).filter(|it| it.row().value(0) == "month")?;
    let Some((month, behind)) = month_number(scene, month_word.end) else {
        let month = calendar::shifted(scene, month_word, anchor)?;
        let first_day = month.period?.first_day();
        return Some(day_of(day, first_day.month().into(), Some(first_day.year()), month.end, anchor));
    };
    let (year, end) = year_behind(scene, behind, anchor);
    Some(day_of(day, month, year, calendar::behind_trailing_shift(scene, end), anchor))
}

/// `16 thang 9 nam 2022` without the word for day; `6 thang toi` is none.
fn uncalled_day(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let (_, month_end) = whole(scene, first).and_then(|_| month_number(scene, first + 2))?;
    day_words(scene, first, anchor).filter(|it| it.end > month_end && !it.is_year_assumed)
}

/// `30 thang 5` where only a day can stand; `3 thang 1 lan` is none.
pub fn expected_day(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let (_, month_end) = whole(scene, first).and_then(|_| month_number(scene, first + 2))?;
    let is_rhythm = scene.hit(first + 2, Class::Once).is_some();
    day_words(scene, first, anchor).filter(|it| it.end >= month_end && !is_rhythm)
}

/// The year that follows a month or quarter: `/2022`, `-2021`, `nam 2022`, `nam sau`; and the first token behind it.
fn year_behind(scene: &Scene, token: usize, anchor: Anchor) -> (Option<i16>, usize) {
    if is_joint(scene, token) {
        return year(scene, token + 1).map_or((None, token), |it| (Some(it), token + 2));
    }
    let comma = usize::from(scene.is_mark(token, ","));
    let Some(word) = scene.hit(token + comma, Class::Calendar).filter(|it| it.row().value(0) == "year") else {
        return (None, token);
    };
    if let Some(year) = year(scene, word.end) {
        return (Some(year), word.end + 1);
    }
    let shifted = if comma == 0 { calendar::shifted(scene, word, anchor) } else { None };
    shifted.map_or((None, token), |it| (it.period.map(|it| it.first_day().year()), it.end))
}

/// The number of a month and the token behind it. The word for five is also that for year, and then no month.
fn month_number(scene: &Scene, first: usize) -> Option<(i16, usize)> {
    let (month, behind) = small_number(scene, first).filter(|it| (1..=12).contains(&it.0))?;
    let is_year = scene.hit(first, Class::Calendar).is_some()
        && (year(scene, behind).is_some() || scene.hit(behind, Class::CalendarShift).is_some());
    (!is_year).then_some((month, behind))
}

fn month(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    let (month, behind) = month_number(scene, first)?;
    // The last of several: `thang 8-9/2025`.
    let last = whole(scene, behind + 1).filter(|it| (month + 1..=12).contains(it) && scene.is_mark(behind, "-"));
    let (month, behind) = last.map_or((month, behind), |it| (it, behind + 2));
    let month = i8::try_from(month).ok()?;
    let (year, end) = year_behind(scene, behind, anchor);
    let end = calendar::behind_trailing_shift(scene, end);
    Some(within_year(year, end, anchor, |it| Period::month(it, month)))
}

/// `T9/2021`, never without its year.
fn short_month(scene: &Scene, calendar: Hit) -> Option<Dated> {
    let year = year(scene, calendar.end + 1).filter(|_| is_joint(scene, calendar.end))?;
    Some(dated(Period::month(year, calendar.row().value(1).parse().ok()?), calendar.end + 2, false))
}

fn quarter(scene: &Scene, first: usize, anchor: Anchor) -> Option<Dated> {
    if let Some((is_early, year_word)) = calendar::edge_of_year(scene, first) {
        let (year, end) = year_behind(scene, year_word, anchor);
        let end = if year.is_some() { end } else { year_word + 1 };
        return Some(within_year(year, end, anchor, |it| Period::quarter(it, if is_early { 1 } else { 4 })));
    }
    let roman = ["i", "ii", "iii", "iv"].iter().zip(1..).find(|it| *it.0 == scene.lower(first));
    let (quarter, behind) = match roman {
        Some((_, number)) => (number, first + 1),
        None => small_number(scene, first).filter(|it| (1..=4).contains(&it.0))?,
    };
    let quarter = i8::try_from(quarter).ok()?;
    let (year, end) = year_behind(scene, behind, anchor);
    Some(within_year(year, calendar::behind_trailing_shift(scene, end), anchor, |it| Period::quarter(it, quarter)))
}

/// `nua dau nam 2022`, `nua cuoi nam nay`, and the year of the anchor.
fn half(scene: &Scene, calendar: Hit, anchor: Anchor) -> Option<Dated> {
    let half = calendar.row().value(1).parse().ok()?;
    let (year, behind) = year_number(scene, calendar.end, anchor);
    Some(within_year(year, behind, Anchor { tense: Tense::Open, ..anchor }, |it| Period::half(it, half)))
}

/// `vu dong xuan 2022-2023`, `vu he thu 2023`.
fn season(scene: &Scene, first: usize) -> Option<Dated> {
    years(scene, first).or_else(|| {
        let first = scene.hit(first, Class::Calendar).map_or(first, |it| it.end);
        year(scene, first).map(|it| dated(Period::year(it), first + 1, false))
    })
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
    let (months, behind) = small_number(scene, first).filter(|it| (2..=12).contains(&it.0))?;
    let months = i8::try_from(months).ok()?;
    let word = scene.hit(behind, Class::Calendar).filter(|it| it.row().value(0) == "month")?;
    // `2 thang toi`, `2 thang nay`: a stretch of time.
    if scene.hit(word.end, Class::CalendarShift).is_some_and(|it| matches!(it.row().value(0), "0" | "1")) {
        return None;
    }
    let (early, late) = (scene.hit(word.end, Class::MonthsEarly), scene.hit(word.end, Class::MonthsLate));
    let end = early.or(late).map_or(word.end, |it| it.end);
    let (year, behind) = year_number(scene, end, anchor);
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
    scene.has_any(token, [Class::Link, Class::Rise, Class::Fall, Class::Outcome])
        || matches!(scene.word(token), "," | ":")
}

/// A year directly behind, with or without its word.
fn year_number(scene: &Scene, token: usize, anchor: Anchor) -> (Option<i16>, usize) {
    if let Some(printed) = year(scene, token) {
        return (Some(printed), token + 1);
    }
    match scene.hit(token, Class::CalendarShift).filter(|it| it.row().value(0) == "0") {
        Some(this) => (anchor.on.map(|it| it.year()), this.end),
        None => year_behind(scene, token, anchor),
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

fn year_word(scene: &Scene, token: usize) -> Option<usize> {
    scene.hit(token, Class::Calendar).filter(|it| it.row().value(0) == "year").map(|it| it.end)
}

/// `5 nam 2016 - 2020`, `hai nam 2020-2021`.
fn years_count(scene: &Scene, first: usize) -> Option<Dated> {
    let (_, behind) = small_number(scene, first)?;
    years(scene, year_word(scene, behind)?)
}

/// `tu nam 2016 den nam 2020`.
fn years_between(scene: &Scene, opening: Hit) -> Option<Dated> {
    let from = year_word(scene, opening.end)?;
    let to = year_word(scene, scene.hit(from + 1, Class::DueBy)?.end)?;
    Some(dated(Period::years(year(scene, from)?, year(scene, to)?), to + 1, false))
}
