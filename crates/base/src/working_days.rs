//! Which days are worked, and counting them. Public holidays are told by a calendar of its own.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Knows the days on which offices work.
pub trait WorkingDays {
    fn is_worked(&self, day: Date) -> bool;

    /// The `count`th working day behind `start`, which itself is not counted.
    ///
    /// Nothing beyond the end of the calendar, or where a whole year holds no working day.
    ///
    /// # Source
    /// Civil Code 2015, article 147.
    fn nth_after(&self, start: Date, count: u16) -> Option<Date> {
        (0..count).try_fold(start, |day, _| self.on_or_after(day.tomorrow().ok()?))
    }

    /// `day` itself, or the first working day behind it.
    ///
    /// Nothing beyond the end of the calendar, or where a whole year holds no working day.
    ///
    /// # Source
    /// Civil Code 2015, article 148: a term that ends on a day off runs to the end of the next working day.
    fn on_or_after(&self, day: Date) -> Option<Date> {
        (0..DAYS_LOOKED_AT).find_map(|n| day.checked_add(n.days()).ok().filter(|it| self.is_worked(*it)))
    }
}

const DAYS_LOOKED_AT: i32 = 366;

/// The week of public offices without its holidays: Monday to Friday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlainWeek;

impl WorkingDays for PlainWeek {
    fn is_worked(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An office that never opens.
    struct Closed;

    impl WorkingDays for Closed {
        fn is_worked(&self, _: Date) -> bool {
            false
        }
    }

    fn check(start: &str, count: u16, expected: &str) {
        let start: Date = start.parse().unwrap();
        assert_eq!(PlainWeek.nth_after(start, count).unwrap().to_string(), expected, "{start} and {count}");
    }

    #[test]
    fn the_day_of_the_beginning_and_days_off_are_not_counted() {
        check("2023-06-05", 15, "2023-06-26");
        check("2023-06-09", 1, "2023-06-12");
        check("2023-06-10", 1, "2023-06-12");
        check("2023-06-10", 0, "2023-06-10");
    }

    #[test]
    fn a_calendar_without_working_days_gives_none() {
        assert_eq!(Closed.nth_after(Date::constant(2023, 6, 5), 1), None);
        assert_eq!(PlainWeek.nth_after(Date::MAX, 1), None);
    }
}
