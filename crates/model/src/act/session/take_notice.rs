//! Taking the notice of a session that was planned here: which document tells what was concluded in it.
//!
//! A session that nobody began in the register was held all the same where its notice is there.
//!
//! Source: Decision 45/2018/QD-TTg (a notice of conclusion follows the meeting); that it joins the session is design.

use super::known;
use crate::act::{Decide, Fold};
use crate::state::{ReportAsked, Session, Stage};
use crate::{DocumentId, Needs, Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Says which document is the notice of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeNotice {
    pub document: DocumentId,
}

/// A session has its notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeTaken {
    pub document: DocumentId,
}

impl Decide for TakeNotice {
    type State = Session;
    type Event = NoticeTaken;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.document.into()], ..Needs::default() }
    }

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<NoticeTaken, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Closed, Stage::InProgress, Stage::Open])?;
        if scene.today() < session.held_on {
            return Err(Refusal::SessionNotYet { held_on: session.held_on });
        }
        if let Some(document) = session.document {
            return Err(Refusal::NoticeTaken { document });
        }
        scene.want_document(Some(self.document))?;
        Ok(NoticeTaken { document: self.document })
    }
}

impl Fold for NoticeTaken {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        session.reports.values_mut().for_each(ReportAsked::present);
        let stage = if session.stage == Stage::Open { Stage::Closed } else { session.stage };
        Some(Session { document: Some(self.document), stage, ..session })
    }
}
