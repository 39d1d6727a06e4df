//! Ordering an erasure: words, names or a file are removed for good; the chain stays valid.
//!
//! Source: Law on Protection of Personal Data 91/2025/QH15; that the order itself is an entry is design.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Erasure;
use crate::{ErasureId, Refusal, Scene, Seal, Stamp, StreamId, Words};
use serde::{Deserialize, Serialize};

/// Orders that the texts behind some seals be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The stream whose words they are.
    pub subject: StreamId,
    pub seals: Vec<Seal>,
    /// Why; shown where the words stood.
    pub because: String,
}

/// An erasure was ordered, and carried out with this entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ordered {
    pub erasure: ErasureId,
    pub subject: StreamId,
    pub seals: Vec<Seal>,
    pub because: Words,
}

impl Decide for Order {
    type State = Erasure;
    type Event = Ordered;

    fn decide(self, _before: Option<&Erasure>, scene: &Scene) -> Result<Ordered, Refusal> {
        if self.seals.is_empty() {
            return Err(Refusal::NothingToErase);
        }
        let because = wanted_words("because", self.because)?.into();
        Ok(Ordered { erasure: ErasureId(scene.stream), subject: self.subject, seals: self.seals, because })
    }
}

impl Fold for Ordered {
    type State = Erasure;

    fn fold(self, _before: Option<Erasure>, stamp: &Stamp) -> Option<Erasure> {
        Some(Erasure {
            id: self.erasure,
            subject: self.subject,
            seals: self.seals,
            because: self.because,
            erased_on: stamp.on(),
        })
    }

    fn erases(&self) -> &[Seal] {
        &self.seals
    }
}
