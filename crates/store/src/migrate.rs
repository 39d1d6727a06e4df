//! Brings a database to the form this program knows: numbered ground files, and the row tables as they are described.
//!
//! A database without a line of ours is made only where none of our tables is; one of a newer program is left alone.

use crate::engine::{Engine, Purpose, Value};
use crate::error::Error;
use crate::rebuild::fill_rows;
use crate::rows::{ROWS_VERSION, derived};
use crate::seal::hash;
use crate::statements::{MIGRATIONS, SET_MIGRATION};

/// A numbered file; once shipped it is never edited.
struct GroundFile {
    n: i64,
    name: &'static str,
    text: &'static str,
}

const GROUND: &[GroundFile] = &[
    GroundFile { n: 1, name: "0001_ground", text: include_str!("../migrations/0001_ground.sql") },
    GroundFile { n: 2, name: "0002_people", text: include_str!("../migrations/0002_people.sql") },
    GroundFile { n: 3, name: "0003_draft", text: include_str!("../migrations/0003_draft.sql") },
    GroundFile { n: 4, name: "0004_link_token", text: include_str!("../migrations/0004_link_token.sql") },
    GroundFile { n: 5, name: "0005_mail", text: include_str!("../migrations/0005_mail.sql") },
];

/// The tables that the ground files make.
const GROUND_TABLES: &[&str] = &[
    "migration",
    "entry",
    "sealed",
    "receipt",
    "known_file",
    "head",
    "task_code",
    "unscoured",
    "credential",
    "browser_session",
    "draft",
    "link_token",
    "mail_try",
    "feed_token",
];

/// The number under which the description of the row tables is kept.
const ROW_TABLES: i64 = 0;

/// What its name begins with; the version of the rows follows.
const ROW_TABLES_NAME: &str = "row_tables ";

const MIGRATION_TABLE: &str = "CREATE TABLE migration (
    n BIGINT NOT NULL PRIMARY KEY,
    name {{TEXT}} NOT NULL,
    hash {{TEXT}} NOT NULL
);";

/// One line of the table `migration`, as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Migration {
    pub n: i64,
    pub name: String,
    pub hash: String,
}

/// Makes what is missing. A file that was edited after it was run is a corrupt database.
pub(crate) fn migrate(engine: &mut Engine) -> Result<(), Error> {
    if ours(lines(engine))? == wanted() {
        return Ok(());
    }
    engine.transaction(Purpose::Write, |tx| {
        tx.lock("migrate")?;
        tx.make_schema()?;
        // Another program's table may be of another form: that must not end the transaction.
        let done = ours(tx.savepoint(lines))?;
        if done.is_empty() {
            refuse_tables_of_others(tx)?;
            tx.script(MIGRATION_TABLE)?;
        }
        refuse_newer(&done)?;
        for file in GROUND {
            run(tx, file, &done)?;
        }
        if !done.contains(&row_tables()) {
            if !done.is_empty() {
                drop_row_tables(tx)?;
            }
            make_row_tables(tx)?;
            drop(fill_rows(tx)?);
            record(tx, &row_tables())?;
        }
        Ok(())
    })
}

/// Whether the database was made by us, and in the form that this program reads; it is only looked at.
///
/// # Errors
/// Newer or older where another version of this program made it.
pub(crate) fn is_ours(engine: &mut Engine) -> Result<bool, Error> {
    let done = ours(lines(engine))?;
    if done.is_empty() {
        return Ok(false);
    }
    refuse_newer(&done)?;
    let is_old = GROUND.iter().any(|file| done.iter().all(|it| it.n != file.n))
        || done.iter().any(|it| it.n == ROW_TABLES && rows_version(it) < ROWS_VERSION);
    if is_old { Err(Error::older("the database was made by an older version of this program")) } else { Ok(true) }
}

/// What `migration` holds in a database that is up to date.
pub(crate) fn wanted() -> Vec<Migration> {
    std::iter::once(row_tables()).chain(GROUND.iter().map(GroundFile::line)).collect()
}

