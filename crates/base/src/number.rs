//! An exact decimal number and its printed forms; it never rounds and never becomes a float.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `mantissa / 10^decimals`, always in lowest form: no trailing zero behind the point.
///
/// # Source
/// Printed forms of numbers in reports; values stay exact, never binary fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    mantissa: i128,
    decimals: u8,
}

/// Longer runs of digits are no values of an indicator, and would overflow sums.
const DIGITS_MAX: usize = 30;

impl Number {
    pub const ZERO: Number = Number { mantissa: 0, decimals: 0 };

    #[must_use]
    pub fn new(mantissa: i128, decimals: u8) -> Number {
        let (mut mantissa, mut decimals) = (mantissa, decimals);
        while decimals > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            decimals -= 1;
        }
        Number { mantissa, decimals }
    }

    #[must_use]
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    #[must_use]
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    #[must_use]
    pub fn is_whole(self) -> bool {
        self.decimals == 0
    }

    #[must_use]
    pub fn negated(self) -> Number {
        Number { mantissa: -self.mantissa, decimals: self.decimals }
    }

    /// Reads the printed forms of Vietnamese papers: `1.248,6`, `15.533`, `02`, `5,19`, and `13.8` (one or two digits
    /// behind a single dot are decimals, three are thousands). Signs and blanks are not part of the form.
    #[must_use]
    pub fn from_printed(printed: &str) -> Option<Number> {
        if printed.is_empty() || printed.len() > DIGITS_MAX || !printed.bytes().all(is_printed_byte) {
            return None;
        }
        let (n_dots, n_commas) = (count(printed, b'.'), count(printed, b','));
        match (n_dots, n_commas) {
            (0, 0) => plain(printed, ""),
            (_, 1) if n_dots > 0 && printed.find(',') < printed.find('.') => grouped(printed, ',', '.'),
            (_, 0 | 1) if n_dots != 1 || n_commas == 1 => grouped(printed, '.', ','),
            (1, 0) => dotted(printed),
            _ => grouped(printed, ',', '.'),
        }
    }
}

fn is_printed_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.' || byte == b','
}

fn count(text: &str, byte: u8) -> usize {
    text.bytes().filter(|it| *it == byte).count()
}

fn plain(whole: &str, fraction: &str) -> Option<Number> {
    of_digits(whole.bytes(), fraction)
}

fn of_digits(whole: impl Iterator<Item = u8>, fraction: &str) -> Option<Number> {
    let mut digits = whole.chain(fraction.bytes()).peekable();
    digits.peek()?;
    let add = |mantissa: i128, it: u8| it.is_ascii_digit().then(|| mantissa * 10 + i128::from(it - b'0'));
    Some(Number::new(digits.try_fold(0, add)?, u8::try_from(fraction.len()).ok()?))
}

/// A single dot: three digits behind it mean thousands, unless the number begins with a zero.
fn dotted(printed: &str) -> Option<Number> {
    let (whole, rest) = printed.split_once('.')?;
    if whole.is_empty() || rest.is_empty() {
        return None;
    }
    if rest.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') {
        of_digits(whole.bytes().chain(rest.bytes()), "")
    } else {
        plain(whole, rest)
    }
}

fn grouped(printed: &str, group: char, point: char) -> Option<Number> {
    let (whole, fraction) = match printed.split_once(point) {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (printed, ""),
    };
    let mut parts = whole.split(group);
    let first = parts.next().filter(|it| !it.is_empty() && (it.len() <= 3 || !whole.contains(group)))?;
    let is_grouped = parts.clone().all(|it| it.len() == 3);
    let digits = first.bytes().chain(parts.flat_map(str::bytes));
    if is_grouped { of_digits(digits, fraction) } else { None }
}

impl fmt::Display for Number {
    /// The canonical form: `1248.6`, `2`, `-6.2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs();
        if self.decimals == 0 {
            return write!(f, "{sign}{digits}");
        }
        let one = 10_u128.pow(self.decimals.into());
        write!(f, "{sign}{}.{:0width$}", digits / one, digits % one, width = usize::from(self.decimals))
    }
}

/// What stands in the text is not a canonical number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reading a canonical decimal number")
    }
}

impl std::error::Error for NotANumber {}

impl FromStr for Number {
    type Err = NotANumber;

    /// Reads the canonical form only; printed forms go through [`Number::from_printed`].
    fn from_str(text: &str) -> Result<Number, NotANumber> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_canonical = !whole.is_empty()
            && digits.len() <= DIGITS_MAX
            && digits.ends_with(|it: char| it.is_ascii_digit())
            && whole.bytes().chain(fraction.bytes()).all(|it| it.is_ascii_digit());
        let number = if is_canonical { plain(whole, fraction) } else { None }.ok_or(NotANumber)?;
        Ok(if negative { number.negated() } else { number })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        let whole = |it: &Number| it.mantissa.div_euclid(power(it.decimals));
        let fraction = |it: &Number, to: u8| it.mantissa.rem_euclid(power(it.decimals)) * power(to - it.decimals);
        let to = self.decimals.max(other.decimals);
        whole(self).cmp(&whole(other)).then_with(|| fraction(self, to).cmp(&fraction(other, to)))
    }
}

fn power(decimals: u8) -> i128 {
    10_i128.pow(u32::from(decimals))
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(printed: &str, canonical: Option<&str>) {
        assert_eq!(Number::from_printed(printed).map(|it| it.to_string()).as_deref(), canonical, "{printed}");
    }

    #[test]
    fn printed_forms_are_read_exactly() {
        check("1.248,6", Some("1248.6"));
        check("15.533", Some("15533"));
        check("02", Some("2"));
        check("13,8", Some("13.8"));
        check("13.8", Some("13.8"));
        check("13.85", Some("13.85"));
        check("3.600,5", Some("3600.5"));
        check("1,36", Some("1.36"));
        check("24.013.000", Some("24013000"));
        check("0,05", Some("0.05"));
        check("0.125", Some("0.125"));
        check("5,10", Some("5.1"));
        check("1,248.6", Some("1248.6"));
        check("1,248,600", Some("1248600"));
        check("12450", Some("12450"));
        check("12450,5", Some("12450.5"));
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for printed in ["", ".", ",", "1.", "1,", ".5", "1.2.3", "20.7.2020", "12a", "1..2", "-5"] {
            check(printed, None);
        }
        check(&"9".repeat(40), None);
    }

    #[test]
    fn canonical_form_reads_itself() {
        for text in ["0", "2", "-6.2", "1248.6", "0.05", "-0.05"] {
            assert_eq!(text.parse::<Number>().map(|it| it.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "-", "1,5", "1.", ".5", "--1", "1e3"] {
            assert_eq!(text.parse::<Number>(), Err(NotANumber), "{text}");
        }
    }

    #[test]
    fn numbers_are_ordered_by_value() {
        let number = |text: &str| text.parse::<Number>().unwrap();
        assert!(number("1.5") < number("1.75"));
        assert!(number("-0.5") < number("0.25"));
        assert!(number("-1.5") < number("-1.25"));
        assert!(number("10") > number("9.999"));
    }
}
