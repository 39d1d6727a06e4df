//! Recording a conclusion: a numbered point of a session, with its end if that is known.
//!
//! Source: docs/field.md 1 (a conclusion ends as tasks or in an explicit mark); the other endings are design.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Conclusion, Ended, Ending, Session, Stage};
use crate::{Needs, Passage, Refusal, Scene, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Records what the chair concluded. Without an ending the conclusion stays open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordConclusion {
    /// Its number in the session, in the order of the text.
    pub n: u32,
    /// What the document itself calls the point: `13`, `11b`, `II.3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    pub words: String,
    #[serde(default)]
    pub passage: Option<Passage>,
    #[serde(default)]
    pub addressed_to: Vec<UnitId>,
    #[serde(default)]
    pub ending: Option<Ending>,
}

/// A conclusion was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConclusionRecorded {
    pub n: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Words>,
    pub words: Words,
    pub passage: Option<Passage>,
    pub addressed_to: Vec<UnitId>,
    pub ending: Option<Ending>,
}

impl Decide for RecordConclusion {
    type State = Session;
    type Event = ConclusionRecorded;

    fn needs(&self) -> Needs {
        let document = self.passage.as_ref().map(|it| it.document.into());
        Needs { states: self.addressed_to.iter().map(|&it| it.into()).chain(document).collect(), ..Needs::default() }
    }

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ConclusionRecorded, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::InProgress, Stage::Closed])?;
        if session.conclusions.contains_key(&self.n) {
            return Err(Refusal::ConclusionNumberTaken { n: self.n });
        }
        scene.want_units(&self.addressed_to)?;
        scene.want_passage(self.passage.as_ref())?;
        Ok(ConclusionRecorded {
            n: self.n,
            point: optional_words("point", self.point)?,
            words: wanted_words("words", self.words)?.into(),
            passage: self.passage,
            addressed_to: self.addressed_to,
            ending: self.ending,
        })
    }
}

impl Fold for ConclusionRecorded {
    type State = Session;

    fn fold(self, before: Option<Session>, stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        let conclusion = Conclusion {
            point: self.point,
            words: self.words,
            passage: self.passage,
            addressed_to: self.addressed_to,
            ended: self.ending.map(|ending| Ended { ending, by: stamp.actor, on: stamp.on() }),
            recorded: None,
        };
        session.conclusions.insert(self.n, conclusion);
        Some(session)
    }
}
