//! What lists were found to hold lately, as long as nothing is appended: how many tasks, and where words are found.

use super::task_filter::{Stretch, TaskFilter, TaskKey};
use super::task_list::Total;
use crate::entry::Head;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many tasks there are.
pub(crate) type Totals = AtHead<TaskFilter, Total, 2_000>;

/// Where the words of a filter are found, so many places after one.
pub(crate) type FoundPlaces = AtHead<(TaskFilter, Option<TaskKey>, usize), Stretch, 100>;

/// Answers that hold at one entry; with more than `MOST` it begins anew.
pub(crate) struct AtHead<K, V, const MOST: usize> {
    kept: Mutex<(Option<Head>, HashMap<K, V>)>,
}

impl<K, V, const MOST: usize> Default for AtHead<K, V, MOST> {
    fn default() -> Self {
        AtHead { kept: Mutex::new((None, HashMap::new())) }
    }
}

impl<K: Eq + Hash, V: Clone, const MOST: usize> AtHead<K, V, MOST> {
    pub(crate) fn get(&self, head: &Head, asked: &K) -> Option<V> {
        let kept = self.lock();
        if kept.0.as_ref() == Some(head) { kept.1.get(asked).cloned() } else { None }
    }

    pub(crate) fn keep(&self, head: &Head, asked: K, answer: V) {
        let mut kept = self.lock();
        if kept.0.as_ref() != Some(head) || kept.1.len() >= MOST {
            *kept = (Some(head.clone()), HashMap::new());
        }
        kept.1.insert(asked, answer);
    }

    fn lock(&self) -> MutexGuard<'_, (Option<Head>, HashMap<K, V>)> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
