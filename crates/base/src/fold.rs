//! How Vietnamese words are compared, searched, ordered and printed in one spelling.
//!
//! Letters are written here as code points: the marks are the combining ones of the decomposed form.

use unicode_normalization::UnicodeNormalization;

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';
const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';
const HORN: char = '\u{31b}';
const D_BAR: char = '\u{111}';

/// Lower case, no marks, `d` for the barred d, single blanks: what search compares.
///
/// # Source
/// design 7 (`search_key`).
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.nfd() {
        if is_mark(c) {
            continue;
        }
        if c.is_whitespace() {
            if !key.is_empty() && !key.ends_with(' ') {
                key.push(' ');
            }
            continue;
        }
        key.extend(c.to_lowercase().map(|it| if it == D_BAR { 'd' } else { it }));
    }
    key.truncate(key.trim_end().len());
    key
}

/// A key whose byte order is the Vietnamese dictionary order: letters first, then tones.
///
/// Names sort by given name when the caller puts the given name first.
pub fn sort_key(text: &str) -> String {
    let (mut letters, mut tones) = (String::with_capacity(text.len() * 2), String::new());
    for c in collapse(&new_tones(text)).to_lowercase().nfd() {
        match c {
            GRAVE => set_tone(&mut tones, '1'),
            HOOK => set_tone(&mut tones, '2'),
            TILDE => set_tone(&mut tones, '3'),
            ACUTE => set_tone(&mut tones, '4'),
            DOT => set_tone(&mut tones, '5'),
            BREVE => set_shape(&mut letters, '1'),
            CIRCUMFLEX => set_shape(&mut letters, '2'),
            HORN => set_shape(&mut letters, '3'),
            D_BAR => push_letter(&mut letters, &mut tones, 'd', '1'),
            _ if is_mark(c) => {}
            _ => push_letter(&mut letters, &mut tones, c, '0'),
        }
    }
    letters.push('\u{1}');
    letters.push_str(&tones);
    letters
}

fn push_letter(letters: &mut String, tones: &mut String, letter: char, shape: char) {
    letters.push(letter);
    if letter.is_alphabetic() {
        letters.push(shape);
    }
    tones.push('0');
}

fn set_tone(tones: &mut String, tone: char) {
    tones.pop();
    tones.push(tone);
}

fn set_shape(letters: &mut String, shape: char) {
    letters.pop();
    letters.push(shape);
}

/// The tone mark on the first vowel of an open `oa`, `oe`, `uy`; everything else as it is, in NFC.
///
/// Both spellings are in use for the same names; one of them must be the name.
///
/// # Source
/// Both spellings of tones stand in official documents; names are printed in the newer one.
pub fn new_tones(text: &str) -> String {
    let text: String = text.nfc().collect();
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, [first, second]) in old_tones(&text) {
        out.push_str(&text[copied..at]);
        out.push(first);
        out.push(second);
        copied = at + 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
    }
    out.push_str(&text[copied..]);
    out
}

/// The same for text in NFC, but only where no byte moves, so that places in both texts agree.
///
/// Left as they are: the pairs with a tilde whose two spellings differ in length.
pub fn new_tones_in_place(text: String) -> String {
    let pairs: Vec<(usize, [char; 2])> = old_tones(&text).collect();
    let mut bytes = text.into_bytes();
    for (at, [first, second]) in pairs {
        let length = first.len_utf8() + second.len_utf8();
        let next = bytes.get(at + length).copied().unwrap_or(0);
        // The old pair has the same length exactly when a character begins right behind it.
        let is_aligned = bytes[at + 1] >= 0xc0 && (next & 0xc0) != 0x80 && length == 1 + char_length(bytes[at + 1]);
        if is_aligned {
            first.encode_utf8(&mut bytes[at..]);
            second.encode_utf8(&mut bytes[at + first.len_utf8()..]);
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|it| String::from_utf8_lossy(it.as_bytes()).into_owned())
}

fn char_length(lead: u8) -> usize {
    match lead {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

/// Where the tone stands on the second vowel of an open pair, and how the pair is written anew.
fn old_tones(text: &str) -> impl Iterator<Item = (usize, [char; 2])> {
    let bytes = text.as_bytes();
    let is_candidate =
        |at: &usize| matches!(bytes[*at], b'o' | b'O' | b'u' | b'U') && bytes.get(at + 1).is_some_and(|it| *it >= 0xc0);
    (0..bytes.len()).filter(is_candidate).filter_map(|at| Some((at, moved(text, at)?)))
}

/// The pair at `at` with its tone on the first vowel, if it stands on the second of an open syllable.
fn moved(text: &str, at: usize) -> Option<[char; 2]> {
    let first = char::from(text.as_bytes()[at]);
    let mut rest = text[at + 1..].chars();
    let (base, tone) = toned(rest.next()?)?;
    let pair = (first.to_ascii_lowercase(), base.to_ascii_lowercase());
    let is_pair = matches!(pair, ('o', 'a') | ('o', 'e') | ('u', 'y'));
    let is_closed = rest.next().is_some_and(char::is_alphabetic);
    let after_q = at > 0 && matches!(text.as_bytes()[at - 1], b'q' | b'Q');
    if !is_pair || is_closed || after_q {
        return None;
    }
    let first = [first, tone].into_iter().nfc().next()?;
    Some([first, base])
}

/// A precomposed plain vowel split into its letter and its tone mark.
fn toned(c: char) -> Option<(char, char)> {
    let mut parts = std::iter::once(c).nfd();
    let (base, mark) = (parts.next()?, parts.next()?);
    let is_tone = matches!(mark, GRAVE | ACUTE | TILDE | HOOK | DOT);
    (is_tone && parts.next().is_none()).then_some((base, mark))
}

/// NFC with white space, also line breaks, collapsed to one blank and none at the ends.
pub fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(suite: &str, fold: fn(&str) -> String) {
        for line in suite.lines().filter(|it| !it.starts_with('#') && !it.is_empty()) {
            let (input, expected) = line.split_once(" => ").expect("a case has an arrow");
            assert_eq!(fold(input), expected, "for {input:?}");
        }
    }

    #[test]
    fn search_keys_have_no_marks() {
        check(include_str!("../tests/search_key.txt"), search_key);
    }

    #[test]
    fn open_syllables_take_the_tone_on_the_first_vowel() {
        check(include_str!("../tests/new_tones.txt"), new_tones);
    }

    #[test]
    fn places_agree_where_tones_move_in_place() {
        for line in include_str!("../tests/new_tones.txt").lines().filter(|it| !it.starts_with('#')) {
            let (input, expected) = line.split_once(" => ").expect("a case has an arrow");
            let moved = new_tones_in_place(input.to_owned());
            assert_eq!(moved.len(), input.len());
            assert_eq!(moved, if expected.len() == input.len() { expected } else { input });
        }
    }

    #[test]
    fn sort_keys_follow_the_dictionary() {
        let words: Vec<&str> = include_str!("../tests/sort_order.txt").lines().collect();
        for pair in words.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn line_breaks_collapse_to_one_blank() {
        assert_eq!(collapse("  a \n\t b\u{a0}c "), "a b c");
    }
}
