//! Where a task stands in the search index: one number, so that an index of numbers keeps each list in its order.
//!
//! 16 bits say whose list it is, 16 when the task becomes late, 31 its code. Within a list the most urgent comes first.

use crate::read::task_filter::{TaskFilter, TaskStanding};
use jiff::civil::{Date, date};
use model::state::TaskCode;

/// The list of all units.
pub(crate) const EVERYBODY: u64 = 0;

const CODE_BITS: u32 = 31;
const NUMBER_BITS: u32 = 24;
const OWNER_SHIFT: u32 = 47;

/// No place is as high as this.
pub(crate) const END: u64 = 1 << OWNER_SHIFT;

const FIRST_YEAR: i16 = 1990;
const FIRST_DAY: Date = date(2000, 1, 1);

/// Open, and never late.
const NEVER: u64 = 0xfffe;
/// Not open.
const ENDED: u64 = 0xffff;

/// Where a task stands in every list it is in; `None` for a code that no index of this form holds.
pub(crate) fn place(code: TaskCode, late_from_on: Option<Date>, is_open: bool) -> Option<u64> {
    let year = u64::try_from(code.year.checked_sub(FIRST_YEAR)?).ok().filter(|it| *it < 128)?;
    let number = u64::from(code.n);
    let late = match late_from_on {
        _ if !is_open => ENDED,
        None => NEVER,
        Some(day) => day_number(day),
    };
    (number < 1 << NUMBER_BITS).then_some(late << CODE_BITS | year << NUMBER_BITS | number)
}

/// The number of the row of a task in the list of one owner.
pub(crate) fn row(owner: u64, place: u64) -> i64 {
    i64::try_from(owner << OWNER_SHIFT | place).expect("invariant: owners have 16 bits")
}

/// The place of a row, whoever owns it.
pub(crate) fn place_of(row: i64) -> u64 {
    row.unsigned_abs() & (END - 1)
}

/// The code of the task at a place.
pub(crate) fn code(place: u64) -> TaskCode {
    let year = i16::try_from(place >> NUMBER_BITS & 127).expect("invariant: seven bits");
    let n = u32::try_from(place & ((1 << NUMBER_BITS) - 1)).expect("invariant: twenty-four bits");
    TaskCode { year: FIRST_YEAR + year, n }
}

/// The places at which the tasks of a filter stand, both ends included. Others may stand there too.
pub(crate) fn range(filter: &TaskFilter) -> (u64, u64) {
    let (first, last) = match (filter.late_days(), filter.state) {
        (Some((from, until)), _) => (day_number(from), day_number(until)),
        (None, TaskStanding::Open | TaskStanding::Awaiting) => (0, NEVER),
        (None, TaskStanding::Suspended | TaskStanding::Completed | TaskStanding::Terminated) => (ENDED, ENDED),
        (None, _) => (0, ENDED),
    };
    (first << CODE_BITS, (last << CODE_BITS) | ((1 << CODE_BITS) - 1))
}

/// From one on; days before the first and after the last share a number.
fn day_number(day: Date) -> u64 {
    let days = FIRST_DAY.until(day).map_or(0, |it| i64::from(it.get_days()));
    u64::try_from(days.clamp(0, i64::try_from(NEVER).unwrap_or(i64::MAX) - 2)).unwrap_or(0) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::task_filter::Units;

    #[test]
    fn the_most_urgent_comes_first_and_codes_come_back() {
        let at = |n, day: Option<&str>, is_open| {
            place(TaskCode { year: 2026, n }, day.map(|it| it.parse().unwrap()), is_open).unwrap()
        };
        let places = [
            at(9, Some("2026-03-01"), true),
            at(1, Some("2026-03-02"), true),
            at(2, Some("2026-03-02"), true),
            at(1, None, true),
            at(1, None, false),
        ];
        assert!(places.is_sorted());
        assert_eq!(code(places[2]), TaskCode { year: 2026, n: 2 });
        assert_eq!(place_of(row(0xffff, places[4])), places[4]);
        let today = "2026-03-01".parse().unwrap();
        let (first, last) = range(&TaskFilter::new(Units::All, TaskStanding::Overdue { today }));
        assert_eq!(places.map(|it| first <= it && it <= last), [true, false, false, false, false]);
    }
}
