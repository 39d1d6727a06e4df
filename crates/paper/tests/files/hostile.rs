//! Files made to break a reader: each gives an answer, its text bounded, and a doubt of a clear kind.

use crate::build;
use base::Span;
use paper::limits::{Cap, TEXT_BYTES};
use paper::{DoubtKind, Extracted, Format, extract};

fn kinds(extracted: &Extracted) -> Vec<DoubtKind> {
    extracted.doubts.iter().map(|it| it.kind).collect()
}

fn check(name: &str, bytes: &[u8], expected: &[DoubtKind]) -> Extracted {
    let extracted = extract(bytes, name);
    assert_eq!(kinds(&extracted), expected, "{name}");
    extracted
}

const CUT: DoubtKind = DoubtKind::CutShort { cap: Cap::ExpandedBytes };
const TEXT_CUT: DoubtKind = DoubtKind::CutShort { cap: Cap::Text };

#[test]
fn files_that_cannot_be_read_say_why() {
    let mut ciphered = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    ciphered.extend("EncryptedPackage".bytes().flat_map(|it| [it, 0]));
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old".to_vec();
    let mut locked = build::pdf(&[b"<< /Type /Catalog >>".to_vec()]);
    locked.extend(b"trailer << /Encrypt 9 0 R >>");
    let cases: [(&str, &[u8], Format, DoubtKind); 9] = [
        ("a.docx", &ciphered, Format::Docx, DoubtKind::Encrypted),
        ("a.doc", &old, Format::Unknown, DoubtKind::NotReadable),
        ("a.pdf", &locked, Format::Pdf, DoubtKind::Encrypted),
        ("a.pdf", b"%PDF-1.4 and nothing else", Format::Pdf, DoubtKind::Broken),
        ("a.docx", b"\0\x01\x02\x03", Format::Docx, DoubtKind::Broken),
        ("a.docx", b"PK\x03\x04 cut", Format::Docx, DoubtKind::Broken),
        ("a.zip", &build::archive(&[("a.txt", b"a")]), Format::Unknown, DoubtKind::NotReadable),
        ("a.bin", b"\0\0\0\0", Format::Unknown, DoubtKind::NotReadable),
        ("a.docx", &build::docx(""), Format::Docx, DoubtKind::Broken),
    ];
    for (name, bytes, format, kind) in cases {
        let extracted = check(name, bytes, &[kind]);
        assert_eq!(extracted.format, format, "{name}");
        assert_eq!(extracted.text, "", "{name}");
    }
}

#[test]
fn a_file_over_the_limit_is_not_looked_at() {
    let longest_bytes = paper::limits::LONGEST_FILE_BYTES;
    let bytes = vec![b'a'; usize::try_from(longest_bytes).unwrap() + 1];
    check("a.txt", &bytes, &[DoubtKind::TooLong { longest_bytes }]);
}

#[test]
fn archives_that_unpack_without_end_are_cut() {
    let long = format!("<w:document><w:p><w:r><w:t>{}", "a".repeat(80 << 20));
    check("a.docx", &build::docx(&long), &[CUT, TEXT_CUT]);
    let sheets =
        build::archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &vec![b' '; 80 << 20])]);
    check("a.xlsx", &sheets, &[CUT]);
}

#[test]
fn entities_of_a_document_are_not_expanded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>\
        <w:document><w:p><w:r><w:t>x&b;y&amp;</w:t></w:r></w:p></w:document>";
    assert_eq!(check("a.docx", &build::docx(bomb), &[]).text, "xy&");
    assert_eq!(
        check("a.html", b"<!DOCTYPE x [<!ENTITY lol \"ha\">]><html><p>some words &lol; here", &[]).text,
        "]>\n\nsome words &lol; here"
    );
}

#[test]
fn depth_is_no_matter() {
    let n = 100_000;
    let deep = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(n / 10);
    check("a.docx", &build::docx(&format!("<w:document>{deep}")), &[DoubtKind::Broken]);
    for piece in ["<div>", "<table><tr><td>", "<b>", "<ul><li>", "<p>", "<span a='"] {
        check("a.html", format!("<html>{}words", piece.repeat(n)).as_bytes(), &[]);
    }
    let nested = [b"<< /Type /Catalog /Pages ".to_vec(), b"[".repeat(n)].concat();
    check("a.pdf", &build::pdf(&[nested]), &[DoubtKind::Broken]);
}

#[test]
fn huge_tables_are_bounded() {
    let sheet = "<worksheet><row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row></worksheet>";
    let book = build::archive(&[
        ("xl/workbook.xml", b"<workbook><sheet name='a' r:id='b'/></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<r><x Id='b' Target='s.xml'/></r>"),
        ("xl/s.xml", sheet.as_bytes()),
    ]);
    let extracted = check("a.xlsx", &book, &[]);
    assert!(extracted.text.len() < 100, "{}", extracted.text);
    let wide = format!("<html><table>{}", "<tr><td colspan=1000 rowspan=65000>a<td>b".repeat(20_000));
    check("a.html", wide.as_bytes(), &[]);
}

