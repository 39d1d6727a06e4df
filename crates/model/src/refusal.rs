//! The lawful "no": a closed list, each with the values its sentence needs.

use crate::id::{DocumentId, SessionId, StreamId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Why an act is not possible. [`Refusal::code`] is stable and is the message key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Refusal {
    /// The stream an act would begin has entries already.
    StreamExists {
        stream: StreamId,
    },
    /// The stream an act is about has no entry, or is of another noun.
    StreamUnknown {
        stream: StreamId,
    },
    /// The act was drawn from an older version; it must be looked at again.
    Stale {
        seen: u64,
        current: u64,
    },
    /// The key was used before, for another command.
    KeyReused {
        key: String,
    },
    /// The same file is in the register already.
    DocumentKnown {
        document: Option<DocumentId>,
    },
    /// The register has a founding entry.
    RegisterFounded,
    UnitUnknown {
        unit: UnitId,
    },
    DocumentUnknown {
        document: DocumentId,
    },
    SessionUnknown {
        session: SessionId,
    },
    ConclusionUnknown {
        session: SessionId,
        n: u32,
    },
    /// A conclusion of that number is recorded already.
    ConclusionNumberTaken {
        n: u32,
    },
    /// The conclusion has ended, and not as tasks.
    ConclusionEnded {
        n: u32,
    },
    /// The conclusion must first be ended as tasks.
    ConclusionNotEndedAsTasks {
        n: u32,
    },
    /// Words that a sentence cannot do without are empty.
    WordsMissing {
        field: String,
    },
    /// Words longer than the register takes; lengths in bytes.
    WordsTooLong {
        field: String,
        length: usize,
        longest: usize,
    },
    /// A unit cannot lead and coordinate the same task.
    LeadCoordinates {
        unit: UnitId,
    },
    /// The parent is the unit itself.
    UnitOwnParent {
        unit: UnitId,
    },
    /// A day later than today.
    DayInFuture {
        day: Date,
    },
    /// Nothing to erase was named.
    NothingToErase,
    /// A span whose end is before its start.
    SpanReversed {
        start: usize,
        end: usize,
    },
    /// The command could not be understood; `because` is for the writer of a client.
    CommandUnreadable {
        because: String,
    },
    /// More commands than one batch may hold.
    BatchTooLong {
        n_commands: usize,
        longest: usize,
    },
    /// The text carries a secrecy mark: it is tracked outside the register. Nothing of it is repeated here.
    Classified,
    /// The file has no content.
    FileEmpty,
    /// The file is longer than the register takes; lengths in bytes.
    FileTooLong {
        length_bytes: u64,
        longest_bytes: u64,
    },
    /// The file is not plain text.
    FileNotText,
    /// Nothing was found in the text that the register keeps.
    NothingFound,
    /// A rehearsal register takes no real entries, and a real one no rehearsed ones.
    RehearsalDiffers {
        is_rehearsal: bool,
    },
}

impl Refusal {
    /// The stable code: the message key is `refusal-` and this.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::StreamExists { .. } => "stream-exists",
            Refusal::StreamUnknown { .. } => "stream-unknown",
            Refusal::Stale { .. } => "stale",
            Refusal::KeyReused { .. } => "key-reused",
            Refusal::DocumentKnown { .. } => "document-known",
            Refusal::RegisterFounded => "register-founded",
            Refusal::UnitUnknown { .. } => "unit-unknown",
            Refusal::DocumentUnknown { .. } => "document-unknown",
            Refusal::SessionUnknown { .. } => "session-unknown",
            Refusal::ConclusionUnknown { .. } => "conclusion-unknown",
            Refusal::ConclusionNumberTaken { .. } => "conclusion-number-taken",
            Refusal::ConclusionEnded { .. } => "conclusion-ended",
            Refusal::ConclusionNotEndedAsTasks { .. } => "conclusion-not-ended-as-tasks",
            Refusal::WordsMissing { .. } => "words-missing",
            Refusal::WordsTooLong { .. } => "words-too-long",
            Refusal::LeadCoordinates { .. } => "lead-coordinates",
            Refusal::UnitOwnParent { .. } => "unit-own-parent",
            Refusal::DayInFuture { .. } => "day-in-future",
            Refusal::NothingToErase => "nothing-to-erase",
            Refusal::SpanReversed { .. } => "span-reversed",
            Refusal::CommandUnreadable { .. } => "command-unreadable",
            Refusal::BatchTooLong { .. } => "batch-too-long",
            Refusal::Classified => "classified",
            Refusal::FileEmpty => "file-empty",
            Refusal::FileTooLong { .. } => "file-too-long",
            Refusal::FileNotText => "file-not-text",
            Refusal::NothingFound => "nothing-found",
            Refusal::RehearsalDiffers { .. } => "rehearsal-differs",
        }
    }
}

/// The longest words the register takes in one field, in bytes.
pub const LONGEST_WORDS: usize = 20_000;

/// Refuses words that are blank or longer than [`LONGEST_WORDS`]; trims the rest.
pub fn wanted_words(field: &str, text: String) -> Result<String, Refusal> {
    let text = text.trim().replace('\0', "");
    if text.is_empty() {
        return Err(Refusal::WordsMissing { field: field.to_owned() });
    }
    if text.len() > LONGEST_WORDS {
        return Err(Refusal::WordsTooLong { field: field.to_owned(), length: text.len(), longest: LONGEST_WORDS });
    }
    Ok(text)
}
