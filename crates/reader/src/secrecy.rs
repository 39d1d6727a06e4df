//! Looks for a secrecy mark that stands alone on its line. It says only whether there is one.
//!
//! Source: Decree 26/2020/ND-CP (marks of secrecy on documents); words such as those for density or honey are none.

use base::fold;

const MARKS: &str = include_str!("../lexicon/secrecy.tsv");

/// Whether a secrecy mark stands alone on a line of `text`, or alone in a cell of a letterhead set in columns.
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
    // The longest mark has 17 letters; three bytes each, and combining marks, leave this far behind.
    if bare.is_empty() || bare.len() > 120 {
        return false;
    }
    let words = fold::collapse(bare);
    MARKS.lines().filter(|it| !it.starts_with('#')).any(|mark| is_same(mark, &words))
}

/// The same mark, also where its letters are set wide or blanks stand before a colon.
fn is_same(mark: &str, words: &str) -> bool {
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    mark == words || squeeze(mark) == squeeze(words)
}
