//! The phrases the rules know, as data: tab-separated files, parsed once into one trie over words.
//!
//! A line is `phrase <tab> class <tab> values...`; `#` opens a comment. Phrases match in lower case and in one
//! spelling of tones, whatever blanks or line breaks stand between their words.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

pub use crate::lexicon_class::Class;
use crate::token::{Token, lowered, tokens};

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

/// A phrase that stands at tokens `first..end`.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub first: usize,
    pub end: usize,
    pub class: Class,
    pub(crate) row: u32,
}

impl Hit {
    pub fn row(&self) -> &'static Row {
        &lexicon().rows[self.row as usize]
    }
}

/// All lines, and the trie that finds them.
pub struct Lexicon {
    rows: Vec<Row>,
    words: HashMap<String, u32, Fast>,
    /// (node, word) to the next node; the root is node 0.
    next: HashMap<(u32, u32), u32, Fast>,
    /// Rows that end at a node.
    ends: Vec<Vec<u32>>,
}

/// The lexicon of this build.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::load)
}

/// A number that changes when a lexicon line changes: proposals are cached by it.
pub fn lexicon_hash() -> u64 {
    let mut hasher = Fnv::default();
    FILES.iter().for_each(|(name, lines)| {
        hasher.write(name.as_bytes());
        hasher.write(lines.as_bytes());
    });
    hasher.finish()
}

/// Whether the word is one that joins the parts of a name.
pub fn is_and(word: &str) -> bool {
    lexicon().rows.iter().filter(|it| it.class == Class::AndWord).any(|it| it.phrase == word)
}

/// Whether these head words name an office or bureau of another organ.
pub fn is_of(head: &str) -> bool {
    let is_head = |it: &Row| if it.value(1).is_empty() { it.phrase == head } else { it.value(1) == head };
    lexicon().rows.iter().any(|it| it.class == Class::Organ && it.value(0) == "of" && is_head(it))
}

/// Whether these head words name a body that governs: of the Party, the State or the front.
pub fn is_governing(head: &str) -> bool {
    let is_head = |it: &Row| if it.value(1).is_empty() { it.phrase == head } else { it.value(1) == head };
    let is_field = |it: &Row| it.value(2) == "state" && head.starts_with(it.phrase);
    let governs = |it: &Row| {
        matches!(it.value(0), "party" | "cell" | "committee" | "level" | "of") && is_head(it) || is_field(it)
    };
    lexicon().rows.iter().any(|it| it.class == Class::Organ && governs(it))
}

/// The kind of an official letter, which prints none.
pub fn letter_kind() -> Option<&'static str> {
    lexicon().rows.iter().find(|it| it.class == Class::Kind && it.value(1) == "letter").map(|it| it.value(0))
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
    lexicon().rows.iter().find(|it| it.class == Class::Rate).map_or("", |it| it.phrase)
}

fn has_kind(kind: &str, purpose: &str) -> bool {
    lexicon().rows.iter().any(|it| it.class == Class::Kind && it.phrase == kind && it.value(1) == purpose)
}

/// The rank of a level word: 1 province .. 4 hamlet; 0 for none.
pub fn rank(level: &str) -> u8 {
    static RANKS: OnceLock<HashMap<&str, u8>> = OnceLock::new();
    let levels = || lexicon().rows.iter().filter(|it| it.class == Class::Level);
    let ranks = RANKS.get_or_init(|| levels().filter_map(|it| Some((it.phrase, it.value(0).parse().ok()?))).collect());
    ranks.get(level).copied().unwrap_or(0)
}

/// Whether `words` begin with a phrase of `class`.
pub fn opens_with(words: &str, class: Class) -> bool {
    classes_of(words).iter().any(|it| it.0 == 0 && it.1 == class)
}

/// Whether a phrase of `class` stands anywhere in `words`.
pub fn holds(words: &str, class: Class) -> bool {
    classes_of(words).iter().any(|it| it.1 == class)
}

/// The phrase of `class` that `words` begin with, as they print it; empty without.
pub fn head_of(words: &str, class: Class) -> &str {
    let parts = tokens(words);
    let hit = lexicon().hits(&lowered(words), &parts).into_iter().find(|it| it.first == 0 && it.class == class);
    hit.map_or("", |it| &words[..parts[it.end - 1].end()])
}

fn classes_of(words: &str) -> Vec<(usize, Class)> {
    let lower = lowered(words);
    lexicon().hits(&lower, &tokens(words)).iter().map(|it| (it.first, it.class)).collect()
}

impl Lexicon {
    fn load() -> Lexicon {
        let mut lexicon =
            Lexicon { rows: Vec::new(), words: HashMap::default(), next: HashMap::default(), ends: vec![Vec::new()] };
        for (_, lines) in FILES {
            for line in lines.lines().filter(|it| !it.starts_with('#') && !it.trim().is_empty()) {
                if let Some(row) = parsed(line) {
                    lexicon.add(row);
                }
            }
        }
        lexicon
    }

    fn add(&mut self, row: Row) {
        let lower = lowered(row.phrase);
        let mut node = 0;
        for token in tokens(&lower) {
            let n_words = self.words.len() as u32;
            let word = *self.words.entry(token.span().of(&lower).to_owned()).or_insert(n_words);
            let fresh = self.ends.len() as u32;
            node = *self.next.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.ends.push(Vec::new());
            }
        }
        self.ends[node as usize].push(self.rows.len() as u32);
        self.rows.push(row);
    }

    /// Every phrase that stands in the text, ordered by first token, then longest first.
    pub fn hits(&self, lower: &str, tokens: &[Token]) -> Vec<Hit> {
        let words: Vec<Option<u32>> = tokens.iter().map(|it| self.words.get(it.span().of(lower)).copied()).collect();
        let mut hits = Vec::new();
        for first in 0..tokens.len() {
            let (mut node, mut end, opened) = (0, first, hits.len());
            while let Some(&step) = words.get(end).copied().flatten().and_then(|it| self.next.get(&(node, it))) {
                (node, end) = (step, end + 1);
                for &row in &self.ends[node as usize] {
                    hits.push(Hit { first, end, class: self.rows[row as usize].class, row });
                }
            }
            hits[opened..].reverse();
        }
        hits
    }
}

fn parsed(line: &'static str) -> Option<Row> {
    let mut columns = line.split('\t').map(str::trim);
    let (phrase, class) = (columns.next()?, Class::named(columns.next()?)?);
    Some(Row { phrase, class, values: columns.collect() })
}

type Fast = BuildHasherDefault<Fnv>;

/// FNV-1a: keys here are a few bytes long and not chosen by an opponent.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = (self.0 ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
    }
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
