//! Whatever is altered in the database by hand is found, at the right place; what is erased is nowhere in the files.

mod common;

use common::{Dice, Home, Script, assert_clean, is_full, on_both, submission};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use store::proof::{Cell, Raw, TableInfo};
use store::{Fault, Head, Spot, Store};

/// The tables that the ledger vouches for. Credentials, browser sessions and drafts are none of them: nothing else knows them.
fn tables() -> Vec<TableInfo> {
    let mut tables = store::proof::tables();
    tables.retain(|it| {
        !matches!(it.name, "credential" | "browser_session" | "draft" | "link_token" | "mail_try" | "feed_token")
    });
    tables
}

/// A register with everything in it, an erasure too, and an erasure that waits to be scoured.
fn grown(home: &Home, n: u64) -> Store {
    let store = home.open();
    for it in Script::all(n).into_iter().chain(Script::later()) {
        store.submit(it).unwrap();
    }
    let document = Script::document(1).into();
    let seals = store.seals_of(Script::register(), document).unwrap();
    let answer = store.submit(Script::erase(1, document, seals)).unwrap();
    // Until the erasure is scoured; a server that recycles its log keeps the note.
    store.unscoured(Script::register()).unwrap();
    let mark =
        format!("INSERT INTO unscoured VALUES ('{}', {}) ON CONFLICT DO NOTHING", Script::register(), answer.position);
    home.raw().run(&mark).unwrap();
    assert_clean(&store);
    store
}

fn literal(cell: &Cell, is_number: bool) -> String {
    match cell {
        None => "NULL".to_owned(),
        Some(number) if is_number => number.clone(),
        Some(text) => format!("'{}'", text.replace('\'', "''")),
    }
}

/// Another value for a cell.
fn altered(cell: &Cell, is_number: bool, dice: &mut Dice) -> Cell {
    match cell {
        None if is_number => Some("7".to_owned()),
        None => Some("x".to_owned()),
        Some(number) if is_number => {
            Some((number.parse::<i64>().unwrap() + [1_000_000, -1_000_000][dice.below(2)]).to_string())
        }
        Some(text) => {
            let mut letters: Vec<char> = text.chars().collect();
            let i = dice.below(letters.len().max(1));
            match letters.get_mut(i) {
                Some(letter) => *letter = if *letter == '1' { '2' } else { '1' },
                None => letters.push('1'),
            }
            Some(letters.into_iter().collect())
        }
    }
}

/// Where a change to a row of a table has to be found.
fn is_right_place(table: &TableInfo, row: &[Cell], column: &str, spot: &Spot) -> bool {
    let cell = |name: &str| {
        let i = table.columns.iter().position(|&(it, _)| it == name).unwrap();
        row[i].clone().unwrap_or_default()
    };
    // An entry cannot stand before the first: such a position is told as 0.
    let is_at = |position: &u64| cell("position").parse::<i64>().unwrap().max(0).to_string() == position.to_string();
    match (table.name, spot) {
        ("migration", Spot::Migration { n }) => n.to_string() == cell("n"),
        ("entry", Spot::Entry { position }) => is_at(position),
        ("sealed", Spot::Sealed { seal, .. }) => *seal == cell("seal"),
        ("receipt", Spot::Receipt { position }) | ("known_file", Spot::KnownFile { position }) => is_at(position),
        ("head", Spot::Head) | ("unscoured", Spot::Unscoured { .. }) => true,
        // A head that names a later entry says that entries are missing, and cannot know better.
        ("head", Spot::Entry { .. }) => column == "position",
        (name, Spot::Row { table: found, key, column: at }) => {
            let wanted: Vec<String> = (1..table.n_key).map(|i| row[i].clone().unwrap_or_default()).collect();
            name == found && *key == wanted && at.as_deref().is_none_or(|it| it == column)
        }
        _ => false,
    }
}

fn all_rows(raw: &mut Raw, table: &TableInfo) -> Vec<Vec<Cell>> {
    let names: Vec<&str> = table.columns.iter().map(|&(name, _)| name).collect();
    let key = names[..table.n_key].join(", ");
    raw.cells(&format!("SELECT {} FROM {} ORDER BY {key}", names.join(", "), table.name)).unwrap()
}

