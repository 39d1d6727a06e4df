//! How the number in a cell is shown: with decimal comma, as per cent, or as a day, a month or a year.

use std::collections::HashMap;

use crate::xml::{Event, Events, attribute, local};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Plain,
    PerCent,
    Day,
    Month,
    Year,
    Time,
}

pub struct Looks {
    looks: Vec<Look>,
    is_from_1904: bool,
}

impl Looks {
    pub fn new(styles: &str, is_from_1904: bool) -> Looks {
        let (mut formats, mut looks, mut is_of_cells) = (HashMap::new(), Vec::new(), false);
        let mut events = Events::new(styles);
        while let Some(event) = events.next() {
            match event {
                Event::Start(element) => match local(element.name().into_inner()) {
                    "numFmt" => {
                        if let (Some(id), Some(code)) =
                            (attribute(&element, "numFmtId"), attribute(&element, "formatCode"))
                        {
                            formats.insert(id, of_code(&code));
                        }
                    }
                    "cellXfs" => is_of_cells = true,
                    "xf" if is_of_cells => {
                        let id = attribute(&element, "numFmtId").unwrap_or_default();
                        looks.push(formats.get(&id).copied().unwrap_or_else(|| of_id(&id)));
                    }
                    _ => {}
                },
                Event::End(element) if local(element.name().into_inner()) == "cellXfs" => is_of_cells = false,
                _ => {}
            }
        }
        Looks { looks, is_from_1904 }
    }

    /// The number `value`, written with a dot, as a cell of look `look` shows it.
    pub fn shown(&self, value: &str, look: usize) -> String {
        let Ok(number) = value.trim().parse::<f64>() else { return value.to_owned() };
        let look = self.looks.get(look).copied().unwrap_or(Look::Plain);
        let day = number.floor() + if self.is_from_1904 { 1462.0 } else { 0.0 };
        match look {
            Look::PerCent => format!("{}%", decimal(number * 100.0)),
            Look::Day | Look::Month | Look::Year if (1.0..2_958_466.0).contains(&day) => {
                let shown = day_of(day as i64);
                shown.splitn(3, '/').skip(look.n_left_out()).collect::<Vec<_>>().join("/")
            }
            Look::Time if number >= 0.0 => time_of(number.fract()),
            _ => decimal(number),
        }
    }
}

impl Look {
    /// Parts of `31/12/2025` that are not shown.
    fn n_left_out(self) -> usize {
        match self {
            Look::Month => 1,
            Look::Year => 2,
            _ => 0,
        }
    }
}

fn of_id(id: &str) -> Look {
    match id {
        "9" | "10" => Look::PerCent,
        "14" | "15" | "16" | "22" => Look::Day,
        "17" => Look::Month,
        "18" | "19" | "20" | "21" | "45" | "46" | "47" => Look::Time,
        _ => Look::Plain,
    }
}

/// What a format code shows, words in quotes and conditions in brackets left aside.
fn of_code(code: &str) -> Look {
    let (mut bare, mut until, mut is_escaped) = (String::new(), None, false);
    for c in code.chars().take(256) {
        match (until, c) {
            _ if is_escaped => is_escaped = false,
            (Some(end), _) if c == end => until = None,
            (Some(_), _) => {}
            (None, '"') => until = Some('"'),
            (None, '[') => until = Some(']'),
            (None, '\\' | '_' | '*') => is_escaped = true,
            _ => bare.push(c.to_ascii_lowercase()),
        }
    }
    let has = |letters: &[char]| bare.contains(letters);
    match () {
        () if bare.contains("general") => Look::Plain,
        () if bare.contains('%') => Look::PerCent,
        () if has(&['d']) => Look::Day,
        () if has(&['y']) && has(&['m']) => Look::Month,
        () if has(&['y']) => Look::Year,
        () if has(&['h', 's']) => Look::Time,
        () => Look::Plain,
    }
}

/// Fifteen figures at most, as Excel keeps them, with a decimal comma.
fn decimal(number: f64) -> String {
    if !number.is_finite() || number.abs() >= 1e15 {
        return format!("{number}");
    }
    let whole_figures = number.abs().max(1.0).log10().floor() as usize + 1;
    let digits = format!("{number:.*}", 15usize.saturating_sub(whole_figures).min(12));
    let digits = if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { &digits };
    if digits == "-0" { "0".to_owned() } else { digits.replace('.', ",") }
}

/// `31/12/2025` for a count of days from the end of 1899, with the 29/2/1900 that never was.
fn day_of(serial: i64) -> String {
    let days = if serial > 60 { serial - 1 } else { serial };
    // Days from 1/3/0000 in the calendar of today; after Howard Hinnant's `civil_from_days`.
    let n = days + 693_900;
    let era = n.div_euclid(146_097);
    let of_era = n.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{day:02}/{month:02}/{year}")
}

fn time_of(fraction: f64) -> String {
    let minutes = (fraction * 1440.0).round() as u32;
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_the_sheet_shows_them() {
        let styles = "<x><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/><numFmt numFmtId='165' \
            formatCode='0.0\"dy\"'/><numFmt numFmtId='166' formatCode='mm/yyyy'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='10'/><xf numFmtId='164'/>\
            <xf numFmtId='165'/><xf numFmtId='20'/><xf numFmtId='166'/></cellXfs></x>";
        let looks = Looks::new(styles, false);
        let cases = [
            ("312.4", 0, "312,4"),
            ("0.30000000000000004", 0, "0,3"),
            ("-0", 0, "0"),
            ("1250000", 0, "1250000"),
            ("0.985", 1, "98,5%"),
            ("46022", 2, "31/12/2025"),
            ("1", 2, "01/01/1900"),
            ("61", 2, "01/03/1900"),
            ("7.25", 3, "7,25"),
            ("0.75", 4, "18:00"),
            ("45809", 5, "06/2025"),
            ("1e400", 0, "inf"),
        ];
        for (value, look, expected) in cases {
            assert_eq!(looks.shown(value, look), expected, "{value}");
        }
    }
}
