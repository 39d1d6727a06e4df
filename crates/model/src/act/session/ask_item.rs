//! Asking for an item: a guest that is invited says what else is to be spoken of.
//!
//! Source: design.

use super::{known, want_guest};
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{AgendaItem, Session, Stage, Why};
use crate::{Refusal, Scene, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Asks for an item in the name of a guest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskItem {
    pub unit: UnitId,
    pub words: String,
}

/// A guest asked for an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAsked {
    pub n: u32,
    pub unit: UnitId,
    pub words: Words,
}

impl Decide for AskItem {
    type State = Session;
    type Event = ItemAsked;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ItemAsked, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Open, Stage::InProgress])?;
        want_guest(session, self.unit)?;
        let words = wanted_words("words", self.words)?.into();
        Ok(ItemAsked { n: session.next_item(), unit: self.unit, words })
    }
}

impl Fold for ItemAsked {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        session.agenda.push(AgendaItem {
            n: self.n,
            words: self.words,
            why: Why::Asked,
            unit: Some(self.unit),
            task: None,
            earlier: None,
            matter: None,
            outcome: None,
            dropped: None,
        });
        Some(session)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
