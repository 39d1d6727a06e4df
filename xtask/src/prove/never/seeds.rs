//! Files that inputs are made from: those of the repository, and the annotated samples where they are.

use super::build;
use crate::shell;
use anyhow::{Context, Result};
use std::path::Path;

/// A file as its parts: one for a text or a page, several for what is packed.
#[derive(Clone)]
pub struct Seed {
    pub format: Format,
    pub parts: Vec<(String, Vec<u8>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Html,
    Docx,
    Xlsx,
    Pdf,
}

impl Format {
    pub const ALL: [Format; 5] = [Format::Text, Format::Html, Format::Docx, Format::Xlsx, Format::Pdf];

    pub fn called(extension: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|it| it.extension() == extension)
    }

    /// What a name ends with that promises the format.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Pdf => "pdf",
        }
    }
}

const TEXTS: &[&str] = &["examples", "crates/reader/tests/suite", "../shared/samples"];
const PARTS: &str = "crates/paper/tests";
const DOCX: &[&str] = &["document", "numbering", "styles"];
const XLSX: &[(&str, &str)] = &[
    ("xl/workbook.xml", "workbook.xml"),
    ("xl/_rels/workbook.xml.rels", "rels.xml"),
    ("xl/sharedStrings.xml", "strings.xml"),
    ("xl/styles.xml", "styles.xml"),
    ("xl/worksheets/sheet1.xml", "sheet1.xml"),
    ("xl/worksheets/sheet2.xml", "sheet2.xml"),
    ("xl/worksheets/sheet3.xml", "sheet3.xml"),
];

/// In the same order each time.
pub fn all() -> Result<Vec<Seed>> {
    let root = shell::root();
    let mut seeds = Vec::new();
    for folder in TEXTS.iter().map(|it| root.join(it)).filter(|it| it.is_dir()) {
        seeds.extend(in_folder(&folder, "txt", Format::Text)?);
    }
    let parts = root.join(PARTS);
    seeds.extend(in_folder(&parts.join("html"), "html", Format::Html)?);
    let part = |name: String, path: String| {
        std::fs::read(parts.join(&path)).with_context(|| format!("reading {path}")).map(|it| (name, it))
    };
    let docx = DOCX.iter().map(|it| part(format!("word/{it}.xml"), format!("docx/{it}.xml")));
    seeds.push(Seed { format: Format::Docx, parts: docx.collect::<Result<_>>()? });
    let xlsx = XLSX.iter().map(|it| part(it.0.to_owned(), format!("xlsx/{}", it.1)));
    seeds.push(Seed { format: Format::Xlsx, parts: xlsx.collect::<Result<_>>()? });
    let (_, letter) = part(String::new(), "pdf/letter.tsv".to_owned())?;
    let content = drawn(&String::from_utf8(letter).context("the letter is a text")?);
    let of_pdf =
        [("content", content.as_bytes()), ("letters", LETTERS.as_bytes()), ("catalogue", CATALOGUE.as_bytes())];
    let parts = of_pdf.map(|it| (it.0.to_owned(), it.1.to_vec())).to_vec();
    seeds.push(Seed { format: Format::Pdf, parts });
    Ok(seeds)
}

/// What the codes of the letter's font stand for: they are those of UTF-16.
const LETTERS: &str = "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfrange <0000> <7fff> <0000> \
    <8000> <8001> [<0061> <0062>] endbfrange 1 beginbfchar <9000> <1EA3> endbfchar";
const CATALOGUE: &str = "<< /Type /Catalog /Pages << /Kids [<< /Type /Page /Contents 2 0 R >>] /MediaBox [0 0 595 842] \
    /Resources << /Font << /F1 << /Type /Font /Subtype /Type0 /ToUnicode 3 0 R /DescendantFonts [<< /DW 500 >>] >> >> \
    /XObject << /X 4 0 R >> >> >> >>";