/// What `migration` holds.
pub(crate) fn done(engine: &mut Engine) -> Result<Vec<Migration>, Error> {
    // A cell that cannot be read equals none that is wanted: a check tells it, an opening refuses it.
    let text = |cell: &Value| cell.as_text().unwrap_or_default().to_owned();
    let line =
        |row: Vec<Value>| Migration { n: row[0].as_int().unwrap_or(-1), name: text(&row[1]), hash: text(&row[2]) };
    Ok(engine.query(MIGRATIONS, &[])?.into_iter().map(line).collect())
}

/// What `migration` holds; nothing where the table is not there.
fn lines(engine: &mut Engine) -> Result<Vec<Migration>, Error> {
    if engine.has_table("migration")? { done(engine) } else { Ok(Vec::new()) }
}

/// The lines if they are ours; nothing of another program's table is taken for ours.
fn ours(lines: Result<Vec<Migration>, Error>) -> Result<Vec<Migration>, Error> {
    match lines {
        Err(error) if error.is_unavailable() => Err(error),
        Ok(lines) if lines.iter().any(|it| it.n == GROUND[0].n && it.name == GROUND[0].name) => Ok(lines),
        _ => Ok(Vec::new()),
    }
}

/// A database that holds tables of our names without our lines belongs to another program: nothing of it is touched.
fn refuse_tables_of_others(engine: &mut Engine) -> Result<(), Error> {
    for table in GROUND_TABLES.iter().copied().chain(derived().map(|it| it.name)) {
        if engine.has_table(table)? {
            let because =
                format!("the database belongs to another program: its table {table} was not made by this one");
            return Err(Error::other(because));
        }
    }
    Ok(())
}

fn refuse_newer(done: &[Migration]) -> Result<(), Error> {
    let is_new = |it: &Migration| match it.n {
        ROW_TABLES => rows_version(it) > ROWS_VERSION,
        n => GROUND.iter().all(|file| file.n != n),
    };
    match done.iter().find(|it| is_new(it)) {
        Some(it) => {
            Err(Error::newer(format!("the database was made by a newer version of this program ({})", it.name)))
        }
        None => Ok(()),
    }
}

/// Drops the row tables and makes them anew, empty. Only where our own lines stand in `migration`.
pub(crate) fn drop_row_tables(engine: &mut Engine) -> Result<(), Error> {
    for table in derived() {
        engine.script(&format!("DROP TABLE IF EXISTS {}", table.name))?;
    }
    Ok(())
}

/// Makes the row tables, empty.
pub(crate) fn make_row_tables(engine: &mut Engine) -> Result<(), Error> {
    for table in derived() {
        engine.script(&table.definition())?;
    }
    Ok(())
}

fn run(engine: &mut Engine, file: &GroundFile, done: &[Migration]) -> Result<(), Error> {
    match done.iter().find(|it| it.n == file.n) {
        Some(line) if *line == file.line() => Ok(()),
        Some(line) => Err(Error::corrupt(None, format!("migration {} is not the one that was run", line.n))),
        None => {
            engine.script(file.text)?;
            engine.keep_out_of_statistics("sealed", "text")?;
            engine.keep_out_of_statistics("sealed", "salt")?;
            engine.keep_out_of_statistics("known_file", "hash")?;
            record(engine, &file.line())
        }
    }
}

fn record(engine: &mut Engine, line: &Migration) -> Result<(), Error> {
    let values = [Value::Int(line.n), Value::text(&line.name), Value::text(&line.hash)];
    engine.execute(SET_MIGRATION, &values).map(drop)
}

fn row_tables() -> Migration {
    let definitions: String = derived().map(|it| it.definition()).collect();
    Migration { n: ROW_TABLES, name: format!("{ROW_TABLES_NAME}{ROWS_VERSION}"), hash: hash(definitions.as_bytes()) }
}

/// The version of the rows that a line tells; 0 where it tells none.
fn rows_version(line: &Migration) -> u32 {
    line.name.strip_prefix(ROW_TABLES_NAME).and_then(|it| it.parse().ok()).unwrap_or(0)
}

impl GroundFile {
    fn line(&self) -> Migration {
        Migration { n: self.n, name: self.name.to_owned(), hash: hash(self.text.as_bytes()) }
    }
}
