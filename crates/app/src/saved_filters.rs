//! Filters of the task register that somebody keeps under a name: theirs alone, outside the ledger.

use crate::error::Error;
use crate::office::Office;
use base::fold::sort_key;
use jiff::{SignedDuration, Timestamp};
use model::refusal::wanted_words;
use model::{AccountId, Refusal};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::DraftKey;

/// A filter with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SavedFilter {
    pub name: String,
    /// As an address has it: `state=overdue&group=unit`.
    pub query: String,
}

/// What they are kept under, beside what people type.
const OBJECT: &str = "filter of tasks";

/// The longest query that is kept.
const LONGEST_QUERY_BYTES: usize = 2_000;

/// Another process may have changed them: they are read again after this long.
const TRUSTED: SignedDuration = SignedDuration::from_secs(2);
/// The whole memory is dropped once it holds those of so many.
const MOST: usize = 20_000;

/// Those read a moment ago: every page of the register shows them, and must not ask the database for them.
#[derive(Default)]
pub(crate) struct Known(Mutex<HashMap<AccountId, (Arc<[SavedFilter]>, Timestamp)>>);

impl Known {
    fn lock(&self) -> MutexGuard<'_, HashMap<AccountId, (Arc<[SavedFilter]>, Timestamp)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Office {
    /// The filters of an account, by name.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn saved_filters(&self, account: AccountId) -> Result<Arc<[SavedFilter]>, Error> {
        let now = self.clock.now();
        if let Some((saved, at)) = self.saved_filters.lock().get(&account)
            && now.duration_since(*at) < TRUSTED
        {
            return Ok(Arc::clone(saved));
        }
        let cells = self.store.drafts(self.register()?, account.into(), OBJECT)?;
        let mut saved: Vec<SavedFilter> =
            cells.into_iter().map(|it| SavedFilter { name: it.cell, query: it.text }).collect();
        saved.sort_by_cached_key(|it| sort_key(&it.name));
        let saved: Arc<[SavedFilter]> = saved.into();
        let mut known = self.saved_filters.lock();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(account, (Arc::clone(&saved), now));
        Ok(saved)
    }

    /// Keeps a filter of an account, in the place of one of the same name.
    ///
    /// # Errors
    /// [`Refusal::WordsMissing`] without a name, [`Refusal::WordsTooLong`], [`Error::Store`].
    pub fn save_filter(&self, account: AccountId, name: &str, query: &str) -> Result<(), Error> {
        let name = wanted_words("name", name.to_owned()).map_err(Error::Refused)?;
        if query.len() > LONGEST_QUERY_BYTES {
            let (length, longest) = (query.len(), LONGEST_QUERY_BYTES);
            return Err(Error::Refused(Refusal::WordsTooLong { field: "filter".to_owned(), length, longest }));
        }
        let key = DraftKey { register: self.register()?, owner: account.into(), object: OBJECT.to_owned(), cell: name };
        self.store.put_draft(key, query, self.clock.now())?;
        self.saved_filters.lock().remove(&account);
        Ok(())
    }

    /// Forgets a filter of an account.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn forget_filter(&self, account: AccountId, name: &str) -> Result<(), Error> {
        self.store.drop_drafts(self.register()?, account.into(), OBJECT, Some(name))?;
        self.saved_filters.lock().remove(&account);
        Ok(())
    }
}
