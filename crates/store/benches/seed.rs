//! Makes a register of many tasks to measure with: `cargo bench -p store --bench seed -- PLACE N [province]`.
//!
//! PLACE is a folder or the address of a PostgreSQL database. A province has a thousand units, and its tasks come from
//! documents, which are kept in the folder. It ends with one line of JSON: who is in it.

use model::act::{account, register, task, unit};
use model::state::{Level, Source, UnitKind};
use model::{AccountId, Command, Deadline, Field, RegisterId, Role, StreamId, TaskId, UnitId, day_in_vietnam};
use papers::Papers;
use std::path::Path;
use std::sync::OnceLock;
use std::time::SystemTime;
use store::{LONGEST_BATCH, Order, Place, Store, Submission};

#[path = "seed/papers.rs"]
mod papers;

const N_COMMUNES: u64 = 150;
const N_COMMUNES_OF_PROVINCE: u64 = 915;
/// Communes below one area: with it a subtree of twelve.
const N_BELOW: u64 = 11;
const NAME: &str = "V\u{103}n ph\u{f2}ng";

/// How many communes there are, as it was asked.
static N: OnceLock<u64> = OnceLock::new();

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    let (place, n_tasks, is_province) = match arguments.as_slice() {
        [place, n_tasks] => (place, n_tasks, false),
        [place, n_tasks, shape] if shape == "province" => (place, n_tasks, true),
        _ => return,
    };
    N.get_or_init(|| if is_province { N_COMMUNES_OF_PROVINCE } else { N_COMMUNES });
    let store = Store::open(&read_place(place)).expect("the place takes a register");
    let n_tasks: u64 = n_tasks.parse().expect("the second argument is how many tasks");
    submit(&store, "found", founding());
    submit(&store, "units", units());
    let papers = is_province.then(|| papers_of(&store, Path::new(place)));
    let today = today();
    for first in (0..n_tasks).step_by(LONGEST_BATCH) {
        let last = (first + LONGEST_BATCH as u64).min(n_tasks);
        submit(
            &store,
            &format!("tasks from {first}"),
            (first..last).map(|i| assign(i, today, papers.as_ref())).collect(),
        );
    }
    let areas: Vec<String> = (0..n_areas()).map(|i| area(i).to_string()).collect();
    println!(r#"{{"register":"{}","account":"{NAME}","n_tasks":{n_tasks},"areas":{areas:?}}}"#, register());
}

fn papers_of(store: &Store, folder: &Path) -> Papers {
    let (papers, orders) = Papers::new(folder);
    for (i, some) in orders.chunks(100).enumerate() {
        submit(store, &format!("papers {i}"), some.concat());
    }
    papers
}

fn read_place(text: &str) -> Place {
    match text.contains("://") {
        true => Place::Postgres(text.to_owned()),
        false => Place::Sqlite(Path::new(text).join("register.sqlite")),
    }
}

fn today() -> jiff::civil::Date {
    day_in_vietnam(jiff::Timestamp::try_from(SystemTime::now()).expect("the clock shows an instant"))
}

fn id(kind: u64, i: u64) -> StreamId {
    format!("01890000-{kind:04x}-7000-8000-{i:012x}").parse().expect("that is an identifier")
}

fn register() -> RegisterId {
    RegisterId(id(0, 0))
}

fn actor() -> AccountId {
    AccountId(id(1, 0))
}

fn root() -> UnitId {
    UnitId(id(2, 0))
}

fn n_communes() -> u64 {
    N.get().copied().unwrap_or(N_COMMUNES)
}

fn n_areas() -> u64 {
    n_communes().div_ceil(N_BELOW)
}

fn area(i: u64) -> UnitId {
    UnitId(id(2, 1 + i))
}

fn commune(i: u64) -> UnitId {
    UnitId(id(2, 100 + i % n_communes()))
}

