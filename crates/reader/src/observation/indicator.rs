//! What a number is the value of: a noun phrase before it, the counted things behind it, or what went before.

use std::ops::Range;

use base::fold;

use crate::lexicon::{Class, ClassSet, Hit, Phrase, rate_word};
use crate::quantity::{Quantity, UnitKind};
use crate::reading::Comparator;
use crate::scene::Scene;
use crate::token::Caps;

use super::measure::Measured;

#[derive(Clone, Debug, Default)]
pub struct Indicator {
    pub name: Phrase,
    /// Where its words stand, if they stand in this clause.
    pub tokens: Option<Range<usize>>,
    /// What is counted, for numbers without a noun behind them.
    pub noun: String,
    /// It speaks of spending what was planned, also where only the clause before says so.
    pub is_spending: bool,
    /// It opens with a word of rising or falling: `giam ty le ho ngheo tu 3%`.
    pub moved: Option<bool>,
    /// In which it was last measured.
    pub unit: String,
}

impl Indicator {
    /// Spending without its object is spending of what the text last spoke of.
    pub fn complete(&mut self, spent: Option<&str>) {
        let is_short = || self.name.split(' ').count() <= 4;
        if let Some(spent) =
            spent.filter(|_| self.has(Class::Spending) && is_short() && !self.has(Class::SpendingObject))
        {
            self.name = format!("{} {spent}", &*self.name).into();
        }
    }

    pub fn has(&self, class: Class) -> bool {
        self.name.holds(class)
    }
}

/// Longer attributes are cut.
const WORDS_MAX: usize = 16;

/// The indicator of `quantity`; nothing where no words tell it.
pub fn name(
    scene: &Scene,
    quantity: &Quantity,
    measured: &Measured,
    window: Range<usize>,
    last: Option<&Indicator>,
) -> Option<Indicator> {
    let end = window.end;
    let before = phrase(scene, window.start..measured.verb.max(window.start));
    let moves = measured.is_rise || measured.is_fall;
    match quantity.kind {
        UnitKind::Count if !moves => counted(scene, quantity, before, end, last),
        UnitKind::Gauge if !moves => {
            let headed = before.map(|it| headed(scene, it, quantity, moves, last));
            measured_things(scene, quantity, headed, end).or_else(|| last.cloned())
        }
        UnitKind::Percent if !moves && is_share_of(scene, quantity, before.as_ref(), end) => {
            of_whole(scene, quantity, end)
        }
        _ if before.is_some() => before.map(|it| headed(scene, it, quantity, moves, last)),
        UnitKind::Percent => of_whole(scene, quantity, end).or_else(|| last.cloned()),
        _ => last.cloned().or_else(|| if moves { counted(scene, quantity, None, end, None) } else { None }),
    }
    .filter(|it| !it.name.is_empty())
}

/// `bao dam 90% so nguoi co tai khoan`: only a verb stands before, or the whole is named behind.
fn is_share_of(scene: &Scene, quantity: &Quantity, before: Option<&Indicator>, end: usize) -> bool {
    let Some(before) = before.filter(|it| !it.has(Class::Rate) && !it.has(Class::Spending)) else { return false };
    let Some(whole) = of_whole(scene, quantity, end).filter(|it| !it.has(Class::Plan) && !it.has(Class::Fund)) else {
        return false;
    };
    let Some(phrase) = &before.tokens else { return false };
    let is_verb = phrase.len() <= 2 && scene.hit(phrase.start, Class::Action).is_some_and(|it| it.end >= phrase.end);
    let is_part = whole.has(Class::HeadNoun) && scene.hit(quantity.tokens.end, Class::HeadNoun).is_some();
    is_verb || (is_part && !before.has(Class::HeadNoun))
}

/// What a clause without numbers speaks of, for the clauses behind it.
pub fn topic(scene: &Scene, clause: Range<usize>) -> Option<Indicator> {
    if scene.hit(clause.start, Class::Address).is_some() {
        return None;
    }
    let states = |it: &Hit| {
        let is_verb = matches!(it.class, Class::Link | Class::Statement) || is_bad(it);
        is_verb && it.first > clause.start + 1 && !is_inside_noun(scene, it.first, clause.start)
    };
    let end = scene
        .all_hits(clause.clone())
        .of([Class::Link, Class::Statement, Class::Fault])
        .find(states)
        .map_or(clause.end, |it| it.first);
    phrase(scene, clause.start..end)
}

