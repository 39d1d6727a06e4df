//! Who an order speaks to: one organ, several, many at once, or a person; with the names to be charged.

use base::fold;

use crate::lexicon::{Class, ClassSet, Hit};
use crate::office::office_at;
use crate::roll::Roll;
use crate::scene::Scene;

/// The words from the first addressee to the last, and whom they name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    pub first: usize,
    /// The first token behind the names (also behind an office told beside a person's name).
    pub end: usize,
    pub names: Vec<String>,
    pub is_collective: bool,
    pub is_person: bool,
}

/// So many words of a name may follow those that are known.
const LABEL_REST: usize = 8;

/// Longer lists are no address.
const TOKENS_MAX: usize = 60;

/// The addressee that begins at token `first` and ends before `until`.
pub fn at(scene: &Scene, first: usize, until: usize, roll: &Roll) -> Option<Addressee> {
    let until = until.min(first + TOKENS_MAX);
    if first >= until || !scene.tokens[first].is_word() {
        return None;
    }
    let (mut names, mut end) = (Vec::new(), first);
    let (mut is_collective, mut is_person) = (false, false);
    while let Some(part) = part(scene, end, until, roll, !names.is_empty()) {
        is_collective |= part.is_collective;
        is_person |= part.is_person;
        names.extend(part.names);
        end = part.end;
        let Some(next) = behind_comma(scene, end, until) else { break };
        if self::part(scene, next, until, roll, true).is_none() {
            break;
        }
        end = next;
    }
    if names.is_empty() { None } else { Some(Addressee { first, end, names, is_collective, is_person }) }
}

/// The token behind a comma or an "and" that goes on with a list.
fn behind_comma(scene: &Scene, token: usize, until: usize) -> Option<usize> {
    let comma = scene.is_mark(token, ",") || scene.is_mark(token, ";");
    // `So X cung Tram Y V`: the second is a partner.
    let and = scene.hit(token + usize::from(comma), Class::AndWord).filter(|it| !scene.has(it.first, Class::Partner));
    let next = and.map_or(token + usize::from(comma), |it| it.end);
    (next > token && next < until && !scene.is_mark(token, ";")).then_some(next)
}

fn part(scene: &Scene, first: usize, until: usize, roll: &Roll, is_later: bool) -> Option<Addressee> {
    let one = person(scene, first, until)
        .or_else(|| holder(scene, first, until))
        .or_else(|| shared(scene, first))
        .or_else(|| organ(scene, first, until, roll));
    one.or_else(|| many(scene, first, until)).or_else(|| if is_later { proper(scene, first, until) } else { None })
}

/// The form of address at `token`; those of plain hand (`Anh`, `Chi`) only before a name.
pub fn form_of_address(scene: &Scene, token: usize) -> Option<Hit> {
    let is_named = |it: &Hit| scene.tokens.get(it.end).is_some_and(|it| it.is_capital());
    scene.hit(token, Class::Address).or_else(|| scene.hit(token, Class::Familiar).filter(is_named))
}

/// `ong Tran Van An`, `dong chi Le Thi Ba, Chanh Van phong`.
fn person(scene: &Scene, first: usize, until: usize) -> Option<Addressee> {
    let address = form_of_address(scene, first)?;
    let mut end = address.end;
    while end < until && scene.tokens[end].is_capital() && scene.hit(end, Class::Office).is_none() {
        end += 1;
    }
    if end == address.end + 1
        && let Some(name) = scene.people.called(scene.lower(address.end))
    {
        let names = vec![name.to_owned()];
        return (end <= until).then_some(Addressee { first, end, names, is_collective: false, is_person: true });
    }
    if end < address.end + 2 {
        return None;
    }
    let name = scene.words(scene.span(address.end..end));
    let name = fold::new_tones(&name);
    let end = behind_office(scene, end, until);
    Some(Addressee { first, end, names: vec![name], is_collective: false, is_person: true })
}

