//! Words, numbers and marks with their places and a lower-case form: one pass that all rules share.

use base::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, also with digits or an apostrophe inside.
    Word,
    /// Digits, with single dots or commas between digits.
    Number,
    /// One other printed character.
    Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caps {
    /// No capital in front.
    Lower,
    /// A capital in front, at least one small letter behind; or a single capital.
    Title,
    /// Capitals only, at least two.
    Upper,
}

/// One token; `line` counts line breaks before it, so that two tokens of one line are easily told.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    start: u32,
    end: u32,
    pub line: u32,
    pub kind: TokenKind,
    pub caps: Caps,
    /// Blanks stand directly before it (or it opens the text).
    pub is_spaced: bool,
    /// The byte of a mark of ASCII, else 0.
    pub sign: u8,
}

impl Token {
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    pub fn start(&self) -> usize {
        self.start as usize
    }

    pub fn end(&self) -> usize {
        self.end as usize
    }

    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    /// A word that begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.caps != Caps::Lower
    }
}

/// All tokens of `text` in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(text.len() / 4 + 1);
    let (mut line, mut is_spaced, mut start) = (0, true, 0);
    while start < bytes.len() {
        let length = match bytes[start] {
            b' ' | b'\n' => 1,
            byte if byte.is_ascii_graphic() => 0,
            _ => Some(char_at(text, start)).filter(|it| it.is_whitespace()).map_or(0, char::len_utf8),
        };
        if length > 0 {
            line += u32::from(bytes[start] == b'\n');
            is_spaced = true;
            start += length;
            continue;
        }
        let (kind, end, caps) = token_at(text, start);
        let sign = if kind == TokenKind::Mark && bytes[start].is_ascii() { bytes[start] } else { 0 };
        found.push(Token { start: start as u32, end: end as u32, line, kind, caps, is_spaced, sign });
        is_spaced = false;
        start = end;
    }
    found
}

fn token_at(text: &str, start: usize) -> (TokenKind, usize, Caps) {
    if text.as_bytes()[start].is_ascii_digit() {
        return (TokenKind::Number, number_end(text.as_bytes(), start), Caps::Lower);
    }
    match word_end(text, start) {
        end if end == start => (TokenKind::Mark, start + char_at(text, start).len_utf8(), Caps::Lower),
        end => (TokenKind::Word, end, caps(&text[start..end])),
    }
}

fn char_at(text: &str, at: usize) -> char {
    match text.as_bytes()[at] {
        byte if byte.is_ascii() => char::from(byte),
        _ => text[at..].chars().next().unwrap_or(' '),
    }
}

/// What a byte may be in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// A letter or digit of ASCII, or a part of a letter of the blocks in which those of Vietnamese are.
    Plain,
    /// It ends a word.
    Ends,
    /// The letter has to be looked at.
    Odd,
}

static BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Odd; 256];
    let mut at = 0;
    while at < 256 {
        bytes[at] = match at as u8 {
            it if it.is_ascii_alphanumeric() => Byte::Plain,
            b'\'' => Byte::Odd,
            it if it.is_ascii() => Byte::Ends,
            // What goes on, the letters of two bytes, the first of three.
            0x80..=0xbf | 0xc4..=0xc8 => Byte::Plain,
            _ => Byte::Odd,
        };
        at += 1;
    }
    bytes
};

/// The end of the word at `start`; `start` where none begins. An apostrophe between letters belongs to it: names of the
/// highlands.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        end += match BYTES[usize::from(byte)] {
            Byte::Plain => 1,
            Byte::Ends => break,
            Byte::Odd => match odd_letter(text, end, end > start) {
                0 => break,
                length => length,
            },
        };
    }
    end
}

/// The bytes of the letter, digit or inner apostrophe at `at`; 0 for another character.
fn odd_letter(text: &str, at: usize, is_inner: bool) -> usize {
    let bytes = text.as_bytes();
    match (bytes[at], bytes.get(at + 1)) {
        // Multiplication and division signs stand among the letters of Latin-1.
        (0xc3, Some(0x97 | 0xb7)) => 0,
        (0xc3, _) => 2,
        (0xe1, Some(0xb8..=0xbb)) => 3,
        (b'\'', _) => usize::from(is_inner && text[at + 1..].starts_with(char::is_alphabetic)),
        _ => match char_at(text, at) {
            '\u{2019}' if is_inner && text[at + 3..].starts_with(char::is_alphabetic) => 3,
            c if c.is_alphanumeric() => c.len_utf8(),
            _ => 0,
        },
    }
}

