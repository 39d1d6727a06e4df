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
    let mut found = Vec::with_capacity(text.len() / 5);
    let (mut line, mut is_spaced) = (0, true);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            line += u32::from(c == '\n');
            is_spaced = true;
            continue;
        }
        let (kind, end) = match c {
            _ if c.is_ascii_digit() => (TokenKind::Number, number_end(text, start)),
            _ if c.is_alphanumeric() => (TokenKind::Word, word_end(text, start)),
            _ => (TokenKind::Mark, start + c.len_utf8()),
        };
        while chars.next_if(|&(at, _)| at < end).is_some() {}
        let caps = if kind == TokenKind::Word { caps(&text[start..end]) } else { Caps::Lower };
        found.push(Token { start: start as u32, end: end as u32, line, kind, caps, is_spaced });
        is_spaced = false;
    }
    found
}

/// Letters and digits from `start`, an apostrophe between letters included (names of the highlands).
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].chars().peekable();
    while let Some(c) = chars.next() {
        let joins = matches!(c, '\'' | '\u{2019}') && chars.peek().is_some_and(|it| it.is_alphabetic());
        if !c.is_alphanumeric() && !joins {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// Digits from `start`, with single `.` or `,` between digits.
fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
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

fn caps(word: &str) -> Caps {
    let mut letters = word.chars().filter(|it| it.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => match letters.next() {
            None => Caps::Title,
            Some(second) if second.is_uppercase() && !letters.any(char::is_lowercase) => Caps::Upper,
            Some(_) => Caps::Title,
        },
        _ => Caps::Lower,
    }
}

/// Lower case and one spelling of tones, of the same byte length as `text`, so that spans fit both.
pub fn lowered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(small), None) if small.len_utf8() == c.len_utf8() => out.push(small),
            _ => out.push(c),
        }
    }
    base::fold::new_tones_in_place(out)
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
