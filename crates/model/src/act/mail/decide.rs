//! Deciding that somebody is written to on a day: its stream is the only one of this person, day and kind;
//! of a session that was moved or called off, the only one of this person and of what became of it.
//!
//! Source: design; it is decided before anything is sent, so that nothing is sent twice.

use crate::act::{Decide, Fold};
use crate::state::{Mail, MailCourse, MailKind};
use crate::{AccountId, MailId, Needs, Refusal, Scene, SessionId, Stamp, TaskId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Decides that a letter goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Write {
    pub account: AccountId,
    pub on: Date,
    pub mail: MailKind,
    pub tasks: Vec<TaskId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
}

/// A letter is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    pub id: MailId,
    pub account: AccountId,
    pub on: Date,
    pub mail: MailKind,
    pub tasks: Vec<TaskId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
}

impl Decide for Write {
    type State = Mail;
    type Event = Due;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.account.into()], ..Needs::default() }
    }

    fn decide(self, _before: Option<&Mail>, scene: &Scene) -> Result<Due, Refusal> {
        let Write { account, on, mail, tasks, session } = self;
        if !scene.states.contains_key(&account.into()) {
            return Err(Refusal::StreamUnknown { stream: account.into() });
        }
        Ok(Due { id: MailId(scene.stream), account, on, mail, tasks, session })
    }
}

impl Fold for Due {
    type State = Mail;

    fn fold(self, _before: Option<Mail>, _stamp: &Stamp) -> Option<Mail> {
        let Due { id, account, on, mail, tasks, session } = self;
        Some(Mail { id, to: account, on, kind: mail, tasks, session, course: MailCourse::Waiting })
    }
}
