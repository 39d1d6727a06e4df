//! What a document could become, and its desk as it was seen, as they were for the last step: the next one mostly rests on
//! the same.

use crate::bodies::Chosen;
use crate::propose::Proposal;
use base::{Field, Span};
use jiff::civil::Date;
use model::{AccountId, DocumentId};
use reader::Reading;
use reader::reading::{Clear, Directive, DirectiveClass};
use reader::rule::Rule;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::DraftsSeen;

/// All that a proposal rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RestsOn {
    pub document: DocumentId,
    /// Of the head of the register.
    pub position: u64,
    pub today: Date,
    pub held_on: Option<Date>,
    /// Whether it is the implementing plan of a task.
    pub is_plan: bool,
    /// The places of what people added to it.
    pub added: Vec<Span>,
    /// What people said of names in it.
    pub chosen: Chosen,
}

#[derive(Clone)]
pub(crate) struct Proposed {
    pub text: Arc<str>,
    pub reading: Arc<Reading>,
    pub proposal: Arc<Proposal>,
}

/// All that rests on: what is seen of a desk, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SeenOn {
    pub document: DocumentId,
    pub position: u64,
    pub today: Date,
    pub account: AccountId,
    /// What was said so far.
    pub said: DraftsSeen,
}

/// The last few of something, each with all that it rests on.
pub(crate) struct Last<K, T> {
    kept: Mutex<VecDeque<(K, T)>>,
    most: usize,
}

impl<K: PartialEq, T: Clone> Last<K, T> {
    pub(crate) fn new(most: usize) -> Last<K, T> {
        Last { kept: Mutex::default(), most }
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(K, T)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn get(&self, key: &K) -> Option<T> {
        self.lock().iter().find(|it| it.0 == *key).map(|it| it.1.clone())
    }

    pub(super) fn put(&self, key: K, it: &T) {
        let mut last = self.lock();
        last.push_front((key, it.clone()));
        last.truncate(self.most);
    }

    pub(super) fn forget(&self, is_meant: impl Fn(&K) -> bool) {
        self.lock().retain(|it| !is_meant(&it.0));
    }
}

/// A line of the text that a person says is an order, of which everything else is still to be said.
pub(super) fn by_hand(text: &str, span: Span) -> Directive {
    Directive {
        text: span.of(text).to_owned(),
        lead: Vec::new(),
        with: Vec::new(),
        due: None,
        due_text: None,
        due_rule: None,
        class: Some(DirectiveClass::Task),
        deliverable: None,
        missing: vec![Clear::Who, Clear::When, Clear::Product],
        field: Field::Other,
        is_urgent: false,
        point: None,
        topic: None,
        span,
        verb: Span::default(),
        rule: Rule::TaskRow,
    }
}
