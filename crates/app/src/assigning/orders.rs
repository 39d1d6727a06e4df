//! What is written when a task is assigned by hand: the end of its conclusion, and a task for each lead, all or none.

use super::{TypedTask, Understood};
use crate::access::Viewer;
use crate::below::part_id;
use crate::error::Error;
use crate::office::Office;
use model::act::session;
use model::act::session::end_conclusion::EndConclusion;
use model::act::session::record_conclusion::RecordConclusion;
use model::act::task::{self, assign::Assign};
use model::state::{ConclusionRef, Ending, Session, Source};
use model::{Command, Refusal, StreamId, TaskId, UnitId};
use store::Order;

/// What was assigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedByHand {
    /// The code of the first task.
    pub code: String,
    pub n: usize,
    /// Where the register ended then.
    pub position: u64,
}

impl Office {
    /// Assigns what was understood: a task to each lead. The same `key` again writes nothing twice.
    ///
    /// # Errors
    /// [`Refusal::WordsMissing`] where something is still asked; those of the acts and of [`Office::submit_as`].
    pub fn assign_by_hand(
        &self,
        viewer: &Viewer,
        key: String,
        typed: &TypedTask,
        it: &Understood,
    ) -> Result<AssignedByHand, Error> {
        let (Some(first), true) = (it.leads.first(), it.asked.is_empty()) else {
            return Err(Error::Refused(Refusal::WordsMissing { field: "leads".to_owned() }));
        };
        let base: StreamId = key.parse().unwrap_or_else(|_| self.register().map_or_else(|_| self.new_id(), Into::into));
        let stream = |lead: UnitId| part_id(viewer, base, &key, lead);
        let first = stream(first.id);
        let n = it.leads.len();
        if self.version_of(first)? > 0 {
            let code = self.task_code(TaskId(first))?.to_string();
            return Ok(AssignedByHand { code, n, position: viewer.position });
        }
        let (mut orders, source) = self.orders_of_source(viewer, typed, it)?;
        let outside = it.source.outside.clone().map(|it| it.with(told)).transpose().map_err(Error::Refused)?;
        for lead in &it.leads {
            let assign = Assign {
                words: it.words.clone(),
                lead: lead.id,
                coordinating: it
                    .coordinating
                    .iter()
                    .map(|it| it.id)
                    .filter(|unit| is_other(it, *unit, lead.id))
                    .collect(),
                source: source.clone(),
                outside: outside.clone(),
                deadline: it.deadline,
                due_words: it.due_words.clone(),
                deliverable: it.deliverable.clone(),
                field: it.field,
            };
            let command = Command::Task(task::Command::Assign(assign));
            orders.push(Order { stream: stream(lead.id), seen: None, command });
        }
        let tasks: Vec<StreamId> = it.leads.iter().map(|it| stream(it.id)).collect();
        orders.extend(self.orders_of_line(viewer, &typed.source, &tasks)?);
        let answer = self.submit_as(viewer, key, orders)?;
        let code = self.task_code(TaskId(first))?.to_string();
        Ok(AssignedByHand { code, n, position: answer.last() })
    }

    /// The source in the register, and what has to be written so that it is there: a conclusion that ended as tasks.
    fn orders_of_source(
        &self,
        viewer: &Viewer,
        typed: &TypedTask,
        it: &Understood,
    ) -> Result<(Vec<Order>, Source), Error> {
        let Some(id) = typed.source.session_id().filter(|_| it.source.session.is_some()) else {
            return Ok((Vec::new(), Source { document: it.source.document, ..Source::default() }));
        };
        let (version, state) = self.seen_session(viewer, &id.to_string())?;
        let (n, command) = match it.source.conclusion {
            Some(n) => (n, end_of(&state, n)),
            None => {
                let n = state.conclusions.keys().max().unwrap_or(&0) + 1;
                (n, Some(recorded(n, it)))
            }
        };
        let order = |command| Order { stream: id.into(), seen: Some(version), command: Command::Session(command) };
        let source = Source { conclusion: Some(ConclusionRef { session: id, n }), ..Source::default() };
        Ok((command.map(order).into_iter().collect(), source))
    }
}

/// One that is open ends as tasks.
fn end_of(session: &Session, n: u32) -> Option<session::Command> {
    let is_open = session.conclusions.get(&n).is_some_and(|it| it.ended.is_none());
    is_open.then_some(session::Command::EndConclusion(EndConclusion { n, ending: Ending::Tasks }))
}

fn recorded(n: u32, it: &Understood) -> session::Command {
    session::Command::RecordConclusion(RecordConclusion {
        n,
        point: None,
        words: it.words.clone(),
        passage: None,
        addressed_to: it.leads.iter().map(|it| it.id).collect(),
        ending: Some(Ending::Tasks),
    })
}

/// Of many leads none coordinates its own task. With one lead the rule says that it does not.
fn is_other(it: &Understood, unit: UnitId, lead: UnitId) -> bool {
    it.leads.len() == 1 || unit != lead
}

/// What has been understood has its words.
fn told(field: &'static str, words: Option<String>) -> Result<String, Refusal> {
    words.ok_or_else(|| Refusal::WordsMissing { field: field.to_owned() })
}
