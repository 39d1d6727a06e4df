//! Sending in the report that a guest was asked for.
//!
//! Source: domain facts of the field (the lower unit reports first).

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{ReportSent as Sent, Session, Stage};
use crate::{Refusal, Scene, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Sends in the report of a guest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendReport {
    pub unit: UnitId,
    pub words: String,
}

/// A guest sent in its report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSent {
    pub unit: UnitId,
    pub words: Words,
}

impl Decide for SendReport {
    type State = Session;
    type Event = ReportSent;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ReportSent, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Open, Stage::InProgress])?;
        let Some(asked) = session.reports.get(&self.unit) else {
            return Err(Refusal::ReportNotAsked { unit: self.unit });
        };
        if let Some(sent) = &asked.sent {
            return Err(Refusal::ReportSent { sent_on: sent.on });
        }
        Ok(ReportSent { unit: self.unit, words: wanted_words("words", self.words)?.into() })
    }
}

impl Fold for ReportSent {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        session.reports.get_mut(&self.unit)?.sent = Some(Sent { words: self.words, on: stamp.on() });
        Some(session)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
