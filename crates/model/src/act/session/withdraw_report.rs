//! Withdrawing a report that was sent in by mistake: the version stays with the reason, and the one before it counts again.
//!
//! What was presented while the session sat is not withdrawn.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{ReportWithdrawn as Withdrawn, Session, Stage};
use crate::{Refusal, Scene, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Withdraws the newest version of the report of a guest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawReport {
    pub unit: UnitId,
    pub because: String,
}

/// The newest version of the report of a guest was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportWithdrawn {
    pub unit: UnitId,
    pub because: Words,
}

impl Decide for WithdrawReport {
    type State = Session;
    type Event = ReportWithdrawn;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ReportWithdrawn, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Open, Stage::InProgress, Stage::Closed])?;
        let Some(sent) = session.report_of(self.unit)?.current() else {
            return Err(Refusal::ReportNotSent { unit: self.unit });
        };
        if sent.is_presented {
            return Err(Refusal::ReportPresented { sent_on: sent.on });
        }
        Ok(ReportWithdrawn { unit: self.unit, because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for ReportWithdrawn {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        let sent = &mut session.reports.get_mut(&self.unit)?.sent;
        let newest = sent.iter_mut().rev().find(|it| it.withdrawn.is_none())?;
        newest.withdrawn = Some(Withdrawn { because: self.because, on: stamp.on() });
        Some(session)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
