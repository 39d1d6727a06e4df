//! How Vietnamese words are compared, searched, ordered and printed in one spelling.
//!
//! Letters are written here as code points: the marks are the combining ones of the decomposed form.

use std::borrow::Cow;
use std::sync::LazyLock;
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
    let small = |it: char| it.to_lowercase().map(without_bar);
    match first_foreign(text, 0) {
        None => single_blanks(text.chars().map(bare)),
        Some(_) => single_blanks(text.nfd().filter(|it| !is_mark(*it)).flat_map(small)),
    }
}

fn single_blanks(letters: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(letters.size_hint().1.unwrap_or(0));
    for c in letters {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The small letter without marks; `c` is one of the characters that [`first_foreign`] passes.
fn bare(c: char) -> char {
    static LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
        let small = |it: char| it.nfd().next().and_then(|it| it.to_lowercase().next()).map_or(it, without_bar);
        ('\0'..'\u{300}').chain('\u{1e00}'..'\u{1f00}').map(small).collect()
    });
    let place = if c < '\u{300}' { c as usize } else { c as usize - 0x1e00 + 0x300 };
    LETTERS.get(place).copied().unwrap_or(c)
}

fn without_bar(c: char) -> char {
    if c == D_BAR { 'd' } else { c }
}

/// A key whose byte order is the Vietnamese dictionary order: letters first, then tones.
///
/// Names of persons have an order of their own: [`person_key`].
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

/// The same for the name of a person: by the given name, which is its last word, then by the words before it.
pub fn person_key(name: &str) -> String {
    let (before, given) = name.trim().rsplit_once(char::is_whitespace).unwrap_or(("", name));
    format!("{}\0{}", sort_key(given), sort_key(before))
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
    let text = composed(text);
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
    if pairs.is_empty() {
        return text;
    }
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

/// Whether [`new_tones`] would move a tone.
pub fn has_old_tones(text: &str) -> bool {
    old_tones(text).next().is_some()
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
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + text.as_bytes()[from..].iter().position(|it| *it >= 0xc3)?;
            from = at + 1;
            if may_be_toned(text.as_bytes(), at)
                && let Some(pair) = moved(text, at - 1)
            {
                return Some((at - 1, pair));
            }
        }
    })
}

/// Whether the last letter of a word may be one whose tone [`new_tones`] moves; most words are told at a glance.
pub fn may_end_in_old_tone(word: &str) -> bool {
    let bytes = word.as_bytes();
    match bytes.len() {
        n if n > 3 && bytes[n - 3] == 0xe1 => may_be_toned(bytes, n - 3),
        n if n > 2 && bytes[n - 2] == 0xc3 => may_be_toned(bytes, n - 2),
        _ => false,
    }
}

/// Whether the bytes at `at` may be a letter of [`TONED`] behind one of the first vowels: few are.
fn may_be_toned(bytes: &[u8], at: usize) -> bool {
    let is_behind = at > 0 && matches!(bytes[at - 1], b'o' | b'O' | b'u' | b'U');
    is_behind
        && match (bytes[at], bytes.get(at + 1)) {
            (0xc3, _) | (0xe1, Some(0xba)) => true,
            (0xe1, Some(0xbb)) => bytes.get(at + 2).is_some_and(|it| *it >= 0xb2),
            _ => false,
        }
}

/// The pair at `at` with its tone on the first vowel, if it stands on the second of an open syllable.
fn moved(text: &str, at: usize) -> Option<[char; 2]> {
    let first = char::from(text.as_bytes()[at]);
    let mut rest = text[at + 1..].chars();
    let second = rest.next()?;
    let is_closed = rest.next().is_some_and(char::is_alphabetic);
    let after_q = at > 0 && matches!(text.as_bytes()[at - 1], b'q' | b'Q');
    if is_closed || after_q {
        return None;
    }
    let (base, tone) = toned(second)?;
    let pair = (first.to_ascii_lowercase(), base.to_ascii_lowercase());
    if !matches!(pair, ('o', 'a') | ('o', 'e') | ('u', 'y')) {
        return None;
    }
    let first = [first, tone].into_iter().nfc().next()?;
    Some([first, base])
}

/// `a`, `e` or `y` with a tone, split into the letter and its mark.
fn toned(c: char) -> Option<(char, char)> {
    if c.is_ascii() {
        return None;
    }
    let toned = TONED.iter().find(|it| it.0 == c || it.1 == c)?;
    let letter = if toned.0 == c { toned.2 } else { toned.2.to_ascii_uppercase() };
    Some((letter, toned.3))
}

/// Small and capital letter with its tone, the letter without, the mark.
const TONED: [(char, char, char, char); 15] = [
    ('\u{e0}', '\u{c0}', 'a', GRAVE),
    ('\u{e1}', '\u{c1}', 'a', ACUTE),
    ('\u{1ea3}', '\u{1ea2}', 'a', HOOK),
    ('\u{1ea1}', '\u{1ea0}', 'a', DOT),
    ('\u{e3}', '\u{c3}', 'a', TILDE),
    ('\u{e8}', '\u{c8}', 'e', GRAVE),
    ('\u{e9}', '\u{c9}', 'e', ACUTE),
    ('\u{1ebb}', '\u{1eba}', 'e', HOOK),
    ('\u{1eb9}', '\u{1eb8}', 'e', DOT),
    ('\u{1ebd}', '\u{1ebc}', 'e', TILDE),
    ('\u{1ef3}', '\u{1ef2}', 'y', GRAVE),
    ('\u{fd}', '\u{dd}', 'y', ACUTE),
    ('\u{1ef7}', '\u{1ef6}', 'y', HOOK),
    ('\u{1ef5}', '\u{1ef4}', 'y', DOT),
    ('\u{1ef9}', '\u{1ef8}', 'y', TILDE),
];

/// NFC with white space, also line breaks, collapsed to one blank and none at the ends.
pub fn collapse(text: &str) -> String {
    let text = composed(text);
    if is_collapsed(&text) {
        return text.into_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Single plain blanks between words, and none at the ends.
fn is_collapsed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_single = |at: usize| bytes[at] != b' ' || at > 0 && bytes.get(at + 1).is_some_and(|it| *it > b' ');
    (0..bytes.len()).all(is_single) && text.chars().all(|it| it == ' ' || !it.is_whitespace())
}

/// `text` in NFC; nothing is copied where its letters show that it already is.
pub fn composed(text: &str) -> Cow<'_, str> {
    let mut from = 0;
    while let Some(at) = first_foreign(text, from) {
        match text[at..].chars().next() {
            Some(c @ '\u{2002}'..='\u{2125}') => from = at + c.len_utf8(),
            _ => return Cow::Owned(text.nfc().collect()),
        }
    }
    Cow::Borrowed(text)
}

/// Where from `from` on the first character stands that is neither ASCII nor a whole letter of the Latin blocks, in
/// which those of Vietnamese are: up to there the text is in NFC, a mark may follow.
pub fn first_foreign(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            0..=0x7f => 1,
            0xc2..=0xcb => 2,
            0xe1 if matches!(bytes.get(at + 1), Some(0xb8..=0xbb)) => 3,
            _ => return Some(at),
        };
    }
    None
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
    fn persons_stand_by_their_given_names() {
        let names: Vec<&str> = include_str!("../tests/person_order.txt").lines().collect();
        for pair in names.windows(2) {
            assert!(person_key(pair[0]) < person_key(pair[1]), "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn line_breaks_collapse_to_one_blank() {
        assert_eq!(collapse("  a \n\t b\u{a0}c "), "a b c");
    }
}
