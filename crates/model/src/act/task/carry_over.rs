//! Carrying a task over from an older record: as it stood there, with the day of assigning and how far it had come.
//!
//! What was finished there was confirmed there: nobody here reports or confirms it again.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Course, Source, Task, TaskCode, Work};
use crate::{Deadline, Field, Needs, Refusal, Scene, Stamp, TaskId, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Takes a task from an older record into the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarryOver {
    pub words: String,
    pub lead: UnitId,
    #[serde(default)]
    pub coordinating: Vec<UnitId>,
    #[serde(default)]
    pub source: Source,
    pub deadline: Deadline,
    #[serde(default)]
    pub due_words: Option<String>,
    #[serde(default)]
    pub deliverable: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub field: Option<Field>,
    /// As the record tells; else the day on which it was done, else today.
    #[serde(default)]
    pub assigned_on: Option<Date>,
    pub work: Carried,
    /// What else the record says of it.
    #[serde(default)]
    pub note: Option<String>,
}

/// How far a task had come in the older record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub enum Carried {
    NotStarted,
    InProgress,
    AwaitingConfirmation { done_on: Date },
    Completed { done_on: Date },
}

/// A task was carried over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedOver {
    pub task: TaskId,
    pub code: TaskCode,
    pub words: Words,
    pub lead: UnitId,
    pub coordinating: Vec<UnitId>,
    pub source: Source,
    pub deadline: Deadline,
    pub due_words: Option<Words>,
    pub deliverable: Option<Words>,
    pub field: Option<Field>,
    pub assigned_on: Date,
    pub work: Carried,
    pub note: Option<Words>,
}

impl Carried {
    /// The day on which it was done.
    pub fn done_on(self) -> Option<Date> {
        match self {
            Carried::AwaitingConfirmation { done_on } | Carried::Completed { done_on } => Some(done_on),
            Carried::NotStarted | Carried::InProgress => None,
        }
    }

    /// The day of confirming is not told: the day on which it was done stands for it.
    fn work(self, stamp: &Stamp) -> Work {
        match self {
            Carried::NotStarted => Work::NotStarted,
            Carried::InProgress => Work::InProgress,
            Carried::AwaitingConfirmation { done_on } => {
                Work::AwaitingConfirmation { done_on, reported_by: Some(stamp.actor) }
            }
            Carried::Completed { done_on } => Work::Completed { done_on, confirmed_on: done_on },
        }
    }
}

impl Decide for CarryOver {
    type State = Task;
    type Event = CarriedOver;

    fn needs(&self) -> Needs {
        let units = std::iter::once(self.lead).chain(self.coordinating.iter().copied()).map(Into::into);
        let document = self.source.in_document().map(Into::into);
        let above = self.source.above.map(Into::into);
        Needs { states: units.chain(document).chain(above).collect(), task_code: true, ..Needs::default() }
    }

    fn decide(self, _before: Option<&Task>, scene: &Scene) -> Result<CarriedOver, Refusal> {
        scene.want_units(std::iter::once(&self.lead).chain(&self.coordinating))?;
        if self.coordinating.contains(&self.lead) {
            return Err(Refusal::LeadCoordinates { unit: self.lead });
        }
        scene.want_passage(self.source.passage.as_ref())?;
        scene.want_document(self.source.document)?;
        scene.want_task_above(self.source.above)?;
        let today = scene.today();
        let done_on = self.work.done_on();
        if let Some(day) = [self.assigned_on, done_on].into_iter().flatten().find(|it| today < *it) {
            return Err(Refusal::DayInFuture { day });
        }
        let assigned_on = self.assigned_on.or(done_on).unwrap_or(today);
        if let Some(done_on) = done_on.filter(|it| *it < assigned_on) {
            return Err(Refusal::DoneBeforeAssigned { done_on, assigned_on });
        }
        Ok(CarriedOver {
            task: TaskId(scene.stream),
            code: TaskCode { year: today.year(), n: scene.next_task_code },
            words: wanted_words("words", self.words)?.into(),
            lead: self.lead,
            coordinating: self.coordinating,
            source: self.source,
            deadline: self.deadline,
            due_words: optional_words("due_words", self.due_words)?,
            deliverable: optional_words("deliverable", self.deliverable)?,
            field: self.field,
            assigned_on,
            work: self.work,
            note: optional_words("note", self.note)?,
        })
    }
}

impl Fold for CarriedOver {
    type State = Task;

    fn fold(self, _before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let work = self.work.work(stamp);
        Some(Task {
            id: self.task,
            code: self.code,
            words: self.words,
            lead: self.lead,
            coordinating: self.coordinating,
            source: self.source,
            outside: None,
            deadline: self.deadline,
            due_words: self.due_words,
            deliverable: self.deliverable,
            field: self.field,
            assigned_on: self.assigned_on,
            assigned_by: stamp.actor,
            received_on: None,
            work,
            last_words: self.note,
            silent_since_on: stamp.on(),
            evidence: Vec::new(),
            links: Vec::new(),
            external_refs: Vec::new(),
            course: Course::default(),
            forwarded_to: None,
        })
    }

    fn told(&self) -> Option<&Words> {
        self.note.as_ref()
    }
}
