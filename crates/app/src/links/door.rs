//! The door of links: whoever has a token sees one task, and reports on it.

use super::listed::name_of;
use super::{PURPOSE, opening, take, token};
use crate::error::{Denied, Error, Forbidden, NotFound};
use crate::evidence::{Owner, Sender};
use crate::office::Office;
use crate::sign_in::Buckets;
use crate::views::{Moment, MomentVia, TaskSource, TaskView};
use jiff::civil::Date;
use model::act::task;
use model::state::WorkState;
use model::{AccountId, Command, Refusal, Seal, TaskId};
use serde::Serialize;
use std::sync::Mutex;
use store::{Answer, Order};

/// Whoever has a link that opens, for one request.
#[derive(Clone, Debug)]
pub struct LinkHolder {
    task: TaskId,
    n: u32,
    /// In whose name it is recorded.
    given_by: AccountId,
    /// By what the requests of this link are counted.
    key: String,
}

/// One task, as a link shows it: nothing of another one, of other units or of other people.
#[derive(Clone, Debug, Serialize)]
pub struct LinkPageView {
    pub today: Date,
    /// Without its source, the units that coordinate, and what others said last.
    pub task: TaskView,
    /// Who the link was given to; `None` once the name was erased.
    pub to: Option<String>,
    pub last_on: Date,
    /// Whether it can be reported on, and reported as done.
    pub may_report: bool,
    pub may_report_done: bool,
    /// What came by this link, and what was answered to the task, oldest first; nobody is named.
    pub moments: Vec<Moment>,
}

/// A report by link, as the acts take it.
#[derive(Clone, Debug)]
pub enum LinkReport {
    Progress(task::report_progress::ReportProgress),
    Done(task::report_done::ReportDone),
}

/// What a task answers, that whoever reports has to know.
const ANSWERS: [&str; 11] = [
    "task.sent_back",
    "task.reopened",
    "task.confirmed",
    "task.terminated",
    "task.suspended",
    "task.resumed",
    "task.urged",
    "task.reminded",
    "task.lead_kept",
    "task.extension_granted",
    "task.extension_refused",
];

impl Office {
    /// Whoever comes with `token` from `address`.
    ///
    /// # Errors
    /// [`NotFound::Link`] for every token that opens nothing; [`Denied::TooManyTries`]; [`Error::Store`].
    pub fn link_holder(&self, token: &str, address: &str) -> Result<LinkHolder, Error> {
        self.counted_holder(token, address, &self.links.looks)
    }

    /// The same for a piece of a file, of which there are many.
    ///
    /// # Errors
    /// Those of [`Office::link_holder`].
    pub fn link_holder_of_piece(&self, token: &str, address: &str) -> Result<LinkHolder, Error> {
        self.counted_holder(token, address, &self.links.pieces)
    }

    fn counted_holder(&self, token: &str, address: &str, uses: &Mutex<Buckets>) -> Result<LinkHolder, Error> {
        let holder = self.opened(token)?;
        let now = self.clock.now();
        let wait = match &holder {
            Some(it) => take(uses, &it.key, now),
            None => take(&self.links.misses, address, now),
        };
        match (wait, holder) {
            (Some(wait_seconds), _) => Err(too_many(wait_seconds)),
            (None, Some(holder)) => Ok(holder),
            (None, None) => Err(Error::NotFound(NotFound::Link)),
        }
    }

    fn opened(&self, token: &str) -> Result<Option<LinkHolder>, Error> {
        let Some((hash, register)) = token::hash(token, PURPOSE).zip(self.founded()?) else { return Ok(None) };
        let Some((task, n)) = self.store.link_of_token(register, &hash)? else { return Ok(None) };
        let given_by = self.opener_of_link(task, n)?;
        Ok(given_by.map(|given_by| LinkHolder { task, n, given_by, key: hash }))
    }

    /// Who gave the link of that number, if it opens now: a link is worth no more than the rights of whoever gave it.
    fn opener_of_link(&self, task: TaskId, n: u32) -> Result<Option<AccountId>, Error> {
        let task = self.task_state(task)?;
        let link = opening(&task, n, &*self.units_now()?, self.today()).ok();
        Ok(link.map(|it| it.given_by))
    }

    /// What the link shows.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn link_page(&self, holder: &LinkHolder) -> Result<LinkPageView, Error> {
        let register = self.register()?;
        let task_view = alone(self.task(&holder.task.to_string())?);
        let task = self.task_state(holder.task)?;
        let link = task.link(holder.n).ok_or(Error::NotFound(NotFound::Link))?;
        let texts = self.store.texts(register, &link.to.seal().cloned().into_iter().collect::<Vec<Seal>>())?;
        let moments = self.moments(&task, &self.store.history(register, holder.task.into())?)?;
        let is_shown = |it: &Moment| match &it.via {
            Some(MomentVia::Link { n, .. }) => *n == holder.n,
            Some(MomentVia::Phone { .. }) => false,
            None => ANSWERS.contains(&it.event),
        };
        let moments = moments.into_iter().filter(is_shown).map(|it| Moment { by: None, ..it }).collect();
        let may_report = task.want_open().is_ok();
        Ok(LinkPageView {
            today: self.today(),
            may_report_done: may_report && task_view.state.work != WorkState::AwaitingConfirmation,
            task: task_view,
            to: name_of(link, &texts),
            last_on: link.last_on,
            may_report,
            moments,
        })
    }

    /// Who the holder is as a sender of files.
    pub fn sender_by_link(&self, holder: &LinkHolder) -> Sender {
        Sender { owner: Owner::Link(holder.n), subject: holder.task.into() }
    }

    /// Records a report of whoever has the link, in the name of whoever gave it.
    ///
    /// # Errors
    /// [`Denied::TooManyTries`]; [`Refusal::LinkClosed`] where it was closed meanwhile, and those of the acts.
    pub fn report_by_link(&self, holder: &LinkHolder, report: LinkReport, key: &str) -> Result<Answer, Error> {
        if let Some(wait_seconds) = take(&self.links.reports, &holder.key, self.clock.now()) {
            return Err(too_many(wait_seconds));
        }
        if self.opener_of_link(holder.task, holder.n)?.is_none() {
            return Err(Error::Refused(Refusal::LinkClosed { n: holder.n }));
        }
        let by_link = Some(holder.n);
        let command = match report {
            LinkReport::Progress(it) => task::Command::ReportProgress(task::report_progress::ReportProgress {
                by_link,
                by_phone_from: None,
                ..it
            }),
            LinkReport::Done(it) => {
                task::Command::ReportDone(task::report_done::ReportDone { by_link, by_phone_from: None, ..it })
            }
        };
        // Keys of a link are its own: those of whoever gave it cannot be met.
        let key = format!("link {} {} {key}", holder.task, holder.n);
        let order = Order { stream: holder.task.into(), seen: None, command: Command::Task(command) };
        self.with_evidence(Owner::Link(holder.n), vec![order], |office, orders| {
            let submission = office.submission(office.register()?, holder.given_by, key, orders);
            Ok(office.store.submit(submission)?)
        })
    }
}

/// A task without what is told of other units, people and documents.
fn alone(task: TaskView) -> TaskView {
    TaskView {
        coordinating: Vec::new(),
        external_refs: Vec::new(),
        source: TaskSource::default(),
        passage: None,
        last_words: None,
        ..task
    }
}

fn too_many(wait_seconds: u64) -> Error {
    Error::Forbidden(Forbidden::Denied(Denied::TooManyTries { wait_seconds }))
}
