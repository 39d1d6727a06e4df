//! Sending in the report that a guest was asked for, with its files. Sent again, with the reason, it is another version:
//! what was presented while the session sat stays as it was.
//!
//! Source: domain facts of the field (the lower unit reports first); that versions are told apart is design.

use super::known;
use crate::act::reporting::{Attach, evidence};
use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Evidence, ReportSent as Sent, Session, Stage};
use crate::{Refusal, Scene, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Sends in the report of a guest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendReport {
    pub unit: UnitId,
    pub words: String,
    /// Wanted where it takes the place of one that was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Attach>,
}

/// A guest sent in its report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSent {
    pub unit: UnitId,
    pub words: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Words>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

impl Decide for SendReport {
    type State = Session;
    type Event = ReportSent;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ReportSent, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Open, Stage::InProgress, Stage::Closed])?;
        let because = optional_words("because", self.because.filter(|it| !it.trim().is_empty()))?;
        match (session.report_of(self.unit)?.current(), because) {
            (Some(sent), None) => Err(Refusal::ReportSent { sent_on: sent.on }),
            (sent, because) => Ok(ReportSent {
                unit: self.unit,
                words: wanted_words("words", self.words)?.into(),
                because: because.filter(|_| sent.is_some()),
                evidence: evidence(self.evidence)?,
            }),
        }
    }
}

impl Fold for ReportSent {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        let first = session.evidence.len();
        session.evidence.extend(self.evidence);
        let files = first..session.evidence.len();
        let report = session.reports.get_mut(&self.unit)?;
        let (words, because, on) = (self.words, self.because, stamp.on());
        report.sent.push(Sent { words, on, files, because, is_presented: false, withdrawn: None });
        if session.stage == Stage::InProgress {
            report.present();
        }
        Some(session)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }

    fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }
}
