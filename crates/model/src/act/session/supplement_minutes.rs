//! Supplementing minutes that were signed: what was missing or wrong, why it is added, and who signed that. What was signed
//! before stays as it is.
//!
//! Source: design.

use super::known;
use super::sign_minutes::wanted_day;
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Session, Supplement};
use crate::{Refusal, Scene, Stamp, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Adds to minutes that were signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementMinutes {
    pub words: String,
    pub because: String,
    pub chair: String,
    pub secretary: String,
    pub signed_on: Date,
}

/// Minutes were supplemented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesSupplemented {
    pub words: Words,
    pub because: Words,
    pub chair: Words,
    pub secretary: Words,
    pub signed_on: Date,
}

impl Decide for SupplementMinutes {
    type State = Session;
    type Event = MinutesSupplemented;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<MinutesSupplemented, Refusal> {
        let Some(signed) = &known(before, scene)?.signed else { return Err(Refusal::MinutesNotSigned) };
        wanted_day(self.signed_on, signed.signed_on, scene)?;
        Ok(MinutesSupplemented {
            words: wanted_words("words", self.words)?.into(),
            because: wanted_words("because", self.because)?.into(),
            chair: wanted_words("chair", self.chair)?.into(),
            secretary: wanted_words("secretary", self.secretary)?.into(),
            signed_on: self.signed_on,
        })
    }
}

impl Fold for MinutesSupplemented {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        let MinutesSupplemented { words, because, chair, secretary, signed_on } = self;
        session.supplements.push(Supplement { words, because, chair, secretary, signed_on });
        Some(session)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
