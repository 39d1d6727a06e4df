//! How many drafts wait for a person in each document. To count them a document is read again: that is done once, and
//! anew only where something was decided since.

use crate::error::Error;
use crate::office::Office;
use crate::views::DocumentView;
use model::state::State;
use model::{DocumentId, RegisterId, TaskId, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use store::Head;

/// Documents with drafts that wait, as they were at one entry. One at a time counts them.
#[derive(Default)]
pub struct Waiting {
    kept: Mutex<Option<Kept>>,
    counting: Mutex<()>,
}

#[derive(Clone)]
struct Kept {
    at: Head,
    open: BTreeMap<DocumentId, Open>,
}

/// What waits in a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Open {
    pub n: usize,
    /// The task whose implementing plan it is, and the lead of that.
    pub plan_of: Option<(TaskId, UnitId)>,
}

impl Waiting {
    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// More documents than these are read with what all of them share.
const FEW: usize = 8;

/// With more entries than these everything is counted anew.
const FAR_BEHIND: u64 = 500;

impl Office {
    /// The documents in which drafts wait, the newest first; `None` while another one counts them.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub(crate) fn waiting(&self) -> Result<Option<Vec<(DocumentId, Open)>>, Error> {
        let register = self.register()?;
        let Some(head) = self.store.head(register)? else { return Ok(Some(Vec::new())) };
        if let Some(it) = self.waiting.kept().as_ref().filter(|it| it.at == head) {
            return Ok(Some(newest_first(&it.open)));
        }
        let _counting = match self.waiting.counting.try_lock() {
            Ok(counting) => counting,
            Err(TryLockError::Poisoned(counting)) => counting.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(None),
        };
        let kept = self.waiting.kept().clone();
        let (mut open, stale) = match kept {
            Some(it) if it.at == head => (it.open, BTreeSet::new()),
            Some(it) if (1..=FAR_BEHIND).contains(&head.position.saturating_sub(it.at.position)) => {
                let stale = self.decided_after(register, it.at.position, &it.open)?;
                (it.open, stale)
            }
            _ => (BTreeMap::new(), self.store.documents(register)?.into_iter().map(|it| it.id).collect()),
        };
        open.retain(|it, _| !stale.contains(it));
        open.extend(self.counted(register, stale)?);
        let found = newest_first(&open);
        *self.waiting.kept() = Some(Kept { at: head, open });
        Ok(Some(found))
    }

    /// What waits in each of `documents` in which something does.
    fn counted(&self, register: RegisterId, documents: BTreeSet<DocumentId>) -> Result<Vec<(DocumentId, Open)>, Error> {
        let mut counted = Vec::new();
        let mut count = |document: &DocumentView, n: usize| -> Result<(), Error> {
            if n > 0 {
                let plan_of = document.plan_of.zip(self.plan_lead(document)?);
                counted.push((document.id, Open { n, plan_of }));
            }
            Ok(())
        };
        if documents.len() > FEW {
            let rows = self.store.documents(register)?.into_iter().filter(|it| documents.contains(&it.id));
            for (document, drafts) in self.open_in_each(rows.map(DocumentView::of).collect())? {
                count(&document, drafts.len())?;
            }
            return Ok(counted);
        }
        for id in documents {
            if let Some(document) = self.store.document(register, id)?.map(DocumentView::of) {
                count(&document, self.open_drafts_of(&document)?.drafts.len())?;
            }
        }
        Ok(counted)
    }

    /// The lead of the task whose implementing plan a document is.
    pub(crate) fn plan_lead(&self, document: &DocumentView) -> Result<Option<UnitId>, Error> {
        let Some(task) = document.plan_of else { return Ok(None) };
        Ok(self.store.task(self.register()?, task)?.map(|it| it.lead))
    }

    /// Counts what waits, so that whoever asks first need not wait for it.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn count_waiting(&self) -> Result<(), Error> {
        match self.founded()? {
            Some(_) => self.waiting().map(drop),
            None => Ok(()),
        }
    }

    /// The documents that were touched after `position`. Acts on tasks and sessions settle drafts, so they count where
    /// some wait; only a notice that was taken out of its session makes some wait again.
    fn decided_after(
        &self,
        register: RegisterId,
        position: u64,
        waiting: &BTreeMap<DocumentId, Open>,
    ) -> Result<BTreeSet<DocumentId>, Error> {
        let mut stale = BTreeSet::new();
        let touched: BTreeSet<_> = self.store.streams_after(register, position, FAR_BEHIND)?.into_iter().collect();
        for stream in touched {
            match self.store.stream(register, stream)?.map(|it| it.1) {
                Some(State::Document(it)) => stale.extend([it.id]),
                Some(State::Task(it)) => {
                    let plans = waiting.iter().filter(|open| open.1.plan_of.is_some_and(|of| of.0 == it.id));
                    stale.extend(plans.map(|it| *it.0));
                    stale.extend(it.source.in_document().filter(|it| waiting.contains_key(it)));
                }
                Some(State::Session(it)) => {
                    stale.extend(it.document.filter(|it| waiting.contains_key(it)));
                    // What a conclusion had settled waits again.
                    stale.extend(it.notices_dropped.iter().map(|it| it.document));
                }
                Some(State::Unit(_) | State::Erasure(_)) => stale.extend(waiting.keys().copied()),
                Some(State::Account(_) | State::Mail(_) | State::Matter(_) | State::Register(_)) | None => {}
            }
        }
        Ok(stale)
    }
}

fn newest_first(open: &BTreeMap<DocumentId, Open>) -> Vec<(DocumentId, Open)> {
    open.iter().rev().map(|(id, it)| (*id, *it)).collect()
}
