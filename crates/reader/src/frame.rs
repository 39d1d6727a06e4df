//! The frame of a document: heading, publication stamp, number, kind, issuer and date.

use std::ops::Range;

use jiff::civil::{Date, DateTime, Time};

use crate::block::{Block, BlockKind};
use crate::day::{day_at, first_day};
use crate::lexicon::{self, Class};
use crate::organ::{self, Name};
use crate::page::all_upper;
use crate::reading::{Document, Published};
use crate::scene::Scene;
use crate::symbol::{Symbol, symbol_at};
use crate::token::Caps;

/// What the page itself says about the document.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    pub heading: Option<String>,
    pub published: Option<Published>,
    pub document: Option<Document>,
    /// It has the kind word and letterhead of a formal document, with or without a number.
    pub is_formal: bool,
    /// The kind word as the lexicon prints it.
    pub kind: Option<&'static str>,
    /// The organ that issues the document, with its place; also without a number.
    pub issuer: Option<String>,
    /// Proper name at the end of the issuer.
    pub issuer_place: Option<String>,
    /// Organs of the letterhead without and with their place.
    pub parents: Vec<(String, String)>,
    /// Tokens of the publication stamp.
    pub stamp: Range<usize>,
    /// Day of the publication or of the document: what a bare day is read against.
    pub dated_on: Option<Date>,
}

/// The frame of the scene.
pub fn find(scene: &Scene) -> Frame {
    match scene.blocks.iter().find(|it| it.kind == BlockKind::KindWord) {
        Some(block) => {
            // A longer phrase may run on into the next line.
            let hits = scene.hits(block.tokens.start);
            let hit = hits.of([Class::Kind]).find(|it| it.end <= block.tokens.end);
            let rest = hit.map_or(0..0, |it| it.end..block.tokens.end);
            formal(scene, hit.map(|it| it.row().value(0)), subject(scene, rest))
        }
        None if letterhead(scene).next().is_some() => formal(scene, lexicon::letter_kind(), letter_subject(scene)),
        None => news(scene),
    }
}

fn formal(scene: &Scene, kind: Option<&'static str>, heading: Option<String>) -> Frame {
    let symbol = own_symbol(scene);
    let date = letterhead(scene).find_map(|it| first_day(scene, it.tokens.clone())).and_then(|it| it.date(None));
    let organs = organs(scene);
    let issuer = issuer(&organs, symbol.as_ref());
    let document = symbol.map(|it| Document {
        number: Some(it.number),
        kind: kind.map(str::to_owned),
        issuer: issuer.as_ref().map(|it| it.text.clone()),
        date,
    });
    let parents = organs.iter().filter_map(with_place).chain(issuer.iter().filter_map(with_place)).collect();
    Frame {
        heading,
        document,
        is_formal: true,
        kind,
        issuer: issuer.as_ref().map(|it| it.text.clone()),
        issuer_place: issuer.and_then(|it| it.place),
        parents,
        dated_on: date,
        ..Frame::default()
    }
}

fn letterhead<'s>(scene: &'s Scene) -> impl Iterator<Item = &'s Block> {
    scene.blocks.iter().filter(|it| it.kind == BlockKind::Letterhead)
}

/// The number behind the word for it, above the kind word.
fn own_symbol(scene: &Scene) -> Option<Symbol> {
    letterhead(scene).find_map(|block| {
        let word = scene.find(block.tokens.clone(), Class::NumberWord)?;
        symbol_at(scene, word.end + usize::from(scene.is_mark(word.end, ":"))).cloned()
    })
}