/// A shortcoming as a predicate, not one that is only named.
pub fn is_bad(hit: &Hit) -> bool {
    hit.class == Class::Fault && hit.row().value(0) != "noun"
}

/// The noun phrase in `tokens`, without what leads to it and the verbs behind it.
fn phrase(scene: &Scene, tokens: Range<usize>) -> Option<Indicator> {
    let mut start = behind_speech(scene, &tokens);
    let mut moved = None;
    while start < tokens.end {
        let Some(behind) = trimmed_front(scene, start, tokens.end) else { break };
        let is_move = |class: Class| scene.hit(start, class).is_some_and(|it| it.end == behind);
        if is_move(Class::Rise) || is_move(Class::Fall) {
            moved = Some(is_move(Class::Rise));
        }
        start = behind;
    }
    let mut end = tokens.end;
    while end > start {
        let Some(before) = trimmed_back(scene, start, end) else { break };
        end = before;
    }
    if end <= start || scene.find(start..end, Class::Plan).is_some_and(|it| it.first == start && it.end == end) {
        return None;
    }
    let is_level = scene.hit(start, Class::Level).is_some_and(|it| it.end == end);
    let has_word = !is_level && (start..end).any(|it| scene.tokens[it].is_word());
    let is_result = scene.find(end..tokens.end, Class::Outcome).is_some();
    has_word.then(|| Indicator { moved: moved.filter(|_| !is_result), ..indicator(scene, start..end) })
}

/// `ba A, hieu truong nha truong cho hay`: who tells it is no part of what is told.
fn behind_speech(scene: &Scene, tokens: &Range<usize>) -> usize {
    let says = |it: &Hit| it.row().value(0) != "that" && it.end < tokens.end;
    scene.all_hits(tokens.clone()).of([Class::Says]).rev().find(says).map_or(tokens.start, |it| it.end)
}

fn indicator(scene: &Scene, tokens: Range<usize>) -> Indicator {
    let tokens = tokens.start..tokens.end.min(tokens.start + WORDS_MAX);
    let noun = counted_noun(scene, tokens.clone());
    let is_spending = scene.find(tokens.clone(), Class::Spending).is_some();
    Indicator {
        name: words(scene, tokens.clone()).into(),
        tokens: Some(tokens),
        noun,
        is_spending,
        ..Indicator::default()
    }
}

/// `so tai khoan da kich hoat`: the noun behind the word for number.
fn counted_noun(scene: &Scene, tokens: Range<usize>) -> String {
    scene.find(tokens, Class::CountNoun).map_or_else(String::new, |it| scene.words(scene.span(it.first..it.end)))
}

/// As printed, with a small first letter unless it is a proper name or an acronym.
fn words(scene: &Scene, tokens: Range<usize>) -> String {
    let name = fold::new_tones(&scene.words(scene.span(tokens.clone())));
    let is_common = scene.tokens[tokens.start].caps == Caps::Title && scene.mention_at(tokens.start).is_none();
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if is_common => first.to_lowercase().chain(chars).collect(),
        _ => name,
    }
}

fn trimmed_front(scene: &Scene, start: usize, end: usize) -> Option<usize> {
    if let Some(named) = crate::quantity::named_at(scene, start) {
        return Some(named);
    }
    if let Some(mention) = scene.mention_at(start).filter(|it| it.tokens.start == start && it.tokens.end < end) {
        return Some(mention.tokens.end);
    }
    // A longer noun wins over a small word that opens it: `tong dan heo`, `chi tieu`.
    let noun = scene.hits(start).of(NOUNS).last_end().unwrap_or(start);
    let lead = scene.hits(start).of(LEADS).find(|it| it.end <= end).filter(|it| {
        (it.end > noun || noun == start || it.class == Class::StrongGoal)
            && !scene.tokens[it.end.min(end) - 1].is_number()
    });
    let is_mark = !scene.tokens[start].is_word() && !scene.tokens[start].is_number();
    let is_bare_level =
        scene.hit(start, Class::Level).filter(|it| it.end < end && states(scene, it.end)).map(|it| it.end);
    lead.map(|it| it.end).or(is_bare_level).or_else(|| is_mark.then_some(start + 1))
}

