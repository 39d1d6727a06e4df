//! From a sheet in which an office kept its tasks to drafts: one for each row, with what only such a row tells.

use super::{Draft, Drafting, Found, Outcome, Proposal, Reason, TextRead};
use crate::bodies::Bodies;
use crate::full_names::{is_placed, only_placed};
use crate::known_units::KnownUnits;
use base::Span;
use jiff::civil::Date;
use model::Deadline;
use model::act::task::carry_over::Carried;
use model::state::{TextDoubt, TextDoubtKind};
use reader::Text;
use reader::reading::{Document, Reading, Unit};
use reader::sheet::{self, Book, Choice, Column, Due, LeftOver, Progress, Role, Row, Table};
use serde::Serialize;

/// One table of a kept sheet: what its columns were taken for, and what could not be taken.
#[derive(Clone, Debug, Serialize)]
pub struct SheetDraft {
    /// The line above it that names it.
    pub title: Option<String>,
    pub columns: Vec<Column>,
    /// Rows that are drafts.
    pub n_rows: usize,
    pub left_over: Vec<LeftOver>,
}

/// What a row of a kept sheet tells beside what an order tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CarriedDraft {
    pub assigned_on: Option<Date>,
    /// How far it had come; `None` where a person has to say so.
    pub work: Option<Carried>,
    /// What no other field holds, each with its head.
    pub note: Option<String>,
}

impl CarriedDraft {
    /// A day of it that is still to come on `today`.
    pub fn day_after(&self, today: Date) -> Option<Date> {
        let done_on = self.work.and_then(Carried::done_on);
        [self.assigned_on, done_on].into_iter().flatten().find(|it| today < *it)
    }
}

/// The kept sheet that `text` is: hardly anything else stands in it, and it follows tasks or is no document.
pub fn book(text: &str, reading: &Reading, choices: &[Choice]) -> Option<Book> {
    if !text.contains('|') {
        return None;
    }
    let book = sheet::read(&Text::new(text), choices);
    let is_numbered = reading.document.as_ref().is_some_and(|it| it.number.is_some());
    let is_document = is_numbered || reading.session.is_some();
    let is_sheet = book.rows().next().is_some() && book.is_whole() && (book.follows() || !is_document);
    // Whoever says what columns hold has seen that it is one.
    (is_sheet || !choices.is_empty() && !book.tables.is_empty()).then_some(book)
}

/// What the kept sheet `book` of a text could become: a draft for each row of its tables.
pub fn propose(read: &TextRead, book: &Book, known: &KnownUnits) -> Proposal {
    let TextRead { text, reading, unsure, chosen, counting, .. } = *read;
    // What was doubted of the text as prose is no matter here, and the rows tell themselves which cell is unclear.
    let mut plain = Reading {
        people: reading.people.clone(),
        units: reading.units.iter().filter_map(|it| whole(text, it)).collect(),
        ..Reading::default()
    };
    let issuer = keeper(book, reading, &plain.units, known);
    plain.document = Some(Document { issuer, ..reading.document.clone().unwrap_or_default() });
    let mut bodies = Bodies::new(text, &plain, known, chosen);
    let (of_parts, of_words): (Vec<TextDoubt>, Vec<TextDoubt>) = unsure.iter().partition(|it| is_of_part(it));
    let scene = Drafting { text, unsure: &of_words, reading: &plain, session: None, counting };
    let drafts = scene.rows(book, &mut bodies);
    Proposal {
        title: book.tables.iter().find_map(title).unwrap_or("-").chars().take(500).collect(),
        document: reading.document.clone(),
        units: bodies.drafts,
        session: None,
        drafts,
        found: Found::of(reading),
        doubts: of_parts,
        sheets: sheets(book),
    }
}

/// The unit as far as it is named at the end of a cell: within a title in capitals nothing tells where a name ends.
fn whole(text: &str, unit: &Unit) -> Option<Unit> {
    let ends_cell = |it: &&Span| {
        let rest = text.get(it.end..).unwrap_or_default().trim_start_matches([' ', '.', ',', ';', ')']);
        rest.is_empty() || rest.starts_with(['|', '\n', '\r'])
    };
    let spans: Vec<Span> = unit.spans.iter().filter(ends_cell).copied().collect();
    (!spans.is_empty()).then(|| Unit { spans, ..unit.clone() })
}

