//! Assigning a task: one lead unit, a deadline or the word that there is none, and where it comes from.
//!
//! Source: Decision 42/2014/QD-TTg as amended by 23/2018/QD-TTg; docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{ConclusionRef, Course, Ending, Outside, Source, Task, TaskCode, Work};
use crate::{Deadline, Field, Needs, Refusal, Scene, Stamp, TaskId, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Gives a duty to one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    pub words: String,
    pub lead: UnitId,
    #[serde(default)]
    pub coordinating: Vec<UnitId>,
    #[serde(default)]
    pub source: Source,
    /// What it comes from that is not in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside<String>>,
    pub deadline: Deadline,
    #[serde(default)]
    pub due_words: Option<String>,
    #[serde(default)]
    pub deliverable: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
}

/// A task was assigned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    pub task: TaskId,
    pub code: TaskCode,
    pub words: Words,
    pub lead: UnitId,
    pub coordinating: Vec<UnitId>,
    pub source: Source,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    pub deadline: Deadline,
    pub due_words: Option<Words>,
    pub deliverable: Option<Words>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
}

impl Decide for Assign {
    type State = Task;
    type Event = Assigned;

    fn needs(&self) -> Needs {
        let units = std::iter::once(self.lead).chain(self.coordinating.iter().copied()).map(Into::into);
        let document = self.source.in_document().map(Into::into);
        let above = self.source.above.map(Into::into);
        let session = self.source.conclusion.map(|it| it.session.into());
        Needs {
            states: units.chain(document).chain(session).chain(above).collect(),
            task_code: true,
            ..Needs::default()
        }
    }

    fn decide(self, _before: Option<&Task>, scene: &Scene) -> Result<Assigned, Refusal> {
        scene.want_units(std::iter::once(&self.lead).chain(&self.coordinating))?;
        if self.coordinating.contains(&self.lead) {
            return Err(Refusal::LeadCoordinates { unit: self.lead });
        }
        scene.want_passage(self.source.passage.as_ref())?;
        scene.want_document(self.source.document)?;
        scene.want_task_above(self.source.above)?;
        if let Some(conclusion) = self.source.conclusion {
            want_tasks_ending(scene, conclusion)?;
        }
        Ok(Assigned {
            task: TaskId(scene.stream),
            code: TaskCode { year: scene.today().year(), n: scene.next_task_code },
            words: wanted_words("words", self.words)?.into(),
            lead: self.lead,
            coordinating: self.coordinating,
            outside: outside(self.outside, &self.source, scene)?,
            source: self.source,
            deadline: self.deadline,
            due_words: optional_words("due_words", self.due_words)?,
            deliverable: optional_words("deliverable", self.deliverable)?,
            field: self.field,
        })
    }
}

/// What it comes from outside the register: one order, which was given already.
fn outside(typed: Option<Outside<String>>, source: &Source, scene: &Scene) -> Result<Option<Outside>, Refusal> {
    let Some(typed) = typed else { return Ok(None) };
    if source.in_document().is_some() || source.conclusion.is_some() {
        return Err(Refusal::CommandUnreadable { because: "outside and source".to_owned() });
    }
    if scene.today() < typed.on() {
        return Err(Refusal::DayInFuture { day: typed.on() });
    }
    typed.with(|field, words| wanted_words(field, words).map(Words::from)).map(Some)
}

/// A task may only follow from a conclusion that ended as tasks.
pub(super) fn want_tasks_ending(scene: &Scene, conclusion: ConclusionRef) -> Result<(), Refusal> {
    let ConclusionRef { session, n } = conclusion;
    let held = scene.session(session).ok_or(Refusal::SessionUnknown { session })?;
    let recorded = held.conclusions.get(&n).ok_or(Refusal::ConclusionUnknown { session, n })?;
    match recorded.ended {
        Some(ended) if ended.ending == Ending::Tasks => Ok(()),
        Some(_) => Err(Refusal::ConclusionEnded { n }),
        None => Err(Refusal::ConclusionNotEndedAsTasks { n }),
    }
}

impl Fold for Assigned {
    type State = Task;

    fn fold(self, _before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        Some(Task {
            id: self.task,
            code: self.code,
            words: self.words,
            lead: self.lead,
            coordinating: self.coordinating,
            source: self.source,
            outside: self.outside,
            deadline: self.deadline,
            due_words: self.due_words,
            deliverable: self.deliverable,
            field: self.field,
            assigned_on: stamp.on(),
            assigned_by: stamp.actor,
            received_on: None,
            work: Work::NotStarted,
            last_words: None,
            silent_since_on: stamp.on(),
            evidence: Vec::new(),
            links: Vec::new(),
            external_refs: Vec::new(),
            course: Course::default(),
            forwarded_to: None,
        })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
