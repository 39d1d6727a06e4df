//! The second pass: every stream folded in its order, its rows compared with those that are stored.

use super::report::{Fault, Findings, Spot};
use super::{PAGE, STREAM_PAGE, TASK_CODES};
use crate::engine::{Engine, Value};
use crate::entry::Entry;
use crate::error::Error;
use crate::rows::{self, Row, TABLES, TALLY, Table, Tallies};
use crate::streams::fold;
use model::State;
use std::collections::BTreeMap;

/// Folds all streams of a register, a page of entries at a time, in the order of their identifiers.
pub(crate) struct StreamPager {
    register: Value,
    after: (String, i64),
    /// Every stream up to this one has ended on a page; `None` before the first and after the last page.
    upto: Option<String>,
    open: Option<Open>,
    is_done: bool,
}

/// Streams that ended on one page.
pub(crate) struct StreamPage {
    /// The folded states; `None` for a stream that cannot be folded.
    pub streams: Vec<(String, Option<State>)>,
    /// Every stream up to this one has been folded; `None` when all have.
    pub upto: Option<String>,
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
    let mut after: Option<String> = None;
    let (mut codes, mut tallies, mut is_whole) = (TaskCodes::default(), Tallies::default(), true);
    while let Some(page) = pager.next(engine)? {
        for position in page.broken {
            findings.add(Spot::Entry { position }, Fault::CannotFollow);
        }
        let mut wanted = Rows::new();
        let mut unknown = Vec::new();
        findings.report.n_streams += page.streams.len() as u64;
        for (stream, state) in page.streams {
            match state {
                Some(state) => {
                    codes.add(&state);
                    let rows = rows::rows(&state);
                    rows.iter().for_each(|row| tallies.add(row));
                    wanted.extend(keyed(rows));
                }
                None => unknown.push(stream),
            }
        }
        is_whole &= unknown.is_empty();
        for table in TABLES {
            for values in rows_between(engine, table, register, (after.as_deref(), page.upto.as_deref()))? {
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
    // What streams that cannot be folded count in, nobody can say.
    if is_whole {
        check_tallies(engine, register, tallies, findings)?;
    }
    codes.check(engine, register, findings)
}

/// What is stored of the tallies, against what the rows of all streams add up to.
fn check_tallies(
    engine: &mut Engine,
    register: &str,
    mut tallies: Tallies,
    findings: &mut Findings,
) -> Result<(), Error> {
    for values in rows_between(engine, &TALLY, register, (None, None))? {
        findings.report.n_rows += 1;
        let row = Row { table: &TALLY, values };
        match tallies.remove(row.key()) {
            None => findings.add(spot(&row, None), Fault::Extra),
            Some(n) if row.values[TALLY.n_key] == Value::Int(n) => {}
            Some(_) => {
                let fault = Fault::ColumnDiffers { column: "n".to_owned() };
                findings.add(spot(&row, Some("n")), fault);
            }
        }
    }
    for row in tallies.into_rows() {
        findings.add(spot(&row, None), Fault::Missing);
    }
    Ok(())
}

/// The rows of the streams after one and up to another.
fn rows_between(
    engine: &mut Engine,
    table: &'static Table,
    register: &str,
    bounds: (Option<&str>, Option<&str>),
) -> Result<Vec<Vec<Value>>, Error> {
    let statements = rows::statements(table);
    let register = Value::text(register);
    match bounds {
        (None, None) => engine.query(statements.range_all, &[register]),
        (None, Some(upto)) => engine.query(statements.range_upto, &[register, Value::text(upto)]),
        (Some(after), None) => engine.query(statements.range_after, &[register, Value::text(after)]),
        (Some(after), Some(upto)) => engine.query(statements.range, &[register, Value::text(after), Value::text(upto)]),
    }
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
        Value::Unreadable => "?".to_owned(),
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
        StreamPager { register: Value::text(register), after, upto: None, open: None, is_done: false }
    }

    pub(crate) fn next(&mut self, engine: &mut Engine) -> Result<Option<StreamPage>, Error> {
        if self.is_done {
            return Ok(None);
        }
        let after = [Value::text(&self.after.0), Value::Int(self.after.1)];
        let bounds = [self.register.clone(), after[0].clone(), after[1].clone(), Value::Int(PAGE)];
        let found = engine.query(STREAM_PAGE, &bounds)?;
        self.is_done = (found.len() as i64) < PAGE;
        let mut page = StreamPage { streams: Vec::new(), upto: None, broken: Vec::new() };
        let mut has_moved = false;
        for row in &found {
            let [Value::Text(stream), Value::Int(version), Value::Int(position), Value::Text(text)] = row.as_slice()
            else {
                page.broken.push(row[2].as_int().map_or(0, i64::unsigned_abs));
                continue;
            };
            self.take(&mut page, (stream, *version), position.unsigned_abs(), text);
            self.after = (stream.clone(), *version);
            has_moved = true;
        }
        // A page of which nothing can be read has no end from which to go on.
        self.is_done |= !has_moved;
        if self.is_done {
            page.streams.extend(self.open.take().map(Open::end));
            self.upto = None;
        } else if let Some((stream, _)) = page.streams.last() {
            // The last stream may go on: the page ends before it.
            self.upto = Some(stream.clone());
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
            Some(entry) if !open.is_broken && open.version == version => fold(before, entry, position).ok(),
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

/// The task codes that the streams hold.
#[derive(Default)]
pub(crate) struct TaskCodes {
    /// The last number of each year.
    pub last: BTreeMap<i64, i64>,
}

impl TaskCodes {
    pub(crate) fn add(&mut self, state: &State) {
        if let State::Task(task) = state {
            let last = self.last.entry(task.code.year.into()).or_default();
            *last = (*last).max(task.code.n.into());
        }
    }

    /// What is stored of them, against what the streams say.
    fn check(mut self, engine: &mut Engine, register: &str, findings: &mut Findings) -> Result<(), Error> {
        let spot = |year: String, column: Option<&str>| Spot::Row {
            table: "task_code".to_owned(),
            key: vec![year],
            column: column.map(str::to_owned),
        };
        for row in engine.query(TASK_CODES, &[Value::text(register)])? {
            let year = row[0].as_int();
            match year.and_then(|it| self.last.remove(&it)) {
                None => findings.add(spot(year.map_or("?".to_owned(), |it| it.to_string()), None), Fault::Extra),
                Some(last) if row[1] == Value::Int(last) => {}
                Some(_) => {
                    let fault = Fault::ColumnDiffers { column: "last".to_owned() };
                    findings.add(spot(year.unwrap_or_default().to_string(), Some("last")), fault);
                }
            }
        }
        for year in self.last.into_keys() {
            findings.add(spot(year.to_string(), None), Fault::Missing);
        }
        Ok(())
    }
}
