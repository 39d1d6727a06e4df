//! `bamsat read`: what the reader finds, as JSON lines or as tables. Nothing is kept.

use super::{bytes_of, file_name};
use crate::args::{Format, Read};
use crate::console::{Console, Exit, is_watched};
use app::Error;
use app::intake::{FileRead, read_file};
use app::reading::{Printed, Reading};
use comfy_table::Table;
use std::path::Path;

pub fn run(console: &Console, asked: &Read) -> anyhow::Result<Exit> {
    let format = asked.format.unwrap_or(if is_watched() { Format::Table } else { Format::Json });
    let mut worst = Exit::Done;
    for path in &asked.files {
        if let Err(fault) = read(console, format, path) {
            eprint!("{}: ", file_name(path));
            worst = worst.max(console.tell_fault(&fault));
        }
    }
    Ok(worst)
}

fn read(console: &Console, format: Format, path: &Path) -> anyhow::Result<()> {
    let file = read_file(&file_name(path), bytes_of(path)?).map_err(Error::Refused)?;
    print(console, format, &file)
}

fn print(console: &Console, format: Format, file: &FileRead) -> anyhow::Result<()> {
    match format {
        Format::Json => console.print_json(&Printed::new(file)),
        Format::Table => {
            print_tables(console, file);
            Ok(())
        }
    }
}

fn print_tables(console: &Console, file: &FileRead) {
    let reading = &file.reading;
    let title = reading.heading.clone().unwrap_or_default();
    console.tell("read-heading", &[("name", file.received.file_name.as_str().into()), ("title", title.into())]);
    print_frame(console, reading);
    let tables = [
        ("read-people", reading.people.len(), people(console, reading)),
        ("read-units", reading.units.len(), units(console, reading)),
        ("read-citations", reading.citations.len(), citations(console, reading)),
        ("read-observations", reading.observations.len(), observations(console, reading)),
        ("read-limitations", reading.limitations.len(), limitations(console, reading)),
        ("read-directives", reading.directives.len(), directives(console, reading)),
        ("read-notes", reading.notes.len(), notes(console, reading)),
        ("read-doubts", reading.doubts.len(), doubts(console, reading)),
    ];
    if tables.iter().all(|(_, n, _)| *n == 0) && reading.session.is_none() && reading.document.is_none() {
        return console.tell("read-nothing", &[]);
    }
    for (key, n, table) in tables.into_iter().filter(|(_, n, _)| *n > 0) {
        console.tell(key, &[("n", n.into())]);
        console.print_table(&table);
    }
}

fn print_frame(console: &Console, reading: &Reading) {
    let none = || console.say("none", &[]);
    let or_none = |it: Option<String>| it.unwrap_or_else(none);
    if let Some(it) = &reading.document {
        let issued_on = it.date.map(|it| it.to_string());
        let args = [
            ("kind", or_none(it.kind.clone()).into()),
            ("number", or_none(it.number.clone()).into()),
            ("issued_on", or_none(issued_on).into()),
            ("issuer", or_none(it.issuer.clone()).into()),
        ];
        console.tell("read-document", &args);
    }
    if let Some(it) = &reading.session {
        let guests = if it.guests.is_empty() { none() } else { it.guests.join(", ") };
        let args = [
            ("held_on", or_none(it.date.map(|it| it.to_string())).into()),
            ("mode", it.mode.map_or_else(none, |it| console.value("mode-", &it)).into()),
            ("host", or_none(it.host.clone()).into()),
            ("guests", guests.into()),
            ("chair", or_none(it.chair.clone()).into()),
        ];
        console.tell("read-session", &args);
    }
}

fn rows<T>(console: &Console, heads: &[&str], items: &[T], row: impl Fn(&T) -> Vec<String>) -> Table {
    let mut table = console.table(heads);
    for item in items {
        table.add_row(row(item));
    }
    table
}

fn people(console: &Console, reading: &Reading) -> Table {
    rows(console, &["name", "office", "n-places"], &reading.people, |it| {
        vec![it.name.clone(), it.positions.join("; "), it.spans.len().to_string()]
    })
}

fn units(console: &Console, reading: &Reading) -> Table {
    rows(console, &["name", "n-places"], &reading.units, |it| vec![it.name.clone(), it.spans.len().to_string()])
}

fn citations(console: &Console, reading: &Reading) -> Table {
    rows(console, &["number", "issued-on", "issuer", "place"], &reading.citations, |it| {
        let date = it.date.map(|it| it.to_string()).unwrap_or_default();
        vec![it.number.clone(), date, it.issuer.clone().unwrap_or_default(), place(it.span)]
    })
}

fn observations(console: &Console, reading: &Reading) -> Table {
    rows(console, &["indicator", "value", "measure", "period", "unit-of", "place"], &reading.observations, |it| {
        let comparator = console.value("comparator-", &it.comparator);
        let value = format!("{comparator} {} {}", it.value, it.unit).trim().to_owned();
        let measure = console.value(if it.is_target { "target-" } else { "measure-" }, &it.measure);
        let (period, unit_of) = (it.period.clone().unwrap_or_default(), it.unit_of.clone().unwrap_or_default());
        vec![it.indicator.clone(), value, measure, period, unit_of, place(it.span)]
    })
}

fn limitations(console: &Console, reading: &Reading) -> Table {
    rows(console, &["words", "place"], &reading.limitations, |it| vec![it.text.clone(), place(it.span)])
}

fn directives(console: &Console, reading: &Reading) -> Table {
    rows(console, &["class", "words", "lead", "coordinating", "deadline", "place"], &reading.directives, |it| {
        let class = it.class.map(|it| console.value("class-", &it)).unwrap_or_default();
        let due = it.due_text.clone().or_else(|| it.due.clone()).unwrap_or_default();
        vec![class, it.text.clone(), it.lead.join(", "), it.with.join(", "), due, place(it.span)]
    })
}

fn notes(console: &Console, reading: &Reading) -> Table {
    rows(console, &["kind", "words", "place"], &reading.notes, |it| {
        vec![console.value("note-", &it.kind), it.text.clone(), places(&it.spans)]
    })
}

fn doubts(console: &Console, reading: &Reading) -> Table {
    rows(console, &["kind", "words", "place"], &reading.doubts, |it| {
        vec![console.value("reason-doubt-", &it.kind), it.text.clone(), places(&it.spans)]
    })
}

fn place(span: app::reading::Span) -> String {
    format!("{}\u{2013}{}", span.start, span.end)
}

fn places(spans: &[app::reading::Span]) -> String {
    spans.iter().map(|it| place(*it)).collect::<Vec<_>>().join(", ")
}
