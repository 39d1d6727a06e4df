//! What the writer keeps beside the rows: tallies, folded states, drafts.

#[expect(dead_code, reason = "uses a part")]
mod common;

use common::{Home, Script, assert_clean, id, on_both, order, submission, words};
use jiff::Timestamp;
use model::act::task;
use model::state::{Source, WorkState};
use model::{AccountId, Command, Refusal, State, UnitId};
use std::thread;
use store::proof::Accident;
use store::{
    BrowserSession, ConclusionTally, DraftKey, DraftsPut, Failure, LONGEST_DRAFT_BYTES, Order, Store, Submission,
};

fn grown(home: &Home, n: u64) -> Store {
    let store = home.open();
    for it in Script::all(n) {
        store.submit(it).unwrap();
    }
    store
}

fn stored(home: &Home) -> Vec<Vec<store::proof::Cell>> {
    home.raw().cells("SELECT * FROM tally ORDER BY register, about, subject, standing, late_from_on").unwrap()
}

fn progress(task: u64, key: &str) -> Submission {
    let progress = task::report_progress::ReportProgress { words: words(5), ..Default::default() };
    submission(key, vec![order(Script::TASKS + task, Command::Task(task::Command::ReportProgress(progress)))])
}

#[test]
fn tallies_say_what_counting_would() {
    on_both(|home| {
        let store = grown(home, 3);
        let units: Vec<UnitId> = (0..5).map(Script::unit).collect();
        // Asked again after each act: what was kept before is not told any more.
        for it in Script::later() {
            store.submit(it).unwrap();
            let tallies = store.task_tallies(Script::register(), &units).unwrap();
            let tasks = store.tasks(Script::register(), None, 100).unwrap();
            let (newest, is_more) = store.newest_under_way(Script::register(), &units, 100).unwrap();
            let is_under_way = |it: &WorkState| matches!(it, WorkState::NotStarted | WorkState::InProgress);
            let under_way = tasks.iter().rev().filter(|it| is_under_way(&it.work) && units.contains(&it.lead));
            assert!(!is_more);
            assert_eq!(
                newest.iter().map(|it| it.code).collect::<Vec<_>>(),
                under_way.map(|it| it.code).collect::<Vec<_>>()
            );
            for (unit, tally) in units.iter().zip(&tallies) {
                let led: Vec<_> = tasks.iter().filter(|it| it.lead == *unit).collect();
                let n = |is_counted: &dyn Fn(&store::TaskRow) -> bool| {
                    led.iter().filter(|it| is_counted(it)).count() as u64
                };
                assert_eq!(tally.n_all(), n(&|_| true));
                assert_eq!(tally.n_open(), n(&|it| it.work.is_open()));
                assert_eq!(tally.n_in(WorkState::Completed), n(&|it| it.work == WorkState::Completed));
                for day in ["2026-09-30", "2026-10-01"] {
                    let day = day.parse().unwrap();
                    assert_eq!(tally.n_late(day), n(&|it| it.late_from_on.is_some_and(|it| it <= day)));
                }
            }
        }
        let documents =
            store.document_tallies(Script::register(), &[Script::document(0), Script::document(9)]).unwrap();
        assert_eq!((documents[0].n_all(), documents[1].n_all()), (2, 0));
        let sessions = store.conclusion_tallies(Script::register(), &[Script::session(2), Script::session(9)]).unwrap();
        assert_eq!(sessions, [ConclusionTally { n_all: 3, n_open: 0 }, ConclusionTally::default()]);
        assert_clean(&store);
    });
}

#[test]
fn tallies_of_many_at_once_and_of_a_rebuild_are_the_same() {
    on_both(|home| {
        let store = grown(home, 1);
        let refused = Order {
            seen: Some(9),
            ..order(Script::TASKS, Command::Task(task::Command::Receive(task::receive::Receive {})))
        };
        thread::scope(|scope| {
            for i in 0..16 {
                let (store, refused) = (&store, refused.clone());
                scope.spawn(move || {
                    store.submit(Script::assign_alone(50 + i)).unwrap();
                    let unknown = order(Script::TASKS + 900, refused.command);
                    let half = vec![Script::assign(70 + i, Source::default()), unknown];
                    store.submit(submission(&format!("half {i}"), half)).unwrap_err();
                    store.submit(progress(50 + i, &format!("progress {i}"))).unwrap();
                });
            }
        });
        assert_clean(&store);
        let before = stored(home);
        let lead = store.task_tallies(Script::register(), &[Script::unit(1)]).unwrap().remove(0);
        assert_eq!((lead.n_all(), lead.n_in(WorkState::InProgress)), (18, 16));
        store.rebuild().unwrap();
        assert_eq!(stored(home), before);
        home.raw().run("UPDATE tally SET n = n + 1 WHERE about = 'document'").unwrap();
        assert!(!store.check(None).unwrap().is_clean());
        home.raw().run("DELETE FROM tally").unwrap();
        assert!(!store.check(None).unwrap().is_clean());
        store.rebuild().unwrap();
        assert_clean(&store);
    });
}

