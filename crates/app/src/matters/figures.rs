//! Whether a figure moved from one telling to the next. Only figures of the same thing are set side by side, as the reader
//! finds them; what cannot be compared is told with the reason, and nothing is computed.

use base::fold::search_key;
use base::{Number, Period};
use jiff::civil::Date;
use model::{DocumentId, SessionId};
use reader::reading::{Comparator, Measure, Observation};
use reader::{Text, Voice};
use serde::Serialize;
use std::cmp::Ordering;

/// Of shorter names only the same one is the same thing, syllables.
const FEWEST_SYLLABLES: usize = 3;

/// A figure then and now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureMove {
    /// What is measured, in the words of the later place.
    pub thing: String,
    pub then: FigureTold,
    pub now: FigureTold,
    pub verdict: Verdict,
}

/// A figure, and where it was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureTold {
    /// Canonical decimal.
    pub value: String,
    /// What it is counted in.
    pub unit: String,
    pub on: Date,
    pub source: FigureSource,
}

/// Where a figure was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureSource {
    /// In a session, at a place as its address names it.
    Session { id: SessionId, place: String },
    /// In a document that belongs to no session, in the same way.
    Document { id: DocumentId, place: String },
    /// In the last report on a task, by its code.
    Task { code: String },
}

/// What can be said of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Rose,
    Fell,
    Same,
    /// They cannot be compared.
    Not(Unlike),
}

/// Why two figures cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unlike {
    /// They are counted in other things.
    Unit,
    /// One is a level, the other a growth or a share.
    Measure,
    /// One of them is a bound: more than, at most.
    Bound,
    /// One of them is a goal.
    Goal,
    Place,
    Period,
    /// One of the places tells several figures of it.
    Several,
}

/// Words that were told on a day.
pub(super) struct Place<'a> {
    pub words: &'a str,
    pub on: Date,
    pub source: FigureSource,
}

/// The figures of the same things that follow each other; `places` stand in the order of their days.
pub(super) fn moves(places: &[Place]) -> Vec<FigureMove> {
    let read = |it: &Place| reader::read_line(&Text::new(it.words), Voice::Facts).observations;
    let told: Vec<Vec<Observation>> = places.iter().map(read).collect();
    let mut found = Vec::new();
    for (at, figures) in told.iter().enumerate() {
        for (i, now) in figures.iter().enumerate() {
            let is_first = figures[..i].iter().all(|it| !is_kin(it, now));
            let Some((then_at, of_then)) = before(&told[..at], now, figures).filter(|_| is_first) else { continue };
            let is_alone = of_then.len() == 1 && figures[i + 1..].iter().all(|it| !is_kin(it, now));
            found.push(FigureMove {
                thing: now.indicator.clone(),
                then: figure(of_then[0], &places[then_at]),
                now: figure(now, &places[at]),
                verdict: if is_alone { verdict(of_then[0], now) } else { Verdict::Not(Unlike::Several) },
            });
        }
    }
    found
}

/// The last place before that tells of the same thing, and its figures of it: those that are told as now, else those that
/// none of `beside` is told as.
fn before<'a>(
    told: &'a [Vec<Observation>],
    now: &Observation,
    beside: &[Observation],
) -> Option<(usize, Vec<&'a Observation>)> {
    let last = |is_it: &dyn Fn(&Observation) -> bool| {
        let of = |(at, figures): (usize, &'a Vec<Observation>)| {
            let figures: Vec<&Observation> = figures.iter().filter(|it| is_it(it)).collect();
            (!figures.is_empty()).then_some((at, figures))
        };
        told.iter().enumerate().rev().find_map(of)
    };
    let is_only_same = |it: &Observation| is_same(it, now) && !beside.iter().any(|other| is_kin(it, other));
    last(&|it| is_kin(it, now)).or_else(|| last(&is_only_same))
}

/// Whether both are told of one thing and in the same way.
fn is_kin(one: &Observation, other: &Observation) -> bool {
    is_same(one, other) && one.measure == other.measure && search_key(&one.unit) == search_key(&other.unit)
}

fn figure(it: &Observation, place: &Place) -> FigureTold {
    FigureTold { value: it.value.clone(), unit: it.unit.clone(), on: place.on, source: place.source.clone() }
}

