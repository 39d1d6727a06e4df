//! Days, numbers and periods as an office writes them.

use crate::messages::{Language, say};
use base::Period;
use fluent_bundle::FluentValue;
use jiff::civil::{Date, Time};

/// A day: a zero before days under 10 and before months 1 and 2.
pub fn day(day: Date) -> String {
    format!("{:02}/{}", day.day(), month(day))
}

/// An hour as offices write it.
pub fn hour(language: Language, hour: Time) -> String {
    let minute = format!("{:02}", hour.minute());
    say(language, "meeting-hour", &[("hour", hour.hour().to_string().into()), ("minute", minute.into())])
}

/// The month of a day, the same way.
pub fn month(day: Date) -> String {
    let zero = if day.month() < 3 { "0" } else { "" };
    format!("{zero}{}/{}", day.month(), day.year())
}

/// A decimal as it is stored, with the marks of the language: `-1234.5` is `-1.234,5` in Vietnamese.
pub fn decimal(language: Language, text: &str) -> String {
    let (group, point) = match language {
        Language::Vietnamese => ('.', ','),
        Language::English => (',', '.'),
    };
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |it| ("-", it));
    if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut written = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            written.push(group);
        }
        written.push(digit);
    }
    rest.map_or(written.clone(), |it| format!("{written}{point}{it}"))
}

/// A period in words, from its canonical form; what is none stays as it is.
pub fn period(language: Language, text: &str) -> String {
    let told = |key: &str, values: &[(&str, i16)]| {
        let is_year = |name: &str| matches!(name, "year" | "from" | "to");
        let value = |name, it: i16| if is_year(name) { it.to_string().into() } else { FluentValue::from(it) };
        let args: Vec<(&str, FluentValue)> = values.iter().map(|&(name, it)| (name, value(name, it))).collect();
        say(language, key, &args)
    };
    match text.parse() {
        Ok(Period::Day(it)) => day(it),
        Ok(Period::Month { year, month }) => told("period-month", &[("month", month.into()), ("year", year)]),
        Ok(Period::Quarter { year, quarter }) => told("period-quarter", &[("quarter", quarter.into()), ("year", year)]),
        Ok(Period::Half { year, half }) => told("period-half", &[("half", half.into()), ("year", year)]),
        Ok(Period::FirstMonths { year, months }) => {
            told("period-first-months", &[("months", months.into()), ("year", year)])
        }
        Ok(Period::Years { from, to }) => told("period-years", &[("from", from), ("to", to)]),
        Ok(Period::Year(year)) => year.to_string(),
        Err(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_bear_the_marks_of_the_language() {
        let cases = [("6.4", "6,4", "6.4"), ("-1234567.25", "-1.234.567,25", "-1,234,567.25"), ("999", "999", "999")];
        for (stored, vietnamese, english) in cases {
            assert_eq!(decimal(Language::Vietnamese, stored), vietnamese);
            assert_eq!(decimal(Language::English, stored), english);
        }
    }

    #[test]
    fn days_and_periods_are_written_out() {
        let days = [("2020-02-05", "05/02/2020"), ("2020-09-30", "30/9/2020"), ("2020-10-01", "01/10/2020")];
        for (stored, written) in days {
            assert_eq!(period(Language::Vietnamese, stored), written);
        }
        assert_eq!(period(Language::English, "2021-9M"), "first 9 months of 2021");
        assert_eq!(period(Language::English, "2020-Q3"), "quarter 3 of 2020");
        assert_eq!(period(Language::English, "otherwise"), "otherwise");
    }
}
