//! Bytes to characters where a file is text: UTF-8, UTF-16 with its mark, or one byte a character.
//!
//! Old Vietnamese one-byte fonts are not told apart here. Such bytes become the letters of Windows-1252, as a browser
//! would show them, and the reader recovers what was meant.

use base::Span;

use crate::places::Places;

/// The text, and where its characters stand in `bytes`; no places where both are the same.
pub fn decode(bytes: &[u8], is_windows_1258: bool) -> (String, Option<Places>) {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), None),
            Err(_) => one_byte_each(bytes, is_windows_1258),
        },
    }
}

/// The text of UTF-16 with its mark, where nobody asks for places.
pub fn utf16_text(bytes: &[u8]) -> String {
    let unit = if bytes.starts_with(&[0xff, 0xfe]) { u16::from_le_bytes } else { u16::from_be_bytes };
    let units = bytes.chunks_exact(2).skip(1).map(|it| unit([it[0], it[1]]));
    char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Option<Places>) {
    let units = bytes.chunks_exact(2).map(|it| unit([it[0], it[1]]));
    let (mut text, mut places, mut at) = (String::with_capacity(bytes.len()), Places::default(), 2);
    for decoded in char::decode_utf16(units) {
        let c = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
        let length = 2 * c.len_utf16();
        places.replaced(text.len(), Span::new(at, at + length));
        text.push(c);
        at += length;
    }
    (text, Some(places))
}

fn one_byte_each(bytes: &[u8], is_windows_1258: bool) -> (String, Option<Places>) {
    let (mut text, mut places) = (String::with_capacity(bytes.len() * 2), Places::default());
    for (at, byte) in bytes.iter().enumerate() {
        let span = Span::new(at, at + 1);
        if byte.is_ascii() {
            places.verbatim(text.len(), span);
        } else {
            places.replaced(text.len(), span);
        }
        text.push(if is_windows_1258 { windows_1258(*byte) } else { windows_1252(*byte) });
    }
    (text, Some(places))
}

/// The upper quarter of the control range; zero where Windows-1252 has nothing.
const HIGH: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0,
    0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
];

pub fn windows_1252(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|it| HIGH.get(it as usize)).copied().unwrap_or(0);
    char::from_u32(u32::from(high)).filter(|_| high > 0).unwrap_or(char::from(byte))
}

fn windows_1258(byte: u8) -> char {
    match byte {
        0xc3 => '\u{102}',
        0xe3 => '\u{103}',
        0xd0 => '\u{110}',
        0xf0 => '\u{111}',
        0xd5 => '\u{1a0}',
        0xf5 => '\u{1a1}',
        0xdd => '\u{1af}',
        0xfd => '\u{1b0}',
        0xcc => '\u{300}',
        0xec => '\u{301}',
        0xd2 => '\u{309}',
        0xde => '\u{303}',
        0xf2 => '\u{323}',
        0xfe => '\u{20ab}',
        _ => windows_1252(byte),
    }
}
