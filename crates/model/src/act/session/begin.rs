//! Beginning a session to which its guests were invited. The day on which it begins is the day on which it was held.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::state::{ReportAsked, Session, Stage};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Begins a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begin {}

/// A session began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {}

impl Decide for Begin {
    type State = Session;
    type Event = Begun;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<Begun, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Open])?;
        if scene.today() < session.held_on {
            return Err(Refusal::SessionNotYet { held_on: session.held_on });
        }
        Ok(Begun {})
    }
}

impl Fold for Begun {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        session.reports.values_mut().for_each(ReportAsked::present);
        Some(Session { stage: Stage::InProgress, held_on: stamp.on(), began_at: Some(stamp.at), ..session })
    }
}