fn submit(store: &Store, key: &str, orders: Vec<Order>) {
    let submission = Submission {
        register: register(),
        actor: actor(),
        at: "2026-01-05T01:00:00Z".parse().expect("that is an instant"),
        key: key.to_owned(),
        drawn_from: None,
        hidden: Default::default(),
        salt_seed: *blake3::hash(key.as_bytes()).as_bytes(),
        orders,
        following: Vec::new(),
    };
    store.submit(submission).expect("the register takes it");
}

fn order(stream: impl Into<StreamId>, command: Command) -> Order {
    Order { stream: stream.into(), seen: None, command }
}

fn founding() -> Vec<Order> {
    let found = register::found::Found { is_rehearsal: false, is_alone: true };
    let open = account::open::Open { name: NAME.to_owned() };
    let mut orders = vec![
        order(register(), Command::Register(register::Command::Found(found))),
        order(actor(), Command::Account(account::Command::Open(open))),
        order(root(), found_unit("Province".to_owned(), Level::Province, None)),
    ];
    for role in [Role::Administrator, Role::Clerk, Role::Leader] {
        let grant = account::grant::Grant { role, unit: root() };
        orders.push(order(actor(), Command::Account(account::Command::Grant(grant))));
    }
    orders
}

fn found_unit(name: String, level: Level, parent: Option<UnitId>) -> Command {
    let found = unit::found::Found { name, kind: UnitKind::State, level, parent, valid_from_on: None, passage: None };
    Command::Unit(unit::Command::Found(found))
}

fn units() -> Vec<Order> {
    let places = list("places");
    let an_area = |i| order(area(i), found_unit(format!("Area {}", i + 1), Level::District, Some(root())));
    let a_commune = |i: u64| {
        let name = format!("Commune {} {}", places[i as usize % places.len()], i + 1);
        order(commune(i), found_unit(name, Level::Commune, Some(area(i / N_BELOW))))
    };
    (0..n_areas()).map(an_area).chain((0..n_communes()).map(a_commune)).collect()
}

/// Each tenth task is overdue, each tenth has no day, the others are due within a year.
fn assign(i: u64, today: jiff::civil::Date, papers: Option<&Papers>) -> Order {
    let dice = |n: u64| {
        let hash = blake3::hash(&[i.to_le_bytes(), n.to_le_bytes()].concat());
        u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("a hash has 32 bytes"))
    };
    let pick = |list: Vec<&'static str>, n: u64| list[(dice(n) % list.len() as u64) as usize];
    let days = jiff::Span::new();
    let deadline = match i % 10 {
        0 => Deadline::Fixed { due_on: today - days.days(1 + (dice(1) % 300) as i64) },
        1 => Deadline::Unset,
        _ => Deadline::Fixed { due_on: today + days.days((dice(1) % 365) as i64) },
    };
    let lead = dice(2) % n_communes();
    let other = (lead + 1 + dice(3) % 20) % n_communes();
    let assign = task::assign::Assign {
        words: format!(
            "{} {} {} no. {}",
            pick(list("verbs"), 4),
            pick(list("objects"), 5),
            pick(list("places"), 6),
            i + 1
        ),
        lead: commune(lead),
        coordinating: if i.is_multiple_of(3) { vec![commune(other)] } else { Vec::new() },
        source: papers.map_or_else(Source::default, |it| it.source(i)),
        outside: None,
        deadline,
        due_words: None,
        deliverable: i.is_multiple_of(4).then(|| format!("Report on {}", pick(list("objects"), 7))),
        field: papers.and_then(|_| Field::ALL.get((dice(8) % 13) as usize)).map(|it| it.0),
    };
    order(TaskId(id(3, i)), Command::Task(task::Command::Assign(assign)))
}

fn list(name: &str) -> Vec<&'static str> {
    let lines = include_str!("words.txt").lines();
    let begin = lines.skip_while(|it| it.strip_prefix("# ") != Some(name)).skip(1);
    begin.take_while(|it| !it.starts_with('#')).collect()
}
