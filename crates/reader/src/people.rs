//! Persons named with an office: names, offices, and every place where the full name stands.

use std::collections::HashMap;
use std::ops::Range;

use crate::block::{Block, BlockKind};
use crate::lexicon::{Class, Fast};
use crate::office::{Office, office_at};
use crate::organ;
use crate::reading::Person;
use crate::scene::Scene;
use crate::signature;
use crate::token::Caps;

/// The people of a scene and where they stand.
#[derive(Clone, Debug, Default)]
pub struct People {
    pub people: Vec<Person>,
    /// Organs of each person's offices, in the order of the offices.
    pub organs: Vec<Vec<String>>,
    /// Tokens of a full name and the person's place in `people`, in order.
    pub mentions: Vec<(Range<usize>, usize)>,
}

impl People {
    /// The person whose name begins in `tokens`, the first of them.
    pub fn first_in(&self, tokens: Range<usize>) -> Option<usize> {
        self.mentions.iter().find(|it| tokens.contains(&it.0.start)).map(|it| it.1)
    }

    /// The one person whose given name, in lower case, this is.
    pub fn called(&self, given: &str) -> Option<&str> {
        let is_given = |it: &&Person| it.name.rsplit(' ').next().is_some_and(|last| last.to_lowercase() == given);
        let mut named = self.people.iter().filter(is_given);
        named.next().filter(|_| named.next().is_none()).map(|it| it.name.as_str())
    }

    /// The tokens of the name that begins at `token`.
    pub fn at(&self, token: usize) -> Option<Range<usize>> {
        let n = self.mentions.partition_point(|it| it.0.start < token);
        self.mentions.get(n).filter(|it| it.0.start == token).map(|it| it.0.clone())
    }

    /// The person whose name is the last to begin in `tokens`.
    pub fn last_in(&self, tokens: Range<usize>) -> Option<usize> {
        self.mentions.iter().rev().find(|it| tokens.contains(&it.0.start)).map(|it| it.1)
    }
}

/// A name with the offices stated beside it.
pub struct Named {
    pub name: Range<usize>,
    pub offices: Vec<Office>,
}

/// Everyone who is named with an office somewhere in the scene.
pub fn find(scene: &Scene) -> People {
    let mut named = Vec::new();
    for block in
        scene.blocks.iter().filter(|it| it.is_content() || matches!(it.kind, BlockKind::Subject | BlockKind::Caption))
    {
        in_block(scene, block, &mut named);
    }
    let is_official = scene.frame.is_formal || named.iter().any(|it| it.offices.iter().any(|office| office.is_whole));
    named.extend(signature::signatures(scene));
    let mut people = People::default();
    if is_official {
        let mut places = HashMap::new();
        named.iter().for_each(|it| people.take(scene, it, &mut places));
        people.place(scene, &places);
    }
    people
}

impl People {
    fn take(&mut self, scene: &Scene, named: &Named, places: &mut HashMap<String, usize>) {
        if named.offices.is_empty() {
            return;
        }
        let name = organ::place_words(scene, named.name.clone());
        let at = *places.entry(name.to_lowercase()).or_insert(self.people.len());
        if at == self.people.len() {
            self.people.push(Person { name, ..Person::default() });
            self.organs.push(Vec::new());
        }
        for office in &named.offices {
            let positions = &mut self.people[at].positions;
            // The same office said shorter or longer adds nothing.
            if !positions.iter().any(|it| it.starts_with(&office.text) || office.text.starts_with(it.as_str())) {
                positions.push(office.text.clone());
                self.organs[at].extend(office.organ.as_ref().map(|it| it.text.clone()));
            }
        }
    }

