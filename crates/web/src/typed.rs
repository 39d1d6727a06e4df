//! What people type, as what is meant: a day in any of the ways an office writes it.

use jiff::civil::Date;

/// A day as it is typed: `30/9/2026`, `30.9.2026`, `2026-09-30`, or `30/9` of this year.
pub fn day(typed: &str, today: Date) -> Option<Date> {
    let typed = typed.trim();
    if let Ok(day) = typed.parse::<Date>() {
        return Some(day);
    }
    let parts: Option<Vec<i16>> = typed.split(['/', '-', '.']).map(|it| it.trim().parse().ok()).collect();
    match parts?.as_slice() {
        [day, month] => Date::new(today.year(), i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok(),
        [day, month, year] if *year >= 1900 => {
            Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_typed_in_many_ways() {
        let today = date(2026, 11, 24);
        let meant = Some(date(2026, 9, 30));
        for typed in ["30/9/2026", " 30/09/2026 ", "2026-09-30", "30.9.2026", "30-9-2026", "30/9"] {
            assert_eq!(day(typed, today), meant, "{typed}");
        }
        for typed in ["31/9/2026", "9/30/2026", "tomorrow", "", "1/1/26"] {
            assert_eq!(day(typed, today), None, "{typed}");
        }
    }
}
