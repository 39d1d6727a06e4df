//! The columns of a file of tasks: how each is called, how wide it is, and what stands in it.

use crate::messages::{Language, say, text};
use crate::sentences;
use crate::views::{Column, Columns, ExternalRefView, TaskView, UnitMention};
use jiff::civil::Date;

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Nothing,
    Text(String),
    Day(Date),
    Number(i32),
}

/// One column of a file.
pub struct FileColumn {
    /// The column of the register that it belongs to; `None` for those that are always there.
    of: Option<Column>,
    /// The key of its heading.
    pub head: &'static str,
    /// In characters.
    pub width: f64,
    pub cell: fn(&TaskView, Language) -> Cell,
}

type Told = fn(&TaskView, Language) -> Cell;

const fn column(of: Option<Column>, head: &'static str, width: f64, cell: Told) -> FileColumn {
    FileColumn { of, head, width, cell }
}

static ALL: [FileColumn; 20] = [
    column(None, "column-code", 10.0, |it, _| Cell::Text(it.code.clone())),
    column(None, "column-words", 42.0, |it, language| {
        Cell::Text(it.words.clone().unwrap_or_else(|| text(language, "erased").to_owned()))
    }),
    column(Some(Column::Source), "column-source", 15.0, |it, language| match &it.source.outside {
        Some(outside) if it.source.document.is_none() => Cell::Text(sentences::outside(language, outside)),
        _ => told(it.source.number.as_ref().or(it.source.title.as_ref())),
    }),
    column(Some(Column::Who), "column-lead", 21.0, |it, language| Cell::Text(name(&it.lead, language))),
    column(Some(Column::Who), "column-coordinating", 18.0, |it, language| {
        let names: Vec<String> = it.coordinating.iter().map(|it| name(it, language)).collect();
        if names.is_empty() { Cell::Nothing } else { Cell::Text(names.join("; ")) }
    }),
    column(Some(Column::Field), "word-field", 18.0, |it, language| match it.field {
        Some(field) => Cell::Text(sentences::field(language, field)),
        None => Cell::Nothing,
    }),
    column(Some(Column::Deliverable), "word-deliverable", 30.0, |it, _| told(it.deliverable.as_ref())),
    column(Some(Column::AssignedOn), "page-assigned-on", 12.0, |it, _| Cell::Day(it.assigned_on)),
    column(Some(Column::ReceivedOn), "word-received-on", 12.0, |it, _| day(it.received_on)),
    column(Some(Column::Deadline), "column-due-on", 11.0, |it, _| day(it.deadline.deadline.due_on())),
    column(Some(Column::Deadline), "column-first-due-on", 12.0, |it, _| {
        day(it.deadline.first_due_on.or(it.deadline.deadline.due_on()))
    }),
    column(Some(Column::Deadline), "column-n-extensions", 10.0, |it, _| {
        above_zero(i32::try_from(it.deadline.n_extensions).unwrap_or(i32::MAX))
    }),
    column(Some(Column::Deadline), "column-due-words", 13.0, |it, _| told(it.deadline.due_words.as_ref())),
    column(Some(Column::State), "column-state", 14.0, |it, language| {
        let state = serde_json::to_value(it.state.work).unwrap_or_default();
        let state = state.as_str().unwrap_or_default().replace('_', "-");
        Cell::Text(say(language, &format!("state-{state}"), &[]))
    }),
    column(Some(Column::State), "column-days-late", 8.0, |it, _| above_zero(it.state.days_late)),
    column(Some(Column::DoneOn), "column-done-on", 12.0, |it, _| day(it.done_on)),
    column(Some(Column::DoneOn), "page-ended-on", 12.0, |it, _| day(it.ended_on)),
    column(Some(Column::Last), "column-last-words", 28.0, |it, _| told(it.last_words.as_ref())),
    column(Some(Column::Last), "column-days-silent", 8.0, |it, _| {
        if it.state.work.is_open() { above_zero(it.state.days_silent) } else { Cell::Nothing }
    }),
    column(Some(Column::Source), "column-external-refs", 18.0, |it, _| {
        let told = |it: &ExternalRefView| it.system.iter().chain(&it.id).cloned().collect::<Vec<_>>().join(": ");
        let refs: Vec<String> = it.external_refs.iter().map(told).collect();
        if refs.is_empty() { Cell::Nothing } else { Cell::Text(refs.join("; ")) }
    }),
];

/// Those of the chosen columns of the register; all where none were chosen.
pub fn columns_of(chosen: Option<Columns>) -> Vec<&'static FileColumn> {
    let is_wanted = |it: &&FileColumn| it.of.is_none_or(|of| chosen.is_none_or(|it| it.has(of)));
    ALL.iter().filter(is_wanted).collect()
}

fn told(words: Option<&String>) -> Cell {
    words.map_or(Cell::Nothing, |it| Cell::Text(it.clone()))
}

fn day(day: Option<Date>) -> Cell {
    day.map_or(Cell::Nothing, Cell::Day)
}

fn above_zero(days: i32) -> Cell {
    if days > 0 { Cell::Number(days) } else { Cell::Nothing }
}

fn name(unit: &UnitMention, language: Language) -> String {
    unit.name.clone().unwrap_or_else(|| text(language, "erased").to_owned())
}
