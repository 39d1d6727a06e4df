//! How many tasks the lists had that were asked for lately, as long as nothing is appended.

use super::task_filter::TaskFilter;
use super::task_list::Total;
use crate::entry::Head;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

const MOST_KEPT: usize = 2_000;

#[derive(Default)]
pub(crate) struct Totals {
    kept: Mutex<(Option<Head>, HashMap<TaskFilter, Total>)>,
}

impl Totals {
    pub(crate) fn get(&self, head: &Head, filter: &TaskFilter) -> Option<Total> {
        let kept = self.lock();
        if kept.0.as_ref() == Some(head) { kept.1.get(filter).copied() } else { None }
    }

    pub(crate) fn keep(&self, head: &Head, filter: &TaskFilter, total: Total) {
        let mut kept = self.lock();
        if kept.0.as_ref() != Some(head) || kept.1.len() >= MOST_KEPT {
            *kept = (Some(head.clone()), HashMap::new());
        }
        kept.1.insert(filter.clone(), total);
    }

    fn lock(&self) -> MutexGuard<'_, (Option<Head>, HashMap<TaskFilter, Total>)> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
