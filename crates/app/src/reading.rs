//! A file read for whoever asks, and how that is printed. Nothing is kept.

use crate::frozen;
use crate::source::{Doubt, Format, Source};
use model::Refusal;
use serde::Serialize;

pub use base::Span;
pub use model::state::{TextDoubt, TextDoubtKind};
pub use paper::Format as Promised;
pub use paper::promised;
pub use reader::Reading;
pub use reader::explain::Why;
pub use reader::reading::{Directive, Field, Published};
pub use reader::sheet;

/// What stands in one file.
#[derive(Debug)]
pub struct FileReading {
    pub name: String,
    pub length_bytes: u64,
    pub source: Source,
    /// All spans are bytes of the text of `source`.
    pub reading: Reading,
}

/// Reads a file in memory. Its mark of secrecy is looked for before anything else.
///
/// # Errors
/// Those of [`Source::of`].
pub fn read(name: &str, bytes: &[u8]) -> Result<FileReading, Refusal> {
    let source = Source::of(name, bytes)?;
    let reading = reader::read(&reader::Text::new(&source.text));
    Ok(FileReading { name: name.to_owned(), length_bytes: bytes.len() as u64, source, reading })
}

impl FileReading {
    /// What is not certain about the words, in the order of the text; neighbours of one kind are told together.
    pub fn text_doubts(&self) -> Vec<TextDoubt> {
        frozen::doubts(&self.source)
    }

    /// Why each finding was made, list by list. The text is looked at once more.
    pub fn why(&self) -> Vec<Why> {
        reader::explain(&reader::Text::new(&self.source.text), &self.reading)
    }
}

/// A reading with its source, one JSON object a file. Its spans are bytes of the file, or of `source.text` where that is
/// told.
#[derive(Debug, Serialize)]
pub struct Printed {
    source: PrintedSource,
    #[serde(flatten)]
    reading: Reading,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Vec<Why>>,
}

#[derive(Debug, Serialize)]
struct PrintedSource {
    name: String,
    /// Length of the file.
    bytes: u64,
    /// Version of the reader.
    reader: &'static str,
    format: Format,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    /// Mean confidence of recognised words, per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doubts: Vec<Doubt>,
    /// The words that were taken out of a file which is no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl Printed {
    /// With why each finding was made, where `is_explained`.
    pub fn new(file: FileReading, is_explained: bool) -> Printed {
        let mut why = is_explained.then(|| file.why());
        let FileReading { name, length_bytes, mut source, mut reading } = file;
        let cues = why.iter_mut().flatten().flat_map(|it| &mut it.cues).map(|it| &mut it.span);
        reading.spans_mut().chain(cues).for_each(|it| *it = source.in_file(*it));
        let mut doubts = std::mem::take(&mut source.doubts);
        doubts.iter_mut().flat_map(|it| &mut it.span).for_each(|it| *it = source.in_file(*it));
        let is_text = matches!(source.format, Format::Text | Format::Html);
        let source = PrintedSource {
            name,
            bytes: length_bytes,
            reader: reader::VERSION,
            format: source.format,
            encoding: source.encoding,
            confidence: source.confidence(),
            doubts,
            text: (!is_text).then_some(source.text),
        };
        Printed { source, reading, why }
    }
}
