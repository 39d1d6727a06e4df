//! Noise of the letters: tones, marks, capitals, signs that look alike.

use super::noisy::{Letter, Noisy};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub fn decomposed(text: &str) -> Noisy {
    Noisy::each(text, |letter, noisy| {
        let parts: String = std::iter::once(letter.c).nfd().collect();
        noisy.put(letter, parts.as_bytes());
    })
}

/// The tone of an open syllable on its second vowel.
pub fn old_tones(text: &str) -> Noisy {
    toned_anew(text, |first, second| first.1 && !second.1)
}

/// The tone of an open syllable on its first vowel.
pub fn new_tones(text: &str) -> Noisy {
    toned_anew(text, |first, second| !first.1 && second.1)
}

/// Moves the tone between the two vowels of an open syllable where `moves` says so of their toned states.
fn toned_anew(text: &str, moves: fn((char, bool), (char, bool)) -> bool) -> Noisy {
    let pair = |at: usize| -> Option<[String; 2]> {
        let mut letters = text[at..].chars();
        let (first, second) = (toned(letters.next()?)?, toned(letters.next()?)?);
        let is_open = !letters.next().is_some_and(char::is_alphabetic) && !text[..at].ends_with(['q', 'Q']);
        let vowels = (first.0.to_ascii_lowercase(), second.0.to_ascii_lowercase());
        let is_pair = matches!(vowels, ('o', 'a' | 'e') | ('u', 'y'));
        let tone = first.1.or(second.1)?;
        let written =
            |letter: char, has: bool| [Some(letter), has.then_some(tone)].into_iter().flatten().nfc().collect();
        let states = ((first.0, first.1.is_some()), (second.0, second.1.is_some()));
        (is_open && is_pair && moves(states.0, states.1))
            .then(|| [written(first.0, !states.0.1), written(second.0, !states.1.1)])
    };
    Noisy::each(text, |letter, noisy| {
        let before = letter.at.saturating_sub(letter.before().len_utf8());
        let words = match (pair(letter.at), pair(before).filter(|_| letter.at > 0)) {
            (Some([first, _]), _) => first,
            (None, Some([_, second])) => second,
            (None, None) => letter.c.to_string(),
        };
        noisy.put(letter, words.as_bytes());
    })
}

/// A plain letter of ASCII and its tone.
fn toned(c: char) -> Option<(char, Option<char>)> {
    let mut parts = std::iter::once(c).nfd();
    let letter = parts.next().filter(char::is_ascii_alphabetic)?;
    let tone = parts.next();
    let is_tone = tone.is_none_or(|it| matches!(it, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'));
    (is_tone && parts.next().is_none()).then_some((letter, tone))
}

pub fn unmarked(text: &str, is_spoilt: fn(Option<usize>) -> bool) -> Noisy {
    Noisy::each(text, |letter, noisy| {
        if letter.c.is_ascii() || !is_spoilt(letter.paragraph()) {
            return noisy.keep(letter);
        }
        let plain: String = match letter.c {
            '\u{111}' => "d".to_owned(),
            '\u{110}' => "D".to_owned(),
            c if c.is_alphabetic() => std::iter::once(c).nfd().filter(|it| !is_combining_mark(*it)).collect(),
            c => c.to_string(),
        };
        noisy.put(letter, plain.as_bytes());
    })
}

pub fn capital_paragraphs(text: &str) -> Noisy {
    capital(text, |it| it.paragraph().is_some_and(|it| it % 3 == 1))
}

/// Lines that are no paragraph and end without a mark.
pub fn capital_heads(text: &str) -> Noisy {
    capital(text, |it| it.paragraph().is_none() && !it.line().ends_with(['.', ';', ',']) && !it.line().contains('|'))
}

fn capital(text: &str, is_spoilt: fn(Letter) -> bool) -> Noisy {
    Noisy::each(text, |letter, noisy| {
        if !is_spoilt(letter) {
            return noisy.keep(letter);
        }
        noisy.put(letter, letter.c.to_uppercase().collect::<String>().as_bytes());
    })
}

/// The first letter of each paragraph, where a name or a sentence begins.
pub fn small_in_front(text: &str) -> Noisy {
    Noisy::each(text, |letter, noisy| {
        let opens = letter.at == letter.line_start() && letter.paragraph().is_some();
        if !opens {
            return noisy.keep(letter);
        }
        noisy.put(letter, letter.c.to_lowercase().collect::<String>().as_bytes());
    })
}

/// Hyphens and quotation marks as other programs write them.
pub fn other_dashes(text: &str) -> Noisy {
    let (mut n_quotes, mut n_dashes) = (0, 0);
    Noisy::each(text, |letter, noisy| {
        let is_inner = letter.before().is_alphanumeric() && letter.after().is_alphanumeric();
        let is_between = letter.before() == ' ' && letter.after() == ' ';
        n_dashes += usize::from(letter.c == '-');
        n_quotes += usize::from(letter.c == '"');
        let sign = match letter.c {
            '"' if n_quotes % 2 == 1 => "\u{201c}",
            '"' => "\u{201d}",
            '\'' => "\u{2019}",
            '-' if is_inner => ["\u{2010}", "\u{2011}", "\u{2013}"][n_dashes % 3],
            '-' if is_between => "\u{2013}",
            _ => return noisy.keep(letter),
        };
        noisy.put(letter, sign.as_bytes());
    })
}

/// Each third semicolon a colon, each third colon a semicolon.
pub fn confused_marks(text: &str) -> Noisy {
    let mut n_marks = 0;
    Noisy::each(text, |letter, noisy| {
        let is_mark = matches!(letter.c, ';' | ':') && letter.after().is_whitespace();
        n_marks += usize::from(is_mark);
        match letter.c {
            ';' if is_mark && n_marks % 3 == 0 => noisy.put(letter, b":"),
            ':' if is_mark && n_marks % 3 == 0 => noisy.put(letter, b";"),
            _ => noisy.keep(letter),
        }
    })
}
