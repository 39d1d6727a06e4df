//! Taking a notice out of the session it joined: it tells of another one. What it brought leaves with it, and what it worded
//! reads again as it was recorded; what was written while the session sat stays.
//!
//! How a conclusion of it ended does not stand against that: the ending was one of the notice, and no act opens a conclusion
//! again. What people decided stays in the ledger.
//!
//! Source: design.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{NoticeDropped as Dropped, Session};
use crate::{DocumentId, Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Takes the notice out of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DropNotice {
    pub because: String,
}

/// A notice was taken out of its session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDropped {
    pub document: DocumentId,
    pub because: Words,
}

impl Decide for DropNotice {
    type State = Session;
    type Event = NoticeDropped;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<NoticeDropped, Refusal> {
        let session = known(before, scene)?;
        let document = session.document.ok_or(Refusal::NoticeAbsent)?;
        if session.planned_on.is_none() {
            return Err(Refusal::NoticeFounds);
        }
        Ok(NoticeDropped { document, because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for NoticeDropped {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        session.take_out(self.document);
        session.document = None;
        let NoticeDropped { document, because } = self;
        session.notices_dropped.push(Dropped { document, because, by: stamp.actor, on: stamp.on() });
        Some(session)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