/// Who kept the sheet, as far as that tells of which place its bare names are: whoever it names last above its first
/// table, else whoever lies in the only place that the register knows.
fn keeper(book: &Book, reading: &Reading, units: &[Unit], known: &KnownUnits) -> Option<String> {
    let first = book.rows().next().map_or(0, |it| it.span.start);
    let places = units.iter().flat_map(|unit| unit.spans.iter().map(move |it| (it.start, &unit.name)));
    let above = places.filter(|it| it.0 < first && is_placed(it.1)).max();
    let is_numbered = |it: &&Document| it.number.is_some();
    let issuer = reading.document.as_ref().filter(is_numbered).and_then(|it| it.issuer.clone());
    issuer.or_else(|| above.map(|it| it.1.clone())).or_else(|| only_placed(known.names()).map(str::to_owned))
}

/// Whether a doubt is about the workbook, not about the words of a row.
fn is_of_part(doubt: &TextDoubt) -> bool {
    use TextDoubtKind::{CutShort, Damaged, FormulaUnknown, HiddenColumns, HiddenRows, HiddenSheet};
    let kinds = [Damaged, CutShort, FormulaUnknown, HiddenColumns, HiddenRows, HiddenSheet];
    doubt.span.is_none() || kinds.contains(&doubt.kind)
}

/// The line above a table that names it: in capitals, else the longest.
fn title(table: &Table) -> Option<&str> {
    let lines = || table.above.iter().map(String::as_str);
    let upper = lines().filter(|it| !it.chars().any(char::is_lowercase)).max_by_key(|it| it.len());
    upper.or_else(|| lines().max_by_key(|it| it.len()))
}

fn sheets(book: &Book) -> Vec<SheetDraft> {
    let sheet = |it: &Table| SheetDraft {
        title: title(it).map(str::to_owned),
        columns: it.columns.clone(),
        n_rows: it.rows.len(),
        left_over: it.left_over.clone(),
    };
    book.tables.iter().map(sheet).collect()
}

impl Drafting<'_> {
    /// A draft for each row, in the order of the text.
    fn rows(&self, book: &Book, bodies: &mut Bodies) -> Vec<Draft> {
        let rows = book.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        (1..).zip(rows).map(|(n, (table, row))| self.row(n, table, row, bodies)).collect()
    }

    fn row(&self, n: u32, table: &Table, row: &Row, bodies: &mut Bodies) -> Draft {
        let mut draft = self.draft(n, &row.directive(), bodies);
        // An older record keeps the day that it kept.
        match row.due {
            Due::Standing => draft.deadline = Deadline::Standing,
            Due::Rule(rule) => {
                let said_on = rule.due_on();
                draft.deadline = said_on.map_or(draft.deadline, |due_on| Deadline::Fixed { due_on });
            }
            _ => {}
        }
        if !row.doubts.is_empty() {
            draft.outcome = Outcome::Open;
        }
        draft.open.extend(row.doubts.iter().cloned().map(|doubt| Reason::Row { doubt }));
        draft.remarks.extend(row.remarks.iter().copied().map(|remark| Reason::Taken { remark }));
        let note = note(table, row, &draft.remarks);
        let carried = CarriedDraft { assigned_on: row.assigned_on, work: work(row), note };
        Draft { carried: Some(carried), ..draft }
    }
}

fn work(row: &Row) -> Option<Carried> {
    Some(match row.progress? {
        Progress::NotBegun => Carried::NotStarted,
        Progress::Going => Carried::InProgress,
        Progress::Reported => Carried::AwaitingConfirmation { done_on: row.done_on? },
        Progress::Done => Carried::Completed { done_on: row.done_on? },
        Progress::Stopped => return None,
    })
}

/// Head and words of all that no field holds, one a line: the document that assigned it first, then who coordinates and
/// is no unit.
fn note(table: &Table, row: &Row, remarks: &[Reason]) -> Option<String> {
    let heading =
        |role: Role| table.columns.iter().find(|it| it.role == role).map_or("", |column| column.heading.as_str());
    let source = row.source.iter().map(|it| (heading(Role::Source), it.as_str()));
    let others = remarks.iter().filter_map(|it| match it {
        Reason::CollectiveCoordinating { name } | Reason::UnitTie { name, .. } => {
            Some((heading(Role::With), name.as_str()))
        }
        _ => None,
    });
    let notes = row.notes.iter().map(|it| (it.0.as_str(), it.1.as_str()));
    let line =
        |(head, words): (&str, &str)| if head.is_empty() { words.to_owned() } else { format!("{head}: {words}") };
    let lines: Vec<String> = source.chain(others).chain(notes).map(line).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
