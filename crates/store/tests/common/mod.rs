//! What every proof of the store shares: a place on each engine, and a script of submissions that is always the same.

mod calendar;
mod courses;
mod letters;
mod matters;
mod meetings;
mod outside;
mod script;

pub use script::*;

use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use store::proof::Raw;
use store::{Place, Store};

/// A place of its own for one test; what lies there goes away with it.
pub struct Home {
    pub engine: &'static str,
    pub place: Place,
    folder: Option<PathBuf>,
    database: Option<(String, String)>,
}

/// Runs a test on both engines at once.
pub fn on_both(test: impl Fn(&Home) + Sync) {
    std::thread::scope(|scope| {
        scope.spawn(|| test(&sqlite_home()));
        match postgres_home() {
            Some(home) => test(&home),
            None => println!("SKIPPED: no PostgreSQL"),
        }
    });
}

pub fn sqlite_home() -> Home {
    let folder = std::env::temp_dir().join(format!("bamsat-store-{}-{}", process::id(), next()));
    std::fs::create_dir_all(&folder).unwrap();
    let place = Place::Sqlite(folder.join("register.sqlite"));
    Home { engine: "SQLite", place, folder: Some(folder), database: None }
}

/// A database of its own on the server that `BAMSAT_TEST_POSTGRES` names: everything of ours lives in one schema.
pub fn postgres_home() -> Option<Home> {
    let Ok(url) = std::env::var("BAMSAT_TEST_POSTGRES") else {
        let is_required = std::env::var("BAMSAT_TEST_REQUIRE_POSTGRES").is_ok_and(|it| it == "1");
        assert!(!is_required, "BAMSAT_TEST_POSTGRES names no PostgreSQL, and it is required");
        return None;
    };
    let database = format!("bamsat_{}_{}", process::id(), next());
    Raw::open(&Place::Postgres(url.clone())).unwrap().run(&format!("CREATE DATABASE {database}")).unwrap();
    let (path, options) = url.split_once('?').unwrap_or((&url, ""));
    let (server, _) = path.rsplit_once('/').unwrap();
    let place = Place::Postgres(format!("{server}/{database}?{options}"));
    Some(Home { engine: "PostgreSQL", place, folder: None, database: Some((url, database)) })
}

/// Whether the proofs run at their full sizes.
pub fn is_full() -> bool {
    std::env::var("BAMSAT_PROVE").is_ok_and(|it| it == "1")
}

fn next() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::SeqCst)
}

impl Home {
    pub fn open(&self) -> Store {
        Store::open(&self.place).unwrap()
    }

    pub fn raw(&self) -> Raw {
        Raw::open(&self.place).unwrap()
    }

    /// Whether the server recycles its log: it may still hold bytes that were erased, and the note stays; docs/ledger.md.
    pub fn recycles(&self) -> bool {
        self.engine == "PostgreSQL" && self.raw().cells("SHOW wal_recycle").unwrap()[0][0].as_deref() == Some("on")
    }

    pub fn folder(&self) -> Option<&PathBuf> {
        self.folder.as_ref()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
        if let Some((url, database)) = &self.database
            && let Ok(mut raw) = Raw::open(&Place::Postgres(url.clone()))
        {
            let _ = raw.run(&format!("DROP DATABASE {database} WITH (FORCE)"));
        }
    }
}

/// Fails with the problems of a check, if there are any.
pub fn assert_clean(store: &Store) -> store::CheckReport {
    let report = store.check(None).unwrap();
    assert!(report.is_clean(), "{:#?}", report.problems);
    report
}

/// A sequence of numbers that looks random and is the same every time.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }
}
