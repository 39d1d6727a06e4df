//! Words that count from the day of the text: this month, next year, tomorrow, Friday of next week.

use base::Period;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::date::{Anchor, Dated, dated, whole};
use crate::lexicon::{Class, Hit};
use crate::scene::Scene;

/// A small whole number in digits or words, and the token behind it.
pub fn small_number(scene: &Scene, token: usize) -> Option<(i16, usize)> {
    match whole(scene, token) {
        Some(number) => Some((number, token + 1)),
        None => scene.hit(token, Class::SmallNumber).and_then(|it| Some((it.row().value(0).parse().ok()?, it.end))),
    }
}

/// `thang nay`, `quy toi`, `nam ngoai`: the month, quarter or year at `word` by its distance from that of the anchor.
pub fn shifted(scene: &Scene, word: Hit, anchor: Anchor) -> Option<Dated> {
    let shift = scene.hit(word.end, Class::CalendarShift)?;
    let is_cue = scene.hit(shift.end, Class::Calendar).is_some() || whole(scene, shift.end).is_some();
    // `hang thang truoc ngay 25`: the word for past ones is that for before.
    if is_cue && scene.hit(shift.first, Class::DueBefore).is_some() {
        return None;
    }
    let distance: i32 = shift.row().value(0).parse().ok()?;
    let on = anchor.on?;
    Some(dated(around(word.row().value(0), on, distance), shift.end, false))
}

/// The month, quarter or year `distance` away from the one of `on`.
pub fn around(unit: &str, on: Date, distance: i32) -> Option<Period> {
    let months = match unit {
        "month" => 1,
        "quarter" => 3,
        "year" => 12,
        _ => return None,
    };
    let there = on.first_of_month().checked_add((distance * months).months()).ok()?;
    match unit {
        "month" => Period::month(there.year(), there.month()),
        "quarter" => Period::quarter(there.year(), (there.month() + 2) / 3),
        _ => Period::year(there.year()),
    }
}

/// Behind `nay` or `toi` where a month, quarter or year was printed before it: `thang 9 toi`.
pub fn behind_trailing_shift(scene: &Scene, token: usize) -> usize {
    let Some(shift) = scene.hit(token, Class::CalendarShift).filter(|it| it.row().value(1) == "behind") else {
        return token;
    };
    // The word for next is also that for to and until.
    let goes_on = scene.tokens.get(shift.end).is_some_and(|it| it.is_number() || it.is_capital())
        || scene.hit(shift.end, Class::Calendar).is_some();
    if goes_on { token } else { shift.end }
}

/// `dau nam`, `cuoi nam` behind a quarter: whether it is the first, and the token of the word for year.
pub fn edge_of_year(scene: &Scene, token: usize) -> Option<(bool, usize)> {
    let edge = scene.hit(token, Class::CalendarEnd)?;
    scene.hit(edge.end, Class::Calendar).filter(|it| it.row().value(0) == "year")?;
    match edge.row().value(0) {
        "early" => Some((true, edge.end)),
        "end" => Some((false, edge.end)),
        _ => None,
    }
}

/// `hom nay`, `ngay mai`.
pub fn near_day(scene: &Scene, token: usize, on: Date) -> Option<Dated> {
    let hit = scene.hit(token, Class::NearDay)?;
    let distance: i32 = hit.row().value(0).parse().ok()?;
    Some(dated(on.checked_add(distance.days()).ok().map(Period::Day), hit.end, false))
}

/// `thu Sau tuan nay`, `thu Hai tuan sau`.
pub fn weekday(scene: &Scene, token: usize, on: Date) -> Option<Dated> {
    let name = scene.hit(token, Class::Weekday)?;
    let week = scene.hit(name.end, Class::Stretch).filter(|it| it.row().value(0) == "week")?;
    let shift = scene.hit(week.end, Class::CalendarShift)?;
    let (day, weeks): (i32, i32) = (weekday_number(name)?.into(), shift.row().value(0).parse().ok()?);
    let today: i32 = on.weekday().to_monday_one_offset().into();
    let date = on.checked_add((weeks * 7 + day - today).days()).ok();
    Some(dated(date.map(Period::Day), shift.end, false))
}

/// `tuan nay`: its last day.
pub fn this_week(scene: &Scene, token: usize, on: Date) -> Option<Dated> {
    let week = scene.hit(token, Class::Stretch).filter(|it| it.row().value(0) == "week")?;
    let shift = scene.hit(week.end, Class::CalendarShift).filter(|it| it.row().value(0) == "0")?;
    let left = 7 - on.weekday().to_monday_one_offset();
    Some(dated(on.checked_add(left.days()).ok().map(Period::Day), shift.end, false))
}

/// From Monday = 1.
pub fn weekday_number(name: Hit) -> Option<i8> {
    name.row().value(0).parse().ok()
}
