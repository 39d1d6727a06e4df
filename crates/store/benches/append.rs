//! Durable appends against raw SQLite: `cargo bench -p store --bench append`.
//!
//! 64 callers write streams of ten entries, each submission durable before the next of its caller. The rival is one
//! connection that runs what the store ran just before: the same statements with the same parameters in the same
//! savepoints and groups, under the same pragmas, each statement prepared once. Five pairs by turns; then PostgreSQL,
//! where `BAMSAT_TEST_POSTGRES` gives a server. The last line is JSON.

use model::act::{account, register, task, unit};
use model::state::{Level, Source, UnitKind};
use model::{AccountId, Command, Deadline, RegisterId, StreamId, TaskId, UnitId};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, Value as RawValue, ValueRef};
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use store::proof::{Step, StepValue, begin_trace, end_trace};
use store::{Order, Place, Store, Submission};

const N_CALLERS: u64 = 64;
const N_STREAMS: u64 = 16;
const N_ENTRIES: u64 = N_CALLERS * N_STREAMS * 10;
const N_PAIRS: usize = 5;
const PRAGMAS: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;";

static N_KEYS: AtomicU64 = AtomicU64::new(0);

fn main() {
    if std::env::args().any(|it| it == "--list") {
        return;
    }
    let folder = std::env::temp_dir().join(format!("bamsat-append-{}", std::process::id()));
    let pairs: Vec<(f64, f64)> = (0..N_PAIRS).map(|i| pair(&folder, i)).collect();
    let mut ratios: Vec<f64> = pairs.iter().map(|(ours, raw)| ours / raw).collect();
    ratios.sort_by(f64::total_cmp);
    let ratio = ratios[N_PAIRS / 2];
    println!("median of the ratios {ratio:.3}");
    let postgres = postgres();
    println!(r#"{{"ratio":{ratio:.3},"postgres_per_second":{postgres:.0}}}"#);
    let _ = std::fs::remove_dir_all(folder);
}

/// Our run, traced at our cost, then the rival with what was traced: the same groups, statement by statement.
fn pair(folder: &Path, i: usize) -> (f64, f64) {
    let path = folder.join(format!("ours-{i}")).join("register.sqlite");
    let store = founded(&Place::Sqlite(path.clone()));
    let start = folder.join(format!("raw-{i}.sqlite"));
    copy(&path, &start);
    begin_trace();
    let ours = per_second(write_all(&store));
    let steps = end_trace();
    drop(store);
    let n_groups = steps.iter().filter(|it| it.sql == "COMMIT").count();
    let raw = raw(&start, &steps);
    println!(
        "pair {}: {ours:.0} entries/s, raw {raw:.0} entries/s, ratio {:.3}; {N_ENTRIES} entries, {n_groups} commits, \
         {} statements",
        i + 1,
        ours / raw,
        steps.len()
    );
    (ours, raw)
}

fn per_second(taken: Duration) -> f64 {
    N_ENTRIES as f64 / taken.as_secs_f64()
}

fn raw(path: &Path, steps: &[Step]) -> f64 {
    let connection = Connection::open(path).expect("the rival opens its file");
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).expect("the rival has the same plans");
    connection.execute_batch(PRAGMAS).expect("the rival has the same pragmas");
    let (mut statements, mut places) = (Vec::new(), HashMap::new());
    let mut place = |step: &Step| {
        *places.entry(step.sql).or_insert_with(|| {
            statements.push(connection.prepare(step.sql).expect("the rival prepares what the store prepared"));
            statements.len() - 1
        })
    };
    let places: Vec<usize> = steps.iter().map(&mut place).collect();
    let began = Instant::now();
    for (step, place) in steps.iter().zip(places) {
        let statement = &mut statements[place];
        for (at, value) in step.values.iter().enumerate() {
            statement.raw_bind_parameter(at + 1, Bound(value)).expect("the rival binds");
        }
        let mut rows = statement.raw_query();
        while rows.next().expect("the rival steps").is_some() {}
    }
    let taken = began.elapsed();
    let n: i64 = connection.query_row("SELECT COUNT(*) FROM entry", [], |row| row.get(0)).expect("it can be counted");
    assert!(n.unsigned_abs() > N_ENTRIES, "the rival wrote {n} entries");
    per_second(taken)
}

struct Bound<'a>(&'a StepValue);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            StepValue::Null => ToSqlOutput::Owned(RawValue::Null),
            StepValue::Int(n) => ToSqlOutput::Owned(RawValue::Integer(*n)),
            StepValue::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

/// A copy of a database that nobody has open for long.
fn copy(from: &Path, to: &Path) {
    let connection = Connection::open(from).expect("the file opens");
    connection.execute("VACUUM INTO ?1", [to.display().to_string()]).expect("the file is copied");
}

