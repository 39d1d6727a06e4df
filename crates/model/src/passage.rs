//! A place in a received document: where the words of an act were read.

use crate::DocumentId;
use base::Span;
use serde::{Deserialize, Serialize};

/// A span of a document, and which reader found it.
///
/// `span` is half-open, in bytes of the document's text as frozen at receipt
/// (plain text: of the file as it is).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub document: DocumentId,
    pub span: Span,
    /// Version of the reader whose finding this was; `None` when a person marked the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
}
