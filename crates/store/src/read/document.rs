//! Documents as they are read.

use super::several::{Lazy, Several};
use super::task::opt_deadline;
use super::{
    Cells, DECISIONS, DOCUMENT_CALLED, DOCUMENT_PLACES, DRAFT_LEADS, DRAFTS, LIMITATIONS, PLAN_OF, PLANS, TASK_SOURCE,
    Text, id_range,
};
use crate::Store;
use crate::engine::{Sql, Value};
use crate::error::Error;
use base::{ColumnRole, Span};
use jiff::civil::Date;
use model::state::{Ending, NamedColumn, TaskCode, TextDoubt};
use model::{AccountId, Deadline, DocumentId, RegisterId, SessionId, StreamId, TaskId, UnitId};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

static ALL: LazyLock<Sql> = LazyLock::new(|| Sql::generated(select("")));
static THESE: Lazy = Lazy::new(|| Several::new(|these| select(&format!(" AND r.document IN ({these})"))));

fn select(which: &str) -> String {
    format!(
        "SELECT r.document, t.seal, t.text, f.seal, f.text, c.seal, c.text, r.length_bytes,
        k.seal, k.text, n.seal, n.text, i.seal, i.text, r.issued_on, r.received_on, r.reader, r.received_by,
        x.seal, x.text, r.extracted_by, r.text_doubts, r.text_columns, r.named_columns, r.plan_of FROM document r
        LEFT JOIN sealed t ON t.register = r.register AND t.seal = r.title
        LEFT JOIN sealed f ON f.register = r.register AND f.seal = r.file_name
        LEFT JOIN sealed c ON c.register = r.register AND c.seal = r.content
        LEFT JOIN sealed k ON k.register = r.register AND k.seal = r.kind
        LEFT JOIN sealed n ON n.register = r.register AND n.seal = r.number
        LEFT JOIN sealed i ON i.register = r.register AND i.seal = r.issuer
        LEFT JOIN sealed x ON x.register = r.register AND x.seal = r.text
        WHERE r.register = ?1{which} ORDER BY r.document"
    )
}

/// Every statement of this module that is made.
pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    THESE.all().chain([*ALL])
}

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
    /// What people said that columns of a kept sheet hold.
    pub named_columns: Vec<NamedColumn>,
    /// The task whose implementing plan it is.
    pub plan_of: Option<TaskId>,
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

/// What answers a limitation of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitationRow {
    /// Where its words stand, bytes of the document's text, half-open.
    pub span: Span,
    /// The passages that answer it.
    pub answers: Vec<Span>,
    pub because: Option<Text>,
    pub answered_by: AccountId,
    pub answered_on: Date,
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
    /// That of the task.
    pub code: Option<TaskCode>,
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

    /// What answers the limitations of a document, in the order of its text.
    pub fn limitations(&self, register: RegisterId, document: DocumentId) -> Result<Vec<LimitationRow>, Error> {
        let key = [Value::text(register), Value::text(document)];
        self.read(|engine| engine.query(LIMITATIONS, &key)?.into_iter().map(limitation).collect())
    }

    /// Every document, in the order of their identifiers.
    pub fn documents(&self, register: RegisterId) -> Result<Vec<DocumentRow>, Error> {
        self.read(|engine| engine.query(*ALL, &[Value::text(register)])?.into_iter().map(document).collect())
    }

    /// One document; `None` where there is none.
    pub fn document(&self, register: RegisterId, document: DocumentId) -> Result<Option<DocumentRow>, Error> {
        Ok(self.documents_of(register, &[document])?.pop())
    }

    /// These documents in their order; one that is not there is left out.
    pub fn documents_of(&self, register: RegisterId, documents: &[DocumentId]) -> Result<Vec<DocumentRow>, Error> {
        let streams: Vec<StreamId> = documents.iter().map(|&it| it.into()).collect();
        let rows = self.read(|engine| THESE.ask(engine, register, &streams))?;
        let rows: Vec<DocumentRow> = rows.into_iter().map(document).collect::<Result<_, _>>()?;
        let mut found: HashMap<DocumentId, DocumentRow> = rows.into_iter().map(|it| (it.id, it)).collect();
        Ok(documents.iter().filter_map(|it| found.remove(it)).collect())
    }

    /// At most `limit` documents that came before `before`, the newest first, each with who received it.
    pub fn document_places(
        &self,
        register: RegisterId,
        before: Option<DocumentId>,
        limit: usize,
    ) -> Result<Vec<(DocumentId, AccountId)>, Error> {
        let before = before.map_or_else(|| Value::text("~"), Value::text);
        let bounds = [Value::text(register), before, Value::count(limit as u64)];
        let place = |row| {
            let mut cells = Cells::new("document", row);
            Ok((cells.id()?, cells.id()?))
        };
        self.read(|engine| engine.query(DOCUMENT_PLACES, &bounds)?.into_iter().map(place).collect())
    }

    /// The task whose implementing plan a document is.
    pub fn plan_of(&self, register: RegisterId, document: DocumentId) -> Result<Option<TaskId>, Error> {
        let key = [Value::text(register), Value::text(document)];
        let found = self.read(|engine| engine.query(PLAN_OF, &key))?.into_iter().next();
        found.map_or(Ok(None), |row| Cells::new("document", row).opt_id())
    }

    /// The documents that are plans of a task.
    pub fn plans_of_task(&self, register: RegisterId, task: TaskId) -> Result<Vec<DocumentId>, Error> {
        let key = [Value::text(register), Value::text(task)];
        let found = self.read(|engine| engine.query(PLANS, &key))?;
        found.into_iter().map(|row| Cells::new("document", row).id()).collect()
    }

    /// The document and the session that a task comes from.
    pub fn source_of_task(
        &self,
        register: RegisterId,
        task: TaskId,
    ) -> Result<(Option<DocumentId>, Option<SessionId>), Error> {
        let key = [Value::text(register), Value::text(task)];
        let found = self.read(|engine| engine.query(TASK_SOURCE, &key))?;
        let Some(row) = found.into_iter().next() else { return Ok((None, None)) };
        let mut cells = Cells::new("task", row);
        Ok((cells.opt_id()?, cells.opt_id()?))
    }
}

fn limitation(row: Vec<Value>) -> Result<LimitationRow, Error> {
    let mut cells = Cells::new("document_limitation", row);
    Ok(LimitationRow {
        span: Span { start: cells.number()?, end: cells.number()? },
        answers: cells.opt_json()?.unwrap_or_default(),
        because: cells.opt_text()?,
        answered_by: cells.id()?,
        answered_on: cells.date()?,
    })
}

fn decision(row: Vec<Value>) -> Result<Decision, Error> {
    let mut cells = Cells::new("task", row);
    let document = cells.id()?;
    let span = Span { start: cells.number()?, end: cells.number()? };
    let (ending, lead) = (cells.opt_variant()?, cells.opt_id()?);
    let code = cells.opt_number()?.zip(cells.opt_number()?).map(|(year, n)| TaskCode { year, n });
    Ok(Decision { document, span, ending, lead, code })
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
        named_columns: cells.opt_json()?.unwrap_or_default(),
        plan_of: cells.opt_id()?,
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