/// Whether a verb of stating or linking stands here.
fn states(scene: &Scene, at: usize) -> bool {
    scene.has_any(at, [Class::Statement, Class::Link])
}

const LEADS: ClassSet = ClassSet::of(&[
    Class::IndicatorTrim,
    Class::Connective,
    Class::ToDate,
    Class::WholeYear,
    Class::StrongGoal,
    Class::Link,
    Class::Compare,
    Class::BasePeriod,
    Class::Topic,
    Class::CalendarEnd,
    Class::MonthsEarly,
    Class::Calendar,
    Class::Rise,
    Class::Fall,
]);

const NOUNS: ClassSet = ClassSet::of(&[
    Class::CountNoun,
    Class::HeadNoun,
    Class::Rate,
    Class::Plan,
    Class::Growth,
    Class::Spending,
    Class::Organ,
    Class::SpendingObject,
]);

/// `viec lam cho`, `mat bang`: whether the word at `at` goes on with a noun, whatever it means alone.
pub fn is_inside_noun(scene: &Scene, at: usize, start: usize) -> bool {
    let before = at.saturating_sub(3).max(start).min(at)..at;
    scene.all_hits(before).of(NOUNS).any(|it| it.end > at)
}

fn trimmed_back(scene: &Scene, start: usize, end: usize) -> Option<usize> {
    let named = crate::quantity::named_numbers(scene, end.saturating_sub(8).max(start)..end);
    if let Some(date) = named.last().filter(|it| it.end == end && it.start > start) {
        return Some(date.start);
    }

    // `ty le tiem vac xin mui 1`: a number that names belongs to the phrase.
    let names = |hit: &Hit| hit.end == end - 1;
    let is_named = scene.tokens[end - 1].is_number()
        && scene.all_hits(end.saturating_sub(3).max(start)..end - 1).of([Class::Ordinal]).any(names);
    if is_named {
        return None;
    }
    if !scene.tokens[end - 1].is_word() && !scene.is_mark(end - 1, ")") {
        return Some(end - 1);
    }
    let closes = |hit: &Hit| hit.end == end && hit.end > hit.first + 1;
    if scene.all_hits(end.saturating_sub(4).max(start)..end).of(NOUNS).any(closes) {
        return None;
    }
    let is_part = |hit: &Hit| [Class::Action, Class::Attribute].iter().any(|&it| scene.is_inside_longer(hit, it));
    let ends = |hit: &Hit| hit.end == end && !is_inside_noun(scene, hit.first, start) && !is_part(hit);
    scene.all_hits(end.saturating_sub(5).max(start)..end).of(ENDS).find(ends).map(|it| it.first)
}

const ENDS: ClassSet = ClassSet::of(&[
    Class::Link,
    Class::Compare,
    Class::Outcome,
    Class::ToDate,
    Class::WholeYear,
    Class::BasePeriod,
    Class::Rise,
    Class::Fall,
    Class::StrongGoal,
]);

