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
    let mut found = Vec::with_capacity(text.len() / 5);
    let (mut line, mut is_spaced, mut start) = (0, true, 0);
    while start < bytes.len() {
        let c = char_at(text, start);
        if c.is_whitespace() {
            line += u32::from(c == '\n');
            is_spaced = true;
            start += c.len_utf8();
            continue;
        }
        let (kind, end, caps) = if c.is_ascii_digit() {
            (TokenKind::Number, number_end(bytes, start), Caps::Lower)
        } else if is_letter(c) {
            let (end, caps) = word(text, start);
            (TokenKind::Word, end, caps)
        } else {
            (TokenKind::Mark, start + c.len_utf8(), Caps::Lower)
        };
        found.push(Token { start: start as u32, end: end as u32, line, kind, caps, is_spaced });
        is_spaced = false;
        start = end;
    }
    found
}

fn char_at(text: &str, at: usize) -> char {
    match text.as_bytes()[at] {
        byte if byte.is_ascii() => char::from(byte),
        _ => text[at..].chars().next().unwrap_or(' '),
    }
}

/// Letters and digits; the ranges of Vietnamese are told without a table.
fn is_letter(c: char) -> bool {
    match c {
        '\u{d7}' | '\u{f7}' => false,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// The end of the word at `start` and its capitals. An apostrophe between letters belongs to it: names of the highlands.
fn word(text: &str, start: usize) -> (usize, Caps) {
    let (mut end, mut n_letters, mut n_capitals) = (start, 0, 0);
    let is_title = char_at(text, start).is_uppercase();
    while end < text.len() {
        let c = char_at(text, end);
        let joins = matches!(c, '\'' | '\u{2019}') && text[end + c.len_utf8()..].starts_with(char::is_alphabetic);
        if !(is_letter(c) || joins) {
            break;
        }
        end += c.len_utf8();
        if is_title && c.is_alphabetic() {
            n_letters += 1;
            n_capitals += usize::from(!c.is_lowercase());
        }
    }
    let caps = match is_title {
        false => Caps::Lower,
        true if n_letters > 1 && n_capitals == n_letters => Caps::Upper,
        true => Caps::Title,
    };
    (end, caps)
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
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().map(small));
    base::fold::new_tones_in_place(out)
}

/// The small letter of the same byte length; the ranges of Vietnamese are told without a table.
fn small(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        '\u{df}'..='\u{ff}' => c,
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
