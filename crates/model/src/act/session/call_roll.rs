//! Calling the roll: which units came, from which hall, and who came for them. Called again, it corrects what was called.
//!
//! Several call it at once, each a part: lines of different units stand beside each other, and whoever corrects a line has
//! seen what was said last.
//!
//! Source: Decision 45/2018/QD-TTg (minutes name those who were there); that nobody overwrites another unseen is design.

use super::{known, want_part};
use crate::act::{Decide, Fold};
use crate::refusal::optional_words;
use crate::state::{Presence, Roll, RollLine, Session, Stage, is_false};
use crate::{Refusal, Scene, Stamp, UnitId};
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Calls the roll: the whole of it, or the lines of some units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallRoll {
    pub lines: Vec<Called>,
    /// Whether the lines of all other units stay.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_part: bool,
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
    /// How often something had been said of the unit when its line was drawn; a later word is not overwritten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u32>,
}

/// The roll was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCalled {
    pub lines: Vec<RollLine>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_part: bool,
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
        for Called { unit, hall, presence, at, who, seen } in self.lines {
            want_part(session, unit)?;
            if seen.is_some_and(|it| it != n_said(session, unit)) {
                return Err(Refusal::RollLineChanged { unit });
            }
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
        Ok(RollCalled { lines, is_part: self.is_part })
    }
}

impl Fold for RollCalled {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        let Roll { lines: stood, mut said, .. } = session.roll.take().unwrap_or_else(|| Roll {
            lines: Vec::new(),
            said: BTreeMap::new(),
            called_on: stamp.on(),
        });
        let mut lines = if self.is_part { stood } else { Vec::new() };
        for line in self.lines {
            *said.entry(line.unit).or_default() += 1;
            match lines.iter_mut().find(|it| it.unit == line.unit) {
                Some(it) => *it = line,
                None => lines.push(line),
            }
        }
        session.roll = Some(Roll { lines, said, called_on: stamp.on() });
        Some(session)
    }
}

/// How often something was said of a unit.
fn n_said(session: &Session, unit: UnitId) -> u32 {
    session.roll.as_ref().and_then(|it| it.said.get(&unit).copied()).unwrap_or_default()
}
