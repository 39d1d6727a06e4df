//! The hour before a day: `17h00`, `17 gio 30 phut`, and the part of the day behind it.

use crate::date;
use crate::lexicon::Class;
use crate::scene::Scene;

use super::behind as behind_class;

/// Behind the hour, part of the day and comma that stand before a day or rhythm; `first` where none do.
pub fn behind(scene: &Scene, first: usize) -> usize {
    let clock = hour(scene, first);
    let mut at = clock.unwrap_or(first);
    while let Some(part) = part_of_day(scene, at) {
        at = part;
    }
    if at > first && scene.is_mark(at, ",") { at + 1 } else { at }
}

/// Behind the hour and its minutes.
fn hour(scene: &Scene, first: usize) -> Option<usize> {
    date::whole(scene, first).filter(|it| (0..=24).contains(it))?;
    tight(scene, first).or_else(|| {
        let hour = scene.hit(first + 1, Class::Hour)?;
        let minutes = hour.end + usize::from(date::whole(scene, hour.end).is_some_and(|it| (0..60).contains(&it)));
        Some(behind_class(scene, minutes, Class::Minute))
    })
}

/// `17h00`: behind the hour and its minutes without blanks.
fn tight(scene: &Scene, first: usize) -> Option<usize> {
    let minutes = scene.word(first + 1).strip_prefix(['h', 'g'])?;
    let is_tight = scene.tokens.get(first + 1).is_some_and(|it| !it.is_spaced);
    (is_tight && minutes.len() <= 2 && minutes.bytes().all(|it| it.is_ascii_digit())).then_some(first + 2)
}

/// Behind one word for a part of the day; the word for day itself is none.
fn part_of_day(scene: &Scene, token: usize) -> Option<usize> {
    let part = scene.hits(token).of([Class::DayPart]).find(|it| it.end == token + 1)?;
    scene.hit(token, Class::Calendar).is_none().then_some(part.end)
}
