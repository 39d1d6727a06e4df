//! The acts: what a person can do, and what has happened. One act is one file.

#[macro_use]
mod acts;

pub mod account;
pub mod document;
pub mod erasure;
mod fields;
pub mod mail;
pub mod matter;
pub mod register;
pub mod reporting;
pub mod session;
pub mod task;
pub mod unit;

use crate::access::{Over, Role};
use crate::scene::{Needs, Scene, Stamp};
use crate::state::{Evidence, State, Via};
use crate::words::{Seal, Words};
use crate::{Refusal, StreamId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Whether an act may follow others that its author has not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concurrency {
    /// Begins its stream.
    Begins,
    /// Stands whatever happened meanwhile; `decide` still refuses what is unlawful now.
    Commutes,
    /// Carries the version it was drawn from; a stale one is refused.
    NeedsSeen,
}

/// One line of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActInfo {
    /// Wire name of the command: `task.assign`.
    pub act: &'static str,
    /// Wire name of the event: `task.assigned`.
    pub event: &'static str,
    /// The version of the event's body that is written today.
    pub body_version: u32,
    pub concurrency: Concurrency,
    /// Over which unit one of `roles` has to be held.
    pub over: Over,
    /// Who may do it; nobody through pages and API where it is empty.
    pub roles: &'static [Role],
}

/// The line of an act; `None` for one that is not there. A page asks it for each of a thousand units.
pub fn act_info(act: &str) -> Option<&'static ActInfo> {
    static BY_NAME: LazyLock<HashMap<&'static str, &'static ActInfo>> =
        LazyLock::new(|| registry().map(|it| (it.act, it)).collect());
    BY_NAME.get(act).copied()
}

/// A command: what somebody wants to do.
pub trait Decide: Serialize + DeserializeOwned {
    /// The state of the stream the command is about.
    type State;
    /// What has happened if it is lawful.
    type Event: Fold<State = Self::State>;

    /// What the rule looks at outside its own stream.
    fn needs(&self) -> Needs {
        Needs::default()
    }

    /// The event, or the lawful "no". `before` is `None` where the act begins its stream.
    ///
    /// # Errors
    /// The refusals each act names in its file.
    fn decide(self, before: Option<&Self::State>, scene: &Scene) -> Result<Self::Event, Refusal>;
}

/// An event: what has happened.
pub trait Fold: Serialize + DeserializeOwned {
    type State;

    /// The state after the event; `None` only where no state could be before it.
    ///
    /// Never refuses and never looks at a rule.
    fn fold(self, before: Option<Self::State>, stamp: &Stamp) -> Option<Self::State>;

    /// Seals whose text and salt must be erased for good.
    fn erases(&self) -> &[Seal] {
        &[]
    }

    /// The hash of a file that is to be recognised when it comes again.
    fn recognises(&self) -> Option<&Words> {
        None
    }

    /// What a time line tells of it, in the words of whoever did it.
    fn told(&self) -> Option<&Words> {
        None
    }

    /// The files that came with it.
    fn evidence(&self) -> &[Evidence] {
        &[]
    }

    /// How it came, where whoever did it did not speak for themselves.
    fn via(&self) -> Option<&Via> {
        None
    }

    /// Turns the body of an older version into today's; `None` for a version never shipped.
    fn upcast(_version: u32, _body: Value) -> Option<Value> {
        None
    }
}

streams! {
    Account: account,
    Document: document,
    Erasure: erasure,
    Mail: mail,
    Matter: matter,
    Register: register,
    Session: session,
    Task: task,
    Unit: unit,
}

/// An act that begins a stream needs a free one; every other needs one that is there.
fn check_stream(concurrency: Concurrency, before: Option<&State>, stream: StreamId) -> Result<(), Refusal> {
    match (concurrency, before) {
        (Concurrency::Begins, Some(_)) => Err(Refusal::StreamExists { stream }),
        (Concurrency::Commutes | Concurrency::NeedsSeen, None) => Err(Refusal::StreamUnknown { stream }),
        _ => Ok(()),
    }
}
