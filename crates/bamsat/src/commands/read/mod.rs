//! `bamsat read`: what the reader finds in many files, as JSON lines or as tables. Nothing is kept.

mod tables;
mod walk;

use super::{announce, bytes_of, bytes_of_input, file_name};
use crate::args::{Format, Read};
use crate::console::{Console, Exit, is_watched};
use crate::stream::in_order;
use anyhow::anyhow;
use app::reading::{FileReading, Printed, read};
use app::{Error, Refusal};
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use walk::{Named, Walk};

pub fn run(console: &Console, asked: &Read) -> anyhow::Result<Exit> {
    let by_default = if is_watched() { Format::Table } else { Format::Json };
    let format = if asked.json { Format::Json } else { asked.format.unwrap_or(by_default) };
    let mut walk = Walk::new(&asked.files);
    let mut worst = Exit::Done;
    let wanted = Wanted { format, is_explained: asked.explain };
    let take = |it| worst = worst.max(tell(console, it));
    in_order(&mut walk, Named::length_bytes, |it| answer(console, wanted, it), take);
    if !walk.left_out.is_empty() {
        let names = walk.left_out.join(", ");
        eprintln!("{}", console.say("read-left-out", &[("n", walk.left_out.len().into()), ("names", names.into())]));
    }
    Ok(worst)
}

/// How a reading is told.
#[derive(Clone, Copy)]
struct Wanted {
    format: Format,
    is_explained: bool,
}

/// What is told of one file.
struct Answer {
    name: String,
    /// Lines for the answer, and why there is no reading.
    lines: String,
    fault: Option<anyhow::Error>,
}

/// The line of a file that could not be read.
#[derive(Serialize)]
struct Refused<'a> {
    source: Source<'a>,
    refused: Why<'a>,
}

#[derive(Serialize)]
struct Source<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Why<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<&'a Refusal>,
    sentence: String,
}

fn answer(console: &Console, wanted: Wanted, named: Named) -> Answer {
    let name = named.name().to_owned();
    let lines = || {
        let reading = reading_of(console, named)?;
        match wanted.format {
            Format::Json => Ok(serde_json::to_string(&Printed::new(reading, wanted.is_explained))?),
            Format::Table => Ok(tables::told(console, &reading, wanted.is_explained)),
        }
    };
    // One file never ends the reading of the others, whatever it does.
    let told = catch_unwind(AssertUnwindSafe(lines)).unwrap_or_else(|_| Err(anyhow!(console.say("read-broke", &[]))));
    match (told, wanted.format) {
        (Ok(lines), _) => Answer { name, lines, fault: None },
        (Err(fault), Format::Json) => Answer { lines: refused(console, &name, &fault), name, fault: Some(fault) },
        (Err(fault), Format::Table) => Answer { name, lines: String::new(), fault: Some(fault) },
    }
}

fn reading_of(console: &Console, named: Named) -> anyhow::Result<FileReading> {
    let (name, bytes) = match named {
        Named::File { path, name, .. } => (name, bytes_of(&path)?),
        Named::Input => ("-".to_owned(), bytes_of_input()?),
        Named::Unopened { cause, .. } => return Err(cause.into()),
    };
    announce(console, &name, bytes.len());
    Ok(read(&name, &bytes).map_err(Error::Refused)?)
}

fn refused(console: &Console, name: &str, fault: &anyhow::Error) -> String {
    let refusal = match fault.downcast_ref() {
        Some(Error::Refused(refusal)) => Some(refusal),
        _ => None,
    };
    let why = Why { refusal, sentence: console.fault(fault) };
    serde_json::to_string(&Refused { source: Source { name }, refused: why }).unwrap_or_default()
}

/// Prints the answer for a file whose turn it is.
fn tell(console: &Console, answer: Answer) -> Exit {
    if !answer.lines.is_empty() {
        console.print(answer.lines);
    }
    answer.fault.map_or(Exit::Done, |it| console.tell_fault_of(&answer.name, &it))
}
