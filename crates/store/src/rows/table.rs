//! A row table as data: its columns, its key, and the texts that follow from them.

use super::derived;
use crate::bulk::Bulk;
use crate::engine::Sql;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A table of rows. The first column is the stream whose rows they are; the register stands before it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub name: &'static str,
    pub columns: &'static [(&'static str, Column)],
    /// How many columns, from the first, make a row the only one of its key.
    pub n_key: usize,
    /// Further indexes: the columns after the register, and whether no two rows may share them.
    pub indexes: &'static [(&'static [&'static str], bool)],
}

/// There are two kinds of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Int,
    Text,
}

/// The statements of one row table.
pub(crate) struct TableStatements {
    pub insert: Bulk,
    /// One per column: ?1 register, then the key, then the new value.
    pub update: Vec<Sql>,
    /// ?1 register, then the key.
    pub delete: Sql,
    /// All columns of the rows of streams after ?2 up to ?3, ordered by key; the others leave one or both bounds open,
    /// so that no owner, however odd, is passed over.
    pub range: Sql,
    pub range_upto: Sql,
    pub range_after: Sql,
    pub range_all: Sql,
    /// Every register that has a row.
    pub registers: Sql,
}

static STATEMENTS: LazyLock<BTreeMap<&'static str, TableStatements>> =
    LazyLock::new(|| derived().map(|it| (it.name, TableStatements::new(it))).collect());

pub(crate) fn statements(table: &Table) -> &'static TableStatements {
    &STATEMENTS[table.name]
}

impl Table {
    /// The definition of the table and its indexes.
    pub(crate) fn definition(&self) -> String {
        let column = |(i, (name, kind)): (usize, &(&str, Column))| {
            let kind = match kind {
                Column::Int => "BIGINT",
                Column::Text => "{{TEXT}}",
            };
            format!("    {name} {kind}{},\n", if i < self.n_key { " NOT NULL" } else { "" })
        };
        let columns: String = self.columns.iter().enumerate().map(column).collect();
        let index = |(i, (columns, is_unique)): (usize, &(&[&str], bool))| {
            let kind = if *is_unique { "UNIQUE INDEX" } else { "INDEX" };
            format!("CREATE {kind} {0}_{i} ON {0} (register, {1});\n", self.name, columns.join(", "))
        };
        let indexes: String = self.indexes.iter().enumerate().map(index).collect();
        format!(
            "CREATE TABLE {} (\n    register {{{{TEXT}}}} NOT NULL,\n{columns}    PRIMARY KEY (register, {})\n);\n{indexes}",
            self.name,
            self.key_names().join(", ")
        )
    }

    pub(crate) fn key_names(&self) -> Vec<&'static str> {
        self.columns[..self.n_key].iter().map(|&(name, _)| name).collect()
    }

    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|&(name, _)| name).collect()
    }
}

impl TableStatements {
    fn new(table: &Table) -> TableStatements {
        let name = table.name;
        let keys = table.key_names();
        let is_key = |(i, key): (usize, &&str)| format!(" AND {key} = ?{}", i + 2);
        let is_row: String = keys.iter().enumerate().map(is_key).collect();
        let value = table.n_key + 2;
        let update =
            |column: &str| Sql::generated(format!("UPDATE {name} SET {column} = ?{value} WHERE register = ?1{is_row}"));
        let owner = keys[0];
        let (columns, order) = (table.names().join(", "), keys.join(", "));
        let range = |bounds: String| {
            Sql::generated(format!("SELECT {columns} FROM {name} WHERE register = ?1{bounds} ORDER BY {order}"))
        };
        let all: Vec<&str> = std::iter::once("register").chain(table.names()).collect();
        TableStatements {
            insert: Bulk::new(name, &all),
            update: table.names().into_iter().map(update).collect(),
            delete: Sql::generated(format!("DELETE FROM {name} WHERE register = ?1{is_row}")),
            range: range(format!(" AND {owner} > ?2 AND {owner} <= ?3")),
            range_upto: range(format!(" AND {owner} <= ?2")),
            range_after: range(format!(" AND {owner} > ?2")),
            range_all: range(String::new()),
            registers: Sql::generated(format!("SELECT DISTINCT register FROM {name}")),
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = Sql> + '_ {
        let ranges = [self.range, self.range_upto, self.range_after, self.range_all];
        let others = [self.delete, self.registers].into_iter().chain(ranges);
        self.insert.statements().chain(self.update.iter().copied()).chain(others)
    }
}
