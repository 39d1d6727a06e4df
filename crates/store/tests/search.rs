//! Words are found by the search index as they are in the tasks themselves: without marks, all of them, the last begun.

#[expect(dead_code, reason = "uses a part")]
mod common;

use common::{Script, on_both, submission};
use model::Command;
use model::act::task;
use model::state::Source;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use store::{Store, TaskFilter, TaskStanding, Total, Units};

/// Text, and how many open tasks hold it.
fn count(store: &Store, units: Units, text: &str) -> usize {
    let filter = TaskFilter { text: Some(text.to_owned()), ..TaskFilter::new(units, TaskStanding::All) };
    store.task_page(Script::register(), &filter, None, 100).unwrap().tasks.len()
}

/// The folder of an index that has caught up.
fn followed(store: &Store) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("bamsat-search-{}-{store:p}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    store.follow_for_search(&folder.join("search.sqlite")).unwrap();
    until("the index is made", || store.searches(Script::register()));
    folder
}

/// Waits until the index says what the tasks say.
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn the_index_finds_what_the_tasks_hold() {
    on_both(|home| {
        let store = home.open();
        for it in Script::all(3).into_iter().chain(Script::later()) {
            store.submit(it).unwrap();
        }
        let words: Vec<String> = (5..9).map(common::words).collect();
        let units =
            [Units::All, Units::These(vec![Script::unit(1)]), Units::These(vec![Script::unit(2), Script::unit(3)])];
        let questions: Vec<String> = words.iter().flat_map(|it| forms(it)).collect();
        let ask = || -> Vec<usize> {
            units.iter().flat_map(|units| questions.iter().map(|it| count(&store, units.clone(), it))).collect()
        };
        let without = ask();
        assert!(without.iter().any(|it| *it > 0), "{questions:?}");
        let folder = followed(&store);
        assert_eq!(ask(), without);
        let orders = vec![Script::assign(77, Source::default())];
        store.submit(submission("one more", orders)).unwrap();
        let task = common::words(5 + 77 % 4);
        until("the index keeps up", || {
            count(&store, Units::All, &task) == {
                let at = questions.iter().position(|it| *it == task).unwrap();
                without[at] + 1
            }
        });
        drop(store);
        let _ = std::fs::remove_dir_all(folder);
    });
}

/// Units in every way that a part of a tree can be asked for, before and after one of them comes to stand elsewhere.
#[test]
fn what_is_below_a_unit_is_found_wherever_it_moves() {
    on_both(|home| {
        let store = home.open();
        for it in Script::all(2).into_iter().chain([Script::assign_alone(40), Script::assign_alone(41)]) {
            store.submit(it).unwrap();
        }
        let folder = followed(&store);
        let bare = home.open();
        let words: Vec<String> = (5..9).map(common::words).collect();
        let agree = || {
            (1u64..32).all(|which| {
                let units = || Units::These((0..5).filter(|it| which >> it & 1 == 1).map(Script::unit).collect());
                words.iter().all(|it| count(&store, units(), it) == count(&bare, units(), it))
            })
        };
        assert!(agree());
        for it in Script::later() {
            store.submit(it).unwrap();
            until("the index keeps up", agree);
        }
        drop(store);
        let again = home.open();
        again.follow_for_search(&folder.join("search.sqlite")).unwrap();
        until("the index is there", || again.searches(Script::register()));
        assert!(words.iter().all(|it| {
            let some = || Units::These(vec![Script::unit(1), Script::unit(2)]);
            count(&again, some(), it) == count(&bare, some(), it)
        }));
        drop(again);
        let _ = std::fs::remove_dir_all(folder);
    });
}

