//! A day as it is printed in a head, a stamp or a citation; the year may be left out.
//!
//! It knows one day only: periods, deadlines and ranges belong to the rules that read them.

use base::Span;
use jiff::civil::Date;

use crate::lexicon::Class;
use crate::scene::Scene;

/// A printed day at tokens `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub day: i8,
    pub month: i8,
    pub year: Option<i16>,
    pub first: usize,
    pub end: usize,
}

impl Day {
    /// The date in the printed year, else in the year of `near`; `None` when there is no such day.
    pub fn date(self, near: Option<Date>) -> Option<Date> {
        let year = self.year.or(near.map(|it| it.year()))?;
        let date = Date::new(year, self.month, self.day).ok()?;
        match near {
            // A bare day after the day of printing lies in the year before.
            Some(near) if self.year.is_none() && date > near => Date::new(year - 1, self.month, self.day).ok(),
            _ => Some(date),
        }
    }

    pub fn span(self, scene: &Scene) -> Span {
        scene.span(self.first..self.end)
    }
}

/// The day that begins at `first`, with or without the word for day in front.
///
/// `16/9/2022`, `14-2`, `24.7`, `20.7.2020`, `16 thang 9 nam 2022`; a bare `14/2` only counts when it is a possible day.
pub fn day_at(scene: &Scene, first: usize) -> Option<Day> {
    let number = first + usize::from(scene.hit(first, Class::DayWord).is_some());
    if !scene.tokens.get(number)?.is_number() {
        return None;
    }
    let dotted: Vec<&str> = scene.word(number).split('.').collect();
    match dotted[..] {
        [day, month, year] => return made(first, number + 1, [day, month], Some(year)),
        // `24.7` is also a number: its caller wants a word for day before it.
        [day, month] if month.len() <= 2 => return made(first, number + 1, [day, month], None),
        _ => {}
    }
    if scene.hit(number + 1, Class::MonthWord).is_some() {
        return worded(scene, first, number);
    }
    let part = scene.word(number + 1);
    let is_parted = matches!(part, "/" | "-" | "\u{2013}")
        && scene.tokens.get(number + 2).is_some_and(|it| it.is_number() && !it.is_spaced);
    if !is_parted || scene.tokens[number + 1].is_spaced {
        return None;
    }
    let parts = [scene.word(number), scene.word(number + 2)];
    if is_year(parts[0]) {
        // `2021-05-14`, as machines stamp.
        let is_whole = scene.word(number + 3) == part && scene.tokens.get(number + 4).is_some_and(|it| it.is_number());
        return made(first, number + 5, [scene.word(number + 4), parts[1]], Some(parts[0])).filter(|_| is_whole);
    }
    let has_year =
        scene.word(number + 3) == part && is_year(scene.word(number + 4)) && !scene.tokens[number + 4].is_spaced;
    if has_year {
        return made(first, number + 5, parts, Some(scene.word(number + 4)));
    }
    // `3/2021` is a month, `12/TB-UBND` a symbol: neither comes here; `4/15` is told apart by its caller.
    made(first, number + 3, parts, None)
}

/// `16 thang 9 nam 2022`, also `16 thang 9/2022` and `16 thang 9`.
fn worded(scene: &Scene, first: usize, number: usize) -> Option<Day> {
    let month = number + 2;
    let parts = [scene.word(number), scene.word(month)];
    let mut year = month + 1;
    if scene.hit(year, Class::YearWord).is_some() || matches!(scene.word(year), "/" | "-") {
        year += 1;
    }
    if year > month + 1 && is_year(scene.word(year)) {
        return made(first, year + 1, parts, Some(scene.word(year)));
    }
    made(first, month + 1, parts, None)
}

pub fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|it| it.is_ascii_digit())
}

fn made(first: usize, end: usize, [day, month]: [&str; 2], year: Option<&str>) -> Option<Day> {
    let (day, month): (i8, i8) = (day.parse().ok()?, month.parse().ok()?);
    let year: Option<i16> = match year {
        Some(year) if is_year(year) => Some(year.parse().ok()?),
        Some(_) => return None,
        None => None,
    };
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some(Day { day, month, year, first, end })
}

/// The first day printed in `tokens`; a bare day needs the word for day or of a part of the day before it.
pub fn first_day(scene: &Scene, tokens: std::ops::Range<usize>) -> Option<Day> {
    tokens.clone().find_map(|at| {
        let day = day_at(scene, at)?;
        let has_cue = scene.hit(at, Class::DayWord).is_some() || follows_day_part(scene, at);
        (day.year.is_some() || has_cue).then_some(day)
    })
}

fn follows_day_part(scene: &Scene, at: usize) -> bool {
    let from = at.saturating_sub(4);
    scene
        .all_hits(from..at)
        .of([Class::DayPart])
        .any(|it| it.end == at || (it.end + 1 == at && scene.is_mark(it.end, "(")))
}
