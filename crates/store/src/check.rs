//! Verifies that the database is what was written: the chain and what hangs on it, then the rows, in bounded memory.
//!
//! Everything is read from one snapshot, so people may go on working.

mod chain;
mod report;
mod streams;

pub use report::{CheckReport, Fault, Problem, Spot};

pub(crate) use streams::{StreamPager, TaskCodes};

use crate::engine::{Engine, Purpose, Value, statements};
use crate::entry::Head;
use crate::error::Error;
use crate::migrate;
use crate::rows::{self, derived};
use chain::Chain;
use report::Findings;
use std::collections::BTreeMap;

statements! {
    ENTRY_REGISTERS = "SELECT DISTINCT register FROM entry";
    SEALED_REGISTERS = "SELECT DISTINCT register FROM sealed";
    RECEIPT_REGISTERS = "SELECT DISTINCT register FROM receipt";
    KNOWN_FILE_REGISTERS = "SELECT DISTINCT register FROM known_file";
    HEAD_REGISTERS = "SELECT register FROM head";
    TASK_CODE_REGISTERS = "SELECT DISTINCT register FROM task_code";
    TASK_CODES = "SELECT year, last FROM task_code WHERE register = ?1 ORDER BY year";
    UNSCOURED_REGISTERS = "SELECT DISTINCT register FROM unscoured";
    FOUNDED = "SELECT position FROM entry WHERE register = ?1 AND position = 1";
    UNSCOURED_OF = "SELECT position FROM unscoured WHERE register = ?1 ORDER BY position";
    KIND_AT = "SELECT kind FROM entry WHERE register = ?1 AND position = ?2";
    HASH_AT = "SELECT hash FROM entry WHERE register = ?1 AND position = ?2";
    ENTRY_PAGE = "SELECT position, stream, version, kind, actor, at, hash, text FROM entry
        WHERE register = ?1 AND position > ?2 ORDER BY position LIMIT ?3";
    SEALED_PAGE = "SELECT position, seal, salt, text FROM sealed
        WHERE register = ?1 AND position > ?2 AND position <= ?3 ORDER BY position, seal";
    RECEIPT_PAGE = "SELECT position, actor, key, fingerprint, n_entries, salt FROM receipt
        WHERE register = ?1 AND position > ?2 AND position <= ?3 ORDER BY position, actor, key";
    KNOWN_FILE_PAGE = "SELECT position, hash, document FROM known_file
        WHERE register = ?1 AND position > ?2 AND position <= ?3 ORDER BY position, hash";
    STREAM_PAGE = "SELECT stream, version, position, text FROM entry
        WHERE register = ?1 AND (stream, version) > (?2, ?3) ORDER BY stream, version LIMIT ?4";
}

/// How many entries are looked at together.
const PAGE: i64 = 500;

pub(crate) fn check(engine: &mut Engine, expected: Option<&Head>) -> Result<CheckReport, Error> {
    engine.transaction(Purpose::Snapshot, |tx| {
        let mut findings = Findings::default();
        check_migrations(tx, &mut findings)?;
        let named = named_registers(tx)?;
        for table in named.iter().filter(|(register, _)| register.as_text().is_none()).flat_map(|(_, tables)| tables) {
            let column = Some("register".to_owned());
            findings.add(Spot::Row { table: (*table).to_owned(), key: Vec::new(), column }, Fault::Unreadable);
        }
        let registers = in_order(tx, named)?;
        if registers.is_empty() {
            findings.expect_head(expected, None);
        }
        for (i, register) in registers.iter().enumerate() {
            findings.begin(register);
            let expected = expected.filter(|_| i == 0);
            Chain::new(register).check(tx, expected, &mut findings)?;
            streams::check(tx, register, &mut findings)?;
        }
        Ok(findings.into_report())
    })
}

/// The first entry at which a chain is broken, in any register.
pub(crate) fn first_break(engine: &mut Engine) -> Result<Option<u64>, Error> {
    let position = |problem: &Problem| match problem.spot {
        Spot::Entry { position } => Some(position),
        _ => None,
    };
    for register in registers(engine)? {
        // Entries come first in a report, so that nothing beside them can crowd them out.
        let mut findings = Findings::default();
        findings.begin(&register);
        Chain::new(&register).check(engine, None, &mut findings)?;
        if let Some(at) = findings.into_report().problems.iter().find_map(position) {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// Every register that any table names; those that were founded come first.
pub(crate) fn registers(engine: &mut Engine) -> Result<Vec<String>, Error> {
    let named = named_registers(engine)?;
    in_order(engine, named)
}

/// What stands in the columns `register`, and in which tables.
type Named = BTreeMap<Value, Vec<&'static str>>;

fn named_registers(engine: &mut Engine) -> Result<Named, Error> {
    let ground = [
        ("entry", ENTRY_REGISTERS),
        ("sealed", SEALED_REGISTERS),
        ("receipt", RECEIPT_REGISTERS),
        ("known_file", KNOWN_FILE_REGISTERS),
        ("head", HEAD_REGISTERS),
        ("task_code", TASK_CODE_REGISTERS),
        ("unscoured", UNSCOURED_REGISTERS),
    ];
    let mut named = Named::new();
    for (table, sql) in ground.into_iter().chain(derived().map(|it| (it.name, rows::statements(it).registers))) {
        for register in engine.query(sql, &[])?.into_iter().flatten() {
            named.entry(register).or_default().push(table);
        }
    }
    Ok(named)
}

fn in_order(engine: &mut Engine, named: Named) -> Result<Vec<String>, Error> {
    let (mut founded, mut others) = (Vec::new(), Vec::new());
    for register in named.into_keys() {
        let is_founded = !engine.query(FOUNDED, std::slice::from_ref(&register))?.is_empty();
        let Value::Text(name) = register else { continue };
        if is_founded { founded.push(name) } else { others.push(name) }
    }
    founded.append(&mut others);
    Ok(founded)
}

fn check_migrations(engine: &mut Engine, findings: &mut Findings) -> Result<(), Error> {
    let (wanted, done) = (migrate::wanted(), migrate::done(engine)?);
    for line in &wanted {
        match done.iter().find(|it| it.n == line.n) {
            None => findings.add(Spot::Migration { n: line.n }, Fault::Missing),
            Some(it) if it.name != line.name => {
                findings.add(Spot::Migration { n: line.n }, Fault::ColumnDiffers { column: "name".to_owned() });
            }
            Some(it) if it.hash != line.hash => {
                findings.add(Spot::Migration { n: line.n }, Fault::ColumnDiffers { column: "hash".to_owned() });
            }
            Some(_) => {}
        }
    }
    for line in done.iter().filter(|it| wanted.iter().all(|known| known.n != it.n)) {
        findings.add(Spot::Migration { n: line.n }, Fault::Extra);
    }
    Ok(())
}
