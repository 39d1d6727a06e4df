//! Deadlines that wait for something: a season, a session, the start of a school year.

use base::DueRule;

use crate::calendar::small_number;
use crate::date::{self, Anchor, Tense};
use crate::lexicon::Class;
use crate::scene::Scene;

use super::{Deadline, behind};

/// Nothing awaited takes more words than these.
const EVENT_MAX: usize = 12;

/// `truoc mua mua bao`, `cham nhat 05 ngay truoc ky hop`.
pub fn before(scene: &Scene, token: usize) -> Option<Deadline> {
    let cue = scene.hit(token, Class::DueBefore).or_else(|| {
        let (_, behind) = small_number(scene, scene.hit(token, Class::DueBy)?.end)?;
        scene.hit(scene.hit(behind, Class::Stretch)?.end, Class::DueBefore)
    })?;
    let event = scene.hit(cue.end, Class::Event)?;
    let is_bare = cue.end == token + 1;
    match event.row().value(0) {
        // `truoc khi trinh ky` tells an order of work, `xong truoc khi ban giao` a deadline.
        "open" if !is_bare => Some(Deadline::ruled(DueRule::Event, token..clause_end(scene, event.end))),
        "open" | "after" => None,
        _ => Some(Deadline::ruled(DueRule::Event, token..behind_events(scene, cue.end))),
    }
}

/// `ngay sau hoi nghi`, `ngay sau khi co y kien`.
pub fn after(scene: &Scene, token: usize) -> Option<Deadline> {
    let cue = scene.hit(token, Class::DueAfter)?;
    let end = match cue.row().value(0) {
        "open" => clause_end(scene, cue.end),
        _ => behind_events(scene, scene.hit(cue.end, Class::Event)?.first),
    };
    Some(Deadline::ruled(DueRule::Event, token..end))
}

/// Up to the next mark.
fn clause_end(scene: &Scene, from: usize) -> usize {
    let is_end = |it: &usize| scene.tokens.get(*it).is_none_or(|token| !token.is_word() && !token.is_number());
    (from..from + EVENT_MAX).find(is_end).unwrap_or(from)
}

/// `khai giang nam hoc moi`, `mua mua bao nam 2026`, `ky hop thu 8`: what is awaited, its number and its year.
fn behind_events(scene: &Scene, token: usize) -> usize {
    let mut at = token;
    while let Some(event) = scene.hit(at, Class::Event) {
        at = event.end;
    }
    let number = scene.hit(at, Class::Ordinal).and_then(|it| small_number(scene, it.end));
    at = number.map_or(at, |it| it.1);
    while let Some(named) = scene.hit(at, Class::LunarYear) {
        at = named.end;
    }
    let year = behind(scene, at, Class::CalendarEnd);
    at = date::at(scene, year, Anchor { on: None, tense: Tense::Open }).map_or(at, |it| it.end);
    behind(scene, at, Class::CalendarShift)
}