#[test]
fn a_long_string_named_many_times_is_cut() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(1 << 20));
    let row = "<row><c t='s'><v>0</v></c></row>".repeat(5_000);
    let book = build::archive(&[
        ("xl/workbook.xml", b"<workbook><sheet name='a' r:id='b'/></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<r><x Id='b' Target='s.xml'/></r>"),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/s.xml", format!("<worksheet>{row}</worksheet>").as_bytes()),
    ]);
    check("a.xlsx", &book, &[TEXT_CUT]);
}

#[test]
fn a_text_that_unpacks_to_more_than_is_read_is_cut_behind_a_line_and_says_where() {
    let words = "a line of words, ".repeat(100).trim_end().to_owned();
    let of = |n_lines| build::docx(&format!("<w:p><w:t>{words}</w:t></w:p>").repeat(n_lines));
    // Two line ends stand between paragraphs.
    let line = words.len() + 2;
    let n_fitting = (TEXT_BYTES + 2) / line;
    let fitting = check("a.docx", &of(n_fitting), &[]);
    let cut = check("a.docx", &of(n_fitting + 1), &[TEXT_CUT]);
    assert_eq!(cut.text, fitting.text);
    assert_eq!(cut.doubts[0].span, Span::new(cut.text.len() - 200, cut.text.len()));
    // What is a text itself is as long as its file.
    check("a.txt", format!("{words}\n").repeat(2_000).as_bytes(), &[]);
    check("a.html", format!("<html>{}", format!("<p>{words}").repeat(2_000)).as_bytes(), &[]);
}

#[test]
fn paragraphs_that_are_never_closed_keep_their_words() {
    let words: String = (0..200).map(|it| format!("<w:p><w:t>{it}")).collect();
    let extracted = check("a.docx", &build::docx(&words), &[DoubtKind::Broken]);
    let read: Vec<&str> = extracted.text.split_whitespace().collect();
    assert_eq!(read.len(), 200);
}

#[test]
fn pdfs_that_lead_in_circles_end() {
    let tree = b"<< /Kids [2 0 R 2 0 R] >>".to_vec();
    check("a.pdf", &build::pdf(&[b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), tree]), &[DoubtKind::Broken]);
    let reference = b"2 0 R".to_vec();
    check("a.pdf", &build::pdf(&[b"<< /Pages 2 0 R >>".to_vec(), reference]), &[DoubtKind::Broken]);
    for piece in
        ["1 0 obj % ", "1 0 obj 0 % ", "1 0 obj (", "1 0 obj <<", "1 0 obj <", "trailer (", "1 0 obj <<>> stream "]
    {
        let unended = format!("%PDF-1.4 {}", piece.repeat(40_000));
        check("a.pdf", unended.as_bytes(), &[DoubtKind::Broken]);
    }
    // A form that draws itself, ten times over.
    let page = b"<< /Type /Page /Contents 4 0 R /Resources << /XObject << /A 4 0 R >> >> >>".to_vec();
    let form = build::stream("/Subtype /Form", "/A Do ".repeat(10).as_bytes());
    let pages = b"<< /Kids [3 0 R] >>".to_vec();
    let circle = build::pdf(&[b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), pages, page, form]);
    check("a.pdf", &circle, &[DoubtKind::CutShort { cap: Cap::Glyphs }]);
}

#[test]
fn streams_that_inflate_without_end_are_cut() {
    let bomb = build::deflated(&vec![b' '; 80 << 20]);
    let objects = build::stream("/Type /ObjStm /N 1 /First 10 /Filter /FlateDecode", &bomb);
    check("a.pdf", &build::pdf(&[objects, b"<< /Type /Page >>".to_vec()]), &[CUT]);
}

/// Numbers that look drawn by lot and are the same each time.
fn drawn(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state as usize
}

#[test]
fn mutated_files_never_break_it() {
    let page = include_bytes!("../html/portal-modern.html").to_vec();
    let document = build::archive(&[
        ("word/document.xml", include_bytes!("../docx/document.xml")),
        ("word/numbering.xml", include_bytes!("../docx/numbering.xml")),
    ]);
    let letter = build::printed(&[(0, 80, 700, "some words"), (1, 80, 700, "more words")], "0 0 100 100 re S\n");
    let mut state = 0x2545_f491_4f6c_dd1d;
    for bytes in [page, document, letter] {
        for _ in 0..300 {
            let mut bytes = bytes.clone();
            for _ in 0..1 + drawn(&mut state) % 8 {
                let at = drawn(&mut state) % bytes.len();
                match drawn(&mut state) % 3 {
                    0 => bytes[at] = drawn(&mut state) as u8,
                    1 => bytes.truncate(at + 1),
                    _ => {
                        let copy = bytes[at..(at + 40).min(bytes.len())].to_vec();
                        let to = drawn(&mut state) % bytes.len();
                        bytes.splice(to..to, copy);
                    }
                }
            }
            let extracted = extract(&bytes, "a");
            for doubt in &extracted.doubts {
                assert!(extracted.text.get(doubt.span.start..doubt.span.end).is_some());
            }
        }
    }
}