/// A part named in a list takes the head of the whole: `trong do nhan 2.140 ha` is an area, too.
fn headed(scene: &Scene, part: Indicator, quantity: &Quantity, moves: bool, last: Option<&Indicator>) -> Indicator {
    let length = part.tokens.as_ref().map_or(0, Range::len);
    let is_rate = quantity.kind == UnitKind::Percent;
    let length_max = if part.has(Class::Fund) { 9 } else { 7 };
    let Some(last) = last.filter(|_| length <= length_max && !part.has(Class::Rate)) else { return part };
    // `ty le tiem vac xin mui 1 dat 99%, mui 2 dat 97%`.
    let is_numbered = part.tokens.as_ref().is_some_and(|it| scene.hit(it.start, Class::Ordinal).is_some());
    if is_numbered && let Some((head, _)) = last.name.rsplit_once(&format!(" {} ", first_word(&part.name))) {
        return Indicator { name: format!("{head} {}", &*part.name).into(), ..part };
    }
    // Shares of what is spent: `trong do von ngan sach trung uong dat 31%`.
    if is_rate && !moves && last.is_spending && part.has(Class::Fund) {
        let head = last.name.head(Class::Spending);
        return Indicator {
            name: format!("{head} {}", &*part.name).trim().to_owned().into(),
            is_spending: true,
            ..part
        };
    }
    // `giai quyet 918 ho so, dung han 96,1%`: a share of the things counted before.
    let is_manner = part.tokens.as_ref().is_some_and(|it| scene.hit(it.start, Class::OfThings).is_some());
    if is_rate && !moves && is_manner && !last.noun.is_empty() {
        return Indicator { name: format!("{} {} {}", rate_word(), last.noun, &*part.name).into(), ..part };
    }
    if length > 4 || part.has(Class::HeadNoun) {
        return part;
    }
    if is_rate && moves && last.has(Class::Rate) {
        return Indicator { name: format!("{} {}", &*last.name, &*part.name).into(), ..part };
    }
    let head = last.name.head(Class::HeadNoun);
    let takes = quantity.kind == UnitKind::Gauge && quantity.unit == last.unit && !head.is_empty();
    if takes { Indicator { name: format!("{head} {}", &*part.name).into(), ..part } } else { part }
}

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

/// The things measured may follow the measure: `thiet hai 87,4 ha rung`; an area without its word gets it.
fn measured_things(scene: &Scene, quantity: &Quantity, before: Option<Indicator>, end: usize) -> Option<Indicator> {
    let things = of_whole(scene, quantity, end).filter(|it| it.tokens.as_ref().is_some_and(|it| it.len() <= 5));
    let mut joined = match (before, things) {
        (Some(before), Some(things)) => {
            Indicator { name: format!("{} {}", &*before.name, &*things.name).into(), ..before }
        }
        (before, things) => before.or(things)?,
    };
    let word = scene.hit(quantity.number + 1, Class::Gauge).map_or("", |it| it.row().value(0));
    if !word.is_empty() && !joined.has(Class::HeadNoun) {
        joined.name = format!("{word} {}", &*joined.name).into();
    }
    Some(joined)
}

/// Counted things: the noun behind the number with its attributes, or the phrase before it.
fn counted(
    scene: &Scene,
    quantity: &Quantity,
    before: Option<Indicator>,
    end: usize,
    last: Option<&Indicator>,
) -> Option<Indicator> {
    let behind = attribute_end(scene, quantity, end);
    let noun_from = noun_from(scene, quantity);
    let things = indicator(scene, noun_from..behind.max(quantity.tokens.end));
    let is_bare = behind <= quantity.tokens.end;
    let before = before.and_then(|it| behind_names(scene, it, is_bare));
    let Some(before) = before else {
        let name = match last.filter(|_| is_bare) {
            Some(last) if holds_words(&last.name, &things.name) => last.name.clone(),
            Some(last) => format!("{} {}", &*things.name, &*last.name).into(),
            None => things.name,
        };
        return Some(Indicator { name, ..things });
    };
    // `dan lon co 38.600 con`: the counting word alone tells nothing.
    let is_classifier = scene.hit(noun_from, Class::CountNoun).is_some_and(|it| it.row().value(0) == "classifier");
    let is_told = is_bare && (is_classifier || holds_words(&before.name, &things.name));
    // `khu X da bo tri 46 ho vao o`: what is counted says it all.
    let is_clause = !is_bare && before.tokens.as_ref().is_some_and(|it| it.len() > 4 && has_verb(scene, it));
    let name = match () {
        () if is_told => before.name.clone(),
        () if is_clause => things.name.clone(),
        () => format!("{} {}", &*things.name, &*before.name).into(),
    };
    let is_known = last.is_some_and(|it| holds_words(&it.name, &things.name));
    let is_verb = before.tokens.as_ref().is_some_and(|it| {
        let acts = scene.hit(it.start, Class::Action).is_some() && is_known;
        it.len() <= 2 && (acts || links(scene, it.start))
    });
    let context = last.filter(|_| is_bare && is_verb);
    let name = context.map_or_else(|| name.clone(), |it| format!("{} {}", &*name, &*it.name).into());
    Some(Indicator { name, tokens: Some(before.tokens.map_or(noun_from, |it| it.start)..behind), ..things })
}

