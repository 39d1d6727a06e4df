//! What a name stands for: one organ or area of a kind and level, or many bodies at once. It knows no register.

use std::collections::HashMap;
use std::sync::OnceLock;

use base::{Level, UnitKind, fold};

use crate::lexicon::{Class, Phrase};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// One organ or area.
    One { kind: UnitKind, level: Level },
    /// Several at once, or none by name.
    Many,
    /// A name whose head words are not known.
    Unclear,
}

/// What a normalised name stands for, by its head words.
///
/// The level is that of the head (a department is the province's) or else of the first level word inside the name.
pub fn body(name: &str) -> Body {
    let lower = fold::new_tones(&fold::collapse(name)).to_lowercase();
    let words: Vec<&str> =
        lower.split(|it: char| it.is_whitespace() || it == ',').filter(|it| !it.is_empty()).collect();
    let has_capital = name.chars().any(char::is_uppercase);
    if !has_capital || stands_for_many(&words) {
        return Body::Many;
    }
    match head(&words) {
        None => Body::Unclear,
        Some((kind, Some(level))) => Body::One { kind, level },
        Some((kind, None)) => Body::One { kind, level: level_inside(&words) },
    }
}

/// Whether a name is that of an office, which a person holds.
pub fn is_office(name: &str) -> bool {
    Phrase::from(name.to_owned()).opens_with(Class::Office)
}

/// The place whose name stands in that of an organ: what follows the word for its area.
pub fn place_in(name: &str) -> Option<String> {
    let name = fold::collapse(name);
    let words: Vec<&str> = name.split(' ').collect();
    let is_area = |first: usize, n: usize| {
        let phrase = words.get(first..first + n).map(|it| fold::new_tones(&it.join(" ")).to_lowercase());
        let head = phrase.and_then(|it| heads().get(&it).copied());
        matches!(head, Some((UnitKind::Area, Some(_))))
    };
    let ends = (0..words.len()).flat_map(|it| [(it, 2), (it, 1)]).filter(|it| is_area(it.0, it.1));
    let mut places = ends.filter_map(|it| words.get(it.0 + it.1..)).map(|it| it.join(" "));
    places.find(|it| it.starts_with(char::is_uppercase))
}

/// The classes of units that a person means by `all communes`, each as it was typed; none for the name of one unit. Marks
/// may be left out.
///
/// # Example
/// ```
/// assert_eq!(reader::body::every("tat ca cac xa, phuong"), ["xa", "phuong"]);
/// assert!(reader::body::every("Phong Thu").is_empty());
/// ```
pub fn every(typed: &str) -> Vec<String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let Some((start, n)) = phrase_in(&words, "all") else { return Vec::new() };
    let class = [&words[..start], &words[start + n..]].concat();
    let mut classes: Vec<Vec<&str>> = vec![Vec::new()];
    for word in class {
        let is_joint = phrase_in(&[word], "and").is_some();
        if !is_joint {
            classes.last_mut().expect("invariant: there is always one").push(word.trim_end_matches(','));
        }
        if is_joint || word.ends_with(',') {
            classes.push(Vec::new());
        }
    }
    classes.iter().map(|it| it.join(" ")).filter(|it| !it.is_empty()).collect()
}

/// Where the longest phrase of `class` stands among `words`, and how many it has.
fn phrase_in(words: &[&str], class: &str) -> Option<(usize, usize)> {
    let folded: Vec<String> = words.iter().map(|it| fold::search_key(it.trim_end_matches(','))).collect();
    let phrases = EVERY.lines().filter_map(|it| it.split_once('\t')).filter(|it| it.0 == class);
    let found = phrases.filter_map(|(_, phrase)| {
        let phrase: Vec<String> = phrase.split(' ').map(fold::search_key).collect();
        let start = folded.windows(phrase.len()).position(|it| it == phrase)?;
        Some((start, phrase.len()))
    });
    found.max_by_key(|it| it.1)
}

fn stands_for_many(words: &[&str]) -> bool {
    let phrases = COLLECTIVES.lines().filter(|it| !it.starts_with('#') && !it.is_empty());
    phrases.into_iter().any(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        words.windows(phrase.len()).any(|it| it == phrase)
    })
}

type Head = (UnitKind, Option<Level>);

const COLLECTIVES: &str = include_str!("../lexicon/collectives.tsv");
const EVERY: &str = include_str!("../lexicon/every.tsv");
const LONGEST_HEAD: usize = 8;

/// The longest head the name begins with.
fn head(words: &[&str]) -> Option<Head> {
    let longest = words.len().min(LONGEST_HEAD);
    (1..=longest).rev().find_map(|n| heads().get(&words[..n].join(" ")).copied())
}

/// The level of the first area head behind the first word; an organ may end with its own level alone.
fn level_inside(words: &[&str]) -> Level {
    let mut places = (1..words.len()).flat_map(|first| [(first, 2), (first, 1)]);
    let level = places.find_map(|(first, n)| {
        let phrase = words.get(first..first + n)?.join(" ");
        match heads().get(&phrase) {
            Some((UnitKind::Area | UnitKind::Party, Some(level))) => Some(*level),
            _ => None,
        }
    });
    level.unwrap_or(Level::Unknown)
}

fn heads() -> &'static HashMap<String, Head> {
    static HEADS: OnceLock<HashMap<String, Head>> = OnceLock::new();
    HEADS.get_or_init(|| include_str!("../lexicon/bodies.tsv").lines().filter_map(row).collect())
}

fn row(line: &str) -> Option<(String, Head)> {
    let mut cells = line.split('\t');
    let phrase = cells.next().filter(|it| !it.starts_with('#'))?;
    let kind = match cells.next()? {
        "area" => UnitKind::Area,
        "party" => UnitKind::Party,
        "state" => UnitKind::State,
        "front" => UnitKind::Front,
        _ => UnitKind::Other,
    };
    let level = match cells.next()? {
        "central" => Some(Level::Central),
        "province" => Some(Level::Province),
        "district" => Some(Level::District),
        "commune" => Some(Level::Commune),
        "village" => Some(Level::Village),
        _ => None,
    };
    Some((phrase.to_owned(), (kind, level)))
}
