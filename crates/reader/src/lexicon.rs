//! The phrases the rules know, as data: tab-separated files, parsed once into one trie over words.
//!
//! A line is `phrase <tab> class <tab> values...`; `#` opens a comment. Phrases match in lower case and in one
//! spelling of tones, whatever blanks or line breaks stand between their words.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::Hasher;
use std::ops::Deref;
use std::sync::OnceLock;

pub use crate::lexicon_class::{Class, ClassSet};
use crate::token::{Token, lowered_at, small, tokens};
pub use crate::trie::Hit;
use crate::trie::Trie;
pub(crate) use crate::trie::{Fast, Found, Hits, Quick};

/// The files, in the order in which their rows count. A new file is one line here.
const FILES: &[(&str, &str)] = &[
    ("kinds.tsv", include_str!("../lexicon/kinds.tsv")),
    ("levels.tsv", include_str!("../lexicon/levels.tsv")),
    ("organs.tsv", include_str!("../lexicon/organs.tsv")),
    ("positions.tsv", include_str!("../lexicon/positions.tsv")),
    ("abbreviations.tsv", include_str!("../lexicon/abbreviations.tsv")),
    ("symbols.tsv", include_str!("../lexicon/symbols.tsv")),
    ("cues.tsv", include_str!("../lexicon/cues.tsv")),
    ("action.tsv", include_str!("../lexicon/action.tsv")),
    ("calendar.tsv", include_str!("../lexicon/calendar.tsv")),
    ("deadline.tsv", include_str!("../lexicon/deadline.tsv")),
    ("directive.tsv", include_str!("../lexicon/directive.tsv")),
    ("group.tsv", include_str!("../lexicon/group.tsv")),
    ("discourse.tsv", include_str!("../lexicon/discourse.tsv")),
    ("limitation.tsv", include_str!("../lexicon/limitation.tsv")),
    ("observation.tsv", include_str!("../lexicon/observation.tsv")),
    ("field.tsv", include_str!("../lexicon/field.tsv")),
    ("deliverable.tsv", include_str!("../lexicon/deliverable.tsv")),
    ("cause.tsv", include_str!("../lexicon/cause.tsv")),
    ("result.tsv", include_str!("../lexicon/result.tsv")),
    ("assessment.tsv", include_str!("../lexicon/assessment.tsv")),
    ("programme.tsv", include_str!("../lexicon/programme.tsv")),
    ("petition.tsv", include_str!("../lexicon/petition.tsv")),
    ("caption.tsv", include_str!("../lexicon/caption.tsv")),
    ("table.tsv", include_str!("../lexicon/table.tsv")),
    ("consistency.tsv", include_str!("../lexicon/consistency.tsv")),
];

/// One lexicon line.
pub struct Row {
    pub phrase: &'static str,
    pub class: Class,
    pub values: Vec<&'static str>,
}

impl Row {
    /// The value in column `n` after the class; empty when it is left out.
    pub fn value(&self, n: usize) -> &'static str {
        self.values.get(n).copied().unwrap_or("")
    }
}

/// The file a row stands in, and its line, from 1.
pub fn row_place(row: &Row) -> (&'static str, usize) {
    let place = FILES.iter().find_map(|(name, rows)| {
        let at = (row.phrase.as_ptr() as usize).wrapping_sub(rows.as_ptr() as usize);
        (at < rows.len()).then(|| (*name, rows[..at].matches('\n').count() + 1))
    });
    place.expect("invariant: every row is a part of its file")
}

/// All lines, and the trie that finds them.
pub struct Lexicon {
    rows: Vec<Row>,
    /// Places in `rows`, by class.
    by_class: Vec<Vec<u32>>,
    trie: Trie,
}

/// The lexicon of this build.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::load)
}

/// A number that changes when a lexicon line changes: proposals are cached by it.
pub fn lexicon_hash() -> u64 {
    let mut hasher = Quick::default();
    FILES.iter().for_each(|(name, lines)| {
        hasher.write(name.as_bytes());
        hasher.write(lines.as_bytes());
    });
    hasher.write(crate::unmarked::USUAL.as_bytes());
    hasher.write(crate::legacy::ROWS.as_bytes());
    hasher.write(crate::sheet::LINES.as_bytes());
    hasher.finish()
}

/// Whether the word is one that joins the parts of a name.
pub fn is_and(word: &str) -> bool {
    lexicon().rows_of(Class::AndWord).any(|it| it.phrase == word)
}

/// Whether these head words name an office or bureau of another organ.
pub fn is_of(head: &str) -> bool {
    let is_head = |it: &Row| if it.value(1).is_empty() { it.phrase == head } else { it.value(1) == head };
    lexicon().rows_of(Class::Organ).any(|it| it.value(0) == "of" && is_head(it))
}

/// Whether these head words name a body that governs: of the Party, the State or the front.
pub fn is_governing(head: &str) -> bool {
    let is_head = |it: &Row| if it.value(1).is_empty() { it.phrase == head } else { it.value(1) == head };
    let is_field = |it: &Row| it.value(2) == "state" && head.starts_with(it.phrase);
    let governs = |it: &Row| {
        matches!(it.value(0), "party" | "cell" | "committee" | "level" | "of") && is_head(it) || is_field(it)
    };
    lexicon().rows_of(Class::Organ).any(governs)
}

/// The kind of an official letter, which prints none.
pub fn letter_kind() -> Option<&'static str> {
    lexicon().rows_of(Class::Kind).find(|it| it.value(1) == "letter").map(|it| it.value(0))
}

/// Whether documents of this kind record a meeting.
pub fn is_minutes(kind: &str) -> bool {
    has_kind(kind, "minutes")
}