/// Entries a second on PostgreSQL; zero where no server is given.
fn postgres() -> f64 {
    let Ok(server) = std::env::var("BAMSAT_TEST_POSTGRES") else { return 0.0 };
    let place = Place::Postgres(server);
    let mut raw = store::proof::Raw::open(&place).expect("the server answers");
    raw.run("DROP SCHEMA IF EXISTS bamsat CASCADE").expect("the server takes definitions");
    let store = founded(&place);
    let rate = per_second(write_all(&store));
    println!("PostgreSQL beside it: {rate:.0} entries/s");
    drop(store);
    raw.run("DROP SCHEMA IF EXISTS bamsat CASCADE").expect("the server takes definitions");
    rate
}

fn id(kind: u64, i: u64) -> StreamId {
    format!("01890000-{kind:04x}-7000-8000-{i:012x}").parse().expect("invariant: that is an identifier")
}

fn account(i: u64) -> AccountId {
    AccountId(id(1, i))
}

fn lead() -> UnitId {
    UnitId(id(2, 0))
}

fn submit(store: &Store, actor: AccountId, orders: Vec<Order>) {
    let key = format!("key {}", N_KEYS.fetch_add(1, Ordering::Relaxed));
    let at = "2026-03-31T08:00:00Z".parse().expect("invariant: that is an instant");
    let salt_seed = *blake3::hash(key.as_bytes()).as_bytes();
    let register = RegisterId(id(0, 0));
    let (hidden, following) = Default::default();
    let submission = Submission { register, actor, at, key, drawn_from: None, hidden, salt_seed, orders, following };
    store.submit(submission).expect("the store takes it");
}

fn founded(place: &Place) -> Store {
    let store = Store::open(place).expect("the store opens");
    let order = |stream, command| Order { stream, seen: None, command };
    let found = register::found::Found { is_rehearsal: true, is_alone: false };
    let open = |i: u64| {
        let open = account::open::Open { name: format!("account {i}") };
        order(account(i).into(), Command::Account(account::Command::Open(open)))
    };
    let unit = unit::found::Found {
        name: "unit".to_owned(),
        kind: UnitKind::State,
        level: Level::Province,
        parent: None,
        valid_from_on: None,
        passage: None,
    };
    let orders = vec![
        order(id(0, 0), Command::Register(register::Command::Found(found))),
        open(0),
        open(1),
        order(lead().into(), Command::Unit(unit::Command::Found(unit))),
    ];
    submit(&store, account(0), orders);
    store
}

/// Every caller writes its streams, one entry after the other.
fn write_all(store: &Store) -> Duration {
    let began = Instant::now();
    std::thread::scope(|scope| {
        for caller in 0..N_CALLERS {
            scope.spawn(move || (0..N_STREAMS).for_each(|it| write_stream(store, caller * N_STREAMS + it)));
        }
    });
    began.elapsed()
}

fn write_stream(store: &Store, i: u64) {
    let task = TaskId(id(3, i));
    for n in 0..10 {
        let (seen, command) = match n {
            0 => (None, task::Command::Assign(assign(i))),
            1 => (None, task::Command::Receive(task::receive::Receive {})),
            8 => {
                let done_on = "2026-03-31".parse().expect("invariant: that is a day");
                let words = "The plan is written and lies before the committee".to_owned();
                (
                    None,
                    task::Command::ReportDone(task::report_done::ReportDone {
                        words,
                        done_on,
                        evidence: Vec::new(),
                        deliverable: None,
                        by_link: None,
                        by_phone_from: None,
                    }),
                )
            }
            9 => {
                let because = "The annex with the figures is missing".to_owned();
                (Some(9), task::Command::SendBack(task::send_back::SendBack { because }))
            }
            n => {
                let words = format!("Two of {n} communes have answered; the others were called");
                (
                    None,
                    task::Command::ReportProgress(task::report_progress::ReportProgress {
                        words,
                        evidence: Vec::new(),
                        by_link: None,
                        by_phone_from: None,
                    }),
                )
            }
        };
        submit(store, account(n / 9), vec![Order { stream: task.into(), seen, command: Command::Task(command) }]);
    }
}

fn assign(i: u64) -> task::assign::Assign {
    task::assign::Assign {
        words: format!("Review the records of forest land that are left over in every commune, part {i}"),
        lead: lead(),
        coordinating: Vec::new(),
        source: Source::default(),
        outside: None,
        deadline: Deadline::Fixed { due_on: "2026-09-30".parse().expect("invariant: that is a day") },
        due_words: Some("before 30/9/2026".to_owned()),
        deliverable: None,
        field: None,
    }
}
