//! Asking a guest for a report before the session: what it is to tell, and by which day.
//!
//! Source: domain facts of the field (the lower unit reports first); asking through the register is design.

use super::{known, want_guest};
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{ReportAsked as Asked, Session, Stage};
use crate::{Refusal, Scene, Stamp, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Asks a guest for a report; asked again, the words and the day are those of the last time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskReport {
    pub unit: UnitId,
    pub words: String,
    pub due_on: Date,
}

/// A guest was asked for a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportAsked {
    pub unit: UnitId,
    pub words: Words,
    pub due_on: Date,
}

impl Decide for AskReport {
    type State = Session;
    type Event = ReportAsked;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ReportAsked, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Draft, Stage::Open])?;
        want_guest(session, self.unit)?;
        if let Some(sent) = session.reports.get(&self.unit).and_then(Asked::current) {
            return Err(Refusal::ReportSent { sent_on: sent.on });
        }
        if self.due_on < scene.today() {
            return Err(Refusal::DayPast { day: self.due_on });
        }
        if session.held_on < self.due_on {
            return Err(Refusal::ReportAfterSession { held_on: session.held_on });
        }
        Ok(ReportAsked { unit: self.unit, words: wanted_words("words", self.words)?.into(), due_on: self.due_on })
    }
}

impl Fold for ReportAsked {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        // What was withdrawn stays.
        let sent = session.reports.remove(&self.unit).map(|it| it.sent).unwrap_or_default();
        session.reports.insert(self.unit, Asked { words: self.words, due_on: self.due_on, sent });
        Some(session)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
