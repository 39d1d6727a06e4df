//! Organs and areas that a text names, and which of their names mean the same unit.

use std::collections::HashMap;
use std::ops::Range;

use crate::block::BlockKind;
use crate::lexicon::Class;
use crate::office::office_at;
use crate::organ::{self, Name, NameKind};
use crate::reading::Unit;
use crate::scene::Scene;

/// An organ or area named at `tokens`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub tokens: Range<usize>,
    /// The name of the unit it stands for, completed as far as the text allows.
    pub name: String,
    pub kind: NameKind,
    /// It only tells whose office a person holds; then it is no mention of the unit.
    pub is_office: bool,
    /// The first of several names under one head (`cac So: A, B`), or one that stands alone.
    pub is_first: bool,
    level: &'static str,
    place: Option<String>,
    head: String,
}

/// Every organ and area of the scene in order, not overlapping; central organs are left out.
pub fn find(scene: &Scene) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for block in &scene.blocks {
        let is_read = block.is_content() || matches!(block.kind, BlockKind::Subject | BlockKind::Caption);
        if is_read {
            in_tokens(scene, block.body_tokens(), &mut mentions);
        }
    }
    complete(scene, &mut mentions);
    mentions
}

fn in_tokens(scene: &Scene, tokens: Range<usize>, mentions: &mut Vec<Mention>) {
    let mut at = tokens.start;
    // Every name and every office opens with one of these.
    let openings = [Class::Office, Class::Organ, Class::Bureau, Class::Level];
    while let Some(opening) = scene.next(at..tokens.end, openings) {
        at = opening;
        let found = mentions.len();
        at = match office_at(scene, at) {
            Some(office) => {
                let of_organ = office.organ.filter(|it| it.kind == NameKind::Organ);
                mentions.extend(of_organ.map(|it| mention(it, true)));
                office.tokens.end
            }
            None => named(scene, at, tokens.end, mentions),
        };
        debug_assert!(mentions[found..].iter().all(|it| it.tokens.end <= at));
        at = at.max(mentions.last().map_or(0, |it| it.tokens.end)).max(tokens.start + 1);
    }
}

fn mention(name: Name, is_office: bool) -> Mention {
    Mention {
        tokens: name.tokens,
        name: name.text,
        kind: name.kind,
        is_office,
        is_first: true,
        level: name.level,
        place: name.place,
        head: name.head,
    }
}

/// Takes the name at `at`, and those that share its head; returns the token to go on with.
fn named(scene: &Scene, at: usize, end: usize, mentions: &mut Vec<Mention>) -> usize {
    let shared = shared_fields(scene, at, end, mentions).or_else(|| plural_levels(scene, at, end, mentions));
    if let Some(after) = shared {
        return after;
    }
    if let Some(name) = borrowing(scene, at, 3).filter(|it| it.tokens.end <= end) {
        let after = name.tokens.end;
        mentions.push(mention(name, false));
        return after;
    }
    if let Some(organ) = organ::organ_at(scene, at).filter(|it| it.tokens.end <= end) {
        let after = organ.tokens.end;
        let is_listed = scene.hit(at.saturating_sub(1), Class::Plural).is_some() && !is_joint(scene, after);
        let is_collective = is_listed || scene.hit(after, Class::Plural).is_some();
        if is_collective && organ.place.is_none() {
            return after;
        }
        let is_central = scene.hits(at).of([Class::Organ]).any(|it| it.row().value(0) == "central" && it.end == after);
        if !is_central && !is_issuer(scene, at) {
            mentions.push(mention(organ, false));
            return shared_levels(scene, end, mentions);
        }
        return after;
    }
    match organ::area_at(scene, at).filter(|it| it.tokens.end <= end) {
        Some(area) => {
            mentions.push(mention(area, false));
            shared_places(scene, end, mentions)
        }
        None => at + 1,
    }
}

/// `Dang uy, HDND, UBND xa A`, `Ban To chuc, Uy ban Kiem tra Tinh uy`: a bare head takes what follows the head of the
/// organ behind the comma.
fn borrowing(scene: &Scene, at: usize, depth: u8) -> Option<Name> {
    let is_kind = |it: &crate::lexicon::Hit| matches!(it.row().value(0), "level" | "committee" | "of");
    let head = scene.hits(at).of([Class::Organ]).find(is_kind)?;
    let is_bare = depth > 0 && scene.tokens[at].is_capital() && is_joint(scene, head.end);
    let other = scene.hit(head.end + 1, Class::Organ).filter(|_| is_bare)?;
    // Heads lend only to heads of their sort: an office does not belong to a committee of the State.
    let is_same =
        (head.row().value(0) == "of") == scene.hits(other.first).of([Class::Organ]).any(|it| it.row().value(0) == "of");
    let next =
        borrowing(scene, other.first, depth - 1).or_else(|| organ::organ_at(scene, other.first)).filter(|_| is_same)?;
    let tail =
        next.text.strip_prefix(&next.head).filter(|it| !it.is_empty() && crate::lexicon::is_governing(&next.head))?;
    let row = head.row();
    let words = if row.value(1).is_empty() { row.phrase } else { row.value(1) };
    Some(Name {
        tokens: at..head.end,
        text: format!("{words}{tail}"),
        head: words.to_owned(),
        kind: NameKind::Organ,
        ..next
    })
}

