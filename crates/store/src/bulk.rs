//! Many rows in one statement: a synchronous client waits for each answer, so fewer statements are faster.

use crate::engine::{Engine, Sql, Value};
use crate::error::Error;
use std::borrow::Borrow;
use std::sync::LazyLock;

/// How many rows one statement may take, the largest first.
const SIZES: [usize; 3] = [64, 8, 1];

/// INSERT statements of one table.
pub(crate) struct Bulk {
    statements: [(usize, Sql); 3],
}

pub(crate) static ENTRY: LazyLock<Bulk> = LazyLock::new(|| {
    Bulk::new("entry", &["register", "position", "stream", "version", "kind", "actor", "at", "hash", "text"])
});
pub(crate) static SEALED: LazyLock<Bulk> =
    LazyLock::new(|| Bulk::new("sealed", &["register", "seal", "position", "salt", "text"]));
pub(crate) static RECEIPT: LazyLock<Bulk> = LazyLock::new(|| {
    Bulk::new("receipt", &["register", "actor", "key", "fingerprint", "position", "n_entries", "salt"])
});
pub(crate) static KNOWN_FILE: LazyLock<Bulk> =
    LazyLock::new(|| Bulk::new("known_file", &["register", "hash", "document", "position"]));

impl Bulk {
    pub(crate) fn new(table: &str, columns: &[&str]) -> Bulk {
        Bulk::ending(table, columns, "")
    }

    /// With what stands behind the rows.
    pub(crate) fn ending(table: &str, columns: &[&str], ending: &str) -> Bulk {
        let one = |row: usize| {
            let places = (1..=columns.len()).map(|i| format!("?{}", row * columns.len() + i));
            format!("({})", places.collect::<Vec<_>>().join(", "))
        };
        let statement = |n_rows: usize| {
            let rows = (0..n_rows).map(one).collect::<Vec<_>>().join(", ");
            Sql::generated(format!("INSERT INTO {table} ({}) VALUES {rows}{ending}", columns.join(", ")))
        };
        Bulk { statements: SIZES.map(|n_rows| (n_rows, statement(n_rows))) }
    }

    /// Inserts `rows`, each with the table's columns in their order.
    pub(crate) fn insert<V: Borrow<Value>>(&self, engine: &mut Engine, rows: &[Vec<V>]) -> Result<(), Error> {
        let mut rest = rows;
        for &(n_rows, sql) in &self.statements {
            while rest.len() >= n_rows {
                let (now, later) = rest.split_at(n_rows);
                let cells: Vec<&Value> = now.iter().flatten().map(Borrow::borrow).collect();
                engine.execute(sql, &cells)?;
                rest = later;
            }
        }
        Ok(())
    }

    pub(crate) fn statements(&self) -> impl Iterator<Item = Sql> + '_ {
        self.statements.iter().map(|&(_, sql)| sql)
    }
}
