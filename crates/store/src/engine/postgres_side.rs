//! One PostgreSQL connection.

use super::{Access, Sql, Value};
use crate::error::Error;
use postgres::config::{Host, SslMode};
use postgres::error::SqlState;
use postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, Config, NoTls, Row, Statement};
use std::borrow::Borrow;
use std::collections::HashMap;
use std::net::IpAddr;
use std::thread::sleep;
use std::time::Duration;

pub(crate) struct PostgresSide {
    client: Client,
    prepared: HashMap<Sql, Statement>,
}

/// What each connection sets for itself, whatever the server's defaults are. Everything of ours lives in one schema.
const SETTINGS: &str = "
SET search_path = bamsat, pg_temp;
SET synchronous_commit = on;
SET client_min_messages = warning;
";

/// How long a statement waits for a lock.
const LOCK_PATIENCE: &str = "SET lock_timeout = '60s'";

/// What a reading connection sets besides.
const READING: &str = "
SET default_transaction_read_only = on;
SET statement_timeout = '60s';
";

/// How long a server may be silent before it is taken for gone.
const SILENCE: Duration = Duration::from_secs(30);

/// How often a scouring looks whether old snapshots are gone, and how long it waits in between.
const SCOUR_LOOKS: u32 = 40;
const SCOUR_PAUSE: Duration = Duration::from_millis(50);

impl PostgresSide {
    pub(super) fn open(url: &str, access: Access) -> Result<PostgresSide, Error> {
        let config = configured(url)?;
        let client = config.connect(NoTls).map_err(|it| fault("connecting", it))?;
        let mut side = PostgresSide { client, prepared: HashMap::new() };
        side.script(SETTINGS)?;
        side.script(LOCK_PATIENCE)?;
        if access == Access::Read {
            side.script(READING)?;
        }
        let encoding: String = side.one("SHOW server_encoding")?;
        if encoding != "UTF8" {
            return Err(Error::other(format!("the database is encoded as {encoding}, not UTF8")));
        }
        Ok(side)
    }

    pub(super) fn query(&mut self, sql: Sql, parameters: &[Value]) -> Result<Vec<Vec<Value>>, Error> {
        let statement = self.statement(sql)?;
        let parameters: Vec<&(dyn ToSql + Sync)> = parameters.iter().map(|it| it as _).collect();
        let rows = self.client.query(&statement, &parameters).map_err(|it| fault(sql.text(), it))?;
        rows.iter().map(read_row).collect::<Result<_, _>>().map_err(|it| fault(sql.text(), it))
    }

    pub(super) fn execute<V: Borrow<Value>>(&mut self, sql: Sql, parameters: &[V]) -> Result<u64, Error> {
        let statement = self.statement(sql)?;
        let parameters: Vec<&(dyn ToSql + Sync)> = parameters.iter().map(|it| it.borrow() as _).collect();
        self.client.execute(&statement, &parameters).map_err(|it| fault(sql.text(), it))
    }

    pub(super) fn prepare(&mut self, sql: Sql) -> Result<(), Error> {
        self.statement(sql).map(drop)
    }

    pub(super) fn script(&mut self, text: &str) -> Result<(), Error> {
        self.client.batch_execute(text).map_err(|it| fault(text, it))
    }

