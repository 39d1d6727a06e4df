//! Documents as they are read.

use super::{Cells, DOCUMENTS, Text};
use crate::Store;
use crate::engine::Value;
use crate::error::Error;
use jiff::civil::Date;
use model::{DocumentId, RegisterId};

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
}

impl Store {
    /// Every document, in the order of their identifiers.
    pub fn documents(&self, register: RegisterId) -> Result<Vec<DocumentRow>, Error> {
        self.read(|engine| engine.query(DOCUMENTS, &[Value::text(register)])?.into_iter().map(document).collect())
    }
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
    })
}
