//! A list of names that becomes units: one name a line, below each other by how far they are set in.
//!
//! It is shown before anything is written: what each line was understood as, and what is in the register already.

use crate::access::Viewer;
use crate::bodies::kind_and_level;
use crate::error::Error;
use crate::known_units::name_key;
use crate::office::Office;
use crate::views::UnitMention;
use base::fold::{collapse, search_key};
use model::act::unit;
use model::state::{Level, UnitKind};
use model::{Command, StreamId, UnitId};
use reader::body::body;
use serde::Serialize;
use std::collections::HashMap;
use store::{Answer, Order};

/// What a list was understood as.
#[derive(Clone, Debug, Serialize)]
pub struct UnitListView {
    pub below: Below,
    pub lines: Vec<UnitListLine>,
    /// Lines that become units.
    pub n_new: usize,
}

/// The unit that they come to stand below.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Below {
    One {
        unit: UnitMention,
    },
    /// Several may be meant: a person says which.
    Several {
        units: Vec<UnitMention>,
    },
    Nobody,
}

/// One line of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitListLine {
    pub name: String,
    pub kind: UnitKind,
    pub level: Level,
    /// How far below the unit they all stand below; zero for those right below it.
    pub depth: usize,
    /// A unit of that name stands there already: nothing is written.
    pub is_known: bool,
}

/// Where a line is put: below a unit of the register or below a line before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    Unit(UnitId),
    Line(usize),
}

/// More units than these are not offered to choose from.
const MOST_OFFERED: usize = 12;

impl Office {
    /// What the lines of `text` would become below the unit called `below`, or below the root where that is empty.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn unit_list(&self, viewer: &Viewer, text: &str, below: &str) -> Result<UnitListView, Error> {
        let below = unit_named(viewer, below);
        let lines: Vec<UnitListLine> = match &below {
            Below::One { unit } => placed(viewer, text, unit.id).into_iter().map(|it| it.line).collect(),
            Below::Several { .. } | Below::Nobody => {
                read(text).into_iter().map(|it| line(it, Level::Unknown, false)).collect()
            }
        };
        let n_new = lines.iter().filter(|it| !it.is_known).count();
        Ok(UnitListView { below, lines, n_new })
    }

    /// Founds the units of the list that are not there yet, all or none; `None` where there is nothing to found.
    ///
    /// # Errors
    /// Those of [`Office::submit_as`].
    pub fn found_listed(
        &self,
        viewer: &Viewer,
        text: &str,
        below: UnitId,
        key: String,
    ) -> Result<Option<Answer>, Error> {
        let placed = placed(viewer, text, below);
        // Units stand in the order of their identifiers: those of one millisecond would be shuffled.
        let mut new_ids: Vec<StreamId> = placed.iter().map(|_| self.new_id()).collect();
        new_ids.sort_unstable();
        let mut ids: Vec<StreamId> = Vec::new();
        let mut orders = Vec::new();
        for (it, stream) in placed.into_iter().zip(new_ids) {
            let parent = match it.below {
                Place::Unit(unit) => unit,
                Place::Line(at) => UnitId(ids[at]),
            };
            let UnitListLine { name, kind, level, .. } = it.line;
            match it.known {
                Some(unit) => ids.push(unit.into()),
                None => {
                    ids.push(stream);
                    let found = unit::found::Found {
                        name,
                        kind,
                        level,
                        parent: Some(parent),
                        valid_from_on: None,
                        passage: None,
                    };
                    orders.push(Order { stream, seen: None, command: Command::Unit(unit::Command::Found(found)) });
                }
            }
        }
        if orders.is_empty() { Ok(None) } else { self.submit_as(viewer, key, orders).map(Some) }
    }

    /// Names of the uppermost units that `viewer` sees, each with what it is found by without marks: to choose from.
    pub fn units_offered(&self, viewer: &Viewer, most: usize) -> Vec<(String, String)> {
        let names = viewer.uppermost(most).into_iter().filter_map(|it| viewer.unit_name(it.0));
        names.map(|it| (search_key(&it), it)).map(|(key, name)| (name, key)).collect()
    }

    /// The unit that `viewer` means by what they typed: by its name without regard to marks, or by a part of it.
    pub fn unit_meant(&self, viewer: &Viewer, typed: &str) -> Below {
        unit_named(viewer, typed)
    }
}

/// An empty name means the uppermost unit that is seen.
pub(crate) fn unit_named(viewer: &Viewer, typed: &str) -> Below {
    let mention = |id: UnitId| UnitMention { id, name: viewer.unit_name(id) };
    let wanted = search_key(&collapse(typed));
    if wanted.is_empty() {
        return viewer.seen().next().map_or(Below::Nobody, |it| Below::One { unit: mention(it) });
    }
    if let Some(id) = typed.trim().parse().ok().filter(|it| viewer.sees(*it)) {
        return Below::One { unit: mention(id) };
    }
    let keys: Vec<(UnitId, String)> =
        viewer.seen().filter_map(|it| Some((it, search_key(&viewer.unit_name(it)?)))).collect();
    let words: Vec<&str> = wanted.split(' ').collect();
    let has_words = |key: &str| words.iter().all(|word| key.split(' ').any(|it| it == *word));
    let ways: [&dyn Fn(&str) -> bool; 3] = [&|it| it == wanted, &|it| it.starts_with(&wanted), &has_words];
    for way in ways {
        let mut units: Vec<UnitMention> = keys.iter().filter(|it| way(&it.1)).map(|it| mention(it.0)).collect();
        match units.len() {
            0 => {}
            1 => return Below::One { unit: units.remove(0) },
            _ => {
                units.truncate(MOST_OFFERED);
                return Below::Several { units };
            }
        }
    }
    Below::Nobody
}

