//! Words as they stand in a page: the five signs that mean something there are written as numbers.
//!
//! Nearly all of a page are words without such a sign, so they are looked for in blocks, which the processor compares at once:
//! byte by byte they took a quarter of the time of a long page.

use askama::filters::Escaper;
use std::fmt::{Result, Write};

/// What templates write words by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Html;

const BLOCK: usize = 16;

impl Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut out: W, words: &str) -> Result {
        let mut rest = words;
        while let Some((at, sign)) = first_sign(rest) {
            out.write_str(&rest[..at])?;
            out.write_str(sign)?;
            rest = &rest[at + 1..];
        }
        if rest.is_empty() { Ok(()) } else { out.write_str(rest) }
    }
}

/// Where the first sign stands, and how it is written.
fn first_sign(words: &str) -> Option<(usize, &'static str)> {
    let bytes = words.as_bytes();
    let (mut at, (blocks, _)) = (0, bytes.as_chunks::<BLOCK>());
    for block in blocks {
        if block.iter().fold(false, |any, it| any | is_sign(*it)) {
            break;
        }
        at += BLOCK;
    }
    let at = at + bytes[at..].iter().position(|it| is_sign(*it))?;
    Some((at, written(bytes[at])))
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, b'"' | b'&' | b'\'' | b'<' | b'>')
}

fn written(sign: u8) -> &'static str {
    match sign {
        b'"' => "&#34;",
        b'&' => "&#38;",
        b'\'' => "&#39;",
        b'<' => "&#60;",
        _ => "&#62;",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_is_written_wherever_it_stands_and_nothing_else_is_touched() {
        let written = |words: &str| {
            let mut out = String::new();
            Html.write_escaped_str(&mut out, words).unwrap();
            out
        };
        let signs = [('"', "&#34;"), ('&', "&#38;"), ('\'', "&#39;"), ('<', "&#60;"), ('>', "&#62;")];
        for n_before in 0..2 * BLOCK + 2 {
            let before = "\u{1ec7}".repeat(n_before / 3) + &"a".repeat(n_before % 3);
            for (sign, number) in signs {
                assert_eq!(written(&format!("{before}{sign}{before}")), format!("{before}{number}{before}"));
                assert_eq!(written(&format!("{sign}{before}{sign}")), format!("{number}{before}{number}"));
            }
            assert_eq!(written(&before), before);
        }
    }
}
