//! Proper names of places: where they end, how they are spelled, and where a person's name begins behind them.

use std::ops::Range;

use crate::lexicon::{Class, ClassSet, Hit};
use crate::scene::Scene;
use crate::token::Caps;

/// Behind the proper name that begins at `from`: up to five words with a capital; a person's name is left out.
pub fn place_end(scene: &Scene, from: usize, may_be_person: bool) -> usize {
    let mut end = from;
    if is_numbered(scene, from) {
        return from + 1;
    }
    while end < from + 5 && continues_place(scene, from, end) {
        end += 1;
    }
    if may_be_person { from + place_words_before_person(scene, from..end) } else { end }
}

/// `thon 1`, `Chi bo to dan pho 12`: a number names a hamlet, unless it counts something.
fn is_numbered(scene: &Scene, at: usize) -> bool {
    let is_number = scene.tokens.get(at).is_some_and(|it| it.is_number()) && scene.word(at).len() <= 2;
    let mut levels = scene.of_class(at.saturating_sub(3)..at, Class::Level);
    let is_hamlet = is_number && levels.any(|it| it.end == at && it.row().value(0) == "4");
    let is_alone = !matches!(scene.word(at + 1), "/" | "%" | "-");
    is_hamlet && is_alone && !scene.has_any(at + 1, [Class::CountNoun, Class::Gauge, Class::Magnitude])
}

fn continues_place(scene: &Scene, from: usize, at: usize) -> bool {
    let Some(token) = scene.tokens.get(at) else { return false };
    let is_one_line = at == from && (from == 0 || token.line <= scene.tokens[from - 1].line + 1)
        || at > from && token.line == scene.tokens[at - 1].line;
    let is_break = scene.hits(at).of(BREAKS).any(|it| breaks_place(scene, it));
    let is_break =
        is_break || at > 0 && token.line != scene.tokens[at - 1].line && scene.hit(at, Class::NumberWord).is_some();
    let is_gap = at > 0 && token.line == scene.tokens[at - 1].line && token.start() - scene.tokens[at - 1].end() >= 3;
    token.is_capital() && is_one_line && !is_break && !is_gap
}

const BREAKS: ClassSet = ClassSet::of(&[
    Class::Organ,
    Class::Office,
    Class::CiteKind,
    Class::Address,
    Class::NotName,
    Class::Motto,
    Class::Short,
    Class::Level,
]);

/// Heads of other names end a place; single words such as the one for a hamlet may be part of it.
fn breaks_place(scene: &Scene, hit: &Hit) -> bool {
    let is_long = hit.end > hit.first + 1;
    match hit.class {
        Class::Organ | Class::Office | Class::CiteKind => {
            is_long || scene.tokens[hit.first].caps == Caps::Upper && hit.row().phrase.chars().count() > 2
        }
        Class::Address | Class::NotName | Class::Motto | Class::Short => true,
        Class::Level => is_long && hit.row().value(0) != "4" || is_upper_line(scene, hit.first),
        _ => false,
    }
}

/// How many of the words are the place when a person's name follows it without a comma.
fn place_words_before_person(scene: &Scene, run: Range<usize>) -> usize {
    let is_surname = |at: usize, strong: bool| {
        scene.hit(at, Class::Surname).is_some_and(|it| it.end == at + 1 && (!strong || it.row().value(0) == "strong"))
    };
    let is_middle = |at: usize| at < run.end && scene.hit(at, Class::MiddleName).is_some();
    let length = run.len();
    if (2..=4).contains(&length) && is_surname(run.start, false) && is_middle(run.start + 1) {
        return 0;
    }
    for at in run.start + 1..run.end {
        let rest = run.end - at;
        let is_person = is_surname(at, false) && is_middle(at + 1) && rest >= 3
            || is_surname(at, true) && (rest >= 3 || rest == 2 && at >= run.start + 2);
        if is_person && !(is_surname(run.start, true) && length <= 4) {
            return at - run.start;
        }
    }
    let is_whole = (3..=4).contains(&length) || length == 2 && !is_place_elsewhere(scene, &run);
    if is_whole && is_surname(run.start, true) { 0 } else { length }
}

/// How far around an office its place is looked for again.
const TOKENS_AROUND: usize = 300;

/// Whether the same words name a place near here, outside an office.
fn is_place_elsewhere(scene: &Scene, run: &Range<usize>) -> bool {
    let around = run.start.saturating_sub(TOKENS_AROUND)..scene.tokens.len().min(run.end + TOKENS_AROUND);
    let is_same = |at: usize| run.clone().enumerate().all(|(n, it)| scene.lower(at + n) == scene.lower(it));
    let is_level = |at: usize| {
        let levels = scene.of_class(at.saturating_sub(3)..at, Class::Level);
        levels.filter(|it| it.end == at).map(|it| it.first).min()
    };
    let is_of_office = |level: usize| scene.find(level.saturating_sub(5)..level, Class::Office).is_some();
    around.filter(|&at| at != run.start && is_same(at)).any(|at| is_level(at).is_some_and(|it| !is_of_office(it)))
}

/// Whether the words look like a person's name: a surname and a usual second word.
pub fn is_person(scene: &Scene, run: Range<usize>) -> bool {
    let is_middle = scene.hit(run.start + 1, Class::MiddleName).is_some();
    run.len() >= 3 && is_middle && scene.hit(run.start, Class::Surname).is_some()
}

/// The proper name in one spelling, with capitals in front only.
pub fn place_words(scene: &Scene, tokens: Range<usize>) -> String {
    let words = tokens.map(|it| {
        if scene.tokens[it].caps == Caps::Upper { titled(scene.word(it)) } else { scene.word(it).to_owned() }
    });
    base::fold::new_tones(&words.collect::<Vec<_>>().join(" "))
}

/// The word with its first letter alone in capitals; an apostrophe begins anew.
pub fn titled(word: &str) -> String {
    let mut opens = true;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if opens {
            out.extend(c.to_uppercase())
        } else {
            out.extend(c.to_lowercase())
        }
        opens = c == '\'' || c == '\u{2019}';
    }
    out
}

pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |it| it.to_uppercase().chain(chars).collect())
}

/// Whether the neighbours are in capitals too, so that capitals here mean nothing.
pub fn is_upper_line(scene: &Scene, at: usize) -> bool {
    let line = scene.tokens[at].line;
    let is_upper = |it: usize| scene.tokens.get(it).is_some_and(|t| t.line == line && t.caps == Caps::Upper);
    is_upper(at + 1) || at > 0 && is_upper(at - 1)
}
