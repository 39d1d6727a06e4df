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
/// Both spellings are in use for the same names; one of them must be the name. The byte length never
/// changes for text that already is in NFC.
///
/// # Source
/// domain.md 2.7; guideline 1.4.
pub fn new_tones(text: &str) -> String {
    let chars: Vec<char> = text.nfc().collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        match moved(&chars, i) {
            Some([first, second]) => {
                out.push(first);
                out.push(second);
                i += 2;
            }
            None => {
                out.push(chars[i]);
                i += 1;
            }
        }
    }
    out
}

/// The pair at `i` with its tone on the first vowel, if it stands on the second of an open syllable.
fn moved(chars: &[char], i: usize) -> Option<[char; 2]> {
    let first = chars[i];
    if !matches!(first, 'o' | 'O' | 'u' | 'U') {
        return None;
    }
    let (base, tone) = toned(*chars.get(i + 1)?)?;
    let pair = (first.to_ascii_lowercase(), base.to_ascii_lowercase());
    let is_pair = matches!(pair, ('o', 'a') | ('o', 'e') | ('u', 'y'));
    let is_closed = chars.get(i + 2).is_some_and(|it| it.is_alphabetic());
    let after_q = i > 0 && matches!(chars[i - 1], 'q' | 'Q');
    if !is_pair || is_closed || after_q {
        return None;
    }
    let first = [first, tone].iter().collect::<String>().nfc().next()?;
    Some([first, base])
}

/// A precomposed plain vowel split into its letter and its tone mark.
fn toned(c: char) -> Option<(char, char)> {
    if c.is_ascii() {
        return None;
    }
    let mut parts = c.nfd();
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
