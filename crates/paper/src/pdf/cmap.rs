//! What codes stand for, as the `ToUnicode` table of a font says.

use std::collections::BTreeMap;

use crate::pdf::object::{Object, Parser};

/// Entries of a table; a font has at most 65,536 codes.
const N_ENTRIES: usize = 100_000;

#[derive(Default)]
pub struct Cmap {
    /// First code of each range: last code, and the letters of the first.
    ranges: BTreeMap<u32, (u32, String)>,
    /// Bytes of a code, as the table says.
    pub n_bytes: Option<usize>,
}

impl Cmap {
    pub fn new(text: &[u8]) -> Cmap {
        let mut cmap = Cmap::default();
        let mut parser = Parser::new(text, 0, 10 * N_ENTRIES);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = parser.object() {
            let Object::Word(word) = object else {
                operands.push(object);
                continue;
            };
            match &*word {
                "endcodespacerange" => cmap.n_bytes = operands.last().and_then(bytes).map(|it| it.len().clamp(1, 4)),
                "endbfchar" => operands.chunks_exact(2).for_each(|it| cmap.add(&it[0], &it[0], &it[1])),
                "endbfrange" => operands.chunks_exact(3).for_each(|it| cmap.add(&it[0], &it[1], &it[2])),
                _ => {}
            }
            operands.clear();
            if cmap.ranges.len() >= N_ENTRIES {
                break;
            }
        }
        cmap
    }

    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The letters of `code`.
    pub fn letters(&self, code: u32) -> Option<String> {
        let (first, (last, letters)) = self.ranges.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        let mut chars = letters.chars();
        let end = chars.next_back()?;
        let end = char::from_u32(end as u32 + (code - first))?;
        Some(chars.chain([end]).filter(|it| *it != '\0').collect())
    }

    fn add(&mut self, first: &Object, last: &Object, letters: &Object) {
        let (Some(first), Some(last)) = (bytes(first).map(code), bytes(last).map(code)) else { return };
        match letters {
            Object::Array(each) => {
                for (n, letters) in each.iter().enumerate().take(256) {
                    let code = first.saturating_add(n as u32);
                    bytes(letters).into_iter().for_each(|it| drop(self.ranges.insert(code, (code, utf16(it)))));
                }
            }
            one => bytes(one).into_iter().for_each(|it| drop(self.ranges.insert(first, (last.max(first), utf16(it))))),
        }
    }
}

fn bytes(object: &Object) -> Option<&[u8]> {
    match object {
        Object::Bytes(bytes) => Some(bytes),
        _ => None,
    }
}

/// The number that up to four bytes are.
pub fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, it| code << 8 | u32::from(*it))
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).take(16).map(|it| code(it) as u16);
    char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_ranges_and_lists_are_read() {
        let cmap = Cmap::new(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020> <0010> <1EA3> endbfchar \
              1 beginbfrange <0024> <0026> <0041> <0030> <0031> [<00660069> <D835DC00>] endbfrange",
        );
        let cases = [(3, " "), (0x10, "\u{1ea3}"), (0x26, "C"), (0x30, "fi"), (0x31, "\u{1d400}"), (0x27, "-")];
        for (code, expected) in cases {
            assert_eq!(cmap.letters(code).unwrap_or("-".to_owned()), expected, "{code}");
        }
        assert_eq!(cmap.n_bytes, Some(2));
    }
}
