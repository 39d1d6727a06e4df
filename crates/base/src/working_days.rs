//! Which days an office works, why it does not on the others, and counting them.

use crate::holiday::{Rest, all};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The calendar by which an office counts: the public holidays by rule, and what the office says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingDays {
    changed: BTreeMap<Date, bool>,
    /// How the office takes `before the 30th`.
    pub before_day: BeforeDay,
}

/// Whether the day of an order that says "before" is itself in time.
///
/// # Source
/// Strictly it is not; those who follow tasks take the day itself as the last one. So the office says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BeforeDay {
    #[default]
    Included,
    Excluded,
}

/// Rules of rest end within a year; more days are not looked at.
const DAYS_LOOKED_AT: i32 = 366;

impl WorkingDays {
    /// The rule with days that are worked (`true`) or off (`false`) whatever it says.
    pub fn new(changed: impl IntoIterator<Item = (Date, bool)>, before_day: BeforeDay) -> WorkingDays {
        WorkingDays { changed: changed.into_iter().collect(), before_day }
    }

    /// Why `day` is off; `None` where it is worked.
    #[must_use]
    pub fn rest(&self, day: Date) -> Option<Rest> {
        let by_rule = || all().get(&day).copied().or_else(|| is_weekend(day).then_some(Rest::Weekend));
        match self.changed.get(&day) {
            Some(true) => None,
            Some(false) => Some(by_rule().unwrap_or(Rest::Decided)),
            None => by_rule(),
        }
    }

    #[must_use]
    pub fn is_worked(&self, day: Date) -> bool {
        self.rest(day).is_none()
    }

    /// The `count`th working day behind `start`, which itself is not counted.
    ///
    /// Nothing beyond the end of the calendar, or where a whole year holds no working day.
    ///
    /// # Source
    /// Civil Code 2015, article 147.
    #[must_use]
    pub fn nth_after(&self, start: Date, count: u16) -> Option<Date> {
        (0..count).try_fold(start, |day, _| self.on_or_after(day.tomorrow().ok()?))
    }

    /// `day` itself, or the first working day behind it.
    ///
    /// Nothing beyond the end of the calendar, or where a whole year holds no working day.
    ///
    /// # Source
    /// Civil Code 2015, article 148: a term that ends on a day off runs to the end of the next working day.
    #[must_use]
    pub fn on_or_after(&self, day: Date) -> Option<Date> {
        self.nearest(day, 1)
    }

    /// The last working day before `day`.
    #[must_use]
    pub fn before(&self, day: Date) -> Option<Date> {
        self.nearest(day.yesterday().ok()?, -1)
    }

    fn nearest(&self, day: Date, step: i32) -> Option<Date> {
        (0..DAYS_LOOKED_AT).find_map(|n| day.checked_add((n * step).days()).ok().filter(|it| self.is_worked(*it)))
    }

    /// The days off from `first` to `last`, both counted, that are no plain weekend.
    pub fn holidays(&self, first: Date, last: Date) -> impl Iterator<Item = (Date, Rest)> {
        let days = first.series(1.day()).take_while(move |it| *it <= last);
        days.filter_map(|it| Some((it, self.rest(it).filter(|why| *why != Rest::Weekend)?)))
    }
}

pub(crate) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::holiday::Holiday;

    fn check(start: &str, count: u16, expected: &str) {
        let start: Date = start.parse().unwrap();
        let counted = WorkingDays::default().nth_after(start, count);
        assert_eq!(counted.unwrap().to_string(), expected, "{start} and {count}");
    }

    #[test]
    fn the_day_of_the_beginning_and_days_off_are_not_counted() {
        check("2023-06-05", 15, "2023-06-26");
        check("2023-06-09", 1, "2023-06-12");
        check("2023-06-10", 1, "2023-06-12");
        check("2023-06-10", 0, "2023-06-10");
        // Tet of 2024: from Friday the 9th of February; two of its five days fell on a weekend.
        check("2024-02-08", 1, "2024-02-16");
    }

    /// How long people were off around the second of September, as it was.
    #[test]
    fn the_day_beside_the_national_day_makes_the_longer_rest() {
        let rest = |first: &str, last: &str| {
            let (first, last): (Date, Date) = (first.parse().unwrap(), last.parse().unwrap());
            let calendar = WorkingDays::default();
            assert!(first.series(1.day()).take_while(|it| *it <= last).all(|it| !calendar.is_worked(it)), "{first}");
            assert!(calendar.is_worked(last.tomorrow().unwrap()), "{last}");
        };
        rest("2020-09-02", "2020-09-02");
        rest("2021-09-02", "2021-09-05");
        rest("2022-09-01", "2022-09-04");
        rest("2023-09-01", "2023-09-04");
        rest("2024-08-31", "2024-09-03");
        rest("2025-08-30", "2025-09-02");
        rest("2026-09-01", "2026-09-02");
    }

    #[test]
    fn a_day_off_says_why() {
        let day = |it: &str| it.parse::<Date>().unwrap();
        let calendar = WorkingDays::new([(day("2026-02-28"), true), (day("2026-03-02"), false)], BeforeDay::Included);
        assert_eq!(calendar.rest(day("2026-04-26")), Some(Rest::Holiday(Holiday::HungKings)));
        assert_eq!(calendar.rest(day("2026-04-27")), Some(Rest::InLieu(Holiday::HungKings)));
        assert_eq!(calendar.rest(day("2026-02-28")), None);
        assert_eq!(calendar.rest(day("2026-03-01")), Some(Rest::Weekend));
        assert_eq!(calendar.rest(day("2026-03-02")), Some(Rest::Decided));
        assert_eq!(calendar.before(day("2026-03-01")), Some(day("2026-02-28")));
        assert_eq!(calendar.before(day("2026-03-03")), Some(day("2026-02-28")));
    }

    #[test]
    fn a_calendar_without_working_days_gives_none() {
        let (first, last) = (Date::constant(2023, 1, 1), Date::constant(2025, 1, 1));
        let closed = first.series(1.day()).take_while(|it| *it < last).map(|it| (it, false));
        let closed = WorkingDays::new(closed, BeforeDay::Included);
        assert_eq!(closed.nth_after(Date::constant(2023, 6, 5), 1), None);
        assert_eq!(WorkingDays::default().nth_after(Date::MAX, 1), None);
    }
}