/// `Pho Chu tich UBND tinh Le Thi Ba`: who holds the office is charged in person.
fn holder(scene: &Scene, first: usize, until: usize) -> Option<Addressee> {
    let office = office_at(scene, first)?;
    let name = scene.people.at(office.tokens.end)?;
    let end = name.end;
    (end <= until).then(|| Addressee {
        first,
        end,
        names: vec![fold::new_tones(&scene.words(scene.span(name)))],
        is_collective: false,
        is_person: true,
    })
}

/// `dong chi Pho Chu tich phu trach van xa`: somebody called by an office alone. The head of an organ stands for it.
pub fn titled(scene: &Scene, first: usize, until: usize, roll: &Roll) -> Option<Addressee> {
    let address = form_of_address(scene, first)?;
    let office = scene.hit(address.end, Class::Office)?;
    let is_deputy = scene.has(office.first, Class::Deputy);
    if let Some(organ) = organ(scene, address.end, until, roll).filter(|_| !is_deputy) {
        return Some(Addressee { first, ..organ });
    }
    let end =
        (office.end..until.min(office.end + LABEL_REST)).find(|&it| acts(scene, it) || !scene.tokens[it].is_word())?;
    let names = vec![fold::new_tones(&scene.words(scene.span(office.first..end)))];
    Some(Addressee { first, end, names, is_collective: false, is_person: true })
}

/// Behind `, Pho Bi thu Thuong truc Huyen uy`, up to the word that acts.
fn behind_office(scene: &Scene, end: usize, until: usize) -> usize {
    let comma = scene.is_mark(end, ",") || scene.is_mark(end, "-") || scene.is_mark(end, "\u{2013}");
    if !comma || scene.hit(end + 1, Class::Office).is_none() {
        return end;
    }
    let mut at = end;
    while let Some(office) = office_at(scene, at + 1).filter(|_| scene.is_mark(at, ",") || at == end) {
        at = office.tokens.end;
    }
    let last = (at..until.min(at + 8)).find(|&it| acts(scene, it)).unwrap_or(at);
    if scene.is_mark(last - 1, ",") { last - 1 } else { last }
}

/// The verb of action at `token`, unless it only opens a longer noun (`chi bo`, `du an`).
pub fn action_at(scene: &Scene, token: usize) -> Option<Hit> {
    let action = scene.hit(token, Class::Action)?;
    let nouns = [Class::GroupNoun, Class::CountNoun, Class::Product, Class::Nominal, Class::Level];
    let noun = scene.hits(token).of(nouns).last_end();
    noun.is_none_or(|it| it <= action.end).then_some(action)
}

/// Whether it is none of the administration: a contractor, an enterprise, the people.
pub fn is_private(scene: &Scene, addressee: &Addressee) -> bool {
    let from = scene.hit(addressee.first, Class::Plural).map_or(addressee.first, |it| it.end);
    scene.hit(from, Class::Collective).is_some_and(|it| it.row().value(0) == "private")
}

/// Whether a word of action or duty stands here in small letters.
pub fn acts(scene: &Scene, token: usize) -> bool {
    let is_lower = scene.tokens.get(token).is_some_and(|it| it.is_word() && !it.is_capital());
    is_lower && scene.has_any(token, ACTS)
}

const ACTS: ClassSet = ClassSet::of(&[
    Class::Action,
    Class::Adverb,
    Class::Must,
    Class::Statement,
    Class::Partner,
    Class::Order,
    Class::Assessment,
]);

/// One organ or area by name; the head of an organ stands for it; also the bare level that can only mean one.
fn organ(scene: &Scene, first: usize, until: usize, roll: &Roll) -> Option<Addressee> {
    let office = office_at(scene, first).filter(|it| it.tokens.end <= until);
    let organ_from = office.as_ref().and_then(|it| it.organ.as_ref()).map_or(first, |it| it.tokens.start);
    let mention = scene.mention_at(organ_from).filter(|it| it.tokens.start == organ_from);
    let (end, names) = match mention {
        Some(mention) => whole(scene, listed(scene, mention.tokens.start)),
        None => roll.bare(scene, first).map(|(end, name)| (end, vec![name]))?,
    };
    // The organ of many: `UBND cac huyen`.
    let is_many = scene.hit(end, Class::Plural).is_some();
    if end > until || is_many {
        return None;
    }
    Some(Addressee { first, end, names, is_collective: false, is_person: false })
}

