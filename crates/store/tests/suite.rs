//! What the store promises, on both engines.

#[expect(dead_code, reason = "uses a part")]
mod common;

use common::{Home, Script, assert_clean, id, on_both, order, submission, words};
use model::state::{Ending, TaskCode};
use model::{Command, Refusal, State};
use std::thread;
use store::proof::Accident;
use store::{Failure, Store, Submission, Text};

fn grown(home: &Home, n: u64) -> Store {
    let store = home.open();
    for it in Script::all(n) {
        store.submit(it).unwrap();
    }
    store
}

fn refusal(answer: Result<store::Answer, Failure>) -> (usize, Refusal) {
    match answer {
        Err(Failure::Refused { refusal, order }) => (order, refusal),
        other => panic!("not refused: {other:?}"),
    }
}

fn ending_submission(key: &str, seen: Option<u64>) -> Submission {
    let mut it = Script::end(0, 3, 0);
    it.key = key.to_owned();
    it.orders[0].seen = seen;
    it
}

#[test]
fn what_was_appended_is_read_back() {
    on_both(|home| {
        let store = home.open();
        assert_eq!(store.register().unwrap(), None);
        assert_eq!(store.head(Script::register()).unwrap(), None);
        let store = grown(home, 2);
        let register = store.register().unwrap().unwrap();
        assert_eq!(register, Script::register());
        assert_eq!(store.accounts(register).unwrap()[0].name, Text::Words(words(14)));
        let units = store.units(register).unwrap();
        assert_eq!((units.len(), units[1].parent, units[2].n), (5, Some(Script::unit(0)), 1));
        assert_eq!(units[4].name, Text::Words(words(0)));
        let documents = store.documents(register).unwrap();
        assert_eq!(documents[0].issuer, Some(Text::Words(words(4))));
        assert_eq!((documents[1].issuer.clone(), documents[1].length_bytes), (None, 4_001));
        let sessions = store.sessions(register).unwrap();
        assert_eq!(sessions[0].guests, [Script::unit(3), Script::unit(2)]);
        assert_eq!(sessions[0].chair, Some(Text::Words(words(11))));
        let conclusions = store.conclusions(register, Some(Script::session(1))).unwrap();
        assert_eq!(conclusions.iter().map(|it| it.n).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(conclusions[2].ended.map(|it| it.ending), Some(Ending::NoTask));
        assert_eq!(conclusions[0].passage.as_ref().unwrap().span, base::Span::new(10, 19));
        assert_eq!(store.conclusions(register, None).unwrap().len(), 6);
        assert_clean(&store);
    });
}

#[test]
fn tasks_are_paged_by_their_codes() {
    on_both(|home| {
        let store = grown(home, 3);
        let register = Script::register();
        let all = store.tasks(register, None, 100).unwrap();
        let codes: Vec<String> = all.iter().map(|it| it.code.to_string()).collect();
        assert_eq!(codes, ["2026-0001", "2026-0002", "2026-0003", "2026-0004", "2026-0005", "2026-0006"]);
        assert_eq!(all[0].coordinating, [Script::unit(2), Script::unit(3)]);
        assert_eq!(all[0].late_from_on, Some("2026-10-01".parse().unwrap()));
        assert_eq!(all[0].due_words, Some(Text::Words(words(9))));
        let page = store.tasks(register, Some(all[1].code), 2).unwrap();
        assert_eq!(page, all[2..4]);
        assert_eq!(store.task(register, all[4].id).unwrap().as_ref(), Some(&all[4]));
        assert_eq!(store.task_by_code(register, all[5].code).unwrap().as_ref(), Some(&all[5]));
        assert_eq!(store.task_by_code(register, TaskCode { year: 2025, n: 1 }).unwrap(), None);
    });
}

#[test]
fn a_stream_is_read_with_its_version() {
    on_both(|home| {
        let store = grown(home, 1);
        let (version, state) = store.stream(Script::register(), Script::session(0).into()).unwrap().unwrap();
        assert_eq!(version, 5);
        assert!(matches!(state, State::Session(it) if it.conclusions.len() == 3));
        assert!(store.stream(Script::register(), id(77)).unwrap().is_none());
    });
}

#[test]
fn a_register_begins_with_its_founding() {
    on_both(|home| {
        let store = home.open();
        let (_, no) = refusal(store.submit(Script::units()));
        assert_eq!(no.code(), "stream-unknown");
        assert_eq!(store.register().unwrap(), None);
        store.submit(Script::founding()).unwrap();
        let mut again = Script::founding();
        again.key = "another".to_owned();
        assert_eq!(refusal(store.submit(again)).1.code(), "stream-exists");
        assert_clean(&store);
    });
}

#[test]
fn a_refused_batch_writes_nothing() {
    on_both(|home| {
        let store = grown(home, 1);
        let head = store.head(Script::register()).unwrap();
        let orders = vec![Script::conclude(0, 4, None), Script::conclude(0, 2, None), Script::conclude(0, 5, None)];
        assert_eq!(refusal(store.submit(submission("batch", orders))), (1, Refusal::ConclusionNumberTaken { n: 2 }));
        assert_eq!(store.head(Script::register()).unwrap(), head);
        assert_clean(&store);
    });
}

#[test]
fn a_batch_holds_at_most_5000_commands_and_at_least_one() {
    on_both(|home| {
        let store = grown(home, 1);
        let orders = |n: u32| (0..n).map(|i| Script::conclude(0, 10 + i, None)).collect::<Vec<_>>();
        let (_, no) = refusal(store.submit(submission("long", orders(5_001))));
        assert_eq!(no, Refusal::BatchTooLong { n_commands: 5_001, longest: 5_000 });
        assert_eq!(refusal(store.submit(submission("empty", Vec::new()))).1.code(), "command-unreadable");
        // More than a page of a check, in one stream.
        assert_eq!(store.submit(submission("whole", orders(700))).unwrap().n_entries, 700);
        let report = assert_clean(&store);
        store.rebuild().unwrap();
        assert_eq!(assert_clean(&store), report);
    });
}

#[test]
fn refused_submissions_do_not_hinder_those_committed_with_them() {
    on_both(|home| {
        let store = grown(home, 1);
        thread::scope(|scope| {
            for i in 0..40 {
                let store = &store;
                scope.spawn(move || {
                    let n = 100 + i / 2;
                    let one = submission(&format!("c {i}"), vec![Script::conclude(0, n, None)]);
                    store.submit(one).map(drop).unwrap_or_else(|failure| {
                        assert!(matches!(
                            failure,
                            Failure::Refused { refusal: Refusal::ConclusionNumberTaken { .. }, .. }
                        ));
                    });
                });
            }
        });
        assert_eq!(store.conclusions(Script::register(), None).unwrap().len(), 23);
        assert_clean(&store);
    });
}

#[test]
fn an_act_that_must_have_been_seen_is_refused_when_its_stream_moved_on() {
    on_both(|home| {
        let store = grown(home, 1);
        store.submit(submission("more", vec![Script::conclude(0, 4, None)])).unwrap();
        let stale = |seen| Refusal::Stale { seen, current: 6 };
        assert_eq!(refusal(store.submit(ending_submission("a", Some(5)))).1, stale(5));
        assert_eq!(refusal(store.submit(ending_submission("b", None))).1, stale(0));
        let mut right = ending_submission("c", Some(6));
        let Command::Session(model::act::session::Command::EndConclusion(end)) = &mut right.orders[0].command else {
            unreachable!()
        };
        end.n = 4;
        store.submit(right).unwrap();
        assert_clean(&store);
    });
}

#[test]
fn two_stores_may_write_to_one_register() {
    on_both(|home| {
        let one = grown(home, 1);
        let other = home.open();
        thread::scope(|scope| {
            for (i, store) in [&one, &other].into_iter().cycle().take(8).enumerate() {
                scope.spawn(move || {
                    for k in 0..10 {
                        store.submit(Script::assign_alone(1_000 + 100 * i as u64 + k)).unwrap();
                        let n = 1_000 + 10 * i as u32 + k as u32;
                        store.submit(submission(&format!("n {n}"), vec![Script::conclude(0, n, None)])).unwrap();
                    }
                });
            }
        });
        let codes: Vec<u32> = one.tasks(Script::register(), None, 200).unwrap().iter().map(|it| it.code.n).collect();
        assert_eq!(codes, (1..=82).collect::<Vec<u32>>());
        assert_eq!(assert_clean(&one).n_entries, assert_clean(&other).n_entries);
    });
}

#[test]
fn two_processes_may_make_the_same_database() {
    on_both(|home| {
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| home.open());
            }
        });
        grown(home, 1);
    });
}

