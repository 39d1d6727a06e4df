//! Looks for a secrecy mark that stands alone on its line or behind its label. It says only whether there is one.
//!
//! Source: Decree 26/2020/ND-CP (marks of secrecy on documents); words such as those for density or honey are none.

use std::sync::OnceLock;

use base::fold;

const ROWS: &str = include_str!("../lexicon/secrecy.tsv");

/// The phrases of each kind without their blanks; all but the marks in small letters.
struct Marks {
    marks: Vec<String>,
    words: Vec<String>,
    labels: Vec<String>,
    levels: Vec<String>,
    /// What they begin with, in either case.
    firsts: Vec<char>,
}

fn known() -> &'static Marks {
    static KNOWN: OnceLock<Marks> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let small = |kind: &str| rows(kind).map(|it| squeezed(&it.to_lowercase())).collect();
        let first = |it: &str| it.chars().next().into_iter().flat_map(|it| it.to_lowercase().chain(it.to_uppercase()));
        let firsts = ["mark", "word", "label"].into_iter().flat_map(rows).flat_map(first).collect();
        let marks = rows("mark").map(squeezed).collect();
        Marks { marks, words: small("word"), labels: small("label"), levels: small("level"), firsts }
    })
}

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
    if bare.len() > 200 || !bare.starts_with(&known().firsts[..]) {
        return false;
    }
    let words = fold::collapse(bare);
    let alone = squeezed(without_copy(&words));
    known().marks.contains(&alone) || known().words.contains(&alone.to_lowercase()) || is_told(&words)
}

/// The phrases of a kind.
fn rows(kind: &str) -> impl Iterator<Item = &'static str> {
    let rows = ROWS.lines().filter_map(|it| it.split_once('\t'));
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
    let small = |words: &str| squeezed(&words.to_lowercase());
    known().labels.contains(&small(label)) && known().levels.contains(&small(level))
}

/// The letters alone, also where they are set wide.
fn squeezed(words: &str) -> String {
    words.split_whitespace().collect()
}
