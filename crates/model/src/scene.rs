//! What a rule may look at: who acts, when, and the facts of other streams it asked for.

use crate::id::{AccountId, DocumentId, MatterId, SessionId, StreamId, TaskId, UnitId};
use crate::passage::{Passage, want_reader};
use crate::refusal::{Refusal, wanted_span};
use crate::state::{Document, Listing, Matter, Session, State, Task, Telling, Unit};
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who did something, and when: the part of an entry's envelope that states keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub actor: AccountId,
    pub at: Timestamp,
}

impl Stamp {
    /// The day in Vietnam.
    pub fn on(&self) -> Date {
        day_in_vietnam(self.at)
    }
}

/// The day of an instant in Vietnam, where no clock has changed since 1975.
pub fn day_in_vietnam(at: Timestamp) -> Date {
    time_in_vietnam(at).date()
}

/// The day and the hour.
pub fn time_in_vietnam(at: Timestamp) -> DateTime {
    tz::offset(7).to_datetime(at)
}

/// What `decide` needs from elsewhere. The store gathers it inside the append lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Streams whose folded state the rule looks at.
    pub states: Vec<StreamId>,
    /// Units of `states` whose line up to the root the rule looks at: all that stands above them comes along.
    pub lines: Vec<UnitId>,
    /// Tellings of which the rule asks what they tell of.
    pub tellings: Vec<Telling>,
    /// Rows of lists of which the rule asks which limitation they are.
    pub listings: Vec<Listing>,
    /// Whether the act gives out the next task code of its year.
    pub task_code: bool,
    /// Whether the rule asks for other registers in the database.
    pub other_registers: bool,
}

/// The scene of one decision. A rule never queries: what is not here does not exist.
#[derive(Clone, Debug)]
pub struct Scene {
    pub stamp: Stamp,
    /// The stream the command is about.
    pub stream: StreamId,
    /// States asked for by [`Needs`]; a stream that has no entry is absent.
    pub states: BTreeMap<StreamId, Arc<State>>,
    /// What the tellings asked for by [`Needs`] tell of, by whichever name; one of which nobody said anything is absent.
    pub told: BTreeMap<Telling, MatterId>,
    /// The other names of those tellings: a passage is one of its document and of the sessions whose document that is.
    pub also: BTreeMap<Telling, Vec<Telling>>,
    /// The limitations that the rows asked for by [`Needs`] are; one that nobody took is absent.
    pub listed: BTreeMap<Listing, MatterId>,
    /// The next free number of the task codes of this year; zero unless asked for.
    pub next_task_code: u32,
    /// Whether the register already has entries.
    pub is_founded: bool,
    /// Whether the database holds another register; false unless asked for.
    pub has_other_registers: bool,
}

impl Scene {
    /// The day it is, in Vietnam.
    pub fn today(&self) -> Date {
        self.stamp.on()
    }

    /// The other names of a telling.
    pub fn also_named(&self, telling: &Telling) -> impl Iterator<Item = Telling> + use<> {
        self.also.get(telling).cloned().unwrap_or_default().into_iter()
    }

    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        match self.states.get(&id.into())?.as_ref() {
            State::Unit(it) => Some(it),
            _ => None,
        }
    }

    pub fn document(&self, id: DocumentId) -> Option<&Document> {
        match self.states.get(&id.into())?.as_ref() {
            State::Document(it) => Some(it),
            _ => None,
        }
    }

    pub fn session(&self, id: SessionId) -> Option<&Session> {
        match self.states.get(&id.into())?.as_ref() {
            State::Session(it) => Some(it),
            _ => None,
        }
    }

    /// Whether `unit` is `top` or below it, as far as the line above `unit` was asked for.
    pub fn is_within(&self, unit: UnitId, top: UnitId) -> bool {
        let parent = |it: &UnitId| self.unit(*it)?.latest()?.parent;
        // No line is longer than what is here: it is one that closed on itself before this was looked at.
        std::iter::successors(Some(unit), parent).take(self.states.len() + 1).any(|it| it == top)
    }

    pub fn task(&self, id: TaskId) -> Option<&Task> {
        match self.states.get(&id.into())?.as_ref() {
            State::Task(it) => Some(it),
            _ => None,
        }
    }

    pub fn matter(&self, id: MatterId) -> Option<&Matter> {
        match self.states.get(&id.into())?.as_ref() {
            State::Matter(it) => Some(it),
            _ => None,
        }
    }

    /// Refuses a part of a task that is not there, or of one that has ended.
    ///
    /// # Errors
    /// [`Refusal::TaskUnknown`], [`Refusal::TaskEnded`].
    pub fn want_task_above(&self, above: Option<TaskId>) -> Result<(), Refusal> {
        let Some(task) = above else { return Ok(()) };
        self.task(task).ok_or(Refusal::TaskUnknown { task })?.want_not_ended()
    }

    /// Refuses a unit that is not in the register.
    ///
    /// # Errors
    /// [`Refusal::UnitUnknown`] for the first that is not there.
    pub fn want_units<'a>(&self, units: impl IntoIterator<Item = &'a UnitId>) -> Result<(), Refusal> {
        match units.into_iter().find(|&&it| self.unit(it).is_none()) {
            Some(&unit) => Err(Refusal::UnitUnknown { unit }),
            None => Ok(()),
        }
    }

    /// Refuses a document that is not in the register.
    ///
    /// # Errors
    /// [`Refusal::DocumentUnknown`].
    pub fn want_document(&self, document: Option<DocumentId>) -> Result<(), Refusal> {
        match document.filter(|&it| self.document(it).is_none()) {
            Some(document) => Err(Refusal::DocumentUnknown { document }),
            None => Ok(()),
        }
    }

    /// Refuses a passage of an unknown document, one that ends before it starts, or a reader that is no version.
    ///
    /// # Errors
    /// [`Refusal::DocumentUnknown`], [`Refusal::SpanReversed`], [`Refusal::CommandUnreadable`].
    pub fn want_passage(&self, passage: Option<&Passage>) -> Result<(), Refusal> {
        let Some(passage) = passage else { return Ok(()) };
        wanted_span(passage.span)?;
        want_reader(passage.reader.as_deref())?;
        self.want_document(Some(passage.document))
    }
}
