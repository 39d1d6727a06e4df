//! Answering a limitation: which passages of the document answer a shortcoming it states, or that none does, and why.
//!
//! Source: design (no limitation leaves the desk unseen).

use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_span};
use crate::state::{Document, LimitationAnswer};
use crate::{Refusal, Scene, Stamp, Words};
use base::Span;
use serde::{Deserialize, Serialize};

/// Says what answers the limitation whose words stand at `span`, bytes of the document's text, half-open. Said again, it
/// stands in the place of what was said before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerLimitation {
    pub span: Span,
    /// The passages that answer it, at most [`MOST_ANSWERS`]; none where `because` says why none does.
    #[serde(default)]
    pub answers: Vec<Span>,
    #[serde(default)]
    pub because: Option<String>,
}

/// So many passages answer one limitation.
pub const MOST_ANSWERS: usize = 100;

/// A limitation was answered, or it was said why nothing answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitationAnswered {
    pub span: Span,
    pub answers: Vec<Span>,
    pub because: Option<Words>,
}

impl Decide for AnswerLimitation {
    type State = Document;
    type Event = LimitationAnswered;

    fn decide(self, _before: Option<&Document>, _scene: &Scene) -> Result<LimitationAnswered, Refusal> {
        let span = wanted_span(self.span)?;
        if self.answers.len() > MOST_ANSWERS {
            return Err(Refusal::CommandUnreadable { because: format!("answers: at most {MOST_ANSWERS}") });
        }
        let answers = self.answers.into_iter().map(wanted_span).collect::<Result<Vec<Span>, _>>()?;
        let because = optional_words("because", self.because)?;
        if answers.is_empty() && because.is_none() {
            return Err(Refusal::WordsMissing { field: "because".to_owned() });
        }
        Ok(LimitationAnswered { span, answers, because })
    }
}

impl Fold for LimitationAnswered {
    type State = Document;

    fn fold(self, before: Option<Document>, stamp: &Stamp) -> Option<Document> {
        let mut document = before?;
        let answer = LimitationAnswer { answers: self.answers, because: self.because, by: stamp.actor, on: stamp.on() };
        document.limitations.insert((self.span.start, self.span.end), answer);
        Some(document)
    }
}
