//! Days as people type them: 30/9/2026, 30-9-2026, 30.9.26, 30/9, 2026-09-30.

use jiff::civil::Date;
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
}
