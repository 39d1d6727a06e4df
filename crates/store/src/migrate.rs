//! Brings a database to the form this program knows: numbered ground files, and the row tables as they are described.

use crate::engine::{Engine, Purpose, Value};
use crate::error::Error;
use crate::rebuild::fill_rows;
use crate::rows::TABLES;
use crate::seal::hash;
use crate::statements::{MIGRATIONS, SET_MIGRATION};

/// A numbered file; once shipped it is never edited.
struct GroundFile {
    n: i64,
    name: &'static str,
    text: &'static str,
}

const GROUND: &[GroundFile] =
    &[GroundFile { n: 1, name: "0001_ground", text: include_str!("../migrations/0001_ground.sql") }];

/// The number under which the description of the row tables is kept.
const ROW_TABLES: i64 = 0;

const MIGRATION_TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (
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
    if engine.has_table("migration")? && done(engine)? == wanted() {
        return Ok(());
    }
    engine.transaction(Purpose::Write, |tx| {
        tx.lock("migrate")?;
        tx.script(MIGRATION_TABLE)?;
        let done = done(tx)?;
        for file in GROUND {
            run(tx, file, &done)?;
        }
        if !done.contains(&row_tables()) {
            make_row_tables(tx)?;
            fill_rows(tx)?;
            record(tx, &row_tables())?;
        }
        Ok(())
    })
}

/// What `migration` holds in a database that is up to date.
pub(crate) fn wanted() -> Vec<Migration> {
    std::iter::once(row_tables()).chain(GROUND.iter().map(GroundFile::line)).collect()
}

/// What `migration` holds.
pub(crate) fn done(engine: &mut Engine) -> Result<Vec<Migration>, Error> {
    let line = |row: Vec<Value>| match row.as_slice() {
        [Value::Int(n), Value::Text(name), Value::Text(hash)] => {
            Ok(Migration { n: *n, name: name.clone(), hash: hash.clone() })
        }
        _ => Err(Error::corrupt(None, "a line of the table migration cannot be read")),
    };
    engine.query(MIGRATIONS, &[])?.into_iter().map(line).collect()
}

/// Drops the row tables and makes them anew, empty.
pub(crate) fn make_row_tables(engine: &mut Engine) -> Result<(), Error> {
    for table in TABLES {
        engine.script(&format!("DROP TABLE IF EXISTS {};\n{}", table.name, table.definition()))?;
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
    let definitions: String = TABLES.iter().map(|it| it.definition()).collect();
    Migration { n: ROW_TABLES, name: "row_tables".to_owned(), hash: hash(definitions.as_bytes()) }
}

impl GroundFile {
    fn line(&self) -> Migration {
        Migration { n: self.n, name: self.name.to_owned(), hash: hash(self.text.as_bytes()) }
    }
}