#[test]
fn a_known_file_is_refused() {
    on_both(|home| {
        let store = grown(home, 1);
        let mut again = Script::receive(9);
        let Command::Document(model::act::document::Command::Receive(receive)) = &mut again.orders[0].command else {
            unreachable!()
        };
        receive.content = format!("{:064x}", 0);
        let known = Some(Script::document(0));
        assert_eq!(refusal(store.submit(again.clone())).1, Refusal::DocumentKnown { document: known });
        assert_eq!(store.known_file(Script::register(), &format!("{:064x}", 0)).unwrap(), known);
        // Twice in one batch.
        let mut twice = Script::receive(10);
        twice.orders.extend(Script::receive(10).orders);
        twice.orders[1].stream = id(Script::DOCUMENTS + 11);
        let known = Some(Script::document(10));
        assert_eq!(refusal(store.submit(twice)), (1, Refusal::DocumentKnown { document: known }));
        assert_clean(&store);
    });
}

#[test]
fn erased_words_are_gone_and_the_chain_stays_valid() {
    on_both(|home| {
        let store = grown(home, 2);
        let register = Script::register();
        let document = Script::document(0).into();
        let seals = store.seals_of(register, document).unwrap();
        assert_eq!(seals.len(), 6);
        assert!(store.texts(register, &seals).unwrap().values().all(|it| it.words().is_some()));
        let elsewhere = Script::erase(1, Script::session(0).into(), seals.clone());
        assert_eq!(refusal(store.submit(elsewhere)).1, Refusal::NothingToErase);
        store.submit(Script::erase(2, document, seals.clone())).unwrap();
        assert!(store.texts(register, &seals).unwrap().values().all(|it| *it == Text::Erased));
        assert_eq!(store.documents(register).unwrap()[0].title, Text::Erased);
        assert_eq!(refusal(store.submit(Script::erase(3, document, seals))).1, Refusal::NothingToErase);
        assert_eq!(store.known_file(register, &format!("{:064x}", 0)).unwrap(), None);
        let report = assert_clean(&store);
        store.unscoured(register).unwrap();
        assert_eq!(report.n_erased, 6);
        let noted = home.raw().cells("SELECT COUNT(*) FROM unscoured").unwrap();
        assert_eq!(noted, vec![vec![Some(i32::from(home.recycles()).to_string())]]);
    });
}

