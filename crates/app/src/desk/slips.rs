//! What lies on the desk: one slip for each directive, fewer where slips were joined, more where one was split.

use super::kept::Kept;
use crate::propose::Draft;
use base::Span;

/// One slip: a directive, a part of one, or several that were joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// Places of its directives in the proposal, both inclusive.
    pub first: usize,
    pub last: usize,
    /// Which part of a directive that was split, from 0.
    pub part: Option<usize>,
    pub span: Span,
    /// Of one that a person added, its number.
    pub added: Option<usize>,
}

impl Slip {
    /// What it is called in forms and cells.
    pub fn key(&self) -> String {
        let added = self.added.map(|it| format!("+{it}")).unwrap_or_default();
        format!("{}-{}{added}", self.span.start, self.span.end)
    }

    /// Whether a byte of the source belongs to it.
    pub fn holds(&self, at: usize) -> bool {
        self.span.start <= at && at < self.span.end
    }

    /// The name of its cell.
    pub fn cell(&self) -> String {
        format!("slip {}", self.key())
    }
}

/// Where the slip of a key begins.
pub(super) fn start_of(key: &str) -> Option<usize> {
    key.split_once('-')?.0.parse().ok()
}

/// The cell that says that a directive is cut at a place.
pub(super) fn cut_cell(at: usize) -> String {
    format!("cut {at}")
}

/// The cell that says that the directive of a number is joined with the next.
pub(super) fn join_cell(n: u32) -> String {
    format!("join {n}")
}

/// The slips, in the order of the text.
pub(super) fn slips(text: &str, drafts: &[Draft], kept: &Kept) -> Vec<Slip> {
    let joins = kept.numbers("join ");
    let mut cuts = kept.numbers("cut ");
    cuts.sort_unstable();
    let added = kept.added();
    let n_read = drafts.len().saturating_sub(added.len());
    let mut slips = Vec::new();
    let mut first = 0;
    while first < drafts.len() {
        let mut last = first;
        while last + 1 < drafts.len() && joins.contains(&(drafts[last].n as usize)) {
            last += 1;
        }
        let span = drafts[first..=last].iter().fold(drafts[first].span, |span, it| span.join(it.span));
        let inside: Vec<usize> = cuts.iter().copied().filter(|it| span.start < *it && *it < span.end).collect();
        let added = first.checked_sub(n_read).map(|it| added[it].0);
        match first == last && !inside.is_empty() && added.is_none() {
            true => slips.extend(parts(text, first, span, &inside)),
            false => slips.push(Slip { first, last, part: None, span, added }),
        }
        first = last + 1;
    }
    slips
}

fn parts(text: &str, at: usize, span: Span, cuts: &[usize]) -> Vec<Slip> {
    let ends = cuts.iter().copied().chain([span.end]);
    let starts = [span.start].into_iter().chain(cuts.iter().copied());
    let spans = starts.zip(ends).map(|(start, end)| trimmed(text, Span::new(start, end)));
    let spans = spans.filter(|it| !it.is_empty());
    spans.enumerate().map(|(part, span)| Slip { first: at, last: at, part: Some(part), span, added: None }).collect()
}

/// The span without what stands between two clauses.
fn trimmed(text: &str, span: Span) -> Span {
    let is_between = |it: char| it.is_whitespace() || ";,.-\u{2013}+".contains(it);
    let words = span.of(text);
    let start = span.start + words.len() - words.trim_start_matches(is_between).len();
    let end = span.start + words.trim_end_matches(is_between).len();
    Span::new(start, end.max(start))
}

/// Where `slip` could be cut: where it was joined; else behind semicolons, full stops and line ends, or behind commas where
/// there is none of these.
pub(super) fn places_to_cut(text: &str, drafts: &[Draft], slip: &Slip) -> Vec<usize> {
    const MOST: usize = 8;
    const SHORTEST: usize = 12;
    if slip.added.is_some() {
        return Vec::new();
    }
    if slip.first != slip.last {
        return drafts[slip.first + 1..=slip.last].iter().map(|it| it.span.start).collect();
    }
    let words = slip.span.of(text);
    let behind = |signs: &str| -> Vec<usize> {
        let ends = words.char_indices().filter(|it| signs.contains(it.1)).map(|(at, sign)| at + sign.len_utf8());
        let spaced = ends.filter(|it| words[*it..].starts_with(char::is_whitespace) || words[..*it].ends_with('\n'));
        let inside = spaced.filter(|it| *it >= SHORTEST && it + SHORTEST <= words.len());
        inside.map(|it| slip.span.start + it).take(MOST).collect()
    };
    let places = behind(";.\n");
    if places.is_empty() { behind(",") } else { places }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_loses_what_stands_around_it() {
        let text = "one; - two three.\n";
        let slip = Slip { first: 0, last: 0, part: None, span: Span::new(0, text.len()), added: None };
        assert_eq!(trimmed(text, Span::new(4, text.len())).of(text), "two three");
        assert!(places_to_cut(text, &[], &slip).is_empty());
        let long = "draw up the plan; hand it over, to the office";
        let slip = Slip { span: Span::new(0, long.len()), ..slip };
        let rest: Vec<&str> = places_to_cut(long, &[], &slip).into_iter().map(|it| &long[it..]).collect();
        assert_eq!(rest, [" hand it over, to the office"]);
    }
}
