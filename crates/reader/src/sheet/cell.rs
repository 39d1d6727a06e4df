//! The values in the cells of a kept sheet: days, deadlines, shares, and the year that its head tells.

use base::{DueRule, Period};
use jiff::civil::Date;

use super::grid::Line;
use super::{Due, words};
use crate::date::{Anchor, Tense};
use crate::day::is_year;
use crate::directive::due_of_cell;

/// What the cells of one table stand on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ground {
    /// The only year that is named above the table.
    pub year: Option<i16>,
}

impl Ground {
    pub fn of(above: &[Line]) -> Ground {
        let words = above.iter().flat_map(|it| &it.cells).flat_map(|it| it.split(|it: char| !it.is_alphanumeric()));
        let mut years = words.filter(|it| is_year(it)).filter_map(|it| it.parse().ok());
        let first = years.next();
        Ground { year: first.filter(|it| years.all(|year| year == *it)) }
    }
}

/// A day in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Day { on: Date, is_year_assumed: bool },
    WithoutYear,
    Unclear,
}

/// Numbers as `30/6/2025`, `30.6.25`, `2025-06-30`, `30/6`, `6/2025`.
enum Numbers {
    Day { year: Option<i16>, month: i8, day: i8 },
    Month { year: i16, month: i8 },
}

fn numbers(words: &str) -> Option<Numbers> {
    let bare = without_day_word(words).trim_end_matches(['.', ';', ',']);
    let parts: Vec<&str> = bare.split(['/', '-', '.']).map(str::trim).collect();
    if parts.len() > 3
        || !parts.iter().all(|it| it.bytes().all(|it| it.is_ascii_digit()) && (1..=4).contains(&it.len()))
    {
        return None;
    }
    let number = |n: usize| parts[n].parse::<i16>().ok();
    let small = |n: usize| number(n).filter(|_| parts[n].len() <= 2).and_then(|it| i8::try_from(it).ok());
    let year = |n: usize| match parts[n].len() {
        4 => number(n).filter(|_| is_year(parts[n])),
        2 => number(n).map(|it| 2000 + it),
        _ => None,
    };
    match parts.len() {
        3 if parts[0].len() == 4 => Some(Numbers::Day { year: Some(year(0)?), month: small(1)?, day: small(2)? }),
        3 => Some(Numbers::Day { year: Some(year(2)?), month: small(1)?, day: small(0)? }),
        2 if parts[1].len() == 4 => Some(Numbers::Month { year: year(1)?, month: small(0)? }),
        2 => Some(Numbers::Day { year: None, month: small(1)?, day: small(0)? }),
        _ => None,
    }
}

/// Behind the word for day, where one stands.
fn without_day_word(words: &str) -> &str {
    let words = words.trim();
    match words.split_once(' ') {
        Some((first, rest)) if words::is_rest(&words::plain(first)) && first.bytes().all(|it| !it.is_ascii_digit()) => {
            rest.trim()
        }
        _ => words,
    }
}

pub fn is_day_like(words: &str) -> bool {
    numbers(words).is_some()
}

/// A share in per cent: `85%`, `85,5 %`, `100`.
pub fn percent(words: &str) -> Option<f64> {
    let bare = words.trim().trim_end_matches('%').trim_end();
    let number: f64 = bare.replace(',', ".").parse().ok()?;
    (bare.len() <= 6 && (0.0..=100.0).contains(&number)).then_some(number)
}

/// The day that the whole cell tells. A missing year is that of the first such day not before `from`, else of the ground.
pub fn day(words: &str, from: Option<Date>, ground: &Ground) -> Told {
    match numbers(words) {
        Some(Numbers::Day { year: Some(year), month, day }) => told(Date::new(year, month, day).ok(), false),
        Some(Numbers::Day { year: None, month, day }) => match (from, ground.year) {
            (None, None) => Told::WithoutYear,
            (Some(from), _) => {
                let of = |year: i16| Date::new(year, month, day).ok().filter(|it| *it >= from);
                told(of(from.year()).or_else(|| of(from.year() + 1)), true)
            }
            (None, Some(year)) => told(Date::new(year, month, day).ok(), true),
        },
        Some(Numbers::Month { .. }) => Told::Unclear,
        None => in_words(words, from, ground),
    }
}

fn told(on: Option<Date>, is_year_assumed: bool) -> Told {
    on.map_or(Told::Unclear, |on| Told::Day { on, is_year_assumed })
}