fn set(raw: &mut Raw, table: &TableInfo, row: &[Cell], column: usize, value: &Cell) -> Result<(), store::Error> {
    let (name, is_number) = table.columns[column];
    let is_row: Vec<String> = (0..table.n_key)
        .map(|i| format!("{} = {}", table.columns[i].0, literal(&row[i], table.columns[i].1)))
        .collect();
    let value = literal(value, is_number);
    raw.run(&format!("UPDATE {} SET {name} = {value} WHERE {}", table.name, is_row.join(" AND ")))
}

/// Alters one cell to a value that the database takes: a key that is taken it refuses by itself. Answers the altered row.
fn alter(raw: &mut Raw, table: &TableInfo, row: &[Cell], column: usize, dice: &mut Dice) -> Vec<Cell> {
    let mut there = row.to_vec();
    for _ in 0..100 {
        there[column] = altered(&row[column], table.columns[column].1, dice);
        match set(raw, table, row, column, &there[column]) {
            Ok(()) => return there,
            Err(error) => assert!(error.is_conflict(), "{error:?}"),
        }
    }
    panic!("no value of {} was taken", table.columns[column].0);
}

/// The same bytes as a BLOB: SQLite keeps them in a column of any type, and they equal nothing that is written.
fn alter_class(store: &Store, raw: &mut Raw, table: &TableInfo, row: &[Cell], column: usize) {
    let name = table.columns[column].0;
    let is_row: Vec<String> = (0..table.n_key)
        .map(|i| format!("{} = {}", table.columns[i].0, literal(&row[i], table.columns[i].1)))
        .collect();
    let rowid = raw.cells(&format!("SELECT rowid FROM {} WHERE {}", table.name, is_row.join(" AND "))).unwrap();
    let rowid = rowid[0][0].clone().unwrap();
    let set = |value: &str| format!("UPDATE {} SET {name} = {value} WHERE rowid = {rowid}", table.name);
    raw.run(&set(&format!("CAST({name} AS BLOB)"))).unwrap();
    let problems = store.check(None).unwrap().problems;
    raw.run(&set(&literal(&row[column], table.columns[column].1))).unwrap();
    let is_told = problems.iter().any(|it| {
        let is_register = matches!(&it.spot, Spot::Row { table: found, column: Some(at), .. }
            if found == table.name && at == "register");
        is_register || is_right_place(table, row, name, &it.spot)
    });
    assert!(is_told, "{} {row:?}: {name} as a BLOB gave {problems:?}", table.name);
}

/// How many registers of the same content are altered side by side, so that one waits while another works.
const N_LANES: usize = 2;

/// Alters every column of the rows of one lane; answers how many rows, and how many cells of them.
fn alter_lane(home: &Home, n: u64, most_rows: usize, lane: usize) -> (usize, usize) {
    let store = grown(home, n);
    let mut raw = home.raw();
    let mut dice = Dice(20_260_331);
    let (mut n_rows, mut n_cells) = (0, 0);
    for table in tables() {
        let mut rows = all_rows(&mut raw, &table);
        assert!(!rows.is_empty(), "table {} is empty", table.name);
        while rows.len() > most_rows {
            rows.swap_remove(dice.below(rows.len()));
        }
        for row in rows.iter().skip(lane).step_by(N_LANES) {
            n_rows += 1;
            for (i, &(column, _)) in table.columns.iter().enumerate() {
                // What a blank receipt's key was, nothing proves any more: docs/ledger.md.
                if (table.name, column) == ("receipt", "key") && row.contains(&None) {
                    continue;
                }
                let there = alter(&mut raw, &table, row, i, &mut Dice(20_260_331 + n_cells as u64));
                let problems = store.check(None).unwrap().problems;
                set(&mut raw, &table, &there, i, &row[i]).unwrap();
                // A row whose key was altered is missing here and too much there; the first told is one of both.
                let is_told = problems.iter().any(|it| is_right_place(&table, row, column, &it.spot));
                let is_first = problems.first().is_some_and(|it| {
                    is_right_place(&table, row, column, &it.spot) || is_right_place(&table, &there, column, &it.spot)
                });
                assert!(is_told && is_first, "{} {row:?}: {there:?} gave {problems:?}", table.name);
                n_cells += 1;
                let is_turn = !is_full() || n_rows % 10 == 1;
                if is_turn && matches!(home.place, store::Place::Sqlite(_)) && row[i].is_some() {
                    alter_class(&store, &mut raw, &table, row, i);
                }
            }
        }
    }
    assert_clean(&store);
    (n_rows, n_cells)
}