/// A ministry that only tells who issued a cited document.
fn is_issuer(scene: &Scene, at: usize) -> bool {
    let is_ministry = scene.hit(at, Class::Organ).is_some_and(|it| it.row().value(2) == "ministry");
    let is_of = at >= 2 && scene.hit(at - 1, Class::OfWord).is_some();
    is_ministry && is_of && (scene.tokens[at - 2].is_number() || scene.tokens[at - 2].caps == crate::token::Caps::Upper)
}

/// `cac So: A, B va C`: one head, several fields.
fn shared_fields(scene: &Scene, at: usize, end: usize, mentions: &mut Vec<Mention>) -> Option<usize> {
    scene.hit(at.checked_sub(1)?, Class::Plural).filter(|it| it.end == at)?;
    let head = scene.hit(at, Class::Organ).filter(|it| it.row().value(0) == "field")?;
    let mut from = head.end + usize::from(scene.is_mark(head.end, ":"));
    let (mut last, opened) = (at, mentions.len());
    while let Some((after, field)) =
        organ::listed_field_at(scene, from).filter(|it| it.0 <= end && scene.tokens[from].is_capital())
    {
        let is_other = [Class::Bureau, Class::Office, Class::Address].iter().any(|it| scene.hit(from, *it).is_some());
        if is_other {
            break;
        }
        let head_words = organ::capitalised(head.row().phrase);
        let name = Name {
            tokens: from..after,
            text: format!("{head_words} {field}"),
            kind: NameKind::Organ,
            head: head_words,
            place: None,
            level: "",
        };
        mentions.push(Mention { is_first: mentions.len() == opened, ..mention(name, false) });
        last = after;
        let is_list = matches!(scene.word(after), "," | ";") || scene.hit(after, Class::AndWord).is_some();
        if !is_list
            || scene
                .hit(after + 1, Class::Organ)
                .is_some_and(|it| it.row().phrase != head.row().phrase && it.end > after + 2)
        {
            break;
        }
        from = after + 1;
    }
    (last > at).then_some(last)
}

/// `UBND thanh pho A, cac huyen B, C`: levels and places that share the head of the organ before them.
fn shared_levels(scene: &Scene, end: usize, mentions: &mut Vec<Mention>) -> usize {
    let Some(first) = mentions.last().cloned() else { return end };
    let mut after = first.tokens.end;
    if first.place.is_none() || first.level.is_empty() {
        return after;
    }
    let mut level = first.level;
    while is_joint(scene, after) {
        let mut from = after + 1;
        from = scene.hit(from, Class::Plural).map_or(from, |it| it.end);
        let name = match organ::area_at(scene, from) {
            Some(area) if organ::rank(area.level) == organ::rank(first.level) => area,
            Some(_) => break,
            None => match bare_place(scene, from, level) {
                Some(place) => place,
                None => break,
            },
        };
        if name.tokens.end > end {
            break;
        }
        level = name.level;
        after = name.tokens.end;
        let name = Name {
            text: format!("{} {}", first.head, name.text),
            kind: NameKind::Organ,
            head: first.head.clone(),
            ..name
        };
        mentions.push(Mention { is_first: false, ..mention(name, false) });
    }
    after
}

/// `UBND cac huyen A, B va thi xa C`: one head, several areas.
fn plural_levels(scene: &Scene, at: usize, end: usize, mentions: &mut Vec<Mention>) -> Option<usize> {
    let has_head = |it: &crate::lexicon::Hit| matches!(it.row().value(0), "level" | "committee" | "cell");
    let head = scene.hits(at).of([Class::Organ]).find(has_head).filter(|_| scene.tokens[at].is_capital())?;
    let plural = scene.hit(head.end, Class::Plural)?;
    let area = organ::area_at(scene, plural.end).filter(|it| it.tokens.end <= end)?;
    let row = head.row();
    let head_words = if row.value(1).is_empty() { row.phrase } else { row.value(1) };
    let text = format!("{head_words} {}", area.text);
    let name = Name { tokens: at..area.tokens.end, text, kind: NameKind::Organ, head: head_words.to_owned(), ..area };
    mentions.push(mention(name, false));
    Some(shared_levels(scene, end, mentions))
}

/// `xa A, B`: places that share the level word of the area before them.
fn shared_places(scene: &Scene, end: usize, mentions: &mut Vec<Mention>) -> usize {
    let Some(first) = mentions.last().cloned() else { return end };
    let mut after = first.tokens.end;
    while is_joint(scene, after) {
        let Some(place) = bare_place(scene, after + 1, first.level).filter(|it| it.tokens.end <= end) else { break };
        after = place.tokens.end;
        mentions.push(Mention { is_first: false, ..mention(place, false) });
    }
    after
}

fn is_joint(scene: &Scene, at: usize) -> bool {
    scene.is_mark(at, ",") || scene.hit(at, Class::AndWord).is_some()
}

