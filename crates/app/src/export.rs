//! What other programs take away: the ledger line by line, and the tasks as a sheet that Excel opens.

use crate::Error;
use crate::figures;
use crate::messages::{Language, say};
use crate::office::Office;
use crate::views::TaskView;
use model::Deadline;

/// So many entries are asked of the store at once.
const PAGE_LENGTH: u64 = 1_000;

/// What Excel needs to take a file for UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The columns of the sheet, by their messages.
const COLUMNS: [&str; 11] = [
    "column-code",
    "column-words",
    "column-lead",
    "column-coordinating",
    "column-due-on",
    "column-due-words",
    "column-state",
    "column-days-late",
    "column-last-words",
    "column-done-on",
    "column-source",
];

impl Office {
    /// Gives every stored entry, the text whose bytes are hashed, to `line`, in order.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn export_ledger(&self, mut line: impl FnMut(&str)) -> Result<(), Error> {
        let register = self.register()?;
        let mut from_position = 1;
        loop {
            let entries = self.store.entries(register, from_position, PAGE_LENGTH)?;
            let Some(last) = entries.last() else { return Ok(()) };
            from_position = last.position + 1;
            entries.iter().for_each(|it| line(&it.text));
        }
    }

    /// Gives a heading and every task to `line`, as comma-separated values (RFC 4180) with a byte order mark.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn export_tasks(&self, language: Language, mut line: impl FnMut(&str)) -> Result<(), Error> {
        let headings: Vec<String> = COLUMNS.iter().map(|it| say(language, it, &[])).collect();
        line(&format!("{BYTE_ORDER_MARK}{}", csv_line(&headings)));
        for task in self.tasks()?.tasks {
            line(&csv_line(&cells(language, task)));
        }
        Ok(())
    }
}

fn cells(language: Language, task: TaskView) -> Vec<String> {
    let erased = || say(language, "erased", &[]);
    let due_on = match task.deadline.deadline {
        Deadline::Fixed { due_on } => figures::day(due_on),
        Deadline::Periodic | Deadline::Standing | Deadline::Unset => String::new(),
    };
    let state = serde_json::to_value(task.state.work).unwrap_or_default();
    let state = say(language, &format!("state-{}", state.as_str().unwrap_or_default().replace('_', "-")), &[]);
    let coordinating: Vec<String> = task.coordinating.into_iter().filter_map(|it| it.name).collect();
    vec![
        task.code,
        task.words.unwrap_or_else(erased),
        task.lead.name.unwrap_or_else(erased),
        coordinating.join("; "),
        due_on,
        task.deadline.due_words.unwrap_or_default(),
        state,
        if task.state.days_late > 0 { task.state.days_late.to_string() } else { String::new() },
        task.last_words.unwrap_or_default(),
        task.done_on.map(figures::day).unwrap_or_default(),
        task.source.number.or(task.source.title).unwrap_or_default(),
    ]
}

/// One line; a cell that a sheet would take for a formula is kept a text.
fn csv_line(cells: &[String]) -> String {
    let cell = |it: &String| {
        let is_formula = it.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let text = if is_formula { format!("'{it}") } else { it.clone() };
        let quotes = text.contains([',', '"', '\n', '\r', ';']);
        if quotes { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_where_it_must_be_and_is_never_a_formula() {
        let cases =
            [("a", "a"), ("a,b", "\"a,b\""), ("a \"b\"", "\"a \"\"b\"\"\""), ("=1+1", "'=1+1"), ("a\nb", "\"a\nb\"")];
        for (text, wanted) in cases {
            assert_eq!(csv_line(&[text.to_owned()]), wanted);
        }
    }
}
