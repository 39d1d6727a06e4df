//! How long one page of a list takes on one thread: `cargo bench -p store --bench pages -- PLACE [SEARCH FILE]`.

use model::{RegisterId, UnitId};
use std::time::{Duration, Instant};
use store::{Place, Store, TaskFilter, TaskStanding, Units};

const N_ROUNDS: u32 = 100;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    let Some(place) = arguments.first() else { return };
    let began = Instant::now();
    let place = match place.contains("://") {
        true => Place::Postgres(place.clone()),
        false => Place::Sqlite(std::path::Path::new(place).join("register.sqlite")),
    };
    let store = Store::open(&place).expect("a register is there");
    let register = store.register().expect("it can be read").expect("it is founded");
    let today = std::env::var("TODAY").map_or("2026-11-24".to_owned(), |it| it).parse().expect("a day");
    let overdue = TaskStanding::Overdue { today };
    let first = page(&store, register, &TaskFilter::new(subtree(&store, register, 0), overdue));
    println!("opened, first page of {first} rows: {:?}", began.elapsed());
    for (name, state) in [("overdue", overdue), ("open", TaskStanding::Open), ("all", TaskStanding::All)] {
        let few: Vec<TaskFilter> = (0..13).map(|i| TaskFilter::new(subtree(&store, register, i), state)).collect();
        measure(&format!("{name}, 12 units"), &few, |it| page(&store, register, it));
        let [every] = [TaskFilter::new(Units::All, state)];
        measure(&format!("{name}, all units"), &[every], |it| page(&store, register, it));
        let many = TaskFilter::new(units(&store, register, |_| true), state);
        measure(&format!("{name}, 165 units listed"), &[many], |it| page(&store, register, it));
    }
    let deep = TaskFilter::new(subtree(&store, register, 1), overdue);
    let mut after = None;
    measure("overdue, 12 units, leafing on", std::slice::from_ref(&deep), |it| {
        let page = store.task_page(register, it, after, 50).expect("a page");
        after = page.next;
        page.tasks.len()
    });
    measure("total of overdue, 12 units", &[deep], |it| {
        store.task_total(register, it).expect("a total");
        0
    });
    println!("resident {}", resident());
    if let Some(file) = arguments.get(1) {
        search(&store, register, file, overdue);
    }
}

/// The first word stands in one task, the others in more and more.
fn search(store: &Store, register: RegisterId, file: &str, state: TaskStanding) {
    let began = Instant::now();
    store.follow_for_search(std::path::Path::new(file)).expect("the index can be followed");
    while !store.searches(register) {
        std::thread::sleep(Duration::from_millis(20));
    }
    println!("index ready after {:?}", began.elapsed());
    for text in ["54321", "nong thon khe sau", "nghiem thu", "giao rung", "bao cao", "ra", "n"] {
        let ask = |units| TaskFilter { text: Some(text.to_owned()), ..TaskFilter::new(units, state) };
        let few: Vec<TaskFilter> = (0..13).map(|i| ask(subtree(store, register, i))).collect();
        measure(&format!("overdue with {text:?}, 12 units"), &few, |it| page(store, register, it));
        measure(&format!("overdue with {text:?}, all units"), &[ask(Units::All)], |it| page(store, register, it));
    }
    println!("resident {}", resident());
}

fn page(store: &Store, register: RegisterId, filter: &TaskFilter) -> usize {
    store.task_page(register, filter, None, 50).expect("a page").tasks.len()
}

fn measure(name: &str, filters: &[TaskFilter], mut ask: impl FnMut(&TaskFilter) -> usize) {
    let once = Instant::now();
    ask(&filters[0]);
    let first = once.elapsed();
    let mut times = Vec::new();
    let mut n_rows = 0;
    for _ in 0..N_ROUNDS {
        for filter in filters {
            let began = Instant::now();
            n_rows += ask(filter);
            times.push(began.elapsed());
        }
    }
    times.sort();
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len()).expect("few");
    let p99 = times[times.len() * 99 / 100];
    println!("{name}: first {first:?}, mean {mean:?}, p99 {p99:?}, {} rows", n_rows / times.len());
}

fn subtree(store: &Store, register: RegisterId, area: u64) -> Units {
    let area: UnitId = format!("01890000-0002-7000-8000-{:012x}", 1 + area).parse().expect("an identifier");
    units(store, register, |it| it.id == area || it.parent == Some(area))
}

fn units(store: &Store, register: RegisterId, is_wanted: impl Fn(&store::UnitRow) -> bool) -> Units {
    let units = store.units(register).expect("the units can be read");
    Units::These(units.iter().filter(|it| is_wanted(it)).map(|it| it.id).collect())
}

fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|it| it.starts_with("VmRSS")).unwrap_or("unknown").to_owned()
}
