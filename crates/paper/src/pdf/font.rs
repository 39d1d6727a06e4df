//! Codes of a font to letters and widths.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::OnceLock;

use crate::door;
use crate::pdf::cmap::{self, Cmap};
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};

pub struct Font {
    to_unicode: Rc<Cmap>,
    /// Letters of a one-byte font by code.
    letters: Option<Vec<String>>,
    /// Codes are UTF-16 themselves.
    is_utf16: bool,
    widths: HashMap<u32, f64>,
    other_width: f64,
    n_bytes: usize,
}

/// The tables of fonts by the number of their stream; fonts share them.
pub type Tables = HashMap<u32, Rc<Cmap>>;

/// One code of a shown string.
pub struct Shown {
    /// None where the file does not tell.
    pub letters: Option<String>,
    /// In text units for a size of 1.
    pub width: f64,
    /// The one-byte code 32, to which word spacing applies.
    pub is_blank: bool,
}

impl Font {
    pub fn new(file: &File, dict: &Dict, tables: &mut Tables) -> Font {
        let table = dict.get("ToUnicode").and_then(|it| file.stream(it)).map(|it| it.0);
        let read = |id: u32| tables.entry(id).or_insert_with(|| Rc::new(Cmap::new(&file.content(id)))).clone();
        let to_unicode = table.map(read).unwrap_or_default();
        if file.get(dict, "Subtype").name() == Some("Type0") {
            return Font::composite(file, dict, to_unicode);
        }
        let first = file.get(dict, "FirstChar").number().unwrap_or(0.0) as u32;
        let scale = if file.get(dict, "Subtype").name() == Some("Type3") { type3_scale(file, dict) } else { 0.001 };
        let widths = file.get_array(dict, "Widths");
        let widths = widths
            .iter()
            .take(256)
            .enumerate()
            .filter_map(|(n, it)| file.resolve(it).number().map(|it| (first.saturating_add(n as u32), it * scale)));
        let letters = Some(one_byte_letters(file, dict));
        Font { to_unicode, letters, is_utf16: false, widths: widths.collect(), other_width: 0.5, n_bytes: 1 }
    }

    fn composite(file: &File, dict: &Dict, to_unicode: Rc<Cmap>) -> Font {
        let descendant =
            file.get_array(dict, "DescendantFonts").first().and_then(|it| file.dict(it)).unwrap_or_default();
        let encoding = file.get(dict, "Encoding");
        let encoding = encoding.name().unwrap_or("");
        let other_width = file.get(&descendant, "DW").number().unwrap_or(1000.0) * 0.001;
        let widths = composite_widths(file, &file.get_array(&descendant, "W"));
        let is_utf16 = encoding.contains("UCS2") || encoding.contains("UTF16");
        Font { to_unicode, letters: None, is_utf16, widths, other_width, n_bytes: 2 }
    }

    /// How much the font keeps, in the measure of budgets.
    pub fn n_kept(&self) -> usize {
        2 * self.widths.len() + 4 * self.to_unicode.len() + 256
    }

    /// The codes of a shown string.
    pub fn show<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Shown> + 'f {
        bytes.chunks(self.n_bytes).map(|it| {
            let code = cmap::code(it);
            let width = self.widths.get(&code).copied().unwrap_or(self.other_width);
            Shown { letters: self.letters(code), width, is_blank: self.n_bytes == 1 && code == 32 }
        })
    }

    fn letters(&self, code: u32) -> Option<String> {
        if let Some(letters) = self.to_unicode.letters(code).filter(|it| !it.is_empty()) {
            return Some(letters);
        }
        if self.is_utf16 {
            return char::from_u32(code).map(String::from);
        }
        let letters = self.letters.as_ref()?.get(code as usize)?;
        Some(letters.clone())
    }
}

fn type3_scale(file: &File, dict: &Dict) -> f64 {
    let matrix = file.get_array(dict, "FontMatrix");
    matrix.first().and_then(|it| file.resolve(it).number()).map_or(0.001, f64::abs)
}

