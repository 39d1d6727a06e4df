//! Ending a conclusion that was recorded open: somebody says what became of it.
//!
//! Source: docs/field.md 1.

use crate::act::{Decide, Fold};
use crate::state::{Ended, Ending, Session};
use crate::{Refusal, Scene, SessionId, Stamp};
use serde::{Deserialize, Serialize};

/// Ends an open conclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndConclusion {
    pub n: u32,
    pub ending: Ending,
}

/// A conclusion ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConclusionEnded {
    pub n: u32,
    pub ending: Ending,
}

impl Decide for EndConclusion {
    type State = Session;
    type Event = ConclusionEnded;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ConclusionEnded, Refusal> {
        let session = SessionId(scene.stream);
        let conclusion = before.and_then(|it| it.conclusions.get(&self.n));
        match conclusion {
            None => Err(Refusal::ConclusionUnknown { session, n: self.n }),
            Some(it) if it.ended.is_some() => Err(Refusal::ConclusionEnded { n: self.n }),
            Some(_) => Ok(ConclusionEnded { n: self.n, ending: self.ending }),
        }
    }
}

impl Fold for ConclusionEnded {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        let conclusion = session.conclusions.get_mut(&self.n)?;
        conclusion.ended = Some(Ended { ending: self.ending, by: stamp.actor, on: stamp.on() });
        Some(session)
    }
}