/// The organs of the letterhead, one below the other.
fn organs(scene: &Scene) -> Vec<Name> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    for block in letterhead(scene).filter(|it| !is_other(scene, it)) {
        let opens = opens_organ(scene, block.tokens.start);
        match lines.last_mut() {
            // The right column may stand between two lines of the left one, so tokens need not be adjacent.
            Some(last) if !opens && last.end == block.tokens.start => last.end = block.tokens.end,
            _ => lines.push(block.tokens.clone()),
        }
    }
    let mut organs: Vec<Name> = Vec::new();
    for tokens in lines {
        let is_taken = organs.last().is_some_and(|it| it.tokens.end > tokens.start && it.tokens.start <= tokens.start);
        if is_taken {
            continue;
        }
        if let Some(organ) = head_organ(scene, tokens.clone()) {
            organs.push(organ);
        } else if let (Some(area), Some(last)) = (organ::area_at(scene, tokens.start), organs.last_mut()) {
            last.text = format!("{} {}", last.text, area.text);
            (last.place, last.level) = (area.place, area.level);
        }
    }
    organs
}

/// The organ of one head line, also one whose level stands apart in the next line.
fn head_organ(scene: &Scene, tokens: Range<usize>) -> Option<Name> {
    let first = tokens.start;
    if let Some(hit) = scene.hit(first, Class::PartyCommittee) {
        return Some(organ::committee(scene, first, hit));
    }
    if let Some(bureau) = scene.hit(first, Class::Bureau).and_then(|it| scene.hit(it.end, Class::PartyCommittee)) {
        return Some(organ::committee(scene, first, bureau));
    }
    if let Some(organ) = organ::organ_at(scene, first) {
        return Some(organ);
    }
    let hit = scene.hit(first, Class::Organ)?;
    let head = if hit.row().value(1).is_empty() { hit.row().phrase } else { hit.row().value(1) };
    let is_alone = hit.end >= tokens.end;
    is_alone.then(|| Name {
        tokens,
        text: head.to_owned(),
        kind: organ::NameKind::Organ,
        head: head.to_owned(),
        place: None,
        level: "",
    })
}

fn opens_organ(scene: &Scene, first: usize) -> bool {
    [Class::Organ, Class::Bureau, Class::PartyCommittee, Class::Level].iter().any(|it| scene.hit(first, *it).is_some())
}

/// Motto, number, place and date: lines of the letterhead that name no organ.
fn is_other(scene: &Scene, block: &Block) -> bool {
    let tokens = block.tokens.clone();
    scene.find(tokens.clone(), Class::Motto).is_some()
        || scene.hit(tokens.start, Class::NumberWord).is_some()
        || tokens.clone().any(|it| day_at(scene, it).is_some())
        || !all_upper(scene, tokens)
}

/// The last organ of the letterhead with its place; the committee itself when its office writes for it.
fn issuer(organs: &[Name], symbol: Option<&Symbol>) -> Option<Name> {
    let (last, before) = organs.split_last()?;
    let parent = before.last();
    let is_party_symbol =
        symbol.is_some_and(|it| matches!(it.organ.as_str(), "TU" | "HU" | "QU" | "ThU") || it.organ == "\u{110}U");
    let Some(parent) = parent else { return Some(last.clone()) };
    if last.place.is_some() {
        return Some(last.clone());
    }
    let is_office = lexicon::is_of(&last.head);
    if is_office && is_party_symbol {
        return Some(parent.clone());
    }
    let place = parent.place.clone();
    let rest = match (&place, is_office, parent.level) {
        (_, true, _) => parent.text.clone(),
        // The committee of the same rank: only the place is missing.
        (Some(place), false, "") => place.clone(),
        (Some(place), false, level) => format!("{level} {place}"),
        (None, ..) => String::new(),
    };
    let text = format!("{} {rest}", last.text).trim_end().to_owned();
    Some(Name { text, place, ..last.clone() })
}

/// The organ's name without and with its place.
fn with_place(organ: &Name) -> Option<(String, String)> {
    let bare = organ.text.strip_suffix(organ.place.as_deref()?)?.trim_end();
    Some((bare.to_owned(), organ.text.clone()))
}

