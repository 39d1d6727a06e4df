//! What was typed about a slip, as it is understood: units by whatever people call them, deadlines as people write them.

use super::view::Body;
use crate::days;
use crate::known_units::{Known, KnownUnits, Named, is_bare, name_key};
use crate::messages::{Language, text};
use crate::propose::{Proposal, Reason};
use base::fold::search_key;
use base::{DueRule, PlainWeek};
use jiff::civil::Date;
use model::Deadline;
use reader::body::{Body as Spelled, body};
use reader::deadline;

/// The deadline of words typed about a document of `on`; `None` where they name none.
pub(super) fn deadline(typed: &str, on: Date) -> Option<Deadline> {
    if let Some(told) = without_day(typed) {
        return Some(told);
    }
    if let Ok(due_on) = days::read(typed, on) {
        return Some(Deadline::Fixed { due_on: coming(typed, due_on, on) });
    }
    let told = deadline::of_cell_words(typed, on).or_else(|| deadline::of_words(typed, on))?;
    let rule = told.rule.filter(|_| !told.is_impossible)?;
    match rule {
        DueRule::Recurring { .. } => Some(Deadline::Periodic),
        rule => rule.due_on_from(on, &PlainWeek).map(|due_on| Deadline::Fixed { due_on }),
    }
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

/// The units that names stand for, and what has to be asked about the others.
pub(super) fn units(typed: &str, known: &KnownUnits, proposal: &Proposal, today: Date) -> (Vec<Body>, Vec<Reason>) {
    let (mut bodies, mut asked) = (Vec::<Body>::new(), Vec::new());
    for name in typed.split([';', '\n']).map(str::trim).filter(|it| !it.is_empty()) {
        match unit(name, known, proposal, today) {
            Ok(body) if bodies.iter().any(|it| it.is(&body)) => {}
            Ok(body) => bodies.push(body),
            Err(reason) => asked.push(reason),
        }
    }
    (bodies, asked)
}

fn unit(name: &str, known: &KnownUnits, proposal: &Proposal, today: Date) -> Result<Body, Reason> {
    let read = proposal.units.iter().find(|it| name_key(&it.name) == name_key(name));
    if let Some(read) = read {
        return Ok(Body::of(read));
    }
    let found = match known.find(Named { name, on: Some(today), is_bare: is_bare(name) }) {
        Known::Nobody => known.containing(name),
        found => found,
    };
    match found {
        Known::One(unit) => Ok(Body::known(unit, known.name(unit).unwrap_or(name))),
        Known::Several(between) => Err(Reason::UnitTie { name: name.to_owned(), between }),
        Known::Nobody => match body(name) {
            Spelled::One { kind, level } => Ok(Body::new(name, kind, level)),
            Spelled::Many => Err(Reason::CollectiveLead { name: name.to_owned() }),
            Spelled::Unclear => Err(Reason::UnclearLead { name: name.to_owned() }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_read_as_it_is_typed() {
        let on: Date = "2026-11-12".parse().unwrap();
        let lines = include_str!("../../tests/typed_deadlines.txt").lines();
        for (typed, wanted) in lines.filter_map(|it| it.split_once(" | ")) {
            let told = match deadline(typed, on) {
                None => "nothing".to_owned(),
                Some(Deadline::Fixed { due_on }) => due_on.to_string(),
                Some(Deadline::Periodic) => "periodic".to_owned(),
                Some(Deadline::Standing) => "standing".to_owned(),
                Some(Deadline::Unset) => "unset".to_owned(),
            };
            assert_eq!(told, wanted, "{typed}");
        }
    }
}
