//! The two databases behind one door: nothing outside this module names a driver.
//!
//! One dialect, columns BIGINT or TEXT, parameters `?1`. It knows no table.

mod postgres_side;
mod sqlite_side;
pub(crate) mod trace;

use crate::error::Error;
use postgres_side::PostgresSide;
use sqlite_side::SqliteSide;
use std::borrow::Borrow;
use std::path::PathBuf;

/// Where a register lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file; it is made when it is not there.
    Sqlite(PathBuf),
    /// A PostgreSQL database, as a connection URL.
    Postgres(String),
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    /// Of a kind that is never written: it equals nothing that is.
    Unreadable,
}

/// A statement. Every text is declared, by `statements!` or by a table's description, so that a test can prepare each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Sql(&'static str);

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Reads and writes; on SQLite it holds the only write lock from its beginning.
    Write,
    /// Reads one state of the database, whatever others write meanwhile.
    Snapshot,
}

/// What a connection may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// The database itself refuses to write on it. It makes no file and no table.
    Read,
    Write,
}

/// One connection.
pub(crate) enum Engine {
    Sqlite(Box<SqliteSide>),
    Postgres(Box<PostgresSide>),
}

impl Engine {
    pub(crate) fn open(place: &Place, access: Access) -> Result<Engine, Error> {
        match place {
            Place::Sqlite(path) => SqliteSide::open(path, access).map(|it| Engine::Sqlite(Box::new(it))),
            Place::Postgres(url) => PostgresSide::open(url, access).map(|it| Engine::Postgres(Box::new(it))),
        }
    }

    /// Makes the schema that everything of ours lives in, where there are schemas and it is not there.
    pub(crate) fn make_schema(&mut self) -> Result<(), Error> {
        match self {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(it) => it.make_schema(),
        }
    }

    /// The rows a statement answers.
    pub(crate) fn query(&mut self, sql: Sql, parameters: &[Value]) -> Result<Vec<Vec<Value>>, Error> {
        trace::note(sql.text(), parameters);
        match self {
            Engine::Sqlite(it) => it.query(sql, parameters),
            Engine::Postgres(it) => it.query(sql, parameters),
        }
    }

    /// How many rows a statement changed.
    pub(crate) fn execute<V: Borrow<Value>>(&mut self, sql: Sql, parameters: &[V]) -> Result<u64, Error> {
        trace::note(sql.text(), parameters);
        match self {
            Engine::Sqlite(it) => it.execute(sql, parameters),
            Engine::Postgres(it) => it.execute(sql, parameters),
        }
    }

    /// Prepares a statement without running it.
    pub(crate) fn prepare(&mut self, sql: Sql) -> Result<(), Error> {
        match self {
            Engine::Sqlite(it) => it.prepare(sql),
            Engine::Postgres(it) => it.prepare(sql),
        }
    }

    /// Runs definitions, one after the other. `{{TEXT}}` is the text column whose order is that of its bytes.
    pub(crate) fn script(&mut self, text: &str) -> Result<(), Error> {
        match self {
            Engine::Sqlite(it) => it.script(&text.replace("{{TEXT}}", "TEXT")),
            Engine::Postgres(it) => it.script(&text.replace("{{TEXT}}", "TEXT COLLATE \"C\"")),
        }
    }