#[test]
fn rows_are_dropped_and_rebuilt_at_will() {
    on_both(|home| {
        let store = grown(home, 3);
        let report = assert_clean(&store);
        let mut raw = home.raw();
        raw.run("DELETE FROM task_unit; UPDATE unit SET level = 'village'").unwrap();
        assert!(!store.check(None).unwrap().is_clean());
        store.rebuild().unwrap();
        assert_eq!(assert_clean(&store), report);
        raw.run("UPDATE entry SET text = text || ' ' WHERE position = 7").unwrap();
        let error = store.rebuild().unwrap_err();
        assert_eq!((error.is_corrupt(), error.position()), (true, Some(7)));
    });
}

#[test]
fn row_tables_of_another_description_are_made_anew() {
    on_both(|home| {
        let report = assert_clean(&grown(home, 2));
        let mut raw = home.raw();
        raw.run("UPDATE migration SET hash = 'of an older program' WHERE n = 0; DROP TABLE task_unit").unwrap();
        raw.run("UPDATE unit SET level = 'village'").unwrap();
        assert_eq!(assert_clean(&home.open()), report);
    });
}

#[test]
fn a_migration_that_was_edited_is_not_run() {
    on_both(|home| {
        drop(grown(home, 1));
        home.raw().run("UPDATE migration SET hash = 'of another file' WHERE n = 1").unwrap();
        assert!(Store::open(&home.place).err().unwrap().is_corrupt());
    });
}

