//! The row of a document.

use super::{
    Column::{Int, Text},
    Row, Table,
};
use crate::column::{date, id, opt_date, opt_words, words};
use crate::engine::Value;
use model::state::Document;

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
    ],
    n_key: 1,
    indexes: &[],
};

pub(super) fn rows(document: &Document) -> Vec<Row> {
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
    ];
    vec![Row { table: &DOCUMENT, values }]
}
