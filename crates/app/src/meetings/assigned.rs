//! A conclusion of a session becomes a task without a document: it ends as tasks, and the task says where it comes from.

use crate::access::Viewer;
use crate::error::{Error, NotFound};
use crate::office::Office;
use model::act::session::end_conclusion::EndConclusion;
use model::act::{session, task};
use model::state::{ConclusionRef, Ending, Source};
use model::{Command, Deadline, UnitId};
use store::{Answer, Order};

/// What a unit is to do about a conclusion.
#[derive(Clone, Debug)]
pub struct Duty {
    /// The number of the conclusion.
    pub n: u32,
    pub words: String,
    pub lead: UnitId,
    pub deadline: Deadline,
    pub deliverable: Option<String>,
}

impl Office {
    /// Assigns a task that follows from a conclusion; one that is open ends as tasks by that, all or none.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a session that is not seen; those of the two acts.
    pub fn assign_concluded(&self, viewer: &Viewer, asked: &str, key: String, duty: Duty) -> Result<Answer, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "session", id: asked.to_owned() });
        let (version, state) = self.seen_session(viewer, asked)?;
        let conclusion = state.conclusions.get(&duty.n).ok_or_else(missing)?;
        let end = EndConclusion { n: duty.n, ending: Ending::Tasks };
        let end = Order {
            stream: state.id.into(),
            seen: Some(version),
            command: Command::Session(session::Command::EndConclusion(end)),
        };
        let assign = task::assign::Assign {
            words: duty.words,
            lead: duty.lead,
            coordinating: Vec::new(),
            source: Source { conclusion: Some(ConclusionRef { session: state.id, n: duty.n }), ..Source::default() },
            deadline: duty.deadline,
            due_words: None,
            deliverable: duty.deliverable,
            field: None,
        };
        let command = Command::Task(task::Command::Assign(assign));
        let assign = Order { stream: self.new_id(), seen: None, command };
        let orders = if conclusion.ended.is_some() { vec![assign] } else { vec![end, assign] };
        self.submit_as(viewer, key, orders)
    }
}
