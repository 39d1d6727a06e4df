//! The cells of one sheet, what is joined and what is hidden.

use crate::limits;
use crate::xml::{Event, Events, attribute, local, resolve};
use quick_xml::events::BytesStart;

/// Columns and rows a cell can lie in.
const LAST_COLUMN: usize = 16_384;
const LAST_ROW: usize = 1_048_576;

/// What is left of the caps for all sheets together.
pub struct Room {
    pub n_cells: usize,
    pub n_bytes: usize,
    /// Whether a sheet could not be followed to its end.
    pub is_broken: bool,
}

impl Room {
    pub fn new() -> Room {
        // One byte more, so that a text that was cut is told from one that just fits.
        Room { n_cells: limits::CELLS, n_bytes: limits::TEXT_BYTES + 1, is_broken: false }
    }

    pub fn has_no_cell(&self) -> bool {
        self.n_cells == 0
    }

    pub fn is_used_up(&self) -> bool {
        self.n_cells == 0 || self.n_bytes == 0
    }
}

/// Cells with content, row by row.
#[derive(Default)]
pub struct Sheet {
    pub cells: Vec<Cell>,
    /// Cells joined over several rows, by their first row.
    pub joined: Vec<Joined>,
    /// Rows with content that are not shown.
    pub hidden_rows: Vec<usize>,
    /// First and last of columns that are not shown, in order and apart.
    pub hidden_columns: Vec<(usize, usize)>,
}

pub struct Cell {
    pub row: usize,
    pub column: usize,
    pub kind: Kind,
    pub look: usize,
    pub value: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Shared,
    Switch,
    Words,
    /// A day as ISO 8601 writes it.
    Day,
    /// A formula whose result the file does not hold.
    Formula,
}

/// The cell at `row` and `column` reaches down to `last_row`.
#[derive(Clone, Copy)]
pub struct Joined {
    pub row: usize,
    pub column: usize,
    pub last_row: usize,
}

impl Sheet {
    pub fn new(text: &str, room: &mut Room) -> Sheet {
        let mut parser = Parser::default();
        let mut events = Events::new(text);
        while !room.is_used_up()
            && let Some(event) = events.next()
        {
            parser.take(event, room);
        }
        room.is_broken |= events.is_broken;
        let mut sheet = parser.sheet;
        sheet.joined.sort_by_key(|it| it.row);
        sheet.hidden_columns = united(sheet.hidden_columns);
        sheet
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub fn is_hidden(&self, column: usize) -> bool {
        let n = self.hidden_columns.partition_point(|it| it.0 <= column);
        n > 0 && column <= self.hidden_columns[n - 1].1
    }
}

/// What the words that come next belong to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    Value,
    Formula,
}

#[derive(Default)]
struct Parser {
    sheet: Sheet,
    row: usize,
    is_row_hidden: bool,
    column: usize,
    cell: Option<Cell>,
    formula: Option<String>,
    within: Within,
}

impl Parser {
    fn take(&mut self, event: Event, room: &mut Room) {
        match event {
            Event::Start(element) => self.open(&element),
            Event::End(element) => match local(element.name().into_inner()) {
                "v" | "t" | "f" => self.within = Within::Nothing,
                "c" => self.close_cell(room),
                _ => {}
            },
            Event::Text(words) => self.words(&words),
            Event::CData(words) => self.words(&words),
            Event::GeneralRef(reference) => {
                let mut buffer = [0; 4];
                resolve(&reference).into_iter().for_each(|it| self.words(it.encode_utf8(&mut buffer)));
            }
            _ => {}
        }
    }

    fn open(&mut self, element: &BytesStart) {
        match local(element.name().into_inner()) {
            "row" => {
                let row = attribute(element, "r").and_then(|it| it.parse().ok());
                self.row = row.unwrap_or(self.row + 1).clamp(self.row, LAST_ROW);
                self.is_row_hidden = is_set(element, "hidden");
                self.column = 0;
            }
            "c" => self.open_cell(element),
            "v" | "t" => self.within = Within::Value,
            "f" => {
                self.within = Within::Formula;
                self.formula = Some("=".to_owned());
            }
            "mergeCell" if self.sheet.joined.len() < limits::CELLS => {
                self.sheet.joined.extend(attribute(element, "ref").and_then(|it| joined(&it)));
            }
            "col" if is_set(element, "hidden") && self.sheet.hidden_columns.len() < LAST_COLUMN => {
                let number = |name| attribute(element, name).and_then(|it| it.parse().ok());
                self.sheet.hidden_columns.extend(number("min").zip(number("max")));
            }
            _ => {}
        }
    }

    fn open_cell(&mut self, element: &BytesStart) {
        let column = attribute(element, "r").and_then(|it| place_of(&it)).map(|it| it.1);
        self.column = column.unwrap_or(self.column + 1).min(LAST_COLUMN);
        let kind = match attribute(element, "t").as_deref() {
            Some("s") => Kind::Shared,
            Some("b") => Kind::Switch,
            Some("str" | "inlineStr" | "e") => Kind::Words,
            Some("d") => Kind::Day,
            _ => Kind::Number,
        };
        let look = attribute(element, "s").and_then(|it| it.parse().ok()).unwrap_or(0);
        self.cell = Some(Cell { row: self.row, column: self.column, kind, look, value: String::new() });
        self.formula = None;
    }

    fn close_cell(&mut self, room: &mut Room) {
        let (Some(mut cell), formula) = (self.cell.take(), self.formula.take()) else { return };
        // A formula that gives text may give none; one of a number without a result was never reckoned.
        if let Some(formula) = formula.filter(|_| cell.value.trim().is_empty() && cell.kind == Kind::Number) {
            (cell.kind, cell.value) = (Kind::Formula, formula);
        }
        if cell.value.trim().is_empty() {
            return;
        }
        room.n_cells -= 1;
        if self.is_row_hidden && self.sheet.hidden_rows.last() != Some(&cell.row) {
            self.sheet.hidden_rows.push(cell.row);
        }
        self.sheet.cells.push(cell);
    }

    fn words(&mut self, words: &str) {
        match self.within {
            Within::Nothing => {}
            Within::Value => self.cell.iter_mut().for_each(|it| it.value.push_str(words)),
            Within::Formula => self.formula.iter_mut().for_each(|it| it.push_str(words)),
        }
    }
}

/// The same ranges in order, those that overlap as one.
fn united(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    ranges.dedup_by(|next, before| {
        let is_within = next.0 <= before.1;
        before.1 = if is_within { before.1.max(next.1) } else { before.1 };
        is_within
    });
    ranges
}

fn is_set(element: &BytesStart, name: &str) -> bool {
    attribute(element, name).is_some_and(|it| it == "1" || it == "true")
}

/// `A5:B7`, if it takes more than one row.
fn joined(reference: &str) -> Option<Joined> {
    let (first, last) = reference.split_once(':')?;
    let ((row, column), (last_row, _)) = (place_of(first)?, place_of(last)?);
    (row < last_row && last_row <= LAST_ROW).then_some(Joined { row, column, last_row })
}

/// Row and column of `BC12`, counted from 1; row 0 where none is named.
fn place_of(reference: &str) -> Option<(usize, usize)> {
    let n_letters = reference.bytes().take_while(u8::is_ascii_alphabetic).take(4).count();
    let (letters, digits) = reference.split_at(n_letters);
    let column = letters.bytes().fold(0, |column, it| column * 26 + usize::from(it.to_ascii_uppercase() - b'A') + 1);
    (1..=LAST_COLUMN).contains(&column).then(|| (digits.parse().unwrap_or(0), column))
}
