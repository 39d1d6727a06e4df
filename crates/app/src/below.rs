//! Breaking a task down: one part for each unit that is named, all or none.

use crate::access::Viewer;
use crate::error::{Error, NotFound};
use crate::office::Office;
use crate::views::{TaskView, UnitMention};
use model::act::task::{self, assign::Assign};
use model::state::{Level, Source, TaskCode};
use model::{Command, Deadline, Refusal, StreamId, TaskId, UnitId};
use serde::Serialize;
use store::{Answer, Order};

/// What each unit gets.
#[derive(Clone, Debug)]
pub struct Breakdown {
    pub words: String,
    pub leads: Vec<UnitId>,
    pub deadline: Deadline,
    pub deliverable: Option<String>,
}

/// The task that is broken down, and the units that may get a part of it.
#[derive(Clone, Debug, Serialize)]
pub struct BreakdownView {
    pub task: TaskView,
    pub units: Vec<BreakdownUnit>,
}

/// A unit that may get a part.
#[derive(Clone, Debug, Serialize)]
pub struct BreakdownUnit {
    pub unit: UnitMention,
    /// How far below the uppermost that is seen it stands.
    pub depth: usize,
    pub level: Level,
}

impl Office {
    /// The task that `viewer` may break down, and for whom.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn breakdown(&self, viewer: &Viewer, asked: &str) -> Result<BreakdownView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "task", id: asked.to_owned() });
        let code: TaskCode = asked.trim().parse().map_err(|_| missing())?;
        self.task_stream(viewer, asked)?;
        let task = self.task(&code.to_string())?;
        let units = self.unit_choices(viewer).into_iter().filter(|it| viewer.may("task.assign", &[it.0.id]));
        let level = |id: UnitId| viewer.units.rows.get(&id).map_or(Level::Unknown, |it| it.level);
        let units = units.map(|(unit, depth)| BreakdownUnit { level: level(unit.id), unit, depth }).collect();
        Ok(BreakdownView { task, units })
    }

    /// Assigns a part of the task to each unit, all or none.
    ///
    /// # Errors
    /// [`Refusal::WordsMissing`] where no unit is named; those of the act.
    pub fn break_down(&self, viewer: &Viewer, asked: &str, key: String, of: Breakdown) -> Result<Answer, Error> {
        let above: StreamId = self.task_stream(viewer, asked)?;
        if of.leads.is_empty() {
            return Err(Error::Refused(Refusal::WordsMissing { field: "leads".to_owned() }));
        }
        let order = |lead: &UnitId| {
            let assign = Assign {
                words: of.words.clone(),
                lead: *lead,
                coordinating: Vec::new(),
                source: Source { above: Some(TaskId(above)), ..Source::default() },
                deadline: of.deadline,
                due_words: None,
                deliverable: of.deliverable.clone(),
                field: None,
            };
            Order { stream: self.new_id(), seen: None, command: Command::Task(task::Command::Assign(assign)) }
        };
        self.submit_as(viewer, key, of.leads.iter().map(order).collect())
    }
}