/// The lines below the kind word, joined; behind what the kind word's own line goes on with.
fn subject(scene: &Scene, rest: Range<usize>) -> Option<String> {
    let own = (!rest.is_empty()).then(|| scene.printed(scene.span(rest)));
    let lines = scene.blocks.iter().filter(|it| it.kind == BlockKind::Subject).map(|it| scene.printed(it.span));
    let heading = own.into_iter().chain(lines).collect::<Vec<_>>().join(" ");
    (!heading.is_empty()).then_some(heading)
}

/// `V/v ...` of an official letter, which may go on in the next line of its column.
fn letter_subject(scene: &Scene) -> Option<String> {
    let mut blocks = letterhead(scene)
        .filter(|it| it.column == 0)
        .skip_while(|it| scene.hit(it.tokens.start, Class::About).is_none());
    let first = blocks.next()?;
    let more = blocks.take_while(|it| scene.tokens[it.tokens.start].caps == Caps::Lower);
    Some(std::iter::once(first).chain(more).map(|it| scene.printed(it.span)).collect::<Vec<_>>().join(" "))
}

fn news(scene: &Scene) -> Frame {
    let mut lines = scene.blocks.iter().filter(|it| it.kind != BlockKind::Furniture).take(10);
    let stamped = lines.clone().find_map(|it| Some((it.tokens.clone(), stamp(scene, it.tokens.clone())?)));
    let (stamp_tokens, published) = stamped.map_or((0..0, None), |(tokens, published)| (tokens, Some(published)));
    let heading = lines.find(|it| stamp(scene, it.tokens.clone()).is_none()).filter(|it| is_headline(scene, it));
    let heading = heading.map(|it| scene.printed(scene.text.trimmed(it.span)));
    Frame { heading, published, stamp: stamp_tokens, dated_on: published.map(Published::date), ..Frame::default() }
}

fn is_headline(scene: &Scene, block: &Block) -> bool {
    let last = scene.word(block.tokens.end - 1);
    block.tokens.len() <= 45
        && !matches!(last, "." | ";" | "," | ":")
        && scene.tokens.get(block.tokens.start).is_some_and(|it| !it.is_number())
}

/// A publication stamp: a short line with a whole date and little else.
fn stamp(scene: &Scene, tokens: Range<usize>) -> Option<Published> {
    if tokens.len() > 24 {
        return None;
    }
    let day = tokens.clone().find_map(|it| day_at(scene, it).filter(|day| day.year.is_some()))?;
    let date = day.date(None)?;
    let time = tokens.clone().filter(|it| !(day.first..day.end).contains(it)).find_map(|it| time_at(scene, it));
    let is_cued = [Class::Weekday, Class::PublishedCue].iter().any(|it| scene.find(tokens.clone(), *it).is_some());
    let n_words = tokens.clone().filter(|it| scene.tokens[*it].is_word()).count();
    if !(is_cued || n_words <= 2 || time.is_some() && n_words <= 6) {
        return None;
    }
    Some(time.map_or(Published::Day(date), |time| Published::Minute(DateTime::from_parts(date, time))))
}

/// `18:23`, `18h23`, `7:05 PM`.
fn time_at(scene: &Scene, at: usize) -> Option<Time> {
    let hour: i8 = scene.tokens.get(at).filter(|it| it.is_number()).and_then(|_| scene.word(at).parse().ok())?;
    let (joint, next) = (scene.word(at + 1), scene.word(at + 2));
    let (minute, end) = match joint {
        ":" => (next, at + 3),
        _ => (joint.strip_prefix(['h', 'g']).filter(|_| !scene.tokens[at + 1].is_spaced)?, at + 2),
    };
    let minute: i8 = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    let half = scene
        .hit(end, Class::HalfDay)
        .or_else(|| scene.hit(end + 2, Class::HalfDay).filter(|_| scene.is_mark(end, ":")));
    let is_evening = half.is_some_and(|it| it.row().value(0) == "12") && hour < 12;
    Time::new(if is_evening { hour + 12 } else { hour }, minute, 0, 0).ok()
}