fn version(store: &Store, task: u64) -> u64 {
    store.stream(Script::register(), id(Script::TASKS + task)).unwrap().unwrap().0
}

/// An act that must have been seen tells which version the writer holds.
fn version_of_writer(store: &Store, task: u64, key: &str) -> u64 {
    let send_back = task::send_back::SendBack { because: words(6) };
    let order =
        Order { seen: Some(999), ..order(Script::TASKS + task, Command::Task(task::Command::SendBack(send_back))) };
    match store.submit(submission(key, vec![order])) {
        Err(Failure::Refused { refusal: Refusal::Stale { current, .. }, .. }) => current,
        other => panic!("not stale: {other:?}"),
    }
}

#[test]
fn kept_states_are_dropped_with_what_was_rolled_back() {
    on_both(|home| {
        let store = grown(home, 1);
        for (i, accident) in
            [Accident::LoseCommit, Accident::LoseAnswer, Accident::PanicInCommit].into_iter().enumerate()
        {
            accident.order(&store);
            // A lost commit is tried again; a panic is told, and nothing of it stays.
            let _ = store.submit(progress(0, &format!("progress {i}")));
            assert_eq!(version_of_writer(&store, 0, &format!("look {i}")), version(&store, 0));
        }
        let unknown = order(Script::TASKS + 900, Command::Task(task::Command::Receive(task::receive::Receive {})));
        let mut half = progress(0, "half");
        half.orders.push(unknown);
        store.submit(half).unwrap_err();
        assert_eq!((version_of_writer(&store, 0, "after half"), version(&store, 0)), (3, 3));
        assert_clean(&store);
    });
}

#[test]
fn kept_states_are_dropped_when_another_process_wrote() {
    on_both(|home| {
        let (here, there) = (grown(home, 1), home.open());
        for i in 0..3 {
            here.submit(progress(0, &format!("here {i}"))).unwrap();
            there.submit(progress(0, &format!("there {i}"))).unwrap();
            assert_eq!(version_of_writer(&here, 0, &format!("look {i}")), 3 + 2 * i);
        }
        let state = there.stream(Script::register(), id(Script::TASKS)).unwrap().unwrap().1;
        assert!(matches!(state, State::Task(it) if it.work.state() == WorkState::InProgress));
        assert_clean(&here);
    });
}

fn key(owner: u64, object: &str, cell: &str) -> DraftKey {
    let (object, cell) = (object.to_owned(), cell.to_owned());
    DraftKey { register: Script::register(), owner: id(owner), object, cell }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_774_944_000 + second).unwrap()
}

fn texts(store: &Store, owner: u64, object: &str) -> Vec<(String, String)> {
    let drafts = store.drafts(Script::register(), id(owner), object).unwrap();
    drafts.into_iter().map(|it| (it.cell, it.text)).collect()
}

