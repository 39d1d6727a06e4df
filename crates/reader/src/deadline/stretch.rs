//! Deadlines counted from a beginning: `trong vong 10 ngay lam viec ke tu ngay ky`.

use base::date_rule::{Start, Stretch};
use base::{DueRule, Period};

use crate::calendar::small_number;
use crate::date::{self, Anchor};
use crate::lexicon::{Class, Hit};
use crate::scene::Scene;

use super::{Deadline, behind};

/// `trong vong 10 ngay lam viec`, `cham nhat 5 ngay`, `trong 2 tuan toi`, `trong tuan toi`, `trong vong nua thang`.
pub fn at(scene: &Scene, token: usize, anchor: Anchor) -> Option<Deadline> {
    let cue = scene.hit(token, Class::DueRelative)?;
    if date::at(scene, cue.end, anchor).is_some() {
        return None;
    }
    let counted = counted(scene, cue.end).or_else(|| next(scene, cue.end))?;
    Some(ruled(scene, token, counted, anchor))
}

/// `15 ngay` without a cue.
pub fn bare(scene: &Scene, token: usize, anchor: Anchor) -> Option<Deadline> {
    Some(ruled(scene, token, counted(scene, token)?, anchor))
}

fn ruled(scene: &Scene, token: usize, (count, stretch, end): Counted, anchor: Anchor) -> Deadline {
    Deadline::ruled(DueRule::Relative { count, stretch, from: start(scene, end, anchor) }, token..end)
}

/// A count, what it counts, and the token behind both.
type Counted = (u16, Stretch, usize);

fn counted(scene: &Scene, first: usize) -> Option<Counted> {
    let (word, count) = match small_number(scene, first) {
        Some((count, behind)) => (scene.hit(behind, Class::Stretch)?, u16::try_from(count).ok().filter(|it| *it > 0)?),
        // A row that holds its own count: half a month.
        None => {
            let word = scene.hit(first, Class::Stretch).filter(|it| !it.row().value(1).is_empty())?;
            (word, word.row().value(1).parse().ok()?)
        }
    };
    let is_of_year = scene.has_any(word.end, [Class::MonthsEarly, Class::MonthsLate]);
    if stretch(word) == Stretch::Month && (is_of_year || small_number(scene, word.end).is_some()) {
        return None;
    }
    Some((count, stretch(word), behind(scene, word.end, Class::CalendarShift)))
}

/// `tuan toi`: the coming week.
fn next(scene: &Scene, first: usize) -> Option<Counted> {
    let word = scene.hit(first, Class::Stretch).filter(|it| stretch(*it) == Stretch::Week)?;
    let shift = scene.hit(word.end, Class::CalendarShift).filter(|it| it.row().value(0) == "1")?;
    Some((1, Stretch::Week, shift.end))
}

fn stretch(word: Hit) -> Stretch {
    match word.row().value(0) {
        "day" => Stretch::Day,
        "hour" => Stretch::Hour,
        "working_day" => Stretch::WorkingDay,
        "week" => Stretch::Week,
        _ => Stretch::Month,
    }
}

/// `ke tu ngay ky`, `ke tu ngay 08/5/2023`, `ke tu khi nhan du ho so`; the order itself where nothing is said.
fn start(scene: &Scene, end: usize, anchor: Anchor) -> Start {
    let end = end + usize::from(scene.is_mark(end, ","));
    let Some(since) = scene.hit(end, Class::Since) else { return Start::Order };
    match date::at(scene, since.end, anchor).and_then(|it| it.period) {
        Some(Period::Day(day)) => Start::On(day),
        _ if scene.hit(since.end, Class::OrderDay).is_some() => Start::Order,
        _ => Start::Event,
    }
}
