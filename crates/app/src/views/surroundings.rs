//! A passage in its surroundings: the whole sentence it stands in, and neighbours as far as they are short.

use serde::Serialize;

/// A passage in its surroundings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceText {
    pub before: String,
    pub words: String,
    pub after: String,
}

/// Neighbouring sentences are shown as far as they lie this near, bytes.
const NEAR: usize = 240;
/// The sentence itself is shown whole unless it reaches farther than this, bytes.
const FAR: usize = 1_500;
const ELLIPSIS: &str = "\u{2026}";

/// The words of a span and what stands around them; `None` where the span is not in the text.
pub(crate) fn around(text: &str, start: usize, end: usize) -> Option<SourceText> {
    let words = text.get(start..end)?.to_owned();
    Some(SourceText { before: before(text, start), words, after: after(text, end) })
}

fn before(text: &str, start: usize) -> String {
    let farthest = text.floor_char_boundary(start.saturating_sub(FAR));
    let begin = |from: usize| (from..=start).find(|it| begins(text, *it));
    let last = || (farthest..start).rev().find(|it| begins(text, *it));
    let near = begin(start.saturating_sub(NEAR)).filter(|it| *it < start || begins(text, start));
    match near.or_else(last) {
        Some(from) => text[from..start].to_owned(),
        None => {
            let cut = &text[farthest..start];
            let words = cut.split_once(char::is_whitespace).map_or("", |it| it.1);
            format!("{ELLIPSIS} {words}")
        }
    }
}

fn after(text: &str, end: usize) -> String {
    let farthest = text.ceil_char_boundary((end + FAR).min(text.len()));
    let is_end = |it: &usize| begins(text, *it) || text[*it..].trim_start().is_empty();
    let places = |until: usize| (end..=until.min(text.len())).filter(|it| text.is_char_boundary(*it));
    let near = places(end + NEAR).rev().find(is_end);
    match near.or_else(|| places(farthest).find(is_end)) {
        Some(until) => text[end..until].trim_end().to_owned(),
        None => {
            let words = text[end..farthest].rsplit_once(char::is_whitespace).map_or("", |it| it.0);
            format!("{words} {ELLIPSIS}")
        }
    }
}

/// Whether a sentence begins at a byte: at a paragraph, at a line behind a sign that closes one, behind such a sign.
fn begins(text: &str, at: usize) -> bool {
    if !text.is_char_boundary(at) || !text[at..].starts_with(|it: char| !it.is_whitespace()) {
        return false;
    }
    let before = text[..at].trim_end();
    let gap = &text[before.len()..at];
    let closes = |signs: &str| before.ends_with(|it| signs.contains(it)) && !is_short_form(before);
    match gap.matches('\n').count() {
        _ if before.is_empty() => true,
        0 => !gap.is_empty() && closes(".!?"),
        1 => closes(".!?:;") || text[at..].starts_with(['-', '+', '*', '\u{2022}']),
        _ => true,
    }
}

/// A full stop behind a title (`TP.`) or behind the number of a line (`1.`) closes nothing.
fn is_short_form(before: &str) -> bool {
    const LONGEST: usize = 3;
    let Some(word) = before.strip_suffix('.') else { return false };
    let line = word.rsplit('\n').next().unwrap_or(word);
    let last = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    let is_title = last.starts_with(char::is_uppercase) && last.chars().count() <= LONGEST;
    is_title || line.trim().len() == last.len() && last.chars().all(|it| it.is_ascii_digit() || it == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The passage stands in brackets, what is shown of its surroundings in braces.
    #[test]
    fn a_passage_stands_in_whole_sentences() {
        let long = "x".repeat(NEAR);
        let check = |told: &str| {
            let text = told.replace(['[', ']', '{', '}'], "");
            let start = told.find('[').unwrap() - usize::from(told[..told.find('[').unwrap()].contains('{'));
            let words = &told[told.find('[').unwrap() + 1..told.find(']').unwrap()];
            let shown = &told[told.find('{').unwrap() + 1..told.find('}').unwrap()];
            let seen = around(&text, start, start + words.len()).unwrap();
            assert_eq!(format!("{}[{}]{}", seen.before, seen.words, seen.after), shown, "{told}");
        };
        check("{One. Two [three] four. Five.}");
        check(&format!("One {long}. {{Two [three] four.}} Five {long}."));
        check(&format!("{{One {long} [three] {long} four.}} Five {long}."));
        check(&format!("{long}\n\n{{Two\n[three]\nfour.}}\n- Five {long}"));
        check(&format!("{long}.\n{{1. The TP. office [does] it.}} {long}."));
        check(&format!("{long}:\n{{- [Two] three;}}\n- Five {long}"));
    }

    #[test]
    fn what_is_longer_than_any_sentence_is_cut_between_words() {
        let text = format!("{} words of it {}", "before ".repeat(400), " after".repeat(400));
        let start = text.find("words").unwrap();
        let seen = around(&text, start, start + "words of it".len()).unwrap();
        assert_eq!(seen.words, "words of it");
        assert!(seen.before.starts_with(ELLIPSIS) && seen.after.ends_with(ELLIPSIS));
        assert!(seen.before.split_whitespace().skip(1).all(|it| it == "before"), "{}", seen.before);
        assert_eq!(around("abc", 2, 9), None);
    }
}
