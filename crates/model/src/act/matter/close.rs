//! Closing a limitation that is cured, or that is none any more because the rule changed; or what is followed no longer.
//!
//! Source: design. Nobody says of the own unit that its limitation is cured.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Matter, MatterClosed, MatterEnding, MatterKind};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Closes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// Any but answered, which has an act of its own.
    pub closing: MatterEnding,
    pub words: String,
    /// Number and day of the document that changed the rule; never left out where one did.
    #[serde(default)]
    pub basis: Option<String>,
}

/// It was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub closing: MatterEnding,
    pub words: Words,
    pub basis: Option<Words>,
}

impl Decide for Close {
    type State = Matter;
    type Event = Closed;

    fn decide(self, before: Option<&Matter>, scene: &Scene) -> Result<Closed, Refusal> {
        let matter = known(before, scene)?;
        matter.want_open()?;
        match self.closing {
            MatterEnding::Cured | MatterEnding::RuleChanged => matter.want_kind(MatterKind::Limitation)?,
            MatterEnding::Answered => return Err(Refusal::MatterOtherKind { kind: matter.kind }),
            MatterEnding::Dropped => {}
        }
        let (words, basis) = (wanted_words("words", self.words)?.into(), optional_words("basis", self.basis)?);
        if self.closing == MatterEnding::RuleChanged && basis.is_none() {
            return Err(Refusal::WordsMissing { field: "basis".to_owned() });
        }
        Ok(Closed { closing: self.closing, words, basis })
    }
}

impl Fold for Closed {
    type State = Matter;

    fn fold(self, before: Option<Matter>, stamp: &Stamp) -> Option<Matter> {
        let Closed { closing, words, basis } = self;
        let closed = MatterClosed { ending: closing, words, basis, by: stamp.actor, on: stamp.on() };
        Some(Matter { closed: Some(closed), ..before? })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
