//! The documents that were received.

use super::words;
use crate::Error;
use crate::office::Office;
use jiff::civil::Date;
use model::DocumentId;
use serde::Serialize;

/// Every document, in the order in which they came.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentsView {
    pub documents: Vec<DocumentView>,
}

/// One document. Words are `None` once they were erased.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentView {
    pub id: DocumentId,
    pub title: Option<String>,
    pub file_name: Option<String>,
    /// Hex BLAKE3 of the file.
    pub content: Option<String>,
    /// Length of the file, bytes.
    pub length_bytes: u64,
    pub kind: Option<String>,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub issued_on: Option<Date>,
    pub received_on: Date,
}

impl Office {
    /// The documents.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn documents(&self) -> Result<DocumentsView, Error> {
        let view = |it: store::DocumentRow| DocumentView {
            id: it.id,
            title: words(it.title),
            file_name: words(it.file_name),
            content: words(it.content),
            length_bytes: it.length_bytes,
            kind: it.kind.and_then(words),
            number: it.number.and_then(words),
            issuer: it.issuer.and_then(words),
            issued_on: it.issued_on,
            received_on: it.received_on,
        };
        Ok(DocumentsView { documents: self.store.documents(self.register()?)?.into_iter().map(view).collect() })
    }
}
