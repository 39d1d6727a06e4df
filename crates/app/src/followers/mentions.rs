//! How documents and sessions are called where tasks mention them: asked once, kept until something is erased.

use crate::budget::{DOCUMENTS_CALLED, SESSION_DAYS, SESSION_POINTS};
use crate::error::Error;
use crate::views::words;
use jiff::civil::Date;
use model::{DocumentId, RegisterId, SessionId};
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::Store;

/// Number and title of a document; `None` where there is none, or once it was erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    pub number: Option<String>,
    pub title: Option<String>,
}

impl Called {
    /// What people call it by.
    pub fn name(self) -> Option<String> {
        self.number.or(self.title)
    }
}

/// What is kept.
#[derive(Default)]
pub struct Mentions {
    documents: Mutex<Kept<DocumentId, Called>>,
    sessions: Mutex<Kept<SessionId, Option<Date>>>,
    points: Mutex<Kept<SessionId, Points>>,
}

/// What a document calls the conclusions of its session, by their numbers.
type Points = Arc<BTreeMap<u32, Option<String>>>;

/// What was read since it was last forgotten.
struct Kept<K, V> {
    /// How often it was forgotten.
    age: u64,
    read: HashMap<K, V>,
}

impl Mentions {
    /// How a document is called.
    pub fn document(&self, store: &Store, register: RegisterId, id: DocumentId) -> Result<Called, Error> {
        let age = match lock(&self.documents).get(&id) {
            Ok(called) => return Ok(called),
            Err(age) => age,
        };
        let called = match store.document_called(register, id)? {
            Some((number, title)) => Called { number: number.and_then(words), title: words(title) },
            None => Called::default(),
        };
        lock(&self.documents).keep(age, id, called.clone(), DOCUMENTS_CALLED);
        Ok(called)
    }

    /// The day of a session.
    pub fn session(&self, store: &Store, register: RegisterId, id: SessionId) -> Result<Option<Date>, Error> {
        let age = match lock(&self.sessions).get(&id) {
            Ok(day) => return Ok(day),
            Err(age) => age,
        };
        let day = store.session_day(register, id)?;
        lock(&self.sessions).keep(age, id, day, SESSION_DAYS);
        Ok(day)
    }

    /// What its document calls a conclusion. A session that has gained conclusions is asked again.
    pub fn point(&self, store: &Store, register: RegisterId, id: SessionId, n: u32) -> Result<Option<String>, Error> {
        let kept = lock(&self.points).get(&id);
        let age = match kept {
            Ok(points) if points.contains_key(&n) => return Ok(points[&n].clone()),
            Ok(_) => lock(&self.points).age,
            Err(age) => age,
        };
        let points = store.points(register, id)?;
        let points: Points = Arc::new(points.into_iter().map(|(n, it)| (n, it.and_then(words))).collect());
        lock(&self.points).keep(age, id, Arc::clone(&points), SESSION_POINTS);
        Ok(points.get(&n).cloned().flatten())
    }

    /// Something was erased: it may be a name that is kept here.
    pub fn forget(&self) {
        lock(&self.documents).forget();
        lock(&self.points).forget();
    }
}

fn lock<K, V>(kept: &Mutex<Kept<K, V>>) -> MutexGuard<'_, Kept<K, V>> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Kept<K, V> {
        Kept { age: 0, read: HashMap::new() }
    }
}

impl<K: Hash + Eq, V: Clone> Kept<K, V> {
    /// What is kept, or the age with which it may be kept once it is read.
    fn get(&self, key: &K) -> Result<V, u64> {
        self.read.get(key).cloned().ok_or(self.age)
    }

    /// What was read before something was erased may be just that, and is not kept.
    fn keep(&mut self, age: u64, key: K, value: V, most: usize) {
        if age != self.age {
            return;
        }
        if self.read.len() >= most {
            self.read.clear();
        }
        self.read.insert(key, value);
    }

    fn forget(&mut self) {
        self.age += 1;
        self.read.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_before_an_erasure_is_not_kept_after_it() {
        let mut kept = Kept::default();
        let before = kept.get(&1).unwrap_err();
        kept.forget();
        kept.keep(before, 1, "erased", SESSION_DAYS);
        let after = kept.get(&1).unwrap_err();
        kept.keep(after, 1, "there", SESSION_DAYS);
        assert_eq!(kept.get(&1), Ok("there"));
    }
}