    pub(super) fn lock(&mut self, name: &str) -> Result<(), Error> {
        let hash = blake3::hash(format!("bamsat {name}").as_bytes());
        let key = i64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("invariant: a hash has 32 bytes"));
        self.client
            .execute("SELECT pg_advisory_xact_lock($1)", &[&key])
            .map(drop)
            .map_err(|it| fault("waiting for the lock of the register", it))
    }

    /// Looked for first: where it is there, nobody needs the right to make one.
    pub(super) fn make_schema(&mut self) -> Result<(), Error> {
        let is_there: bool = self.one("SELECT to_regnamespace('bamsat') IS NOT NULL")?;
        if is_there { Ok(()) } else { self.script("CREATE SCHEMA bamsat") }
    }

    pub(super) fn has_table(&mut self, table: &str) -> Result<bool, Error> {
        self.client
            .query_one("SELECT to_regclass('bamsat.' || quote_ident($1)) IS NOT NULL", &[&table])
            .map(|row| row.get(0))
            .map_err(|it| fault("looking for a table", it))
    }

    /// Writes the tables anew without their dead rows, then lets go of the log that still tells of them.
    pub(super) fn scour(&mut self, tables: &[&str]) -> Result<bool, Error> {
        self.script("SET lock_timeout = '2s'")?;
        let done = self.scour_briefly(tables);
        self.script(LOCK_PATIENCE)?;
        done
    }

    fn scour_briefly(&mut self, tables: &[&str]) -> Result<bool, Error> {
        let is_alone = self.wait_for_old_snapshots()?;
        for table in tables {
            self.script(&format!("VACUUM (FULL) {table}"))?;
        }
        // Both need rights that an ordinary role has not; docs/ledger.md tells the administrator.
        let is_switched = self.script("SELECT pg_switch_wal()").is_ok();
        let is_written = self.script("CHECKPOINT").is_ok();
        Ok(is_alone && is_switched && is_written && self.can_scour()?)
    }

    /// A server that recycles its log keeps old bytes in the segments it will use again.
    pub(super) fn can_scour(&mut self) -> Result<bool, Error> {
        self.one::<String>("SHOW wal_recycle").map(|it| it == "off")
    }

    /// A snapshot of this database that is older than the erasure keeps the dead row alive even through a full vacuum.
    /// So does a transaction that began to write earlier in any database of the server: a new snapshot reaches back to it.
    fn wait_for_old_snapshots(&mut self) -> Result<bool, Error> {
        let now: String = self.one("SELECT CAST(CAST(pg_current_xact_id() AS xid) AS TEXT)")?;
        let older = format!(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() \
             AND (age(backend_xid) > age(CAST('{now}' AS xid)) \
             OR datname = current_database() AND age(backend_xmin) > age(CAST('{now}' AS xid)))"
        );
        for _ in 0..SCOUR_LOOKS {
            if self.one::<i64>(&older)? == 0 {
                return Ok(true);
            }
            sleep(SCOUR_PAUSE);
        }
        Ok(false)
    }

    fn one<T: for<'a> postgres::types::FromSql<'a>>(&mut self, text: &str) -> Result<T, Error> {
        let row = self.client.query_one(text, &[]).map_err(|it| fault(text, it))?;
        row.try_get(0).map_err(|it| fault(text, it))
    }

    fn statement(&mut self, sql: Sql) -> Result<Statement, Error> {
        if let Some(statement) = self.prepared.get(&sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&sql.text().replace('?', "$")).map_err(|it| fault(sql.text(), it))?;
        self.prepared.insert(sql, statement.clone());
        Ok(statement)
    }
}

/// The address with what it leaves open: a server that went silent is noticed, and nothing goes over a network in the
/// clear unless the address says so.
fn configured(url: &str) -> Result<Config, Error> {
    let mut config: Config = url.parse().map_err(|it| Error::other("reading the database URL").caused_by(it))?;
    let is_local = config.get_hosts().iter().all(is_local) && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
    if !is_local && config.get_ssl_mode() != SslMode::Disable {
        let because = "the database is on another machine and this program cannot encrypt the connection yet: \
            add sslmode=disable to its address if the network between is trusted";
        return Err(Error::other(because));
    }
    config.connect_timeout(Duration::from_secs(5)).application_name("bamsat");
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(SILENCE);
    }
    if config.get_keepalives_idle() == Config::new().get_keepalives_idle() {
        config.keepalives_idle(SILENCE).keepalives_interval(Duration::from_secs(10)).keepalives_retries(3);
    }
    Ok(config)
}

fn is_local(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|it: IpAddr| it.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

fn read_row(row: &Row) -> Result<Vec<Value>, postgres::Error> {
    let read = |i: usize, ty: &Type| match *ty {
        Type::INT8 => row.try_get::<_, Option<i64>>(i).map(|it| it.map_or(Value::Null, Value::Int)),
        _ => row.try_get::<_, Option<String>>(i).map(|it| it.map_or(Value::Null, Value::Text)),
    };
    row.columns().iter().enumerate().map(|(i, column)| read(i, column.type_())).collect()
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, ty) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(n), &Type::INT8) => n.to_sql(ty, out),
            (Value::Text(text), &Type::TEXT) => text.to_sql(ty, out),
            (other, _) => Err(format!("{other:?} given where {ty} is wanted").into()),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::TEXT)
    }

    to_sql_checked!();
}

fn fault(doing: &str, cause: postgres::Error) -> Error {
    let kind: fn(String) -> Error = match cause.code() {
        None if cause.as_db_error().is_none() && is_of_the_connection(&cause) => Error::unavailable,
        Some(code) if is_of_the_server(code) => Error::unavailable,
        Some(&(SqlState::UNIQUE_VIOLATION | SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED)) => {
            Error::conflict
        }
        _ => Error::other,
    };
    kind(format!("PostgreSQL: {doing}")).caused_by(cause)
}

/// A fault that no server reported: it could not be asked, or could not answer.
fn is_of_the_connection(cause: &postgres::Error) -> bool {
    let source = std::error::Error::source(cause);
    cause.is_closed() || source.is_none() || source.is_some_and(|it| it.is::<std::io::Error>())
}

/// Classes 08 (connection), 53 (resources), 57 (the administrator or a crash intervened), 25006 (a standby).
fn is_of_the_server(code: &SqlState) -> bool {
    ["08", "53", "57", "25006", "55P03"].iter().any(|it| code.code().starts_with(it))
}
