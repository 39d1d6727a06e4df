//! Receiving a document: the file is frozen, its head is noted.
//!
//! Source: Decree 30/2020/ND-CP, Annex VI (fields of a received document).

use crate::act::{Decide, Fold};
use crate::passage::want_reader;
use crate::refusal::{optional_words, wanted_count, wanted_hash, wanted_span, wanted_words};
use crate::state::{Document, Extracted, TextDoubt};
use crate::{DocumentId, Refusal, Scene, Stamp, Words};
use base::ColumnRole;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Receives a document whose bytes are kept under their hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receive {
    pub title: String,
    pub file_name: String,
    /// Hex BLAKE3 of the file, 64 lower-case digits: the file is kept under it.
    pub content: String,
    /// Length of the file, bytes.
    pub length_bytes: u64,
    #[serde(default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub number: Option<String>,
    #[serde(default)]
    pub issuer: Option<String>,
    #[serde(default)]
    pub issued_on: Option<Date>,
    /// Version of the reader that read it.
    #[serde(default)]
    pub reader: Option<String>,
    /// The text that was taken out of the file; `None` where the file itself is plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extracted: Option<Extract>,
}

/// Freezes the text that was taken out of a file: programs for that change, and passages lead into it for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extract {
    /// Hex BLAKE3 of the text in UTF-8, 64 lower-case digits: it is kept under it as the file is.
    pub text: String,
    /// Name and version of the program that took it out.
    pub by: String,
    /// At most [`MOST_DOUBTS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<TextDoubt>,
    /// Of the tables of a kept sheet, what each column was taken for; at most [`MOST_COLUMNS`] in all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Vec<ColumnRole>>,
}

/// A document was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    pub document: DocumentId,
    pub title: Words,
    pub file_name: Words,
    pub content: Words,
    pub length_bytes: u64,
    pub kind: Option<Words>,
    pub number: Option<Words>,
    pub issuer: Option<Words>,
    pub issued_on: Option<Date>,
    pub reader: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extracted: Option<Box<Extracted>>,
}

/// So many doubts of one text are kept.
pub const MOST_DOUBTS: usize = 1_000;
/// So many columns of one text are kept.
pub const MOST_COLUMNS: usize = 1_000;

impl Decide for Receive {
    type State = Document;
    type Event = Received;

    fn decide(self, _before: Option<&Document>, scene: &Scene) -> Result<Received, Refusal> {
        want_reader(self.reader.as_deref())?;
        Ok(Received {
            document: DocumentId(scene.stream),
            title: wanted_words("title", self.title)?.into(),
            file_name: wanted_words("file_name", self.file_name)?.into(),
            content: wanted_hash(self.content)?.into(),
            length_bytes: wanted_count("length_bytes", self.length_bytes)?,
            kind: optional_words("kind", self.kind)?,
            number: optional_words("number", self.number)?,
            issuer: optional_words("issuer", self.issuer)?,
            issued_on: self.issued_on,
            reader: self.reader,
            extracted: self.extracted.map(extracted).transpose()?.map(Box::new),
        })
    }
}

fn extracted(extract: Extract) -> Result<Extracted, Refusal> {
    want_reader(Some(&extract.by))?;
    if extract.doubts.len() > MOST_DOUBTS {
        return Err(Refusal::CommandUnreadable { because: format!("doubts: at most {MOST_DOUBTS}") });
    }
    if extract.columns.len() > MOST_COLUMNS || extract.columns.iter().map(Vec::len).sum::<usize>() > MOST_COLUMNS {
        return Err(Refusal::CommandUnreadable { because: format!("columns: at most {MOST_COLUMNS}") });
    }
    for doubt in &extract.doubts {
        doubt.span.map(wanted_span).transpose()?;
    }
    let Extract { text, by, doubts, columns } = extract;
    Ok(Extracted { text: wanted_hash(text)?.into(), by, doubts, columns })
}

impl Fold for Received {
    type State = Document;

    fn fold(self, _before: Option<Document>, stamp: &Stamp) -> Option<Document> {
        Some(Document {
            id: self.document,
            title: self.title,
            file_name: self.file_name,
            content: self.content,
            length_bytes: self.length_bytes,
            kind: self.kind,
            number: self.number,
            issuer: self.issuer,
            issued_on: self.issued_on,
            received_on: stamp.on(),
            received_by: stamp.actor,
            reader: self.reader,
            extracted: self.extracted.map(|it| *it),
            named_columns: Vec::new(),
            plan_of: None,
            drafts: BTreeMap::new(),
            limitations: BTreeMap::new(),
        })
    }

    fn recognises(&self) -> Option<&Words> {
        Some(&self.content)
    }
}
