//! Documents cited by number and symbol, with date and issuer as far as they follow on.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::block::BlockKind;
use crate::day::day_at;
use crate::lexicon::Class;
use crate::organ;
use crate::reading::Citation;
use crate::scene::Scene;
use crate::symbol::{self, Symbol};

/// One place where a number stands.
struct Cited {
    symbol: Symbol,
    tokens: Range<usize>,
    date: Option<Date>,
    issuer: Option<String>,
}

/// Every cited number once, at its first place, with date and issuer from any place.
pub fn find(scene: &Scene) -> Vec<Citation> {
    let own = scene.frame.document.as_ref().and_then(|it| it.number.clone());
    let mut all: Vec<Cited> = Vec::new();
    for block in &scene.blocks {
        let is_read = block.is_content() || matches!(block.kind, BlockKind::Subject | BlockKind::Caption);
        if is_read {
            let mut found = in_block(scene, block.body_tokens());
            inherit(scene, &mut found);
            all.append(&mut found);
        }
    }
    merged(scene, all.into_iter().filter(|it| Some(&it.symbol.number) != own.as_ref()))
}

fn merged(scene: &Scene, all: impl Iterator<Item = Cited>) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for cited in all {
        let Cited { symbol, tokens, date, issuer } = cited;
        match places.get(&symbol.number).map(|&it| &mut citations[it]) {
            Some(first) => {
                first.date = first.date.or(date);
                first.issuer = first.issuer.take().or(issuer);
            }
            None => {
                places.insert(symbol.number.clone(), citations.len());
                let span = scene.text.to_source(scene.text.trimmed(scene.span(tokens)));
                citations.push(Citation { number: symbol.number, date, issuer, span });
            }
        }
    }
    citations
}

fn in_block(scene: &Scene, tokens: Range<usize>) -> Vec<Cited> {
    let mut found: Vec<Cited> = Vec::new();
    let mut at = tokens.start;
    while let Some(symbol) = symbol::first_in(scene, at..tokens.end) {
        let limit = found.last().map_or(tokens.start, |it| it.tokens.end);
        let first = opening(scene, limit, symbol.tokens.start);
        let (end, date, issuer) = tail(scene, symbol.tokens.end, tokens.end);
        at = end;
        found.push(Cited { symbol: symbol.clone(), tokens: first..end, date, issuer });
    }
    found
}

/// Where the citation begins: at its kind word, else at the word for number, else at the number.
fn opening(scene: &Scene, limit: usize, number: usize) -> usize {
    let mut first = number;
    if first > limit && scene.is_mark(first - 1, ":") {
        first -= 1;
    }
    if first > limit && scene.hit(first - 1, Class::NumberWord).is_some() {
        first -= 1;
    } else {
        first = number;
    }
    let from = limit.max(first.saturating_sub(14));
    let mut named = None;
    for at in from..first {
        let Some(hit) = scene.hit(at, Class::CiteKind) else { continue };
        if hit.end == first {
            return at;
        }
        // A law carries its name between kind word and number.
        let is_law = hit.row().value(0) == "named" && scene.tokens[at].is_capital();
        named = named.or_else(|| (is_law && is_unbroken(scene, hit.end..first)).then_some(at));
    }
    named.unwrap_or(first)
}

fn is_unbroken(scene: &Scene, mut tokens: Range<usize>) -> bool {
    tokens.all(|it| scene.tokens[it].is_word() || matches!(scene.word(it), "," | "-"))
}

/// Date and issuer that follow the number, in either order.
fn tail(scene: &Scene, from: usize, limit: usize) -> (usize, Option<Date>, Option<String>) {
    let (mut end, mut date, mut issuer) = (from, None, None);
    loop {
        let mut at = end;
        if matches!(scene.word(at), "," | "(") {
            at += 1;
        }
        let day = if date.is_none() { dated(scene, at, limit) } else { None };
        let organ = if issuer.is_none() { issued(scene, at, limit) } else { None };
        match (day, organ) {
            (Some((after, day)), _) => (end, date) = (after, Some(day)),
            (None, Some((after, words))) => (end, issuer) = (after, Some(words)),
            (None, None) => return (end, date, issuer),
        }
    }
}

/// A day with its year behind the word for day; a day without its year dates nothing.
fn dated(scene: &Scene, at: usize, limit: usize) -> Option<(usize, Date)> {
    scene.hit(at, Class::DayWord)?;
    let day = day_at(scene, at).filter(|it| it.end <= limit)?;
    Some((day.end, day.date(None)?))
}

fn issued(scene: &Scene, at: usize, limit: usize) -> Option<(usize, String)> {
    scene.hit(at, Class::OfWord)?;
    issuer_at(scene, at + 1).filter(|it| it.0 <= limit)
}

/// The organ behind `cua`, as written.
fn issuer_at(scene: &Scene, first: usize) -> Option<(usize, String)> {
    let mut end = match (scene.hit(first, Class::Issuer), organ::organ_at(scene, first)) {
        (hit, Some(organ)) if hit.is_none_or(|it| it.end < organ.tokens.end) => organ.tokens.end,
        (Some(hit), _) => hit.end,
        (None, _) => crate::office::office_at(scene, first)?.tokens.end,
    };
    end = behind_issuer(scene, end);
    Some((end, base::fold::new_tones(&scene.words(scene.span(first..end)))))
}

/// What may follow an issuer: an organ, a level with its place, a term of office.
fn behind_issuer(scene: &Scene, end: usize) -> usize {
    let mut end = end;
    if let Some(organ) = organ::organ_at(scene, end) {
        end = organ.tokens.end;
    } else if let Some(area) = organ::area_at(scene, end) {
        end = area.tokens.end;
    } else if let Some(level) = scene.hit(end, Class::Level) {
        end = level.end;
    }
    let term = scene.hit(end, Class::TermWord).map(|it| it.end);
    term.filter(|it| scene.tokens.get(*it).is_some_and(|token| token.is_capital() || token.is_number()))
        .map_or(end, |it| it + 1)
}

/// Date and issuer at the end of a list hold for its earlier items of the same organ.
fn inherit(scene: &Scene, found: &mut [Cited]) {
    for at in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        let (Some(item), Some(next)) = (before.last_mut(), after.first()) else { continue };
        let is_list = item.symbol.organ == next.symbol.organ && is_joined(scene, item.tokens.end..next.tokens.start);
        if is_list {
            item.date = if item.issuer.is_none() { item.date.or(next.date) } else { item.date };
            item.issuer = item.issuer.take().or_else(|| next.issuer.clone());
        }
    }
}

/// Whether only commas, `va` and the like stand between two items.
fn is_joined(scene: &Scene, mut between: Range<usize>) -> bool {
    between.len() <= 3
        && between.all(|it| {
            matches!(scene.word(it), "," | ";")
                || scene.hit(it, Class::AndWord).is_some()
                || scene.hit(it, Class::Plural).is_some()
        })
}
