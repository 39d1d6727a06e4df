//! Builds archives and PDFs for tests from readable parts.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

/// A zipped file of `parts`: name and content.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn docx(document: &str) -> Vec<u8> {
    archive(&[("word/document.xml", document.as_bytes())])
}

/// A PDF whose objects are `bodies`, numbered from 1; the first is the catalogue.
pub fn pdf(bodies: &[Vec<u8>]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    for (n, body) in bodies.iter().enumerate() {
        pdf.extend(format!("{} 0 obj\n", n + 1).bytes());
        pdf.extend(body);
        pdf.extend(b"\nendobj\n");
    }
    pdf.extend(b"trailer << /Root 1 0 R >>\n%%EOF");
    pdf
}

pub fn stream(dict: &str, content: &[u8]) -> Vec<u8> {
    let mut body = format!("<< {dict} /Length {} >>\nstream\n", content.len()).into_bytes();
    body.extend(content);
    body.extend(b"\nendstream");
    body
}

pub fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A PDF of pages with words: page, distance from left and from below in points, words. One font of 12 points whose
/// letters are all half as wide as high, and whose codes are those of UTF-16.
pub fn printed(words: &[(usize, u32, u32, &str)], drawing: &str) -> Vec<u8> {
    let n_pages = words.iter().map(|it| it.0).max().unwrap_or(0) + 1;
    let kids: Vec<String> = (0..n_pages).map(|it| format!("{} 0 R", 5 + 2 * it)).collect();
    let mut bodies = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {n_pages} /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>",
            kids.join(" ")
        )
        .into_bytes(),
        b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 4 0 R /DescendantFonts [<< /DW 500 >>] >>".to_vec(),
        stream(
            "/Filter /FlateDecode",
            &deflated(b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange"),
        ),
    ];
    for page in 0..n_pages {
        let mut content = drawing.to_owned();
        for (_, x, y, words) in words.iter().filter(|it| it.0 == page) {
            let codes: String = words.encode_utf16().map(|it| format!("{it:04x}")).collect();
            content.push_str(&format!("BT /F1 12 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n"));
        }
        bodies.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", 6 + 2 * page).into_bytes());
        bodies.push(stream("/Filter /FlateDecode", &deflated(content.as_bytes())));
    }
    pdf(&bodies)
}
