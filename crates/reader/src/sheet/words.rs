//! The words of kept sheets, looked up for a whole cell: marks, case and punctuation do not count.

use std::collections::HashMap;
use std::sync::OnceLock;

use base::fold;

use super::listed::Part;
use super::{Progress, Role};
use crate::lexicon::{Class, lexicon};

pub const LINES: &str = include_str!("../../lexicon/sheet.tsv");

/// What a head says of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<M> {
    pub meaning: M,
    /// It gives way to a plainer head.
    pub is_weak: bool,
    /// All words of the head say it, not only some.
    pub is_whole: bool,
}

/// A role, or two between which the cells decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    One(Role),
    DueOrDone,
    DueOrState,
}

/// What a cell says of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    pub progress: Progress,
    /// Whether it was or is late, where that is told.
    pub is_late: Option<bool>,
}

/// Phrases by what they are compared by: with marks, and without for cells that have none.
struct Phrases<T> {
    marked: HashMap<String, T>,
    bare: HashMap<String, T>,
}

impl<T: Clone> Phrases<T> {
    fn new() -> Phrases<T> {
        Phrases { marked: HashMap::new(), bare: HashMap::new() }
    }

    fn add(&mut self, phrase: &str, value: T) {
        self.bare.insert(plain(phrase), value.clone());
        self.marked.insert(marked(phrase), value);
    }

    fn get(&self, key: &str) -> Option<&T> {
        if key.is_ascii() { self.bare.get(key) } else { self.marked.get(key) }
    }
}

struct Words {
    heads: Phrases<(Meaning, bool)>,
    states: Phrases<State>,
    short: Phrases<String>,
    rest: Phrases<()>,
    no_due: Phrases<bool>,
    nothing: Phrases<()>,
    /// Whether it ends the table.
    foot: Phrases<bool>,
    marks: Vec<&'static str>,
    /// Heads of lists of limitations, and whether they give way to a plainer one.
    listed: Phrases<(Part, bool)>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(load)
}

fn load() -> Words {
    let mut words = Words {
        heads: Phrases::new(),
        states: Phrases::new(),
        short: Phrases::new(),
        rest: Phrases::new(),
        no_due: Phrases::new(),
        nothing: Phrases::new(),
        foot: Phrases::new(),
        marks: Vec::new(),
        listed: Phrases::new(),
    };
    for row in lexicon().rows_of(Class::Column) {
        let role = Role::named(row.value(0)).unwrap_or(Role::Unknown);
        if role != Role::Unknown {
            words.heads.add(row.phrase, (Meaning::One(role), row.value(2) == "weak"));
        }
    }
    for line in LINES.lines().filter(|it| !it.starts_with('#') && !it.is_empty()) {
        let parts: Vec<&str> = line.split('\t').collect();
        let [phrase, class, ..] = parts[..] else { continue };
        let (value, more) = (parts.get(2).copied().unwrap_or_default(), parts.get(3).copied());
        match class {
            "head" => words.heads.add(phrase, (Meaning::named(value), more == Some("weak"))),
            "state" => {
                let is_late = more.map(|it| it == "late");
                words.states.add(phrase, State { progress: Progress::named(value), is_late });
            }
            "short" => words.short.add(phrase, marked(value)),
            "no_due" => words.no_due.add(phrase, value == "standing"),
            "rest" => phrase.split(' ').for_each(|it| words.rest.add(it, ())),
            "nothing" => words.nothing.add(phrase, ()),
            "list" => {
                if let Some(part) = Part::named(value) {
                    words.listed.add(phrase, (part, more == Some("weak")));
                }
            }
            "mark" => words.marks.push(phrase),
            _ => words.foot.add(phrase, class == "end"),
        }
    }
    words
}

impl Meaning {
    fn named(name: &str) -> Meaning {
        match name {
            "due_or_done" => Meaning::DueOrDone,
            "due_or_state" => Meaning::DueOrState,
            _ => Meaning::One(Role::named(name).unwrap_or(Role::Note)),
        }
    }
}

/// Lower case without marks, words parted by single blanks, nothing else but the sign of per cent.
pub fn plain(words: &str) -> String {
    spaced(&fold::search_key(words))
}

/// The same with its marks.
fn marked(words: &str) -> String {
    spaced(&fold::new_tones(words).to_lowercase())
}

