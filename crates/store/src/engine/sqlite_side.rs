//! One SQLite connection.

use super::{Access, Sql, Value};
use crate::error::Error;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, params_from_iter};
use std::borrow::Borrow;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

pub(crate) struct SqliteSide {
    connection: Connection,
}

/// Each connection says it again: only the journal mode is kept in the file.
const PRAGMAS: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
";

/// A reading connection leaves the journal as it is.
const READING: &str = "
PRAGMA query_only = ON;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -3000;
";

/// How long a statement waits for a lock.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a scouring waits for readers.
const SCOUR_PATIENCE: Duration = Duration::from_secs(2);

/// The folder of a new file is made with it.
fn make_folder(path: &Path) -> Result<(), Error> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let doing = || format!("making the folder {}", folder.display());
    std::fs::create_dir_all(folder).map_err(|cause| Error::unavailable(doing()).caused_by(cause))
}

impl SqliteSide {
    pub(super) fn open(path: &Path, access: Access) -> Result<SqliteSide, Error> {
        match access {
            Access::Read => SqliteSide::open_reading(path),
            Access::Write => SqliteSide::open_writing(path),
        }
    }

    fn open_reading(path: &Path) -> Result<SqliteSide, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags);
        let side = SqliteSide::new(connection.map_err(|it| fault("opening the database file to read it", it))?)?;
        side.script(READING)?;
        Ok(side)
    }

    fn new(connection: Connection) -> Result<SqliteSide, Error> {
        connection.busy_timeout(PATIENCE).map_err(|it| fault("setting the waiting time", it))?;
        connection.set_prepared_statement_cache_capacity(512);
        // A plan does not depend on the values bound: else statements over indexes are planned anew at every use.
        let plans = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
        plans.map_err(|it| fault("keeping plans stable", it))?;
        Ok(SqliteSide { connection })
    }

    fn open_writing(path: &Path) -> Result<SqliteSide, Error> {
        make_folder(path)?;
        let connection = Connection::open(path).map_err(|it| fault("opening the database file", it))?;
        let side = SqliteSide::new(connection)?;
        // Two processes that turn a new file to WAL at once do not wait for each other: SQLite answers "busy" at once.
        for _ in 0..200 {
            match side.connection.execute_batch(PRAGMAS) {
                Err(busy) if is_busy(&busy) => sleep(Duration::from_millis(10)),
                done => return done.map(|()| side).map_err(|it| fault(PRAGMAS, it)),
            }
        }
        side.script(PRAGMAS).map(|()| side)
    }

    pub(super) fn query(&self, sql: Sql, parameters: &[Value]) -> Result<Vec<Vec<Value>>, Error> {
        let read = || {
            let mut statement = self.connection.prepare_cached(sql.text())?;
            let n_columns = statement.column_count();
            let rows: Result<_, _> = statement
                .query_map(params_from_iter(parameters), |row| {
                    (0..n_columns).map(|i| row.get_ref(i).map(read_value)).collect::<Result<Vec<Value>, _>>()
                })?
                .collect();
            rows
        };
        read().map_err(|it| fault(sql.text(), it))
    }

    pub(super) fn execute<V: Borrow<Value>>(&self, sql: Sql, parameters: &[V]) -> Result<u64, Error> {
        let parameters = parameters.iter().map(Borrow::borrow);
        let run = || self.connection.prepare_cached(sql.text())?.execute(params_from_iter(parameters));
        run().map(|n| n as u64).map_err(|it| fault(sql.text(), it))
    }

    pub(super) fn prepare(&self, sql: Sql) -> Result<(), Error> {
        self.connection.prepare(sql.text()).map(drop).map_err(|it| fault(sql.text(), it))
    }

    pub(super) fn script(&self, text: &str) -> Result<(), Error> {
        self.connection.execute_batch(text).map_err(|it| fault(text, it))
    }

    pub(super) fn has_table(&self, table: &str) -> Result<bool, Error> {
        // Asked as a statement: what this connection remembers of the tables may be older than its transaction.
        let count = "SELECT COUNT(*) FROM sqlite_master WHERE type IN ('table', 'view') AND name = ?1";
        let n: i64 = self
            .connection
            .query_row(count, [table], |row| row.get(0))
            .map_err(|it| fault("looking for a table", it))?;
        Ok(n > 0)
    }

    /// Empties the write-ahead log; erased cells of the file itself were overwritten when they were erased.
    pub(super) fn scour(&self) -> Result<bool, Error> {
        let emptying = |it| fault("emptying the write-ahead log", it);
        self.connection.busy_timeout(SCOUR_PATIENCE).map_err(emptying)?;
        let busy: Result<i64, _> = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        self.connection.busy_timeout(PATIENCE).map_err(emptying)?;
        busy.map(|it| it == 0).map_err(emptying)
    }
}

fn read_value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => Value::Int(n),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).map_or(Value::Unreadable, Value::text),
        ValueRef::Real(_) | ValueRef::Blob(_) => Value::Unreadable,
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null | Value::Unreadable => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

fn is_busy(cause: &rusqlite::Error) -> bool {
    matches!(cause.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn fault(doing: &str, cause: rusqlite::Error) -> Error {
    let kind: fn(String) -> Error = match cause.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => Error::conflict,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => |doing| Error::corrupt(None, doing),
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::CannotOpen
            | ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied,
        ) => Error::unavailable,
        _ => Error::other,
    };
    kind(format!("SQLite: {doing}")).caused_by(cause)
}
