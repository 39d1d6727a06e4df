//! Closing a session: what was written while it sat is kept, and what nobody took up counts as not discussed.
//!
//! Source: Decision 45/2018/QD-TTg (what minutes must hold); that nothing vanishes from an agenda in silence is design.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{LineKind, MinuteLine, Outcome, Session, Stage};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Closes a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// What was written, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub minutes: Vec<Line>,
}

/// One line of it, before it is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub kind: LineKind,
    pub words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<u32>,
}

/// A session closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub minutes: Vec<MinuteLine>,
}

impl Decide for Close {
    type State = Session;
    type Event = Closed;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<Closed, Refusal> {
        known(before, scene)?.want_stage(&[Stage::InProgress])?;
        let line = |it: Line| {
            let words = wanted_words("words", it.words)?.into();
            Ok(MinuteLine { kind: it.kind, words, item: it.item, conclusion: it.conclusion })
        };
        Ok(Closed { minutes: self.minutes.into_iter().map(line).collect::<Result<_, Refusal>>()? })
    }
}

impl Fold for Closed {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        for item in session.agenda.iter_mut().filter(|it| it.dropped.is_none()) {
            item.outcome.get_or_insert(Outcome::NotDiscussed);
        }
        let closed_at = Some(stamp.at);
        Some(Session { stage: Stage::Closed, at_item: None, minutes: self.minutes, closed_at, ..session })
    }
}
