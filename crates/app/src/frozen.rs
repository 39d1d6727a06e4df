//! The text of a file as it is frozen when it is received: programs that take words out of files change, and passages
//! must lead to the same words for ever.

use crate::Error;
use crate::office::Office;
use crate::source::{DoubtKind, Format, Source};
use crate::views::DocumentView;
use base::Span;
use model::act::document::receive::{Extract, MOST_DOUBTS};
use model::state::{TextDoubt, TextDoubtKind};

/// The text as a register can keep it: a database takes no zero.
pub fn storable(text: &str) -> String {
    text.replace('\0', " ")
}

/// What is recorded of `text`, which was taken out of a file.
pub fn extract(source: &Source, text: &str) -> Extract {
    let program = if source.format == Format::Text { "reader" } else { "paper" };
    let encoding = source.encoding.map(|it| format!("+{it}")).unwrap_or_default();
    Extract {
        text: store::hash_of(text.as_bytes()),
        by: format!("{program}-{}{encoding}", reader::VERSION),
        doubts: doubts(source),
        columns: Vec::new(),
    }
}

/// The doubts of a source, those about the whole of it first, then in the order of the text.
pub fn doubts(source: &Source) -> Vec<TextDoubt> {
    let mean = |it| TextDoubt { kind: TextDoubtKind::Recognised, span: None, confidence: Some(it) };
    let mut doubts: Vec<TextDoubt> = source.confidence().map(mean).into_iter().collect();
    doubts.extend(source.doubts.iter().map(|it| doubt(it.kind, it.span)));
    doubts.sort_by_key(|it| it.span);
    let mut farthest = 1;
    loop {
        doubts = joined(doubts, farthest);
        if doubts.len() <= MOST_DOUBTS {
            return doubts;
        }
        farthest *= 2;
    }
}

/// Doubts of one kind with at most `farthest` bytes between them as one; the lowest confidence counts.
fn joined(doubts: Vec<TextDoubt>, farthest: usize) -> Vec<TextDoubt> {
    let mut joined: Vec<TextDoubt> = Vec::new();
    for doubt in doubts {
        let before = joined.iter_mut().rfind(|it| it.kind == doubt.kind);
        match before.and_then(|it| Some((it.span?, doubt.span?, it))) {
            Some((one, other, before)) if other.start <= one.end + farthest => {
                before.span = Some(Span::new(one.start, one.end.max(other.end)));
                before.confidence = before.confidence.min(doubt.confidence);
            }
            _ => joined.push(doubt),
        }
    }
    joined
}

fn doubt(kind: DoubtKind, span: Option<Span>) -> TextDoubt {
    let (kind, confidence) = match kind {
        DoubtKind::EncodingGuessed { .. } => (TextDoubtKind::EncodingGuessed, None),
        DoubtKind::EncodingUnknown => (TextDoubtKind::EncodingUnknown, None),
        DoubtKind::Damaged => (TextDoubtKind::Damaged, None),
        DoubtKind::Encrypted => (TextDoubtKind::Encrypted, None),
        DoubtKind::PartNotReadable => (TextDoubtKind::PartNotReadable, None),
        DoubtKind::NeedsOcr => (TextDoubtKind::NeedsOcr, None),
        DoubtKind::CutShort { .. } => (TextDoubtKind::CutShort, None),
        DoubtKind::Unsure { confidence } => (TextDoubtKind::Unsure, Some(confidence)),
        DoubtKind::LettersUnknown => (TextDoubtKind::LettersUnknown, None),
        DoubtKind::FormulaUnknown => (TextDoubtKind::FormulaUnknown, None),
        DoubtKind::HiddenSheet => (TextDoubtKind::HiddenSheet, None),
        DoubtKind::HiddenRows => (TextDoubtKind::HiddenRows, None),
        DoubtKind::HiddenColumns => (TextDoubtKind::HiddenColumns, None),
    };
    TextDoubt { kind, span, confidence }
}

impl Office {
    /// The text that passages of `document` lead into; `None` once it is erased or missing.
    pub(crate) fn text_of(&self, document: &DocumentView) -> Result<Option<String>, Error> {
        let bytes = document.text_hash().map(|it| self.files.read(it)).transpose()?.flatten();
        Ok(bytes.and_then(|it| String::from_utf8(it).ok()))
    }
}
