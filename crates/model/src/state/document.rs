//! A document: a file that was received, with what its head says of it.

use crate::{AccountId, Deadline, DocumentId, TaskId, UnitId, Words};
use base::{ColumnRole, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
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
    /// The text that passages lead into; `None` where that is the file as it is.
    pub extracted: Option<Extracted>,
    /// What people said that columns of a kept sheet hold, in the order of the columns.
    pub named_columns: Vec<NamedColumn>,
    /// The task whose implementing plan it is.
    pub plan_of: Option<TaskId>,
    /// What people said of passages before they became tasks; by start and end of the passage, bytes, half-open.
    pub drafts: BTreeMap<(usize, usize), DraftMark>,
    /// What answers the limitations it states, by the place of their words in the same way.
    pub limitations: BTreeMap<(usize, usize), LimitationAnswer>,
}

/// The text of a file that is not plain text, frozen when it was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// Hex BLAKE3 of the text in UTF-8; it lies beside the file, under its hash.
    pub text: Words,
    /// Name and version of the program that took it out.
    pub by: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<TextDoubt>,
    /// Of the tables of a kept sheet, in their order, what each column was taken for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Vec<ColumnRole>>,
}

/// What somebody said that a column of a kept sheet holds; table and column are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedColumn {
    pub table: u32,
    pub column: u32,
    pub role: ColumnRole,
}

/// What is not certain about an extracted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextDoubt {
    pub kind: TextDoubtKind,
    /// Bytes of the text; `None` where the doubt is about the whole of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Of words recognised in a picture, per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
}

/// Why a text is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextDoubtKind {
    /// The encoding was told from the words themselves.
    EncodingGuessed,
    /// Bytes that are no text of a known encoding.
    EncodingUnknown,
    /// Only part of the file could be followed.
    Damaged,
    /// A part of the file is ciphered.
    Encrypted,
    /// A part of the file cannot be read.
    PartNotReadable,
    /// Pages are pictures, and no program for recognising letters was there.
    NeedsOcr,
    /// A cap was reached; what stands behind it is missing.
    CutShort,
    /// Letters were recognised in pictures; the confidence is the mean.
    Recognised,
    /// Recognised words of low confidence.
    Unsure,
    /// Glyphs whose letters the file does not tell.
    LettersUnknown,
    /// A formula without a result.
    FormulaUnknown,
    /// A sheet that is not shown and was not read.
    HiddenSheet,
    /// Rows that are not shown and were read.
    HiddenRows,
    /// Columns that are not shown and were read.
    HiddenColumns,
}

/// What somebody said of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftMark {
    /// Nothing is to come of it.
    SetAside { by: AccountId, on: Date },
    /// It was read wrongly: so it should read. What is `None` stays as it was read.
    Amended(Amended),
}

/// What answers a limitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitationAnswer {
    /// Passages of the same document.
    pub answers: Vec<Span>,
    /// Why none does, or what else is to be said of it.
    pub because: Option<Words>,
    pub by: AccountId,
    pub on: Date,
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
