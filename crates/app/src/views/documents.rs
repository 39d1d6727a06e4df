//! The documents that were received.

use super::walk::{self, Piece, walk};
use super::{SessionView, own, words};
use crate::Error;
use crate::access::Viewer;
use crate::error::NotFound;
use crate::matters::SaidView;
use crate::office::Office;
use crate::open_drafts::OpenDraftView;
use crate::propose::Counting;
use base::WorkingDays;
use jiff::civil::Date;
use model::state::{NamedColumn, TextDoubt};
use model::{AccountId, DocumentId, StreamId, TaskId};
use reader::sheet::{Choice, ColumnName, Role};
use serde::{Serialize, Serializer};
use std::sync::Arc;
use store::DocumentRow;

/// Documents: all of them in the order in which they came, or a page of them, the newest first.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentsView {
    pub documents: Vec<DocumentView>,
    /// What `after` has to be for the next page; `None` on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
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
    /// What people said that columns of a kept sheet hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named_columns: Vec<NamedColumn>,
    /// The task whose implementing plan it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_of: Option<TaskId>,
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
    #[serde(serialize_with = "shared_text")]
    pub text: Option<Arc<str>>,
    /// What waits for a person.
    #[serde(serialize_with = "shared")]
    pub open: Arc<[OpenDraftView]>,
    pub sessions: Vec<SessionView>,
    /// What it tells of limitations and petitions, as long as it belongs to no session.
    #[serde(serialize_with = "shared")]
    pub said: Arc<[SaidView]>,
}

/// The file of a document as it was received.
#[derive(Clone, Debug)]
pub struct DocumentFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Office {
    /// The documents.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn documents(&self) -> Result<DocumentsView, Error> {
        let rows = self.store.documents(self.register()?)?;
        Ok(DocumentsView { documents: rows.into_iter().map(DocumentView::of).collect(), next: None })
    }

    /// A page of the documents that `viewer` sees, the newest first; `after` is where the page before ended.
    ///
    /// # Errors
    /// [`model::Refusal::FilterUnreadable`]; [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn documents_seen(&self, viewer: &Viewer, after: &str) -> Result<DocumentsView, Error> {
        let Piece { found, next } = self.document_places_seen(viewer, walk::place(after)?)?;
        let documents = own(self.documents_listed(viewer, &found)?);
        Ok(DocumentsView { documents, next: next.map(|it| it.to_string()) })
    }

    /// These documents in their order, as lists show them; one that is not there is left out.
    pub(super) fn documents_listed(
        &self,
        viewer: &Viewer,
        these: &[DocumentId],
    ) -> Result<Vec<Arc<DocumentView>>, Error> {
        let at = (&self.store, self.register()?);
        let ids: Vec<StreamId> = these.iter().map(|it| it.0).collect();
        let listed = self.documents_listed.get(at, &viewer.now(), &ids, |missing| {
            let missing: Vec<DocumentId> = missing.iter().map(|it| DocumentId(*it)).collect();
            let views = self.store.documents_of(at.1, &missing)?.into_iter().map(DocumentView::of);
            Ok(views.map(|it| (it.id.0, Arc::new(it))).collect())
        })?;
        Ok(listed.into_iter().flatten().collect())
    }

    /// The identifiers of such a page.
    pub(crate) fn document_places_seen(
        &self,
        viewer: &Viewer,
        after: Option<DocumentId>,
    ) -> Result<Piece<DocumentId, DocumentId>, Error> {
        let register = self.register()?;
        let ask = |before, limit| {
            let find = || Ok(self.store.document_places(register, before, limit)?.into());
            Ok(self.held.document_places.get(viewer.position, before, find)?.to_vec())
        };
        let seen = |some: &[(DocumentId, AccountId)]| {
            let ids: Vec<DocumentId> = some.iter().map(|it| it.0).collect();
            let mut seen = self.documents_concern(viewer, &ids)?;
            for (seen, (_, by)) in seen.iter_mut().zip(some) {
                *seen |= *by == viewer.account;
            }
            Ok(seen)
        };
        let Piece { found, next } = walk(after, |it| it.0, ask, seen)?;
        Ok(Piece { found: found.into_iter().map(|it| it.0).collect(), next })
    }

    /// One document with its text and what is open in it.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn document_page(&self, viewer: &Viewer, asked: &str) -> Result<DocumentPageView, Error> {
        let document = self.document_seen(viewer, asked)?;
        let id = document.id;
        let text = self.text_shared(&document)?;
        let open = self.drafts_in(&viewer.now(), &document)?;
        let sessions = self.sessions_seen_of(viewer, id)?;
        let said = self.said_by_document(viewer, &document, !open.is_empty())?;
        Ok(DocumentPageView { document, text, open, sessions, said })
    }

    /// The file of a document, to whoever sees the document.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees, and where the file is gone; [`Error::Store`].
    pub fn document_file(&self, viewer: &Viewer, asked: &str) -> Result<DocumentFile, Error> {
        let document = self.document_seen(viewer, asked)?;
        let bytes = document.content.as_ref().map(|it| self.files.read(it)).transpose()?.flatten();
        let bytes = bytes.ok_or_else(|| Error::NotFound(NotFound::Object { noun: "file", id: asked.to_owned() }))?;
        Ok(DocumentFile { name: document.file_name.unwrap_or_else(|| document.id.to_string()), bytes })
    }

    pub(crate) fn document_seen(&self, viewer: &Viewer, asked: &str) -> Result<DocumentView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "document", id: asked.to_owned() });
        let id: DocumentId = asked.parse().map_err(|_| missing())?;
        let row = self.store.document(self.register()?, id)?.ok_or_else(missing)?;
        if self.sees_document(viewer, id, row.received_by)? { Ok(DocumentView::of(row)) } else { Err(missing()) }
    }
}