/// The content of a page with the words of `letter`: page, points from the left and from below, words.
fn drawn(letter: &str) -> String {
    let mut content = "100 560 400 0.5 re f 100 530 m 500 530 l S 140 500 0.5 60 re f\n".to_owned();
    for row in letter.lines().filter(|it| !it.starts_with('#')) {
        if let [_, x, y, words] = row.split('\t').collect::<Vec<_>>()[..] {
            let codes: String = words.encode_utf16().map(|it| format!("{it:04x}")).collect();
            content.push_str(&format!("BT /F1 12 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n"));
        }
    }
    content
}

impl Seed {
    /// The smallest file of `format` from which a word is read.
    pub fn small(format: Format) -> Seed {
        let parts: &[(&str, &str)] = match format {
            Format::Text => &[("text", "a")],
            Format::Html => &[("page", "<html><p>a")],
            Format::Docx => &[("word/document.xml", "<w:p><w:numPr><w:numId w:val='1'/></w:numPr><w:t>a</w:t></w:p>")],
            Format::Xlsx => &[
                ("xl/workbook.xml", "<workbook><sheet name='a' r:id='rId1'/></workbook>"),
                ("xl/_rels/workbook.xml.rels", "<x><x Id='rId1' Target='worksheets/sheet1.xml'/></x>"),
                ("xl/worksheets/sheet1.xml", "<row><c t='s'><v>0</v></c><c s='7'><v>46022</v></c></row>"),
            ],
            Format::Pdf => &[
                ("content", "BT /F1 12 Tf 80 700 Td <00410042> Tj ET"),
                ("letters", LETTERS),
                ("catalogue", CATALOGUE),
            ],
        };
        Seed { format, parts: parts.iter().map(|it| (it.0.to_owned(), it.1.as_bytes().to_vec())).collect() }
    }

    /// The same with the content of the part that is called `name`.
    pub fn with(mut self, name: &str, content: Vec<u8>) -> Seed {
        match self.parts.iter_mut().find(|it| it.0 == name) {
            Some(part) => part.1 = content,
            None => self.parts.push((name.to_owned(), content)),
        }
        self
    }

    /// The part that is called `name`, empty where there is none.
    fn part(&self, name: &str) -> &[u8] {
        self.parts.iter().find(|it| it.0 == name).map_or(&[], |it| &it.1)
    }

    /// The file that the parts make.
    pub fn packed(&self) -> Vec<u8> {
        match self.format {
            Format::Text | Format::Html => self.parts[0].1.clone(),
            Format::Docx | Format::Xlsx => {
                let parts: Vec<(&str, &[u8])> = self.parts.iter().map(|it| (it.0.as_str(), it.1.as_slice())).collect();
                build::archive(&parts)
            }
            Format::Pdf => self.as_pdf(),
        }
    }

    /// A catalogue with the pages in it, their content, which is also a form, the letters of the font, packed objects;
    /// before all of them `head` as it is.
    fn as_pdf(&self) -> Vec<u8> {
        let packed = |dict: &str, content: &[u8]| {
            build::stream(&format!("/Filter /FlateDecode {dict}"), &build::deflated(content))
        };
        let content = self.part("content");
        let objects = [b"9 0 [".as_slice(), self.part("objects")].concat();
        let mut pdf = build::pdf(&[
            self.part("catalogue").to_vec(),
            packed("", content),
            packed("", self.part("letters")),
            packed("/Subtype /Form", content),
            packed("/Type /ObjStm /N 1 /First 4", &objects),
        ]);
        let behind_mark = "%PDF-1.7\n".len();
        pdf.splice(behind_mark..behind_mark, self.part("head").iter().copied());
        pdf
    }
}

fn in_folder(folder: &Path, extension: &str, format: Format) -> Result<Vec<Seed>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))?;
    let mut paths: Vec<_> = entries.flatten().map(|it| it.path()).collect();
    paths.retain(|it| it.extension().is_some_and(|it| it == extension));
    paths.sort();
    let seed = |it: &std::path::PathBuf| {
        let bytes = std::fs::read(it).with_context(|| format!("reading {}", it.display()))?;
        Ok(Seed { format, parts: vec![(it.display().to_string(), bytes)] })
    };
    paths.iter().map(seed).collect()
}
