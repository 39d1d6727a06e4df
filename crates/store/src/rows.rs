//! The rows derived from a state: one table per noun, described as data, dropped and rebuilt at will.
//!
//! Nothing here depends on today, and no row holds a fact of another stream.

mod account;
mod document;
mod erasure;
mod mail;
mod matter;
mod register;
mod session;
mod table;
pub(crate) mod tally;
pub(crate) mod task;
mod unit;

pub(crate) use table::{Column, Table, statements};
pub(crate) use tally::{TALLY, Tallies};

use crate::engine::{Engine, Value};
use crate::error::Error;
use model::{State, StreamId};
use std::collections::BTreeMap;

/// One row, without the register that every table has as its first column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub table: &'static Table,
    /// In the order of the table's columns.
    pub values: Vec<Value>,
}

/// The difference of two sets of rows of one stream.
#[derive(Default)]
pub(crate) struct Difference {
    inserted: BTreeMap<&'static str, Vec<Row>>,
    updated: Vec<(Row, Vec<usize>)>,
    deleted: Vec<Row>,
    /// What changes in the tallies; whoever writes the difference sees to them.
    pub tallies: Tallies,
}

/// Counts up whenever `rows` gives other rows for the same state, or a description changes: the tables are then made anew.
pub(crate) const ROWS_VERSION: u32 = 23;

/// Every row table, in the order in which they are made, compared and listed.
pub(crate) const TABLES: &[&Table] = &[
    &account::ACCOUNT,
    &account::ACCOUNT_GRANT,
    &account::ACCOUNT_MAIL,
    &document::DOCUMENT,
    &document::DOCUMENT_DRAFT,
    &document::DOCUMENT_DRAFT_LEAD,
    &document::DOCUMENT_LIMITATION,
    &erasure::ERASURE,
    &erasure::ERASURE_SEAL,
    &mail::MAIL,
    &matter::MATTER,
    &matter::MATTER_LISTING,
    &matter::MATTER_TASK,
    &matter::MATTER_TELLING,
    &register::FOUNDING,
    &session::SESSION,
    &session::SESSION_GUEST,
    &session::SESSION_REPORT,
    &session::SESSION_EVIDENCE,
    &session::CONCLUSION,
    &session::CONCLUSION_UNIT,
    &task::TASK,
    &task::TASK_UNIT,
    &task::TASK_EVIDENCE,
    &task::TASK_WAIT,
    &task::TASK_CONTRIBUTION,
    &task::TASK_EXTERNAL_REF,
    &task::TASK_FORMER_LEAD,
    &unit::UNIT,
];

/// Every table that is derived from the ledger.
pub(crate) fn derived() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().copied().chain([&TALLY])
}

/// All rows of one stream.
pub(crate) fn rows(state: &State) -> Vec<Row> {
    match state {
        State::Account(it) => account::rows(it),
        State::Document(it) => document::rows(it),
        State::Erasure(it) => erasure::rows(it),
        State::Mail(it) => mail::rows(it),
        State::Matter(it) => matter::rows(it),
        State::Register(it) => register::rows(it),
        State::Session(it) => session::rows(it),
        State::Task(it) => task::rows(it),
        State::Unit(it) => unit::rows(it),
    }
}

impl Row {
    pub(crate) fn key(&self) -> &[Value] {
        &self.values[..self.table.n_key]
    }

    fn cell(&self, column: &str) -> &Value {
        let at = self.table.columns.iter().position(|&(name, _)| name == column);
        &self.values[at.expect("invariant: the description names the column")]
    }

    fn is_same_row(&self, other: &Row) -> bool {
        self.table.name == other.table.name && self.key() == other.key()
    }
}

impl Difference {
    /// Adds what changed in one stream.
    pub(crate) fn add(&mut self, before: Option<&State>, after: &State) {
        let mut old = before.map(rows).unwrap_or_default().into_iter().peekable();
        let mut new = rows(after).into_iter().peekable();
        // Most acts alter cells or add rows at the end: then both lists run side by side.
        while let (Some(was), Some(row)) = (old.peek(), new.peek())
            && was.is_same_row(row)
        {
            if let (Some(was), Some(row)) = (old.next(), new.next()) {
                self.update(&was, row);
            }
        }
        self.add_moved(old, new);
    }

    /// Rows that may stand elsewhere in the other list, or not at all.
    fn add_moved(&mut self, old: impl Iterator<Item = Row>, new: impl Iterator<Item = Row>) {
        let mut old: BTreeMap<(&str, Vec<Value>), Row> =
            old.map(|row| ((row.table.name, row.key().to_vec()), row)).collect();
        for row in new {
            let was = if old.is_empty() { None } else { old.remove(&(row.table.name, row.key().to_vec())) };
            match was {
                None => {
                    self.tallies.add(&row);
                    self.inserted.entry(row.table.name).or_default().push(row);
                }
                Some(was) => self.update(&was, row),
            }
        }
        old.values().for_each(|row| self.tallies.take(row));
        self.deleted.extend(old.into_values());
    }

    fn update(&mut self, was: &Row, row: Row) {
        let changed: Vec<usize> = (0..row.values.len()).filter(|&i| row.values[i] != was.values[i]).collect();
        if !changed.is_empty() {
            if changed.iter().any(|&i| tally::is_counted(row.table, i)) {
                self.tallies.take(was);
                self.tallies.add(&row);
            }
            self.updated.push((row, changed));
        }
    }

    /// Writes the difference, deletions first so that a unique value may move.
    pub(crate) fn write(&self, engine: &mut Engine, register: StreamId) -> Result<(), Error> {
        let register = Value::text(register);
        for row in &self.deleted {
            engine.execute(statements(row.table).delete, &with_key(&register, row))?;
        }
        for (row, changed) in &self.updated {
            for &i in changed {
                let mut values = with_key(&register, row);
                values.push(&row.values[i]);
                engine.execute(statements(row.table).update[i], &values)?;
            }
        }
        for rows in self.inserted.values() {
            let filled: Vec<Vec<&Value>> = rows.iter().map(|row| with_all(&register, row)).collect();
            statements(rows[0].table).insert.insert(engine, &filled)?;
        }
        Ok(())
    }
}

fn with_key<'a>(register: &'a Value, row: &'a Row) -> Vec<&'a Value> {
    std::iter::once(register).chain(row.key()).collect()
}

fn with_all<'a>(register: &'a Value, row: &'a Row) -> Vec<&'a Value> {
    std::iter::once(register).chain(&row.values).collect()
}
