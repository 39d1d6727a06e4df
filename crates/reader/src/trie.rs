//! Which phrases begin at each word of a text: one walk over a trie of words, kept as one number a token.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use crate::lexicon::{Row, lexicon};
use crate::lexicon_class::{Among, Class, ClassSet};
use crate::token::{Token, lowered_at, tokens};
use base::Span;

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
        lexicon().row(self.row)
    }
}

/// The phrases found in a text.
pub struct Found {
    /// By token: the list of what begins there.
    lists: Vec<u32>,
    /// The same as classes: most questions are answered by a bit that is near.
    classes: Vec<ClassSet>,
    /// What begins in each stretch of tokens: a search for a class that is not there passes it by.
    stretches: Vec<ClassSet>,
    trie: &'static Trie,
}

const STRETCH: usize = 16;

impl Found {
    /// The phrases that begin at `token`, the longest first.
    #[inline]
    pub fn at(&self, token: usize) -> Hits<'_> {
        self.within(token..token.saturating_add(1))
    }

    /// The phrases that begin in `tokens`, in order, the longest first at each place.
    #[inline]
    pub fn within(&self, tokens: Range<usize>) -> Hits<'_> {
        Hits { found: self, tokens: tokens.start..tokens.end.min(self.lists.len()), among: ClassSet::ALL }
    }

    /// The first of `tokens` at which something of `among` begins.
    #[inline]
    pub fn next<A: Among>(&self, tokens: Range<usize>, among: A) -> Option<usize> {
        let end = tokens.end.min(self.classes.len());
        let mut at = tokens.start;
        while at < end {
            let until = end.min((at / STRETCH + 1) * STRETCH);
            if among.meets(&self.stretches[at / STRETCH])
                && let Some(n) = self.classes[at..until].iter().position(|it| among.meets(it))
            {
                return Some(at + n);
            }
            at = until;
        }
        None
    }

    /// The longest phrase of `class` that begins at `token`, where one does.
    pub fn longest(&self, token: usize, class: Class) -> Option<Hit> {
        self.endings(token).iter().find(|it| it.class == class).map(|it| it.hit(token))
    }

    fn endings(&self, token: usize) -> &[Ending] {
        self.trie.endings(self.lists[token])
    }

    /// What begins at `token`.
    #[inline]
    pub fn classes(&self, token: usize) -> ClassSet {
        self.classes.get(token).copied().unwrap_or_default()
    }
}

/// Phrases at tokens that follow each other.
#[derive(Clone)]
pub struct Hits<'a, A = ClassSet> {
    found: &'a Found,
    tokens: Range<usize>,
    among: A,
}

impl<'a, A: Among> Hits<'a, A> {
    /// Those of some classes: found without a look at the others.
    #[inline]
    pub fn of(&self, among: impl Into<ClassSet>) -> Hits<'a> {
        Hits { found: self.found, tokens: self.tokens.clone(), among: among.into() }
    }

    /// Those of one class.
    #[inline]
    pub fn of_class(&self, class: Class) -> Hits<'a, Class> {
        Hits { found: self.found, tokens: self.tokens.clone(), among: class }
    }

    /// The first that is such.
    #[inline]
    pub fn find(&self, mut is_it: impl FnMut(&Hit) -> bool) -> Option<Hit> {
        let Hits { found, tokens, among } = self;
        let mut ahead = tokens.clone();
        while let Some(token) = found.next(ahead.clone(), *among) {
            for ending in found.endings(token).iter().filter(|it| among.has(it.class)) {
                let hit = ending.hit(token);
                if is_it(&hit) {
                    return Some(hit);
                }
            }
            ahead.start = token + 1;
        }
        None
    }

    #[inline]
    pub fn any(&self, is_it: impl FnMut(&Hit) -> bool) -> bool {
        self.find(is_it).is_some()
    }

    pub fn first(&self) -> Option<Hit> {
        self.find(|_| true)
    }

    pub fn is_empty(&self) -> bool {
        self.first().is_none()
    }

    /// The end of the one that reaches furthest.
    pub fn last_end(&self) -> Option<usize> {
        self.iter().map(|it| it.end).max()
    }

    pub fn iter(&self) -> Iter<'a, A> {
        Iter { rest: Hits { tokens: self.tokens.clone(), ..*self }, at: [].iter() }
    }

    /// From the last to the first.
    pub fn rev(&self) -> impl Iterator<Item = Hit> + 'a
    where
        A: 'a,
    {
        let (found, among) = (self.found, self.among);
        let at = move |it| {
            let endings = found.endings(it).iter().rev().filter(move |it| among.has(it.class));
            endings.map(move |ending| ending.hit(it))
        };
        self.tokens.clone().rev().filter(move |it| among.meets(&found.classes[*it])).flat_map(at)
    }
}

