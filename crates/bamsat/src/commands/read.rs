//! `bamsat read`: what the reader finds, as JSON lines or as tables. Nothing is kept.

use super::{file_name, read_named};
use crate::args::{Format, Read};
use crate::console::{Console, Exit, is_watched};
use crate::sheet::Sheet;
use app::figures;
use app::intake::FileRead;
use app::reading::{Directive, Printed, Reading, Span};
use app::views::Lines;
use std::path::Path;

pub fn run(console: &Console, asked: &Read) -> anyhow::Result<Exit> {
    let format = asked.format.unwrap_or(if is_watched() { Format::Table } else { Format::Json });
    let mut worst = Exit::Done;
    for path in &asked.files {
        if let Err(fault) = read(console, format, path) {
            worst = worst.max(console.tell_fault_of(&file_name(path), &fault));
        }
    }
    Ok(worst)
}

fn read(console: &Console, format: Format, path: &Path) -> anyhow::Result<()> {
    print(console, format, &read_named(console, path)?)
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
    let places = Places { console, lines: Lines::of(file.text.as_bytes()) };
    let tables = [
        ("read-people", reading.people.len(), people(reading)),
        ("read-units", reading.units.len(), units(reading)),
        ("read-citations", reading.citations.len(), citations(&places, reading)),
        ("read-observations", reading.observations.len(), observations(&places, reading)),
        ("read-limitations", reading.limitations.len(), limitations(&places, reading)),
        ("read-directives", reading.directives.len(), directives(&places, reading)),
        ("read-notes", reading.notes.len(), notes(&places, reading)),
        ("read-doubts", reading.doubts.len(), doubts(&places, reading)),
    ];
    if tables.iter().all(|(_, n, _)| *n == 0) && reading.session.is_none() && reading.document.is_none() {
        return console.tell("read-nothing", &[]);
    }
    for (key, n, table) in tables.into_iter().filter(|(_, n, _)| *n > 0) {
        console.tell(key, &[("n", n.into())]);
        table.print(console);
    }
}

fn print_frame(console: &Console, reading: &Reading) {
    let none = || console.say("none", &[]);
    let or_none = |it: Option<String>| it.unwrap_or_else(none);
    if let Some(it) = &reading.document {
        let issued_on = it.date.map(figures::day);
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
            ("held_on", or_none(it.date.map(figures::day)).into()),
            ("mode", it.mode.map_or_else(none, |it| console.value("mode-", &it)).into()),
            ("host", or_none(it.host.clone()).into()),
            ("guests", guests.into()),
            ("chair", or_none(it.chair.clone()).into()),
        ];
        console.tell("read-session", &args);
    }
}

fn rows<T>(heads: &[&'static str], items: &[T], row: impl Fn(&T) -> Vec<String>) -> Sheet {
    let mut table = Sheet::new(heads);
    for item in items {
        table.add(row(item));
    }
    table
}

fn people(reading: &Reading) -> Sheet {
    rows(&["name", "office", "n-places"], &reading.people, |it| {
        vec![it.name.clone(), it.positions.join("; "), it.spans.len().to_string()]
    })
}

fn units(reading: &Reading) -> Sheet {
    rows(&["name", "n-places"], &reading.units, |it| vec![it.name.clone(), it.spans.len().to_string()])
}

fn citations(places: &Places, reading: &Reading) -> Sheet {
    rows(&["number", "issued-on", "issuer", "place"], &reading.citations, |it| {
        let date = it.date.map(figures::day).unwrap_or_default();
        vec![it.number.clone(), date, it.issuer.clone().unwrap_or_default(), places.of(it.span)]
    })
}

fn observations(places: &Places, reading: &Reading) -> Sheet {
    rows(&["indicator", "value", "measure", "period", "unit-of", "place"], &reading.observations, |it| {
        let language = places.console.language;
        let value = format!("{} {}", figures::decimal(language, &it.value), it.unit).trim().to_owned();
        let value = value.replace(" %", "%");
        let value = places.console.value_of("measured-", &it.comparator, value);
        let measure = places.console.value(if it.is_target { "target-" } else { "measure-" }, &it.measure);
        let period = it.period.as_deref().map(|it| figures::period(language, it)).unwrap_or_default();
        let unit_of = it.unit_of.clone().unwrap_or_default();
        vec![it.indicator.clone(), value, measure, period, unit_of, places.of(it.span)]
    })
}

fn limitations(places: &Places, reading: &Reading) -> Sheet {
    rows(&["words", "place"], &reading.limitations, |it| vec![it.text.clone(), places.of(it.span)])
}

fn directives(places: &Places, reading: &Reading) -> Sheet {
    rows(&["class", "words", "lead", "coordinating", "deadline", "place"], &reading.directives, |it| {
        let class = it.class.map(|it| places.console.value("class-", &it)).unwrap_or_default();
        let due = deadline(places.console, it);
        vec![class, it.text.clone(), it.lead.join(", "), it.with.join(", "), due, places.of(it.span)]
    })
}

/// The words of the text, and the period they were understood as.
fn deadline(console: &Console, directive: &Directive) -> String {
    let understood = directive.due.as_deref().map(|it| figures::period(console.language, it));
    match (&directive.due_text, understood) {
        (Some(words), Some(period)) if !words.contains(&period) => format!("{words} ({period})"),
        (Some(words), _) => words.clone(),
        (None, period) => period.unwrap_or_default(),
    }
}

fn notes(places: &Places, reading: &Reading) -> Sheet {
    rows(&["kind", "words", "place"], &reading.notes, |it| {
        vec![places.console.value("note-", &it.kind), it.text.clone(), places.all(&it.spans)]
    })
}

fn doubts(places: &Places, reading: &Reading) -> Sheet {
    rows(&["kind", "words", "place"], &reading.doubts, |it| {
        vec![places.console.value("reason-doubt-", &it.kind), it.text.clone(), places.all(&it.spans)]
    })
}

/// Tells places by the lines of the text.
struct Places<'a> {
    console: &'a Console,
    lines: Lines,
}

impl Places<'_> {
    fn of(&self, span: Span) -> String {
        self.console.lines(self.lines.of_span(span))
    }

    fn all(&self, spans: &[Span]) -> String {
        let mut places: Vec<String> = spans.iter().map(|it| self.of(*it)).collect();
        places.dedup();
        places.join(", ")
    }
}
