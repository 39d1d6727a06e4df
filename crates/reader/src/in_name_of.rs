//! In whose name a conclusion is given: an office, or the collective of an organ.

use std::ops::Range;

use crate::block::BlockKind;
use crate::lexicon::Class;
use crate::office::office_at;
use crate::reading::Reading;
use crate::scene::Scene;

/// Whose conclusion it is stands within so many tokens of the word for it.
const NEAR: usize = 16;

/// A collective concludes within so many sentences of the top.
const OPENING: usize = 16;

/// Sets in whose name the session of `reading` concludes.
pub fn add(scene: &Scene, reading: &mut Reading) {
    let chair = reading.session.as_ref().and_then(|it| it.chair.clone());
    let Some(session) = &mut reading.session else { return };
    let office = || {
        let person = reading.people.iter().find(|it| Some(&it.name) == chair.as_ref())?;
        person.positions.iter().find(|it| governs(it, session.host.as_deref())).or(person.positions.first()).cloned()
    };
    session.in_name_of = titled(scene).or_else(|| on_behalf(scene)).or_else(|| collective(scene)).or_else(office);
}

/// Whether the office is one of the host's, whose place it may leave out.
fn governs(office: &str, host: Option<&str>) -> bool {
    let Some(host) = host else { return false };
    let head = host.match_indices(' ').nth(1).map_or(host, |it| &host[..it.0]);
    office.contains(head)
}

/// `Ket luan cua <X> tai ...` in the subject lines.
fn titled(scene: &Scene) -> Option<String> {
    let subjects = scene.blocks.iter().filter(|it| it.kind == BlockKind::Subject);
    subjects.map(|it| it.tokens.clone()).find_map(|it| {
        let cue = scene.find(it.clone(), Class::Concludes)?;
        let of = scene.find(cue.end..it.end.min(cue.end + 4), Class::OfWord)?;
        named(scene, of.end..it.end)
    })
}

/// `Thay mat <X>, dong chi A ket luan`.
fn on_behalf(scene: &Scene) -> Option<String> {
    scene.sentences.iter().find_map(|it| {
        let hits = scene.all_hits(it.tokens.clone());
        let cue = hits.of([Class::OnBehalf]).first()?;
        let concludes = !hits.of([Class::Concludes, Class::FloorChair]).is_empty();
        named(scene, cue.end..it.tokens.end).filter(|_| concludes)
    })
}

/// `Ban Thuong vu <U> ket luan nhu sau`: the collective before the word, nobody by name.
fn collective(scene: &Scene) -> Option<String> {
    scene.sentences.iter().take(OPENING).find_map(|it| {
        let hits = scene.all_hits(it.tokens.clone());
        let cue = hits.of([Class::Concludes]).find(|hit| hit.first > it.tokens.start)?;
        let near = cue.first.saturating_sub(NEAR).max(it.tokens.start)..cue.first;
        let bureau =
            scene.all_hits(near.clone()).of([Class::Bureau]).rev().find(|hit| scene.tokens[hit.first].is_capital())?;
        let person = scene.people.first_in(bureau.end..cue.first);
        let name = named(scene, bureau.first..cue.first)?;
        (person.is_none() && !(bureau.first..cue.first).any(|at| scene.is_mark(at, ","))).then_some(name)
    })
}

/// The office or collective that opens `tokens`, without the name of the person.
fn named(scene: &Scene, tokens: Range<usize>) -> Option<String> {
    let mut at = tokens.start;
    while let Some(hit) = scene.hit(at, Class::Address).filter(|it| it.end < tokens.end) {
        at = hit.end;
    }
    if let Some(bureau) = scene.hit(at, Class::Bureau) {
        let organ = scene.mention_at(bureau.end).or_else(|| scene.mention_at(at))?;
        let words = scene.span(bureau.first..organ.tokens.end.max(bureau.end));
        return Some(base::fold::new_tones(&scene.words(words)));
    }
    if let Some(office) = office_at(scene, at) {
        return Some(office.text);
    }
    let organ = scene.mention_at(at).filter(|it| it.tokens.start == at)?;
    Some(organ.name.clone())
}