/// The phrases of [`Hits`] one by one.
pub struct Iter<'a, A> {
    rest: Hits<'a, A>,
    /// What is left of those at the token before `rest`.
    at: std::slice::Iter<'a, Ending>,
}

impl<A: Among> Iterator for Iter<'_, A> {
    type Item = Hit;

    fn next(&mut self) -> Option<Hit> {
        let Hits { found, tokens, among } = &mut self.rest;
        loop {
            if let Some(ending) = self.at.find(|it| among.has(it.class)) {
                return Some(ending.hit(tokens.start - 1));
            }
            let token = found.next(tokens.clone(), *among)?;
            self.at = found.endings(token).iter();
            tokens.start = token + 1;
        }
    }
}

/// The phrases of all rows, word by word.
#[derive(Default)]
pub struct Trie {
    words: Words,
    /// By word: the node that it leads to from the root, node 0; 0 for none.
    first: Vec<u32>,
    /// (node, word) to the next node, beyond the first.
    next: HashMap<u64, u32, Fast>,
    nodes: Vec<Node>,
    /// By list: where its endings are, and their classes.
    lists: Vec<Range<u32>>,
    classes: Vec<ClassSet>,
    endings: Vec<Ending>,
}

#[derive(Clone, Copy, Default)]
struct Node {
    /// What ends on the way here.
    list: u32,
    /// A bit for each word that leads on; words share bits.
    onward: u32,
}

/// A phrase of so many tokens.
#[derive(Clone, Copy)]
struct Ending {
    row: u32,
    n_tokens: u16,
    class: Class,
}

impl Ending {
    fn hit(self, first: usize) -> Hit {
        Hit { first, end: first + usize::from(self.n_tokens), class: self.class, row: self.row }
    }
}

/// A word of no phrase.
const NO_WORD: u32 = u32::MAX;

impl Trie {
    pub fn of(rows: &[Row]) -> Trie {
        let mut trie = Trie {
            nodes: vec![Node::default()],
            lists: vec![Range::default()],
            classes: vec![ClassSet::default()],
            ..Trie::default()
        };
        // By node: the node before it, and what ends there.
        let mut ends: Vec<(u32, Vec<Ending>)> = vec![(0, Vec::new())];
        for (n, row) in rows.iter().enumerate() {
            let (node, n_tokens) = trie.grow(row.phrase, &mut ends);
            ends[node as usize].1.push(Ending { row: n as u32, n_tokens, class: row.class });
        }
        // A node comes behind the one before it.
        for (node, (before, ends)) in ends.into_iter().enumerate() {
            trie.nodes[node].list = match trie.nodes[before as usize].list {
                list if ends.is_empty() => list,
                list => trie.list(list, ends),
            };
        }
        trie
    }

