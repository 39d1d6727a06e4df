//! Recording that a mail server took a letter over: about which tasks, and to no address that stands here.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::state::{Mail, MailCourse};
use crate::{Refusal, Scene, Stamp, TaskId};
use serde::{Deserialize, Serialize};

/// Records it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordSent {
    pub tasks: Vec<TaskId>,
}

/// A letter was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub tasks: Vec<TaskId>,
}

impl Decide for RecordSent {
    type State = Mail;
    type Event = Sent;

    fn decide(self, before: Option<&Mail>, scene: &Scene) -> Result<Sent, Refusal> {
        let Some(mail) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        // Whoever held it back in the very moment in which it went out is told what happened: it was sent.
        match mail.course {
            MailCourse::Sent { .. } => Err(Refusal::MailSent),
            MailCourse::Waiting | MailCourse::HeldBack { .. } => Ok(Sent { tasks: self.tasks }),
        }
    }
}

impl Fold for Sent {
    type State = Mail;

    fn fold(self, before: Option<Mail>, stamp: &Stamp) -> Option<Mail> {
        Some(Mail { tasks: self.tasks, course: MailCourse::Sent { at: stamp.at }, ..before? })
    }
}
