//! Breaking a task down: one part for each unit that is named, all or none.

use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use crate::views::{TaskView, UnitMention};
use model::act::task::{self, assign::Assign};
use model::state::{Level, Source};
use model::{Command, Deadline, Refusal, StreamId, TaskId, UnitId};
use serde::Serialize;
use store::{Answer, Order};
use uuid::Builder;

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
        let task = self.task_seen(viewer, asked)?;
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
                outside: None,
                deadline: of.deadline,
                due_words: None,
                deliverable: of.deliverable.clone(),
                field: None,
            };
            let stream = part_id(viewer, above, &key, *lead);
            Order { stream, seen: None, command: Command::Task(task::Command::Assign(assign)) }
        };
        let orders = of.leads.iter().map(order).collect();
        self.submit_as(viewer, key, orders)
    }
}

/// The identifier of the part of `lead` that the form of `key` begins: the same form sent again says the same.
/// The time in it is that of the task above.
pub(crate) fn part_id(viewer: &Viewer, above: StreamId, key: &str, lead: UnitId) -> StreamId {
    let (seconds, nanos) = above.0.get_timestamp().map_or((0, 0), |it| it.to_unix());
    let told = format!("{}\n{above}\n{lead}\n{key}", viewer.account);
    let mut drawn = [0; 10];
    drawn.copy_from_slice(&blake3::hash(told.as_bytes()).as_bytes()[..10]);
    StreamId(Builder::from_unix_timestamp_millis(seconds * 1000 + u64::from(nanos / 1_000_000), &drawn).into_uuid())
}
