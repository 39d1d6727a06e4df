//! Turns the bytes of a received file into text for the reader, with every place led back; never fails.
//!
//! It reads text, HTML, DOCX, XLSX, PDF and pictures. It knows no register and judges no word: what a line means is for
//! the reader. Time and memory are bounded by the caps in [`limits`], whatever the input.

mod archive;
mod cells;
mod docx;
mod door;
mod draft;
mod format;
mod grid;
mod html;
pub mod limits;
mod ocr;
mod pdf;
mod places;
mod plain;
mod xlsx;
mod xml;

use base::Span;

pub use cells::{CellName, Cells};
pub use format::Format;
pub use format::by_name as promised;
use places::Places;

/// The text of one file.
#[derive(Debug)]
pub struct Extracted {
    pub format: Format,
    /// Lines in reading order. Paragraphs are parted by blank lines, the cells of a row by ` | `, columns that stand side
    /// by side by a gap of at least four blanks. Empty where the file cannot be read; then a doubt says why.
    pub text: String,
    pub doubts: Vec<Doubt>,
    /// Mean confidence of the words recognised in pictures, per cent; none where nothing was recognised.
    pub confidence: Option<u8>,
    /// From the text to the file, one step after the other.
    steps: Vec<Places>,
    /// Where the cells of a workbook stand; empty for other formats.
    pub cells: Cells,
}

/// What is not certain about an extracted text, and where in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub kind: DoubtKind,
    /// Bytes of [`Extracted::text`]; empty where the doubt is about the whole file.
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// The file is longer than this and was not looked at.
    TooLong { longest_bytes: u64 },
    /// It can be opened with a password only, or its content is ciphered.
    Encrypted,
    /// It says to be of its format, but its structure cannot be followed.
    Broken,
    /// It is of a format that is not read (the DOC and XLS of before 2007, programs, sound).
    NotReadable,
    /// It is a picture, or its pages are, and no program for recognising letters is installed.
    NeedsOcr,
    /// A cap was reached; what stands behind it is missing.
    CutShort { cap: limits::Cap },
    /// A recognised word whose confidence, per cent, is low.
    Unsure { confidence: u8 },
    /// Glyphs whose letters the file does not tell; they stand as U+FFFD.
    LettersUnknown,
    /// A cell whose formula has no result in the file; the formula stands there.
    FormulaUnknown,
    /// A sheet that is not shown: its name stands there, its rows were not read.
    HiddenSheet,
    /// The first of rows that are not shown; they were read.
    HiddenRows,
    /// The first cell of columns that are not shown; they were read.
    HiddenColumns,
}

impl Extracted {
    /// The bytes of the file that became `span` of the text. Where the file is no text (DOCX, XLSX, PDF, picture) the
    /// extracted text is the source, and the span stays as it is.
    ///
    /// The answer lies on character boundaries when `span` does.
    pub fn to_source(&self, span: Span) -> Span {
        self.steps.iter().fold(span, |span, places| places.to_source(span))
    }

    /// The cell of a workbook that holds byte `at` of the text.
    pub fn cell(&self, at: usize) -> Option<CellName> {
        self.cells.at(&self.text, at)
    }

    /// At most so many bytes of text, whole lines unless one is very long; the doubt stands on the end of what is kept.
    fn cut_at(mut self, n_bytes: usize) -> Extracted {
        if self.text.len() <= n_bytes {
            return self;
        }
        let kept = &self.text[..self.text.floor_char_boundary(n_bytes)];
        let line_end = kept.rfind('\n').filter(|it| *it >= n_bytes / 2);
        let end = line_end.map_or(kept.len(), |it| kept[..it].trim_end().len());
        self.text.truncate(end);
        self.text.shrink_to_fit();
        self.doubts.retain(|it| it.span.end <= end);
        let line = self.text.rfind('\n').map_or(0, |it| it + 1);
        let shown = self.text.ceil_char_boundary(end.saturating_sub(LAST_WORDS));
        let span = Span::new(line.max(shown), end);
        self.doubts.push(Doubt { kind: DoubtKind::CutShort { cap: limits::Cap::Text }, span });
        self
    }

    fn new(format: Format, text: String) -> Extracted {
        Extracted { format, text, doubts: Vec::new(), confidence: None, steps: Vec::new(), cells: Cells::default() }
    }

    fn nothing(format: Format, kind: DoubtKind) -> Extracted {
        let doubts = vec![Doubt::of_the_whole(kind)];
        Extracted { doubts, ..Extracted::new(format, String::new()) }
    }
}

/// Bytes of a text that was cut on which the doubt stands, at most.
const LAST_WORDS: usize = 200;

impl Doubt {
    fn of_the_whole(kind: DoubtKind) -> Doubt {
        Doubt { kind, span: Span::default() }
    }
}

/// How far a file of many pages is; only pages that are pictures take long.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// Pages of which the words are known.
    pub n_done: usize,
    pub n_pages: usize,
    /// The words of those pages.
    pub text: &'a str,
}

/// The text of the file `name` with the content `bytes`.
///
/// The format is told from the bytes; the name decides only where they leave it open.
pub fn extract(bytes: &[u8], name: &str) -> Extracted {
    extract_watched(bytes, name, &mut |_| true)
        .unwrap_or_else(|| Extracted::nothing(Format::Unknown, DoubtKind::Broken))
}

/// The same, told to `watch` before each page that takes long and after the last; `None` once it answers that nobody
/// wants the rest.
pub fn extract_watched(bytes: &[u8], name: &str, watch: &mut dyn FnMut(Progress) -> bool) -> Option<Extracted> {
    if bytes.len() as u64 > limits::LONGEST_FILE_BYTES {
        let kind = DoubtKind::TooLong { longest_bytes: limits::LONGEST_FILE_BYTES };
        return Some(Extracted::nothing(format::by_name(name), kind));
    }
    Some(match format::tell(bytes, name) {
        format::Told::As(format) => match format {
            Format::Text => plain::extract(bytes),
            Format::Html => html::extract(bytes),
            Format::Docx => docx::extract(bytes).cut_at(limits::TEXT_BYTES),
            Format::Xlsx => xlsx::extract(bytes).cut_at(limits::TEXT_BYTES),
            Format::Pdf => pdf::extract(bytes, watch)?.cut_at(limits::TEXT_BYTES),
            Format::Image if !watch(Progress { n_done: 0, n_pages: 1, text: "" }) => return None,
            Format::Image => ocr::extract_picture(bytes),
            Format::Unknown => Extracted::nothing(format, DoubtKind::NotReadable),
        },
        format::Told::Not(format, kind) => Extracted::nothing(format, kind),
    })
}
