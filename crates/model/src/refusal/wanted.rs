//! What every act wants of the words, hashes, numbers and spans that it is given.

use super::Refusal;
use crate::Words;
use base::Span;

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

/// Words that may be absent, but not blank.
pub fn optional_words(field: &str, text: Option<String>) -> Result<Option<Words>, Refusal> {
    text.map(|it| wanted_words(field, it).map(Words::from)).transpose()
}

/// Refuses anything but a hash as it is printed, 64 lower-case hexadecimal digits: it becomes the name of a file.
pub fn wanted_hash(text: String) -> Result<String, Refusal> {
    let is_hash = text.len() == 64 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    if is_hash { Ok(text) } else { Err(Refusal::ContentNotAHash) }
}

/// Refuses a number that no column can hold.
///
/// # Errors
/// [`Refusal::CommandUnreadable`].
pub fn wanted_count(field: &str, n: u64) -> Result<u64, Refusal> {
    let longest = i64::MAX.unsigned_abs();
    if n > longest {
        return Err(Refusal::CommandUnreadable { because: format!("{field}: at most {longest}") });
    }
    Ok(n)
}

/// Refuses a span that ends before it starts, or whose end no column can hold.
///
/// # Errors
/// [`Refusal::SpanReversed`], [`Refusal::CommandUnreadable`].
pub fn wanted_span(span: Span) -> Result<Span, Refusal> {
    if span.end < span.start {
        return Err(Refusal::SpanReversed { start: span.start, end: span.end });
    }
    wanted_count("span", span.end as u64)?;
    Ok(span)
}
