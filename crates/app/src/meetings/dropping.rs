//! Taking a notice out of the session it joined: what leaves and what stays, told before it is done; and what follows for the
//! tasks that came of it.

use super::life::Told;
use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use jiff::civil::Date;
use model::act::{session, task};
use model::refusal::Followed;
use model::state::{ConclusionRef, Ending, Session, State, Telling};
use model::{Command, DocumentId, Passage, Refusal, SessionId, StreamId};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{Order, TaskRow};

/// What taking the notice out would do.
#[derive(Clone, Debug, Serialize)]
pub struct DroppingView {
    pub document: DocumentId,
    /// Conclusions that leave, by number.
    pub leaving: Vec<LeavingView>,
    /// Conclusions that read again as they were recorded, by number.
    pub restored: Vec<LeavingView>,
    /// Conclusions that stay as they are.
    pub n_staying: usize,
    /// Codes of the tasks that stay in the register and belong to the session no longer, as far as the viewer sees them.
    pub tasks: Vec<String>,
    /// Lines of the minutes, which stay.
    pub n_lines: usize,
    /// Whether the session waits to be begun afterwards: nothing but the notice told that it was held.
    pub is_open_again: bool,
    /// The day on which minutes were signed, which stay as they were signed.
    pub signed_on: Option<Date>,
}

/// A conclusion that does not stay as it is.
#[derive(Clone, Debug, Serialize)]
pub struct LeavingView {
    pub n: u32,
    /// Its words afterwards, or now where it leaves; `None` once they were erased.
    pub words: Option<String>,
    /// How it ended, where that goes with the notice.
    pub ending: Option<Ending>,
}

/// A notice that was taken out.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeDroppedView {
    pub document: DocumentId,
    /// Its number, or what it is called.
    pub name: Option<String>,
    /// `None` once it was erased.
    pub because: Option<String>,
    pub on: Date,
    /// Whether it belongs to no session yet.
    pub is_free: bool,
}

impl Office {
    /// What taking the notice out of a session would do, for whoever may.
    pub(super) fn dropping(
        &self,
        viewer: &Viewer,
        session: &Session,
        told: &Told,
    ) -> Result<Option<DroppingView>, Error> {
        let host: Vec<_> = session.host.into_iter().collect();
        let Some(document) = session.document.filter(|_| viewer.may("session.drop_notice", &host)) else {
            return Ok(None);
        };
        let leaving = session.conclusions.iter().filter(|it| it.1.is_of(document));
        let leaving = leaving.map(|(n, it)| LeavingView {
            n: *n,
            words: told.words(&it.words),
            ending: it.ended.map(|it| it.ending),
        });
        let restored = session.conclusions.iter().filter(|it| it.1.is_in(document));
        let restored = restored.filter_map(|(n, it)| {
            let before = it.recorded.as_ref()?;
            let ending = it.ended.map(|it| it.ending).filter(|_| before.ended.is_none());
            Some(LeavingView { n: *n, words: told.words(&before.words), ending })
        });
        let (leaving, restored): (Vec<_>, Vec<_>) = (leaving.collect(), restored.collect());
        let tasks = self.tasks_of_notice(session, document)?;
        let seen = tasks.iter().filter(|it| viewer.sees_task(it.lead, &it.coordinating));
        Ok(Some(DroppingView {
            document,
            n_staying: session.conclusions.len() - leaving.len() - restored.len(),
            tasks: seen.map(|it| it.code.to_string()).collect(),
            n_lines: session.minutes.len(),
            is_open_again: session.is_held_by_notice(|it| !it.is_of(document)),
            signed_on: session.signed.as_ref().map(|it| it.signed_on),
            leaving,
            restored,
        }))
    }

    /// The notices that were taken out of it.
    pub(super) fn notices_dropped(&self, session: &Session, told: &Told) -> Result<Vec<NoticeDroppedView>, Error> {
        let register = self.register()?;
        let view = |it: &model::state::NoticeDropped| {
            let name = self.mentions.document(&self.store, register, it.document)?.name();
            let is_free = self.store.sessions_of_document(register, it.document)?.is_empty();
            Ok(NoticeDroppedView { document: it.document, name, because: told.words(&it.because), on: it.on, is_free })
        };
        session.notices_dropped.iter().map(view).collect()
    }

    /// The tasks of a session that came of its notice: those of conclusions that leave with it, and those that were read
    /// from it. What was assigned while the session sat, and to which the notice was added later, is none of them.
    fn tasks_of_notice(&self, session: &Session, document: DocumentId) -> Result<Vec<Arc<TaskRow>>, Error> {
        let mut came = Vec::new();
        for row in self.tasks_tied_to(session.id)? {
            let at = row.source.conclusion.and_then(|it| session.conclusions.get(&it.n));
            let leaves = at.is_none_or(|it| it.is_of(document));
            if leaves || row.source.in_document() == Some(document) && self.is_read(&row)? {
                came.push(row);
            }
        }
        Ok(came)
    }

    fn tasks_tied_to(&self, session: SessionId) -> Result<Vec<Arc<TaskRow>>, Error> {
        let register = self.register()?;
        let codes: BTreeSet<_> = self.store.tasks_of_session(register, session)?.into_iter().map(|it| it.1).collect();
        Ok(self.store.tasks_of(register, &codes.into_iter().collect::<Vec<_>>())?)
    }

