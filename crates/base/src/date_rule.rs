//! The forms in which an order says by when, and the last day each of them allows.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use crate::period::Period;
use crate::working_days::{BeforeDay, WorkingDays};

/// When something is due, as it was said. Today and the working-day calendar are not known here.
///
/// # Source
/// The forms in which orders of provinces and communes name a day; Civil Code 2015, articles 146-148 for relative terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DueRule {
    /// "Before the 30th of June": offices count that day as the last one.
    Before { date: Date },
    /// "At the latest on the 30th of June".
    By { date: Date },
    /// "Within June", "in the third quarter", "this year".
    Within { period: Period },
    /// "By the 25th of every month"; `day` and `month` are absent where only the rhythm is named.
    Recurring {
        every: Every,
        /// Of the month, or of the week from Monday = 1.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        day: Option<i8>,
        /// Of the quarter, half-year or year, from 1.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        month: Option<i8>,
    },
    /// "Within ten working days".
    Relative {
        count: u16,
        stretch: Stretch,
        #[serde(skip_serializing_if = "Start::is_order", default)]
        from: Start,
    },
    /// "Before the rains", "right after the meeting": no day until somebody knows the day of the event.
    Event,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    Day,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stretch {
    Hour,
    Day,
    WorkingDay,
    Week,
    Month,
}

/// From when a stretch is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The day of the order: said so, or not said at all.
    #[default]
    Order,
    On(Date),
    /// Something of which no day is known: a file is complete, a meeting ends.
    Event,
}

/// How the last day came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The day behind which a stretch is counted; `None` where a day or a period is named.
    pub start_on: Option<Date>,
    /// The last day by the words alone.
    pub said_on: Date,
    /// The last day by the calendar.
    pub due_on: Date,
}

impl Start {
    fn is_order(&self) -> bool {
        *self == Start::Order
    }
}

impl DueRule {
    /// The last day on which the work is in time; nothing for rules that need a beginning or a rhythm.
    #[must_use]
    pub fn due_on(&self) -> Option<Date> {
        match self {
            DueRule::Before { date } | DueRule::By { date } => Some(*date),
            DueRule::Within { period } => Some(period.last_day()),
            DueRule::Recurring { .. } | DueRule::Relative { .. } | DueRule::Event => None,
        }
    }

    /// The last day on which the work is in time, when it was ordered on `ordered_on`, and how it came about.
    ///
    /// The day of the beginning does not count; what ends on a day off runs to the next working day. Where the office
    /// takes "before" strictly, the last working day before the one named. Hours run on whatever day it is.
    /// Nothing for rhythms, for what waits for an event, and beyond the end of the calendar.
    ///
    /// # Source
    /// Civil Code 2015, articles 147 and 148.
    #[must_use]
    pub fn counted_from(&self, ordered_on: Date, calendar: &WorkingDays) -> Option<Counted> {
        let fixed = |said_on: Date| Some(Counted { start_on: None, said_on, due_on: calendar.on_or_after(said_on)? });
        let (count, stretch, from) = match *self {
            DueRule::Before { date } if calendar.before_day == BeforeDay::Excluded => {
                return Some(Counted { start_on: None, said_on: date, due_on: calendar.before(date)? });
            }
            DueRule::Relative { count, stretch, from } => (count, stretch, from),
            _ => return fixed(self.due_on()?),
        };
        let start = match from {
            Start::Order => ordered_on,
            Start::On(day) => day,
            Start::Event => return None,
        };
        let counted = |said_on, due_on| Some(Counted { start_on: Some(start), said_on, due_on });
        let span: Span = match stretch {
            Stretch::WorkingDay => {
                let due_on = calendar.nth_after(start, count)?;
                return counted(due_on, due_on);
            }
            // The hour of the order is not known: an hour begun counts as its day.
            Stretch::Hour => {
                let due_on = start.checked_add(i32::from(count.div_ceil(24)).days()).ok()?;
                return counted(due_on, due_on);
            }
            Stretch::Day => i32::from(count).days(),
            Stretch::Week => i32::from(count).weeks(),
            Stretch::Month => i32::from(count).months(),
        };
        let said_on = start.checked_add(span).ok()?;
        counted(said_on, calendar.on_or_after(said_on)?)
    }

    /// The last day alone.
    #[must_use]
    pub fn due_on_from(&self, ordered_on: Date, calendar: &WorkingDays) -> Option<Date> {
        Some(self.counted_from(ordered_on, calendar)?.due_on)
    }

