//! The forms in which an order says by when, and the last day each of them allows.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::period::Period;

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
    /// "By the 25th of every month"; `day` is absent where only the rhythm is named.
    Recurring {
        every: Every,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        day: Option<i8>,
    },
    /// "Within ten working days"; from which day on, the text or the assignment says.
    Relative { count: u16, stretch: Stretch },
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

impl DueRule {
    /// The last day on which the work is in time; nothing for rules that need a beginning or a rhythm.
    #[must_use]
    pub fn due_on(&self) -> Option<Date> {
        match self {
            DueRule::Before { date } | DueRule::By { date } => Some(*date),
            DueRule::Within { period } => Some(period.last_day()),
            DueRule::Recurring { .. } | DueRule::Relative { .. } => None,
        }
    }

    /// The calendar period named, in the words of the text: a day stays a day, a quarter a quarter.
    #[must_use]
    pub fn due(&self) -> Option<Period> {
        match self {
            DueRule::Before { date } | DueRule::By { date } => Some(Period::Day(*date)),
            DueRule::Within { period } => Some(*period),
            DueRule::Recurring { .. } | DueRule::Relative { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_known_where_the_calendar_alone_tells_it() {
        let date = Date::constant(2021, 8, 15);
        assert_eq!(DueRule::Before { date }.due_on(), Some(date));
        let quarter = Period::quarter(2023, 3).unwrap();
        let within = DueRule::Within { period: quarter };
        assert_eq!(within.due_on(), Some(Date::constant(2023, 9, 30)));
        assert_eq!(within.due().map(|it| it.to_string()).as_deref(), Some("2023-Q3"));
        assert_eq!(DueRule::Recurring { every: Every::Month, day: Some(25) }.due_on(), None);
        assert_eq!(DueRule::Relative { count: 10, stretch: Stretch::WorkingDay }.due_on(), None);
    }
}