    /// Does `work` whole or not at all.
    pub(crate) fn transaction<T, E: From<Error>>(
        &mut self,
        purpose: Purpose,
        work: impl FnOnce(&mut Engine) -> Result<T, E>,
    ) -> Result<T, E> {
        let begin = match (&self, purpose) {
            (Engine::Sqlite(_), Purpose::Write) => "BEGIN IMMEDIATE",
            (Engine::Sqlite(_), Purpose::Snapshot) => "BEGIN",
            (Engine::Postgres(_), Purpose::Write) => "BEGIN ISOLATION LEVEL READ COMMITTED",
            (Engine::Postgres(_), Purpose::Snapshot) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.run(begin)?;
        let done = work(self).and_then(|it| self.run("COMMIT").map(|()| it).map_err(E::from));
        if done.is_err() {
            // The first fault is the one to tell; a lost connection cannot roll back anyway.
            let _ = self.run("ROLLBACK");
        }
        done
    }

    /// Does `work` within a transaction; when it fails, only what it wrote is undone.
    pub(crate) fn savepoint<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&mut Engine) -> Result<T, E>,
    ) -> Result<T, E> {
        self.run("SAVEPOINT one")?;
        match work(self) {
            Ok(it) => {
                self.run("RELEASE SAVEPOINT one")?;
                Ok(it)
            }
            Err(failure) => {
                self.run("ROLLBACK TO SAVEPOINT one")?;
                self.run("RELEASE SAVEPOINT one")?;
                Err(failure)
            }
        }
    }

    /// Runs one of the few texts that hold a transaction together.
    fn run(&mut self, text: &'static str) -> Result<(), Error> {
        trace::note::<Value>(text, &[]);
        match self {
            Engine::Sqlite(it) => it.execute::<Value>(Sql::new(text), &[]).map(drop),
            Engine::Postgres(it) => it.script(text),
        }
    }

    /// Holds whatever is named `name` until the transaction ends. SQLite has one write lock for everything.
    pub(crate) fn lock(&mut self, name: &str) -> Result<(), Error> {
        match self {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(it) => it.lock(name),
        }
    }

    /// Removes the old bytes of erased cells of `tables` from the files; `false` when a reader, a missing right or a
    /// setting of the server was in the way.
    pub(crate) fn scour(&mut self, tables: &[&str]) -> Result<bool, Error> {
        match self {
            Engine::Sqlite(it) => it.scour(),
            Engine::Postgres(it) => it.scour(tables),
        }
    }

    /// Whether scouring could succeed as the server is set; else it need not be tried again and again.
    pub(crate) fn can_scour(&mut self) -> Result<bool, Error> {
        match self {
            Engine::Sqlite(_) => Ok(true),
            Engine::Postgres(it) => it.can_scour(),
        }
    }

    /// Keeps values of a column out of the statistics of the database.
    pub(crate) fn keep_out_of_statistics(&mut self, table: &str, column: &str) -> Result<(), Error> {
        match self {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(it) => it.script(&format!("ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")),
        }
    }

    /// Whether the table is there.
    pub(crate) fn has_table(&mut self, table: &str) -> Result<bool, Error> {
        match self {
            Engine::Sqlite(it) => it.has_table(table),
            Engine::Postgres(it) => it.has_table(table),
        }
    }
}

impl Sql {
    pub(crate) const fn new(text: &'static str) -> Sql {
        Sql(text)
    }

    /// A text made once from a table's description and kept for the life of the process.
    pub(crate) fn generated(text: String) -> Sql {
        Sql(Box::leak(text.into_boxed_str()))
    }

    pub(crate) fn text(self) -> &'static str {
        self.0
    }
}

impl Value {
    pub(crate) fn text(text: impl ToString) -> Value {
        Value::Text(text.to_string())
    }

    pub(crate) fn opt_text(text: Option<impl ToString>) -> Value {
        text.map_or(Value::Null, Value::text)
    }

    pub(crate) fn count(n: u64) -> Value {
        Value::Int(i64::try_from(n).expect("invariant: positions and lengths fit in 63 bits"))
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(it) => Some(it),
            _ => None,
        }
    }

    pub(crate) fn as_int(&self) -> Option<i64> {
        match self {
            Value::Int(it) => Some(*it),
            _ => None,
        }
    }
}

/// Declares statements by name and lists them all.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: crate::engine::Sql = crate::engine::Sql::new($text);)*

        /// Every statement declared here.
        pub(crate) const ALL: &[crate::engine::Sql] = &[$($name),*];
    };
}
pub(crate) use statements;