    /// The node of the phrase, and its tokens.
    fn grow(&mut self, phrase: &str, ends: &mut Vec<(u32, Vec<Ending>)>) -> (u32, u16) {
        let parts = tokens(phrase);
        let lower = lowered_at(phrase, &parts);
        let mut node = 0;
        for token in &parts {
            let word = self.words.number(token.span().of(&lower), self.first.len() as u32);
            self.first.resize(self.first.len().max(word as usize + 1), 0);
            self.nodes[node as usize].onward |= bit(word);
            let next = match node {
                0 => &mut self.first[word as usize],
                _ => self.next.entry(step(node, word)).or_insert(0),
            };
            if *next == 0 {
                *next = self.nodes.len() as u32;
                self.nodes.push(Node::default());
                ends.push((node, Vec::new()));
            }
            node = *next;
        }
        (node, parts.len() as u16)
    }

    /// The list of what `ends`, of which the last row counts most, and behind it what the list `before` has.
    fn list(&mut self, before: u32, ends: Vec<Ending>) -> u32 {
        let shorter = self.lists[before as usize].clone();
        let from = self.endings.len();
        self.endings.extend(ends.into_iter().rev());
        self.endings.extend_from_within(shorter.start as usize..shorter.end as usize);
        let mut classes = ClassSet::default();
        self.endings[from..].iter().for_each(|it| classes.add(it.class));
        self.lists.push(from as u32..self.endings.len() as u32);
        self.classes.push(classes);
        self.lists.len() as u32 - 1
    }

    fn endings(&self, list: u32) -> &[Ending] {
        let endings = &self.lists[list as usize];
        &self.endings[endings.start as usize..endings.end as usize]
    }

    /// Whether the word, in lower case, stands in any phrase.
    pub fn knows(&self, word: &str) -> bool {
        self.words.get(word, Span::new(0, word.len())) != NO_WORD
    }

    /// Every phrase that stands in the text.
    pub fn find(&'static self, lower: &str, tokens: &[Token]) -> Found {
        let words: Vec<u32> = tokens.iter().map(|it| self.words.get(lower, it.span())).collect();
        let mut stretches = vec![ClassSet::default(); tokens.len().div_ceil(STRETCH)];
        let mut lists = Vec::with_capacity(tokens.len());
        let mut classes = Vec::with_capacity(tokens.len());
        for (first, token) in tokens.iter().enumerate() {
            let list = self.nodes[self.walk(&words[first..]) as usize].list;
            let mut begun = self.classes[list as usize];
            if token.is_number() {
                begun.add(Class::Digits);
            } else if token.is_capital() {
                begun.add(Class::Capital);
            }
            stretches[first / STRETCH].unite(&begun);
            lists.push(list);
            classes.push(begun);
        }
        Found { lists, classes, stretches, trie: self }
    }

    /// The node to which the words lead.
    fn walk(&self, words: &[u32]) -> u32 {
        let Some(&begun) = self.first.get(words[0] as usize) else { return 0 };
        let mut node = begun;
        for word in &words[1..] {
            if self.nodes[node as usize].onward & bit(*word) == 0 {
                break;
            }
            let Some(&next) = self.next.get(&step(node, *word)) else { break };
            node = next;
        }
        node
    }
}

fn step(node: u32, word: u32) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

fn bit(word: u32) -> u32 {
    1 << (word % 32)
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

    /// The number of the word at `span`, or [`NO_WORD`].
    fn get(&self, text: &str, span: Span) -> u32 {
        let number = match packed_at(text, span) {
            Some(key) => self.short.get(&key),
            None => self.long.get(span.of(text)),
        };
        number.copied().unwrap_or(NO_WORD)
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
        Some(bytes) if length < 16 => Some(u128::from_le_bytes(bytes) & MASKS[length]),
        Some(bytes) if length == 16 => Some(u128::from_le_bytes(bytes)),
        Some(_) => None,
        None => packed(span.of(text)),
    }
}

/// The first so many bytes.
const MASKS: [u128; 16] = {
    let (mut masks, mut n) = ([0; 16], 0);
    while n < 16 {
        masks[n] = (1 << (8 * n)) - 1;
        n += 1;
    }
    masks
};

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
