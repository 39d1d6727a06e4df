//! Opening: reading makes nothing and changes nothing, another program's tables are left alone, so is a newer database.

#[expect(dead_code, reason = "uses a part")]
mod common;

use common::{Home, Script, assert_clean, on_both, submission};
use model::Refusal;
use store::{Failure, Place, Store};

fn grow(home: &Home) {
    let store = home.open();
    for it in Script::all(2) {
        store.submit(it).unwrap();
    }
}

/// Every cell of every table, in the order of names.
fn cells_of(home: &Home, table: &str) -> Vec<Vec<Option<String>>> {
    home.raw().cells(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap()
}

#[test]
fn reading_makes_nothing() {
    on_both(|home| {
        assert!(Store::open_existing(&home.place).unwrap().is_none());
        if let Place::Sqlite(path) = &home.place {
            assert!(!path.exists());
            std::fs::write(path, b"").unwrap();
            assert!(Store::open_existing(&home.place).unwrap().is_none());
            assert_eq!(std::fs::read(path).unwrap(), b"");
        }
    });
}

#[test]
fn what_is_opened_to_be_read_is_read_and_not_written() {
    on_both(|home| {
        grow(home);
        home.raw().run("UPDATE unit SET level = 'village' WHERE n = 1").unwrap();
        let store = Store::open_existing(&home.place).unwrap().unwrap();
        assert_eq!(store.register().unwrap(), Some(Script::register()));
        assert_eq!(store.tasks(Script::register(), None, 10).unwrap().len(), 4);
        // It says what is wrong and does not heal it.
        assert_eq!(store.check(None).unwrap().problems.len(), 5);
        assert_eq!(store.check(None).unwrap().problems.len(), 5);
        match store.submit(Script::assign_alone(1)) {
            Err(Failure::Store(error)) => assert!(error.is_unavailable(), "{error}"),
            answer => panic!("written: {answer:?}"),
        }
        assert!(store.rebuild().unwrap_err().is_unavailable());
        home.open().rebuild().unwrap();
        assert_clean(&store);
    });
}

#[test]
fn the_tables_of_another_program_are_left_alone() {
    on_both(|home| {
        let mut raw = home.raw();
        // On PostgreSQL the other program's tables stand in our schema: those of its own schema are not even seen.
        if home.engine == "PostgreSQL" {
            raw.run("CREATE TABLE public.session (a BIGINT); INSERT INTO public.session VALUES (7)").unwrap();
            grow(home);
            assert_eq!(raw.cells("SELECT * FROM public.session").unwrap(), [[Some("7".to_owned())]]);
            raw.run("DROP SCHEMA bamsat CASCADE; CREATE SCHEMA bamsat").unwrap();
        }
        raw.run("CREATE TABLE task (a BIGINT, b BIGINT); INSERT INTO task VALUES (1, 2)").unwrap();
        for migration in [None, Some("CREATE TABLE migration (id BIGINT, b BIGINT)")] {
            if let Some(it) = migration {
                raw.run(it).unwrap();
            }
            assert!(Store::open_existing(&home.place).unwrap().is_none());
            let error = Store::open(&home.place).err().unwrap();
            assert!(error.to_string().contains("another program"), "{error}");
            assert_eq!(cells_of(home, "task"), [[Some("1".to_owned()), Some("2".to_owned())]]);
        }
    });
}

#[test]
fn a_newer_database_is_left_alone() {
    let newer = [
        "UPDATE migration SET name = 'row_tables 9999', hash = 'x' WHERE n = 0",
        "INSERT INTO migration VALUES (99, '0099_more', 'x')",
    ];
    on_both(|home| {
        grow(home);
        for harm in newer {
            home.raw().run("CREATE TABLE kept AS SELECT * FROM migration").unwrap();
            home.raw().run(harm).unwrap();
            let rows = cells_of(home, "task");
            assert!(Store::open(&home.place).err().unwrap().is_newer());
            assert!(Store::open_existing(&home.place).err().unwrap().is_newer());
            assert_eq!(cells_of(home, "task"), rows);
            home.raw().run("DELETE FROM migration; INSERT INTO migration SELECT * FROM kept; DROP TABLE kept").unwrap();
        }
        home.raw().run("UPDATE migration SET name = 'row_tables 0' WHERE n = 0; DELETE FROM task_unit").unwrap();
        assert!(Store::open_existing(&home.place).err().unwrap().is_older());
        assert_clean(&home.open());
    });
}

#[test]
fn a_register_that_moved_on_refuses_what_was_drawn_from_it() {
    on_both(|home| {
        grow(home);
        let store = home.open();
        let seen = store.head(Script::register()).unwrap().unwrap().position;
        let drawn = |key: &str, n| {
            let mut it = submission(key, vec![Script::conclude(0, n, None)]);
            it.drawn_from = Some(seen);
            it
        };
        store.submit(drawn("a", 10)).unwrap();
        match store.submit(drawn("b", 11)) {
            Err(Failure::Refused { refusal, .. }) => assert_eq!(refusal, Refusal::Stale { seen, current: seen + 1 }),
            answer => panic!("not refused: {answer:?}"),
        }
        assert!(store.submit(drawn("a", 10)).unwrap().replayed);
        assert_clean(&store);
    });
}
