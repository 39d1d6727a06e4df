//! Adding the document that a task comes from, once it is in the register: the order was spoken, or its document came later.
//!
//! The order stays as it was told. What the document says otherwise changes nothing by itself.
//!
//! Source: docs/field.md 1 (spoken directions count; a reference works without a stored file).

use crate::act::{Decide, Fold};
use crate::refusal::wanted_span;
use crate::state::Task;
use crate::{DocumentId, Needs, Passage, Refusal, Scene, Stamp};
use base::Span;
use serde::{Deserialize, Serialize};

/// Tells the document, and the place in it where that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddSource {
    pub document: DocumentId,
    /// Bytes of its text, half-open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// The document was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceAdded {
    pub document: DocumentId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Decide for AddSource {
    type State = Task;
    type Event = SourceAdded;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.document.into()], ..Needs::default() }
    }

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<SourceAdded, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        if let Some(document) = task.source.in_document() {
            return Err(Refusal::SourceStands { document });
        }
        let span = self.span.map(wanted_span).transpose()?;
        scene.want_document(Some(self.document))?;
        Ok(SourceAdded { document: self.document, span })
    }
}

impl Fold for SourceAdded {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        let SourceAdded { document, span } = self;
        task.source.document = span.is_none().then_some(document);
        task.source.passage = span.map(|span| Passage { document, span, reader: None });
        task.course.source_added_on = Some(stamp.on());
        Some(task)
    }
}
