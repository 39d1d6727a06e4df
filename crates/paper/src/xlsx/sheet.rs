//! The cells of one sheet, and its rows as lines.

use crate::draft::{Draft, Gap};
use crate::limits;
use crate::xlsx::look::Looks;
use crate::xml::{Event, Events, attribute, local, resolve};

/// Empty cells between two of a row, at most; beyond that columns are no longer counted.
const WIDEST_GAP: usize = 20;

/// Columns and rows a cell can lie in.
const LAST_COLUMN: usize = 16_384;
const LAST_ROW: usize = 1_048_576;

/// What is left of the caps for all sheets together.
pub struct Room {
    n_cells: usize,
    n_bytes: usize,
}

impl Room {
    pub fn new(length: usize) -> Room {
        Room { n_cells: limits::CELLS, n_bytes: limits::expanded_bytes(length) }
    }

    pub fn is_used_up(&self) -> bool {
        self.n_cells == 0 || self.n_bytes == 0
    }
}

/// Cells with content, row by row.
#[derive(Default)]
pub struct Sheet {
    cells: Vec<Cell>,
}

struct Cell {
    row: usize,
    column: usize,
    kind: Kind,
    look: usize,
    value: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Switch,
    Words,
}

impl Sheet {
    pub fn new(text: &str, room: &mut Room) -> Sheet {
        let mut parser = Parser::default();
        let mut events = Events::new(text);
        while let Some(event) = events.next() {
            parser.take(event, room);
            if room.is_used_up() {
                break;
            }
        }
        parser.sheet
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub fn write(&self, strings: &[String], looks: &Looks, draft: &mut Draft, room: &mut Room) {
        let first_column = self.cells.iter().map(|it| it.column).min().unwrap_or(0);
        let mut last_row = None;
        for row in self.cells.chunk_by(|a, b| a.row == b.row) {
            let is_next = last_row.is_none_or(|it| row[0].row <= it + 1);
            draft.apart(if is_next { Gap::Line } else { Gap::Paragraph });
            last_row = Some(row[0].row);
            let mark = draft.text.len();
            let mut column = first_column;
            for cell in row {
                let n_bars = cell.column.saturating_sub(column).min(WIDEST_GAP);
                (0..n_bars).for_each(|_| draft.bar());
                column = cell.column.max(column);
                let words = cell.words(strings, looks);
                if !words.is_empty() {
                    draft.made(&words);
                }
            }
            draft.end_row(mark.min(draft.text.len()));
            room.n_bytes = room.n_bytes.saturating_sub(draft.text.len() - mark.min(draft.text.len()));
            if room.n_bytes == 0 {
                return;
            }
        }
    }
}

impl Cell {
    /// As the sheet shows it, in one line.
    fn words(&self, strings: &[String], looks: &Looks) -> String {
        let shown = match self.kind {
            Kind::Number => looks.shown(&self.value, self.look),
            Kind::Shared => {
                self.value.trim().parse().ok().and_then(|it: usize| strings.get(it)).cloned().unwrap_or_default()
            }
            Kind::Switch if self.value.trim() == "1" => "TRUE".to_owned(),
            Kind::Switch => "FALSE".to_owned(),
            Kind::Words => self.value.clone(),
        };
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[derive(Default)]
struct Parser {
    sheet: Sheet,
    row: usize,
    column: usize,
    cell: Option<Cell>,
    is_value: bool,
}

impl Parser {
    fn take(&mut self, event: Event, room: &mut Room) {
        match event {
            Event::Start(element) => match local(element.name().into_inner()) {
                "row" => {
                    let row = attribute(&element, "r").and_then(|it| it.parse().ok());
                    self.row = row.unwrap_or(self.row + 1).clamp(self.row, LAST_ROW);
                    self.column = 0;
                }
                "c" => {
                    let column = attribute(&element, "r").and_then(|it| column_of(&it));
                    self.column = column.unwrap_or(self.column + 1).min(LAST_COLUMN);
                    let kind = match attribute(&element, "t").as_deref() {
                        Some("s") => Kind::Shared,
                        Some("b") => Kind::Switch,
                        Some("str" | "inlineStr" | "e" | "d") => Kind::Words,
                        _ => Kind::Number,
                    };
                    let look = attribute(&element, "s").and_then(|it| it.parse().ok()).unwrap_or(0);
                    self.cell = Some(Cell { row: self.row, column: self.column, kind, look, value: String::new() });
                }
                "v" | "t" => self.is_value = true,
                _ => {}
            },
            Event::End(element) => match local(element.name().into_inner()) {
                "v" | "t" => self.is_value = false,
                "c" => {
                    if let Some(cell) = self.cell.take().filter(|it| !it.value.trim().is_empty()) {
                        room.n_cells -= 1;
                        self.sheet.cells.push(cell);
                    }
                }
                _ => {}
            },
            Event::Text(words) if self.is_value => self.cell.iter_mut().for_each(|it| it.value.push_str(&words)),
            Event::CData(words) if self.is_value => self.cell.iter_mut().for_each(|it| it.value.push_str(&words)),
            Event::GeneralRef(reference) if self.is_value => {
                self.cell.iter_mut().for_each(|it| it.value.extend(resolve(&reference)));
            }
            _ => {}
        }
    }
}

/// The column of `BC12`, counted from 1.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let column = letters.fold(0, |column, it| column * 26 + usize::from(it.to_ascii_uppercase() - b'A') + 1);
    (1..=LAST_COLUMN).contains(&column).then_some(column)
}
