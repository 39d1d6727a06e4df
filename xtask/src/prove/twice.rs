//! Sends the same command again and again, to one process, to two, and after an answer that never came.

use super::binary::{Binary, Place, Profile};
use super::book::Book;
use super::writers::{Exit, Outcome, Writers};
use super::{Verdict, store, want};
use crate::postgres::Cluster;
use crate::shell::Scratch;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const TIMES: [usize; 3] = [2, 10, 1000];
const N_KEYS_OF_TWO: usize = 1_000;
const N_LOST: usize = 10;

pub fn run() -> Result<Verdict> {
    let cluster = Cluster::start()?;
    store::full_size("twice", &cluster)?;
    let binary = Binary::build(Profile::Release)?;
    let folders = [Scratch::new("twice")?, Scratch::new("twice")?];
    let database = cluster.new_database("twice")?;
    for place in [Place::sqlite(folders[0].path()), Place::postgres(folders[1].path(), database)] {
        let (book, base) = Book::begin(&binary, &place)?;
        Trial { binary: &binary, place: &place, book, base }.run().with_context(|| format!("on {}", place.name))?;
    }
    Ok(Verdict::Pass)
}

struct Trial<'a> {
    binary: &'a Binary,
    place: &'a Place,
    book: Book,
    /// The head before the first command of the trial.
    base: u64,
}

impl Trial<'_> {
    fn run(mut self) -> Result<()> {
        for n in TIMES {
            self.many_times(n)?;
        }
        self.by_two_processes()?;
        for _ in 0..N_LOST {
            self.after_a_lost_answer()?;
        }
        self.with_another_body()?;
        let head = self.binary.check(self.place)?;
        self.book.want_each_once(self.base, head.position)?;
        let n = self.book.sent.len();
        println!("{}: {n} commands made {n} entries; check clean at {}", self.place.name, head.position);
        Ok(())
    }

    fn many_times(&mut self, n: usize) -> Result<()> {
        let key = self.book.make_unit();
        let mut writers = self.start()?;
        for _ in 0..n {
            writers.send(&self.book.sent[&key].line)?;
        }
        let n_applied = self.take(&mut writers, n)?.remove(&key).unwrap_or(0);
        writers.finish()?;
        println!("{}: the same command {n} times: applied {n_applied} time", self.place.name);
        want(n_applied == 1, || format!("sent {n} times, applied {n_applied} times"))
    }

    fn by_two_processes(&mut self) -> Result<()> {
        let keys: Vec<String> = (0..N_KEYS_OF_TWO).map(|_| self.book.make_unit()).collect();
        let [mut first, mut second] = [self.start()?, self.start()?];
        // Both must be awake, or the one that started first does all the work.
        for writers in [&mut first, &mut second] {
            let key = self.book.make_unit();
            writers.send(&self.book.sent[&key].line)?;
            self.take(writers, 1)?;
        }
        // One from the front, one from the back: they meet somewhere, and each has work of its own before that.
        for (front, back) in keys.iter().zip(keys.iter().rev()) {
            first.send(&self.book.sent[front].line)?;
            second.send(&self.book.sent[back].line)?;
        }
        let mut applied = self.take(&mut first, keys.len())?;
        let n_first = applied.values().sum::<usize>();
        for (key, n) in self.take(&mut second, keys.len())? {
            *applied.entry(key).or_default() += n;
        }
        first.finish()?;
        second.finish()?;
        let n_once = applied.values().filter(|n| **n == 1).count();
        let n_second = applied.values().sum::<usize>() - n_first;
        println!(
            "{}: {} commands from two processes at once: {n_once} applied once ({n_first} by the one, {n_second} by the other)",
            self.place.name,
            keys.len()
        );
        want(n_once == keys.len(), || "a command sent by two processes was not applied once".to_owned())?;
        want(n_first > 0 && n_second > 0, || "one of the two processes did all the work".to_owned())
    }

    /// The process is killed before its answer is read; the command is sent again to the next.
    fn after_a_lost_answer(&mut self) -> Result<()> {
        let keys = [self.book.make_unit(), self.book.make_unit()];
        let mut writers = self.start()?;
        for key in &keys {
            writers.send(&self.book.sent[key].line)?;
        }
        // The first answer shows that writing is under way; the second command may be anywhere.
        let _ = writers.answer()?;
        writers.kill()?;
        let mut writers = self.start()?;
        for key in &keys {
            writers.send(&self.book.sent[key].line)?;
        }
        self.take(&mut writers, keys.len())?;
        writers.finish()
    }

    fn with_another_body(&mut self) -> Result<()> {
        let key = self.book.make_unit();
        let mut other: Value = serde_json::from_str(&self.book.sent[&key].line)?;
        other["body"]["name"] = json!("Another name");
        let mut writers = self.start()?;
        writers.send(&self.book.sent[&key].line)?;
        self.take(&mut writers, 1)?;
        writers.send(&other.to_string())?;
        let answer = writers.answer()?.context("waiting for the refusal")?;
        let Outcome::Refused(code) = answer.outcome else { bail!("the same key with another body was not refused") };
        println!("{}: the same key with another body: refused as {code}", self.place.name);
        writers.finish_as(Exit::Refused)?;
        want(code == "key-reused", || format!("refused as {code}"))
    }

    fn start(&self) -> Result<Writers> {
        Writers::start(self.binary, self.place)
    }

    /// Takes `n` answers down; how often each key was applied, not replayed.
    fn take(&mut self, writers: &mut Writers, n: usize) -> Result<BTreeMap<String, usize>> {
        let mut applied = BTreeMap::new();
        for _ in 0..n {
            let answer = writers.answer()?.context("bamsat act ended by itself")?;
            let (position, replayed) = match answer.outcome {
                Outcome::Done { position, replayed, .. } => (position, replayed),
                Outcome::Refused(code) => bail!("{} was refused: {code}", answer.key),
                Outcome::Failed(fault) => bail!("{} failed: {fault}", answer.key),
            };
            *applied.entry(answer.key.clone()).or_default() += usize::from(!replayed);
            let sent = self.book.sent.get_mut(&answer.key).context("an unknown key was answered")?;
            let before = *sent.position.get_or_insert(position);
            want(before == position, || format!("{} stands at {before} and at {position}", answer.key))?;
        }
        Ok(applied)
    }
}
