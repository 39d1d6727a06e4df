//! What a sheet shows, and what it hides, as lines and doubts named by their cells.

use crate::build;
use paper::{Extracted, extract};

/// A workbook with one sheet.
fn of_sheet(sheet: &str) -> Extracted {
    let book = build::archive(&[
        ("xl/workbook.xml", b"<workbook><sheet name='a' r:id='b'/></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<r><x Id='b' Target='s.xml'/></r>"),
        ("xl/s.xml", format!("<worksheet>{sheet}</worksheet>").as_bytes()),
    ]);
    extract(&book, "a.xlsx")
}

/// Its text, and below it each doubt with its cell.
fn told(extracted: &Extracted) -> String {
    let cell = |at| extracted.cell(at).map(|it| it.to_string()).unwrap_or_default();
    let doubts = extracted.doubts.iter().map(|it| format!("\n? {:?} {}", it.kind, cell(it.span.start)));
    extracted.text.clone() + &doubts.collect::<String>()
}

#[test]
fn a_sheet_becomes_lines_and_what_is_unsure_is_named() {
    let cases = include_str!("../xlsx/sheets.txt");
    for case in cases.split("=== ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (sheet, expected) = rest.split_once("---\n").unwrap();
        assert_eq!(told(&of_sheet(sheet)), expected.trim_end(), "{name}");
    }
}

#[test]
fn a_million_rows_without_cells_are_no_matter() {
    let row = |words| format!("<row><c t='str'><v>{words}</v></c></row>");
    let empty = "<row r='9' s='1' customFormat='1'/>".repeat(900_000);
    assert_eq!(told(&of_sheet(&format!("{}{empty}{}", row("x"), row("y")))), "x\n\ny");
}
