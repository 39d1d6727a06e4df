//! The links of a task for whoever may give them: which there are, giving one, revoking one.

use super::{PURPOSE, opening, token};
use crate::access::Viewer;
use crate::error::{Error, Forbidden, NotFound};
use crate::office::Office;
use crate::views::{TaskView, words};
use jiff::civil::Date;
use model::act::task::{self, give_link::GiveLink, revoke_link::RevokeLink};
use model::state::{Link, State, Task};
use model::{Command, Seal, StreamId, TaskId};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{LinkToken, Order, Text};

/// The links of one task.
#[derive(Clone, Debug, Serialize)]
pub struct TaskLinksView {
    pub today: Date,
    pub task: TaskView,
    /// Whether `viewer` may give and revoke links now.
    pub may_give: bool,
    pub may_revoke: bool,
    /// The newest first.
    pub links: Vec<LinkView>,
}

/// One link.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    pub n: u32,
    /// Who it was given to; `None` once the name was erased.
    pub to: Option<String>,
    pub given_by: Option<String>,
    pub given_on: Date,
    pub last_on: Date,
    pub revoked_on: Option<Date>,
    pub is_open: bool,
    /// Whether `viewer` gave it: only they get a new address for it.
    pub is_own: bool,
}

/// A link whose token is told, this once.
#[derive(Clone, Debug, Serialize)]
pub struct GivenLink {
    pub task: TaskView,
    pub n: u32,
    pub to: String,
    pub last_on: Date,
    pub token: String,
}

impl Office {
    /// The links of a task, by its code or identifier.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn task_links(&self, viewer: &Viewer, asked: &str) -> Result<TaskLinksView, Error> {
        let (view, task) = self.task_with_links(viewer, asked)?;
        let seals: Vec<Seal> = task.links.iter().filter_map(|it| it.to.seal().cloned()).collect();
        let texts = self.store.texts(self.register()?, &seals)?;
        let (today, units) = (self.today(), self.units_now()?);
        let name = |it: &Link| units.accounts.get(&it.given_by).and_then(|it| it.0.clone());
        let link = |(n, it): (u32, &Link)| LinkView {
            n,
            to: name_of(it, &texts),
            given_by: name(it),
            given_on: it.given_on,
            last_on: it.last_on,
            revoked_on: it.revoked_on,
            is_open: opening(&task, n, &units, today).is_ok(),
            is_own: it.given_by == viewer.account,
        };
        let mut links: Vec<LinkView> = (1..).zip(&task.links).map(link).collect();
        links.reverse();
        let may = |act| viewer.may(act, &[task.lead]);
        let may_give = may("task.give_link") && task.want_open().is_ok();
        Ok(TaskLinksView { today, task: view, may_give, may_revoke: may("task.revoke_link"), links })
    }

    /// Refuses whoever may give no links of a task, before anything is read of what they want.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Forbidden::Act`]; [`Error::Store`].
    pub fn refuse_giving(&self, viewer: &Viewer, asked: &str) -> Result<(), Error> {
        let (_, task) = self.task_with_links(viewer, asked)?;
        match viewer.may("task.give_link", &[task.lead]) {
            true => Ok(()),
            false => Err(Error::Forbidden(Forbidden::Act { act: "task.give_link" })),
        }
    }

    /// Gives a link, and tells its token.
    ///
    /// # Errors
    /// Those of [`Office::submit_as`]; [`model::Refusal::DayPast`], [`model::Refusal::LinkTooLong`].
    pub fn give_link(&self, viewer: &Viewer, asked: &str, give: GiveLink, key: String) -> Result<GivenLink, Error> {
        let (view, _) = self.task_with_links(viewer, asked)?;
        let command = Command::Task(task::Command::GiveLink(give));
        let answer = self.submit_as(viewer, key, vec![Order { stream: view.id.into(), seen: None, command }])?;
        let history = self.store.history(self.register()?, view.id.into())?;
        let given = history.iter().find(|it| it.position == answer.position).map(|it| &it.event);
        match given {
            Some(model::Event::Task(task::Event::LinkGiven(it))) => self.new_address(view, it.n),
            _ => Err(missing(asked)),
        }
    }

    /// A new token for a link of `viewer`'s own that is open; the one before opens nothing any more.
    ///
    /// # Errors
    /// [`NotFound::Object`], [`Forbidden::Act`] for a link that another gave, [`model::Refusal::LinkClosed`], [`Error::Store`].
    pub fn renew_link(&self, viewer: &Viewer, asked: &str, n: u32) -> Result<GivenLink, Error> {
        let (view, task) = self.task_with_links(viewer, asked)?;
        let forbidden = || Error::Forbidden(Forbidden::Act { act: "task.give_link" });
        if !viewer.may("task.give_link", &[task.lead]) {
            return Err(forbidden());
        }
        let link = opening(&task, n, &*self.units_now()?, self.today()).map_err(Error::Refused)?;
        if link.given_by == viewer.account { self.new_address(view, n) } else { Err(forbidden()) }
    }

    /// Revokes a link: it opens nothing from this moment on.
    ///
    /// # Errors
    /// Those of [`Office::submit_as`]; [`model::Refusal::LinkClosed`].
    pub fn revoke_link(&self, viewer: &Viewer, asked: &str, n: u32, key: String) -> Result<u64, Error> {
        let (view, _) = self.task_with_links(viewer, asked)?;
        let command = Command::Task(task::Command::RevokeLink(RevokeLink { n }));
        let answer = self.submit_as(viewer, key, vec![Order { stream: view.id.into(), seen: None, command }])?;
        // The task itself says that it is closed; the token is only not kept for nothing.
        self.store.forget_link_token(self.register()?, view.id, n)?;
        Ok(answer.position)
    }

    fn new_address(&self, view: TaskView, n: u32) -> Result<GivenLink, Error> {
        let register = self.register()?;
        let task = self.task_state(view.id)?;
        let link = opening(&task, n, &*self.units_now()?, self.today()).map_err(Error::Refused)?;
        let texts = self.store.texts(register, &link.to.seal().cloned().into_iter().collect::<Vec<_>>())?;
        let token = token::of(self.clock.draw());
        let hash = token::hash(&token, PURPOSE).expect("invariant: what was made is a token");
        let kept = LinkToken { token: hash, task: view.id, n, last_on: link.last_on };
        self.store.keep_link_token(register, &kept, self.today())?;
        Ok(GivenLink { task: view, n, to: name_of(link, &texts).unwrap_or_default(), last_on: link.last_on, token })
    }

    /// A task that `viewer` sees.
    fn task_with_links(&self, viewer: &Viewer, asked: &str) -> Result<(TaskView, Task), Error> {
        let view = self.task_seen(viewer, asked)?;
        let task = self.task_state(view.id)?;
        Ok((view, task))
    }

    pub(super) fn task_state(&self, task: TaskId) -> Result<Task, Error> {
        match self.store.stream(self.register()?, StreamId::from(task))? {
            Some((_, State::Task(task))) => Ok(task),
            _ => Err(missing(&task.to_string())),
        }
    }
}

fn missing(asked: &str) -> Error {
    Error::NotFound(NotFound::Object { noun: "task", id: asked.to_owned() })
}

/// Who a link was given to; `None` once the name was erased.
pub(super) fn name_of(link: &Link, texts: &BTreeMap<Seal, Text>) -> Option<String> {
    link.to.seal().and_then(|it| texts.get(it)).cloned().and_then(words)
}