/// A last word in capitals before the verb belongs to the name, also where it could be a form of address.
fn whole(scene: &Scene, listed: (usize, Vec<String>)) -> (usize, Vec<String>) {
    let (end, mut names) = listed;
    let is_rest = scene.tokens.get(end).is_some_and(|it| it.is_capital()) && acts(scene, end + 1);
    match names.last_mut() {
        Some(name) if is_rest => {
            name.push(' ');
            name.push_str(scene.word(end));
            (end + 1, names)
        }
        _ => (end, names),
    }
}

/// The names that share the head of the one at `first`, and the token behind the last.
fn listed(scene: &Scene, first: usize) -> (usize, Vec<String>) {
    let (mut names, mut end) = (Vec::new(), first);
    let mut next = scene.mention_at(first);
    while let Some(mention) = next.filter(|it| names.is_empty() || !it.is_first) {
        names.push(mention.name.clone());
        end = mention.tokens.end;
        let joint = usize::from(scene.is_mark(end, ",")) + usize::from(scene.hit(end, Class::AndWord).is_some());
        let many = scene.hit(end + joint, Class::Plural).map_or(end + joint, |it| it.end);
        next = scene.mention_at(many).filter(|it| it.tokens.start == many && joint > 0);
    }
    (end, names)
}

/// Several fields under one head: `cac So: Tai chinh, Tu phap`.
fn shared(scene: &Scene, first: usize) -> Option<Addressee> {
    let heads = scene.hit(first, Class::HeadOf).map_or(first, |it| it.end);
    let many = scene.hit(heads, Class::Plural)?;
    let head = scene.hit(many.end, Class::Organ);
    // `Truong cac thon A, B`: the areas stand for their heads.
    let from = match head {
        Some(head) => head.end + usize::from(scene.is_mark(head.end, ":")),
        None if heads > first || names_area(scene, many.end) => many.end,
        None => return None,
    };
    scene.mention_at(from).filter(|it| it.tokens.start == from)?;
    let (end, names) = listed(scene, from);
    Some(Addressee { first, end, names, is_collective: false, is_person: false })
}

/// `Cac huyen A, B va thi xa C`: areas by their names.
fn names_area(scene: &Scene, at: usize) -> bool {
    scene.mention_at(at).is_some_and(|it| it.tokens.start == at && it.place().is_some())
}

/// A proper name whose head the lexicon does not know, as a member of a list, up to the word that acts.
pub fn proper(scene: &Scene, first: usize, until: usize) -> Option<Addressee> {
    let is_body = |it: usize| scene.tokens[it].is_word() && !acts(scene, it);
    let end = (first..until.min(first + 9)).find(|&it| !is_body(it))?;
    let n_capitals = (first..end).filter(|&it| scene.tokens[it].is_capital()).count();
    let is_name = scene.tokens[first].is_capital() && n_capitals >= 2 && (acts(scene, end) || scene.is_mark(end, ","));
    let name = fold::new_tones(&scene.words(scene.span(first..end)));
    is_name.then(|| Addressee { first, end, names: vec![name], is_collective: false, is_person: false })
}

/// A body of which the lexicon knows the first words only, where a colon ends its name: `Ban Quan ly cho:`.
pub fn labelled(scene: &Scene, addressee: Addressee, until: usize) -> Addressee {
    // Words of time or relation belong to no name.
    let leads = |it: usize| scene.has_any(it, [Class::Connective, Class::Topic, Class::Tie, Class::Calendar]);
    let is_part = |it: usize| scene.tokens[it].is_word() && !acts(scene, it) && !leads(it);
    let stop = (addressee.end..until.min(addressee.end + LABEL_REST)).find(|&it| !is_part(it));
    let colon = stop.filter(|&it| it > addressee.end && scene.is_mark(it, ":") && it + 1 < until);
    match (colon, addressee.names.len()) {
        (Some(colon), 1) if !addressee.is_person => {
            let names = vec![scene.words(scene.span(addressee.first..colon))];
            Addressee { end: colon, names, ..addressee }
        }
        _ => addressee,
    }
}

