//! Tells what a file is from its first bytes, and from its name where they leave it open.

use crate::DoubtKind;
use crate::archive::Archive;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Html,
    Docx,
    Xlsx,
    Pdf,
    Image,
    Unknown,
}

/// The format, or why the file cannot be read at all.
pub enum Told {
    As(Format),
    Not(Format, DoubtKind),
}

/// What the end of the name promises.
pub fn by_name(name: &str) -> Format {
    let extension = name.rsplit_once('.').map_or("", |it| it.1).to_ascii_lowercase();
    match extension.as_str() {
        "txt" | "text" | "md" | "csv" | "tsv" => Format::Text,
        "html" | "htm" | "xhtml" | "mht" => Format::Html,
        "docx" | "docm" | "dotx" => Format::Docx,
        "xlsx" | "xlsm" => Format::Xlsx,
        "pdf" => Format::Pdf,
        "png" | "jpg" | "jpeg" | "tif" | "tiff" | "bmp" | "webp" | "gif" => Format::Image,
        _ => Format::Unknown,
    }
}

pub fn tell(bytes: &[u8], name: &str) -> Told {
    let promised = by_name(name);
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => in_archive(bytes, promised),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => in_old_container(bytes, promised),
        [b'{', b'\\', b'r', b't', b'f', ..] => Told::Not(Format::Unknown, DoubtKind::NotReadable),
        _ if is_picture(bytes) => Told::As(Format::Image),
        _ if contains(&bytes[..bytes.len().min(1024)], b"%PDF-") => Told::As(Format::Pdf),
        // A format with a mark of its own does not have it.
        _ if matches!(promised, Format::Docx | Format::Xlsx | Format::Pdf | Format::Image) && !is_text(bytes) => {
            Told::Not(promised, DoubtKind::Broken)
        }
        _ if is_html(bytes, promised) => Told::As(Format::Html),
        _ if is_text(bytes) => Told::As(Format::Text),
        _ => Told::As(Format::Unknown),
    }
}

fn in_archive(bytes: &[u8], promised: Format) -> Told {
    let Some(archive) = Archive::open(bytes) else { return Told::Not(promised, DoubtKind::Broken) };
    let format = if archive.has("word/document.xml") {
        Format::Docx
    } else if archive.has("xl/workbook.xml") {
        Format::Xlsx
    } else if archive.has("[Content_Types].xml") {
        promised
    } else {
        Format::Unknown
    };
    match format {
        Format::Docx | Format::Xlsx => Told::As(format),
        _ => Told::Not(Format::Unknown, DoubtKind::NotReadable),
    }
}

/// The container of before 2007 holds old DOC and XLS files, and ciphered DOCX and XLSX.
fn in_old_container(bytes: &[u8], promised: Format) -> Told {
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|it| [it, 0]).collect();
    if contains(bytes, &name) {
        Told::Not(promised, DoubtKind::Encrypted)
    } else {
        Told::Not(Format::Unknown, DoubtKind::NotReadable)
    }
}

fn is_picture(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 7] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a", b"BM"];
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let found = marks.iter().find(|it| bytes.starts_with(it));
    // Two letters alone may begin a text: a bitmap's head has zeros.
    is_webp || found.is_some_and(|it| it.len() > 2 || bytes.get(6..10) == Some(&[0; 4]))
}

/// An element of a page near the beginning; a page without any is believed from its name.
fn is_html(bytes: &[u8], promised: Format) -> bool {
    let head: Vec<u8> = bytes.iter().take(4096).filter(|it| **it != 0).map(u8::to_ascii_lowercase).collect();
    let opens =
        head.iter().position(|it| !it.is_ascii_whitespace() && it.is_ascii()).map_or(&head[..0], |it| &head[it..]);
    let is_marked = [&b"<!doctype html"[..], b"<html", b"<head", b"<body"].iter().any(|it| contains(&head, it));
    opens.starts_with(b"<") && is_marked || promised == Format::Html && is_text(bytes)
}

/// No zeros but those of UTF-16, hardly any other control character.
fn is_text(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let is_odd = |it: &&u8| **it < 32 && !matches!(**it, b'\t' | b'\n' | b'\r' | 0xb | 0xc);
    !head.contains(&0) && head.iter().filter(is_odd).count() * 50 <= head.len()
}

/// Whether `needle` stands in `bytes`.
pub fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|it| it == needle)
}
