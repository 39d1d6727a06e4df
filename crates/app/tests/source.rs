//! What becomes of the bytes of a file: its format, encoding and words, each leading back; or why it is refused.

use app::source::{DoubtKind, Format, Source};
use base::Span;

/// Where `words` stand in the text and, through it, in the file.
fn in_file(source: &Source, words: &str) -> Span {
    let start = source.text.find(words).expect("the words stand in the text");
    source.in_file(Span::new(start, start + words.len()))
}

#[test]
fn the_words_of_a_file_lead_back_into_it() {
    let html = b"<html><body><h1>A&amp;B</h1><p>one <b>two</b></p></body></html>";
    let cases: [(&str, &[u8], Format, &str, &[u8]); 3] = [
        ("a.txt", b"one two", Format::Text, "two", b"two"),
        ("a", b"\xff\xfeo\0n\0e\0", Format::Text, "ne", b"n\0e\0"),
        ("a.txt", html, Format::Html, "two", b"two"),
    ];
    for (name, bytes, format, words, was) in cases {
        let source = Source::of(name, bytes).unwrap();
        let span = in_file(&source, words);
        assert_eq!((source.format, &bytes[span.start..span.end]), (format, was), "{name} {words}");
    }
}

#[test]
fn an_old_encoding_is_told_and_doubted() {
    let words = b"\xa7\xb6ng \xf1y huy\xd6n chu\xc8n b\xde h\xe9i ngh\xde to\xb5n huy\xd6n";
    let source = Source::of("a.txt", words).unwrap();
    assert_eq!(source.encoding, Some("tcvn3"));
    assert_eq!(source.doubts[0].kind, DoubtKind::EncodingGuessed { encoding: "tcvn3" });
    assert_eq!(in_file(&source, "huy"), Span::new(8, 11));
}

#[test]
fn a_file_without_readable_words_is_refused_with_the_reason() {
    let old_container = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0];
    let ciphered: Vec<u8> = "EncryptedPackage".bytes().flat_map(|it| [it, 0]).collect();
    let cases: [(&str, &str, Vec<u8>); 9] = [
        ("a.txt", "file-empty", b" \r\n".to_vec()),
        ("a.doc", "file-not-readable", old_container.to_vec()),
        ("a.doc", "file-not-readable", br"{\rtf1\ansi words}".to_vec()),
        ("a.docx", "file-encrypted", [&old_container[..], &ciphered].concat()),
        ("a.docx", "file-damaged", b"PK\x03\x04cut off".to_vec()),
        ("a.pdf", "file-damaged", b"\0\0no mark".to_vec()),
        ("a.html", "file-without-words", b"<html><body></body></html>".to_vec()),
        ("a.html", "classified", b"<html><body><p>TUYET MAT</p><p>12/TB</p></body></html>".to_vec()),
        ("a.txt", "file-too-long", vec![b'a'; 100 * 1024 * 1024 + 1]),
    ];
    for (name, code, bytes) in cases {
        let refused = Source::of(name, &bytes).map(|it| it.text).map_err(|it| it.code());
        assert_eq!(refused, Err(code), "{name}");
    }
}
