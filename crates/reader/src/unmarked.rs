//! Text without marks: which words the lexicon would read there, if its phrases had lost their marks too.
//!
//! The fewest phrases that cover the words are taken; a word that stands alone is read as the table of usual words says,
//! or as it stands most often in phrases. Words that no phrase holds stay as they are: most are names.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use base::fold::search_key;

use crate::lexicon::{Class, lexicon};
use crate::mended::Repair;
use crate::token::{Caps, Token, lowered, tokens};

/// Usual words: of those that look alike without marks, the first is the one meant.
pub const USUAL: &str = include_str!("../lexicon/unmarked.tsv");

/// Words in one phrase at most: longer ones are found by their parts.
const LONGEST: usize = 8;

/// Phrases by their words without marks.
pub struct Marks {
    words: HashMap<String, u32>,
    next: HashMap<(u32, u32), u32>,
    /// The words of the phrase that ends at a node.
    ends: Vec<Option<Vec<String>>>,
    /// How a word alone is read.
    single: HashMap<u32, String>,
    /// How a short form in capitals is read.
    short: HashMap<u32, String>,
    surnames: HashMap<String, String>,
    levels: HashMap<String, String>,
    /// Words that open the name of an organ.
    heads: HashMap<String, String>,
}

/// The words of `run` with their marks.
pub fn repairs(text: &str, run: Range<usize>) -> Vec<Repair> {
    let words = &text[run.clone()];
    let parts = tokens(words);
    let (mut read, phrased) = Marks::get().read(&words.to_ascii_lowercase(), &parts);
    let marks = Marks::get();
    let word = |n: usize| parts[n].span().of(words).to_ascii_lowercase();
    for n in 0..parts.len() {
        let is_upper = parts[n].caps == Caps::Upper;
        if is_upper && !is_among_capitals(&parts, n) {
            read[n] = marks.short(&word(n));
        } else if phrased[n] || read[n].is_none() {
            continue;
        } else if let Some(head) = marks.heads.get(&word(n)).filter(|_| opens_name(&parts, n)) {
            read[n] = Some(head.clone());
        } else if is_name_part(&parts, n) {
            read[n] = marks.in_name(&word(n));
        } else if is_upper {
            let is_level = |it: &usize| parts[*it].line == parts[n].line && marks.levels.contains_key(&word(*it));
            let level = (n.saturating_sub(3)..n).rev().find(is_level);
            // The name of a place in capitals.
            read[n] = read[n].take().filter(|_| level.is_none_or(|it| phrased[it + 1..n].contains(&true)));
        }
    }
    let repair = |(token, read): (&Token, Option<String>)| {
        let was = token.span().of(words);
        let at = run.start + token.start()..run.start + token.end();
        read.filter(|it| it.chars().count() == was.chars().count()).map(|it| Repair { at, words: cased(&it, was) })
    };
    parts.iter().zip(read).filter_map(repair).collect()
}

/// Whether a word that opens with a capital stands before another one, and behind none.
fn opens_name(parts: &[Token], n: usize) -> bool {
    let is_title = parts[n].is_word() && parts[n].caps == Caps::Title;
    let is_inner = n > 0 && parts[n].is_spaced && parts[n - 1].is_capital() && parts[n - 1].line == parts[n].line;
    is_title && !is_inner && parts.get(n + 1).is_some_and(|it| it.is_spaced && it.is_capital())
}

/// Whether a word that opens with a capital stands beside another one.
fn is_name_part(parts: &[Token], n: usize) -> bool {
    let is_title = |n: usize| parts.get(n).is_some_and(|it| it.is_word() && it.caps == Caps::Title);
    is_title(n) && (n > 0 && parts[n].is_spaced && is_title(n - 1) || is_title(n + 1) && parts[n + 1].is_spaced)
}

/// Whether the next word before or behind is in capitals too, so that these are no short form.
fn is_among_capitals(parts: &[Token], n: usize) -> bool {
    let line = parts[n].line;
    let is_upper = |n: usize| parts.get(n).is_some_and(|it| it.line == line && it.is_word() && it.caps == Caps::Upper);
    parts[n].is_spaced && n > 0 && is_upper(n - 1) || is_upper(n + 1) && parts[n + 1].is_spaced
}

/// `read` with the capitals of `was`.
fn cased(read: &str, was: &str) -> String {
    let letter = |(read, was): (char, char)| {
        if was.is_uppercase() { read.to_uppercase().next().unwrap_or(read) } else { read }
    };
    read.chars().zip(was.chars()).map(letter).collect()
}

/// Whether `text`, which has no marks, is Vietnamese; a short line is told without the table, which is dear to make.
pub fn are_missing(text: &str, n_least: usize) -> bool {
    words(text).nth(n_least - 1).is_some() && Marks::get().know(text, n_least)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_ascii_alphabetic()).filter(|it| !it.is_empty())
}

