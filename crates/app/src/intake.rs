//! Taking a document in: looked at in memory first, proposed, and only then accepted by a named person.

use crate::accept::Received;
use crate::bodies::Chosen;
use crate::known_units::KnownUnits;
use crate::office::Office;
use crate::propose::{Counting, Proposal, TextRead, kept, propose};
use crate::source::{Source, Watch};
use crate::{Error, frozen, views};
use base::WorkingDays;
use jiff::civil::Date;
use model::state::{TaskCode, TextDoubt};
use model::{DocumentId, Refusal, SessionId};
use reader::Reading;
use reader::sheet::Choice;
use serde::Serialize;

/// The longest file that is taken in, bytes.
pub const LONGEST_FILE_BYTES: u64 = paper::limits::LONGEST_FILE_BYTES;

/// A file that was read in memory; nothing of it is stored yet.
#[derive(Debug)]
pub struct FileRead {
    pub received: Received,
    /// What passages lead into: the file as it is where it is plain text, else what was taken out of it.
    pub text: String,
    pub reading: Reading,
    /// The file, where `text` is not the same.
    original: Option<Vec<u8>>,
    /// Where the cells of a workbook stand in `text`.
    cells: Option<paper::Cells>,
    /// What somebody says that columns of a kept sheet hold.
    pub choices: Vec<Choice>,
}

impl FileRead {
    /// The file as it was received.
    pub fn bytes(&self) -> &[u8] {
        self.original.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// What is proposed from.
    fn read<'a>(&'a self, chosen: &'a Chosen, calendar: &'a WorkingDays, today: Option<Date>) -> TextRead<'a> {
        let issued_on = self.reading.document.as_ref().and_then(|it| it.date);
        TextRead {
            text: &self.text,
            reading: &self.reading,
            unsure: self.doubts(),
            choices: &self.choices,
            chosen,
            counting: Counting { calendar, ordered_on: issued_on.or(today) },
        }
    }

    /// Whether it is a sheet in which tasks were kept.
    pub(crate) fn is_kept_sheet(&self) -> bool {
        kept::book(&self.text, &self.reading, &self.choices).is_some()
    }

    /// Whether its words come out of cells.
    pub fn is_workbook(&self) -> bool {
        self.cells.is_some()
    }

    /// What it is kept under.
    pub(crate) fn hashes(&self) -> Vec<String> {
        let text = self.received.extracted.iter().map(|it| it.text.clone());
        std::iter::once(self.received.content.clone()).chain(text).collect()
    }

    /// The cell of a workbook that holds byte `at` of the text.
    pub fn cell(&self, at: usize) -> Option<paper::CellName> {
        self.cells.as_ref()?.at(&self.text, at)
    }

    /// What is not certain about its words.
    pub fn doubts(&self) -> &[TextDoubt] {
        self.received.extracted.as_ref().map_or(&[], |it| &it.doubts)
    }
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
/// Those of [`Source::of`].
pub fn read_file(file_name: &str, bytes: Vec<u8>) -> Result<FileRead, Refusal> {
    match read_watched(file_name, bytes, &mut |_| true)? {
        Watched::Read(file) => Ok(*file),
        Watched::Left(_) => Err(Refusal::FileDamaged),
    }
}

/// What became of a file that was read under watch.
pub(crate) enum Watched {
    Read(Box<FileRead>),
    /// Nobody wanted the rest; here are its bytes.
    Left(Vec<u8>),
}

/// The same under watch.
pub(crate) fn read_watched(file_name: &str, bytes: Vec<u8>, watch: &mut Watch) -> Result<Watched, Refusal> {
    let Some(mut source) = Source::watched(file_name, &bytes, watch)? else { return Ok(Watched::Left(bytes)) };
    let (content, length_bytes) = (store::hash_of(&bytes), bytes.len() as u64);
    let text = frozen::storable(&source.text);
    let original = (text.as_bytes() != bytes).then_some(bytes);
    let extracted = original.as_ref().map(|_| frozen::extract(&source, &text));
    let reading = reader::read(&reader::Text::new(&text));
    let received = Received { file_name: file_name.to_owned(), content, length_bytes, extracted };
    let cells = source.take_cells();
    let file = FileRead { received, text, reading, original, cells, choices: Vec::new() };
    Ok(Watched::Read(Box::new(file)))
}

/// What `file` could become where no register is.
pub fn propose_alone(file: &FileRead) -> Proposal {
    propose(&file.read(&Chosen::new(), &WorkingDays::default(), None), &KnownUnits::default())
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
        let (calendar, today) = (self.calendar()?, self.today());
        let mut proposal = propose(&file.read(&Chosen::new(), &calendar, Some(today)), &*self.known_units()?);
        proposal.wait_for(self.today());
        Ok(proposal)
    }
}