/// `So Y te chu dong dua 46 bac si`: who acts, and where things are, is no part of what is counted.
fn behind_names(scene: &Scene, before: Indicator, is_bare: bool) -> Option<Indicator> {
    let Some(phrase) = before.tokens.clone() else { return Some(before) };
    let last = phrase.clone().rev().find_map(|it| scene.mention_at(it)).map_or(phrase.start, |it| it.tokens.end);
    match () {
        () if last <= phrase.start => Some(before),
        () if last < phrase.end => Some(Indicator { moved: before.moved, ..indicator(scene, last..phrase.end) }),
        () => Some(before).filter(|_| is_bare),
    }
}

/// Whether the phrase is a clause with a subject of its own.
fn has_verb(scene: &Scene, phrase: &Range<usize>) -> bool {
    !scene.all_hits(phrase.start + 2..phrase.end).of([Class::Statement, Class::Link]).is_empty()
}

/// Whether the words stand in the name already: `so ho ngheo` for `28 ho`.
fn holds_words(name: &str, words: &str) -> bool {
    format!(" {name} ").contains(&format!(" {words} "))
}

/// Whether a linking word stands directly before: `lam chet 9 nguoi`, `da xong 11 nha`.
fn links(scene: &Scene, at: usize) -> bool {
    at > 0 && scene.hits(at - 1).of([Class::Link, Class::PartOf]).any(|it| it.end == at)
}

/// The counted noun, without the magnitude word before it.
fn noun_from(scene: &Scene, quantity: &Quantity) -> usize {
    let behind = quantity.number + 1;
    let behind = if scene.is_mark(behind, "/") { behind + 2 } else { behind };
    scene.hit(behind, Class::Magnitude).map_or(behind, |it| it.end)
}

/// Behind the attributes of the counted noun: up to a verb of linking, a base, another number.
fn attribute_end(scene: &Scene, quantity: &Quantity, end: usize) -> usize {
    let mut at = quantity.tokens.end;
    while at < end && at - quantity.tokens.end < WORDS_MAX {
        let stops = |hit: &Hit| !is_inside_word(scene, hit);
        let reaches =
            scene.hit(at, Class::Reach).is_some_and(|it| scene.tokens.get(it.end).is_some_and(|it| it.is_number()));
        let is_value = scene.tokens[at].is_number() && !selects(scene, at);
        if is_value
            || reaches
            || scene.hits(at).of([Class::BasePeriod, Class::Rise, Class::Fall, Class::AttributeEnd]).any(stops)
        {
            break;
        }
        at += 1;
    }
    while at > quantity.tokens.end && trails(scene, at) {
        at -= 1;
    }
    at
}

/// `lan chiem`, `trong dien`: the small word belongs to a longer one.
fn is_inside_word(scene: &Scene, hit: &Hit) -> bool {
    let is_longer = |it: &Hit| it.end > hit.end;
    scene.is_inside_longer(hit, Class::Fault) || scene.hits(hit.first).of([Class::Attribute]).any(is_longer)
}

/// A number that only describes: an age, a threshold (`dat tren 50%`), a label.
fn selects(scene: &Scene, number: usize) -> bool {
    match crate::quantity::at(scene, number, number.saturating_sub(4), number + 6) {
        Some(quantity) => matches!(quantity.comparator, Comparator::Gt | Comparator::Lt),
        None => true,
    }
}

fn trails(scene: &Scene, end: usize) -> bool {
    let small = scene.hits(end - 1).of([Class::AndWord, Class::Compare, Class::Tie, Class::Topic]);
    !scene.tokens[end - 1].is_word() || small.any(|it| it.end == end)
}

/// `100% ho dan ...`: a share of the things behind the number.
fn of_whole(scene: &Scene, quantity: &Quantity, end: usize) -> Option<Indicator> {
    let first = quantity.tokens.end;
    let token = scene.tokens.get(first).filter(|_| first < end)?;
    let is_noun = token.is_word()
        && !scene.has_any(first, [Class::Plan, Class::BasePeriod, Class::AndWord, Class::Link, Class::Topic]);
    let behind = attribute_end(scene, quantity, end);
    (is_noun && behind > first).then(|| indicator(scene, first..behind))
}
