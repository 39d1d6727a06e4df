//! The same submissions with the same clock and salts: the same bytes, the same hashes, the same rows on both engines.

#[expect(dead_code, reason = "uses a part")]
mod common;

use common::{Home, Script, assert_clean, is_full, postgres_home, sqlite_home};
use std::collections::BTreeMap;
use store::proof::{Cell, Raw, tables};

/// Every cell of every table, without the two columns that may differ: none.
fn contents(home: &Home) -> BTreeMap<&'static str, Vec<Vec<Cell>>> {
    let mut raw = home.raw();
    tables().into_iter().map(|table| (table.name, all_rows(&mut raw, &table))).collect()
}

fn all_rows(raw: &mut Raw, table: &store::proof::TableInfo) -> Vec<Vec<Cell>> {
    let names: Vec<&str> = table.columns.iter().map(|&(name, _)| name).collect();
    let key = names[..table.n_key].join(", ");
    raw.cells(&format!("SELECT {} FROM {} ORDER BY {key}", names.join(", "), table.name)).unwrap()
}

fn grow(home: &Home, n: u64) -> store::Head {
    let store = home.open();
    for it in Script::all(n).into_iter().chain(Script::later()) {
        store.submit(it).unwrap();
    }
    let seals = store.seals_of(Script::register(), Script::document(1).into()).unwrap();
    let head = store.submit(Script::erase(1, Script::document(1).into(), seals)).unwrap().head;
    assert_eq!(assert_clean(&store).head.as_ref(), Some(&head));
    head
}

#[test]
fn both_engines_hold_the_same_bytes() {
    let n = if is_full() { 200 } else { 12 };
    let sqlite = sqlite_home();
    let head = grow(&sqlite, n);
    let n_statements = sqlite.raw().prepare_all().unwrap();
    let Some(postgres) = postgres_home() else {
        println!("SKIPPED: no PostgreSQL; SQLite alone holds {head}");
        return;
    };
    assert_eq!(grow(&postgres, n), head);
    assert_eq!(postgres.raw().prepare_all().unwrap(), n_statements);
    let (one, other) = (contents(&sqlite), contents(&postgres));
    let n_rows: usize = one.values().map(Vec::len).sum();
    for (table, rows) in &one {
        assert_eq!(rows, &other[table], "table {table}");
    }
    println!(
        "PROVED engines: {} entries, {n_rows} rows of {} tables the same, head {head}, {n_statements} statements prepared on both",
        head.position,
        one.len()
    );
}

/// A statement that only one engine understands must be found by the test above.
#[test]
fn a_statement_that_an_engine_does_not_understand_is_found() {
    assert!(sqlite_home().raw().cells("SELECT NOW()").is_err());
    if let Some(home) = postgres_home() {
        assert!(home.raw().cells("SELECT rowid FROM head").is_err());
    }
}