/// `ngay 5 thang 3 nam 2025`, where nothing else stands.
fn in_words(words: &str, from: Option<Date>, ground: &Ground) -> Told {
    if !words.contains(|it: char| it.is_ascii_digit()) {
        return Told::Unclear;
    }
    match due_of_cell(words, anchor(from, ground)) {
        Some(found) => match found.rule {
            Some(DueRule::By { date }) if !found.is_year_assumed => told(Some(date), false),
            _ => Told::Unclear,
        },
        None => Told::Unclear,
    }
}

fn anchor(from: Option<Date>, ground: &Ground) -> Anchor {
    match (from, ground.year) {
        (Some(from), _) => Anchor { on: Some(from), tense: Tense::Future },
        (None, year) => Anchor { on: year.and_then(|it| Date::new(it, 1, 1).ok()), tense: Tense::Open },
    }
}

/// A deadline in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub due: Due,
    pub is_year_assumed: bool,
    /// A day is told, and no year can be known.
    pub lacks_year: bool,
}

/// When the cell says that the task is due; `from` is the day of assigning.
pub fn due(words: &str, from: Option<Date>, ground: &Ground) -> Deadline {
    let sure = |due: Due| Deadline { due, is_year_assumed: false, lacks_year: false };
    if words.is_empty() || !words.contains(char::is_alphanumeric) {
        return sure(Due::None);
    }
    match words::no_due(words) {
        Some(true) => return sure(Due::Standing),
        Some(false) => return sure(Due::None),
        None => {}
    }
    if let Some((_, until)) = range(words) {
        return sure(Due::Rule(DueRule::By { date: until }));
    }
    match numbers(words) {
        Some(Numbers::Month { year, month }) => {
            let period = Period::month(year, month);
            sure(period.map_or(Due::Unclear, |period| Due::Rule(DueRule::Within { period })))
        }
        Some(Numbers::Day { .. }) => match day(words, from, ground) {
            Told::Day { on, is_year_assumed } => {
                Deadline { due: Due::Rule(DueRule::By { date: on }), is_year_assumed, lacks_year: false }
            }
            Told::WithoutYear => Deadline { due: Due::Unclear, is_year_assumed: false, lacks_year: true },
            Told::Unclear => sure(Due::Unclear),
        },
        None => due_in_words(words, from, ground),
    }
}

/// `01/3/2025 - 30/6/2025`
pub fn range(words: &str) -> Option<(Date, Date)> {
    let (first, last) = words.split_once(" - ").or_else(|| words.split_once('\u{2013}'))?;
    let whole = |words: &str| match numbers(words) {
        Some(Numbers::Day { year: Some(year), month, day }) => Date::new(year, month, day).ok(),
        _ => None,
    };
    let (first, last) = (whole(first)?, whole(last)?);
    (first <= last).then_some((first, last))
}

fn due_in_words(words: &str, from: Option<Date>, ground: &Ground) -> Deadline {
    let anchor = anchor(from, ground);
    let found = due_of_cell(words, anchor);
    let is_settled = |rule: &DueRule| rule.due().is_some() || matches!(rule, DueRule::Recurring { .. });
    let due = found.and_then(|it| it.rule.filter(is_settled).map(|rule| (rule, it.is_year_assumed)));
    if let Some((rule, is_year_assumed)) = due {
        return Deadline { due: Due::Rule(rule), is_year_assumed, lacks_year: false };
    }
    // With any year at all it would be a day or a month.
    let some_year = Anchor { on: Date::new(2024, 1, 1).ok(), tense: Tense::Open };
    let lacks_year = anchor.on.is_none()
        && due_of_cell(words, some_year)
            .is_some_and(|it| it.is_year_assumed && it.rule.is_some_and(|it| is_settled(&it)));
    Deadline { due: Due::Unclear, is_year_assumed: false, lacks_year }
}

/// The only day within other words, numbers of documents left aside.
pub fn day_within(words: &str, from: Option<Date>, ground: &Ground) -> Option<Date> {
    let pieces = words.split(|it: char| it.is_whitespace() || matches!(it, '(' | ')' | ',' | ';' | ':'));
    let mut days = pieces.filter(|it| it.len() >= 3 && is_day_like(it)).map(|it| day(it, from, ground));
    match (days.next(), days.next()) {
        (Some(Told::Day { on, .. }), None) => Some(on),
        _ => None,
    }
}
