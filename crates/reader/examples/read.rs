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
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let text = reader::Text::new(&String::from_utf8_lossy(&bytes));
        let name = path.rsplit('/').next().unwrap_or(&path);
        let line = Line { source: Source { name, bytes: bytes.len() }, reading: reader::read(&text) };
        writeln!(out, "{}", serde_json::to_string(&line)?)?;
    }
    Ok(())
}
