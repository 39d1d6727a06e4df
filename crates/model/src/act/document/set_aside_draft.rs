//! Setting a draft aside: nothing is to come of these words, and why.
//!
//! Source: design (a person accepts, amends or sets aside each draft).

use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_span};
use crate::state::{Document, DraftMark};
use crate::{Refusal, Scene, Stamp, Words};
use base::Span;
use serde::{Deserialize, Serialize};

/// Sets aside the draft whose words stand at `span`, bytes of the document's text, half-open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetAsideDraft {
    pub span: Span,
    #[serde(default)]
    pub because: Option<String>,
}

/// A draft was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSetAside {
    pub span: Span,
    pub because: Option<Words>,
}

impl Decide for SetAsideDraft {
    type State = Document;
    type Event = DraftSetAside;

    fn decide(self, before: Option<&Document>, _scene: &Scene) -> Result<DraftSetAside, Refusal> {
        let span = wanted_span(self.span)?;
        want_undecided(before, span)?;
        Ok(DraftSetAside { span, because: optional_words("because", self.because)? })
    }
}

/// Refuses words of which somebody has said already that nothing is to come of them.
pub(super) fn want_undecided(document: Option<&Document>, span: Span) -> Result<(), Refusal> {
    let is_set_aside = |(&(start, end), mark): (&(usize, usize), &DraftMark)| {
        matches!(mark, DraftMark::SetAside { .. }) && Span { start, end }.overlaps(span)
    };
    let mut marks = document.into_iter().flat_map(|it| &it.drafts);
    if marks.any(is_set_aside) { Err(Refusal::DraftSetAside) } else { Ok(()) }
}

impl Fold for DraftSetAside {
    type State = Document;

    fn fold(self, before: Option<Document>, stamp: &Stamp) -> Option<Document> {
        let mut document = before?;
        let mark = DraftMark::SetAside { by: stamp.actor, on: stamp.on() };
        document.drafts.insert((self.span.start, self.span.end), mark);
        Some(document)
    }
}