/// Whether documents of this kind may announce a conclusion.
pub fn is_notice(kind: &str) -> bool {
    has_kind(kind, "notice")
}

/// The usual word for a rate.
pub fn rate_word() -> &'static str {
    lexicon().rows_of(Class::Rate).next().map_or("", |it| it.phrase)
}

fn has_kind(kind: &str, purpose: &str) -> bool {
    lexicon().rows_of(Class::Kind).any(|it| it.phrase == kind && it.value(1) == purpose)
}

/// The rank of a level word: 1 province .. 4 hamlet; 0 for none.
pub fn rank(level: &str) -> u8 {
    static RANKS: OnceLock<HashMap<&str, u8>> = OnceLock::new();
    let levels = || lexicon().rows_of(Class::Level);
    let ranks = RANKS.get_or_init(|| levels().filter_map(|it| Some((it.phrase, it.value(0).parse().ok()?))).collect());
    ranks.get(level).copied().unwrap_or(0)
}

/// Words of our own making, and what the lexicon knows of them: looked up once, when it is asked for.
#[derive(Clone, Debug, Default)]
pub struct Phrase {
    words: String,
    known: OnceCell<[ClassSet; 2]>,
}

impl Phrase {
    /// Whether the words begin with a phrase of `class`.
    pub fn opens_with(&self, class: Class) -> bool {
        self.known()[0].has(class)
    }

    /// Whether a phrase of `class` stands anywhere in the words.
    pub fn holds(&self, class: Class) -> bool {
        self.known()[1].has(class)
    }

    /// The phrase of `class` that the words begin with, as they print it; empty without.
    pub fn head(&self, class: Class) -> &str {
        if self.opens_with(class) { head_of(&self.words, class) } else { "" }
    }

    /// What begins the words, and what stands anywhere in them.
    fn known(&self) -> &[ClassSet; 2] {
        self.known.get_or_init(|| {
            let mut all = ClassSet::default();
            let parts = tokens(&self.words);
            let found = lexicon().found(&lowered_at(&self.words, &parts), &parts);
            (0..parts.len()).for_each(|it| all.unite(&found.classes(it)));
            [found.classes(0), all]
        })
    }
}

impl From<String> for Phrase {
    fn from(words: String) -> Phrase {
        Phrase { words, known: OnceCell::new() }
    }
}

impl Deref for Phrase {
    type Target = str;

    fn deref(&self) -> &str {
        &self.words
    }
}

/// Whether a name speaks of several by their kind.
pub fn is_plural(name: &str) -> bool {
    lexicon().rows_of(Class::Plural).any(|it| stands(name, it.phrase))
}

/// Whether `phrase` stands between the blanks of `words`, in small letters or capitals.
fn stands(words: &str, phrase: &str) -> bool {
    let is_at = |at: usize| {
        let mut rest = words[at..].chars().map(small);
        phrase.chars().all(|it| rest.next() == Some(it)) && rest.next().is_none_or(|it| it == ' ')
    };
    is_at(0) || words.match_indices(' ').any(|(at, _)| is_at(at + 1))
}

/// Whether a phrase of `class` stands anywhere in `words`.
pub fn holds(words: &str, class: Class) -> bool {
    Phrase::from(words.to_owned()).holds(class)
}

fn head_of(words: &str, class: Class) -> &str {
    let parts = tokens(words);
    let found = lexicon().found(&lowered_at(words, &parts), &parts);
    let hit = found.at(0).find(|it| it.class == class);
    hit.map_or("", |it| &words[..parts[it.end - 1].end()])
}

impl Lexicon {
    fn load() -> Lexicon {
        let lines = FILES.iter().flat_map(|it| it.1.lines());
        let rows: Vec<Row> =
            lines.filter(|it| !it.starts_with('#') && !it.trim().is_empty()).filter_map(parsed).collect();
        let mut by_class = vec![Vec::new(); Class::N];
        rows.iter().zip(0..).for_each(|(row, n)| by_class[row.class as usize].push(n));
        Lexicon { trie: Trie::of(&rows), rows, by_class }
    }

    pub(crate) fn row(&self, n: u32) -> &Row {
        &self.rows[n as usize]
    }

    /// The lines of a class, in their order.
    pub(crate) fn rows_of(&self, class: Class) -> impl Iterator<Item = &Row> {
        self.by_class[class as usize].iter().map(|it| &self.rows[*it as usize])
    }

    /// The phrases of all lines, each with its class.
    pub fn phrases(&self) -> impl Iterator<Item = (&'static str, Class)> {
        self.rows.iter().map(|it| (it.phrase, it.class))
    }

    /// Whether the word, in lower case, stands in any phrase.
    pub fn knows(&self, word: &str) -> bool {
        self.trie.knows(word)
    }

    /// Every phrase that stands in the text.
    pub(crate) fn found(&'static self, lower: &str, tokens: &[Token]) -> Found {
        self.trie.find(lower, tokens)
    }
}

fn parsed(line: &'static str) -> Option<Row> {
    let mut columns = line.split('\t').map(str::trim);
    let (phrase, class) = (columns.next()?, Class::named(columns.next()?)?);
    Some(Row { phrase, class, values: columns.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_known_class() {
        for (name, lines) in FILES {
            for line in lines.lines().filter(|it| !it.starts_with('#') && !it.trim().is_empty()) {
                assert!(parsed(line).is_some(), "{name}: {line}");
            }
        }
    }

    #[test]
    fn every_file_explains_its_columns() {
        assert!(FILES.iter().all(|(_, lines)| lines.starts_with("# phrase\tclass")));
    }
}