#[test]
fn a_total_counts_what_the_list_shows() {
    on_both(|home| {
        let store = home.open();
        for it in Script::all(3).into_iter().chain(Script::later()) {
            store.submit(it).unwrap();
        }
        let folder = followed(&store);
        // More units than the index keeps apart, the first of them with a part of the tasks.
        let many = |first| std::iter::once(Script::unit(first)).chain((100..164).map(Script::unit)).collect();
        let units = [Units::All, Units::These(vec![Script::unit(2)]), Units::These(many(2)), Units::These(many(4))];
        let states = [TaskStanding::All, TaskStanding::Open, TaskStanding::Completed];
        let mut shown = Vec::new();
        for (units, state) in units.iter().flat_map(|units| states.map(|it| (units.clone(), it))) {
            let filter = TaskFilter { text: Some(common::words(5)), ..TaskFilter::new(units, state) };
            let n = store.task_page(Script::register(), &filter, None, 100).unwrap().tasks.len();
            assert_eq!(store.task_total(Script::register(), &filter).unwrap(), Total::Exact(n as u64), "{state:?}");
            shown.push(n);
        }
        assert!(shown.contains(&0) && shown[0] > 1, "{shown:?}");
        let one = Units::These(vec![Script::unit(1)]);
        let filter = TaskFilter { text: Some(common::words(5)), ..TaskFilter::new(one, TaskStanding::All) };
        let after = |key: &str| store.task_page(Script::register(), &filter, Some(key.parse().unwrap()), 100);
        let last = after("f140737488355327").unwrap();
        assert_eq!((last.tasks.len(), last.next), (0, None));
        assert!(after("c2026-0001").unwrap_err().is_misplaced());
        drop(store);
        let _ = std::fs::remove_dir_all(folder);
    });
}

#[test]
fn an_index_that_cannot_be_kept_is_told_of() {
    on_both(|home| {
        let store = home.open();
        store.submit(Script::founding()).unwrap();
        let told = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&told);
        store.tell_faults(move |it| kept.lock().unwrap().push(it.to_owned()));
        store.follow_for_search(Path::new("/dev/null/search.sqlite")).unwrap();
        until("the fault is told", || !told.lock().unwrap().is_empty());
        assert!(told.lock().unwrap()[0].starts_with("keeping the search index: "), "{told:?}");
    });
}

#[test]
fn erased_words_leave_the_files_of_the_index() {
    on_both(|home| {
        let store = home.open();
        for it in Script::all(1) {
            store.submit(it).unwrap();
        }
        let register = Script::register();
        // The second keeps its product, so that something of it is written anew.
        for (i, deliverable) in [(70, None), (71, Some("quyhoach".to_owned()))] {
            let mut order = Script::assign(i, Source::default());
            if let Command::Task(task::Command::Assign(it)) = &mut order.command {
                (it.words, it.deliverable) = (format!("{SECRET}{i}"), deliverable);
            }
            store.submit(submission(&format!("secret {i}"), vec![order])).unwrap();
        }
        let folder = followed(&store);
        assert_eq!(count(&store, Units::All, SECRET), 2);
        assert!(holds(&folder, &SECRET[8..]), "the proof looks for bytes that were never there");
        for i in [70, 71] {
            let subject = common::id(Script::TASKS + i);
            let seals = store.seals_of(register, subject).unwrap();
            store.submit(Script::erase(i, subject, vec![seals[seals.len() - 1].clone()])).unwrap();
        }
        until("erased words are gone", || !holds(&folder, &SECRET[8..]));
        assert_eq!(count(&store, Units::All, SECRET), 0);
        assert_eq!(count(&store, Units::All, "quyhoach"), 1);
        drop(store);
        let _ = std::fs::remove_dir_all(folder);
    });
}

/// A word that stands nowhere else, longer than the beginnings that the index keeps.
const SECRET: &str = "zqxkwvjpzqxfghzt";

/// Whether a text lies in a file of the folder.
fn holds(folder: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap();
    files
        .filter_map(|it| std::fs::read(it.unwrap().path()).ok())
        .any(|bytes| bytes.windows(text.len()).any(|it| it == text.as_bytes()))
}

/// A text as it stands, without its marks, and with its last word only begun.
fn forms(text: &str) -> [String; 3] {
    let begun: String = text.chars().take(text.chars().count() - 1).collect();
    [text.to_owned(), base::fold::search_key(text), begun]
}
