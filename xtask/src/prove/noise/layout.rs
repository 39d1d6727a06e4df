//! Noise of the page: line breaks, blanks, furniture, bullets.

use super::noisy::{Letter, Noisy};
use crate::prove::samples::Sample;
use std::collections::HashSet;

/// What stands at the head of each page: the document's number, or the beginning of its heading.
pub fn header(sample: &Sample) -> String {
    let gold = &sample.gold;
    let words = gold["document"]["number"].as_str().or_else(|| gold["heading"].as_str()).unwrap_or("-");
    words.chars().take(50).collect::<String>().trim_end().to_owned()
}

/// Long lines broken at `width`; each 25 lines a page ends, where there is a header.
pub fn wrapped(text: &str, width: usize, header: Option<&str>) -> Noisy {
    let breaks = breaks(text, width);
    let mut n_lines = 0;
    Noisy::each(text, |letter, noisy| {
        if !breaks.contains(&letter.at) {
            n_lines += usize::from(letter.c == '\n');
            return noisy.keep(letter);
        }
        n_lines += 1;
        noisy.put(letter, b"\n");
        if let Some(header) = header.filter(|_| n_lines % 25 == 0) {
            noisy.add(&format!("\n{}\n\n{header}\n\n", n_lines / 25 + 1));
        }
    })
}

/// No blank lines: each paragraph stands in the line below the one before, or in several, broken at `width`.
pub fn unparted(text: &str, width: Option<usize>) -> Noisy {
    let breaks = width.map(|it| breaks(text, it)).unwrap_or_default();
    Noisy::each(text, |letter, noisy| match letter.c {
        '\n' if letter.before() == '\n' => noisy.put(letter, b""),
        _ if breaks.contains(&letter.at) => noisy.put(letter, b"\n"),
        _ => noisy.keep(letter),
    })
}

/// The blanks at which lines break; lines with gaps between columns stay.
fn breaks(text: &str, width: usize) -> HashSet<usize> {
    let mut breaks = HashSet::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (mut column, mut blank) = (0, None);
        let is_flat = !line.contains("   ") && !line.contains('|');
        for (at, c) in line.char_indices().filter(|_| is_flat) {
            if c == ' ' {
                blank = Some((at, column));
            }
            column += 1;
            if let Some((at, begins)) = blank.filter(|_| column > width) {
                breaks.insert(start + at);
                (column, blank) = (column - begins - 1, None);
            }
        }
        start += line.len();
    }
    breaks
}

/// No blank behind marks between words.
pub fn glued(text: &str) -> Noisy {
    Noisy::each(text, |letter, noisy| {
        let is_behind = matches!(letter.before(), ',' | ';' | ':' | '.');
        let opens = text[..letter.at].chars().rev().nth(1).unwrap_or('\n');
        let is_lost = letter.c == ' ' && is_behind && opens.is_alphabetic() && letter.after().is_alphabetic();
        if is_lost { noisy.put(letter, b"") } else { noisy.keep(letter) }
    })
}

/// Blanks before marks, and two blanks for each third one.
pub fn spaced(text: &str) -> Noisy {
    let mut n_blanks = 0;
    Noisy::each(text, |letter, noisy| {
        let is_mark = matches!(letter.c, ',' | ';' | ':' | '.') && letter.after().is_whitespace();
        if is_mark && letter.before().is_alphanumeric() {
            noisy.add(" ");
        }
        noisy.keep(letter);
        if letter.c == ' ' && letter.before() != ' ' && letter.after() != ' ' {
            n_blanks += 1;
            if n_blanks % 3 == 0 {
                noisy.add(" ");
            }
        }
    })
}

pub fn line_ends(text: &str, end: &str) -> Noisy {
    Noisy::each(
        text,
        |letter, noisy| if letter.c == '\n' { noisy.put(letter, end.as_bytes()) } else { noisy.keep(letter) },
    )
}

/// A soft hyphen or a blank of no width inside each third word.
pub fn hidden(text: &str) -> Noisy {
    let mut n_words = 0;
    Noisy::each(text, |letter, noisy| {
        let opens = letter.c.is_alphabetic() && !letter.before().is_alphabetic();
        noisy.keep(letter);
        if opens && letter.after().is_alphabetic() {
            n_words += 1;
            match n_words % 6 {
                0 => noisy.add("\u{ad}"),
                3 => noisy.add("\u{200b}"),
                _ => {}
            }
        }
    })
}

/// Blanks at which no line breaks, narrow ones, and wide ones.
pub fn other_blanks(text: &str) -> Noisy {
    let mut n_blanks = 0;
    Noisy::each(text, |letter, noisy| {
        if letter.c != ' ' {
            return noisy.keep(letter);
        }
        n_blanks += 1;
        let blank = ["\u{a0}", " ", "\u{202f}", "\u{2002}"][n_blanks % 4];
        noisy.put(letter, blank.as_bytes());
    })
}

/// Tabs for gaps between columns and behind marks of items.
pub fn tabs(text: &str) -> Noisy {
    Noisy::each(text, |letter, noisy| {
        let is_gap = letter.c == ' ' && (letter.before() == ' ' || letter.after() == ' ');
        let is_first = letter.before() != ' ';
        match letter.c {
            ' ' if is_gap && is_first => noisy.put(letter, b"\t"),
            ' ' if is_gap => noisy.put(letter, b""),
            ' ' if is_behind_marker(letter) => noisy.put(letter, b"\t"),
            _ => noisy.keep(letter),
        }
    })
}

fn is_behind_marker(letter: Letter) -> bool {
    let opening = &letter.text[letter.line_start()..letter.at];
    matches!(opening, "-" | "+" | "*") || opening.len() <= 4 && opening.ends_with(['.', ')'])
}

/// Other signs, in turn, for the dash that opens an item; an empty one takes its blank with it.
pub fn bullets(text: &str, signs: &[&str]) -> Noisy {
    let mut n_items = 0;
    Noisy::each(text, |letter, noisy| {
        let is_item = |at: usize| text[at..].starts_with("- ") && (at == 0 || text[..at].ends_with('\n'));
        if is_item(letter.at) {
            n_items += 1;
            return noisy.put(letter, signs[n_items % signs.len()].as_bytes());
        }
        let is_lost = letter.at > 0 && letter.c == ' ' && is_item(letter.at - letter.before().len_utf8());
        if is_lost && signs[n_items % signs.len()].is_empty() { noisy.put(letter, b"") } else { noisy.keep(letter) }
    })
}
