//! PDFs written by the test: columns, ruled tables, running feet, hyphens, old and broken structures.

use std::fs;
use std::path::Path;

use crate::build;
use paper::{Format, extract};

fn data(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf").join(name)).unwrap()
}

/// Page, place and words of each row.
fn words(table: &str) -> Vec<(usize, u32, u32, &str)> {
    let rows = table.lines().filter(|it| !it.starts_with('#')).map(|it| it.split('\t').collect::<Vec<_>>());
    rows.map(|it| (it[0].parse().unwrap(), it[1].parse().unwrap(), it[2].parse().unwrap(), it[3])).collect()
}

/// Two rows of three cells between 500 and 560 points, drawn as lines and thin boxes, on every page.
const TABLE: &str = "100 560 400 0.5 re f 100 530 m 500 530 l S 100 500 400 0.5 re f 100 500 m 100 560 l S \
    140 500 0.5 60 re f 340 500 m 340 560 l S 500 500 m 500 560 l S\n";

#[test]
fn a_letter_is_read_in_the_order_of_a_reader() {
    let table = data("letter.tsv");
    let bytes = build::printed(&words(&table), TABLE);
    let extracted = extract(&bytes, "letter.pdf");
    assert_eq!(extracted.format, Format::Pdf);
    assert_eq!(extracted.doubts, []);
    assert_eq!(extracted.text, data("letter.expected").trim_end());
}

#[test]
fn objects_in_object_streams_and_simple_fonts_are_read() {
    let objects = "1 0 2 60 3 120 <</Type/Catalog/Pages 2 0 R>>                              \
        <</Kids[6 0 R]/MediaBox[0 0 300 300]>>                       <</Type/Font/Subtype/Type1/Encoding \
        <</Differences[1/uhorn/a/acircumflexdotbelow]>> >>";
    let first = objects.find("<<").unwrap();
    let packed = build::stream(
        &format!("/Type /ObjStm /N 3 /First {first} /Filter /FlateDecode"),
        &build::deflated(objects.as_bytes()),
    );
    let content = build::stream(
        "/Filter [/ASCIIHexDecode /FlateDecode]",
        &hex(&build::deflated(b"BT /F 10 Tf 50 50 Td (\\1\\2 \\3) Tj ET")),
    );
    let page = b"<</Parent 2 0 R /Type /Page /Contents 5 0 R /Resources <</Font <</F 3 0 R>> >> >>".to_vec();
    let mut bytes = b"%PDF-1.5\n".to_vec();
    for (id, body) in [(4, packed), (5, content), (6, page)] {
        bytes.extend(format!("{id} 0 obj ").bytes().chain(body).chain(*b" endobj\n"));
    }
    bytes.extend(b"trailer <</Root 1 0 R>>");
    let extracted = extract(&bytes, "a.pdf");
    assert_eq!(extracted.text, "u\u{31b}a a\u{302}\u{323}");
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|it| format!("{it:02x}").into_bytes()).chain([b'>']).collect()
}