fn shared_text<S: Serializer>(it: &Option<Arc<str>>, to: S) -> Result<S::Ok, S::Error> {
    it.as_deref().serialize(to)
}

fn shared<S: Serializer, T: Serialize>(it: &Arc<[T]>, to: S) -> Result<S::Ok, S::Error> {
    it.as_ref().serialize(to)
}

impl DocumentView {
    /// Hashes of what is kept of it: the file, and its text where that is another.
    pub(crate) fn files(&self) -> impl Iterator<Item = String> + use<> {
        let text = self.extracted.as_ref().and_then(|it| it.text.clone());
        self.content.clone().into_iter().chain(text)
    }

    /// The day that stretches of its orders are counted from.
    pub(crate) fn ordered_on(&self) -> Date {
        self.issued_on.unwrap_or(self.received_on)
    }

    pub(crate) fn counting<'a>(&self, calendar: &'a WorkingDays) -> Counting<'a> {
        Counting { calendar, ordered_on: Some(self.ordered_on()) }
    }

    /// What people said of its columns, and what the others were taken for when it came in.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        let choice = |table, column, role, is_said| Choice { of: ColumnName::Place { table, column }, role, is_said };
        let said = self.named_columns.iter();
        let said = said.map(|it| choice(it.table as usize, it.column as usize, it.role, true));
        let tables = self.extracted.iter().flat_map(|it| it.columns.iter().enumerate());
        let taken = tables.flat_map(|(table, it)| {
            it.iter().enumerate().map(move |(column, role)| choice(table, column, *role, false))
        });
        said.chain(taken).collect()
    }

    /// The hash of the text that passages lead into; `None` once it is erased.
    pub(crate) fn text_hash(&self) -> Option<&String> {
        self.extracted.as_ref().map_or(self.content.as_ref(), |it| it.text.as_ref())
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
            named_columns: row.named_columns,
            plan_of: row.plan_of,
        }
    }
}