#[test]
fn the_last_write_of_a_draft_wins_and_a_dropped_one_is_gone() {
    on_both(|home| {
        let store = grown(home, 1);
        store.put_draft(key(2, "task 7", "words"), &words(5), at(0)).unwrap();
        store.put_draft(key(2, "task 7", "words"), &format!("{}\0", words(6)), at(1)).unwrap();
        store.put_draft(key(2, "task 7", "because"), "", at(2)).unwrap();
        store.put_draft(key(3, "task 7", "words"), "another's", at(3)).unwrap();
        let (because, said) = (("because".to_owned(), String::new()), ("words".to_owned(), words(6)));
        assert_eq!(texts(&store, 2, "task 7"), [because, said.clone()]);
        let drafts = store.drafts(Script::register(), id(2), "task 7").unwrap();
        assert_eq!(drafts[1].changed_at, at(1));
        store.drop_drafts(Script::register(), id(2), "task 7", Some("because")).unwrap();
        assert_eq!(texts(&store, 2, "task 7"), [said]);
        store.put_drafts(put(&store, &[("words", None), ("lead", Some("both"))])).unwrap();
        assert_eq!(texts(&store, 2, "task 7"), [("lead".to_owned(), "both".to_owned())]);
        store.put_drafts(put(&store, &[("lead", None), ("x", Some(&"x".repeat(100_001)))])).unwrap_err();
        assert_eq!(texts(&store, 2, "task 7").len(), 1);
        store.drop_drafts(Script::register(), id(2), "task 7", None).unwrap();
        assert_eq!((texts(&store, 2, "task 7").len(), texts(&store, 3, "task 7").len()), (0, 1));
        assert_clean(&store);
    });
}

/// A change that rests on what stands now.
fn put(store: &Store, cells: &[(&str, Option<&str>)]) -> DraftsPut {
    let (_, seen) = store.drafts_seen(Script::register(), id(2), "task 7").unwrap();
    let cells = cells.iter().map(|(cell, text)| ((*cell).to_owned(), text.map(str::to_owned))).collect();
    DraftsPut { seen, cells, at: at(9) }
}

#[test]
fn what_rests_on_drafts_is_refused_once_one_of_them_is_another() {
    on_both(|home| {
        let store = grown(home, 1);
        store.put_draft(key(2, "task 7", "words"), "first", at(0)).unwrap();
        let is_stale =
            |done: Result<(), Failure>| matches!(done, Err(Failure::Refused { refusal: Refusal::Stale { .. }, .. }));
        let submit = |put: DraftsPut| store.submit_with_drafts(Script::assign_alone(60), put).map(drop);
        let changes: [&[(&str, Option<&str>)]; 3] =
            [&[("words", Some("other"))], &[("lead", Some("one more"))], &[("words", None)]];
        for change in changes {
            let late = put(&store, &[("words", Some("late")), ("due", Some("late"))]);
            store.put_drafts(put(&store, change)).unwrap();
            let (stands, n_entries) = (texts(&store, 2, "task 7"), store.head(Script::register()).unwrap());
            assert!(is_stale(store.put_drafts(late.clone())) && is_stale(submit(late)), "{change:?}");
            assert_eq!(texts(&store, 2, "task 7"), stands, "{change:?}");
            assert_eq!(store.head(Script::register()).unwrap(), n_entries, "{change:?}");
        }
        // What others keep, or keep of another object, is no part of it.
        let settled = put(&store, &[("lead", None)]);
        store.put_draft(key(2, "task 8", "words"), "other", at(1)).unwrap();
        store.put_draft(key(3, "task 7", "words"), "other", at(1)).unwrap();
        Accident::LoseAnswer.order(&store);
        submit(settled).unwrap();
        assert_eq!(texts(&store, 2, "task 7"), []);
        assert_clean(&store);
    });
}

#[test]
fn drafts_are_committed_with_what_else_waits() {
    on_both(|home| {
        let store = grown(home, 1);
        thread::scope(|scope| {
            for i in 0..16 {
                let store = &store;
                scope.spawn(move || {
                    store.put_draft(key(i, "form", "words"), &words(i as usize), at(0)).unwrap();
                    store.submit(Script::assign_alone(50 + i)).unwrap();
                });
                scope.spawn(move || {
                    store.submit(progress(0, &format!("progress {i}"))).unwrap();
                    store.put_draft(key(i, "form", "because"), "half", at(0)).unwrap();
                });
            }
        });
        for i in 0..16 {
            assert_eq!(texts(&store, i, "form").len(), 2);
        }
        for (i, accident) in [Accident::LoseCommit, Accident::LoseAnswer].into_iter().enumerate() {
            accident.order(&store);
            store.put_draft(key(2, "form", "words"), &format!("kept {i}"), at(1)).unwrap();
            assert_eq!(texts(&store, 2, "form")[1].1, format!("kept {i}"));
        }
        assert_clean(&store);
    });
}

