//! The periods that reports speak of, their canonical printed forms, and their first and last days.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A span of the calendar as it is named, not as two dates: `2020-Q1` stays a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    Day(Date),
    Month {
        year: i16,
        month: i8,
    },
    Quarter {
        year: i16,
        quarter: i8,
    },
    Half {
        year: i16,
        half: i8,
    },
    /// The first `months` months of a year where they are neither quarter nor half: `2021-9M`.
    FirstMonths {
        year: i16,
        months: i8,
    },
    Year(i16),
    /// Both years belong to it: a plan of five years, a school year, a dry season.
    Years {
        from: i16,
        to: i16,
    },
}

const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

impl Period {
    #[must_use]
    pub fn year(year: i16) -> Option<Period> {
        YEARS.contains(&year).then_some(Period::Year(year))
    }

    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Period> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Period::Month { year, month })
    }

    #[must_use]
    pub fn quarter(year: i16, quarter: i8) -> Option<Period> {
        (YEARS.contains(&year) && (1..=4).contains(&quarter)).then_some(Period::Quarter { year, quarter })
    }

    #[must_use]
    pub fn half(year: i16, half: i8) -> Option<Period> {
        (YEARS.contains(&year) && (1..=2).contains(&half)).then_some(Period::Half { year, half })
    }

    /// The first months of a year; three are its first quarter, six its first half, twelve the year.
    #[must_use]
    pub fn first_months(year: i16, months: i8) -> Option<Period> {
        match months {
            _ if !YEARS.contains(&year) => None,
            1 => Period::month(year, 1),
            3 => Period::quarter(year, 1),
            6 => Period::half(year, 1),
            12 => Period::year(year),
            2..=11 => Some(Period::FirstMonths { year, months }),
            _ => None,
        }
    }

    #[must_use]
    pub fn years(from: i16, to: i16) -> Option<Period> {
        (YEARS.contains(&from) && YEARS.contains(&to) && from < to).then_some(Period::Years { from, to })
    }

    #[must_use]
    pub fn first_day(self) -> Date {
        let (year, month) = match self {
            Period::Day(day) => return day,
            Period::Month { year, month } => (year, month),
            Period::Quarter { year, quarter } => (year, quarter * 3 - 2),
            Period::Half { year, half } => (year, half * 6 - 5),
            Period::FirstMonths { year, .. } | Period::Year(year) => (year, 1),
            Period::Years { from, .. } => (from, 1),
        };
        Date::new(year, month, 1).expect("invariant: a period holds a valid year and month")
    }

    /// The last day that still belongs to the period.
    #[must_use]
    pub fn last_day(self) -> Date {
        let (year, month) = match self {
            Period::Day(day) => return day,
            Period::Month { year, month } => (year, month),
            Period::Quarter { year, quarter } => (year, quarter * 3),
            Period::Half { year, half } => (year, half * 6),
            Period::FirstMonths { year, months } => (year, months),
            Period::Year(year) => (year, 12),
            Period::Years { to, .. } => (to, 12),
        };
        Date::new(year, month, 1).expect("invariant: a period holds a valid year and month").last_of_month()
    }

    /// The first day that no longer belongs to the period.
    ///
    /// # Panics
    /// Never: years end long before the calendar does.
    #[must_use]
    pub fn next_on(self) -> Date {
        self.last_day().checked_add(1.day()).expect("invariant: years end long before the calendar does")
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Day(day) => write!(f, "{day}"),
            Period::Month { year, month } => write!(f, "{year}-{month:02}"),
            Period::Quarter { year, quarter } => write!(f, "{year}-Q{quarter}"),
            Period::Half { year, half } => write!(f, "{year}-H{half}"),
            Period::FirstMonths { year, months } => write!(f, "{year}-{months}M"),
            Period::Year(year) => write!(f, "{year}"),
            Period::Years { from, to } => write!(f, "{from}-{to}"),
        }
    }
}

/// What stands in the text is not a canonical period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAPeriod;

impl fmt::Display for NotAPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reading a canonical period")
    }
}

impl std::error::Error for NotAPeriod {}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Period, NotAPeriod> {
        canonical(text).filter(|it| it.to_string() == text).ok_or(NotAPeriod)
    }
}

fn canonical(text: &str) -> Option<Period> {
    let Some((year, rest)) = text.split_once('-') else {
        return Period::year(text.parse().ok()?);
    };
    let year: i16 = year.parse().ok()?;
    if let Some(quarter) = rest.strip_prefix('Q') {
        return Period::quarter(year, quarter.parse().ok()?);
    }
    if let Some(half) = rest.strip_prefix('H') {
        return Period::half(year, half.parse().ok()?);
    }
    if let Some(months) = rest.strip_suffix('M') {
        return Period::first_months(year, months.parse().ok()?);
    }
    if let Some((month, day)) = rest.split_once('-') {
        let day = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
        return YEARS.contains(&year).then_some(Period::Day(day));
    }
    if rest.len() == 4 { Period::years(year, rest.parse().ok()?) } else { Period::month(year, rest.parse().ok()?) }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Period, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, first: &str, last: &str) {
        let period: Period = text.parse().unwrap_or_else(|_| panic!("{text}"));
        assert_eq!(period.to_string(), text);
        assert_eq!(period.first_day().to_string(), first, "{text}");
        assert_eq!(period.last_day().to_string(), last, "{text}");
    }

    #[test]
    fn every_form_has_its_days() {
        check("2019", "2019-01-01", "2019-12-31");
        check("2020-Q1", "2020-01-01", "2020-03-31");
        check("2020-H1", "2020-01-01", "2020-06-30");
        check("2021-H2", "2021-07-01", "2021-12-31");
        check("2021-9M", "2021-01-01", "2021-09-30");
        check("2020-02", "2020-02-01", "2020-02-29");
        check("2021-2025", "2021-01-01", "2025-12-31");
        check("2023-06-15", "2023-06-15", "2023-06-15");
    }

    #[test]
    fn the_first_months_become_quarter_half_and_year() {
        let months = |n| Period::first_months(2022, n).map(|it| it.to_string());
        assert_eq!(months(3).as_deref(), Some("2022-Q1"));
        assert_eq!(months(6).as_deref(), Some("2022-H1"));
        assert_eq!(months(5).as_deref(), Some("2022-5M"));
        assert_eq!(months(12).as_deref(), Some("2022"));
        assert_eq!(months(0), None);
        assert_eq!(months(13), None);
    }

    #[test]
    fn what_is_no_period_is_not_read() {
        for text in ["", "20", "2020-13", "2020-Q5", "2020-H3", "2020-3M", "2025-2021", "2021-02-29", "2020-3", "0020"]
        {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
    }

    #[test]
    fn a_period_ends_where_the_next_begins() {
        assert_eq!(Period::Year(2019).next_on(), Period::Year(2020).first_day());
    }
}
