//! The tree of units, their names and what each account may do: few, asked at every request, seldom changed.

use crate::error::Error;
use crate::views::words;
use model::{AccountId, Grant, RegisterId, Tree, UnitId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Head, Store, UnitRow};

/// Units and accounts as they were at one entry.
#[derive(Debug, Default)]
pub struct Units {
    pub tree: Tree,
    /// The newest version of each unit.
    pub rows: HashMap<UnitId, UnitRow>,
    names: HashMap<UnitId, Option<String>>,
    pub accounts: HashMap<AccountId, (Option<String>, Vec<Grant>)>,
}

impl Units {
    fn read(store: &Store, register: RegisterId) -> Result<Units, Error> {
        let rows: HashMap<UnitId, UnitRow> = store.units(register)?.into_iter().map(|it| (it.id, it)).collect();
        let mut parents: Vec<(UnitId, Option<UnitId>)> = rows.values().map(|it| (it.id, it.parent)).collect();
        // The order of identifiers is that of founding: the root comes first.
        parents.sort_unstable();
        let names = rows.values().map(|it| (it.id, words(it.name.clone()))).collect();
        let accounts = store.accounts(register)?.into_iter().map(|it| (it.id, (words(it.name), it.grants))).collect();
        Ok(Units { tree: Tree::new(&parents), rows, names, accounts })
    }

    /// The name of a unit; the outer `None` for one that is not there, the inner one once it was erased.
    pub fn name(&self, unit: UnitId) -> Option<Option<&str>> {
        self.names.get(&unit).map(Option::as_deref)
    }
}

/// The units at the newest entry, and whether something was erased since they were asked for last.
pub struct Now {
    pub units: Arc<Units>,
    pub has_erased: bool,
}

/// Keeps [`Units`] as long as no entry speaks of units, accounts or erasures.
#[derive(Default)]
pub struct UnitsFollower(Mutex<Option<(Head, Arc<Units>)>>);

impl UnitsFollower {
    /// The units at the newest entry.
    pub fn get(&self, store: &Store, register: RegisterId) -> Result<Now, Error> {
        let head = store.head(register)?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some((at, units)), Some(head)) = (kept.as_mut(), &head) {
            if at == head {
                return Ok(Now { units: Arc::clone(units), has_erased: false });
            }
            let is_ahead = at.position < head.position && is_entry(store, register, at)?;
            let kinds = if is_ahead { store.kinds_after(register, at.position)? } else { vec!["unit.".to_owned()] };
            if !kinds.iter().any(|it| changes_units(it)) {
                *at = head.clone();
                return Ok(Now { units: Arc::clone(units), has_erased: false });
            }
        }
        // Seldom enough: whatever made the units be read again, names that were erased are gone afterwards.
        let units = Arc::new(Units::read(store, register)?);
        *kept = head.map(|it| (it, Arc::clone(&units)));
        Ok(Now { units, has_erased: true })
    }
}

/// Whether the chain still holds the entry that was reached.
fn is_entry(store: &Store, register: RegisterId, at: &Head) -> Result<bool, Error> {
    Ok(store
        .entries(register, at.position, 1)?
        .first()
        .is_some_and(|it| it.position == at.position && it.hash == at.hash))
}

fn changes_units(kind: &str) -> bool {
    ["unit.", "account.", "erasure."].iter().any(|it| kind.starts_with(it))
}