    /// Whether a task had its document from the beginning, or came with it to the session.
    fn is_read(&self, row: &TaskRow) -> Result<bool, Error> {
        let has_reader = row.source.passage.as_ref().is_some_and(|it| it.reader.is_some());
        if has_reader {
            return Ok(true);
        }
        let state = self.store.stream(self.register()?, row.id.into())?;
        Ok(matches!(state, Some((_, State::Task(it))) if it.course.is_tied || it.course.source_added_on.is_none()))
    }

    /// What follows from `orders` that take notices out of sessions: the tasks that came of these are tied to no conclusion
    /// of them any more, and keep their place in the document. One that had none gets that of its conclusion.
    ///
    /// # Errors
    /// [`Refusal::NoticeFollowed`]; [`Error::Store`].
    pub(crate) fn following(&self, orders: &[Order]) -> Result<Vec<Order>, Error> {
        let mut following = Vec::new();
        for order in orders.iter().filter(|it| drops_notice(it)) {
            let found = self.store.stream(self.register()?, order.stream)?;
            let Some((version, State::Session(session))) = found else { continue };
            let Some(document) = session.document.filter(|_| session.planned_on.is_some()) else { continue };
            self.refuse_followed(session.id)?;
            let came = self.tasks_of_notice(&session, document)?;
            came.iter().for_each(|it| following.extend(untied(&session, document, it)));
            let ties = self.tasks_tied_to(session.id)?.into_iter().filter(|it| came.iter().all(|row| row.id != it.id));
            let tied: BTreeSet<u32> = ties.filter_map(|it| it.source.conclusion).map(|it| it.n).collect();
            let reopened = tied.into_iter().filter(|n| loses_tasks(&session, document, *n));
            following.extend((version + 1..).zip(reopened).map(|(seen, n)| {
                let end = session::end_conclusion::EndConclusion { n, ending: Ending::Tasks };
                let command = Command::Session(session::Command::EndConclusion(end));
                Order { stream: order.stream, seen: Some(seen), command }
            }));
        }
        Ok(following)
    }

    /// Refuses where something is followed that the notice told in this session: somebody said so, and has to say otherwise.
    /// What was followed before the notice came to the session is told by the document, and stays.
    fn refuse_followed(&self, session: SessionId) -> Result<(), Error> {
        let register = self.register()?;
        let is_told = |it: &Telling| it.session() == Some(session) && it.span.is_some();
        for row in self.store.matters(register)?.iter().filter(|it| it.tellings.iter().any(|it| is_told(&it.0))) {
            let said = self.store.stream(register, row.id.into())?;
            if matches!(said, Some((_, State::Matter(it))) if it.tellings.keys().any(is_told)) {
                return Err(Error::Refused(Refusal::NoticeFollowed(Followed::new(row.id))));
            }
        }
        Ok(())
    }

    /// Whether a document was taken out of a session before: it is not proposed there again.
    pub(super) fn was_dropped(&self, session: SessionId, document: DocumentId) -> Result<bool, Error> {
        let state = self.store.stream(self.register()?, session.into())?;
        Ok(
            matches!(state, Some((_, State::Session(it))) if it.notices_dropped.iter().any(|it| it.document == document)),
        )
    }
}

/// Refuses ties that somebody sends: they follow from a notice that joins a session, or is taken out of one. What follows
/// from taking one out is found out from the register as it stands, so nothing else is sent with it.
pub(crate) fn refuse_what_follows(orders: &[Order]) -> Result<(), Error> {
    let is_tie = |it: &Order| matches!(it.command, Command::Task(task::Command::Tie(_)));
    let because = match () {
        () if orders.iter().any(is_tie) => "task.tie follows from session.drop_notice and from a desk; it is not sent",
        () if orders.len() > 1 && orders.iter().any(drops_notice) => "session.drop_notice is sent alone",
        () => return Ok(()),
    };
    Err(Error::Refused(Refusal::CommandUnreadable { because: because.to_owned() }))
}

pub(crate) fn drops_notice(order: &Order) -> bool {
    matches!(order.command, Command::Session(session::Command::DropNotice(_)))
}

/// Ties a task to a conclusion of a session, or to none.
pub(crate) fn tie(task: StreamId, conclusion: Option<ConclusionRef>) -> Order {
    let tie = task::tie::Tie { session: conclusion.map(|it| it.session), n: conclusion.map(|it| it.n) };
    Order { stream: task, seen: None, command: Command::Task(task::Command::Tie(tie)) }
}

/// Takes a task out of a session, with its place in the notice.
fn untied(session: &Session, document: DocumentId, row: &TaskRow) -> Vec<Order> {
    let at = row.source.conclusion.and_then(|it| session.conclusions.get(&it.n)?.passage.clone());
    let place = at.filter(|it| it.document == document && row.source.in_document().is_none());
    let add = place.map(|Passage { document, span, .. }| {
        let add = task::add_source::AddSource { document, span: Some(span) };
        Order { stream: row.id.into(), seen: None, command: Command::Task(task::Command::AddSource(add)) }
    });
    add.into_iter().chain([tie(row.id.into(), None)]).collect()
}

/// Whether a conclusion that stays ended as tasks only under the words of the notice, and would be open without it.
fn loses_tasks(session: &Session, document: DocumentId, n: u32) -> bool {
    let Some(it) = session.conclusions.get(&n).filter(|it| it.is_in(document)) else { return false };
    let ends = it.ended.is_some_and(|it| it.ending == Ending::Tasks);
    ends && it.recorded.as_ref().is_some_and(|it| it.ended.is_none())
}