#[test]
fn every_altered_column_is_found_at_its_place() {
    let (n, most_rows) = if is_full() { (37, 200) } else { (3, 2) };
    let counts = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for lane in 0..N_LANES {
            let counts = &counts;
            scope.spawn(move || {
                on_both(|home| {
                    let (n_rows, n_cells) = alter_lane(home, n, most_rows, lane);
                    let mut counts = counts.lock().unwrap();
                    let sum = counts.entry(home.engine).or_insert((0, 0));
                    *sum = (sum.0 + n_rows, sum.1 + n_cells);
                });
            });
        }
    });
    for (engine, (n_rows, n_cells)) in counts.into_inner().unwrap() {
        println!(
            "PROVED tamper: {engine}: {n_cells} cells of {n_rows} rows of {} tables altered one at a time in a register of {} entries, all found, the place right",
            tables().len(),
            8 * n + 8
        );
    }
}

#[test]
fn a_removed_text_is_found() {
    on_both(|home| {
        let store = grown(home, 2);
        let mut raw = home.raw();
        for columns in ["text = NULL", "salt = NULL", "text = NULL, salt = NULL"] {
            raw.run("CREATE TABLE kept AS SELECT * FROM sealed").unwrap();
            raw.run(&format!("UPDATE sealed SET {columns} WHERE position = 7")).unwrap();
            let problems = store.check(None).unwrap().problems;
            assert!(matches!(problems[0].spot, Spot::Sealed { position: 7, .. }), "{problems:?}");
            raw.run("DELETE FROM sealed; INSERT INTO sealed SELECT * FROM kept; DROP TABLE kept").unwrap();
        }
        // A text that was erased and is put back, as if it had never been.
        raw.run("UPDATE sealed SET salt = '00', text = 'x' WHERE salt IS NULL").unwrap();
        assert!(matches!(store.check(None).unwrap().problems[0].spot, Spot::Sealed { .. }));
    });
}

#[test]
fn a_removed_row_is_found_in_every_table() {
    let most_rows = if is_full() { 40 } else { 2 };
    on_both(|home| {
        let store = grown(home, 3);
        let mut raw = home.raw();
        let mut dice = Dice(7);
        let mut n_rows = 0;
        for table in tables().into_iter().filter(|it| it.name != "unscoured") {
            let mut rows = all_rows(&mut raw, &table);
            while rows.len() > most_rows {
                rows.swap_remove(dice.below(rows.len()));
            }
            for row in &rows {
                let values: Vec<String> =
                    row.iter().zip(&table.columns).map(|(cell, &(_, number))| literal(cell, number)).collect();
                let is_row: Vec<String> =
                    (0..table.n_key).map(|i| format!("{} = {}", table.columns[i].0, values[i])).collect();
                raw.run(&format!("DELETE FROM {} WHERE {}", table.name, is_row.join(" AND "))).unwrap();
                let problems = store.check(None).unwrap().problems;
                let is_first = problems.first().is_some_and(|it| is_right_place(&table, row, "", &it.spot));
                assert!(is_first, "{} {row:?} gave {problems:?}", table.name);
                raw.run(&format!("INSERT INTO {} VALUES ({})", table.name, values.join(", "))).unwrap();
                n_rows += 1;
            }
        }
        assert_clean(&store);
        println!("PROVED tamper: {}: {n_rows} rows deleted one at a time, all found", home.engine);
    });
}

/// Does something to the ledger, checks, and puts every table back.
fn with_copy(store: &Store, raw: &mut Raw, expected: Option<&Head>, harm: &[String]) -> Vec<(Spot, Fault)> {
    for table in tables() {
        raw.run(&format!("CREATE TABLE kept_{0} AS SELECT * FROM {0}", table.name)).unwrap();
    }
    for text in harm {
        raw.run(text).unwrap();
    }
    let report = store.check(expected).unwrap();
    for table in tables() {
        raw.run(&format!("DELETE FROM {0}; INSERT INTO {0} SELECT * FROM kept_{0}; DROP TABLE kept_{0}", table.name))
            .unwrap();
    }
    assert_clean(store);
    report.problems.into_iter().map(|it| (it.spot, it.fault)).collect()
}

