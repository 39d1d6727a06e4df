//! One act on many tasks: each for itself, so that what one of them refuses does not hold up the others.

use crate::access::Viewer;
use crate::acting::{ActRequest, Request};
use crate::error::Error;
use crate::forms::{FieldKind, body_of, fields_of};
use crate::office::Office;
use crate::views::BATCH_ACTS;
use model::{Concurrency, Refusal, StreamId};

/// What is asked for many tasks.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Each task has a key of its own that follows from it: sent again, nothing is done twice.
    pub key: String,
    pub act: String,
    /// Codes of tasks.
    pub tasks: Vec<String>,
    /// What goes with the act: a report, an opinion, a reason.
    pub words: String,
    /// Why tasks are confirmed without the deliverables that they name.
    pub waived_because: String,
    /// Where the register ended when whoever asks saw the tasks: what changed since is not acted upon.
    pub drawn_from: u64,
}

/// What became of one of them.
#[derive(Debug)]
pub struct BatchLine {
    pub code: String,
    /// `None` where it was done.
    pub why_not: Option<Error>,
}

/// More tasks are not taken at once.
pub const LONGEST_TASKS: usize = 500;

/// # Errors
/// [`Refusal::BatchTooLong`].
pub(crate) fn refuse_too_many(codes: &[String]) -> Result<(), Error> {
    match codes.len() {
        n if n > LONGEST_TASKS => Err(Error::Refused(Refusal::BatchTooLong { n_commands: n, longest: LONGEST_TASKS })),
        _ => Ok(()),
    }
}

impl Office {
    /// Does the act of `batch` on each of its tasks, in their order, as far as the roles of `viewer` and the rules allow.
    ///
    /// # Errors
    /// [`Refusal::FilterUnreadable`] for what is no act for many; [`Refusal::BatchTooLong`].
    pub fn carry_out_batch(&self, viewer: &Viewer, batch: &Batch) -> Result<Vec<BatchLine>, Error> {
        let Some(act) = BATCH_ACTS.iter().copied().find(|it| *it == batch.act) else {
            return Err(Error::Refused(Refusal::FilterUnreadable { field: "act".to_owned(), text: batch.act.clone() }));
        };
        refuse_too_many(&batch.tasks)?;
        let line = |code: &String| {
            let done = self.carry_out_of(viewer, batch, act, code);
            BatchLine { code: code.clone(), why_not: done.err() }
        };
        Ok(batch.tasks.iter().map(line).collect())
    }

    fn carry_out_of(&self, viewer: &Viewer, batch: &Batch, act: &'static str, code: &str) -> Result<(), Error> {
        let stream = self.task_stream(viewer, code)?;
        let words = fields_of(act).iter().filter(|it| it.kind == FieldKind::Text);
        let mut typed: Vec<(String, String)> = words.map(|it| (it.name.to_owned(), batch.words.clone())).collect();
        typed.push(("waived_because".to_owned(), batch.waived_because.clone()));
        let body = body_of(act, &typed, self.today()).map_err(Error::Refused)?;
        let needs_seen = model::act_info(act).is_some_and(|it| it.concurrency == Concurrency::NeedsSeen);
        let seen = needs_seen.then(|| self.version_at(stream, batch.drawn_from)).transpose()?;
        let order = ActRequest { act: act.to_owned(), stream: stream.to_string(), seen, body };
        self.carry_out_as(viewer, Request { key: format!("{}.{code}", batch.key), orders: vec![order] }).map(drop)
    }

    /// The version of what is at `stream` as it was once the register ended at `position`.
    fn version_at(&self, stream: StreamId, position: u64) -> Result<u64, Error> {
        let history = self.store.history(self.register()?, stream)?;
        Ok(history.iter().filter(|it| it.position <= position).count() as u64)
    }
}
