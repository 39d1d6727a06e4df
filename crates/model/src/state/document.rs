//! A document: a file that was received, with what its head says of it.

use crate::{DocumentId, Words};
use jiff::civil::Date;

/// A received document. Its bytes lie outside the ledger, named by their hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub id: DocumentId,
    /// The headline, or the subject lines of a formal document.
    pub title: Words,
    pub file_name: Words,
    /// Hex BLAKE3 of the file as received.
    pub content: Words,
    /// Length of the file, bytes.
    pub length_bytes: u64,
    /// Kind as printed, for instance that of a notice; `None` for a news report.
    pub kind: Option<Words>,
    /// Number and symbol in canonical case.
    pub number: Option<Words>,
    pub issuer: Option<Words>,
    pub issued_on: Option<Date>,
    pub received_on: Date,
    /// Version of the reader that read it first.
    pub reader: Option<String>,
}