#[test]
fn an_owner_keeps_so_much_and_no_more() {
    on_both(|home| {
        let store = grown(home, 1);
        let put = |cell: &str, length: usize| store.put_draft(key(2, "minutes", cell), &"x".repeat(length), at(0));
        let field = |done: Result<(), Failure>| match done {
            Err(Failure::Refused { refusal: Refusal::WordsTooLong { field, .. }, .. }) => field,
            other => panic!("not refused: {other:?}"),
        };
        assert_eq!(field(put("words", LONGEST_DRAFT_BYTES + 1)), "words");
        assert_eq!(field(put(&"c".repeat(201), 1)), "key");
        for i in 0..9 {
            put(&format!("part {i}"), LONGEST_DRAFT_BYTES).unwrap();
        }
        assert_eq!(field(put("part 9", LONGEST_DRAFT_BYTES)), "drafts");
        put("part 8", LONGEST_DRAFT_BYTES).unwrap();
        put("part 9", 1).unwrap();
        store.put_draft(key(3, "minutes", "part 9"), &"x".repeat(LONGEST_DRAFT_BYTES), at(0)).unwrap();
        store.drop_drafts(Script::register(), id(2), "minutes", Some("part 8")).unwrap();
        put("part 9", LONGEST_DRAFT_BYTES - 1).unwrap();
    });
}

#[test]
fn that_a_session_is_used_is_noted_without_waiting() {
    on_both(|home| {
        let store = grown(home, 1);
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let session = BrowserSession {
            token: "t".to_owned(),
            account: AccountId(id(Script::ACCOUNT)),
            opened_at: at("2026-03-31T08:00:00Z"),
            expires_at: at("2026-04-30T08:00:00Z"),
            seen_at: at("2026-03-31T08:00:00Z"),
            label: "test".to_owned(),
        };
        store.open_session(Script::register(), &session).unwrap();
        let mut raw = home.raw();
        raw.run(if home.engine == "SQLite" { "BEGIN IMMEDIATE" } else { "BEGIN; LOCK TABLE browser_session" }).unwrap();
        let (told, hears) = std::sync::mpsc::channel();
        let noting = {
            let store = store.clone();
            thread::spawn(move || told.send(store.touch_session(Script::register(), "t", at("2026-03-31T09:00:00Z"))))
        };
        // Far longer than handing it over takes, and far shorter than a lock is waited for.
        let is_told = hears.recv_timeout(std::time::Duration::from_secs(5));
        raw.run("ROLLBACK").unwrap();
        noting.join().unwrap().unwrap();
        assert!(matches!(is_told, Ok(Ok(()))), "{is_told:?}");
        store.unscoured(Script::register()).unwrap();
        let kept = store.browser_session(Script::register(), "t").unwrap().unwrap();
        assert_eq!(kept.seen_at, at("2026-03-31T09:00:00Z"));
    });
}

#[test]
fn a_code_is_used_once_and_ends_the_sessions() {
    on_both(|home| {
        let store = grown(home, 1);
        let (register, account) = (Script::register(), AccountId(id(Script::ACCOUNT)));
        let now: Timestamp = "2026-03-31T08:00:00Z".parse().unwrap();
        let session = |token: &str| BrowserSession {
            token: token.to_owned(),
            account,
            opened_at: now,
            expires_at: now,
            seen_at: now,
            label: String::new(),
        };
        store.set_password(register, account, ("old", now), None).unwrap();
        store.set_code(register, account, ("code", now), now).unwrap();
        store.open_session(register, &session("before")).unwrap();
        assert!(!store.use_code(register, account, "another", ("new", now)).unwrap());
        let kept = store.credential(register, account).unwrap().unwrap();
        assert_eq!((kept.password.as_deref(), kept.code.is_some()), (Some("old"), true));
        assert_eq!(store.browser_sessions(register, account).unwrap().len(), 1);
        assert!(store.use_code(register, account, "code", ("new", now)).unwrap());
        let kept = store.credential(register, account).unwrap().unwrap();
        assert_eq!((kept.password.as_deref(), kept.code), (Some("new"), None));
        assert_eq!(store.browser_sessions(register, account).unwrap(), []);
        assert!(!store.use_code(register, account, "code", ("newer", now)).unwrap());
        for token in ["this", "that"] {
            store.open_session(register, &session(token)).unwrap();
        }
        store.set_password(register, account, ("newest", now), Some("this")).unwrap();
        assert_eq!(store.browser_sessions(register, account).unwrap(), [session("this")]);
    });
}
