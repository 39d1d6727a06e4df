//! Amending a draft: how the words should have been read; the document keeps what was read.
//!
//! Source: design (a person accepts, amends or sets aside each draft).

use super::set_aside_draft::want_undecided;
use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_span};
use crate::state::{Amended, Document, DraftMark};
use crate::{Deadline, Needs, Refusal, Scene, Stamp, UnitId, Words};
use base::Span;
use serde::{Deserialize, Serialize};

/// Amends the draft whose words stand at `span`, bytes of the document's text, half-open; what is absent stays as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendDraft {
    pub span: Span,
    #[serde(default)]
    pub words: Option<String>,
    #[serde(default)]
    pub leads: Option<Vec<UnitId>>,
    #[serde(default)]
    pub deadline: Option<Deadline>,
}

/// A draft was amended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftAmended {
    pub span: Span,
    pub words: Option<Words>,
    pub leads: Option<Vec<UnitId>>,
    pub deadline: Option<Deadline>,
}

impl Decide for AmendDraft {
    type State = Document;
    type Event = DraftAmended;

    fn needs(&self) -> Needs {
        Needs { states: self.leads.iter().flatten().map(|it| (*it).into()).collect(), ..Needs::default() }
    }

    fn decide(self, before: Option<&Document>, scene: &Scene) -> Result<DraftAmended, Refusal> {
        let span = wanted_span(self.span)?;
        want_undecided(before, span)?;
        scene.want_units(self.leads.iter().flatten())?;
        let words = optional_words("words", self.words)?;
        if words.is_none() && self.leads.is_none() && self.deadline.is_none() {
            return Err(Refusal::NothingAmended);
        }
        Ok(DraftAmended { span, words, leads: self.leads, deadline: self.deadline })
    }
}

impl Fold for DraftAmended {
    type State = Document;

    fn fold(self, before: Option<Document>, stamp: &Stamp) -> Option<Document> {
        let mut document = before?;
        let key = (self.span.start, self.span.end);
        let (words, leads, deadline) = match document.drafts.remove(&key) {
            Some(DraftMark::Amended(it)) => {
                (self.words.or(it.words), self.leads.or(it.leads), self.deadline.or(it.deadline))
            }
            _ => (self.words, self.leads, self.deadline),
        };
        let amended = Amended { words, leads, deadline, by: stamp.actor, on: stamp.on() };
        document.drafts.insert(key, DraftMark::Amended(amended));
        Some(document)
    }
}
