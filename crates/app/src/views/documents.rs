//! The documents that were received.

use super::{SessionView, words};
use crate::Error;
use crate::access::Viewer;
use crate::error::NotFound;
use crate::office::Office;
use crate::open_drafts::OpenDraftView;
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

/// One document, whole.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentPageView {
    pub document: DocumentView,
    /// The text as received; `None` once the file is gone.
    pub text: Option<String>,
    /// What waits for a person.
    pub open: Vec<OpenDraftView>,
    pub sessions: Vec<SessionView>,
}

impl Office {
    /// The documents.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn documents(&self) -> Result<DocumentsView, Error> {
        let rows = self.store.documents(self.register()?)?;
        Ok(DocumentsView { documents: rows.into_iter().map(view).collect() })
    }

    /// The documents that `viewer` sees, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn documents_seen(&self, viewer: &Viewer) -> Result<DocumentsView, Error> {
        let mut documents = Vec::new();
        for row in self.store.documents(self.register()?)?.into_iter().rev() {
            if self.sees_document(viewer, row.id, row.received_by)? {
                documents.push(view(row));
            }
        }
        Ok(DocumentsView { documents })
    }

    /// One document with its text and what is open in it.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn document_page(&self, viewer: &Viewer, asked: &str) -> Result<DocumentPageView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "document", id: asked.to_owned() });
        let id: DocumentId = asked.parse().map_err(|_| missing())?;
        let row = self.store.documents(self.register()?)?.into_iter().find(|it| it.id == id).ok_or_else(missing)?;
        if !self.sees_document(viewer, id, row.received_by)? {
            return Err(missing());
        }
        let document = view(row);
        let bytes = document.content.as_ref().map(|it| self.files.read(it)).transpose()?.flatten();
        let text = bytes.and_then(|it| String::from_utf8(it).ok());
        let open = self.open_drafts_of(&document)?.drafts;
        let mut sessions = self.sessions_seen(viewer)?.sessions;
        sessions.retain(|it| it.document == Some(id));
        Ok(DocumentPageView { document, text, open, sessions })
    }
}

fn view(row: store::DocumentRow) -> DocumentView {
    DocumentView {
        id: row.id,
        title: words(row.title),
        file_name: words(row.file_name),
        content: words(row.content),
        length_bytes: row.length_bytes,
        kind: row.kind.and_then(words),
        number: row.number.and_then(words),
        issuer: row.issuer.and_then(words),
        issued_on: row.issued_on,
        received_on: row.received_on,
    }
}
