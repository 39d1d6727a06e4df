//! From the words of a deadline to its day, and back from the day to why it is that one.

use crate::days;
use crate::figures;
use crate::messages::{Language, say, text};
use base::date_rule::Stretch;
use base::fold::search_key;
use base::{BeforeDay, DueRule, Rest, WorkingDays};
use jiff::civil::Date;
use model::Deadline;
use reader::deadline;
use serde::Serialize;

use crate::propose::Counting;

/// The deadline of words typed about an order of the day `on`; `None` where they name none: then it has to be asked.
pub fn typed(words: &str, on: Date, calendar: &WorkingDays) -> Option<Deadline> {
    if let Some(told) = without_day(words) {
        return Some(told);
    }
    let deadline = Counting { calendar, ordered_on: Some(on) }.deadline(rule(words, on)?);
    (deadline != Deadline::Unset).then_some(deadline)
}

/// The rule of such words.
fn rule(words: &str, on: Date) -> Option<DueRule> {
    if let Ok(date) = days::read(words, on) {
        return Some(DueRule::By { date: coming(words, date, on) });
    }
    let told = deadline::of_cell_words(words, on).or_else(|| deadline::of_words(words, on))?;
    told.rule.filter(|_| !told.is_impossible)
}

/// A day without a year that has passed is the one of the next year.
fn coming(typed: &str, day: Date, on: Date) -> Date {
    let has_year = typed.trim().split(['/', '-', '.']).count() > 2;
    match !has_year && day < on {
        true => day.with().year(day.year() + 1).build().unwrap_or(day),
        false => day,
    }
}

/// The words for a deadline that is no day, in either language.
fn without_day(typed: &str) -> Option<Deadline> {
    let typed = search_key(typed);
    let is = |key| [Language::Vietnamese, Language::English].iter().any(|it| search_key(text(*it, key)) == typed);
    if is("desk-due-unset") {
        return Some(Deadline::Unset);
    }
    if is("desk-due-standing") {
        return Some(Deadline::Standing);
    }
    is("desk-due-periodic").then_some(Deadline::Periodic)
}

/// Words of a deadline, and the day of the order they stand in.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    pub words: &'a str,
    pub on: Date,
}

impl Said<'_> {
    /// What the words say, whatever the calendar; `None` where they name no day.
    pub fn rule(self) -> Option<DueRule> {
        rule(self.words, self.on)
    }

    /// Where a rhythm stands on `today`; `None` where the words are none.
    pub fn rhythm(self, today: Date, calendar: &WorkingDays) -> Option<Rhythm> {
        let rule = self.rule()?;
        let day_behind = |it: &Date| rule.next_after(*it);
        let mut rhythm = Rhythm { before_on: self.on, last_on: None, next_on: self.on };
        for day in std::iter::successors(rule.next_after(self.on), day_behind).take(MOST_TURNS) {
            let due_on = calendar.on_or_after(day)?;
            let before_on = rhythm.last_on.unwrap_or(rhythm.before_on);
            if today <= due_on {
                return Some(Rhythm { next_on: due_on, ..rhythm });
            }
            rhythm = Rhythm { before_on, last_on: Some(due_on), next_on: due_on };
        }
        None
    }

    /// How the day came about.
    pub fn explained(self, calendar: &WorkingDays) -> Option<DayExplained> {
        let rule = self.rule()?;
        let counted = rule.counted_from(self.on, calendar)?;
        let stretch = match rule {
            DueRule::Relative { count, stretch, .. } => Some((count, stretch)),
            _ => None,
        };
        let is_strict = matches!(rule, DueRule::Before { .. }) && calendar.before_day == BeforeDay::Excluded;
        // Of a stretch of working days the holidays within are left out, of the others the days off at its end.
        let off: Vec<DayOff> = match (stretch, counted.start_on) {
            (Some((_, Stretch::WorkingDay)), Some(start)) => {
                calendar.holidays(start, counted.due_on).map(|(on, rest)| DayOff { on, rest }).collect()
            }
            _ => days_off(calendar, counted.said_on.min(counted.due_on), counted.due_on.max(counted.said_on)),
        };
        let (start_on, said_on, due_on) = (counted.start_on, counted.said_on, counted.due_on);
        Some(DayExplained {
            count: stretch.map(|it| it.0),
            stretch: stretch.map(|it| it.1),
            start_on,
            said_on,
            due_on,
            is_strict,
            off,
        })
    }
}

/// So many turns of a rhythm are followed: twenty years of working days.
const MOST_TURNS: usize = 7_500;

/// Where a rhythm stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rhythm {
    /// The turn before the last one, or the day of the order.
    pub before_on: Date,
    /// The last day that has passed; `None` before the first.
    pub last_on: Option<Date>,
    /// The day that comes, today included.
    pub next_on: Date,
}

