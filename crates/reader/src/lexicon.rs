//! The phrases the rules know, as data: tab-separated files, parsed once into one trie over words.
//!
//! A line is `phrase <tab> class <tab> values...`; `#` opens a comment. Phrases match in lower case and in one
//! spelling of tones, whatever blanks or line breaks stand between their words.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;
use std::sync::OnceLock;

pub use crate::lexicon_class::{Class, ClassSet};
use crate::token::{Token, lowered, lowered_at, tokens};
use base::Span;

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
    /// Places in `rows`, by class.
    by_class: Vec<Vec<u32>>,
    words: Words,
    /// By word: the node that it leads to from the root, node 0; 0 for none.
    first: Vec<u32>,
    /// (node, word) to the next node, beyond the first.
    next: HashMap<u64, u32, Fast>,
    /// Rows that end at a node, with their class.
    ends: Vec<Vec<(u32, Class)>>,
}

/// Numbers of words. Nearly all are short enough to be compared at once, without following a pointer.
#[derive(Default)]
struct Words {
    short: HashMap<u128, u32, Fast>,
    long: HashMap<String, u32, Fast>,
}

impl Words {
    /// The number of a word; a new one gets `fresh`.
    fn number(&mut self, word: &str, fresh: u32) -> u32 {
        match packed(word) {
            Some(key) => *self.short.entry(key).or_insert(fresh),
            None => *self.long.entry(word.to_owned()).or_insert(fresh),
        }
    }

    fn get(&self, text: &str, span: Span) -> Option<u32> {
        match packed_at(text, span) {
            Some(key) => self.short.get(&key).copied(),
            None => self.long.get(span.of(text)).copied(),
        }
    }
}

/// The bytes of a short word as one number; no word has a zero in it.
fn packed(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

/// The same for the word at `span` of a text: one load where the text goes on long enough.
fn packed_at(text: &str, span: Span) -> Option<u128> {
    let length = span.len();
    let behind = text.as_bytes().get(span.start..span.start + 16).and_then(|it| <[u8; 16]>::try_from(it).ok());
    match behind {
        Some(bytes) if length < 16 => Some(u128::from_le_bytes(bytes) & ((1 << (8 * length)) - 1)),
        Some(bytes) if length == 16 => Some(u128::from_le_bytes(bytes)),
        Some(_) => None,
        None => packed(span.of(text)),
    }
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
            let [mut opening, mut all] = [ClassSet::default(); 2];
            let parts = tokens(&self.words);
            for hit in lexicon().hits(&lowered_at(&self.words, &parts), &parts) {
                all.add(hit.class);
                if hit.first == 0 {
                    opening.add(hit.class);
                }
            }
            [opening, all]
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
    let name = lowered(name);
    let stands = |phrase: &str| {
        name.match_indices(phrase).any(|(at, _)| {
            let is_edge = |it: Option<&u8>| it.is_none_or(|byte| *byte == b' ');
            is_edge(name.as_bytes()[..at].last()) && is_edge(name.as_bytes().get(at + phrase.len()))
        })
    };
    lexicon().rows_of(Class::Plural).any(|it| stands(it.phrase))
}

/// Whether a phrase of `class` stands anywhere in `words`.
pub fn holds(words: &str, class: Class) -> bool {
    Phrase::from(words.to_owned()).holds(class)
}

fn head_of(words: &str, class: Class) -> &str {
    let parts = tokens(words);
    let hit =
        lexicon().hits(&lowered_at(words, &parts), &parts).into_iter().find(|it| it.first == 0 && it.class == class);
    hit.map_or("", |it| &words[..parts[it.end - 1].end()])
}

impl Lexicon {
    fn load() -> Lexicon {
        let mut lexicon = Lexicon {
            rows: Vec::new(),
            by_class: vec![Vec::new(); Class::N],
            words: Words::default(),
            first: Vec::new(),
            next: HashMap::default(),
            ends: vec![Vec::new()],
        };
        for (_, lines) in FILES {
            for line in lines.lines().filter(|it| !it.starts_with('#') && !it.trim().is_empty()) {
                if let Some(row) = parsed(line) {
                    lexicon.add(row);
                }
            }
        }
        lexicon
    }

    /// The lines of a class, in their order.
    fn rows_of(&self, class: Class) -> impl Iterator<Item = &Row> {
        self.by_class[class as usize].iter().map(|it| &self.rows[*it as usize])
    }

    fn add(&mut self, row: Row) {
        let parts = tokens(row.phrase);
        let lower = lowered_at(row.phrase, &parts);
        let mut node = 0;
        for token in parts {
            let n_words = self.first.len() as u32;
            let word = self.words.number(token.span().of(&lower), n_words);
            self.first.resize(self.first.len().max(word as usize + 1), 0);
            let fresh = self.ends.len() as u32;
            let next = match node {
                0 => &mut self.first[word as usize],
                _ => self.next.entry(step(node, word)).or_insert(0),
            };
            if *next == 0 {
                *next = fresh;
                self.ends.push(Vec::new());
            }
            node = *next;
        }
        self.ends[node as usize].push((self.rows.len() as u32, row.class));
        self.by_class[row.class as usize].push(self.rows.len() as u32);
        self.rows.push(row);
    }

    /// The phrases of all lines, each with its class.
    pub fn phrases(&self) -> impl Iterator<Item = (&'static str, Class)> {
        self.rows.iter().map(|it| (it.phrase, it.class))
    }

    /// Whether the word, in lower case, stands in any phrase.
    pub fn knows(&self, word: &str) -> bool {
        self.words.get(word, Span::new(0, word.len())).is_some()
    }

    /// Every phrase that stands in the text, ordered by first token, then longest first.
    pub fn hits(&self, lower: &str, tokens: &[Token]) -> Vec<Hit> {
        let word = |it: &Token| self.words.get(lower, it.span()).unwrap_or(NO_WORD);
        let words: Vec<u32> = tokens.iter().map(word).collect();
        let mut hits = Vec::with_capacity(2 * tokens.len());
        for first in 0..tokens.len() {
            let Some(&begun) = self.first.get(words[first] as usize) else { continue };
            let (mut node, mut end, opened) = (begun, first + 1, hits.len());
            while node != 0 {
                let rows = self.ends[node as usize].iter();
                hits.extend(rows.map(|&(row, class)| Hit { first, end, class, row }));
                let next = words.get(end).filter(|it| **it != NO_WORD).and_then(|it| self.next.get(&step(node, *it)));
                (node, end) = (next.copied().unwrap_or(0), end + 1);
            }
            hits[opened..].reverse();
        }
        hits
    }
}

/// A word of no phrase.
const NO_WORD: u32 = u32::MAX;

fn step(node: u32, word: u32) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

fn parsed(line: &'static str) -> Option<Row> {
    let mut columns = line.split('\t').map(str::trim);
    let (phrase, class) = (columns.next()?, Class::named(columns.next()?)?);
    Some(Row { phrase, class, values: columns.collect() })
}

/// For keys of a few bytes that no opponent chooses.
pub(crate) type Fast = BuildHasherDefault<Quick>;

/// Eight bytes at a time.
pub(crate) struct Quick(u64);

impl Default for Quick {
    fn default() -> Quick {
        Quick(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for some in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..some.len()].copy_from_slice(some);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(value.into());
    }

    fn write_u128(&mut self, value: u128) {
        self.write_u64(value as u64 ^ ((value >> 64) as u64).rotate_left(31));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
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
