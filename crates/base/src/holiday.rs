//! The public holidays of Vietnam by rule, with the days in lieu of those that fall on a weekend.
//!
//! Source: Labour Code 2019 (45/2019/QH14), articles 111 and 112, in force from 2021; before it the Code of 2012, whose
//! article 115 gives the National Day alone. Tet: the last day of the old year and the first four of the new one, where
//! the government did not decide otherwise; of the day beside the National Day, the one that makes the longer rest, of
//! two alike the one before it.

use crate::lunar::solar;
use crate::working_days::is_weekend;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// The years whose holidays are known; in others only weekends are off.
pub const YEARS: RangeInclusive<i16> = 2019..=2035;

/// A public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    NewYear,
    LunarNewYear,
    HungKings,
    Reunification,
    LabourDay,
    NationalDay,
}

/// Why offices are closed on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why", content = "holiday")]
pub enum Rest {
    Weekend,
    Holiday(Holiday),
    /// The holiday fell on a weekend.
    InLieu(Holiday),
    /// Decided for this day: by the government, or said by the office itself.
    Decided,
}

/// Days that the government exchanged, as far as a source tells the day.
///
/// # Source
/// The plan for 2026 gives four days at New Year, which begins on a Thursday (Thanh Nien, 13 January 2026).
const EXCHANGED: &[Date] = &[Date::constant(2026, 1, 2)];

/// The days off of all [`YEARS`] that are no plain weekend, in order.
pub(crate) fn all() -> &'static BTreeMap<Date, Rest> {
    static ALL: LazyLock<BTreeMap<Date, Rest>> = LazyLock::new(|| {
        let exchanged = EXCHANGED.iter().map(|it| (*it, Rest::Decided));
        YEARS.flat_map(of_year).chain(exchanged).collect()
    });
    &ALL
}

fn of_year(year: i16) -> BTreeMap<Date, Rest> {
    let before = with_lieu(year, &national_days(year, -1));
    let behind = with_lieu(year, &national_days(year, 1));
    let national = Date::constant(year, 9, 2);
    if rest_around(national, &behind) > rest_around(national, &before) { behind } else { before }
}

/// The second of September and the day `aside` from it.
fn national_days(year: i16, aside: i32) -> Vec<Date> {
    let day = Date::constant(year, 9, 2);
    if year < 2021 { vec![day] } else { vec![day, day.saturating_add(aside.days())] }
}

fn with_lieu(year: i16, national: &[Date]) -> BTreeMap<Date, Rest> {
    let tet = solar(year, 1, 1);
    let mut days = BTreeMap::from([
        (Date::constant(year, 1, 1), Holiday::NewYear),
        (solar(year, 3, 10), Holiday::HungKings),
        (Date::constant(year, 4, 30), Holiday::Reunification),
        (Date::constant(year, 5, 1), Holiday::LabourDay),
    ]);
    days.extend((-1..4).map(|it| (tet.saturating_add(it.days()), Holiday::LunarNewYear)));
    days.extend(national.iter().map(|it| (*it, Holiday::NationalDay)));
    let mut off: BTreeMap<Date, Rest> = days.iter().map(|(day, it)| (*day, Rest::Holiday(*it))).collect();
    for (day, holiday) in days.into_iter().filter(|it| is_weekend(it.0)) {
        let later = (1..).map(|it| day.saturating_add(it.days()));
        let free = later.take(14).find(|it| !is_weekend(*it) && !off.contains_key(it));
        off.extend(free.map(|it| (it, Rest::InLieu(holiday))));
    }
    off
}

/// How many days off follow one another around `day`.
fn rest_around(day: Date, off: &BTreeMap<Date, Rest>) -> usize {
    let is_off = |it: &Date| is_weekend(*it) || off.contains_key(it);
    let run = |step: i32| (1..8).map(|it| day.saturating_add((it * step).days())).take_while(is_off).count();
    run(-1) + run(1)
}
