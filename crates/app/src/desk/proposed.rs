//! What a document could become, as it was proposed for the last step at its desk: the next one mostly rests on the same.

use crate::bodies::Chosen;
use crate::propose::Proposal;
use base::{Field, Span};
use jiff::civil::Date;
use model::DocumentId;
use reader::Reading;
use reader::reading::{Clear, Directive, DirectiveClass};
use reader::rule::Rule;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many are kept.
const MOST: usize = 4;

/// All that a proposal rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RestsOn {
    pub document: DocumentId,
    /// Of the head of the register.
    pub position: u64,
    pub today: Date,
    pub held_on: Option<Date>,
    /// The places of what people added to it.
    pub added: Vec<Span>,
    /// What people said of names in it.
    pub chosen: Chosen,
}

#[derive(Clone)]
pub(super) struct Proposed {
    pub text: Arc<str>,
    pub reading: Arc<Reading>,
    pub proposal: Arc<Proposal>,
}

#[derive(Default)]
pub(crate) struct LastProposed(Mutex<VecDeque<(RestsOn, Proposed)>>);

impl LastProposed {
    fn lock(&self) -> MutexGuard<'_, VecDeque<(RestsOn, Proposed)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn get(&self, key: &RestsOn) -> Option<Proposed> {
        self.lock().iter().find(|it| it.0 == *key).map(|it| it.1.clone())
    }

    pub(super) fn put(&self, key: RestsOn, proposed: &Proposed) {
        let mut last = self.lock();
        last.push_front((key, proposed.clone()));
        last.truncate(MOST);
    }

    pub(super) fn forget(&self, document: DocumentId) {
        self.lock().retain(|it| it.0.document != document);
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
        span,
        verb: Span::default(),
        rule: Rule::TaskRow,
    }
}
