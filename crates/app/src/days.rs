//! Days as people type them: 30/9/2026, 30-9-2026, 30.9.26, 30/9, 2026-09-30; and hours: 8h30, 8:30, 14 h, 14.

use base::fold::search_key;
use jiff::civil::{Date, Time};
use model::Refusal;

/// The day of `text`; one without a year is of the year of `today`.
///
/// # Errors
/// [`Refusal::DayUnreadable`].
pub fn read(text: &str, today: Date) -> Result<Date, Refusal> {
    let unreadable = || Refusal::DayUnreadable { text: text.trim().chars().take(40).collect() };
    if let Ok(day) = text.trim().parse::<Date>() {
        return Ok(day);
    }
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).map(str::trim).collect();
    let is_number = |it: &&str| !it.is_empty() && it.len() <= 4 && it.bytes().all(|it| it.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return Err(unreadable());
    }
    let numbers: Vec<i16> = parts.iter().filter_map(|it| it.parse().ok()).collect();
    let (day, month, year) = match numbers.as_slice() {
        [day, month] => (*day, *month, today.year()),
        [day, month, year] if *year < 100 => (*day, *month, 2000 + year),
        [day, month, year] if *year >= 1900 => (*day, *month, *year),
        _ => return Err(unreadable()),
    };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return Err(unreadable()) };
    Date::new(year, month, day).map_err(|_| unreadable())
}

/// The hour of `text`.
///
/// # Errors
/// [`Refusal::HourUnreadable`].
pub fn read_hour(text: &str) -> Result<Time, Refusal> {
    let unreadable = || Refusal::HourUnreadable { text: text.trim().chars().take(40).collect() };
    // "8 gio 30 phut", with or without marks: its words say what one letter says.
    let folded = search_key(text).replace("gio", "h").replace("phut", "");
    let parts: Vec<&str> = folded.trim().splitn(3, ['h', 'g', ':', '.']).map(str::trim).collect();
    let number = |it: &str| if it.len() <= 2 { it.parse::<i8>().ok() } else { None };
    let (hour, minute) = match parts.as_slice() {
        [hour] | [hour, ""] => (number(hour), Some(0)),
        [hour, minute] | [hour, minute, "00"] => (number(hour), number(minute)),
        _ => (None, None),
    };
    let (Some(hour), Some(minute)) = (hour, minute) else { return Err(unreadable()) };
    Time::new(hour, minute, 0, 0).map_err(|_| unreadable())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_type_it() {
        let today = "2026-03-31".parse().unwrap();
        let cases = [
            ("30/9/2026", Some("2026-09-30")),
            (" 05-04-2026 ", Some("2026-04-05")),
            ("5.4.26", Some("2026-04-05")),
            ("30/9", Some("2026-09-30")),
            ("2026-09-30", Some("2026-09-30")),
            ("31/9/2026", None),
            ("13/13/2026", None),
            ("9/2026/30", None),
            ("1/1/500", None),
            ("mai", None),
            ("", None),
            ("1/1/1/1", None),
        ];
        for (text, wanted) in cases {
            let wanted: Option<Date> = wanted.map(|it| it.parse().unwrap());
            assert_eq!(read(text, today).ok(), wanted, "{text}");
        }
    }

    #[test]
    fn an_hour_is_read_as_people_type_it() {
        let cases = [
            ("8h30", Some("08:30:00")),
            (" 14:05 ", Some("14:05:00")),
            ("14h", Some("14:00:00")),
            ("8", Some("08:00:00")),
            ("7 g 15", Some("07:15:00")),
            ("8 gi\u{1edd} 30", Some("08:30:00")),
            ("14 gio", Some("14:00:00")),
            ("7 Gi\u{1edd} 05 ph\u{fa}t", Some("07:05:00")),
            ("08:30:00", Some("08:30:00")),
            ("24h", None),
            ("8h60", None),
            ("-1h", None),
            ("8h3x", None),
            ("s\u{e1}ng", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            let wanted: Option<Time> = wanted.map(|it| it.parse().unwrap());
            assert_eq!(read_hour(text).ok(), wanted, "{text}");
            let is_refused = matches!(read_hour(text), Err(Refusal::HourUnreadable { .. }));
            assert_eq!(is_refused, wanted.is_none(), "{text}");
        }
    }
}