fn caps(word: &str) -> Caps {
    if is_small_already(word.as_bytes(), 0) || !char_at(word, 0).is_uppercase() {
        return Caps::Lower;
    }
    if is_upper(word) { Caps::Upper } else { Caps::Title }
}

/// Two letters or more, and no small one.
fn is_upper(word: &str) -> bool {
    let mut n_letters = 0;
    for c in word.chars() {
        if is_small(c) {
            return false;
        }
        n_letters += usize::from(!c.is_ascii() || c.is_ascii_alphabetic());
    }
    n_letters >= 2
}

/// Whether it is a small letter; those of Vietnamese are told without a table.
fn is_small(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_lowercase(),
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => small(c) == c,
        _ => c.is_lowercase(),
    }
}

/// Whether it is a letter; those of Vietnamese are told without a table.
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{d7}' | '\u{f7}' => false,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphabetic(),
    }
}

/// Digits from `start`, with single `.` or `,` between digits.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some(byte) = bytes.get(end) {
        let joins = matches!(byte, b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !joins {
            break;
        }
        end += 1;
    }
    end
}

/// Lower case and one spelling of tones, of the same byte length as `text`, so that spans fit both.
pub fn lowered(text: &str) -> String {
    lowered_at(text, &tokens(text))
}

/// The same for a text whose tokens are known.
pub fn lowered_at(text: &str, tokens: &[Token]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for token in tokens.iter().filter(|it| it.is_word()) {
        let word = token.span().of(text);
        let (is_small, is_old) = match token.caps {
            Caps::Lower => (true, base::fold::may_end_in_old_tone(word)),
            // The capitals of ASCII are seen to in the end.
            _ => (word.chars().all(|it| it.is_ascii() || it == small(it)), base::fold::has_old_tones(word)),
        };
        if is_small && !is_old {
            continue;
        }
        out.push_str(&text[copied..token.start()]);
        let word: String = word.chars().map(small).collect();
        out.push_str(&if is_old { base::fold::new_tones_in_place(word) } else { word });
        copied = token.end();
    }
    out.push_str(&text[copied..]);
    // Of a word that opens small, only the letters of ASCII are looked at.
    out.make_ascii_lowercase();
    out
}

/// Whether the bytes at `at` are a small letter of Vietnamese.
fn is_small_already(bytes: &[u8], at: usize) -> bool {
    match (bytes[at], bytes.get(at + 1), bytes.get(at + 2)) {
        (b'a'..=b'z', ..) => true,
        (0xc3, Some(0xa0..), _) | (0xc4, Some(0x83 | 0x91 | 0xa9), _) => true,
        (0xc5, Some(0xa9), _) | (0xc6, Some(0xa1 | 0xb0), _) => true,
        (0xe1, Some(0xba | 0xbb), Some(last)) => last % 2 == 1,
        _ => false,
    }
}

/// The small letter of the same byte length; the ranges of Vietnamese are told without a table.
pub fn small(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        '\u{df}'..='\u{ff}' | '\u{103}' | '\u{111}' | '\u{129}' | '\u{169}' | '\u{1a1}' | '\u{1b0}' => c,
        '\u{1ea0}'..='\u{1eff}' => char::from_u32(c as u32 | 1).unwrap_or(c),
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
                _ => c,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_inner_marks_and_words_their_apostrophe() {
        let text = "H'Hen 1.248,6 ha, 25/10/2017; 12A.";
        let words: Vec<&str> = tokens(text).iter().map(|it| it.span().of(text)).collect();
        assert_eq!(words, ["H'Hen", "1.248,6", "ha", ",", "25", "/", "10", "/", "2017", ";", "12", "A", "."]);
    }

    #[test]
    fn lines_and_blanks_are_known() {
        let found = tokens("Ab CD\nef");
        assert_eq!(found.iter().map(|it| it.line).collect::<Vec<_>>(), [0, 0, 1]);
        assert_eq!(found.iter().map(|it| it.caps).collect::<Vec<_>>(), [Caps::Title, Caps::Upper, Caps::Lower]);
    }
}