/// Whether both are figures of one thing: they are called the same, or one name only says more than the other behind the same
/// words.
fn is_same(one: &Observation, other: &Observation) -> bool {
    let [one, other] = [one, other].map(|it| search_key(&it.indicator));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let has_words = short.split_whitespace().count() >= FEWEST_SYLLABLES;
    short == long || has_words && long.strip_prefix(short.as_str()).is_some_and(|it| it.starts_with(' '))
}

fn verdict(then: &Observation, now: &Observation) -> Verdict {
    if let Some(why) = unlike(then, now) {
        return Verdict::Not(why);
    }
    let [then, now] = [then, now].map(|it| it.value.parse::<Number>());
    match (then, now) {
        (Ok(then), Ok(now)) => match now.cmp(&then) {
            Ordering::Greater => Verdict::Rose,
            Ordering::Less => Verdict::Fell,
            Ordering::Equal => Verdict::Same,
        },
        _ => Verdict::Not(Unlike::Unit),
    }
}

fn unlike(then: &Observation, now: &Observation) -> Option<Unlike> {
    let is_bound = |it: &Observation| !matches!(it.comparator, Comparator::Eq | Comparator::Approx);
    let checks = [
        (search_key(&then.unit) != search_key(&now.unit), Unlike::Unit),
        (then.measure != now.measure, Unlike::Measure),
        (then.is_target || now.is_target, Unlike::Goal),
        (is_bound(then) || is_bound(now), Unlike::Bound),
        (is_other_place(then, now), Unlike::Place),
        (!are_periods_alike(then, now), Unlike::Period),
    ];
    checks.into_iter().find(|it| it.0).map(|it| it.1)
}

/// Whether they are told of two places, or one of them has a place in its very name and the other names none.
fn is_other_place(then: &Observation, now: &Observation) -> bool {
    let is_in_name = |it: &Observation, place: &str| search_key(&it.indicator).contains(&search_key(place));
    match (&then.unit_of, &now.unit_of) {
        (Some(one), Some(other)) => search_key(one) != search_key(other),
        (Some(place), None) => is_in_name(then, place),
        (None, Some(place)) => is_in_name(now, place),
        (None, None) => false,
    }
}

/// What was reached of a whole is compared within a year, however far it has gone; anything else only between periods of one
/// length. Where neither names one, both are told as of their day.
fn are_periods_alike(then: &Observation, now: &Observation) -> bool {
    let period = |it: &Observation| it.period.as_deref().and_then(|it| it.parse::<Period>().ok());
    let is_share = matches!(now.measure, Measure::Share | Measure::ShareOfPlan);
    match (period(then), period(now)) {
        (None, None) => true,
        (Some(then), Some(now)) => {
            let same_year = then.first_day().year() == now.first_day().year();
            (n_days(then) - n_days(now)).abs() <= DAYS_OF_MONTHS || is_share && same_year
        }
        _ => is_share,
    }
}

/// Months and quarters are not all of one length, days.
const DAYS_OF_MONTHS: i32 = 3;

fn n_days(it: Period) -> i32 {
    (it.last_day() - it.first_day()).get_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_compared_where_they_are_of_one_thing() {
        let day = |month| Date::constant(2026, month, 10);
        for case in include_str!("../../tests/figures.txt").split("\n= ").skip(1) {
            let mut lines = case.lines();
            let name = lines.next().unwrap();
            let (told, wanted): (Vec<&str>, Vec<&str>) =
                lines.filter(|it| !it.is_empty()).partition(|it| !it.starts_with("-> "));
            let place = |(month, words): (i8, &&'static str)| Place {
                words,
                on: day(month),
                source: FigureSource::Task { code: month.to_string() },
            };
            let places: Vec<Place> = (1..).zip(&told).map(place).collect();
            let told = |it: &FigureTold| format!("{} {} ({})", it.value, it.unit, it.on.month());
            let line = |it: &FigureMove| {
                let verdict = serde_json::to_value(it.verdict).unwrap();
                let verdict = verdict["not"].as_str().map_or_else(|| verdict.to_string(), |it| format!("not {it}"));
                format!("-> {} | {} | {} | {}", it.thing, told(&it.then), told(&it.now), verdict.trim_matches('"'))
            };
            let found: Vec<String> = moves(&places).iter().map(line).collect();
            assert_eq!(found, wanted, "{name}");
        }
    }
}