/// Many at once, as written: `cac so, nganh`, `can bo, cong chuc, vien chuc`, `UBND cac huyen, thanh pho`.
fn many(scene: &Scene, first: usize, until: usize) -> Option<Addressee> {
    let organ = scene.hit(first, Class::Organ).filter(|it| scene.hit(it.end, Class::Plural).is_some());
    let head = scene.hit(first, Class::HeadOf).and_then(|it| scene.hit(it.end, Class::Plural));
    let many = organ.map(|it| it.end).or(head.map(|it| it.end));
    let opening = many.or_else(|| scene.hit(first, Class::Collective).map(|it| it.end))?;
    let mut end = opening;
    while end < until {
        match group_noun(scene, end) {
            Some(next) => end = next,
            None if goes_on(scene, end, until) || is_numbered(scene, end) => end += 1,
            None if acts(scene, end) || !scene.tokens[end].is_word() || is_preposition(scene, end) => break,
            None => end += 1,
        }
    }
    while end > opening && !scene.tokens[end - 1].is_word() && !scene.tokens[end - 1].is_number() {
        end -= 1;
    }
    let named = scene.hit(first, Class::HeadOf).map(|it| it.end).filter(|&it| scene.hit(it, Class::Organ).is_some());
    let name = scene.words(scene.span(named.unwrap_or(first)..end));
    let words = end - first;
    (2..=24).contains(&words).then(|| Addressee {
        first,
        end,
        names: vec![lower_first(&name)],
        is_collective: true,
        is_person: false,
    })
}

/// `khu dan cu so 9`: the number belongs to the name.
fn is_numbered(scene: &Scene, token: usize) -> bool {
    scene.tokens[token].is_number() && token > 0 && scene.hit(token - 1, Class::Ordinal).is_some()
}

fn is_preposition(scene: &Scene, token: usize) -> bool {
    scene.has_any(token, [Class::Topic, Class::Tie])
}

fn group_noun(scene: &Scene, token: usize) -> Option<usize> {
    let group = scene.hit(token, Class::GroupNoun)?;
    // `bao cao`, `quan ly ...` act when they are longer than the noun.
    let action = scene.hit(token, Class::Action).is_some_and(|it| it.end > group.end);
    (!action).then_some(group.end)
}

/// A comma or "and" between two nouns of the group.
fn goes_on(scene: &Scene, token: usize, until: usize) -> bool {
    let joins = scene.is_mark(token, ",") || scene.is_mark(token, "-") || scene.hit(token, Class::AndWord).is_some();
    let next = token + 1 + usize::from(scene.is_mark(token, ",") && scene.hit(token + 1, Class::AndWord).is_some());
    let is_last =
        scene.is_mark(token, ",") && (next + 1..until.min(next + 4)).any(|it| acts(scene, it)) && !acts(scene, next);
    let is_small = scene.tokens.get(next).is_some_and(|it| it.is_word() && !it.is_capital());
    joins
        && next < until
        && (is_last && is_small
            || group_noun(scene, next).is_some()
            || scene.hit(next, Class::Collective).is_some_and(|_| !acts(scene, next)))
}

/// The name with a small first letter, unless an abbreviation or a proper name opens it.
fn lower_first(name: &str) -> String {
    let name = fold::new_tones(name);
    let mut chars = name.chars();
    let Some(first) = chars.next() else { return name };
    if chars.clone().next().is_none_or(char::is_uppercase) {
        return name;
    }
    first.to_lowercase().chain(chars).collect()
}
