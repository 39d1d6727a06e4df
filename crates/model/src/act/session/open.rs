//! Opening a session: its guests are invited, and what they are told is kept as it was sent.
//!
//! Source: Decision 45/2018/QD-TTg (whoever is invited is told of the content beforehand); that the sent agenda is kept
//! is design.

use super::known;
use crate::act::{Decide, Fold};
use crate::state::{Invitation, Session, Stage};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Invites the guests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {}

/// The guests were invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {}

impl Decide for Open {
    type State = Session;
    type Event = Opened;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<Opened, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Draft])?;
        if session.held_on < scene.today() {
            return Err(Refusal::DayPast { day: session.held_on });
        }
        match session.agenda.iter().any(|it| it.dropped.is_none()) {
            true => Ok(Opened {}),
            false => Err(Refusal::AgendaEmpty),
        }
    }
}

impl Fold for Opened {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let session = before?;
        let items = session.agenda.iter().filter(|it| it.dropped.is_none());
        let sent = Invitation {
            title: session.title.clone(),
            held_on: session.held_on,
            hour: session.hour,
            venue: session.venue.clone(),
            guests: session.guests.clone(),
            chair: session.chair.clone(),
            agenda: items.map(|it| (it.n, it.words.clone())).collect(),
            sent_on: stamp.on(),
        };
        Some(Session { stage: Stage::Open, sent: Some(sent), ..session })
    }
}
