//! Deadlines that come again: `truoc ngay 25 hang thang`, `dinh ky hang quy`, `6 thang mot lan`.

use base::DueRule;
use base::date_rule::Every;

use crate::calendar::{small_number, weekday_number};
use crate::date;
use crate::lexicon::{Class, Hit};
use crate::scene::Scene;

use super::{Deadline, behind, clock};

/// A rhythm and the token behind it.
struct Rhythm {
    every: Every,
    /// Of the quarter.
    month: Option<i8>,
    end: usize,
}

/// Between the word for regular and its rhythm stand at most so many tokens.
const PERIODIC_MAX: usize = 8;

/// `dinh ky hang quy`, `dinh ky thu Sau hang tuan`, `dinh ky 6 thang`.
pub fn periodic(scene: &Scene, token: usize, end: usize) -> Option<Deadline> {
    let cue = scene.hit(token, Class::Periodic)?;
    (cue.end..end.min(cue.end + PERIODIC_MAX)).find_map(|it| {
        at(scene, token, it).or_else(|| {
            let counted = counted(scene, it).filter(|_| it == cue.end)?;
            Some(ruled(&counted, None, token))
        })
    })
}

/// The rhythm behind a cue at `token`, with the day before it that begins at `first`.
pub fn at(scene: &Scene, token: usize, first: usize) -> Option<Deadline> {
    let first = clock::behind(scene, first);
    on_day(scene, token, first).or_else(|| on_weekday(scene, token, first)).or_else(|| {
        let plain = rhythm(scene, first)?;
        Some(ruled(&plain, None, token))
    })
}

/// `ngay 25 hang thang`, `ngay 20 cua thang cuoi quy`, `ngay 15/12 hang nam`.
fn on_day(scene: &Scene, token: usize, first: usize) -> Option<Deadline> {
    let word = scene.hit(first, Class::Calendar).filter(|it| it.row().value(0) == "day")?;
    let day = i8::try_from(date::whole(scene, word.end).filter(|it| (1..=31).contains(it))?).ok()?;
    if let Some(rhythm) = rhythm(scene, word.end + 1) {
        return Some(ruled(&rhythm, Some(day), token));
    }
    let month = i8::try_from(date::whole(scene, word.end + 2).filter(|it| (1..=12).contains(it))?).ok()?;
    let yearly = rhythm(scene, word.end + 3).filter(|it| it.every == Every::Year)?;
    Some(ruled(&Rhythm { month: Some(month), ..yearly }, Some(day), token))
}

/// `chieu thu Nam hang tuan`.
fn on_weekday(scene: &Scene, token: usize, first: usize) -> Option<Deadline> {
    let name = scene.hit(first, Class::Weekday)?;
    let weekly = rhythm(scene, name.end).filter(|it| it.every == Every::Week)?;
    Some(ruled(&weekly, weekday_number(name), token))
}

fn ruled(rhythm: &Rhythm, day: Option<i8>, token: usize) -> Deadline {
    Deadline::ruled(DueRule::Recurring { every: rhythm.every, day, month: rhythm.month }, token..rhythm.end)
}

/// `hang thang`, `moi thang mot lan`, `ba thang mot lan`, `01 quy/lan`.
fn rhythm(scene: &Scene, first: usize) -> Option<Rhythm> {
    if let Some(hit) = scene.hit(first, Class::Recurring) {
        let month = hit.row().value(1).parse().ok();
        return Some(Rhythm { every: every(hit)?, month, end: behind(scene, hit.end, Class::Once) });
    }
    let counted = counted(scene, first)?;
    let once = scene.hit(counted.end, Class::Once)?;
    Some(Rhythm { end: once.end, ..counted })
}

/// `6 thang`, `01 quy`, behind the word for regular.
fn counted(scene: &Scene, first: usize) -> Option<Rhythm> {
    let (count, behind) = small_number(scene, first)?;
    let word = scene.hit(behind, Class::Calendar)?;
    let every = match (count, word.row().value(0)) {
        (1, "day") => Every::Day,
        (1, "month") => Every::Month,
        (3, "month") | (1, "quarter") => Every::Quarter,
        (6, "month") | (2, "quarter") => Every::HalfYear,
        (12, "month") | (1, "year") => Every::Year,
        _ => return None,
    };
    Some(Rhythm { every, month: None, end: word.end })
}

/// The rhythm that a word of recurrence names.
pub fn every(rhythm: Hit) -> Option<Every> {
    Some(match rhythm.row().value(0) {
        "day" => Every::Day,
        "week" => Every::Week,
        "month" => Every::Month,
        "quarter" => Every::Quarter,
        "half" => Every::HalfYear,
        "year" => Every::Year,
        _ => return None,
    })
}
