//! Signing the minutes: what was written, called and concluded by then is kept as it was signed, whatever comes after.
//!
//! Source: Decree 30/2020/ND-CP, annex III (minutes bear the names of chair and secretary); that they are kept is design.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Session, Signed, Stage};
use crate::{Refusal, Scene, Stamp, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Says who signed the minutes, and on which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignMinutes {
    pub chair: String,
    pub secretary: String,
    pub signed_on: Date,
}

/// The minutes were signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesSigned {
    pub chair: Words,
    pub secretary: Words,
    pub signed_on: Date,
}

impl Decide for SignMinutes {
    type State = Session;
    type Event = MinutesSigned;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<MinutesSigned, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Closed])?;
        session.want_unsigned()?;
        wanted_day(self.signed_on, session.held_on, scene)?;
        Ok(MinutesSigned {
            chair: wanted_words("chair", self.chair)?.into(),
            secretary: wanted_words("secretary", self.secretary)?.into(),
            signed_on: self.signed_on,
        })
    }
}

/// Refuses a day to come, and one before `first`.
pub(super) fn wanted_day(day: Date, first: Date, scene: &Scene) -> Result<(), Refusal> {
    match (scene.today() < day, day < first) {
        (true, _) => Err(Refusal::DayInFuture { day }),
        (_, true) => Err(Refusal::SignedTooEarly { day: first }),
        _ => Ok(()),
    }
}

impl Fold for MinutesSigned {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let session = before?;
        let minutes = Box::new(session.clone());
        let MinutesSigned { chair, secretary, signed_on } = self;
        Some(Session { signed: Some(Signed { chair, secretary, signed_on, minutes }), ..session })
    }
}
