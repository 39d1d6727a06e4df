//! The main text of pages, and that every place leads back to its bytes.

use std::fs;
use std::path::{Path, PathBuf};

use base::Span;
use paper::{Extracted, Format, extract};

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut pages: Vec<PathBuf> = files.filter(|it| it.extension().is_some_and(|it| it == "html")).collect();
    pages.sort();
    assert!(!pages.is_empty());
    pages
}

#[test]
fn a_page_gives_its_main_text() {
    for page in pages() {
        let extracted = extract(&fs::read(&page).unwrap(), "page.html");
        let expected = fs::read_to_string(page.with_extension("expected")).unwrap();
        assert_eq!(extracted.format, Format::Html);
        assert_eq!(extracted.doubts, []);
        assert_eq!(extracted.text, expected.trim_end(), "{}", page.display());
    }
}

#[test]
fn each_word_leads_back_to_its_bytes() {
    for page in pages() {
        let source = fs::read_to_string(&page).unwrap();
        let extracted = extract(source.as_bytes(), "page.html");
        let mut n_checked = 0;
        for word in extracted.text.split_whitespace().filter(|it| *it != "|") {
            let start = word.as_ptr() as usize - extracted.text.as_ptr() as usize;
            let span = extracted.to_source(Span::new(start, start + word.len()));
            let was = source.get(span.start..span.end).expect("a place lies on character boundaries");
            if !was.contains('&') && !was.contains('<') {
                assert_eq!(was, word, "{}", page.display());
                n_checked += 1;
            }
        }
        assert!(n_checked > 50, "{}", page.display());
    }
}

/// Every span between characters of the text lies on character boundaries of `source`, in order.
fn check_boundaries(extracted: &Extracted, source: &str) {
    let bounds: Vec<usize> = extracted.text.char_indices().map(|it| it.0).chain([extracted.text.len()]).collect();
    for pair in bounds.windows(2) {
        for end in [pair[1], *bounds.last().unwrap()] {
            let span = extracted.to_source(Span::new(pair[0], end));
            assert!(source.get(span.start..span.end).is_some(), "{span:?} of {source:?}");
        }
    }
}

#[test]
fn every_place_of_odd_pages_is_a_character_boundary() {
    let pieces = [
        "<p>",
        "</p>",
        "<td>",
        "<table>",
        "<tr>",
        "</table>",
        "&#7843;",
        "&amp",
        "&nbsp;",
        "\u{1ea3}",
        "\u{1f600}",
        " ",
        "\n",
        "<",
        "&",
        "a long enough line of words to be kept,",
        "<br>",
        "<pre>",
        "<li>",
        "<div class='nav'>",
        "</div>",
        "<!--",
        "-->",
        "\u{301}",
        "<a href=x>",
        "</a>",
        "<script>",
        "</script>",
        "<h1>",
        "\u{a0}",
        "<td rowspan=3 colspan=2>",
        "<title>",
    ];
    let mut state = 88_172_645_463_325_252u64;
    for _ in 0..2_000 {
        let mut source = String::from("<html>");
        for _ in 0..24 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            source.push_str(pieces[state as usize % pieces.len()]);
        }
        check_boundaries(&extract(source.as_bytes(), "a.html"), &source);
    }
}

#[test]
fn a_page_in_another_encoding_leads_back_to_its_bytes() {
    let page =
        "<html><body><p>Sixty bytes of plain words stand here so that it is kept: \u{e9}t\u{e9}.</p></body></html>";
    let latin: Vec<u8> = page.chars().map(|it| it as u8).collect();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(page.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (bytes, of_word) in [(&latin, b"\xe9t\xe9".to_vec()), (&utf16, b"\xe9\0t\0\xe9\0".to_vec())] {
        let extracted = extract(bytes, "a.html");
        let start = extracted.text.find('\u{e9}').unwrap();
        let span = extracted.to_source(Span::new(start, start + "\u{e9}t\u{e9}".len()));
        assert_eq!(bytes[span.start..span.end], of_word);
    }
}
