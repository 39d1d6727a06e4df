//! Looks for a secrecy mark that stands alone on its line or behind its label. It says only whether there is one.
//!
//! Source: Decree 26/2020/ND-CP (marks of secrecy on documents); words such as those for density or honey are none.

use base::fold;

const MARKS: &str = include_str!("../lexicon/secrecy.tsv");

/// Whether a secrecy mark stands alone on a line of `text`, alone in a cell of a letterhead set in columns, or behind
/// the label for it.
///
/// A cell ends at a tab, a bar or two blanks; frames and full stops around the mark do not hide it.
pub fn is_classified(text: &str) -> bool {
    text.lines().flat_map(cells).any(is_mark)
}

fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split(['\t', '|', '\u{2502}', '\u{a0}']).flat_map(|it| it.split("  "))
}

fn is_mark(cell: &str) -> bool {
    let bare = cell.trim_matches(|it: char| !it.is_alphanumeric());
    // The longest mark with its label has 30 letters; three bytes each, and combining marks, leave this far behind.
    if bare.is_empty() || bare.len() > 200 {
        return false;
    }
    let words = fold::collapse(bare);
    let alone = without_copy(&words);
    rows("mark").any(|it| is_same(it, alone))
        || rows("word").any(|it| is_same_in_any_case(it, alone))
        || is_told(&words)
}

/// The phrases of a kind.
fn rows(kind: &str) -> impl Iterator<Item = &'static str> {
    let rows = MARKS.lines().filter_map(|it| it.split_once('\t'));
    rows.filter(move |it| it.1 == kind).map(|it| it.0)
}

/// `TUYET MAT (A)`: the letter of the copy is left off.
fn without_copy(words: &str) -> &str {
    let (mark, copy) = words.rsplit_once('(').unwrap_or((words, ""));
    if copy.chars().count() <= 2 { mark.trim_end() } else { words }
}

/// A label and the level behind it, whatever letters and blanks: `Do mat : Toi mat`.
fn is_told(words: &str) -> bool {
    let Some((label, level)) = words.split_once([':', '-', '\u{2013}', '(']) else { return false };
    let level = level.split([';', ',', '.', '(', ')']).next().unwrap_or("");
    rows("label").any(|it| is_same_in_any_case(it, label)) && rows("level").any(|it| is_same_in_any_case(it, level))
}

/// The same mark, also where its letters are set wide.
fn is_same(mark: &str, words: &str) -> bool {
    mark == words || squeezed(mark) == squeezed(words)
}

fn is_same_in_any_case(mark: &str, words: &str) -> bool {
    squeezed(&mark.to_lowercase()) == squeezed(&words.to_lowercase())
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect()
}