    /// The next day of a rhythm behind `day`; nothing for other rules and beyond the end of the calendar.
    ///
    /// Where only the rhythm is named, its last day: the end of the week, month, quarter, half-year or year. A day
    /// that a month does not have is the last one of it.
    #[must_use]
    pub fn next_after(&self, day: Date) -> Option<Date> {
        let DueRule::Recurring { every, day: named, month } = *self else { return None };
        let months = match every {
            Every::Day => return day.tomorrow().ok(),
            Every::Week => {
                let ahead = (named.unwrap_or(7) - day.weekday().to_monday_one_offset()).rem_euclid(7);
                return day.checked_add(if ahead == 0 { 7 } else { ahead }.days()).ok();
            }
            Every::Month => 1,
            Every::Quarter => 3,
            Every::HalfYear => 6,
            Every::Year => 12,
        };
        // Of this cycle, else of the one behind it.
        let opened = (day.month() - 1) / months * months + 1;
        let first = Date::new(day.year(), opened, 1).ok()?;
        [0, 1].into_iter().find_map(|n| {
            let in_month = i32::from(n * months + month.unwrap_or(months).clamp(1, months) - 1);
            let last = first.checked_add(in_month.months()).ok()?.last_of_month();
            let due = named.map_or(last, |it| last.with().day(it.clamp(1, last.day())).build().unwrap_or(last));
            (due > day).then_some(due)
        })
    }

    /// The calendar period named, in the words of the text: a day stays a day, a quarter a quarter.
    #[must_use]
    pub fn due(&self) -> Option<Period> {
        match self {
            DueRule::Before { date } | DueRule::By { date } => Some(Period::Day(*date)),
            DueRule::Within { period } => Some(*period),
            DueRule::Recurring { .. } | DueRule::Relative { .. } | DueRule::Event => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn recurring(every: Every, day: Option<i8>, month: Option<i8>) -> DueRule {
        DueRule::Recurring { every, day, month }
    }

    #[test]
    fn the_last_day_is_known_where_the_calendar_alone_tells_it() {
        let date = Date::constant(2021, 8, 15);
        assert_eq!(DueRule::Before { date }.due_on(), Some(date));
        let quarter = Period::quarter(2023, 3).unwrap();
        let within = DueRule::Within { period: quarter };
        assert_eq!(within.due_on(), Some(Date::constant(2023, 9, 30)));
        assert_eq!(within.due().map(|it| it.to_string()).as_deref(), Some("2023-Q3"));
        assert_eq!(recurring(Every::Month, Some(25), None).due_on(), None);
        assert_eq!(DueRule::Event.due_on(), None);
    }

    #[test]
    fn a_stretch_is_counted_from_its_start() {
        let check = |count, stretch, from, expected: Option<&str>| {
            let rule = DueRule::Relative { count, stretch, from };
            assert_eq!(rule.due_on(), None);
            let due = rule.due_on_from(Date::constant(2023, 6, 5), &WorkingDays::default()).map(|it| it.to_string());
            assert_eq!(due.as_deref(), expected, "{rule:?}");
        };
        check(15, Stretch::WorkingDay, Start::Order, Some("2023-06-26"));
        check(10, Stretch::Day, Start::Order, Some("2023-06-15"));
        // The tenth of June is a Saturday.
        check(5, Stretch::Day, Start::Order, Some("2023-06-12"));
        check(2, Stretch::Week, Start::Order, Some("2023-06-19"));
        check(1, Stretch::Month, Start::On(Date::constant(2023, 1, 31)), Some("2023-02-28"));
        check(24, Stretch::Hour, Start::Order, Some("2023-06-06"));
        check(25, Stretch::Hour, Start::Order, Some("2023-06-07"));
        check(3, Stretch::Day, Start::Event, None);
    }

    #[test]
    fn a_rhythm_gives_its_next_day() {
        let check = |rule: DueRule, day: &str, expected: &str| {
            let next = rule.next_after(day.parse().unwrap()).map(|it| it.to_string());
            assert_eq!(next.as_deref(), Some(expected), "{rule:?} behind {day}");
        };
        check(recurring(Every::Day, None, None), "2024-02-28", "2024-02-29");
        check(recurring(Every::Week, Some(5), None), "2023-06-08", "2023-06-09");
        check(recurring(Every::Week, Some(5), None), "2023-06-09", "2023-06-16");
        check(recurring(Every::Week, None, None), "2023-06-09", "2023-06-11");
        check(recurring(Every::Month, Some(25), None), "2023-06-24", "2023-06-25");
        check(recurring(Every::Month, Some(25), None), "2023-12-25", "2024-01-25");
        check(recurring(Every::Month, Some(31), None), "2023-02-01", "2023-02-28");
        check(recurring(Every::Month, None, None), "2023-06-30", "2023-07-31");
        check(recurring(Every::Quarter, Some(20), Some(3)), "2023-06-20", "2023-09-20");
        check(recurring(Every::Quarter, Some(10), Some(1)), "2023-06-20", "2023-07-10");
        check(recurring(Every::HalfYear, None, None), "2023-06-20", "2023-06-30");
        check(recurring(Every::Year, Some(15), Some(12)), "2023-12-15", "2024-12-15");
        assert_eq!(DueRule::Event.next_after(Date::constant(2023, 1, 1)), None);
        assert_eq!(recurring(Every::Day, None, None).next_after(Date::MAX), None);
    }
}
