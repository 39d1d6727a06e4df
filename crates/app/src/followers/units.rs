//! The tree of units, their names and what each account may do: few, asked at every request, seldom changed.

use crate::error::Error;
use crate::views::{UnitMention, words};
use model::{AccountId, Grant, IdMap, RegisterId, Role, Tree, UnitId};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Head, Store, UnitRow};

/// Units and accounts as they were at one entry.
#[derive(Debug, Default)]
pub struct Units {
    pub tree: Tree,
    /// The newest version of each unit.
    pub rows: IdMap<UnitId, UnitRow>,
    names: IdMap<UnitId, Option<String>>,
    pub accounts: HashMap<AccountId, (Option<String>, Vec<Grant>)>,
    /// Each account, by given name.
    pub accounts_by_name: Vec<AccountId>,
    /// The units over which some account keeps the register.
    pub kept_registers: HashSet<UnitId>,
}

impl Units {
    fn read(store: &Store, register: RegisterId) -> Result<Units, Error> {
        let rows: IdMap<UnitId, UnitRow> = store.units(register)?.into_iter().map(|it| (it.id, it)).collect();
        let mut parents: Vec<(UnitId, Option<UnitId>)> = rows.values().map(|it| (it.id, it.parent)).collect();
        // The order of identifiers is that of founding: the root comes first.
        parents.sort_unstable();
        let names = rows.values().map(|it| (it.id, words(it.name.clone()))).collect();
        let accounts: HashMap<AccountId, (Option<String>, Vec<Grant>)> =
            store.accounts(register)?.into_iter().map(|it| (it.id, (words(it.name), it.grants))).collect();
        let mut accounts_by_name: Vec<AccountId> = accounts.keys().copied().collect();
        accounts_by_name.sort_by_cached_key(|it| (accounts[it].0.as_deref().map(base::fold::person_key), *it));
        let grants = accounts.values().flat_map(|it| &it.1).filter(|it| it.role == Role::Clerk);
        let kept_registers = grants.map(|it| it.unit).collect();
        Ok(Units { tree: Tree::new(&parents), rows, names, accounts, accounts_by_name, kept_registers })
    }

    /// The name of a unit; the outer `None` for one that is not there, the inner one once it was erased.
    pub fn name(&self, unit: UnitId) -> Option<Option<&str>> {
        self.names.get(&unit).map(Option::as_deref)
    }

    /// A unit that is not there is called by its identifier: unknown is not erased.
    pub fn mention(&self, id: UnitId) -> UnitMention {
        UnitMention { id, name: self.name(id).map_or_else(|| Some(id.to_string()), |it| it.map(str::to_owned)) }
    }
}

/// The units at the newest entry, and whether something was erased since they were asked for last.
pub struct Now {
    pub units: Arc<Units>,
    /// Where the register ends.
    pub position: u64,
    pub has_erased: bool,
}

/// Keeps [`Units`] as long as no entry speaks of units, accounts or erasures.
#[derive(Default)]
pub struct UnitsFollower(Mutex<Option<(Head, Arc<Units>)>>);

impl UnitsFollower {
    /// The units at the newest entry.
    pub fn get(&self, store: &Store, register: RegisterId) -> Result<Now, Error> {
        self.get_from(store, register, store.head(register)?)
    }

    /// The head that was `seen` may be old by the time it is this one's turn: only where it is the one that is kept is
    /// nothing asked while others wait.
    fn get_from(&self, store: &Store, register: RegisterId, seen: Option<Head>) -> Result<Now, Error> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_kept = kept.as_ref().is_some_and(|(at, _)| Some(at) == seen.as_ref());
        let head = if is_kept { seen } else { store.head(register)? };
        let position = head.as_ref().map_or(0, |it| it.position);
        if let (Some((at, units)), Some(head)) = (kept.as_mut(), &head) {
            if at == head {
                return Ok(Now { units: Arc::clone(units), position, has_erased: false });
            }
            let is_ahead = at.position < head.position && is_entry(store, register, at)?;
            let kinds = if is_ahead { store.kinds_after(register, at.position)? } else { vec!["unit.".to_owned()] };
            if !kinds.iter().any(|it| changes_units(it)) {
                *at = head.clone();
                let has_erased = kinds.iter().any(|it| CALLS_ANEW.contains(&it.as_str()));
                return Ok(Now { units: Arc::clone(units), position, has_erased });
            }
        }
        // Seldom enough: whatever made the units be read again, names that were erased are gone afterwards.
        let units = Arc::new(Units::read(store, register)?);
        *kept = head.map(|it| (it, Arc::clone(&units)));
        Ok(Now { units, position, has_erased: true })
    }
}

/// Whether the chain still holds the entry that was reached.
fn is_entry(store: &Store, register: RegisterId, at: &Head) -> Result<bool, Error> {
    Ok(store
        .entries(register, at.position, 1)?
        .first()
        .is_some_and(|it| it.position == at.position && it.hash == at.hash))
}

/// What a conclusion is called by its document is another afterwards.
const CALLS_ANEW: [&str; 2] = ["session.conclusion_stated", "session.notice_dropped"];

fn changes_units(kind: &str) -> bool {
    ["unit.", "account.", "erasure."].iter().any(|it| kind.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Location, Office};
    use model::StreamId;
    use uuid::Uuid;

    #[test]
    fn a_unit_that_is_not_there_is_not_taken_for_an_erased_one() {
        let id = |n| UnitId(StreamId(Uuid::from_u128(n)));
        let names = IdMap::from_iter([(id(1), Some("name".to_owned())), (id(2), None)]);
        let units = Units { names, ..Units::default() };
        assert_eq!(units.mention(id(1)).name.as_deref(), Some("name"));
        assert_eq!(units.mention(id(2)).name, None);
        assert_eq!(units.mention(id(3)).name, Some(id(3).to_string()));
    }

    #[test]
    fn whoever_looked_before_another_wrote_reads_nothing_again() {
        let data = std::env::temp_dir().join(format!("app-units-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&data);
        let office = Office::open(&Location { data: data.clone(), database: None }, None, "root").unwrap();
        let actor = office.account_or_first("office").unwrap();
        let (store, register) = (&office.store, office.register().unwrap());
        let seen = store.head(register).unwrap();
        office.open_account(actor, "second").unwrap();
        let follower = UnitsFollower::default();
        let newest = follower.get(store, register).unwrap().units;
        let now = follower.get_from(store, register, seen).unwrap();
        assert!(Arc::ptr_eq(&now.units, &newest) && !now.has_erased);
        std::fs::remove_dir_all(&data).unwrap();
    }
}
