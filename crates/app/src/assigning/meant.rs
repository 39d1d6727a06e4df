//! The units that a person means by what they typed: by whatever people call them, or all of a class.

use super::{Asked, TypedTask};
use crate::access::Viewer;
use crate::error::Error;
use crate::known_units::{Candidate, Known, Named, is_bare};
use crate::office::Office;
use crate::propose::Reason;
use crate::views::UnitMention;
use model::{Refusal, UnitId};
use reader::body::every;
use reader::spelling::bare_spellings;

type Questions = Vec<(&'static str, Asked)>;

/// More units than these are not told where several may be meant.
const MOST_BETWEEN: usize = 12;

impl Office {
    /// The leads, and those that were taken out.
    pub(super) fn leads_meant(
        &self,
        viewer: &Viewer,
        typed: &TypedTask,
        asked: &mut Questions,
    ) -> Result<(Vec<UnitMention>, Vec<UnitMention>), Error> {
        let mut leads: Vec<UnitId> = Vec::new();
        for name in names(&typed.leads) {
            let classes = every(name);
            let of_class = below_of(viewer, &classes);
            match (classes.is_empty(), of_class.is_empty()) {
                (true, _) => match self.unit_meant_by(viewer, name)? {
                    Ok(unit) if viewer.may("task.assign", &[unit]) => leads.push(unit),
                    Ok(_) => asked.push(("leads", Asked::NotYours(name.to_owned()))),
                    Err(reason) => asked.push(("leads", Asked::Unit(reason))),
                },
                (false, true) => asked.push(("leads", Asked::NoneOf(name.to_owned()))),
                (false, false) => leads.extend(of_class),
            }
        }
        once_each(&mut leads);
        let is_picked = |it: &UnitId| typed.picked.as_ref().is_none_or(|picked| picked.contains(it));
        let (leads, without): (Vec<UnitId>, Vec<UnitId>) = leads.into_iter().partition(is_picked);
        if leads.is_empty() && asked.iter().all(|it| it.0 != "leads") {
            asked.push(("leads", Asked::Refused(Refusal::WordsMissing { field: "leads".to_owned() })));
        }
        let mentions = |units: Vec<UnitId>| units.into_iter().map(|it| viewer.units.mention(it)).collect();
        Ok((mentions(leads), mentions(without)))
    }

    pub(super) fn coordinating_meant(
        &self,
        viewer: &Viewer,
        typed: &TypedTask,
        asked: &mut Questions,
    ) -> Result<Vec<UnitMention>, Error> {
        let mut units = Vec::new();
        for name in names(&typed.coordinating) {
            match self.unit_meant_by(viewer, name)? {
                Ok(unit) => units.push(unit),
                Err(reason) => asked.push(("coordinating", Asked::Unit(reason))),
            }
        }
        once_each(&mut units);
        Ok(units.into_iter().map(|it| viewer.units.mention(it)).collect())
    }

    /// The unit of a name; what is not seen is not there.
    fn unit_meant_by(&self, viewer: &Viewer, name: &str) -> Result<Result<UnitId, Reason>, Error> {
        let known = self.known_units()?;
        let found = match known.find(Named { name, on: Some(self.today()), is_bare: is_bare(name) }) {
            Known::Nobody => known.containing(name),
            found => found,
        };
        let name = name.to_owned();
        let mut between: Vec<Candidate> = match found {
            Known::One(unit) if viewer.sees(unit) => return Ok(Ok(unit)),
            Known::Several(between) => between.into_iter().filter(|it| viewer.sees(it.unit)).collect(),
            Known::One(_) | Known::Nobody => Vec::new(),
        };
        between.truncate(MOST_BETWEEN);
        Ok(Err(match between.is_empty() {
            true => Reason::UnclearLead { name },
            false => Reason::UnitTie { name, between },
        }))
    }
}

fn names(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([';', '\n']).map(str::trim).filter(|it| !it.is_empty())
}

fn once_each(units: &mut Vec<UnitId>) {
    let mut known = std::collections::HashSet::new();
    units.retain(|it| known.insert(*it));
}

/// The units below those that whoever types has a role over whose name begins with a class; where none does, those in
/// whose name it stands.
fn below_of(viewer: &Viewer, classes: &[String]) -> Vec<UnitId> {
    if classes.is_empty() {
        return Vec::new();
    }
    let spelled: Vec<String> = classes.iter().flat_map(|it| bare_spellings(it)).map(|it| format!("{it} ")).collect();
    let is_own = |it: &UnitId| viewer.grants.iter().any(|grant| grant.unit == *it);
    let below = viewer.seen().filter(|it| !is_own(it) && viewer.may("task.assign", &[*it]));
    let named: Vec<(UnitId, Vec<String>)> =
        below.filter_map(|it| Some((it, bare_spellings(&viewer.unit_name(it)?)))).collect();
    let of = |is_it: &dyn Fn(&str, &str) -> bool| -> Vec<UnitId> {
        let has = |names: &[String]| names.iter().any(|name| spelled.iter().any(|class| is_it(name, class)));
        named.iter().filter(|it| has(&it.1)).map(|it| it.0).collect()
    };
    let first = of(&|name, class| name.starts_with(class));
    if first.is_empty() { of(&|name, class| name.contains(&format!(" {class}"))) } else { first }
}