#[test]
fn every_text_column_is_compared_by_its_bytes() {
    let Some(home) = common::postgres_home() else {
        println!("SKIPPED: no PostgreSQL");
        return;
    };
    drop(home.open());
    let others = "SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'";
    let text = format!("SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM ({others}) AS it");
    assert_eq!(home.raw().cells(&text).unwrap(), Vec::<Vec<_>>::new());
}

#[test]
fn a_database_that_is_not_there_is_unavailable() {
    let nowhere = store::Place::Postgres("postgres://nobody@127.0.0.1:1/nothing".to_owned());
    assert!(Store::open(&nowhere).err().unwrap().is_unavailable());
    let nowhere = store::Place::Sqlite("/dev/null/register.sqlite".into());
    assert!(Store::open(&nowhere).err().unwrap().is_unavailable());
}

#[test]
fn nul_is_stripped_at_the_door() {
    on_both(|home| {
        let store = grown(home, 1);
        let mut it = Script::receive(2);
        let Command::Document(model::act::document::Command::Receive(receive)) = &mut it.orders[0].command else {
            unreachable!()
        };
        receive.number = Some("1\u{0}2".to_owned());
        it.key = "k\u{0}".to_owned();
        store.submit(it).unwrap();
        assert_eq!(store.documents(Script::register()).unwrap()[1].number, Some(Text::Words("12".to_owned())));
        assert_clean(&store);
    });
}

#[test]
fn a_panic_does_not_end_the_writer() {
    on_both(|home| {
        let store = grown(home, 1);
        for (i, accident) in [(50, Accident::PanicInRule), (51, Accident::PanicInCommit)] {
            accident.order(&store);
            let failed = store.submit(Script::assign_alone(i));
            assert!(matches!(failed, Err(Failure::Store(_))), "{failed:?}");
            assert!(!store.submit(Script::assign_alone(i)).unwrap().replayed);
        }
        assert_clean(&store);
    });
}

#[test]
fn entries_are_exported_page_by_page() {
    on_both(|home| {
        let store = grown(home, 2);
        let head = store.head(Script::register()).unwrap().unwrap();
        let mut entries = store.entries(Script::register(), 1, 10).unwrap();
        entries.extend(store.entries(Script::register(), 11, 1_000).unwrap());
        assert_eq!(entries.len() as u64, head.position);
        assert!(entries.iter().all(|it| blake3::hash(it.text.as_bytes()).to_hex().as_str() == it.hash));
        assert_eq!(entries.last().unwrap().hash, head.hash);
        assert_eq!(head.to_string().parse(), Ok(head));
    });
}

#[test]
fn several_registers_may_share_a_database() {
    on_both(|home| {
        let store = grown(home, 1);
        let other = model::RegisterId(id(500_000));
        let mut founding = Script::founding();
        founding.register = other;
        founding.orders[0].stream = other.into();
        store.submit(founding).unwrap();
        assert!(store.register().is_err());
        assert_eq!(store.head(other).unwrap().unwrap().position, 2);
        assert_eq!(store.accounts(other).unwrap().len(), 1);
        assert_eq!(assert_clean(&store).n_registers, 2);
        let founded = order(Script::REGISTER, Script::founding().orders[0].command.clone());
        assert_eq!(refusal(store.submit(submission("x", vec![founded]))).1.code(), "stream-exists");
    });
}

/// What is wrong in a table, as words.
fn problems(store: &Store) -> Vec<String> {
    store.check(None).unwrap().problems.iter().map(|it| format!("{:?} {:?}", it.spot, it.fault)).collect()
}

