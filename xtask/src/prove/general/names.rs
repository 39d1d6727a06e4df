//! Proper names of a sample, and invented ones in their place: one for one, the same everywhere.

use crate::prove::noise::noisy::Noisy;
use crate::prove::samples::{self, Document, Sample};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const LEVELS: &str = include_str!("../../../../crates/reader/lexicon/levels.tsv");
const WORDS: &str = include_str!("words.txt");
/// Without marks: words that make another word of the one for a level before them, `tinh uy`, `xa hoi`.
const NO_NAMES: &[&str] = &["uy", "hoi", "doan"];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Person,
    Place,
}

/// Names as they are printed with capitals in front, by what they name.
pub fn names(sample: &Sample) -> BTreeMap<String, Kind> {
    let mut names = BTreeMap::new();
    let people: BTreeSet<String> = texts(&sample.gold["people"], "name").collect();
    let mut printed = vec![sample.text.clone()];
    strings(&sample.gold, &mut |it| printed.push(it.to_owned()));
    for text in printed {
        for place in places(&text).filter(|it| !people.iter().any(|person| shares_words(person, it))) {
            names.insert(place, Kind::Place);
        }
    }
    for place in texts(&sample.gold["observations"], "unit_of").filter(|it| is_title(it)) {
        names.insert(place, Kind::Place);
    }
    // A word for a level may itself be part of a name.
    let whole = names.clone();
    names.retain(|name, _| !whole.keys().any(|it| it.ends_with(&format!(" {name}"))));
    names.extend(people.into_iter().map(|it| (it, Kind::Person)));
    names
}

/// Whether one begins with the other's first two words, as a place that a person's name was taken for.
fn shares_words(person: &str, place: &str) -> bool {
    let first = |it: &str| it.split(' ').take(2).map(key).collect::<Vec<_>>();
    first(person) == first(place)
}

fn texts<'a>(list: &'a Value, field: &'a str) -> impl Iterator<Item = String> + 'a {
    list.as_array().into_iter().flatten().filter_map(move |it| Some(it[field].as_str()?.to_owned()))
}

fn strings(value: &Value, take: &mut dyn FnMut(&str)) {
    match value {
        Value::String(words) => take(words),
        Value::Array(list) => list.iter().for_each(|it| strings(it, take)),
        Value::Object(fields) => fields.values().for_each(|it| strings(it, take)),
        _ => {}
    }
}

/// The words with a capital behind each word for a level, also where all of them are in capitals.
fn places(text: &str) -> impl Iterator<Item = String> + '_ {
    let levels = LEVELS.lines().filter(|it| !it.starts_with('#')).filter_map(|it| it.split('\t').next());
    levels.flat_map(move |level| {
        let forms = [level.to_owned(), capitalised(level), level.to_uppercase()];
        forms.into_iter().flat_map(move |form| {
            let found: Vec<String> = text
                .match_indices(&format!("{form} "))
                .filter_map(|(at, it)| {
                    let is_word = !text[..at].ends_with(char::is_alphabetic);
                    name_at(&text[at + it.len()..], form != level.to_uppercase() || form.len() <= 2).filter(|_| is_word)
                })
                .collect();
            found
        })
    })
}

/// One to four words with a capital and nothing between but blanks.
fn name_at(text: &str, is_titled: bool) -> Option<String> {
    let line = text.split(['\n', ',', '.', ';', ':', '(', ')', '-', '|']).next()?;
    let line = line.split("   ").next()?;
    let is_part = |it: &&str| if is_titled { is_title(it) } else { is_upper(it) };
    let words: Vec<String> =
        line.split(' ').take_while(is_part).take(4).map(|it| capitalised(&it.to_lowercase())).collect();
    let is_name = words.first().is_some_and(|it| !NO_NAMES.contains(&key(it).as_str()));
    is_name.then(|| words.join(" "))
}

/// Whether each word has a capital in front and small letters behind.
fn is_title(words: &str) -> bool {
    let is_word = |it: &str| {
        let mut letters = it.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().count() > 0
            && letters.all(|it| it.is_lowercase() || it == '\'')
    };
    words.split(' ').all(is_word)
}

fn is_upper(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}

