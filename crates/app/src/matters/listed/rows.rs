//! What a row of a list is beside what the register knows: its unit, what it is already, what it reads like.

use super::{ListAlike, ListDoubt, ListRowView, ListStand};
use crate::access::Viewer;
use crate::error::Error;
use crate::known_units::{Known, KnownUnits, Named};
use crate::likeness::Pairs;
use crate::matters::{Matters, sees_matter};
use crate::office::Office;
use crate::views::words;
use model::UnitId;
use model::state::{Listing, MatterKind};
use reader::sheet::listed::ListRow;
use std::collections::HashMap;
use store::MatterRow;

/// What rows are told against.
pub(super) struct Ground<'a> {
    office: &'a Office,
    viewer: &'a Viewer,
    all: &'a Matters,
    known: &'a KnownUnits,
    /// What cells name, each asked once.
    names: HashMap<String, Meant>,
    /// The limitations of a unit, each found once.
    alike: HashMap<UnitId, Vec<(Pairs, &'a MatterRow)>>,
}

/// Whom a cell names.
#[derive(Clone, Debug, Default)]
struct Meant {
    unit: Option<UnitId>,
    between: Vec<UnitId>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(office: &'a Office, viewer: &'a Viewer, all: &'a Matters, known: &'a KnownUnits) -> Ground<'a> {
        Ground { office, viewer, all, known, names: HashMap::new(), alike: HashMap::new() }
    }

    pub(super) fn row(&mut self, it: &ListRow, listing: Listing) -> Result<ListRowView, Error> {
        let (viewer, words) = (self.viewer, called(it));
        let mut named = self.named(&it.unit);
        if named.unit.is_none() {
            let of_place = self.named(&it.place);
            if of_place.unit.is_some() || named.between.is_empty() {
                named = of_place;
            }
        }
        let pairs = Pairs::of(&words);
        let taken = self.taken(listing, &words, named.unit);
        let alike = named.unit.filter(|_| taken.is_none()).and_then(|unit| self.alike(&pairs, unit));
        let stand = match taken {
            Some(row) if sees_matter(viewer, row) => ListStand::Taken(Some(self.office.followed_mention(viewer, row)?)),
            Some(_) => ListStand::Taken(None),
            None => ListStand::Open,
        };
        let cells: Vec<&str> =
            [&it.unit, &it.place].into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        let asks = [
            (named.unit.is_none() && cells.is_empty(), ListDoubt::UnitMissing),
            (named.unit.is_none() && !cells.is_empty() && named.between.is_empty(), ListDoubt::UnitUnknown),
            (named.unit.is_none() && !named.between.is_empty(), ListDoubt::UnitTie),
            (it.is_twice, ListDoubt::Twice),
            (it.since_on.is_some_and(|it| self.office.today() < it), ListDoubt::SinceLater),
        ];
        let may = named.unit.map_or(viewer.may_somewhere("matter.begin"), |it| viewer.may("matter.begin", &[it]));
        Ok(ListRowView {
            row: listing.row,
            words,
            named: cells.join("; "),
            unit: named.unit.map(|it| viewer.units.mention(it)),
            between: named.between.iter().map(|it| viewer.units.mention(*it)).collect(),
            since_on: it.since_on,
            notes: notes_of(it),
            stand,
            alike,
            doubts: asks.into_iter().filter(|it| it.0).map(|it| it.1).collect(),
            may,
        })
    }

    /// The limitation that a row is already: this very row, or the same words of the same unit out of a list of the task.
    fn taken(&self, listing: Listing, words: &str, unit: Option<UnitId>) -> Option<&'a MatterRow> {
        if let Some(row) = self.all.listed_as(&listing) {
            return Some(row);
        }
        let is_same = |it: &&MatterRow| {
            let is_other_file = it.listings.iter().any(|it| it.0.task == listing.task && it.0.file != listing.file);
            is_other_file && Some(it.unit) == unit && it.words.words().is_some_and(|it| it == words)
        };
        self.all.listed_in(listing.task).find(is_same)
    }

    /// What is followed of the unit and reads most alike.
    fn alike(&mut self, pairs: &Pairs, unit: UnitId) -> Option<ListAlike> {
        let (all, viewer) = (self.all, self.viewer);
        let of_unit = self.alike.entry(unit).or_insert_with(|| {
            let is_of =
                |it: &&MatterRow| it.kind == MatterKind::Limitation && it.unit == unit && sees_matter(viewer, it);
            let rows = all.rows.iter().filter(is_of);
            rows.filter_map(|it| Some((Pairs::of(it.words.words()?), it))).collect()
        });
        let alike = of_unit.iter().filter(|it| it.0.is_like(pairs));
        let (_, row) = alike.max_by_key(|(told, it)| (told.shared_percent(pairs), it.closed.is_none(), it.since_on))?;
        Some(ListAlike { matter: row.id, words: words(row.words.clone()), since_on: row.since_on })
    }

    /// The unit that a cell names: all its words, else the first part of it that names one.
    fn named(&mut self, cell: &str) -> Meant {
        if cell.is_empty() {
            return Meant::default();
        }
        if let Some(known) = self.names.get(cell) {
            return known.clone();
        }
        let parts = std::iter::once(cell).chain(cell.split([';', ',', '\n']).filter(|it| *it != cell));
        let mut found = Meant::default();
        for part in parts.map(str::trim).filter(|it| it.contains(' ')) {
            let named = Named { name: part, on: None, is_bare: false };
            let known = match self.known.find(named) {
                Known::Nobody => self.known.containing(part),
                other => other,
            };
            match known {
                Known::One(unit) if self.viewer.sees(unit) => {
                    found = Meant { unit: Some(unit), between: Vec::new() };
                    break;
                }
                Known::Several(between) if found.between.is_empty() => {
                    let seen = between.iter().map(|it| it.unit).filter(|it| self.viewer.sees(*it));
                    found.between = seen.take(MOST_BETWEEN).collect();
                }
                _ => {}
            }
        }
        self.names.insert(cell.to_owned(), found.clone());
        found
    }
}

/// Of more units that a name may mean nobody chooses.
const MOST_BETWEEN: usize = 8;

/// What the limitation of a row is called.
pub(super) fn called(it: &ListRow) -> String {
    let is_told = [&it.thing, &it.wrong].iter().any(|words| words.contains(&it.place));
    let place = if is_told || it.unit.contains(&it.place) { String::new() } else { format!(" ({})", it.place) };
    match it.thing.is_empty() {
        true => format!("{}{place}", it.wrong.trim_end_matches(['.', ';'])),
        false => format!("{}{place}: {}", it.thing, it.wrong.trim_end_matches(['.', ';'])),
    }
}

pub(super) fn notes_of(it: &ListRow) -> Vec<(String, String)> {
    let group = (!it.group.is_empty()).then(|| (String::new(), it.group.clone()));
    group.into_iter().chain(it.notes.iter().cloned()).collect()
}
