//! Documents as they are read.

use super::task::opt_deadline;
use super::{Cells, DECISIONS, DOCUMENT_CALLED, DOCUMENTS, DRAFT_LEADS, DRAFTS, Text, id_range};
use crate::Store;
use crate::engine::{Engine, Value};
use crate::error::Error;
use base::{ColumnRole, Span};
use jiff::civil::Date;
use model::state::{Ending, TextDoubt};
use model::{AccountId, Deadline, DocumentId, RegisterId, UnitId};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    pub id: DocumentId,
    pub title: Text,
    pub file_name: Text,
    /// Hex BLAKE3 of the file as received.
    pub content: Text,
    pub length_bytes: u64,
    pub kind: Option<Text>,
    pub number: Option<Text>,
    pub issuer: Option<Text>,
    pub issued_on: Option<Date>,
    pub received_on: Date,
    pub reader: Option<String>,
    pub received_by: AccountId,
    /// The text that was taken out of the file; `None` where that is the file as it is.
    pub extracted: Option<ExtractedRow>,
}

/// A text that was frozen when its file was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtractedRow {
    /// Hex BLAKE3 of the text.
    pub text: Text,
    /// Name and version of the program that took it out.
    pub by: String,
    pub doubts: Vec<TextDoubt>,
    /// Of the tables of a kept sheet, what each column was taken for.
    pub columns: Vec<Vec<ColumnRole>>,
}

/// What somebody said of a draft: set aside, or amended where `is_set_aside` is false.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    pub document: DocumentId,
    /// Bytes of the document's text, half-open.
    pub span: (usize, usize),
    pub is_set_aside: bool,
    pub marked_by: AccountId,
    pub marked_on: Date,
    /// What is `None` stays as it was read.
    pub words: Option<Text>,
    pub deadline: Option<Deadline>,
    pub leads: Option<Vec<UnitId>>,
}

/// A passage that a task or the end of a conclusion rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    pub document: DocumentId,
    pub span: Span,
    /// How the conclusion ended; `None` for a task.
    pub ending: Option<Ending>,
    /// The unit that has the task.
    pub lead: Option<UnitId>,
}

impl Store {
    /// Number and title of a document; `None` for one that is not there.
    pub fn document_called(
        &self,
        register: RegisterId,
        document: DocumentId,
    ) -> Result<Option<(Option<Text>, Text)>, Error> {
        let key = [Value::text(register), Value::text(document)];
        let called = |row| {
            let mut cells = Cells::new("document", row);
            Ok((cells.opt_text()?, cells.text()?))
        };
        self.read(|engine| engine.query(DOCUMENT_CALLED, &key)?.into_iter().next().map(called).transpose())
    }

    /// The units that tasks or sessions out of a document concern.
    pub fn units_of_document(&self, register: RegisterId, document: DocumentId) -> Result<Vec<UnitId>, Error> {
        Ok(self.units_of_documents(register, &[document])?.remove(&document).unwrap_or_default())
    }

    /// The passages of one document or of all that tasks or ended conclusions rest on, in any order.
    pub fn decisions(&self, register: RegisterId, document: Option<DocumentId>) -> Result<Vec<Decision>, Error> {
        let [first, last] = id_range(document);
        let bounds = [Value::text(register), first, last];
        self.read(|engine| engine.query(DECISIONS, &bounds)?.into_iter().map(decision).collect())
    }

    /// What people said of the drafts of one document or of all.
    pub fn drafts_marked(&self, register: RegisterId, document: Option<DocumentId>) -> Result<Vec<DraftRow>, Error> {
        let [first, last] = id_range(document);
        let bounds = [Value::text(register), first, last];
        self.snapshot(|engine| {
            let mut leads: BTreeMap<(DocumentId, (usize, usize)), Vec<UnitId>> = BTreeMap::new();
            for row in engine.query(DRAFT_LEADS, &bounds)? {
                let mut cells = Cells::new("document_draft_lead", row);
                let key = (cells.id()?, (cells.number()?, cells.number()?));
                leads.entry(key).or_default().push(cells.id()?);
            }
            let drafts = engine.query(DRAFTS, &bounds)?.into_iter();
            drafts.map(|row| draft(row, &mut leads)).collect()
        })
    }

    /// Every document, in the order of their identifiers.
    pub fn documents(&self, register: RegisterId) -> Result<Vec<DocumentRow>, Error> {
        self.read(|engine| documents(engine, register, None))
    }

    /// One document; `None` where there is none.
    pub fn document(&self, register: RegisterId, document: DocumentId) -> Result<Option<DocumentRow>, Error> {
        Ok(self.read(|engine| documents(engine, register, Some(document)))?.pop())
    }
}

fn documents(engine: &mut Engine, register: RegisterId, one: Option<DocumentId>) -> Result<Vec<DocumentRow>, Error> {
    let [first, last] = id_range(one);
    engine.query(DOCUMENTS, &[Value::text(register), first, last])?.into_iter().map(document).collect()
}

fn decision(row: Vec<Value>) -> Result<Decision, Error> {
    let mut cells = Cells::new("task", row);
    let document = cells.id()?;
    let span = Span { start: cells.number()?, end: cells.number()? };
    Ok(Decision { document, span, ending: cells.opt_variant()?, lead: cells.opt_id()? })
}

fn document(row: Vec<Value>) -> Result<DocumentRow, Error> {
    let mut cells = Cells::new("document", row);
    Ok(DocumentRow {
        id: cells.id()?,
        title: cells.text()?,
        file_name: cells.text()?,
        content: cells.text()?,
        length_bytes: cells.number()?,
        kind: cells.opt_text()?,
        number: cells.opt_text()?,
        issuer: cells.opt_text()?,
        issued_on: cells.opt_date()?,
        received_on: cells.date()?,
        reader: cells.opt_string()?,
        received_by: cells.id()?,
        extracted: extracted(&mut cells)?,
    })
}

fn extracted(cells: &mut Cells) -> Result<Option<ExtractedRow>, Error> {
    let (text, by) = (cells.opt_text()?, cells.opt_string()?);
    let (doubts, columns) = (cells.opt_json()?.unwrap_or_default(), cells.opt_json()?.unwrap_or_default());
    Ok(text.zip(by).map(|(text, by)| ExtractedRow { text, by, doubts, columns }))
}

fn draft(
    row: Vec<Value>,
    all_leads: &mut BTreeMap<(DocumentId, (usize, usize)), Vec<UnitId>>,
) -> Result<DraftRow, Error> {
    let mut cells = Cells::new("document_draft", row);
    let (document, span) = (cells.id()?, (cells.number()?, cells.number()?));
    let is_set_aside = cells.string()? == "set_aside";
    let (marked_by, marked_on) = (cells.id()?, cells.date()?);
    let (words, deadline) = (cells.opt_text()?, opt_deadline(&mut cells)?);
    let changes_leads = cells.number::<i64>()? == 1;
    let leads = changes_leads.then(|| all_leads.remove(&(document, span)).unwrap_or_default());
    Ok(DraftRow { document, span, is_set_aside, marked_by, marked_on, words, deadline, leads })
}