#[test]
fn a_retry_after_an_erasure_is_still_answered() {
    on_both(|home| {
        let store = grown(home, 1);
        let document = Script::document(0).into();
        let seals = store.seals_of(Script::register(), document).unwrap();
        store.submit(Script::erase(1, document, seals)).unwrap();
        let again = store.submit(Script::receive(0)).unwrap();
        assert_eq!((again.position, again.replayed), (8, true));
        assert_clean(&store);
        let mut raw = home.raw();
        raw.run("UPDATE receipt SET fingerprint = NULL, salt = NULL WHERE position = 3").unwrap();
        let found = problems(&store);
        assert!(found.len() == 1 && found[0].starts_with("Receipt { position: 3 }"), "{found:?}");
    });
}

#[test]
fn task_codes_do_not_rest_on_rows() {
    on_both(|home| {
        let store = grown(home, 1);
        let mut raw = home.raw();
        raw.run("DELETE FROM task; DELETE FROM task_unit").unwrap();
        store.submit(Script::assign_alone(70)).unwrap();
        store.rebuild().unwrap();
        let codes = store.tasks(Script::register(), None, 10).unwrap();
        assert_eq!(codes.iter().map(|it| it.code.n).collect::<Vec<_>>(), [1, 2, 3]);
        raw.run("UPDATE task_code SET last = 2").unwrap();
        assert_eq!(problems(&store).len(), 1);
        store.rebuild().unwrap();
        assert_clean(&store);
    });
}

#[test]
fn a_key_holds_1_to_200_characters() {
    on_both(|home| {
        let store = grown(home, 1);
        let with_key = |key: String, i| {
            let mut it = Script::assign_alone(i);
            it.key = key;
            it
        };
        for key in [String::new(), "\0".to_owned(), "k".repeat(201), words(0).repeat(200)] {
            assert_eq!(refusal(store.submit(with_key(key, 60))).1.code(), "command-unreadable");
        }
        store.submit(with_key("k".repeat(200), 60)).unwrap();
        assert_clean(&store);
    });
}

#[test]
fn rows_of_no_owner_are_found() {
    on_both(|home| {
        let store = grown(home, 1);
        let mut raw = home.raw();
        for owner in ["", "\u{10FFFF}~"] {
            raw.run(&format!("INSERT INTO account VALUES ('{}', '{owner}', 'x')", Script::register())).unwrap();
            assert_eq!(problems(&store).len(), 1, "owner {owner:?}");
            raw.run("DELETE FROM account WHERE name = 'x'").unwrap();
        }
        assert_clean(&store);
    });
}

#[test]
fn the_first_problem_is_told_however_many_there_are() {
    on_both(|home| {
        let store = grown(home, 1);
        let orders = (0..700).map(|i| Script::conclude(0, 10 + i, None)).collect();
        store.submit(submission("many", orders)).unwrap();
        let mut raw = home.raw();
        raw.run("DELETE FROM conclusion; DELETE FROM conclusion_unit; UPDATE sealed SET salt = 'x'").unwrap();
        raw.run("UPDATE head SET hash = 'x'; UPDATE entry SET text = text || ' ' WHERE position = 700").unwrap();
        let report = store.check(None).unwrap();
        assert!(report.has_more && report.problems.len() == 1_000);
        assert_eq!(report.problems[0].spot, store::Spot::Entry { position: 700 });
        assert_eq!(store.rebuild().unwrap_err().position(), Some(700));
    });
}

#[test]
fn a_head_is_a_position_from_one_and_a_hash() {
    let hash = "a".repeat(64);
    for text in [format!("0:{hash}"), format!("9223372036854775808:{hash}"), format!("1:{hash}0"), "1:".to_owned()] {
        assert!(text.parse::<store::Head>().is_err(), "{text}");
    }
    assert!(format!("9223372036854775807:{hash}").parse::<store::Head>().is_ok());
}

#[test]
fn a_database_on_another_machine_needs_a_word_on_encryption() {
    let url = "postgres://somebody@192.0.2.1:1/nothing?connect_timeout=1";
    let error = Store::open(&store::Place::Postgres(url.to_owned())).err().unwrap();
    assert!(!error.is_unavailable() && error.to_string().contains("sslmode=disable"), "{error}");
}