/// `[first [w w w] first last w]`.
fn composite_widths(file: &File, array: &[Object]) -> HashMap<u32, f64> {
    let (mut widths, mut numbers) = (HashMap::new(), Vec::new());
    // Overlapping ranges would be work without end.
    let mut n_left = 0x4_0000u32;
    for object in array.iter().map(|it| file.resolve(it)) {
        match object {
            Object::Number(number) => numbers.push(number),
            Object::Array(each) => {
                let first = numbers.pop().unwrap_or(0.0) as u32;
                numbers.clear();
                let each = each.iter().map(|it| file.resolve(it).number().unwrap_or(0.0) * 0.001);
                widths.extend(each.enumerate().map(|(n, it)| (first.saturating_add(n as u32), it)));
            }
            _ => {}
        }
        if let [first, last, width] = numbers[..] {
            // A code has two bytes.
            let (first, last) = (first as u32, (last as u32).min(0xffff));
            n_left = n_left.saturating_sub(last.saturating_sub(first) + 1);
            widths.extend((first..=last).map(|it| (it, width * 0.001)));
            numbers.clear();
        }
        if n_left == 0 {
            break;
        }
    }
    widths
}

fn one_byte_letters(file: &File, dict: &Dict) -> Vec<String> {
    let mut letters: Vec<String> = (0..=255u8).map(|it| door::windows_1252(it).to_string()).collect();
    letters[..32].fill(String::new());
    let Some(encoding) = file.get_dict(dict, "Encoding") else { return letters };
    let mut code = 0usize;
    for object in file.get_array(&encoding, "Differences").iter().map(|it| file.resolve(it)) {
        match object {
            Object::Number(number) => code = number.max(0.0) as usize,
            Object::Name(name) => {
                if let Some(place) = letters.get_mut(code) {
                    *place = letters_of(&name).unwrap_or_default();
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    letters
}

/// Names of glyphs that are no letters.
fn signs() -> &'static HashMap<&'static str, char> {
    static SIGNS: OnceLock<HashMap<&str, char>> = OnceLock::new();
    SIGNS.get_or_init(|| {
        let rows = include_str!("../../lexicon/glyphs.tsv").lines().filter_map(|it| it.split_once('\t'));
        rows.filter_map(|(name, code)| Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))).collect()
    })
}

/// Marks in the names of letters, as in `acircumflexhookabove`.
const MARKS: [(&str, char); 12] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("hookabove", '\u{309}'),
    ("tilde", '\u{303}'),
    ("dotbelow", '\u{323}'),
    ("circumflex", '\u{302}'),
    ("breve", '\u{306}'),
    ("horn", '\u{31b}'),
    ("dieresis", '\u{308}'),
    ("caron", '\u{30c}'),
    ("cedilla", '\u{327}'),
    ("ring", '\u{30a}'),
];

/// The letters that the glyph `name` shows: `a`, `uni1EA3`, `u1F600`, `ohorndotbelow`, `f_i`, `comma.alt`.
fn letters_of(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|it| !it.is_empty())?;
    if name.contains('_') {
        return name.split('_').map(letters_of).collect();
    }
    if let Some(sign) = signs().get(name) {
        return Some(sign.to_string());
    }
    let hex = |it: &str| u32::from_str_radix(it, 16).ok().and_then(char::from_u32);
    if let Some(digits) = name.strip_prefix("uni").filter(|it| it.len() >= 4 && it.is_ascii()) {
        return digits.as_bytes().chunks(4).map(|it| std::str::from_utf8(it).ok().and_then(hex)).collect();
    }
    if let Some(c) = name.strip_prefix('u').filter(|it| (4..=6).contains(&it.len())).and_then(hex) {
        return Some(c.to_string());
    }
    let mut letters = name.get(..1).filter(|it| it.as_bytes()[0].is_ascii_alphabetic())?.to_owned();
    let mut rest = &name[1..];
    while !rest.is_empty() {
        let (mark, letter) = MARKS.iter().find(|it| rest.starts_with(it.0))?;
        letters.push(*letter);
        rest = &rest[mark.len()..];
    }
    Some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_are_letters() {
        let cases = [
            ("a", Some("a")),
            ("comma", Some(",")),
            ("seven", Some("7")),
            ("dcroat", Some("\u{111}")),
            ("uni1EA3", Some("\u{1ea3}")),
            ("uni00410301", Some("A\u{301}")),
            ("u01A1", Some("\u{1a1}")),
            ("Ohorndotbelow", Some("O\u{31b}\u{323}")),
            ("f_i", Some("fi")),
            ("hyphen.alt", Some("-")),
            ("g123", None),
            (".notdef", None),
        ];
        for (name, expected) in cases {
            assert_eq!(letters_of(name).as_deref(), expected, "{name}");
        }
    }
}
