//! The tracking table as an office prints and signs it: whole, under its letterhead, with a code that leads to the ledger.

use super::register::TaskRegisterView;
use super::task_query::TaskQuery;
use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use jiff::Timestamp;
use model::UnitId;
use model::access::is_root;
use model::state::UnitKind;
use reader::body::place_in;
use serde::Serialize;

/// A sheet of the register.
#[derive(Clone, Debug, Serialize)]
pub struct TaskSheetView {
    #[serde(flatten)]
    pub register: TaskRegisterView,
    pub letterhead: Letterhead,
    pub drawn_at: Timestamp,
    /// The last entry of the ledger and the beginning of its hash: `203-3191e621`.
    pub check: String,
}

/// Whose paper it is.
#[derive(Clone, Debug, Serialize)]
pub struct Letterhead {
    /// The office at the root; `None` once its name was erased.
    pub office: Option<String>,
    /// The unit below it for which the viewer acts, where it is one.
    pub unit: Option<String>,
    /// The place in its name, where there is one: papers are dated there.
    pub place: Option<String>,
    /// Papers of the Party have another head than those of the State.
    pub is_party: bool,
}

/// The most tasks of one sheet: some ten pages of A4.
const MOST_ON_SHEET: usize = 150;

/// So much of a hash is printed.
const CHECK_LENGTH: usize = 8;

/// While others write, the rows are read again so many times until the code is theirs.
const TRIES: usize = 3;

impl Office {
    /// The tasks that `viewer` asks for, on one sheet; what it has no room for is on the next.
    ///
    /// # Errors
    /// Those of [`Office::task_register`].
    pub fn task_sheet(&self, viewer: &Viewer, asked: &TaskQuery) -> Result<TaskSheetView, Error> {
        let mut head = self.store.head(self.register()?)?;
        let mut tries = TRIES;
        let register = loop {
            let register = self.register_page(viewer, asked, MOST_ON_SHEET)?;
            let after = self.store.head(self.register()?)?;
            tries -= 1;
            if after == head || tries == 0 {
                break register;
            }
            head = after;
        };
        let short =
            |it: store::Head| format!("{}-{}", it.position, it.hash.chars().take(CHECK_LENGTH).collect::<String>());
        let check = head.map(short).unwrap_or_default();
        Ok(TaskSheetView { register, letterhead: letterhead(viewer), drawn_at: self.clock.now(), check })
    }
}

impl Office {
    /// The head of what `unit` itself sends: its name below that of the unit above it.
    pub fn letterhead_of(&self, viewer: &Viewer, unit: UnitId) -> Letterhead {
        let row = viewer.units.rows.get(&unit);
        let name = viewer.unit_name(unit);
        let above = row.and_then(|it| it.parent).filter(|_| !is_root(unit, &viewer.units.tree));
        let place = name.as_deref().and_then(place_in);
        let is_party = row.is_some_and(|it| it.kind == UnitKind::Party);
        match above.and_then(|it| viewer.unit_name(it)).filter(|it| !self.is_unnamed(it)) {
            Some(above) => Letterhead { office: Some(above), unit: name, place, is_party },
            None => Letterhead { office: name, unit: None, place, is_party },
        }
    }
}

fn letterhead(viewer: &Viewer) -> Letterhead {
    let tree = &viewer.units.tree;
    let root = tree.units().first().copied();
    let kind = root.and_then(|it| viewer.units.rows.get(&it)).map(|it| it.kind);
    let mut units: Vec<_> = viewer.grants.iter().map(|it| it.unit).collect();
    units.sort_unstable();
    units.dedup();
    let unit = match units[..] {
        [one] if !is_root(one, tree) => viewer.unit_name(one),
        _ => None,
    };
    let office = root.and_then(|it| viewer.unit_name(it));
    let place = office.as_deref().and_then(place_in);
    Letterhead { office, unit, place, is_party: kind == Some(UnitKind::Party) }
}
