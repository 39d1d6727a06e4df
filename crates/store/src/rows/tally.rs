//! Tallies: how many rows there are of a kind, kept while rows are written, so that a total is read and not counted.
//!
//! The only table that crosses streams. It follows from the rows alone: `check` adds them up anew and compares.

use super::{
    Column::{Int, Text},
    Row, Table,
};
use crate::bulk::Bulk;
use crate::engine::{Engine, Value, statements};
use crate::error::Error;
use std::collections::BTreeMap;
use std::sync::LazyLock;

statements! {
    DROP_EMPTY = "DELETE FROM tally WHERE register = ?1 AND about = ?2 AND subject = ?3 AND standing = ?4
        AND late_from_on = ?5 AND n = 0";
}

/// `late_from_on` is empty where there is none: a part of a key cannot be absent.
pub(crate) const TALLY: Table = Table {
    name: "tally",
    columns: &[("about", Text), ("subject", Text), ("standing", Text), ("late_from_on", Text), ("n", Int)],
    n_key: 4,
    indexes: &[],
};

/// What the tally is about: the tasks a unit leads, those of a document, the conclusions of a session.
pub(crate) const LEAD: &str = "lead";
pub(crate) const DOCUMENT: &str = "document";
pub(crate) const SESSION: &str = "session";

/// How conclusions stand.
pub(crate) const OPEN: &str = "open";
const ENDED: &str = "ended";

/// Adds to what stands there. The values of a new row are its key and the difference.
pub(crate) static ADD: LazyLock<Bulk> = LazyLock::new(|| {
    let columns: Vec<&str> = std::iter::once("register").chain(TALLY.names()).collect();
    let key = columns[..=TALLY.n_key].join(", ");
    Bulk::ending("tally", &columns, &format!(" ON CONFLICT ({key}) DO UPDATE SET n = tally.n + excluded.n"))
});

/// Differences by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tallies(BTreeMap<Vec<Value>, i64>);

/// The columns by which rows are counted, besides their keys.
const COUNTED: [(&str, &[&str]); 2] =
    [("task", &["lead", "work", "late_from_on", "source_document"]), ("conclusion", &["ending"])];

/// Whether a row is counted elsewhere when its column `i` changes.
pub(super) fn is_counted(table: &Table, i: usize) -> bool {
    let columns = COUNTED.iter().find(|(name, _)| *name == table.name);
    columns.is_some_and(|(_, columns)| columns.contains(&table.columns[i].0))
}

/// What a row counts in: each key once.
fn tally(row: &Row) -> Vec<Vec<Value>> {
    let key = |about: &str, subject: &Value, standing: Value, late_from_on: &Value| {
        let late_from_on = if *late_from_on == Value::Null { Value::text("") } else { late_from_on.clone() };
        vec![Value::text(about), subject.clone(), standing, late_from_on]
    };
    match row.table.name {
        "task" => {
            let (work, late, source) = (row.cell("work"), row.cell("late_from_on"), row.cell("source_document"));
            let mut keys = vec![key(LEAD, row.cell("lead"), work.clone(), late)];
            if *source != Value::Null {
                keys.push(key(DOCUMENT, source, work.clone(), late));
            }
            keys
        }
        "conclusion" => {
            let standing = if *row.cell("ending") == Value::Null { OPEN } else { ENDED };
            vec![key(SESSION, row.cell("session"), Value::text(standing), &Value::Null)]
        }
        _ => Vec::new(),
    }
}

impl Tallies {
    pub(crate) fn add(&mut self, row: &Row) {
        self.count(row, 1);
    }

    pub(crate) fn take(&mut self, row: &Row) {
        self.count(row, -1);
    }

    fn count(&mut self, row: &Row, n: i64) {
        for key in tally(row) {
            *self.0.entry(key).or_default() += n;
        }
    }

    pub(crate) fn merge(&mut self, others: Tallies) {
        for (key, n) in others.0 {
            *self.0.entry(key).or_default() += n;
        }
    }

    /// How many there are of a key that is not asked for again.
    pub(crate) fn remove(&mut self, key: &[Value]) -> Option<i64> {
        self.0.remove(key)
    }

    pub(crate) fn into_rows(self) -> impl Iterator<Item = Row> {
        let row = |(mut values, n): (Vec<Value>, i64)| {
            values.push(Value::Int(n));
            Row { table: &TALLY, values }
        };
        self.0.into_iter().filter(|(_, n)| *n != 0).map(row)
    }

    /// Adds the differences to what is stored; a row that counts nothing goes.
    pub(crate) fn write(self, engine: &mut Engine, register: &Value) -> Result<(), Error> {
        let rows: Vec<Row> = self.into_rows().collect();
        let filled: Vec<Vec<&Value>> =
            rows.iter().map(|row| std::iter::once(register).chain(&row.values).collect()).collect();
        ADD.insert(engine, &filled)?;
        for row in rows.iter().filter(|row| row.values[TALLY.n_key] < Value::Int(0)) {
            let key: Vec<&Value> = std::iter::once(register).chain(row.key()).collect();
            engine.execute(DROP_EMPTY, &key)?;
        }
        Ok(())
    }
}
