//! When something of a kind was written last: what rests on some kinds alone is not found out again because of others.

use crate::error::Error;
use crate::office::Office;
use model::RegisterId;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use store::Store;

/// What the limitations and petitions that are followed rest on, among it which document belongs to which session.
pub const OF_MATTERS: &[&str] =
    &["matter", "session.held", "session.notice_taken", "session.notice_dropped", "erasure"];
/// What sessions tell of them, and that.
pub const OF_RUNS: &[&str] = &["matter", "session", "document", "erasure"];
/// How it is told to somebody.
pub const OF_SAID: &[&str] = &["matter", "session", "document", "unit", "account", "erasure"];

/// Where the register ended when an entry of a noun was seen last.
#[derive(Default)]
pub struct Moved(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// Where it was looked first, and last.
    from: u64,
    at: u64,
    /// By noun, and by kind.
    last: HashMap<String, u64>,
}

impl Moved {
    /// The position behind which nothing of `names`, nouns or kinds of entries, was written, as far as `position`.
    fn last(&self, (store, register): (&Store, RegisterId), position: u64, names: &[&str]) -> Result<u64, Error> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.at == 0 {
            (kept.from, kept.at) = (position, position);
        }
        if kept.at < position {
            for kind in store.kinds_after(register, kept.at)? {
                let noun = kind.split_once('.').map_or(kind.as_str(), |it| it.0).to_owned();
                kept.last.insert(noun, position);
                kept.last.insert(kind, position);
            }
            kept.at = position;
        }
        Ok(names.iter().filter_map(|it| kept.last.get(*it)).max().copied().unwrap_or(kept.from))
    }
}

impl Office {
    /// The position at which what rests on `names` alone was as it is at `position`.
    pub(crate) fn moved(&self, position: u64, names: &[&str]) -> Result<u64, Error> {
        self.moved.last((&self.store, self.register()?), position, names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Location;

    #[test]
    fn only_what_it_rests_on_moves_it() {
        let data = std::env::temp_dir().join(format!("app-moved-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&data);
        let office = Office::open(&Location { data: data.clone(), database: None }, None, "root").unwrap();
        let actor = office.account_or_first("office").unwrap();
        let at = || office.position().unwrap();
        let moved = Moved::default();
        let last = |nouns: &[&str]| moved.last((&office.store, office.register().unwrap()), at(), nouns).unwrap();
        let first = at();
        assert_eq!([last(OF_MATTERS), last(&["account"])], [first; 2]);
        office.open_account(actor, "second").unwrap();
        assert!(first < at());
        assert_eq!([last(OF_MATTERS), last(&["account"]), last(&["matter", "account"])], [first, at(), at()]);
        assert_eq!([last(&["account.opened"]), last(&["account.granted"])], [at(), first]);
        std::fs::remove_dir_all(&data).unwrap();
    }
}
