//! Files in old encodings, by the lines of `tests/suite/encoding.txt`.

use base::Span;
use reader::{Encoding, Text};

fn cases() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("suite/encoding.txt").lines().filter(|it| !it.starts_with('#')).map(|line| {
        let mut parts = line.splitn(3, " => ");
        let mut next = || parts.next().expect("a case has three parts");
        (next(), next(), next())
    })
}

/// The text is `wanted`, and its letters come from stretches of the file that follow one another.
fn check(bytes: &[u8], wanted: &str) -> Text {
    let text = Text::of_bytes(bytes);
    assert_eq!(text.as_str(), wanted);
    let mut last = 0;
    for (at, c) in wanted.char_indices() {
        let place = text.to_source(Span::new(at, at + c.len_utf8()));
        assert!(place.start == last && !place.is_empty(), "{c:?} of {wanted:?} at {place:?}");
        last = place.end;
    }
    assert_eq!(last, bytes.len());
    text
}

#[test]
fn old_encodings_are_told_by_their_words() {
    for (encoding, letters, wanted) in cases() {
        let bytes: Vec<u8> = letters.chars().map(|it| it as u8).collect();
        assert_eq!(check(&bytes, wanted).encoding().name(), Some(encoding), "{wanted}");
    }
}

#[test]
fn old_encodings_misread_as_windows_1252_are_mended() {
    for (encoding, letters, wanted) in cases() {
        let misread = match encoding {
            "tcvn3" => Encoding::MisreadTcvn3,
            "vni" => Encoding::MisreadVni,
            _ => Encoding::Utf8,
        };
        let wanted = if misread == Encoding::Utf8 { letters } else { wanted };
        assert_eq!(Text::of_bytes(letters.as_bytes()).encoding(), misread, "{letters}");
        if misread != Encoding::Utf8 {
            check(letters.as_bytes(), wanted);
        }
        assert_eq!(Text::of_bytes(wanted.as_bytes()).encoding(), Encoding::Utf8, "{wanted}");
    }
}

#[test]
fn words_of_letters_that_old_encodings_leave_alone_are_no_sign_of_one() {
    let words = "giao x\u{e3} r\u{e0} so\u{e1}t, b\u{e1}o c\u{e1}o v\u{e0} xin l\u{e0}m";
    assert_eq!(Text::of_bytes(words.as_bytes()).encoding(), Encoding::Utf8);
}

#[test]
fn the_mark_of_utf_16_is_believed() {
    for (.., wanted) in cases() {
        let units = || std::iter::once(0xfeff).chain(wanted.encode_utf16());
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [(little, Encoding::Utf16Le), (big, Encoding::Utf16Be)] {
            let text = Text::of_bytes(&bytes);
            assert_eq!((text.as_str(), text.encoding()), (wanted, encoding));
            assert_eq!(text.to_source(Span::new(0, wanted.len())), Span::new(2, bytes.len()));
        }
    }
}

#[test]
fn what_is_no_text_is_doubted_at_its_place() {
    let reading = reader::read(&Text::of_bytes(b"un \xe9t\xe9"));
    assert_eq!(reading.doubts.last().map(|it| it.spans.clone()), Some(vec![Span::new(3, 4)]));
    assert_eq!(Text::of_bytes(b"\xef\xbb\xbfab").to_source(Span::new(0, 2)), Span::new(3, 5));
}
