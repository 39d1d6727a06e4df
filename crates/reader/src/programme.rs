//! Efforts that have a name and no symbol: `De an 196`, `Chuong trinh 135`, a movement in quotation marks.

use std::collections::HashMap;

use base::fold;

use crate::discourse::{Discourse, Genre};
use crate::lexicon::{Class, Hit};
use crate::organ::NameKind;
use crate::phrase::trimmed;
use crate::reading::Programme;
use crate::scene::Scene;

/// Names are not longer.
const TOKENS_MAX: usize = 24;

/// The capital of a proper name stands among the first words.
const CAPITAL_NEAR: usize = 3;

/// The programmes of the scene in the order of their first mention; each with all its places.
pub fn find(scene: &Scene, discourse: &Discourse) -> Vec<Programme> {
    let mut found: Vec<Programme> = Vec::new();
    if discourse.genre == Genre::Other {
        return found;
    }
    let mut places: HashMap<String, usize> = HashMap::new();
    for sentence in &scene.sentences {
        let mut behind = sentence.tokens.start;
        for hit in scene.of_class(sentence.tokens.clone(), Class::ProgrammeKind) {
            if hit.first < behind {
                continue;
            }
            behind = hit.end;
            let Some(end) = name_end(scene, hit, sentence.tokens.end) else { continue };
            let span = scene.text.trimmed(scene.span(hit.first..end));
            let name = fold::new_tones(&scene.words(span));
            let at = *places.entry(name.to_lowercase()).or_insert(found.len());
            if at == found.len() {
                found.push(Programme { name, spans: Vec::new() });
            }
            found[at].spans.push(scene.text.to_source(span));
            behind = end;
        }
    }
    found
}

/// The end of the name that the kind word opens, if it is a name.
fn name_end(scene: &Scene, kind: Hit, until: usize) -> Option<usize> {
    let is_organ = scene.mention_at(kind.first).is_some_and(|it| it.kind == NameKind::Organ);
    if kind.end >= until || is_organ || scene.hit(kind.end, Class::NumberWord).is_some() {
        return None;
    }
    if scene.tokens[kind.end].is_number() {
        return numbered(scene, kind);
    }
    if matches!(scene.word(kind.end), "\"" | "\u{201c}") {
        let mut closing = kind.end + 1..until.min(kind.end + TOKENS_MAX);
        return closing.find(|&it| matches!(scene.word(it), "\"" | "\u{201d}")).map(|it| it + 1);
    }
    described(scene, kind, until)
}

/// `Chuong trinh 135`, not `chuong trinh 5 nam`, `de an 12 xa` or a symbol.
fn numbered(scene: &Scene, kind: Hit) -> Option<usize> {
    let number = kind.end;
    let next = number + 1;
    let counts = scene.has_any(next, [Class::Duration, Class::CountNoun, Class::Gauge, Class::Magnitude]);
    let is_symbol = matches!(scene.word(next), "/" | "-" | "%") && !scene.tokens[next].is_spaced;
    let is_plain = scene.word(number).bytes().all(|it| it.is_ascii_digit());
    let is_name = kind.row().value(0) != "name" && is_plain && !is_symbol && !counts;
    // `Chuong trinh 30a`: the letter belongs to the number.
    let is_letter = scene.tokens.get(next).is_some_and(|it| it.is_word() && !it.is_spaced);
    is_name.then_some(next + usize::from(is_letter))
}

/// A name in words: up to the word that tells something of it.
fn described(scene: &Scene, kind: Hit, until: usize) -> Option<usize> {
    let is_capital = scene.tokens[kind.first].is_capital();
    let word = scene.hit(kind.end, Class::ProgrammeWord);
    let is_proper = word.is_some_and(|it| it.row().value(0) == "proper");
    let is_counted =
        kind.first > 0 && (scene.tokens[kind.first - 1].is_number() || ends_before(scene, kind.first, Class::Plural));
    let is_made = !is_capital && ends_before(scene, kind.first, Class::Makes);
    if (is_counted || is_made) && !is_proper {
        return None;
    }
    let limit = until.min(kind.end + TOKENS_MAX);
    let end = (kind.end..limit).find(|&it| ends(scene, it)).unwrap_or(limit);
    let end = trimmed(scene, kind.end..end).end;
    let has_capital = (kind.end..end.min(kind.end + CAPITAL_NEAR)).any(|it| scene.tokens[it].is_capital());
    let is_body = scene.mention_at(kind.end).is_some_and(|it| it.tokens.start == kind.end);
    let is_name = match kind.row().value(0) {
        "name" => has_capital && !is_body,
        _ => word.is_some() || has_capital && !is_body,
    };
    (is_name && end >= kind.end + 2 || is_proper && end > kind.end).then_some(end)
}

/// Whether a phrase of `class` ends directly before `token`.
fn ends_before(scene: &Scene, token: usize, class: Class) -> bool {
    scene.of_class(token.saturating_sub(4)..token, class).any(|it| it.end == token)
}

fn ends(scene: &Scene, at: usize) -> bool {
    let token = &scene.tokens[at];
    let is_joint = matches!(scene.word(at), "-" | "\u{2013}");
    let is_paired = || {
        scene.is_mark(at, ",")
            && scene.all_hits(at.saturating_sub(4)..at).of([Class::Pair, Class::ProgrammeWord]).any(|it| it.end > at)
    };
    if !token.is_word() && !token.is_number() {
        return !is_joint && !is_paired();
    }
    let is_inside = || scene.of_class(at.saturating_sub(4)..at, Class::ProgrammeWord).any(|it| it.end > at);
    scene.hit(at, Class::ProgrammeEnd).is_some() && !is_inside()
}
