//! A list as people read it: a table where there is room, else a block of lines for each row.

use crate::console::Console;
use comfy_table::{
    Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, TableComponent, Width, presets,
};

/// Narrower than this, a table would break its words into letters.
const NARROWEST_TABLE: u16 = 100;

/// Rows under heads; each head is a message key behind `word-`.
pub struct Sheet {
    heads: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    narrowest: u16,
}

impl Sheet {
    pub fn new(heads: &[&'static str]) -> Sheet {
        let narrowest = if heads.len() > 3 { NARROWEST_TABLE } else { 0 };
        Sheet { heads: heads.to_vec(), rows: Vec::new(), narrowest }
    }

    /// A table of so many columns that it wants a wider terminal.
    pub fn wide(heads: &[&'static str], narrowest: u16) -> Sheet {
        Sheet { narrowest, ..Sheet::new(heads) }
    }

    /// The same with one more head, before any row.
    pub fn with_head(mut self, head: &'static str) -> Sheet {
        self.heads.push(head);
        self
    }

    /// The same as blocks of lines in any terminal.
    pub fn in_blocks(self) -> Sheet {
        Sheet { narrowest: u16::MAX, ..self }
    }

    pub fn add(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Prints it as wide as the terminal.
    pub fn print(&self, console: &Console) {
        console.print(self.lines(console));
    }

    /// Its lines, as wide as the terminal.
    pub fn lines(&self, console: &Console) -> String {
        let width = terminal_width();
        if width < self.narrowest { self.stacked(console, width) } else { self.table(console, width) }
    }

    fn table(&self, console: &Console, width: u16) -> String {
        let mut table = plain(console, width);
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY).remove_style(TableComponent::HorizontalLines);
        table.remove_style(TableComponent::MiddleIntersections);
        // A column in which nothing stands takes room from the others.
        let shown = (0..self.heads.len()).filter(|&it| self.rows.iter().any(|row| !row[it].is_empty()));
        let shown: Vec<usize> = shown.collect();
        let head = |it: &usize| Cell::new(word(console, self.heads[*it])).add_attribute(Attribute::Bold);
        table.set_header(shown.iter().map(head));
        for row in &self.rows {
            table.add_row(shown.iter().map(|&it| toned(self.heads[it], &row[it])));
        }
        for (column, head) in table.column_iter_mut().zip(shown.iter().map(|&it| self.heads[it])) {
            if let Some(constraint) = constraint(head) {
                column.set_constraint(constraint);
            }
        }
        table.trim_fmt()
    }

    /// Each row as lines `label value`, without the empty ones; a rule between two rows.
    fn stacked(&self, console: &Console, width: u16) -> String {
        let labels: Vec<String> = self.heads.iter().map(|it| word(console, it)).collect();
        let widest = labels.iter().map(|it| it.chars().count()).max().unwrap_or_default();
        let padded = |label: &str| format!("{label}{}", "\u{a0}".repeat(widest - label.chars().count()));
        let mut blocks = Vec::new();
        for row in &self.rows {
            let cells = self.heads.iter().zip(row).map(|(head, it)| toned(head, it));
            let told = labels.iter().zip(cells).filter(|(_, it)| !it.content().is_empty());
            blocks.push(block(console, told.map(|(label, it)| (padded(label), it)), width));
        }
        blocks.join(&format!("\n{}\n", "\u{2500}".repeat(usize::from(width))))
    }
}

/// Lines of a label and a value.
pub fn block<V: Into<Cell>>(console: &Console, lines: impl Iterator<Item = (String, V)>, width: u16) -> String {
    let mut table = plain(console, width);
    table.load_preset(presets::NOTHING);
    for (label, value) in lines {
        table.add_row(vec![Cell::new(label).add_attribute(Attribute::Dim), value.into()]);
    }
    if let Some(column) = table.column_mut(0) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    table.trim_fmt()
}

fn plain(console: &Console, width: u16) -> Table {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    match console.is_coloured {
        true => table.enforce_styling(),
        false => table.force_no_tty(),
    };
    table
}

/// A value with the weight its column has for whoever looks for something; no colour says what no word says.
fn toned(head: &str, value: &str) -> Cell {
    let cell = Cell::new(value);
    match head {
        "value" | "number" | "code" | "lead" => cell.add_attribute(Attribute::Bold),
        "deadline" => cell.fg(Color::DarkGreen),
        "missing" | "reasons" | "cause" => cell.fg(Color::DarkYellow),
        "class" | "kind" | "judgement" | "decision" | "outcome" | "state" => cell.fg(Color::DarkCyan),
        "place" | "n-places" | "id" => cell.add_attribute(Attribute::Dim),
        _ => cell,
    }
}

fn word(console: &Console, head: &str) -> String {
    console.say(&format!("word-{head}"), &[])
}

/// Codes, days and numbers of documents are never broken, for people copy them; the words get the room.
fn constraint(head: &str) -> Option<ColumnConstraint> {
    match head {
        "code" | "id" | "n" | "held-on" | "place" | "received-on" | "issued-on" | "number" | "kind" | "level" => {
            Some(ColumnConstraint::ContentWidth)
        }
        "document" => Some(ColumnConstraint::LowerBoundary(Width::Fixed(16))),
        "deadline" | "source" => Some(ColumnConstraint::LowerBoundary(Width::Fixed(14))),
        "words" => Some(ColumnConstraint::LowerBoundary(Width::Percentage(34))),
        _ => None,
    }
}

/// The width of the terminal, between what a block needs and what an eye follows.
pub fn terminal_width() -> u16 {
    let columns = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| width.0);
    columns.or_else(seen).unwrap_or(118).clamp(40, 200)
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::messages::Language;

    fn sheet() -> Sheet {
        let mut sheet = Sheet::new(&["held-on", "number", "words", "issuer"]);
        let words = "a long row of words that wants more room than it gets in any terminal ".repeat(3);
        sheet.add(vec!["26/3/2020".into(), "1184/TB-UBND-VP".into(), words.clone(), words]);
        sheet.add(vec!["27/3/2020".into(), String::new(), "short".into(), String::new()]);
        sheet
    }

    #[test]
    fn days_and_numbers_of_documents_are_never_broken() {
        let console = Console::new(Language::English);
        let told = [sheet().table(&console, 100), sheet().stacked(&console, 60)];
        for it in told {
            assert!(it.contains("26/3/2020") && it.contains("1184/TB-UBND-VP"), "{it}");
        }
    }

    #[test]
    fn a_narrow_terminal_gets_blocks_without_empty_lines() {
        let told = sheet().stacked(&Console::new(Language::English), 60);
        assert!(told.lines().all(|it| it.chars().count() <= 60), "{told}");
        let last = told.rsplit('\u{2500}').next().unwrap_or_default();
        assert_eq!(last.trim().lines().count(), 2, "{told}");
    }
}
