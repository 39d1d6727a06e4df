//! DOCX and XLSX made from readable parts.

use std::fs;
use std::path::Path;

use crate::build;
use base::Span;
use paper::{DoubtKind, Format, extract};

fn part(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)).unwrap()
}

fn check(parts: &[(&str, &str)], format: Format, expected: &str, doubts: &[(DoubtKind, &str)]) {
    let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|it| (it.0, part(it.1))).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|it| (it.0, it.1.as_slice())).collect();
    // The name says nothing: the content is what tells.
    let extracted = extract(&build::archive(&parts), "upload.bin");
    assert_eq!(extracted.format, format);
    let told: Vec<(DoubtKind, &str)> =
        extracted.doubts.iter().map(|it| (it.kind, it.span.of(&extracted.text))).collect();
    assert_eq!(told, doubts);
    assert_eq!(extracted.text, String::from_utf8(part(expected)).unwrap().trim_end());
    assert_eq!(extracted.to_source(Span::new(3, 9)), Span::new(3, 9));
}

#[test]
fn a_docx_gives_paragraphs_numbers_and_rows() {
    let parts = [
        ("word/document.xml", "docx/document.xml"),
        ("word/numbering.xml", "docx/numbering.xml"),
        ("word/styles.xml", "docx/styles.xml"),
    ];
    check(&parts, Format::Docx, "docx/expected.txt", &[]);
}

#[test]
fn an_xlsx_gives_the_rows_of_its_visible_sheets() {
    let parts = [
        ("xl/workbook.xml", "xlsx/workbook.xml"),
        ("xl/_rels/workbook.xml.rels", "xlsx/rels.xml"),
        ("xl/sharedStrings.xml", "xlsx/strings.xml"),
        ("xl/styles.xml", "xlsx/styles.xml"),
        ("xl/worksheets/sheet1.xml", "xlsx/sheet1.xml"),
        ("xl/worksheets/sheet2.xml", "xlsx/sheet2.xml"),
        ("xl/worksheets/sheet3.xml", "xlsx/sheet3.xml"),
    ];
    check(&parts, Format::Xlsx, "xlsx/expected.txt", &[(DoubtKind::HiddenSheet, "\u{1ea8}n")]);
}
