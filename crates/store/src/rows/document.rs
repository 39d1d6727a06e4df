//! The rows of a document: itself, and what people said of its drafts.

use super::{
    Column::{Int, Text},
    Row, Table,
};
use crate::column::{date, id, json, opt_date, opt_id, opt_words, words};
use crate::engine::Value;
use model::state::{Document, DraftMark, LimitationAnswer};
use model::{Deadline, UnitId};

/// `text_doubts`, `text_columns` and `named_columns` are JSON: nobody looks for one of them.
pub(crate) const DOCUMENT: Table = Table {
    name: "document",
    columns: &[
        ("document", Text),
        ("title", Text),
        ("file_name", Text),
        ("content", Text),
        ("length_bytes", Int),
        ("kind", Text),
        ("number", Text),
        ("issuer", Text),
        ("issued_on", Text),
        ("received_on", Text),
        ("reader", Text),
        ("received_by", Text),
        ("text", Text),
        ("extracted_by", Text),
        ("text_doubts", Text),
        ("text_columns", Text),
        ("named_columns", Text),
        ("plan_of", Text),
    ],
    n_key: 1,
    indexes: &[(&["plan_of"], false)],
};

/// What people said of the drafts of a document; `changes_leads` tells amended leads from those as they were read.
pub(crate) const DOCUMENT_DRAFT: Table = Table {
    name: "document_draft",
    columns: &[
        ("document", Text),
        ("span_start", Int),
        ("span_end", Int),
        ("mark", Text),
        ("marked_by", Text),
        ("marked_on", Text),
        ("words", Text),
        ("deadline_kind", Text),
        ("due_on", Text),
        ("changes_leads", Int),
    ],
    n_key: 3,
    indexes: &[],
};

/// `place` keeps the order in which the leads were named.
pub(crate) const DOCUMENT_DRAFT_LEAD: Table = Table {
    name: "document_draft_lead",
    columns: &[("document", Text), ("span_start", Int), ("span_end", Int), ("place", Int), ("unit", Text)],
    n_key: 4,
    indexes: &[],
};

/// What answers the limitations of a document; `answers` is JSON: nobody looks for one of them.
pub(crate) const DOCUMENT_LIMITATION: Table = Table {
    name: "document_limitation",
    columns: &[
        ("document", Text),
        ("span_start", Int),
        ("span_end", Int),
        ("answers", Text),
        ("because", Text),
        ("answered_by", Text),
        ("answered_on", Text),
    ],
    n_key: 3,
    indexes: &[],
};

pub(super) fn rows(document: &Document) -> Vec<Row> {
    let extracted = document.extracted.as_ref();
    let values = vec![
        id(document.id),
        words(&document.title),
        words(&document.file_name),
        words(&document.content),
        Value::count(document.length_bytes),
        opt_words(document.kind.as_ref()),
        opt_words(document.number.as_ref()),
        opt_words(document.issuer.as_ref()),
        opt_date(document.issued_on),
        date(document.received_on),
        Value::opt_text(document.reader.as_ref()),
        id(document.received_by),
        opt_words(extracted.map(|it| &it.text)),
        Value::opt_text(extracted.map(|it| &it.by)),
        Value::opt_text(extracted.filter(|it| !it.doubts.is_empty()).map(|it| json(&it.doubts))),
        Value::opt_text(extracted.filter(|it| !it.columns.is_empty()).map(|it| json(&it.columns))),
        Value::opt_text(Some(&document.named_columns).filter(|it| !it.is_empty()).map(|it| json(it))),
        opt_id(document.plan_of),
    ];
    let drafts = document.drafts.iter().flat_map(|(span, mark)| draft_rows(document, *span, mark));
    let limitations = document.limitations.iter().map(|(span, answer)| limitation_row(document, *span, answer));
    std::iter::once(Row { table: &DOCUMENT, values }).chain(drafts).chain(limitations).collect()
}

fn limitation_row(document: &Document, (start, end): (usize, usize), answer: &LimitationAnswer) -> Row {
    let values = vec![
        id(document.id),
        Value::count(start as u64),
        Value::count(end as u64),
        Value::text(json(&answer.answers)),
        opt_words(answer.because.as_ref()),
        id(answer.by),
        date(answer.on),
    ];
    Row { table: &DOCUMENT_LIMITATION, values }
}

fn draft_rows(document: &Document, (start, end): (usize, usize), mark: &DraftMark) -> Vec<Row> {
    let key = [id(document.id), Value::count(start as u64), Value::count(end as u64)];
    let (kind, by, on, amended) = match mark {
        DraftMark::SetAside { by, on } => ("set_aside", *by, *on, None),
        DraftMark::Amended(it) => ("amended", it.by, it.on, Some(it)),
    };
    let deadline = amended.and_then(|it| it.deadline);
    let mut values = key.to_vec();
    values.extend([
        Value::text(kind),
        id(by),
        date(on),
        opt_words(amended.and_then(|it| it.words.as_ref())),
        Value::opt_text(deadline.map(super::task::deadline_kind)),
        opt_date(deadline.and_then(Deadline::due_on)),
        Value::Int(amended.is_some_and(|it| it.leads.is_some()).into()),
    ]);
    let lead = |(place, unit): (u64, &UnitId)| {
        let mut values = key.to_vec();
        values.extend([Value::count(place), id(*unit)]);
        Row { table: &DOCUMENT_DRAFT_LEAD, values }
    };
    let leads = amended.and_then(|it| it.leads.as_deref()).unwrap_or_default();
    std::iter::once(Row { table: &DOCUMENT_DRAFT, values }).chain((1..).zip(leads).map(lead)).collect()
}
