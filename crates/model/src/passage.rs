//! A place in a received document: where the words of an act were read.

use crate::{DocumentId, Refusal};
use base::Span;
use serde::{Deserialize, Serialize};

/// A span of a document, and which reader found it.
///
/// `span` is half-open, in bytes of the document's text as frozen at receipt
/// (plain text: of the file as it is).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    pub document: DocumentId,
    pub span: Span,
    /// Version of the reader whose finding this was; `None` when a person marked the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
}

/// The longest version of a reader, in characters.
const LONGEST_READER: usize = 32;

/// Refuses a reader that is no version: it stands in the ledger as it is, where no free text may stand.
///
/// # Errors
/// [`Refusal::CommandUnreadable`].
pub fn want_reader(reader: Option<&str>) -> Result<(), Refusal> {
    let is_part = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'+' | b'-');
    match reader {
        Some(it) if it.is_empty() || it.len() > LONGEST_READER || !it.bytes().all(is_part) => {
            let because = format!("reader: a version of at most {LONGEST_READER} of 0-9 A-Z a-z . + -");
            Err(Refusal::CommandUnreadable { because })
        }
        _ => Ok(()),
    }
}
