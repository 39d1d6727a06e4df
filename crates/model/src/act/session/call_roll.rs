//! Calling the roll: which units came, from which hall, and who came for them. Called again, it corrects what was called.
//!
//! Source: Decision 45/2018/QD-TTg (minutes name those who were there).

use super::{known, want_part};
use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::{Presence, Roll, RollLine, Session, Stage};
use crate::{Refusal, Scene, Stamp, UnitId};
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// Calls the roll, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallRoll {
    pub lines: Vec<Called>,
}

/// What is said of one unit, before its words are sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Called {
    pub unit: UnitId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hall: Option<u32>,
    pub presence: Presence,
    /// Wanted of one that came late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
}

/// The roll was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCalled {
    pub lines: Vec<RollLine>,
}

impl Decide for CallRoll {
    type State = Session;
    type Event = RollCalled;

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<RollCalled, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::InProgress, Stage::Closed])?;
        session.want_unsigned()?;
        if self.lines.is_empty() {
            return Err(Refusal::WordsMissing { field: "lines".to_owned() });
        }
        let mut lines: Vec<RollLine> = Vec::new();
        for Called { unit, hall, presence, at, who } in self.lines {
            want_part(session, unit)?;
            if let Some(n) = hall {
                session.hall(n)?;
            }
            if presence == Presence::Late && at.is_none() {
                return Err(Refusal::WordsMissing { field: "at".to_owned() });
            }
            let at = at.filter(|_| presence == Presence::Late);
            // Of one unit the last word counts.
            lines.retain(|it| it.unit != unit);
            lines.push(RollLine { unit, hall, presence, at, who: optional_words("who", who)? });
        }
        Ok(RollCalled { lines })
    }
}

impl Fold for RollCalled {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        Some(Session { roll: Some(Roll { lines: self.lines, called_on: stamp.on() }), ..before? })
    }
}
