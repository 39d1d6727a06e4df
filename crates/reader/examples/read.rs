//! Prints the reading of each file as one JSON object a line.

use std::io::Write;

#[derive(serde::Serialize)]
struct Line<'a> {
    source: Source<'a>,
    #[serde(flatten)]
    reading: reader::Reading,
}

#[derive(serde::Serialize)]
struct Source<'a> {
    name: &'a str,
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let text = reader::Text::of_bytes(&bytes);
        let name = path.rsplit('/').next().unwrap_or(&path);
        let source = Source { name, bytes: bytes.len(), encoding: text.encoding().name() };
        let line = Line { source, reading: reader::read(&text) };
        writeln!(out, "{}", serde_json::to_string(&line)?)?;
    }
    Ok(())
}