/// A name and how far it is set in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    name: String,
    depth: usize,
}

/// A line with where it is put, and the unit that it is already.
struct Placed {
    line: UnitListLine,
    below: Place,
    known: Option<UnitId>,
}

/// An organ is of no higher level than the unit it stands below, whatever its name says elsewhere.
fn line(named: Named, above: Level, is_known: bool) -> UnitListLine {
    let (kind, own) = kind_and_level(body(&named.name));
    let is_lower = above == Level::Unknown || kind == UnitKind::Area || (own != Level::Unknown && above <= own);
    let level = if is_lower { own } else { above };
    UnitListLine { name: named.name, kind, level, depth: named.depth, is_known }
}

/// The level of a unit, or the one that its name tells.
fn level_of(viewer: &Viewer, unit: UnitId) -> Level {
    let level = viewer.units.rows.get(&unit).map_or(Level::Unknown, |it| it.level);
    let told = || viewer.unit_name(unit).map_or(Level::Unknown, |it| kind_and_level(body(&it)).1);
    if level == Level::Unknown { told() } else { level }
}

/// Each line below a unit or a line; a name that stands there twice is one unit.
fn placed(viewer: &Viewer, text: &str, below: UnitId) -> Vec<Placed> {
    let mut known: HashMap<(Place, String), UnitId> = HashMap::new();
    for id in viewer.seen_of(below, true) {
        let parent = viewer.units.rows.get(&id).and_then(|it| it.parent);
        if let (Some(parent), Some(name)) = (parent, viewer.unit_name(id)) {
            known.insert((Place::Unit(parent), name_key(&name)), id);
        }
    }
    let (mut placed, mut above): (Vec<Placed>, Vec<Place>) = (Vec::new(), Vec::new());
    let mut named: HashMap<(Place, String), usize> = HashMap::new();
    for it in read(text) {
        above.truncate(it.depth);
        let below = above.last().copied().unwrap_or(Place::Unit(below));
        let key = (below, name_key(&it.name));
        if let Some(at) = named.get(&key) {
            above.push(placed_at(&placed, *at));
            continue;
        }
        let unit = known.get(&key).copied();
        let level = match below {
            Place::Unit(unit) => level_of(viewer, unit),
            Place::Line(at) => placed[at].line.level,
        };
        named.insert(key, placed.len());
        placed.push(Placed { line: line(it, level, unit.is_some()), below, known: unit });
        above.push(placed_at(&placed, placed.len() - 1));
    }
    placed
}

/// What stands below a line that is a unit already stands below that unit.
fn placed_at(placed: &[Placed], at: usize) -> Place {
    placed[at].known.map_or(Place::Line(at), Place::Unit)
}

/// The names of a list without their numbers, and how far each is set in.
fn read(text: &str) -> Vec<Named> {
    let mut insets: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for line in text.lines() {
        let inset: usize =
            line.chars().take_while(|it| it.is_whitespace()).map(|it| if it == '\t' { 4 } else { 1 }).sum();
        let Some(name) = name_of(line) else { continue };
        while insets.last().is_some_and(|it| inset < *it) {
            insets.pop();
        }
        if insets.last().is_none_or(|it| *it < inset) {
            insets.push(inset);
        }
        found.push(Named { name, depth: insets.len() - 1 });
    }
    found
}

/// The name on a line: the first cell with letters, without what numbers it.
fn name_of(line: &str) -> Option<String> {
    let cells = line.split('\t').map(without_number);
    let name = cells.map(collapse).find(|it| it.chars().any(char::is_alphabetic))?;
    Some(name.trim_end_matches([';', ',', '.', ':']).to_owned())
}

fn without_number(cell: &str) -> &str {
    let cell = cell.trim();
    let digits = cell.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.');
    let number = &cell[..cell.len() - digits.len()];
    let is_numbered = number.ends_with('.') || !number.is_empty() && digits.starts_with([')', '-', '/', ' ']);
    let rest = if is_numbered { digits } else { cell };
    rest.trim_start_matches([')', '-', '/', '+', '*', '•', '–', ' ']).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_numbers_and_keep_their_places() {
        let text = "1. Phong A\n\t- Doi 1;\n\t- Doi 2.\n2) Phong B\n\n3\tTram 115\tghi chu\n  +  To 4";
        let wanted = [("Phong A", 0), ("Doi 1", 1), ("Doi 2", 1), ("Phong B", 0), ("Tram 115", 0), ("To 4", 1)];
        let found = read(text);
        let found: Vec<(&str, usize)> = found.iter().map(|it| (it.name.as_str(), it.depth)).collect();
        assert_eq!(found, wanted);
    }
}
