//! What was typed about a slip, as it is understood: units by whatever people call them.

use super::view::{BETWEEN, Body};
use crate::known_units::{Known, KnownUnits, Named, is_bare, name_key};
use crate::propose::{Proposal, Reason};
use jiff::civil::Date;
use model::state::{Level, UnitKind};
use reader::body::{Body as Spelled, body};

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

/// Whoever writes this before a name says that it is a unit, and a new one where nobody is called so.
const NEW: char = '+';

/// The names as they were typed, with those that could be no unit said to be new ones, and these alone; `None` where there
/// are none.
pub(super) fn said_new(typed: &str, asked: &[Reason]) -> Option<(String, String)> {
    let is_asked = |name: &str| {
        let is_it = |it: &Reason| match it {
            Reason::UnclearLead { name: asked } | Reason::CollectiveLead { name: asked } => asked == name,
            _ => false,
        };
        asked.iter().any(is_it)
    };
    let names: Vec<&str> = typed.split([';', '\n']).map(str::trim).filter(|it| !it.is_empty()).collect();
    let new: Vec<&str> = names.iter().copied().filter(|it| is_asked(it)).collect();
    let said = |it: &&str| if is_asked(it) { format!("{NEW} {it}") } else { (*it).to_owned() };
    (!new.is_empty()).then(|| (names.iter().map(said).collect::<Vec<_>>().join(BETWEEN), new.join(BETWEEN)))
}

fn unit(name: &str, known: &KnownUnits, proposal: &Proposal, today: Date) -> Result<Body, Reason> {
    let (is_new, name) = (name.starts_with(NEW), name.trim_start_matches([NEW, ' ']));
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
            _ if is_new => Ok(Body::new(name, UnitKind::Other, Level::Unknown)),
            Spelled::Many => Err(Reason::CollectiveLead { name: name.to_owned() }),
            Spelled::Unclear => Err(Reason::UnclearLead { name: name.to_owned() }),
        },
    }
}
