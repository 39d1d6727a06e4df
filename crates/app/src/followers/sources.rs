//! What is known of each document and each session: found out once, kept until an entry touches it.

use super::units::{Now, Units};
use crate::error::Error;
use model::{DocumentId, RegisterId, SessionId, StreamId, TaskId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::Store;

/// After more entries than these it is cheaper to begin anew.
const FAR_BEHIND: usize = 200;

/// Entries that change neither where a task comes from nor whose it is. One that is not listed may.
const HARMLESS: [&str; 25] = [
    "task.forwarded",
    "task.received",
    "task.progress_reported",
    "task.done_reported",
    "task.declined",
    "task.lead_kept",
    "task.suspended",
    "task.resumed",
    "task.reminded",
    "task.urged",
    "task.commended",
    "task.criticised",
    "task.recounted",
    "task.extension_asked",
    "task.extension_granted",
    "task.extension_refused",
    "task.confirmed",
    "task.sent_back",
    "task.reopened",
    "task.terminated",
    "task.link_given",
    "task.link_revoked",
    "task.contribution_asked",
    "task.contributed",
    "task.contribution_withdrawn",
];

/// Entries that take something away from a document or a session.
const TAKEN_BACK: [&str; 3] = ["task.source_removed", "task.tied", "session.notice_dropped"];

/// What is kept of each, as much as weighs no more than was allowed.
pub struct Sources<T> {
    kept: Mutex<Kept<T>>,
    most: usize,
    weigh: fn(&T) -> usize,
}

struct Kept<T> {
    /// Where the register ended, and the units there were.
    at: u64,
    units: Arc<Units>,
    /// Counts up whenever something is dropped: what was found out before may be just that.
    age: u64,
    known: HashMap<StreamId, T>,
    /// Of what was kept; what was dropped one by one still counts.
    weight: usize,
}

impl<T: Clone> Sources<T> {
    /// Keeps at most `most`; what weighs nothing is kept for good.
    pub fn new(most: usize, weigh: fn(&T) -> usize) -> Sources<T> {
        let kept = Kept { at: 0, units: Arc::default(), age: 0, known: HashMap::new(), weight: 0 };
        Sources { kept: Mutex::new(kept), most, weigh }
    }

    /// What is known of `things` as of `now`, in their order; `find` finds out what is not.
    pub fn get(
        &self,
        (store, register): (&Store, RegisterId),
        now: &Now,
        things: &[StreamId],
        find: impl FnOnce(&[StreamId]) -> Result<HashMap<StreamId, T>, Error>,
    ) -> Result<Vec<Option<T>>, Error> {
        let (age, mut known) = {
            let mut kept = self.lock();
            kept.catch_up(store, register, now)?;
            (kept.age, things.iter().map(|it| kept.known.get(it).cloned()).collect::<Vec<_>>())
        };
        let missing: Vec<StreamId> =
            things.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|it| *it.0).collect();
        if missing.is_empty() {
            return Ok(known);
        }
        let found = find(&missing)?;
        for (thing, known) in things.iter().zip(&mut known).filter(|it| it.1.is_none()) {
            *known = found.get(thing).cloned();
        }
        self.keep(age, found);
        Ok(known)
    }

    fn keep(&self, age: u64, found: HashMap<StreamId, T>) {
        let mut kept = self.lock();
        if age != kept.age {
            return;
        }
        kept.weight += found.values().map(self.weigh).sum::<usize>();
        if kept.weight > self.most {
            kept.known.retain(|_, it| (self.weigh)(it) == 0);
            kept.weight = found.values().map(self.weigh).sum();
        }
        kept.known.extend(found);
    }

    fn lock(&self) -> MutexGuard<'_, Kept<T>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Kept<T> {
    fn catch_up(&mut self, store: &Store, register: RegisterId, now: &Now) -> Result<(), Error> {
        if !Arc::ptr_eq(&self.units, &now.units) {
            self.units = Arc::clone(&now.units);
            self.at = now.position;
            self.forget_all();
        }
        if self.at >= now.position {
            return Ok(());
        }
        let changes = store.changes_after(register, self.at, FAR_BEHIND as u64 + 1)?;
        if changes.len() > FAR_BEHIND {
            self.forget_all();
        } else {
            for (stream, kind) in changes.iter().filter(|it| !HARMLESS.contains(&it.1.as_str())) {
                let (document, session) = match kind.split_once('.').map_or("", |it| it.0) {
                    "task" => store.source_of_task(register, TaskId(*stream))?,
                    "session" => (store.document_of_session(register, SessionId(*stream))?, None),
                    _ => (None, None),
                };
                // Of which document or session it was taken back is told nowhere any more.
                if TAKEN_BACK.contains(&kind.as_str()) {
                    self.forget_all();
                }
                // The lead of a task may have changed, whose plans wait for that one.
                if matches!(kind.as_str(), "task.reassigned" | "task.corrected") {
                    store.plans_of_task(register, TaskId(*stream))?.into_iter().for_each(|it| self.forget(it.0));
                }
                self.forget(*stream);
                document.into_iter().for_each(|DocumentId(it)| self.forget(it));
                session.into_iter().for_each(|SessionId(it)| self.forget(it));
            }
        }
        self.at = now.position;
        Ok(())
    }

    fn forget(&mut self, thing: StreamId) {
        self.age += 1;
        self.known.remove(&thing);
    }

    fn forget_all(&mut self) {
        self.age += 1;
        self.weight = 0;
        self.known.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Location, Office};
    use std::cell::Cell;
    use uuid::Uuid;

    #[test]
    fn what_is_known_is_asked_again_only_where_an_entry_touched_it() {
        let data = std::env::temp_dir().join(format!("app-sources-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&data);
        let office = Office::open(&Location { data: data.clone(), database: None }, None, "root").unwrap();
        let actor = office.account_or_first("office").unwrap();
        let (store, register) = (&office.store, office.register().unwrap());
        let things: Vec<StreamId> = (1..4).map(|n| StreamId(Uuid::from_u128(n))).collect();
        let sources: Sources<u32> = Sources::new(10, |it| *it as usize);
        let n_found = Cell::new(0);
        let find = |weight: u32| {
            let now = office.now().unwrap();
            let found = sources.get((store, register), &now, &things, |missing| {
                n_found.set(n_found.get() + missing.len());
                Ok(missing.iter().map(|it| (*it, weight)).collect())
            });
            found.unwrap()
        };
        assert_eq!((find(2), n_found.get()), (vec![Some(2); 3], 3));
        assert_eq!((find(3), n_found.get()), (vec![Some(2); 3], 3), "it is known");
        let age = sources.lock().age;
        sources.lock().forget(things[0]);
        sources.keep(age, HashMap::from([(things[0], 7)]));
        assert_eq!((find(3), n_found.get()), (vec![Some(3), Some(2), Some(2)], 4), "one was touched");
        sources.lock().forget(things[0]);
        assert_eq!(find(9), [Some(9), Some(2), Some(2)]);
        assert_eq!(sources.lock().known.len(), 1, "no more is kept than is allowed");
        office.open_account(actor, "second").unwrap();
        assert_eq!(find(1), vec![Some(1); 3], "the units were read anew");
        std::fs::remove_dir_all(&data).unwrap();
    }
}
