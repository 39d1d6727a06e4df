//! A received file as text: what format and encoding it has, its words, where they stand in the file, what is unsure.
//!
//! Nothing leaves the memory here. Of the words only a mark of secrecy is looked for; to understand them is the reader's.

use base::Span;
use model::Refusal;
use paper::{Cells, Extracted};
use reader::edits::Edits;
use reader::encoding::{self, Decoded, Encoding};
use serde::Serialize;

/// The words of one file.
#[derive(Debug)]
pub struct Source {
    pub format: Format,
    /// The encoding of the words by name where it is not Unicode: `tcvn3`; none for UTF-8.
    pub encoding: Option<&'static str>,
    /// UTF-8. All spans of a reading and of the doubts are bytes of this text.
    pub text: String,
    pub doubts: Vec<Doubt>,
    decoded: Decoded,
    /// What the words were taken out of; none where the file itself is text.
    extracted: Option<Extracted>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Text,
    Html,
    Docx,
    Xlsx,
    Pdf,
    Image,
}

/// What is not certain about the words of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    #[serde(flatten)]
    pub kind: DoubtKind,
    /// Bytes of [`Source::text`]; none where the doubt is about the whole file.
    pub span: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DoubtKind {
    /// The encoding was told from the words themselves.
    EncodingGuessed { encoding: &'static str },
    /// Bytes that are no text of a known encoding stand as U+FFFD.
    EncodingUnknown,
    /// Only part of the file could be followed.
    Damaged,
    /// A part of the file is ciphered.
    Encrypted,
    /// A part of the file cannot be read.
    PartNotReadable,
    /// Some pages are pictures, and no program for recognising letters is installed.
    NeedsOcr,
    /// So much was read and no more; `limit` counts what `cap` names.
    CutShort { cap: &'static str, limit: u64 },
    /// A recognised word whose confidence, per cent, is low.
    Unsure { confidence: u8 },
    /// Glyphs whose letters the file does not tell; they stand as U+FFFD.
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

/// Hears how far a file is that takes long, and answers whether somebody still wants it.
pub(crate) type Watch<'a> = dyn FnMut(paper::Progress) -> bool + 'a;

impl Source {
    /// Takes the words out of the file `name`; none of those that carry a mark of secrecy.
    ///
    /// # Errors
    /// [`Refusal::FileTooLong`], [`Refusal::FileEmpty`], [`Refusal::FileNotReadable`], [`Refusal::FileEncrypted`],
    /// [`Refusal::FileDamaged`], [`Refusal::FileNeedsOcr`], [`Refusal::FileWithoutWords`], [`Refusal::Classified`].
    pub fn of(name: &str, bytes: &[u8]) -> Result<Source, Refusal> {
        Source::watched(name, bytes, &mut |_| true).and_then(|it| it.ok_or(Refusal::FileDamaged))
    }

    /// The same, told page by page where pages take long; `None` once `watch` answers that nobody wants the rest. A mark
    /// of secrecy ends it at the page that bears it.
    pub(crate) fn watched(name: &str, bytes: &[u8], watch: &mut Watch) -> Result<Option<Source>, Refusal> {
        let length_bytes = bytes.len() as u64;
        let longest_bytes = paper::limits::LONGEST_FILE_BYTES;
        if length_bytes > longest_bytes {
            return Err(Refusal::FileTooLong { length_bytes, longest_bytes });
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(Refusal::FileEmpty);
        }
        let mut is_classified = false;
        let extracted = paper::extract_watched(bytes, name, &mut |it| {
            is_classified = reader::secrecy::is_classified(it.text);
            !is_classified && watch(it)
        });
        let Some(extracted) = extracted else {
            return if is_classified { Err(Refusal::Classified) } else { Ok(None) };
        };
        let Some(format) = Format::of(extracted.format).filter(|_| !extracted.text.trim().is_empty()) else {
            return Err(without_words(&extracted));
        };
        let source = match format {
            // The reader tells the old encodings apart by the bytes.
            Format::Text => Source::new(format, encoding::decode(bytes), None, length_bytes),
            _ => Source::new(format, encoding::decode(extracted.text.as_bytes()), Some(extracted), length_bytes),
        };
        if reader::secrecy::is_classified(&source.text) { Err(Refusal::Classified) } else { Ok(Some(source)) }
    }

    fn new(format: Format, mut decoded: Decoded, extracted: Option<Extracted>, length_bytes: u64) -> Source {
        let text = std::mem::take(&mut decoded.text);
        let forth = decoded.origin.turned();
        let of_file = extracted.iter().flat_map(|it| &it.doubts);
        let of_file = of_file.filter_map(|it| doubt(it, &forth, length_bytes));
        let doubts = of_encoding(decoded.encoding, &text).into_iter().chain(of_file).collect();
        Source { format, encoding: decoded.encoding.name(), text, doubts, decoded, extracted }
    }

    /// The bytes of the file that became `span` of the text. Where the file is no text (DOCX, XLSX, PDF, picture) the
    /// extracted text is the source.
    pub fn in_file(&self, span: Span) -> Span {
        let span = self.decoded.origin.back(span);
        self.extracted.as_ref().map_or(span, |it| it.to_source(span))
    }

    /// Where the cells of a workbook stand in the text; none for other formats.
    pub(crate) fn take_cells(&mut self) -> Option<Cells> {
        // A text in an old encoding was turned into another: places would not fit.
        let extracted = self.extracted.as_mut().filter(|_| self.format == Format::Xlsx && self.encoding.is_none());
        extracted.map(|it| std::mem::take(&mut it.cells))
    }

    /// Mean confidence of the words recognised in pictures, per cent; none where nothing was recognised.
    pub fn confidence(&self) -> Option<u8> {
        self.extracted.as_ref().and_then(|it| it.confidence)
    }
}

impl Format {
    fn of(format: paper::Format) -> Option<Format> {
        match format {
            paper::Format::Text => Some(Format::Text),
            paper::Format::Html => Some(Format::Html),
            paper::Format::Docx => Some(Format::Docx),
            paper::Format::Xlsx => Some(Format::Xlsx),
            paper::Format::Pdf => Some(Format::Pdf),
            paper::Format::Image => Some(Format::Image),
            paper::Format::Unknown => None,
        }
    }
}

/// Why a file gives no words.
fn without_words(extracted: &Extracted) -> Refusal {
    use paper::DoubtKind as Kind;
    let refusal = extracted.doubts.iter().find_map(|it| match it.kind {
        Kind::Encrypted => Some(Refusal::FileEncrypted),
        Kind::Broken => Some(Refusal::FileDamaged),
        Kind::NotReadable => Some(Refusal::FileNotReadable),
        Kind::NeedsOcr => Some(Refusal::FileNeedsOcr),
        _ => None,
    });
    refusal.unwrap_or(Refusal::FileWithoutWords)
}

fn of_encoding(encoding: Encoding, text: &str) -> Option<Doubt> {
    let guessed = |encoding| Some(Doubt { kind: DoubtKind::EncodingGuessed { encoding }, span: None });
    match encoding {
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => None,
        Encoding::Tcvn3 | Encoding::MisreadTcvn3 => guessed("tcvn3"),
        Encoding::Vni | Encoding::MisreadVni => guessed("vni"),
        Encoding::Windows1258 => guessed("windows-1258"),
        Encoding::Unknown => {
            let sign = char::REPLACEMENT_CHARACTER;
            let span = text.find(sign).map(|it| Span::new(it, it + sign.len_utf8()));
            Some(Doubt { kind: DoubtKind::EncodingUnknown, span })
        }
    }
}

fn doubt(doubt: &paper::Doubt, forth: &Edits, length_bytes: u64) -> Option<Doubt> {
    use paper::DoubtKind as Kind;
    let kind = match doubt.kind {
        Kind::TooLong { .. } => return None,
        Kind::Encrypted => DoubtKind::Encrypted,
        Kind::Broken => DoubtKind::Damaged,
        Kind::NotReadable => DoubtKind::PartNotReadable,
        Kind::NeedsOcr => DoubtKind::NeedsOcr,
        Kind::CutShort { cap } => cut_short(cap, length_bytes),
        Kind::Unsure { confidence } => DoubtKind::Unsure { confidence },
        Kind::LettersUnknown => DoubtKind::LettersUnknown,
        Kind::FormulaUnknown => DoubtKind::FormulaUnknown,
        Kind::HiddenSheet => DoubtKind::HiddenSheet,
        Kind::HiddenRows => DoubtKind::HiddenRows,
        Kind::HiddenColumns => DoubtKind::HiddenColumns,
    };
    let span = Some(doubt.span).filter(|it| !it.is_empty()).map(|it| forth.back(it));
    Some(Doubt { kind, span })
}

fn cut_short(cap: paper::limits::Cap, length_bytes: u64) -> DoubtKind {
    use paper::limits::{self, Cap};
    let length = length_bytes as usize;
    let (cap, limit) = match cap {
        Cap::ExpandedBytes => ("expanded_bytes", limits::expanded_bytes(length)),
        Cap::Text => ("text_bytes", limits::TEXT_BYTES),
        Cap::Nodes => ("elements", limits::NODES),
        Cap::Cells => ("cells", limits::CELLS),
        Cap::Pages => ("pages", limits::PAGES),
        Cap::Glyphs => ("glyphs", limits::glyphs(length)),
        Cap::Pictures => ("pictures", limits::PICTURES),
        Cap::Time => ("page_seconds", limits::PAGE_SECONDS),
    };
    DoubtKind::CutShort { cap, limit: limit as u64 }
}
