//! Stating a conclusion that was recorded while the session sat: the words of its notice take the place of those that were
//! written down, and its place in the document is kept. What was written down stays in the minutes, and comes back where
//! the notice is taken out again.
//!
//! Source: docs/field.md 1 (the notice is what binds); that both are one conclusion is design.

use super::known;
use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::{Session, Stage, Wording};
use crate::{Needs, Passage, Refusal, Scene, SessionId, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Says how the notice words a conclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateConclusion {
    pub n: u32,
    /// What the document itself calls the point: `13`, `11b`, `II.3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    pub words: String,
    pub passage: Passage,
    #[serde(default)]
    pub addressed_to: Vec<UnitId>,
}

/// The notice words a conclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConclusionStated {
    pub n: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Words>,
    pub words: Words,
    pub passage: Passage,
    pub addressed_to: Vec<UnitId>,
}

impl Decide for StateConclusion {
    type State = Session;
    type Event = ConclusionStated;

    fn needs(&self) -> Needs {
        let units = self.addressed_to.iter().map(|&it| it.into());
        Needs { states: units.chain([self.passage.document.into()]).collect(), ..Needs::default() }
    }

    fn decide(self, before: Option<&Session>, scene: &Scene) -> Result<ConclusionStated, Refusal> {
        let session = known(before, scene)?;
        session.want_stage(&[Stage::Closed, Stage::InProgress])?;
        let Some(conclusion) = session.conclusions.get(&self.n) else {
            return Err(Refusal::ConclusionUnknown { session: SessionId(scene.stream), n: self.n });
        };
        if conclusion.passage.is_some() {
            return Err(Refusal::ConclusionStated { n: self.n });
        }
        scene.want_units(&self.addressed_to)?;
        scene.want_passage(Some(&self.passage))?;
        Ok(ConclusionStated {
            n: self.n,
            point: optional_words("point", self.point)?,
            words: wanted_words("words", self.words)?.into(),
            passage: self.passage,
            addressed_to: self.addressed_to,
        })
    }
}

impl Fold for ConclusionStated {
    type State = Session;

    fn fold(self, before: Option<Session>, _stamp: &Stamp) -> Option<Session> {
        let mut session = before?;
        let conclusion = session.conclusions.get_mut(&self.n)?;
        let recorded = Wording {
            point: conclusion.point.take(),
            words: conclusion.words.clone(),
            addressed_to: conclusion.addressed_to.clone(),
            ended: conclusion.ended,
        };
        conclusion.recorded = Some(Box::new(recorded));
        let is_new = |it: &UnitId| !conclusion.addressed_to.contains(it);
        let named: Vec<UnitId> = self.addressed_to.into_iter().filter(is_new).collect();
        conclusion.addressed_to.extend(named);
        conclusion.point = self.point;
        conclusion.words = self.words;
        conclusion.passage = Some(self.passage);
        Some(session)
    }
}
