//! Reads each file that its input names, a path a line, as an intake would, and answers a line when it is done.
//!
//! For a watcher that looks at its time and memory from outside. It panics where a place is no place of the file.

use std::error::Error;
use std::io::Write;

use app::source::{Format, Source};
use base::Span;

/// As the binary has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    // What is made when it is first needed is no cost of the first file.
    reader::read(&reader::Text::new("a"));
    writeln!(out, "ready")?;
    for path in std::io::stdin().lines() {
        writeln!(out, "{}", swallow(&path?)?)?;
    }
    Ok(())
}

/// What came of the file.
fn swallow(path: &str) -> Result<String, Box<dyn Error>> {
    let bytes = std::fs::read(path)?;
    let source = match Source::of(path, &bytes) {
        Ok(source) => source,
        Err(refusal) => return Ok(format!("refused: {refusal:?}")),
    };
    let reading = reader::read(&reader::Text::new(&source.text));
    let printed = serde_json::to_string(&reading)?;
    let n_places = check_places(&source, &bytes, &printed);
    let doubts: Vec<_> = source.doubts.iter().map(|it| it.kind).take(4).collect();
    Ok(format!("{} bytes of text, {n_places} places, doubts {doubts:?}", source.text.len()))
}

/// How many places a reading names; each lies on borders of letters, in the text and in a file that is one.
fn check_places(source: &Source, bytes: &[u8], reading: &str) -> usize {
    let is_text = matches!(source.format, Format::Text | Format::Html);
    let file = std::str::from_utf8(bytes).ok().filter(|_| is_text);
    let mut n_places = 0;
    for (list, _) in reading.split('[').filter_map(|it| it.split_once(']')) {
        let Some((start, end)) = list.split_once(',') else { continue };
        let (Ok(start), Ok(end)) = (start.parse(), end.parse()) else { continue };
        let span = Span::new(start, end);
        assert!(source.text.get(start..end).is_some(), "{span:?} is no place of the text");
        let in_file = source.in_file(span);
        assert!(
            file.is_none_or(|it| it.get(in_file.start..in_file.end).is_some()),
            "{in_file:?} is no place of the file"
        );
        n_places += 1;
    }
    n_places
}
