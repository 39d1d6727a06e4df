//! The same submission many times, at once and after a lost answer: carried out once.

#[expect(dead_code, reason = "uses a part")]
mod common;

use common::{Home, Script, assert_clean, is_full, on_both};
use model::Refusal;
use std::thread;
use store::proof::Accident;
use store::{Answer, Failure, Store};

fn founded(home: &Home) -> Store {
    let store = home.open();
    store.submit(Script::founding()).unwrap();
    store.submit(Script::units()).unwrap();
    store
}

fn n_entries(store: &Store) -> u64 {
    store.head(Script::register()).unwrap().unwrap().position
}

/// Hands in the same submission `n_times` from several threads and stores; answers them all.
fn many_times(stores: &[Store], i: u64, n_times: usize) -> Vec<Answer> {
    let n_threads = n_times.min(16);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads)
            .map(|thread| {
                let store = &stores[thread % stores.len()];
                let mine = n_times / n_threads + usize::from(thread < n_times % n_threads);
                scope.spawn(move || {
                    (0..mine).map(|_| store.submit(Script::assign_alone(i)).unwrap()).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|it| it.join().unwrap()).collect()
    })
}

#[test]
fn the_same_submission_is_carried_out_once() {
    let sizes: &[usize] = if is_full() { &[2, 10, 1_000] } else { &[2, 10, 100] };
    on_both(|home| {
        let stores = [founded(home), home.open()];
        for (i, &n_times) in sizes.iter().enumerate() {
            let before = n_entries(&stores[0]);
            let answers = many_times(&stores, i as u64, n_times);
            assert_eq!(answers.len(), n_times);
            assert_eq!(answers.iter().filter(|it| !it.replayed).count(), 1);
            assert!(answers.iter().all(|it| (it.position, it.n_entries) == (before + 1, 1)));
            assert_eq!(n_entries(&stores[0]), before + 1);
        }
        assert_clean(&stores[0]);
        println!(
            "PROVED twice: {}: the same submission {sizes:?} times from 16 threads and two stores, each applied once",
            home.engine
        );
    });
}

#[test]
fn the_same_key_with_another_body_is_refused() {
    on_both(|home| {
        let store = founded(home);
        store.submit(Script::assign_alone(1)).unwrap();
        let before = n_entries(&store);
        let mut other = Script::assign_alone(2);
        other.key = Script::assign_alone(1).key;
        let key = other.key.clone();
        match store.submit(other.clone()) {
            Err(Failure::Refused { refusal, .. }) => assert_eq!(refusal, Refusal::KeyReused { key }),
            answer => panic!("not refused: {answer:?}"),
        }
        // The key is the actor's own.
        other.actor = model::AccountId(common::id(3));
        store.submit(other).unwrap();
        assert_eq!(n_entries(&store), before + 1);
        assert_clean(&store);
        println!("PROVED twice: {}: the same key with another body is refused", home.engine);
    });
}

#[test]
fn a_lost_answer_is_looked_up() {
    let n_times = if is_full() { 200 } else { 10 };
    on_both(|home| {
        let store = founded(home);
        let before = n_entries(&store);
        for i in 0..n_times {
            // Every other time the commit itself is lost, and must be made up for.
            if i % 2 == 0 {
                Accident::LoseAnswer.order(&store)
            } else {
                Accident::LoseCommit.order(&store)
            }
            let answer = store.submit(Script::assign_alone(i)).unwrap();
            assert_eq!(answer.position, before + 1 + i);
            let again = store.submit(Script::assign_alone(i)).unwrap();
            assert_eq!((again.position, again.replayed), (answer.position, true));
        }
        assert_eq!(n_entries(&store), before + n_times);
        assert_clean(&store);
        println!("PROVED twice: {}: {n_times} answers or commits lost, each submission applied once", home.engine);
    });
}

#[test]
fn a_lost_answer_does_not_harm_those_committed_with_it() {
    on_both(|home| {
        let store = founded(home);
        let before = n_entries(&store);
        thread::scope(|scope| {
            for i in 0..32 {
                let store = &store;
                scope.spawn(move || {
                    if i % 8 == 0 {
                        Accident::LoseAnswer.order(store);
                    }
                    // Two accidents in a row are told as unavailable: the caller hands in the same key again.
                    while let Err(failure) = store.submit(Script::assign_alone(i)) {
                        assert!(matches!(&failure, Failure::Store(it) if it.is_unavailable()), "{failure:?}");
                    }
                });
            }
        });
        assert_eq!(n_entries(&store), before + 32);
        assert_clean(&store);
    });
}