#[test]
fn inserted_and_swapped_entries_are_found() {
    let n_places = if is_full() { 60 } else { 3 };
    on_both(|home| {
        let store = grown(home, 4);
        let mut raw = home.raw();
        let last = store.head(Script::register()).unwrap().unwrap().position;
        let mut dice = Dice(99);
        let entries = store.entries(Script::register(), 1, 1_000).unwrap();
        let columns = "kind, actor, at, hash, text";
        for _ in 0..n_places {
            let at = dice.below(last as usize - 1) as u64 + 1;
            let moved = [
                format!("UPDATE entry SET position = -position WHERE position >= {at}"),
                "UPDATE entry SET position = 1 - position WHERE position < 0".to_owned(),
                format!(
                    "INSERT INTO entry (register, position, stream, version, {columns})
                     SELECT register, {at}, stream, 900, {columns} FROM entry WHERE position = {}",
                    at + 1
                ),
            ];
            let found = with_copy(&store, &mut raw, None, &moved);
            assert_eq!(found[0].0, Spot::Entry { position: at }, "{found:?}");
            let swapped = [
                format!("UPDATE entry SET position = -1 WHERE position = {at}"),
                format!("UPDATE entry SET position = {at} WHERE position = {}", at + 1),
                format!("UPDATE entry SET position = {} WHERE position = -1", at + 1),
            ];
            let found = with_copy(&store, &mut raw, None, &swapped);
            assert_eq!(found[0].0, Spot::Entry { position: at }, "{found:?}");
            // The text and the hash beside it, both altered: the next entry, or the head, still tells.
            let forged = format!("[{at}]");
            let hash = blake3::hash(forged.as_bytes()).to_hex();
            let both = [format!("UPDATE entry SET text = '{forged}', hash = '{hash}' WHERE position = {at}")];
            let found = with_copy(&store, &mut raw, None, &both);
            assert_eq!(found[0].0, Spot::Entry { position: at }, "{found:?}");
            // Forged so well that it can be read: one minute later. Only what follows disowns it.
            let text = &entries[at as usize - 1].text;
            let forged = text.replace("T08:00:00.123Z", "T08:01:00.123Z");
            assert_ne!(*text, forged);
            let hash = blake3::hash(forged.as_bytes()).to_hex();
            let both = format!(
                "UPDATE entry SET text = '{forged}', hash = '{hash}', at = '2026-03-31T08:01:00.123Z' WHERE position = {at}"
            );
            let found = with_copy(&store, &mut raw, None, &[both]);
            assert_eq!(found[0].0, Spot::Entry { position: at }, "{found:?}");
            assert!(found.contains(&(Spot::Entry { position: at + 1 }, Fault::PreviousDiffers)), "{found:?}");
        }
        println!(
            "PROVED tamper: {}: {n_places} entries each inserted, swapped with a neighbour, forged with their hash",
            home.engine
        );
    });
}

#[test]
fn a_cut_tail_is_found_against_a_stored_head() {
    on_both(|home| {
        let store = grown(home, 4);
        let mut raw = home.raw();
        let head = store.head(Script::register()).unwrap().unwrap();
        // The erasure at the end stays out of it: its texts are gone whatever is cut.
        let n_cuts = if is_full() { 12 } else { 2 };
        for n in 1..=n_cuts {
            let left = head.position - n;
            let cut = format!("DELETE FROM entry WHERE position > {left}");
            let found = with_copy(&store, &mut raw, None, std::slice::from_ref(&cut));
            assert_eq!(found[0].0, Spot::Entry { position: left + 1 }, "{found:?}");
            assert!(found.iter().any(|it| it.0 == Spot::Head), "{found:?}");
            // The head beside it rewritten as well: only a head from outside tells.
            let text = raw.cells(&format!("SELECT hash FROM entry WHERE position = {left}")).unwrap();
            let hash = text[0][0].clone().unwrap();
            let rewritten = [cut, format!("UPDATE head SET position = {left}, hash = '{hash}'")];
            let found = with_copy(&store, &mut raw, Some(&head), &rewritten);
            assert!(found.contains(&(Spot::Entry { position: left + 1 }, Fault::Missing)), "{found:?}");
        }
        let other = Head { position: head.position - 3, hash: head.hash.clone() };
        let problems = store.check(Some(&other)).unwrap().problems;
        assert_eq!(
            (&problems[0].spot, &problems[0].fault),
            (&Spot::Entry { position: head.position - 3 }, &Fault::NotAsExpected)
        );
        println!(
            "PROVED tamper: {}: {n_cuts} lengths of tail cut, found by the stored head and by one from outside",
            home.engine
        );
    });
}

