//! The tracking table as it is printed: the same rows, numbered, with the head of the office, signatures and the check code.

use super::columns::{ColumnHead, column_heads};
use super::sections::{Section, sections};
use super::shown;
use super::tasks::{asked, state_word};
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::figures;
use app::messages::{Language, say, text};
use app::views::{Column, Columns, Letterhead, TaskSheetView};
use jiff::civil::Date;

pub struct SheetShown {
    sheet: TaskSheetView,
    sections: Vec<Section>,
    columns: Columns,
    heads: Vec<ColumnHead>,
    /// The day and the hour of the data, and what is counted.
    summary: String,
    day: String,
    check: String,
    /// That there are more tasks than a sheet takes.
    cut: Option<String>,
    /// The query of the next sheet.
    next: Option<String>,
    /// The query of the list.
    query: String,
}

shown!(SheetShown, SheetPage, "sheet.html", sheet);

pub fn sheet(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let (asked, language) = (asked(seen.ask), seen.ask.language);
    let sheet = seen.office.task_sheet(seen.viewer, &asked)?;
    let columns = Columns::named(seen.ask.query.all("col"));
    let n = sheet.register.tasks.len();
    let next = sheet.register.next.as_ref().map(|it| seen.ask.query.with("after", it));
    let cut = match (&next, sheet.register.n_grouped) {
        (Some(_), _) => Some("sheet-goes-on"),
        (None, Some(_)) => Some("sheet-cut"),
        (None, None) => None,
    };
    Ok(Box::new(SheetShown {
        sections: sections(seen, &asked, &seen.ask.query, &sheet.register),
        columns,
        heads: column_heads(columns),
        summary: summary(language, &sheet, &asked.state),
        day: place_and_day(language, &sheet.letterhead, sheet.register.today),
        check: say(language, "sheet-check", &[("code", sheet.check.as_str().into())]),
        cut: cut.map(|it| say(language, it, &[("n", n.into())])),
        next,
        query: seen.ask.query.with("after", ""),
        sheet,
    }))
}

/// What the sheet tells of itself: as of when, which unit, how many and how they stand.
fn summary(language: Language, sheet: &TaskSheetView, state: &str) -> String {
    let at = model::time_in_vietnam(sheet.drawn_at);
    let day = figures::day(at.date());
    let (hour, minute) = (format!("{:02}", at.hour()), format!("{:02}", at.minute()));
    let at = say(language, "sheet-data-at", &[("hour", hour.into()), ("minute", minute.into()), ("day", day.into())]);
    let n = sheet.register.total;
    let counted = say(language, "counted-tasks", &[("n_tasks", n.n.into())]);
    let counted = if n.is_more { format!("> {counted}") } else { counted };
    let mut parts = vec![format!("{counted} ({})", text(language, state_word(state)))];
    let parted = |it: &str| ["overdue", "due_soon", "awaiting"].contains(&it) && it != state;
    let is_whole = ["open", "all"].contains(&state);
    for it in sheet.register.counts.iter().filter(|it| is_whole && parted(it.state) && it.total.n > 0) {
        parts.push(format!("{} {}", crate::render::total(language, it.total), text(language, state_word(it.state))));
    }
    let unit = sheet.register.unit.as_ref().and_then(|it| it.name.clone());
    unit.into_iter().chain([format!("{at}: {}", parts.join(", "))]).collect::<Vec<_>>().join(". ")
}

/// Place and day as they stand under the head; a place that no name tells is written by hand.
pub fn place_and_day(language: Language, letterhead: &Letterhead, day: Date) -> String {
    let two = |n: i8, from: i8| if n < from { format!("0{n}") } else { n.to_string() };
    let (month, year) = (two(day.month(), 3), day.year().to_string());
    let place = letterhead.place.as_deref().unwrap_or("…………");
    say(
        language,
        "sheet-day",
        &[("place", place.into()), ("day", two(day.day(), 10).into()), ("month", month.into()), ("year", year.into())],
    )
}