impl Marks {
    pub fn get() -> &'static Marks {
        static MARKS: OnceLock<Marks> = OnceLock::new();
        MARKS.get_or_init(Marks::load)
    }

    /// Whether the words of `text`, which has no marks, are Vietnamese: at least `n_least`, seven of ten from the lexicon.
    fn know(&self, text: &str, n_least: usize) -> bool {
        let lower = text.to_ascii_lowercase();
        let n_known = words(&lower).filter(|it| self.words.contains_key(*it)).count();
        n_known >= n_least && n_known * 10 >= words(&lower).count() * 7
    }

    fn load() -> Marks {
        let mut marks = Marks {
            words: HashMap::new(),
            next: HashMap::new(),
            ends: vec![None],
            single: HashMap::new(),
            short: HashMap::new(),
            surnames: HashMap::new(),
            levels: HashMap::new(),
            heads: HashMap::new(),
        };
        let mut counts: HashMap<u32, HashMap<String, u32>> = HashMap::new();
        for phrase in USUAL.lines().filter(|it| !it.starts_with('#')) {
            marks.add(phrase, &mut HashMap::new());
        }
        for (phrase, class) in lexicon().phrases() {
            marks.add(phrase, &mut counts);
            let names = match class {
                Class::Level => &mut marks.levels,
                Class::Surname => &mut marks.surnames,
                Class::Organ => &mut marks.heads,
                _ => continue,
            };
            names.entry(search_key(phrase)).or_insert_with(|| lowered(phrase));
        }
        for (word, counts) in counts {
            let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
            marks.single.entry(word).or_insert_with(|| best.map_or_else(String::new, |it| it.0));
        }
        marks
    }

    fn add(&mut self, phrase: &str, counts: &mut HashMap<u32, HashMap<String, u32>>) {
        let lower = lowered(phrase);
        let parts: Vec<&str> = tokens(&lower).iter().map(|it| it.span().of(&lower)).collect();
        let is_usual = counts.is_empty() && parts.len() == 1;
        let mut node = 0;
        let printed = tokens(phrase).into_iter().map(|it| it.caps == Caps::Upper);
        for (part, is_short) in parts.iter().zip(printed) {
            let n_words = self.words.len() as u32;
            let word = *self.words.entry(search_key(part)).or_insert(n_words);
            let fresh = self.ends.len() as u32;
            node = *self.next.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.ends.push(None);
            }
            if is_short {
                self.short.entry(word).or_insert_with(|| (*part).to_owned());
            }
            if is_usual {
                self.single.entry(word).or_insert_with(|| (*part).to_owned());
            }
            *counts.entry(word).or_default().entry((*part).to_owned()).or_default() += 1;
        }
        self.ends[node as usize].get_or_insert_with(|| parts.iter().map(|it| (*it).to_owned()).collect());
    }

    /// A short form, also with the letter of its kind of organ in front: `SKHDT`.
    fn short(&self, word: &str) -> Option<String> {
        let known = |word: &str| self.words.get(word).and_then(|it| self.short.get(it)).cloned();
        known(word).or_else(|| Some(format!("{}{}", &word[..1], known(word.get(1..)?)?)))
    }

    /// A word with a capital beside another: a surname, or a phrase of its own; part of a name otherwise.
    fn in_name(&self, word: &str) -> Option<String> {
        let phrase = || {
            let node = self.next.get(&(0, *self.words.get(word)?))?;
            self.ends[*node as usize].as_ref().and_then(|_| self.single.get(self.words.get(word)?)).cloned()
        };
        self.surnames.get(word).cloned().or_else(phrase)
    }

    /// Each token as it is read, `None` where it stays; and whether it is read as part of a longer phrase.
    fn read(&self, lower: &str, parts: &[Token]) -> (Vec<Option<String>>, Vec<bool>) {
        let words: Vec<Option<u32>> = parts.iter().map(|it| self.words.get(it.span().of(lower)).copied()).collect();
        // From the end: the fewest steps to it, and how long the first of them is.
        let mut best: Vec<(usize, usize, u32)> = vec![(0, 1, 0); parts.len() + 1];
        for first in (0..parts.len()).rev() {
            best[first] = (best[first + 1].0 + 1, 1, 0);
            let (mut node, mut end) = (0, first);
            while let Some(step) = words.get(end).copied().flatten().and_then(|it| self.next.get(&(node, it))) {
                (node, end) = (*step, end + 1);
                if end > first + 1 && self.ends[node as usize].is_some() && best[end].0 < best[first].0 {
                    best[first] = (best[end].0 + 1, end - first, node);
                }
                if end == first + LONGEST {
                    break;
                }
            }
        }
        let (mut read, mut phrased) = (Vec::with_capacity(parts.len()), Vec::with_capacity(parts.len()));
        while let Some((_, length, node)) = best.get(read.len()).filter(|_| read.len() < parts.len()) {
            match &self.ends[*node as usize] {
                Some(phrase) if *length > 1 => read.extend(phrase.iter().cloned().map(Some)),
                _ => {
                    let word = words[read.len()];
                    read.push(word.and_then(|it| self.single.get(&it)).cloned());
                }
            }
            phrased.resize(read.len(), *length > 1);
        }
        (read, phrased)
    }
}