impl Rhythm {
    /// The last day, if nobody said a word in its turn: the last one was on `word_on`.
    pub fn missed_on(self, word_on: Date) -> Option<Date> {
        self.last_on.filter(|_| word_on <= self.before_on)
    }
}

fn days_off(calendar: &WorkingDays, first: Date, last: Date) -> Vec<DayOff> {
    let mut days = Vec::new();
    let mut day = first;
    while day <= last {
        days.extend(calendar.rest(day).map(|rest| DayOff { on: day, rest }));
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    days
}

/// How the last day of a deadline came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayExplained {
    /// Of a stretch: how many of what.
    pub count: Option<u16>,
    pub stretch: Option<Stretch>,
    /// The day behind which it is counted.
    pub start_on: Option<Date>,
    /// The last day by the words alone.
    pub said_on: Date,
    /// The last day by the calendar.
    pub due_on: Date,
    /// The day named is itself too late, as the office counts.
    pub is_strict: bool,
    /// The days off that moved it.
    pub off: Vec<DayOff>,
}

/// A day off, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DayOff {
    pub on: Date,
    #[serde(flatten)]
    pub rest: Rest,
}

/// The explanation in a sentence; `None` where the day is the one that the words name.
pub fn sentence(language: Language, it: &DayExplained) -> Option<String> {
    let due = on_weekday(language, it.due_on);
    if it.is_strict {
        let args = [("said", figures::day(it.said_on).into()), ("due", due.into())];
        return Some(say(language, "deadline-strict", &args));
    }
    let Some((count, stretch, start)) = it.count.zip(it.stretch).zip(it.start_on).map(|((n, it), on)| (n, it, on))
    else {
        if it.said_on == it.due_on {
            return None;
        }
        let args =
            [("said", figures::day(it.said_on).into()), ("why", first_why(language, it).into()), ("due", due.into())];
        return Some(say(language, "deadline-moved", &args));
    };
    let key = match stretch {
        Stretch::Hour => "deadline-hours",
        Stretch::Day => "deadline-days",
        Stretch::WorkingDay => "deadline-working-days",
        Stretch::Week => "deadline-weeks",
        Stretch::Month => "deadline-months",
    };
    let counted = say(language, key, &[("n", u64::from(count).into())]);
    let args = [
        ("counted", counted.into()),
        ("start", figures::day(start).into()),
        ("said", on_weekday(language, it.said_on).into()),
    ];
    let told = say(language, "deadline-counted", &args);
    if stretch == Stretch::WorkingDay {
        let holidays: Vec<String> =
            it.off.iter().map(|off| format!("{} ({})", figures::day(off.on), why(language, *off))).collect();
        if holidays.is_empty() {
            return Some(told);
        }
        return Some(format!("{told} {}", say(language, "deadline-without", &[("days", holidays.join(", ").into())])));
    }
    if it.said_on == it.due_on {
        return Some(told);
    }
    let args = [("why", first_why(language, it).into()), ("due", due.into())];
    Some(format!("{told} {}", say(language, "deadline-moved-on", &args)))
}

fn first_why(language: Language, it: &DayExplained) -> String {
    let first = it.off.iter().find(|off| off.on == it.said_on);
    first.map_or_else(String::new, |off| why(language, *off))
}

/// Why a day is off, as it stands within a sentence.
pub fn why(language: Language, off: DayOff) -> String {
    match off.rest {
        Rest::Weekend => weekday(language, off.on),
        Rest::Holiday(it) => text(language, holiday_key(it)).to_owned(),
        Rest::InLieu(it) => say(language, "day-off-in-lieu", &[("holiday", text(language, holiday_key(it)).into())]),
        Rest::Decided => text(language, "day-off-decided").to_owned(),
    }
}

fn holiday_key(holiday: base::Holiday) -> &'static str {
    use base::Holiday::{HungKings, LabourDay, LunarNewYear, NationalDay, NewYear, Reunification};
    match holiday {
        NewYear => "holiday-new-year",
        LunarNewYear => "holiday-lunar-new-year",
        HungKings => "holiday-hung-kings",
        Reunification => "holiday-reunification",
        LabourDay => "holiday-labour-day",
        NationalDay => "holiday-national-day",
    }
}

/// The day of the week as it is called within a sentence.
pub fn weekday(language: Language, day: Date) -> String {
    say(language, "desk-weekday", &[("n", i64::from(day.weekday().to_monday_one_offset()).into())])
}

/// A day with the day of the week before it, as it stands within a sentence.
pub fn on_weekday(language: Language, day: Date) -> String {
    format!("{} {}", weekday(language, day), figures::day(day))
}