/// A tail that is cut with everything that hangs on it leaves nothing but a head from outside to tell.
#[test]
fn a_cleanly_cut_tail_is_found_by_a_head_from_outside_alone() {
    on_both(|home| {
        let store = home.open();
        for it in Script::all(2) {
            store.submit(it).unwrap();
        }
        let before = store.head(Script::register()).unwrap().unwrap();
        let after = store.submit(submission("one more", vec![Script::conclude(0, 9, None)])).unwrap().head;
        let mut raw = home.raw();
        let last = after.position;
        for table in ["entry", "sealed", "receipt", "known_file"] {
            raw.run(&format!("DELETE FROM {table} WHERE position = {last}")).unwrap();
        }
        raw.run(&format!("UPDATE head SET position = {}, hash = '{}'", before.position, before.hash)).unwrap();
        store.rebuild().unwrap();
        assert_clean(&store);
        let problems = store.check(Some(&after)).unwrap().problems;
        assert_eq!((&problems[0].spot, &problems[0].fault), (&Spot::Entry { position: last }, &Fault::Missing));
    });
}

/// The files below `folder` in which the bytes stand.
fn files_with(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_with(&path, bytes));
        } else if std::fs::read(&path).is_ok_and(|it| it.windows(bytes.len()).any(|it| it == bytes)) {
            files.push(path);
        }
    }
    files
}

#[test]
fn erased_words_are_nowhere_in_the_files() {
    on_both(|home| {
        let data = std::env::var("BAMSAT_TEST_POSTGRES_DATA").map(PathBuf::from);
        let folder = match (home.folder(), data) {
            (Some(folder), _) => folder.clone(),
            (None, Ok(data)) => data,
            (None, Err(_)) => {
                println!("SKIPPED: BAMSAT_TEST_POSTGRES_DATA names no data folder to look into");
                return;
            }
        };
        let mut store = home.open();
        for it in Script::all(1) {
            store.submit(it).unwrap();
        }
        let secret = format!("secret-{}-{}", std::process::id(), home.engine);
        let mut receive = Script::receive(5);
        let model::Command::Document(model::act::document::Command::Receive(command)) = &mut receive.orders[0].command
        else {
            unreachable!()
        };
        command.title = format!("{secret} {}", "long ".repeat(600));
        command.file_name.clone_from(&secret);
        command.content = blake3::hash(secret.as_bytes()).to_hex().to_string();
        let hash = command.content.clone();
        store.submit(receive).unwrap();
        assert!(!files_with(&folder, secret.as_bytes()).is_empty(), "the search itself must find what is there");
        assert!(!files_with(&folder, hash.as_bytes()).is_empty());
        let document = Script::document(5).into();
        let seals = store.seals_of(Script::register(), document).unwrap();
        store.submit(Script::erase(7, document, seals)).unwrap();
        let nowhere: Vec<PathBuf> = Vec::new();
        let recycles = home.recycles();
        // Others on the same server may hold old rows alive for a while; what is noted is scoured at the next start.
        let mut noted = store.unscoured(Script::register()).unwrap();
        for _ in 0..20 {
            if noted.is_empty() || recycles {
                break;
            }
            drop(store);
            store = home.open();
            noted = store.unscoured(Script::register()).unwrap();
        }
        assert_eq!(!noted.is_empty(), recycles, "{noted:?}");
        assert_eq!(files_with(&folder, secret.as_bytes()), nowhere, "{}", home.engine);
        assert_eq!(files_with(&folder, hash.as_bytes()), nowhere, "{}", home.engine);
        assert_clean(&store);
        println!("PROVED tamper: {}: erased text and file hash nowhere in the files, chain valid", home.engine);
    });
}
