//! Character references of HTML.

use std::sync::OnceLock;

/// Names with what they stand for, sorted; whether the semicolon may be missing.
fn names() -> &'static [(&'static str, String, bool)] {
    static NAMES: OnceLock<Vec<(&str, String, bool)>> = OnceLock::new();
    NAMES.get_or_init(|| include_str!("../../lexicon/entities.tsv").lines().filter_map(row).collect())
}

fn row(line: &'static str) -> Option<(&'static str, String, bool)> {
    let mut cells = line.split('\t');
    let name = cells.next().filter(|it| !it.starts_with('#'))?;
    let letters = cells.next()?.split(' ').filter_map(|it| u32::from_str_radix(it, 16).ok().and_then(char::from_u32));
    Some((name, letters.collect(), cells.next() == Some("bare")))
}

/// What the reference that opens `text` (with `&`) stands for, and its length in bytes.
pub fn resolve(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        return numbered(number).map(|(c, length)| (c.to_string(), length + 2));
    }
    let length = body.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    let is_closed = body.as_bytes().get(length) == Some(&b';');
    if is_closed && let Some((_, words, _)) = find(&body[..length]) {
        return Some((words.clone(), length + 2));
    }
    // Old pages leave off the semicolon behind the oldest names.
    let bare = (2..=length.min(6)).rev().filter_map(|it| find(&body[..it]).map(|found| (found, it)));
    bare.filter(|it| it.0.2).map(|(found, length)| (found.1.clone(), length + 1)).next()
}

fn find(name: &str) -> Option<&'static (&'static str, String, bool)> {
    let names = names();
    names.binary_search_by(|it| it.0.cmp(name)).ok().map(|it| &names[it])
}

fn numbered(text: &str) -> Option<(char, usize)> {
    let hex = text.strip_prefix(['x', 'X']);
    let (digits, radix) = (hex.unwrap_or(text), if hex.is_some() { 16 } else { 10 });
    let length = digits.chars().take(8).take_while(|it| it.is_digit(radix)).count();
    let value = u32::from_str_radix(&digits[..length], radix).ok()?;
    let c = match value {
        0x80..=0x9f => crate::door::windows_1252(value as u8),
        _ => char::from_u32(value).filter(|it| *it != '\0').unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    let closed = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some((c, length + closed + usize::from(hex.is_some())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_a_browser_does() {
        let cases = [
            ("&lt;b", Some(("<", 4))),
            ("&nbsp;", Some(("\u{a0}", 6))),
            ("&eacutex", Some(("\u{e9}", 7))),
            ("&#7843;", Some(("\u{1ea3}", 7))),
            ("&#x1EA3 ", Some(("\u{1ea3}", 7))),
            ("&#150;", Some(("\u{2013}", 6))),
            ("&#0;", Some(("\u{fffd}", 4))),
            ("&#99999999;", Some(("\u{fffd}", 11))),
            ("&lol9;", None),
            ("&;", None),
            ("&#;", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(words, length)| (words.to_owned(), length));
            assert_eq!(resolve(text), expected, "{text}");
        }
    }
}