fn spaced(words: &str) -> String {
    let mut spaced = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '%' => spaced.push_str(" % "),
            _ if c.is_alphanumeric() => spaced.push(c),
            _ => spaced.push(' '),
        }
    }
    fold::collapse(&spaced)
}

/// What a cell is compared by: with what is written short written out.
fn key(words: &str) -> String {
    let (marked, short) = (marked(words), &self::words().short);
    let pieces: Vec<&str> = marked.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let pair = pieces.get(at + 1).and_then(|next| short.get(&format!("{} {next}", pieces[at])));
        let long = pair.or_else(|| short.get(pieces[at]));
        out.push(long.map_or_else(|| pieces[at].to_owned(), String::clone));
        at += 1 + usize::from(pair.is_some());
    }
    // Words without marks stay so: what was written out has them.
    let out = out.join(" ");
    if words.is_ascii() { plain(&out) } else { out }
}

/// Without remarks in brackets; a sign of per cent in brackets is none.
fn without_brackets(words: &str) -> String {
    let words = words.replace("(%)", "%");
    let (mut out, mut depth) = (String::with_capacity(words.len()), 0usize);
    for c in words.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// What the words of a head tell of its column in a sheet of tasks.
pub fn head(heading: &str) -> Option<Told<Meaning>> {
    told(&words().heads, heading)
}

/// What they tell of it in a list of limitations.
pub fn listed_head(heading: &str) -> Option<Told<Part>> {
    told(&words().listed, heading)
}

/// What a head tells: all its words, else the longest phrase they begin with or hold.
fn told<M: Copy>(phrases: &Phrases<(M, bool)>, heading: &str) -> Option<Told<M>> {
    let key = key(&without_brackets(heading));
    let told = |it: &(M, bool), is_whole| Told { meaning: it.0, is_weak: it.1, is_whole };
    if let Some(found) = phrases.get(&key) {
        return Some(told(found, true));
    }
    let pieces: Vec<&str> = key.split(' ').collect();
    let longest = pieces.len().min(10);
    let held = (2..longest).rev().find_map(|n| pieces.windows(n).find_map(|it| phrases.get(&it.join(" "))));
    held.map(|it| told(it, false))
}

/// Whether a head speaks of those who coordinate.
pub fn names_partners(heading: &str) -> bool {
    let key = key(heading);
    let pieces: Vec<&str> = key.split(' ').collect();
    let is_partner = |it: &[&str]| words().heads.get(&it.join(" ")).is_some_and(|it| it.0 == Meaning::One(Role::With));
    (1..=3).any(|n| pieces.windows(n).any(is_partner))
}

/// How far a task is by the words of a cell, and what stands behind the words that say so.
pub fn state(cell: &str) -> Option<(State, String)> {
    let key = key(cell);
    let pieces: Vec<&str> = key.split(' ').collect();
    let longest = pieces.len().min(8);
    (1..=longest).rev().find_map(|n| {
        let state = words().states.get(&pieces[..n].join(" "))?;
        Some((*state, pieces[n..].join(" ")))
    })
}

/// Whether the words behind a state leave it as it is: day, document and organ may be named there.
pub fn is_rest(rest: &str) -> bool {
    let is_known = |it: &str| words().rest.get(it).is_some() || it.bytes().all(|it| it.is_ascii_digit());
    rest.split(' ').filter(|it| !it.is_empty()).all(is_known)
}

/// Whether a cell only ticks.
pub fn is_mark(cell: &str) -> bool {
    words().marks.contains(&cell.to_lowercase().as_str())
}

/// A deadline that is none: whether it stands for ever.
pub fn no_due(cell: &str) -> Option<bool> {
    words().no_due.get(&key(cell)).copied()
}

/// Whether a cell says that there is nothing.
pub fn is_nothing(cell: &str) -> bool {
    words().nothing.get(&key(cell)).is_some()
}

/// Whether the cell opens what stands below tasks: a sum, or a signature, which ends them (`true`).
pub fn opens_foot(cell: &str) -> Option<bool> {
    let key = marked(cell);
    let pieces: Vec<&str> = key.split(' ').collect();
    (1..=pieces.len().min(5)).rev().find_map(|n| words().foot.get(&pieces[..n].join(" ")).copied())
}
