//! Letting a letter go that was held back.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::state::{Mail, MailCourse};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Lets it go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {}

/// A letter may go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {}

impl Decide for Release {
    type State = Mail;
    type Event = Released;

    fn decide(self, before: Option<&Mail>, scene: &Scene) -> Result<Released, Refusal> {
        let Some(mail) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        match mail.course {
            MailCourse::Sent { .. } => Err(Refusal::MailSent),
            MailCourse::Waiting => Err(Refusal::MailNotHeldBack),
            MailCourse::HeldBack { .. } => Ok(Released {}),
        }
    }
}

impl Fold for Released {
    type State = Mail;

    fn fold(self, before: Option<Mail>, _stamp: &Stamp) -> Option<Mail> {
        Some(Mail { course: MailCourse::Waiting, ..before? })
    }
}
