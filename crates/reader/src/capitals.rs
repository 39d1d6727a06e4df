//! Capitals of TCVN3: a letter with a tone has one byte for both cases, so its case is told by what stands around it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Writes letters with a tone as capitals where the words around them are; no byte moves.
///
/// # Source
/// TCVN 5712:1993, table VN3: capitals with a tone stand in fonts of their own.
pub fn raise_capitals(text: &mut String) {
    let mut raised = Vec::new();
    let mut cell: Vec<Range<usize>> = Vec::new();
    for word in words(text) {
        let before = cell.last().map_or(0..0, Range::clone);
        let gap = &text[before.end..word.start];
        if opens_sentence(gap, before.len()) {
            let first = text[word.start..].chars().next().map_or(0, char::len_utf8);
            raised.push(word.start..word.start + first);
        }
        if gap.contains(['\n', '\t']) || gap.contains("   ") {
            raise_cell(text, &cell, &mut raised);
            cell.clear();
        }
        cell.push(word);
    }
    raise_cell(text, &cell, &mut raised);
    raise(text, &mut raised);
}

/// Runs of letters.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while chars.next_if(|it| !it.1.is_alphabetic()).is_some() {}
        let start = chars.peek()?.0;
        let mut end = start;
        while let Some((at, c)) = chars.next_if(|it| it.1.is_alphabetic()) {
            end = at + c.len_utf8();
        }
        Some(start..end)
    })
}

/// Whether a sentence begins behind `gap`, before which a word of `length` bytes stands.
fn opens_sentence(gap: &str, length: usize) -> bool {
    let is_ended = gap.starts_with(['.', '!', '?']) && gap[1..].starts_with(char::is_whitespace);
    let is_item = length == 1 && matches!(gap, ") " | ". ");
    let is_line = gap.contains('\n') && gap.starts_with([':', ';', '\u{201d}', '"', '/']);
    length == 0 || is_ended || is_item || is_line || gap.contains("\n\n") || gap.contains("\r\n\r\n")
}

/// All words of a cell whose letters of known case are capitals; or those words of it that must be.
fn raise_cell(text: &str, cell: &[Range<usize>], raised: &mut Vec<Range<usize>>) {
    let counts: Vec<(usize, usize)> = cell.iter().map(|it| n_of_known_case(&text[it.clone()])).collect();
    let sum = counts.iter().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    let is_capital = sum.1 == 0 && sum.0 >= 2 && cell.len() > 1;
    for (word, (n_capital, n_small)) in cell.iter().zip(counts) {
        let opens_toned = text[word.start..].chars().next().is_some_and(has_tone);
        if is_capital || n_small == 0 && (n_capital >= 2 || n_capital == 1 && opens_toned) {
            raised.push(word.clone());
        }
    }
    // A toned letter opens a word inside a name: `Vu Thi anh Tuyet`.
    for names in cell.windows(4).filter(|it| text[it[0].start..it[3].end].matches(' ').count() == 3) {
        let [first, second, toned, last] = [0, 1, 2, 3].map(|it| &text[names[it].clone()]);
        let is_name = [first, second, last].iter().all(|it| it.starts_with(char::is_uppercase));
        if is_name && toned.starts_with(has_tone) && toned.chars().count() > 1 {
            raised.push(names[2].start..names[2].start + toned.chars().next().map_or(0, char::len_utf8));
        }
    }
}

/// Capitals and small letters among those whose case is known.
fn n_of_known_case(word: &str) -> (usize, usize) {
    let known = word.chars().filter(|it| !has_tone(*it));
    known.fold((0, 0), |(n_capital, n_small), it| {
        (n_capital + usize::from(it.is_uppercase()), n_small + usize::from(it.is_lowercase()))
    })
}

/// Whether this is a small letter with one of the five tones.
fn has_tone(c: char) -> bool {
    let is_tone = |it| matches!(it, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    !c.is_ascii() && c.is_lowercase() && std::iter::once(c).nfd().any(is_tone)
}

fn raise(text: &mut String, raised: &mut [Range<usize>]) {
    raised.sort_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in raised.iter().filter(|it| !it.is_empty()) {
        if range.start < at {
            // The first letter of a raised word is named twice.
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.extend(text[range.clone()].chars().map(|it| if has_tone(it) { capital(it) } else { it }));
        at = range.end;
    }
    out.push_str(&text[at..]);
    *text = out;
}

/// The capital of the same byte length.
fn capital(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(capital), None) if capital.len_utf8() == c.len_utf8() => capital,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_follow_the_words_around_them() {
        for line in include_str!("../tests/suite/capitals.txt").lines().filter(|it| !it.starts_with('#')) {
            let (was, becomes) = line.split_once(" => ").expect("a case has an arrow");
            let mut text = was.replace("\\n", "\n");
            raise_capitals(&mut text);
            assert_eq!(text.replace('\n', "\\n"), becomes);
        }
    }
}
