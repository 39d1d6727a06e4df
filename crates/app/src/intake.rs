//! Taking a document in: looked at in memory first, proposed, and only then accepted by a named person.

use crate::accept::Received;
use crate::known_units::KnownUnits;
use crate::office::Office;
use crate::propose::{Proposal, propose};
use crate::{Error, views};
use model::state::TaskCode;
use model::{DocumentId, Refusal, SessionId};
use reader::Reading;
use serde::Serialize;

/// The longest file that is taken in, bytes.
pub const LONGEST_FILE_BYTES: u64 = 100 * 1024 * 1024;

/// A file that was read in memory; nothing of it is stored yet.
#[derive(Debug)]
pub struct FileRead {
    pub received: Received,
    pub text: String,
    pub reading: Reading,
}

/// What a bulk acceptance wrote.
#[derive(Clone, Debug, Serialize)]
pub struct Accepted {
    pub document: DocumentId,
    pub session: Option<SessionId>,
    pub n_units: usize,
    pub n_conclusions: usize,
    pub n_guidance: usize,
    pub tasks: Vec<TaskCode>,
    /// The first entry of the acceptance.
    pub first: u64,
    /// The last entry of the acceptance.
    pub last: u64,
    pub head: String,
}

/// Reads a file that somebody sent. Its mark of secrecy is looked for before anything else.
///
/// # Errors
/// [`Refusal::FileEmpty`], [`Refusal::FileTooLong`], [`Refusal::FileNotText`], [`Refusal::Classified`].
pub fn read_file(file_name: &str, bytes: Vec<u8>) -> Result<FileRead, Refusal> {
    let length_bytes = bytes.len() as u64;
    if length_bytes > LONGEST_FILE_BYTES {
        return Err(Refusal::FileTooLong { length_bytes, longest_bytes: LONGEST_FILE_BYTES });
    }
    let text = String::from_utf8(bytes).map_err(|_| Refusal::FileNotText)?;
    if reader::secrecy::is_classified(&text) {
        return Err(Refusal::Classified);
    }
    if text.trim().is_empty() {
        return Err(Refusal::FileEmpty);
    }
    if text.contains('\0') {
        return Err(Refusal::FileNotText);
    }
    let reading = reader::read(&reader::Text::new(&text));
    let content = store::hash_of(text.as_bytes());
    let received = Received { file_name: file_name.to_owned(), content, length_bytes };
    Ok(FileRead { received, text, reading })
}

/// What `file` could become where no register is.
pub fn propose_alone(file: &FileRead) -> Proposal {
    propose(&file.text, &file.reading, &KnownUnits::default())
}

impl Office {
    /// The document this file was received as, if it is in the register.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn recognise(&self, file: &FileRead) -> Result<Option<views::DocumentView>, Error> {
        let Some(register) = self.founded()? else { return Ok(None) };
        match self.store.known_file(register, &file.received.content)? {
            Some(document) => Ok(self.store.document(register, document)?.map(views::DocumentView::of)),
            None => Ok(None),
        }
    }

    /// What `file` could become beside the units of the register.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn propose(&self, file: &FileRead) -> Result<Proposal, Error> {
        Ok(propose(&file.text, &file.reading, &self.known_units()?))
    }
}
