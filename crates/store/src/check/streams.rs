//! The second pass: every stream folded in its order, its rows compared with those that are stored.

use super::report::{Fault, Findings, Spot};
use super::{PAGE, STREAM_PAGE};
use crate::engine::{Engine, Value};
use crate::entry::Entry;
use crate::error::Error;
use crate::rows::{self, Row, TABLES, Table};
use crate::streams::fold;
use model::State;
use std::collections::BTreeMap;

/// After every stream identifier there can be, in the order of bytes.
const LAST_STREAM: &str = "\u{10FFFF}";

/// Folds all streams of a register, a page of entries at a time, in the order of their identifiers.
pub(crate) struct StreamPager {
    register: Value,
    after: (String, i64),
    /// Every stream up to this one has ended on a page.
    upto: String,
    open: Option<Open>,
    is_done: bool,
}

/// Streams that ended on one page.
pub(crate) struct StreamPage {
    /// The folded states; `None` for a stream that cannot be folded.
    pub streams: Vec<(String, Option<State>)>,
    /// Every stream up to this one has been folded.
    pub upto: String,
    /// Entries that could not be folded.
    pub broken: Vec<u64>,
}

/// A stream whose last entry may not have come yet.
struct Open {
    stream: String,
    version: i64,
    state: Option<State>,
    is_broken: bool,
}

/// The rows of some streams, by table and key.
type Rows = BTreeMap<(&'static str, Vec<Value>), Row>;

pub(super) fn check(engine: &mut Engine, register: &str, findings: &mut Findings) -> Result<(), Error> {
    let mut pager = StreamPager::new(register);
    let mut after = String::new();
    while let Some(page) = pager.next(engine)? {
        for position in page.broken {
            findings.add(Spot::Entry { position }, Fault::CannotFollow);
        }
        let mut wanted = Rows::new();
        let mut unknown = Vec::new();
        findings.report.n_streams += page.streams.len() as u64;
        for (stream, state) in page.streams {
            match state {
                Some(state) => wanted.extend(keyed(rows::rows(&state))),
                None => unknown.push(stream),
            }
        }
        for table in TABLES {
            let bounds = [Value::text(register), Value::text(&after), Value::text(&page.upto)];
            for values in engine.query(rows::statements(table).range, &bounds)? {
                findings.report.n_rows += 1;
                let row = Row { table, values };
                // What a broken stream's rows should be, nobody can say.
                if !unknown.iter().any(|it| row.values[0].as_text() == Some(it)) {
                    compare(&mut wanted, &row, findings);
                }
            }
        }
        for row in wanted.values() {
            findings.add(spot(row, None), Fault::Missing);
        }
        after = page.upto;
    }
    Ok(())
}

fn keyed(rows: Vec<Row>) -> impl Iterator<Item = ((&'static str, Vec<Value>), Row)> {
    rows.into_iter().map(|row| ((row.table.name, row.key().to_vec()), row))
}

fn compare(wanted: &mut Rows, row: &Row, findings: &mut Findings) {
    match wanted.remove(&(row.table.name, row.key().to_vec())) {
        None => findings.add(spot(row, None), Fault::Extra),
        Some(right) => {
            for (i, column) in row.table.names().into_iter().enumerate() {
                if right.values[i] != row.values[i] {
                    let fault = Fault::ColumnDiffers { column: column.to_owned() };
                    findings.add(spot(row, Some(column)), fault);
                }
            }
        }
    }
}

fn spot(row: &Row, column: Option<&str>) -> Spot {
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::Int(n) => n.to_string(),
        Value::Text(text) => text.clone(),
    };
    let table: &Table = row.table;
    Spot::Row {
        table: table.name.to_owned(),
        key: row.key().iter().map(cell).collect(),
        column: column.map(str::to_owned),
    }
}

impl StreamPager {
    pub(crate) fn new(register: &str) -> StreamPager {
        let after = (String::new(), 0);
        StreamPager { register: Value::text(register), after, upto: String::new(), open: None, is_done: false }
    }

    pub(crate) fn next(&mut self, engine: &mut Engine) -> Result<Option<StreamPage>, Error> {
        if self.is_done {
            return Ok(None);
        }
        let after = [Value::text(&self.after.0), Value::Int(self.after.1)];
        let bounds = [self.register.clone(), after[0].clone(), after[1].clone(), Value::Int(PAGE)];
        let found = engine.query(STREAM_PAGE, &bounds)?;
        self.is_done = (found.len() as i64) < PAGE;
        let mut page = StreamPage { streams: Vec::new(), upto: String::new(), broken: Vec::new() };
        for row in &found {
            let [Value::Text(stream), Value::Int(version), Value::Int(position), Value::Text(text)] = row.as_slice()
            else {
                return Err(Error::corrupt(None, "a row of the table entry cannot be read"));
            };
            self.take(&mut page, (stream, *version), position.unsigned_abs(), text);
            self.after = (stream.clone(), *version);
        }
        if self.is_done {
            page.streams.extend(self.open.take().map(Open::end));
            self.upto = LAST_STREAM.to_owned();
        } else if let Some((stream, _)) = page.streams.last() {
            // The last stream may go on: the page ends before it.
            self.upto.clone_from(stream);
        }
        page.upto.clone_from(&self.upto);
        Ok(Some(page))
    }

    fn take(&mut self, page: &mut StreamPage, (stream, version): (&str, i64), position: u64, text: &str) {
        if self.open.as_ref().is_none_or(|it| it.stream != stream) {
            page.streams.extend(self.open.take().map(Open::end));
        }
        let open = self.open.get_or_insert_with(|| Open {
            stream: stream.to_owned(),
            version: 0,
            state: None,
            is_broken: false,
        });
        open.version += 1;
        let before = open.state.take();
        let folded = match Entry::read(text) {
            Some(entry) if !open.is_broken && open.version == version => fold(before, &entry, position).ok(),
            _ => None,
        };
        if folded.is_none() && !open.is_broken {
            open.is_broken = true;
            page.broken.push(position);
        }
        open.state = folded;
    }
}

impl Open {
    fn end(self) -> (String, Option<State>) {
        (self.stream, self.state)
    }
}