    /// Finds every full name again, also where no office stands beside it.
    fn place(&mut self, scene: &Scene, places: &HashMap<String, usize>) {
        let mut by_first: HashMap<&str, Vec<(Vec<&str>, usize)>, Fast> = HashMap::default();
        for (name, &person) in places {
            let words: Vec<&str> = name.split(' ').collect();
            by_first.entry(words[0]).or_default().push((words, person));
        }
        by_first.values_mut().for_each(|it| it.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        for block in scene.blocks.iter().filter(|it| !matches!(it.kind, BlockKind::Furniture | BlockKind::Recipients)) {
            let mut at = block.tokens.start;
            while let Some(capital) = scene.next(at..block.tokens.end, [Class::Capital]) {
                at = capital;
                let is_here = |words: &[&str]| words.iter().enumerate().all(|(n, word)| scene.lower(at + n) == *word);
                let names = by_first.get(scene.lower(at)).map_or(&[][..], Vec::as_slice);
                let Some((words, person)) = names.iter().find(|it| is_here(&it.0)) else {
                    at += 1;
                    continue;
                };
                let tokens = at..at + words.len();
                self.people[*person].spans.push(scene.text.to_source(scene.span(tokens.clone())));
                at = tokens.end;
                self.mentions.push((tokens, *person));
            }
        }
    }
}

fn in_block(scene: &Scene, block: &Block, named: &mut Vec<Named>) {
    let (mut at, end) = (block.body, block.tokens.end);
    while let Some(opening) = scene.next(at..end, [Class::Capital, Class::Office]) {
        at = opening;
        let is_plain = !scene.tokens[at].is_capital();
        at = if let Some(office) = office_at(scene, at) {
            offices_first(scene, office, end, named)
        } else if is_plain {
            at + 1
        } else if let Some(area) = scene.mention_at(at).filter(|it| !it.is_office) {
            area.tokens.end
        } else if let Some(name) = name_at(scene, at, end) {
            names_first(scene, name, end, named)
        } else {
            at + 1
        };
    }
}

/// `Chu tich UBND tinh A`, `Pho Bi thu, Chu tich A`, `Pho Chu tich UBND tinh: A, B`.
fn offices_first(scene: &Scene, office: Office, end: usize, named: &mut Vec<Named>) -> usize {
    let mut offices = vec![office];
    let mut at = more_offices(scene, &mut offices, &[","]);
    let is_list = scene.is_mark(at, ":");
    at += usize::from(is_list);
    while let Some(name) = name_at(scene, after_address(scene, at), end) {
        let after = name.end;
        // `A, Chu tich` behind a colon has an office of its own.
        let is_own = is_list && has_office_behind(scene, after);
        if is_own {
            return names_first(scene, name, end, named);
        }
        named.push(Named { name, offices: offices.clone() });
        at = after;
        let goes_on = is_list && (scene.is_mark(at, ",") || scene.hit(at, Class::AndWord).is_some());
        if !goes_on || name_at(scene, after_address(scene, at + 1), end).is_none() {
            // `Chu tich UBND xa A, Bi thu Dang uy` goes on with further offices of A.
            return if is_list { at } else { at + offices_behind(scene, at, named) };
        }
        at += 1;
    }
    at
}

/// Further offices behind a name that already has one: how many tokens they take.
fn offices_behind(scene: &Scene, at: usize, named: &mut [Named]) -> usize {
    let Some(office) = behind_joint(scene, at) else { return 0 };
    let mut offices = vec![office];
    let end = more_offices(scene, &mut offices, &[",", "-", "\u{2013}"]);
    let is_of_next = scene.tokens.get(end).is_some_and(|it| it.is_capital()) && name_at(scene, end, end + 6).is_some();
    match named.last_mut() {
        Some(last) if !is_of_next => {
            last.offices.append(&mut offices);
            end - at
        }
        _ => 0,
    }
}

/// `A, Bi thu Tinh uy, Chu tich HDND tinh`, `A va B, Pho Giam doc So X`, `A - Chu tich UBND xa`.
fn names_first(scene: &Scene, name: Range<usize>, end: usize, named: &mut Vec<Named>) -> usize {
    let mut names = vec![name];
    let mut at = names[0].end;
    while scene.is_mark(at, ",") || scene.hit(at, Class::AndWord).is_some() {
        let Some(name) = name_at(scene, after_address(scene, at + 1), end) else { break };
        at = name.end;
        names.push(name);
    }
    let Some(office) = behind_joint(scene, at) else {
        return at;
    };
    let mut offices = vec![office];
    let after = more_offices(scene, &mut offices, &[",", "-", "\u{2013}", ";"]);
    let is_addressed = offices.iter().any(|it| it.is_whole) || names.iter().any(|it| is_addressed(scene, it.start));
    if is_addressed {
        named.extend(names.into_iter().map(|name| Named { name, offices: offices.clone() }));
    }
    after
}

/// The office behind a comma, dash or bracket.
fn behind_joint(scene: &Scene, at: usize) -> Option<Office> {
    let is_joint = matches!(scene.word(at), "," | "-" | "\u{2013}" | "(" | ":");
    office_at(scene, at + 1).filter(|it| is_joint && !owns_next_name(scene, it))
}

fn has_office_behind(scene: &Scene, at: usize) -> bool {
    behind_joint(scene, at).is_some()
}

/// Whether a name follows the office directly, so that it is that person's.
fn owns_next_name(scene: &Scene, office: &Office) -> bool {
    let end = office.tokens.end;
    scene.tokens.get(end).is_some_and(|it| it.is_capital() && it.line == scene.tokens[end - 1].line)
        && name_at(scene, end, end + 6).is_some()
}

/// Takes offices that follow in a list; returns the token behind the last.
fn more_offices(scene: &Scene, offices: &mut Vec<Office>, joints: &[&str]) -> usize {
    let mut at = offices.last().map_or(0, |it| it.tokens.end);
    while joints.contains(&scene.word(at)) || scene.hit(at, Class::AndWord).is_some() {
        let Some(office) = office_at(scene, at + 1) else { break };
        let is_other = joints.len() > 1 && owns_next_name(scene, &office);
        if is_other {
            break;
        }
        at = office.tokens.end;
        offices.push(office);
    }
    at
}

/// Behind words of address such as those for comrade, mister or a rank.
fn after_address(scene: &Scene, at: usize) -> usize {
    let mut at = at;
    while let Some(address) = scene.hit(at, Class::Address) {
        at = address.end + usize::from(scene.is_mark(address.end, "."));
    }
    at
}

fn is_addressed(scene: &Scene, name: usize) -> bool {
    scene.of_class(name.saturating_sub(3)..name, Class::Address).any(|it| it.end == name)
}

/// Two to five words with a capital that begin at `at` and are no name of an organ, area, office or document.
pub fn name_at(scene: &Scene, at: usize, limit: usize) -> Option<Range<usize>> {
    let first = scene.tokens.get(at)?;
    let is_inner = at > 0
        && scene.tokens[at - 1].is_capital()
        && scene.tokens[at - 1].line == first.line
        && first.is_spaced
        && scene.hit(at, Class::Surname).is_none()
        && !is_addressed(scene, at);
    if !first.is_capital() || first.caps == Caps::Upper || is_inner || is_known(scene, at) {
        return None;
    }
    let mut end = at + 1;
    while end < limit.min(at + 6)
        && scene
            .tokens
            .get(end)
            .is_some_and(|it| it.is_capital() && it.caps == Caps::Title && it.line == first.line && it.is_spaced)
    {
        if scene.hits(end).of([Class::Office, Class::Organ, Class::Address]).any(|it| it.end > end + 1) {
            break;
        }
        end += 1;
    }
    (2..=5).contains(&(end - at)).then_some(at..end)
}

fn is_known(scene: &Scene, at: usize) -> bool {
    scene.hits(at).any(|it| match it.class {
        Class::Organ | Class::Field | Class::CiteKind | Class::Motto | Class::NotName | Class::Short => {
            it.end > at + 1 || scene.hit(at, Class::Surname).is_none()
        }
        Class::Office | Class::Address | Class::Bureau => true,
        Class::Level => scene.hit(at, Class::Surname).is_none(),
        _ => false,
    })
}
