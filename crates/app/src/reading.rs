//! A reading as it is printed: what was found, and in which file.

use crate::intake::FileRead;
use serde::Serialize;

pub use base::Span;
pub use reader::Reading;
pub use reader::reading::Directive;

/// A reading with its source, one JSON object a file.
#[derive(Debug, Serialize)]
pub struct Printed<'a> {
    source: Source<'a>,
    #[serde(flatten)]
    reading: &'a Reading,
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    name: &'a str,
    /// Length of the file.
    bytes: u64,
    /// Version of the reader.
    reader: &'a str,
}

impl<'a> Printed<'a> {
    pub fn new(file: &'a FileRead) -> Printed<'a> {
        let source =
            Source { name: &file.received.file_name, bytes: file.received.length_bytes, reader: reader::VERSION };
        Printed { source, reading: &file.reading }
    }
}
