//! Lists of tasks: they end, they go on only where they stood, and their totals say no more than was counted.

#[expect(dead_code, reason = "uses a part")]
mod common;

use common::{Home, Script, on_both, submission};
use model::state::{Source, TaskCode};
use store::{Store, TaskFilter, TaskKey, TaskPage, TaskRole, TaskStanding, Total, Units};

/// More tasks than a list looks through at once, as rows alone: copies of the first.
const N_COPIES: usize = 23_000;

fn grown(home: &Home) -> Store {
    let store = home.open();
    for it in Script::all(2) {
        store.submit(it).unwrap();
    }
    store
}

fn copy_rows(home: &Home) {
    for table in store::proof::tables().into_iter().filter(|it| ["task", "task_unit"].contains(&it.name)) {
        let cell = |&(name, _): &(&'static str, bool)| match name {
            "task" => "'01890000-0000-7000-8000-' || CAST(100000000000 + i AS TEXT)".to_owned(),
            "code_n" => "10 + i".to_owned(),
            name => name.to_owned(),
        };
        let cells = table.columns.iter().map(cell).collect::<Vec<_>>().join(", ");
        let name = table.name;
        let copy = format!(
            "INSERT INTO {name} WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {N_COPIES})
            SELECT {cells} FROM {name} CROSS JOIN n WHERE code_n = 1"
        );
        home.raw().run(&copy).unwrap();
    }
}

fn page(store: &Store, filter: &TaskFilter, after: Option<TaskKey>) -> TaskPage {
    store.task_page(Script::register(), filter, after, 50).unwrap()
}

/// Every task of a list, three at a time.
fn walked(store: &Store, filter: &TaskFilter) -> Vec<TaskCode> {
    let (mut codes, mut after) = (Vec::new(), None);
    loop {
        let page = store.task_page(Script::register(), filter, after, 3).unwrap();
        codes.extend(page.tasks.iter().map(|it| it.code));
        after = page.next;
        if after.is_none() {
            return codes;
        }
    }
}

#[test]
fn a_list_that_was_asked_before_shows_what_a_fresh_reader_sees() {
    on_both(|home| {
        let asked_before = home.open();
        let day = |it: &str| it.parse().unwrap();
        let states = [
            TaskStanding::All,
            TaskStanding::Open,
            TaskStanding::Awaiting,
            TaskStanding::Overdue { today: day("2026-09-30") },
            TaskStanding::Overdue { today: day("2026-10-01") },
            TaskStanding::DueSoon { from_on: day("2026-09-01"), until_on: day("2026-10-01") },
        ];
        let some = [Units::All, Units::These(vec![Script::unit(1)]), Units::These((1..5).map(Script::unit).collect())];
        let many = submission("many", (20..45).map(|i| Script::assign(i, Source::default())).collect());
        let mut longest = 0;
        for it in Script::all(2).into_iter().chain([many]).chain(Script::later()) {
            asked_before.submit(it).unwrap();
            let fresh = home.open();
            for (units, state) in some.iter().flat_map(|units| states.map(|it| (units.clone(), it))) {
                for role in [None, Some(TaskRole::Lead), Some(TaskRole::Coordinating)] {
                    let filter = TaskFilter { role, ..TaskFilter::new(units.clone(), state) };
                    let codes = walked(&asked_before, &filter);
                    longest = longest.max(codes.len());
                    assert_eq!(codes, walked(&fresh, &filter), "{filter:?}");
                }
            }
        }
        assert!(longest > 20, "{longest}");
    });
}

#[test]
fn what_is_not_found_at_once_is_not_counted_as_nothing() {
    on_both(|home| {
        let store = grown(home);
        copy_rows(home);
        let text = Some("zqxkwv".to_owned());
        let due_from_on = Some("2100-01-01".parse().unwrap());
        for units in [Units::All, Units::These(vec![Script::unit(1), Script::unit(2)])] {
            let all = TaskFilter::new(units, TaskStanding::All);
            for filter in [TaskFilter { text: text.clone(), ..all.clone() }, TaskFilter { due_from_on, ..all.clone() }]
            {
                let total = store.task_total(Script::register(), &filter).unwrap();
                assert_eq!(total, Total::MoreThan(0), "{filter:?}");
                let (mut after, mut n_pages) = (None, 0);
                loop {
                    let it = page(&store, &filter, after);
                    assert_eq!(it.tasks.len(), 0);
                    n_pages += 1;
                    after = it.next;
                    if after.is_none() {
                        break;
                    }
                }
                assert!((2..=3).contains(&n_pages), "{n_pages} pages, {filter:?}");
            }
            assert_eq!(store.task_total(Script::register(), &all).unwrap(), Total::MoreThan(1_000));
        }
    });
}

#[test]
fn a_list_goes_on_only_at_a_place_of_its_own_order() {
    on_both(|home| {
        let store = grown(home);
        let (by_code, by_day) = (TaskStanding::Open, TaskStanding::Overdue { today: "2026-12-31".parse().unwrap() });
        let document = Some(Script::document(0));
        let keys = ["c2026-0001", "l2026-10-01.2026-0001", "f77"];
        for (state, document, fits) in [
            (by_code, None, [true, false, false]),
            (by_day, None, [false, true, false]),
            (by_code, document, [true, false, false]),
        ] {
            let filter = TaskFilter { document, ..TaskFilter::new(Units::All, state) };
            for (key, fits) in keys.into_iter().zip(fits) {
                let got = store.task_page(Script::register(), &filter, Some(key.parse().unwrap()), 50);
                let answer = got.map(drop).map_err(|it| it.is_misplaced());
                assert_eq!(answer, if fits { Ok(()) } else { Err(true) }, "{key} in {filter:?}");
            }
        }
    });
}

#[test]
fn what_is_silent_or_left_open_is_found_without_looking_through_all() {
    on_both(|home| {
        let store = grown(home);
        let register = Script::register();
        let silent = |day: &str| store.silent_tasks(register, day.parse().unwrap(), (2, 3)).unwrap();
        let (rows, n) = silent("2026-03-31");
        let codes: Vec<u32> = rows.iter().map(|it| it.code.n).collect();
        assert_eq!((codes, n), (vec![1, 2], 3));
        assert_eq!(silent("2026-03-30").1, 0);
        assert_eq!(store.open_sessions(register).unwrap(), []);
        store.submit(submission("left", vec![Script::conclude(1, 9, None)])).unwrap();
        assert_eq!(store.open_sessions(register).unwrap(), [(Script::session(1), 1)]);
    });
}

#[test]
fn a_place_beyond_every_place_is_none() {
    for key in ["f140737488355328", "f9223372036854775807", "f18446744073709551615", "f", "f-1"] {
        assert!(key.parse::<TaskKey>().is_err(), "{key}");
    }
    assert!("f140737488355327".parse::<TaskKey>().is_ok());
}
