//! How documents and sessions are called where tasks mention them: asked once, kept until something is erased.

use crate::error::Error;
use crate::views::words;
use jiff::civil::Date;
use model::{DocumentId, RegisterId, SessionId};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use store::Store;

/// More than these are not kept at once.
const MOST: usize = 20_000;

/// Number and title of a document; `None` where there is none, or once it was erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    pub number: Option<String>,
    pub title: Option<String>,
}

/// What is kept.
#[derive(Default)]
pub struct Mentions {
    documents: Mutex<HashMap<DocumentId, Called>>,
    sessions: Mutex<HashMap<SessionId, Option<Date>>>,
}

impl Mentions {
    /// How a document is called.
    pub fn document(&self, store: &Store, register: RegisterId, id: DocumentId) -> Result<Called, Error> {
        if let Some(called) = self.documents.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Ok(called.clone());
        }
        let called = match store.document_called(register, id)? {
            Some((number, title)) => Called { number: number.and_then(words), title: words(title) },
            None => Called::default(),
        };
        keep(&self.documents, id, called.clone());
        Ok(called)
    }

    /// The day of a session.
    pub fn session(&self, store: &Store, register: RegisterId, id: SessionId) -> Result<Option<Date>, Error> {
        if let Some(day) = self.sessions.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Ok(*day);
        }
        let day = store.session_day(register, id)?;
        keep(&self.sessions, id, day);
        Ok(day)
    }

    /// Something was erased: it may be a name that is kept here.
    pub fn forget(&self) {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn keep<K: std::hash::Hash + Eq, V>(kept: &Mutex<HashMap<K, V>>, key: K, value: V) {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST {
        kept.clear();
    }
    kept.insert(key, value);
}
