//! A document: a file that was received, with what its head says of it.

use crate::{AccountId, Deadline, DocumentId, UnitId, Words};
use jiff::civil::Date;
use std::collections::BTreeMap;

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
    pub received_by: AccountId,
    /// Version of the reader that read it first.
    pub reader: Option<String>,
    /// What people said of passages before they became tasks; by start and end of the passage, bytes, half-open.
    pub drafts: BTreeMap<(usize, usize), DraftMark>,
}

/// What somebody said of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftMark {
    /// Nothing is to come of it.
    SetAside { by: AccountId, on: Date },
    /// It was read wrongly: so it should read. What is `None` stays as it was read.
    Amended(Amended),
}

/// What a person put in the place of what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    pub words: Option<Words>,
    pub leads: Option<Vec<UnitId>>,
    pub deadline: Option<Deadline>,
    pub by: AccountId,
    pub on: Date,
}
