//! Holding a letter back: it is not sent until it is let go.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Mail, MailCourse};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Holds it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldBack {
    pub because: String,
}

/// A letter was held back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldBack {
    pub because: Words,
}

impl Decide for HoldBack {
    type State = Mail;
    type Event = HeldBack;

    fn decide(self, before: Option<&Mail>, scene: &Scene) -> Result<HeldBack, Refusal> {
        let Some(mail) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        match mail.course {
            MailCourse::Sent { .. } => Err(Refusal::MailSent),
            MailCourse::HeldBack { .. } => Err(Refusal::MailHeldBack),
            MailCourse::Waiting => Ok(HeldBack { because: wanted_words("because", self.because)?.into() }),
        }
    }
}

impl Fold for HeldBack {
    type State = Mail;

    fn fold(self, before: Option<Mail>, _stamp: &Stamp) -> Option<Mail> {
        Some(Mail { course: MailCourse::HeldBack { because: self.because }, ..before? })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
