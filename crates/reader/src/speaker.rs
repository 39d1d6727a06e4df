//! Whose word counts: the one who chairs, concludes or issues, by name, office and organ.

use std::ops::Range;

use base::fold;

use crate::address;
use crate::lexicon::{Class, rank};
use crate::reading::Reading;
use crate::scene::Scene;
use crate::token::is_letter;

/// The names under which the one who concludes is spoken of, in lower case.
#[derive(Clone, Debug, Default)]
pub struct Speaker {
    names: Vec<Words>,
    offices: Vec<Words>,
    organs: Vec<String>,
}

/// The words of a name, in lower case.
type Words = Vec<String>;

impl Speaker {
    pub fn of(reading: &Reading) -> Speaker {
        let mut speaker = Speaker::default();
        let chair = reading.session.as_ref().and_then(|it| it.chair.as_ref());
        if let Some(chair) = chair {
            speaker.names.push(words(&lower(chair)));
            let person = reading.people.iter().find(|it| it.name == *chair);
            let positions = || person.into_iter().flat_map(|it| it.positions.iter());
            speaker.offices.extend(positions().map(|it| words(&lower(it))));
            speaker.offices.extend(positions().filter_map(|it| without_place(it)).map(|it| words(&it)));
        }
        let issuer = reading.document.as_ref().and_then(|it| it.issuer.as_ref());
        let host = reading.session.as_ref().and_then(|it| it.host.as_ref());
        // An office that writes for the organ that met is spoken to like any other.
        let is_office = |it: &&String| host.is_some_and(|host| *it != host && lower(it).contains(&lower(host)));
        speaker.organs.extend(issuer.filter(|it| !is_office(it)).into_iter().chain(host).map(|it| lower(it)));
        speaker
    }

    /// Whether the words name the speaker: by name, or by the office held.
    pub fn is_named(&self, scene: &Scene, tokens: Range<usize>) -> bool {
        if tokens.is_empty() {
            return false;
        }
        self.names.iter().any(|it| places(scene, &tokens, it).next().is_some())
            || self.offices.iter().any(|it| places(scene, &tokens, it).any(|at| !is_deputy(scene, &tokens, at)))
    }

    /// Whether a form of address with the last word of the speaker's name opens the words: `Ba Tu`.
    pub fn is_called(&self, scene: &Scene, tokens: Range<usize>) -> bool {
        let Some(address) = address::form_of_address(scene, tokens.start).filter(|it| it.end < tokens.end) else {
            return false;
        };
        let is_last = |name: &Words| name.last().is_some_and(|it| it == scene.lower(address.end));
        let is_alone = !scene.tokens.get(address.end + 1).is_some_and(|it| it.is_capital());
        is_alone && self.names.iter().any(is_last)
    }

    /// Whether the names are those of the organ that issues or holds the session.
    pub fn is_organ(&self, names: &[String]) -> bool {
        matches!(names, [name] if self.organs.contains(&lower(name)))
    }

    /// Whether the words before an order verb are somebody who gives orders here: the speaker, any person in office,
    /// the assembly, or nobody at all.
    pub fn is_frame(&self, scene: &Scene, tokens: Range<usize>) -> bool {
        let Some(first) = tokens.clone().find(|&it| scene.tokens[it].is_word()) else { return true };
        if self.is_named(scene, tokens.clone()) {
            return true;
        }
        let words = fold::collapse(scene.lower_at(scene.span(first..tokens.end)));
        let is_organ = self.organs.iter().any(|it| words == *it || (it.starts_with(&words) && words.contains(' ')));
        let hits = scene.all_hits(tokens.clone());
        let is_person = !hits.of([Class::Address, Class::Office]).is_empty() && !self.is_addressed(scene, &tokens);
        let is_assembly = scene.hit(first, Class::Assembly).is_some();
        is_organ || is_person || is_assembly || is_lead_in(scene, tokens)
    }

    /// An office of many (heads of all districts) is spoken to, not speaking.
    fn is_addressed(&self, scene: &Scene, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|it| scene.hit(it, Class::Collective).is_some_and(|hit| hit.end - hit.first == 1))
    }
}

/// `Chu tich UBND huyen` for the one of a named district, as a text goes on to call the office.
fn without_place(office: &str) -> Option<String> {
    let is_name = |it: char| it == ' ' || is_letter(it);
    let at = office.char_indices().rev().take_while(|it| is_name(it.1)).map(|it| it.0);
    let words = at.filter(|&it| office[..it].ends_with(' ') && office[it..].starts_with(char::is_uppercase));
    let heads = words.map(|it| office[..it].trim_end());
    heads.into_iter().find(|it| it.rsplit(' ').next().is_some_and(|last| rank(last) > 0)).map(lower)
}

/// Where in `tokens` the words of `name` stand, one after the other.
fn places<'a>(scene: &'a Scene, tokens: &Range<usize>, name: &'a Words) -> impl Iterator<Item = usize> + 'a {
    let end = tokens.end;
    let is_here = move |first: &usize| {
        let mut at = *first;
        name.iter().all(|word| {
            let length = n_written(scene, at..end, word);
            at += length;
            length > 0
        })
    };
    tokens.clone().filter(is_here)
}

/// How many tokens from the first of `tokens` on are written together as `word`; 0 where they are not.
fn n_written(scene: &Scene, tokens: Range<usize>, word: &str) -> usize {
    let (mut rest, mut n) = (word, 0);
    for at in tokens {
        match rest.strip_prefix(scene.lower(at)) {
            Some("") => return n + 1,
            Some(behind) => (rest, n) = (behind, n + 1),
            None => return 0,
        }
    }
    0
}

/// Whether the office at `at` is only a part of a longer one: a deputy is not the head.
fn is_deputy(scene: &Scene, tokens: &Range<usize>, at: usize) -> bool {
    at > tokens.start && fold::search_key(scene.lower(at - 1)) == "pho"
}

/// Connectives, topics and commas alone.
fn is_lead_in(scene: &Scene, tokens: Range<usize>) -> bool {
    let mut token = tokens.start;
    while token < tokens.end {
        match scene.hit(token, Class::Connective) {
            Some(hit) => token = hit.end,
            None if scene.is_mark(token, ",") => token += 1,
            None => return false,
        }
    }
    true
}

fn words(name: &str) -> Words {
    name.split(' ').map(str::to_owned).collect()
}

fn lower(name: &str) -> String {
    fold::new_tones(&fold::collapse(name)).to_lowercase()
}
