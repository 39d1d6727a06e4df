//! One document as text: normalised once at the door, every place traceable to the source as it is.

use crate::edits::{Edit, Edits};
use crate::encoding::{self, Decoded, Encoding};
use crate::mended;
use base::Span;
use unicode_normalization::UnicodeNormalization;

/// A source text in NFC with one kind of blank and `\n` as its only line end.
///
/// All rules work on [`Text::as_str`]; [`Text::to_source`] leads back to the bytes that were received.
/// # Example
/// ```
/// let text = reader::Text::of_bytes(b"\xff\xfea\0b\0");
/// assert_eq!(text.as_str(), "ab");
/// assert_eq!(text.to_source(base::Span::new(1, 2)), base::Span::new(4, 6));
/// ```
pub struct Text {
    source: String,
    normal: String,
    /// From `normal` to the text with its spoilt lines as they are; `None` without such lines.
    mended: Option<Edits>,
    edits: Edits,
    encoding: Encoding,
    /// From the bytes of the file to `source`; none where the file is UTF-8.
    origin: Edits,
}

impl Text {
    pub fn new(source: &str) -> Text {
        Text::of(Decoded { text: source.to_owned(), encoding: Encoding::Utf8, origin: Edits::default() })
    }

    /// The text of a file, whatever encoding it is in; never fails.
    pub fn of_bytes(bytes: &[u8]) -> Text {
        Text::of(encoding::decode(bytes))
    }

    fn of(decoded: Decoded) -> Text {
        let (normal, edits) = normalise(&decoded.text);
        let Decoded { text: source, encoding, origin } = decoded;
        let (normal, mended) = match mended::mend(&normal) {
            Some((mended, edits)) => (mended, Some(edits)),
            None => (normal, None),
        };
        Text { source, normal, mended, edits: Edits::new(edits), encoding, origin }
    }

    /// What the file was written in.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The normalised text.
    pub fn as_str(&self) -> &str {
        &self.normal
    }

    /// The text as it was received, in UTF-8.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The normalised words at `span`.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.normal)
    }

    /// The bytes of the file that became `span`; always on character boundaries of the file as it is.
    pub fn to_source(&self, span: Span) -> Span {
        self.origin.back(self.edits.back(self.as_normalised(span)))
    }

    /// The words at `span` as they were printed, blanks collapsed.
    pub fn printed(&self, span: Span) -> String {
        match self.mended {
            None => self.words(span),
            Some(_) => {
                let was = self.edits.back(self.as_normalised(span)).of(&self.source);
                base::fold::collapse(&normalise(was).0)
            }
        }
    }

    /// The normalised words at `span`, blanks collapsed.
    pub fn words(&self, span: Span) -> String {
        let words = self.slice(span);
        let bytes = words.as_bytes();
        let is_bare = bytes.first().is_none_or(|it| *it > b' ') && bytes.last().is_none_or(|it| *it > b' ');
        let is_single = bytes.windows(2).all(|it| it[0] > b' ' || it == [b' ', it[1]] && it[1] > b' ');
        // The text has no other blanks, and is composed.
        if is_bare && is_single { words.to_owned() } else { base::fold::collapse(words) }
    }

    fn as_normalised(&self, span: Span) -> Span {
        self.mended.as_ref().map_or(span, |it| it.back(span))
    }

    /// `span` without white space at its ends and without final `. ; , :`.
    pub fn trimmed(&self, span: Span) -> Span {
        let words = self.slice(span);
        let left = words.trim_start();
        let start = span.end - left.len();
        let kept = left.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | ',' | ':'));
        Span::new(start, start + kept.len())
    }
}

fn normalise(source: &str) -> (String, Vec<Edit>) {
    let mut normal = String::with_capacity(source.len());
    let mut edits = Vec::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = odd(source, at) {
        at = found.max(copied);
        let end = cluster_end(source, at);
        let c = source[at..].chars().next().unwrap_or(' ');
        if let Some(becomes) = replacement(c, &source[at..end]) {
            let before = normal.len() + at - copied;
            normal.push_str(&source[copied..at]);
            normal.push_str(&becomes);
            copied = end;
            edits.push(Edit { normal: (before as u32, normal.len() as u32), source: (at as u32, end as u32) });
        }
        at = end;
    }
    normal.push_str(&source[copied..]);
    (normal, edits)
}

/// The next character from `from` on that may have to be written anew: not plain ASCII, and no letter of Vietnamese
/// without combining marks behind it.
fn odd(source: &str, from: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b' '..=b'~' | b'\n' => 1,
            0xc3..=0xcb => 2,
            0xe1 if matches!(bytes.get(at + 1), Some(0xb8..=0xbb)) => 3,
            // The letter before takes the mark.
            0xcc | 0xcd => return Some(source.floor_char_boundary(at.saturating_sub(1)).max(from)),
            _ => return Some(at),
        };
    }
    None
}

/// Behind the character at `at` and its combining marks; a line end of two characters is one.
fn cluster_end(source: &str, at: usize) -> usize {
    let mut chars = source[at..].chars();
    if chars.next() == Some('\r') {
        return at + 1 + usize::from(chars.next() == Some('\n'));
    }
    while chars.clone().next().is_some_and(is_mark) {
        chars.next();
    }
    source.len() - chars.as_str().len()
}

/// What the cluster `was`, beginning with `c`, is written as; `None` when it may stay.
fn replacement(c: char, was: &str) -> Option<String> {
    match c {
        ' ' | '\n' => None,
        // A tab is a gap between columns, so it stays wider than a blank between words.
        '\t' => Some("   ".to_owned()),
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some("\n".to_owned()),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Some(String::new()),
        _ if c.is_whitespace() || c.is_control() => Some(" ".to_owned()),
        _ if was.len() == c.len_utf8() && matches!(c, '\u{21}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}') => None,
        _ => {
            let composed: String = was.nfc().collect();
            (composed != was).then_some(composed)
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_stays_as_it_is() {
        let text = Text::new("one two");
        assert_eq!(text.as_str(), "one two");
        assert_eq!(text.to_source(Span::new(4, 7)), Span::new(4, 7));
    }

    #[test]
    fn decomposed_letters_lead_back_to_their_bytes() {
        let source = "ab o\u{302}\u{301} cd\r\nef\u{200b}gh";
        let text = Text::new(source);
        assert_eq!(text.as_str(), "ab \u{1ed1} cd\nefgh");
        for (words, was) in
            [("\u{1ed1}", "o\u{302}\u{301}"), ("cd", "cd"), ("ef", "ef"), ("gh", "gh"), ("efgh", "ef\u{200b}gh")]
        {
            let start = text.as_str().find(words).expect("the words stand in the text");
            let span = text.to_source(Span::new(start, start + words.len()));
            assert_eq!(span.of(source), was);
        }
    }

    #[test]
    fn trimming_leaves_off_final_marks() {
        let text = Text::new("  a report; ");
        assert_eq!(text.slice(text.trimmed(Span::new(0, 12))), "a report");
        assert!(text.trimmed(Span::new(0, 2)).is_empty());
    }

    #[test]
    fn every_place_of_odd_input_is_a_character_boundary() {
        let source = "\u{301}a\r\r\n\u{2028}\u{feff}\u{a0}x\u{323}\u{302}\u{0}\tz\u{1112}\u{1161}";
        let text = Text::new(source);
        for (start, _) in text.as_str().char_indices() {
            for (end, _) in text.as_str().char_indices().filter(|it| it.0 > start) {
                let span = text.to_source(Span::new(start, end));
                assert!(source.get(span.start..span.end).is_some(), "{span:?}");
            }
        }
    }
}
