//! What was typed about a slip, as it is understood: units by whatever people call them.

use super::view::Body;
use crate::known_units::{Known, KnownUnits, Named, is_bare, name_key};
use crate::propose::{Proposal, Reason};
use jiff::civil::Date;
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