/// One spelling of a name: without tones, so that both places of a tone are one.
fn key(name: &str) -> String {
    name.to_lowercase().nfd().filter(|it| !is_combining_mark(*it)).collect()
}

/// An invented name for each name.
pub struct Exchange {
    invented: BTreeMap<String, String>,
    /// As printed, the longest first.
    printed: Vec<String>,
}

impl Exchange {
    pub fn of(names: &BTreeMap<String, Kind>) -> Exchange {
        let mut invented: BTreeMap<String, String> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for (name, kind) in names {
            let n_words = name.split(' ').count();
            invented.entry(key(name)).or_insert_with(|| {
                let mut tries = (taken.len()..).map(|it| invent(*kind, n_words, it));
                let is_other = |it: &String| it.len() != name.len() && !taken.contains(it);
                let new = tries.find(is_other).unwrap_or_default();
                taken.insert(new.clone());
                new
            });
        }
        let mut printed: Vec<String> = names.keys().flat_map(|it| [it.clone(), it.to_uppercase()]).collect();
        printed.sort_by_key(|it| (std::cmp::Reverse(it.chars().count()), it.clone()));
        Exchange { invented, printed }
    }

    pub fn n_names(&self) -> usize {
        self.invented.len()
    }

    /// The name that stands at `at`, and what stands there instead.
    fn at(&self, text: &str, at: usize) -> Option<(&str, String)> {
        let rest = &text[at..];
        let is_whole = |it: &&String| {
            rest.starts_with(it.as_str())
                && !rest[it.len()..].starts_with(char::is_alphabetic)
                && !text[..at].ends_with(char::is_alphabetic)
        };
        let name = self.printed.iter().find(is_whole)?;
        let new = &self.invented[&key(name)];
        Some((name, if is_upper(name.split(' ').next()?) { new.to_uppercase() } else { new.clone() }))
    }

    fn words(&self, text: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            match self.at(text, at) {
                Some((name, new)) => {
                    out.push_str(&new);
                    at += name.len();
                }
                None => {
                    out.push(c);
                    at += c.len_utf8();
                }
            }
        }
        out
    }

    fn gold(&self, value: &Value) -> Value {
        match value {
            Value::String(words) => json!(self.words(words)),
            Value::Array(list) => list.iter().map(|it| self.gold(it)).collect(),
            Value::Object(fields) => {
                Value::Object(fields.iter().map(|(name, it)| (name.clone(), self.gold(it))).collect())
            }
            _ => value.clone(),
        }
    }

    pub fn document(&self, sample: &Sample) -> Document {
        let mut until = 0;
        let noisy = Noisy::each(&sample.text, |letter, noisy| {
            if letter.at < until {
                return noisy.put(letter, b"");
            }
            match self.at(letter.text, letter.at) {
                Some((name, new)) => {
                    until = letter.at + name.len();
                    noisy.put(letter, new.as_bytes());
                }
                None => noisy.keep(letter),
            }
        });
        let mut gold = samples::with_places(&self.gold(&sample.gold), &|start, end| noisy.place(start, end));
        gold["source"] = json!({ "name": sample.name, "bytes": noisy.bytes.len() });
        Document { name: sample.name.clone(), bytes: noisy.bytes, gold }
    }
}

fn invent(kind: Kind, n_words: usize, n: usize) -> String {
    let of = match kind {
        Kind::Person => "person",
        Kind::Place => "place",
    };
    let rows = WORDS.lines().filter_map(|it| it.split_once('\t')).filter(|it| it.0 == of);
    let rows: Vec<Vec<&str>> = rows.map(|it| it.1.split(' ').collect()).collect();
    // The first word changes with each name, the others too, but in steps of their own.
    let word = |at: usize| {
        let row = &rows[at.min(rows.len() - 1)];
        row[(n * (at + 1) + n / row.len()) % row.len()]
    };
    (0..n_words).map(word).collect::<Vec<_>>().join(" ")
}

/// Whether a lexicon phrase holds the name word by word; one of a single word counts with its capital only.
pub fn holds(phrase: &str, name: &str) -> bool {
    let written = |it: &str| if name.contains(' ') { it.to_lowercase() } else { it.to_owned() };
    format!(" {} ", written(phrase)).contains(&format!(" {} ", written(name)))
}
