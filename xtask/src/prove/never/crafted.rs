//! Files made to break a reader: rows of data, and the few that no row can say.

use super::build;
use super::mutate::{LONGEST, LONGEST_PART};
use super::seeds::{Format, Seed};
use anyhow::{Context, Result, bail};

const ROWS: &str = include_str!("crafted.tsv");

pub struct Crafted {
    /// Of which kind, and what it is made of.
    pub name: String,
    pub format: Format,
    parts: Vec<Part>,
}

enum Part {
    /// The part that is called `name`: `head`, then `piece` again and again up to so many bytes.
    Row { name: &'static str, length: usize, head: String, piece: String },
    /// The whole file.
    Made(fn(usize) -> Vec<u8>),
}

impl Crafted {
    /// The file, one part in `share` of its full length.
    pub fn bytes(&self, share: usize) -> Vec<u8> {
        let mut seed = Seed::small(self.format);
        for part in &self.parts {
            match part {
                Part::Made(make) => return make(share),
                Part::Row { name, length, head, piece } => seed = seed.with(name, filled(head, piece, length / share)),
            }
        }
        seed.packed()
    }
}

pub fn all() -> Result<Vec<Crafted>> {
    let mut all: Vec<Crafted> = Vec::new();
    for row in ROWS.lines().filter(|it| !it.starts_with('#')) {
        let [name, format, part, length, head, piece] = row.split('\t').collect::<Vec<_>>()[..] else {
            bail!("six columns are wanted: {row}");
        };
        let format = Format::called(format).with_context(|| format!("no format is called {format}"))?;
        let length = length.parse().with_context(|| format!("reading the length of {row}"))?;
        let (head, piece) = (unescaped(head), unescaped(piece));
        let part = Part::Row { name: part, length, head, piece };
        let name = format!("{} {name}", format.extension());
        match all.last_mut().filter(|it| it.name == name) {
            Some(last) => last.parts.push(part),
            None => all.push(Crafted { name, format, parts: vec![part] }),
        }
    }
    let made = |it: &Made| Crafted {
        name: format!("{} {}", it.1.extension(), it.0),
        format: it.1,
        parts: vec![Part::Made(it.2)],
    };
    all.extend(MADE.iter().map(made));
    Ok(all)
}

/// Line ends, and letters by their codes.
fn unescaped(cell: &str) -> String {
    let cell = cell.replace("\\n", "\n");
    let Some((before, rest)) = cell.split_once("{u+") else { return cell };
    let (code, after) = rest.split_once('}').unwrap_or((rest, ""));
    let letter = u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap_or(' ');
    format!("{before}{letter}{after}")
}

/// At most `length` bytes, whole pieces only.
fn filled(head: &str, piece: &str, length: usize) -> Vec<u8> {
    let mut filled = Vec::with_capacity(length.max(head.len()));
    filled.extend_from_slice(head.as_bytes());
    if !piece.contains('{') {
        let n_times = length.saturating_sub(head.len()) / piece.len().max(1);
        (0..n_times).for_each(|_| filled.extend_from_slice(piece.as_bytes()));
        return filled;
    }
    for n in 0.. {
        let piece = piece.replace("{n}", &n.to_string()).replace("{m}", &(n + 1).to_string());
        if filled.len() + piece.len() > length {
            break;
        }
        filled.extend_from_slice(piece.as_bytes());
    }
    filled
}

/// Name, format, and what makes the file.
type Made = (&'static str, Format, fn(usize) -> Vec<u8>);

const MADE: &[Made] = &[
    ("of many parts", Format::Docx, |share| {
        let names: Vec<String> = (0..8_000 / share).map(|it| format!("p{it}")).collect();
        let mut parts: Vec<(&str, &[u8])> = vec![("word/document.xml", b"<w:p><w:t>a")];
        parts.extend(names.iter().map(|it| (it.as_str(), b"".as_slice())));
        build::archive(&parts)
    }),
    ("in utf-16", Format::Docx, |share| {
        let text = format!("\u{feff}{}", "<w:p><w:t>words of a line</w:t></w:p>".repeat(400_000 / share));
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        build::archive(&[("word/document.xml", &bytes)])
    }),
    ("that is no utf-8", Format::Docx, |share| {
        build::archive(&[("word/document.xml", &vec![0xe1; LONGEST_PART / share])])
    }),
    ("in an archive", Format::Docx, |share| {
        let inner = build::docx(&"<w:p><w:t>a</w:t></w:p>".repeat(1_000_000 / share));
        build::archive(&[("word/document.xml", &inner)])
    }),
    ("in utf-16", Format::Text, |share| {
        let text = format!("\u{feff}{}", "words of a line\n".repeat(30_000 / share));
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }),
    ("of old letters", Format::Text, |share| {
        (0..LONGEST / share).map(|it| if it % 7 == 0 { b' ' } else { 0x80 + (it * 31 % 127) as u8 }).collect()
    }),
    ("of old letters", Format::Html, |share| {
        let letters = (0..LONGEST / share - 20).map(|it| if it % 9 == 0 { b' ' } else { 0x80 + (it * 31 % 127) as u8 });
        b"<html><p>".iter().copied().chain(letters).collect()
    }),
    ("of hidden columns", Format::Xlsx, |share| {
        let hidden = "<col hidden='1' min='16384' max='16384'/>".repeat(16_000 / share);
        sheet(&format!("<cols>{hidden}</cols>{}", "<row><c><v>1</v></c></row>".repeat(450_000 / share)))
    }),
    ("of joined cells", Format::Xlsx, |share| {
        let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(16_000 / share));
        let joined: String =
            (0..16_000 / share).map(column).map(|it| format!("<mergeCell ref='{it}1:{it}999'/>")).collect();
        sheet(&format!("{}{joined}", row.repeat(30)))
    }),
    ("of streams in streams", Format::Pdf, |share| {
        let content = vec![b' '; LONGEST_PART / share];
        let packed = (0..4).fold(content, |it, _| build::deflated(&it));
        filtered("[/FlateDecode /FlateDecode /FlateDecode /FlateDecode]", packed)
    }),
    ("of runs", Format::Pdf, |share| filtered("/RunLengthDecode", [129, b'1'].repeat(450_000 / share))),
    ("of runs of runs", Format::Pdf, |share| {
        filtered("[/RunLengthDecode /RunLengthDecode]", [129, 129].repeat(450_000 / share))
    }),
    ("of codes", Format::Pdf, |share| {
        filtered("/LZWDecode", (0..900_000 / share).map(|it| (it * 131 % 251) as u8).collect())
    }),
    ("of zeros", Format::Pdf, |share| filtered("[/ASCII85Decode /FlateDecode]", b"z".repeat(900_000 / share))),
    ("of predicted rows", Format::Pdf, |share| {
        let dict = "/FlateDecode /DecodeParms << /Predictor 15 /Colors 64 /BitsPerComponent 16 /Columns 1000000 >>";
        filtered(dict, build::deflated(&vec![4; LONGEST_PART / share]))
    }),
    ("of many pages", Format::Pdf, |share| {
        let words: Vec<(usize, u32, u32, &str)> =
            (0..3_000 / share).map(|it| (it / 2, 80, 700 - (it % 2) as u32, "a few words")).collect();
        build::printed(&words, "")
    }),
    ("of pictures", Format::Pdf, |share| {
        let picture = build::stream(
            "/Subtype /Image /Width 5000 /Height 6000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode",
            &build::deflated(&vec![9; 30_000_000 / share]),
        );
        let content = build::stream("", "595 0 0 842 0 0 cm /X Do ".repeat(20).as_bytes());
        let catalogue =
            "<< /Type /Catalog /Pages << /Kids [<< /Contents 2 0 R /Resources << /XObject << /X 3 0 R >> >> >>] >> >>";
        build::pdf(&[catalogue.as_bytes().to_vec(), content, picture])
    }),
];

fn sheet(sheet: &str) -> Vec<u8> {
    Seed::small(Format::Xlsx).with("xl/worksheets/sheet1.xml", sheet.as_bytes().to_vec()).packed()
}

/// The letters of the column `n`, counted from 0.
fn column(n: usize) -> String {
    let letter = char::from(b'A' + (n % 26) as u8);
    if n < 26 { letter.to_string() } else { format!("{}{letter}", column(n / 26 - 1)) }
}

/// A PDF whose content is `bytes` behind such filters.
fn filtered(filter: &str, bytes: Vec<u8>) -> Vec<u8> {
    let catalogue = "<< /Type /Catalog /Pages << /Kids [<< /Contents 2 0 R >>] >> >>";
    build::pdf(&[catalogue.as_bytes().to_vec(), build::stream(&format!("/Filter {filter}"), &bytes)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique() {
        let all = all().unwrap();
        let names: BTreeSet<&str> = all.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names.len(), all.len());
    }
}