/// A proper name of two or three words without a level word, as it stands in a list.
fn bare_place(scene: &Scene, from: usize, level: &'static str) -> Option<Name> {
    // In a list a single word such as the one for a school may open a place name.
    let is_known = scene.hits(from).any(|it| match it.class {
        Class::Surname | Class::MiddleName | Class::SymOrg | Class::SymType => false,
        Class::Organ => it.end > from + 1 || crate::lexicon::is_governing(it.row().phrase),
        Class::Address | Class::NotName | Class::Office | Class::Short | Class::CiteKind | Class::Level => true,
        _ => it.end > from + 1,
    });
    let end = organ::place_end(scene, from, false);
    if organ::is_person(scene, from..end) {
        return None;
    }
    let is_name = (2..=3).contains(&(end - from)) && !scene.tokens.get(end).is_some_and(|it| it.is_capital());
    if is_known || !is_name || organ::rank(level) == 0 {
        return None;
    }
    let place = organ::place_words(scene, from..end);
    let text = format!("{level} {place}");
    Some(Name { tokens: from..end, text, kind: NameKind::Area, head: level.to_owned(), place: Some(place), level })
}

/// Gives a name without its place the place that the text leaves no doubt about.
fn complete(scene: &Scene, mentions: &mut [Mention]) {
    let mut full: HashMap<String, Vec<String>> = HashMap::new();
    let issuer = scene.frame.issuer.clone();
    let named = mentions.iter().filter(|it| it.place.is_some()).map(|it| (it.bare(), it.name.clone()));
    let issued = issuer.iter().filter_map(|it| Some((bare_of(scene.frame.issuer_place.as_deref()?, it)?, it.clone())));
    for (bare, name) in named.chain(issued).chain(scene.frame.parents.iter().cloned()) {
        let names = full.entry(bare).or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for mention in mentions.iter_mut().filter(|it| it.place.is_none()) {
        if let Some([name]) = full.get(&mention.name).map(Vec::as_slice) {
            mention.name.clone_from(name);
        } else if mention.level.is_empty() && mention.name == mention.head {
            let longer = format!("{} ", mention.name);
            let mut fuller = full.values().flatten().filter(|it| it.starts_with(&longer));
            if let (Some(name), None) = (fuller.next(), fuller.next()) {
                mention.name.clone_from(name);
            }
        }
    }
    shorten(mentions);
}

/// A long name said again with words left out is the same unit.
fn shorten(mentions: &mut [Mention]) {
    let mut names: Vec<String> =
        mentions.iter().filter(|it| it.kind == NameKind::Organ).map(|it| it.name.clone()).collect();
    names.sort_by_key(|it| std::cmp::Reverse(it.len()));
    names.dedup();
    names.retain(|it| it.split(' ').count() >= 5);
    names.truncate(100);
    // Each distinct name is looked up once, however often the text says it.
    let fuller_of = |name: &String| -> Option<String> {
        let mut fuller = names.iter().filter(|it| is_short_of(name, it));
        fuller.next().filter(|_| fuller.next().is_none()).cloned()
    };
    let fuller: HashMap<String, String> = names.iter().filter_map(|it| Some((it.clone(), fuller_of(it)?))).collect();
    for mention in mentions.iter_mut() {
        if let Some(name) = fuller.get(&mention.name) {
            mention.name.clone_from(name);
        }
    }
}

/// Whether `short` is `full` with inner words left out: five words or more, the first four the same.
fn is_short_of(short: &str, full: &str) -> bool {
    let mut words = full.split(' ');
    let n_words = short.split(' ').count();
    let same_head = short.split(' ').zip(full.split(' ')).take(4).all(|(a, b)| a == b);
    n_words >= 5 && short.len() < full.len() && same_head && short.split(' ').all(|word| words.any(|it| it == word))
}

impl Mention {
    /// The proper name at its end.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The name without its place.
    fn bare(&self) -> String {
        self.place.as_deref().and_then(|it| bare_of(it, &self.name)).unwrap_or_else(|| self.name.clone())
    }
}

fn bare_of(place: &str, name: &str) -> Option<String> {
    name.strip_suffix(place).map(|it| it.trim_end().to_owned())
}

/// Whether the text speaks of public affairs at all: areas alone also stand in weather, sport and stories.
pub fn is_public(scene: &Scene) -> bool {
    let is_organ = |it: &Mention| it.kind == NameKind::Organ && crate::lexicon::is_governing(&it.head);
    scene.frame.is_formal || scene.session.is_some() || scene.mentions.iter().any(is_organ)
}

/// The units of the scene, each once, in order of first mention.
pub fn units(scene: &Scene) -> Vec<Unit> {
    if !is_public(scene) {
        return Vec::new();
    }
    let mut units: Vec<Unit> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for mention in scene.mentions.iter().filter(|it| !it.is_office) {
        let at = *places.entry(&mention.name).or_insert(units.len());
        if at == units.len() {
            units.push(Unit { name: mention.name.clone(), spans: Vec::new() });
        }
        units[at].spans.push(scene.text.to_source(scene.span(mention.tokens.clone())));
    }
    units
}
