//! The documents that were received.

use super::{SessionView, words};
use crate::Error;
use crate::access::Viewer;
use crate::error::NotFound;
use crate::office::Office;
use crate::open_drafts::OpenDraftView;
use jiff::civil::Date;
use model::DocumentId;
use model::state::TextDoubt;
use reader::sheet::{Choice, ColumnName, Role};
use serde::Serialize;
use store::DocumentRow;

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
    /// The text that passages lead into; `None` where that is the file as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extracted: Option<ExtractedView>,
}

/// A text that was taken out of a file, as it was frozen when the file was received.
#[derive(Clone, Debug, Serialize)]
pub struct ExtractedView {
    /// Hex BLAKE3 of the text; `None` once it was erased.
    pub text: Option<String>,
    /// Name and version of the program that took it out.
    pub by: String,
    pub doubts: Vec<TextDoubt>,
    /// Of the tables of a kept sheet, what each column was taken for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Vec<Role>>,
}

/// One document, whole.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentPageView {
    pub document: DocumentView,
    /// The text that passages lead into; `None` once it is gone.
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
        Ok(DocumentsView { documents: rows.into_iter().map(DocumentView::of).collect() })
    }

    /// The documents that `viewer` sees, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn documents_seen(&self, viewer: &Viewer) -> Result<DocumentsView, Error> {
        let register = self.register()?;
        let mut rows = self.store.documents(register)?;
        if !viewer.sees_all() {
            let of_others: Vec<DocumentId> =
                rows.iter().filter(|it| it.received_by != viewer.account).map(|it| it.id).collect();
            let units = self.store.units_of_documents(register, &of_others)?;
            let concerns = |id| units.get(&id).is_some_and(|units| units.iter().any(|it| viewer.sees(*it)));
            rows.retain(|it| it.received_by == viewer.account || concerns(it.id));
        }
        Ok(DocumentsView { documents: rows.into_iter().rev().map(DocumentView::of).collect() })
    }

    /// One document with its text and what is open in it.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn document_page(&self, viewer: &Viewer, asked: &str) -> Result<DocumentPageView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "document", id: asked.to_owned() });
        let id: DocumentId = asked.parse().map_err(|_| missing())?;
        let row = self.store.document(self.register()?, id)?.ok_or_else(missing)?;
        if !self.sees_document(viewer, id, row.received_by)? {
            return Err(missing());
        }
        let document = DocumentView::of(row);
        let text = self.text_of(&document)?;
        let open = self.open_drafts_of(&document)?.drafts;
        let sessions = self.sessions_seen_of(viewer, id)?.sessions;
        Ok(DocumentPageView { document, text, open, sessions })
    }
}

impl DocumentView {
    /// Hashes of what is kept of it: the file, and its text where that is another.
    pub(crate) fn files(&self) -> impl Iterator<Item = String> + use<> {
        let text = self.extracted.as_ref().and_then(|it| it.text.clone());
        self.content.clone().into_iter().chain(text)
    }

    /// What its columns were taken for when it came in.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        let tables = self.extracted.iter().flat_map(|it| it.columns.iter().enumerate());
        let choice =
            |table, (column, role): (usize, &Role)| Choice { of: ColumnName::Place { table, column }, role: *role };
        tables.flat_map(|(table, it)| it.iter().enumerate().map(move |it| choice(table, it))).collect()
    }

    /// What is not certain about its text.
    pub fn doubts(&self) -> &[TextDoubt] {
        self.extracted.as_ref().map_or(&[], |it| &it.doubts)
    }

    pub(crate) fn of(row: DocumentRow) -> DocumentView {
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
            extracted: row.extracted.map(|it| ExtractedView {
                text: words(it.text),
                by: it.by,
                doubts: it.doubts,
                columns: it.columns,
            }),
        }
    }
}
