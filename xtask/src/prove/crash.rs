//! Kills the product, or its database, with signal 9 in the midst of many writes, and asks what is left.

use super::binary::{Binary, Place, Profile};
use super::book::{self, Book};
use super::writers::{Exit, Writers};
use super::{Verdict, intaking, want};
use crate::postgres::Cluster;
use crate::shell::Scratch;
use anyhow::{Result, bail};
use serde_json::json;
use std::collections::BTreeMap;

/// At each kill at least so many writes must wait for their answer.
const FEWEST_OPEN: usize = 64;
/// So many commands are under way at any time.
const WINDOW: usize = 256;
/// One command in so many is a conclusion, all of a round in one session; the others found units.
const CONCLUSION_EVERY: usize = 4;
/// One command in so many is a batch of 3 to 50 orders under one key.
const BATCH_EVERY: usize = 17;

pub fn run() -> Result<Verdict> {
    let binary = Binary::build(Profile::Release)?;
    kill_bamsat(&binary, 40)?;
    kill_postgres(&binary, 10)?;
    intaking::kill_bamsat(&binary, 8)?;
    intaking::kill_postgres(&binary, 4)?;
    println!("SQLite: signal 9 leaves the caches of the system alone; it says nothing about a loss of power");
    Ok(Verdict::Pass)
}

/// Three kills, for the ordinary test.
pub fn short() -> Result<()> {
    let binary = Binary::build(Profile::Dev)?;
    kill_bamsat(&binary, 2)?;
    kill_postgres(&binary, 1)?;
    intaking::kill_bamsat(&binary, 1)
}

fn kill_bamsat(binary: &Binary, n_kills: usize) -> Result<()> {
    let folder = Scratch::new("crash")?;
    let mut trial = Trial::begin(binary, Place::sqlite(folder.path()))?;
    for kill in 0..n_kills {
        let mut writers = trial.start_round(kill)?;
        trial.write_until(&mut writers, answers_before(kill))?;
        writers.kill()?;
        while let Some(answer) = writers.answer()? {
            trial.book.note(&answer)?;
        }
        trial.count_open()?;
        trial.look()?;
        // Nobody is left to answer. A process that outlives its server may answer each in the end, when it stands whole.
        want(!trial.unknown.is_empty(), || "no batch was left without an answer".to_owned())?;
    }
    trial.end("kill -9 of bamsat")
}

fn kill_postgres(binary: &Binary, n_kills: usize) -> Result<()> {
    let folder = Scratch::new("crash")?;
    let mut cluster = Cluster::start()?;
    println!("PostgreSQL: {}", cluster.durability()?);
    let database = cluster.new_database("crash")?;
    let mut trial = Trial::begin(binary, Place::postgres(folder.path(), database))?;
    let mut writers = trial.start_round(0)?;
    for kill in 0..n_kills {
        trial.write_until(&mut writers, answers_before(kill))?;
        cluster.kill()?;
        let at_hand = writers.answers_at_hand()?;
        let n_failed = trial.book.n_failed;
        at_hand.iter().try_for_each(|it| trial.book.note(it))?;
        trial.count_open_and(trial.book.n_failed - n_failed)?;
        cluster.start_again()?;
        let goes_on = trial.drain(&mut writers)?;
        trial.look()?;
        trial.has_failed = goes_on && (trial.has_failed || trial.book.n_failed > n_failed);
        if goes_on {
            trial.send_unknown(&mut writers)?;
        } else {
            trial.n_restarts += 1;
            writers = trial.start_round(kill)?;
        }
    }
    writers.finish_as(if trial.has_failed { Exit::Failed } else { Exit::Done })?;
    trial.end("kill -9 of PostgreSQL")
}

/// How many answers to wait for before a kill: another number each time, the same in each run.
fn answers_before(kill: usize) -> usize {
    40 + (kill * 7919 + 13) % 331
}

struct Trial<'a> {
    binary: &'a Binary,
    place: Place,
    book: Book,
    /// The head before the first command of the trial.
    base: u64,
    /// The session that the conclusions of this round belong to, and how many it has.
    session: (String, u32),
    /// The batches that the last kill left without an answer, and whether each stands.
    unknown: BTreeMap<String, bool>,
    /// Such batches of all kills: those that stood whole, and those of which nothing stood.
    n_whole: usize,
    n_none: usize,
    /// Batches without a success at a kill; a process that outlives its server may carry them out afterwards.
    n_batches_open: usize,
    /// Whether the process that runs now has answered that it failed.
    has_failed: bool,
    n_open: Vec<usize>,
    n_restarts: usize,
}

impl<'a> Trial<'a> {
    fn begin(binary: &'a Binary, place: Place) -> Result<Trial<'a>> {
        let (book, base) = Book::begin(binary, &place)?;
        let (session, unknown, n_open) = ((String::new(), 0), BTreeMap::new(), Vec::new());
        Ok(Trial {
            binary,
            place,
            book,
            base,
            session,
            unknown,
            n_whole: 0,
            n_none: 0,
            n_batches_open: 0,
            has_failed: false,
            n_open,
            n_restarts: 0,
        })
    }

    /// Starts a process, sends it again what got no success (in every second round), and holds a session.
    fn start_round(&mut self, round: usize) -> Result<Writers> {
        let mut writers = Writers::start(self.binary, &self.place)?;
        self.book.open.clear();
        self.send_unknown(&mut writers)?;
        if round % 2 == 1 {
            let again = self.book.without_success();
            self.send_all(&mut writers, &again)?;
        }
        let body = json!({ "title": format!("Round {round}"), "held_on": "2020-03-13" });
        let held = self.book.make("session.hold", None, body);
        self.session = (self.book.last_stream(), 0);
        self.send_all(&mut writers, &[held])?;
        Ok(writers)
    }

    /// Keeps the window full until `n_answers` have come.
    fn write_until(&mut self, writers: &mut Writers, n_answers: usize) -> Result<()> {
        for _ in 0..n_answers {
            while self.book.open.len() < WINDOW {
                let key = self.next_command();
                self.send(writers, &key)?;
            }
            match writers.answer()? {
                Some(answer) => self.book.note(&answer)?,
                None => bail!("bamsat act ended by itself"),
            }
        }
        Ok(())
    }

    fn next_command(&mut self) -> String {
        let n = self.book.sent.len();
        if n.is_multiple_of(BATCH_EVERY) {
            return self.book.make_batch(3 + n * 7 % 48);
        }
        if !n.is_multiple_of(CONCLUSION_EVERY) {
            return self.book.make_unit();
        }
        self.session.1 += 1;
        let body = json!({ "n": self.session.1, "words": format!("Conclusion {n}"), "ending": "guidance" });
        self.book.make("session.record_conclusion", Some(&self.session.0), body)
    }

    fn send(&mut self, writers: &mut Writers, key: &str) -> Result<()> {
        self.book.open.insert(key.to_owned());
        writers.send(&self.book.sent[key].line)
    }

    /// Sends commands and waits until each is answered.
    fn send_all(&mut self, writers: &mut Writers, keys: &[String]) -> Result<()> {
        for chunk in keys.chunks(WINDOW) {
            chunk.iter().try_for_each(|it| self.send(writers, it))?;
            want(self.drain(writers)?, || "bamsat act ended by itself".to_owned())?;
        }
        Ok(())
    }

    /// Waits until nothing is open; false if the process ended before.
    fn drain(&mut self, writers: &mut Writers) -> Result<bool> {
        while !self.book.open.is_empty() {
            match writers.answer()? {
                Some(answer) => self.book.note(&answer)?,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Looks at what the register lists, while nobody writes: of every batch all or none.
    fn look(&mut self) -> Result<()> {
        self.unknown = self.book.all_or_none(&book::listed(self.binary, &self.place)?)?;
        let n_whole = self.unknown.values().filter(|it| **it).count();
        self.n_whole += n_whole;
        self.n_none += self.unknown.len() - n_whole;
        Ok(())
    }

    /// Sends those batches again: what stands must be told as done before, and the rest be done now.
    fn send_unknown(&mut self, writers: &mut Writers) -> Result<()> {
        let unknown = std::mem::take(&mut self.unknown);
        self.send_all(writers, &unknown.keys().cloned().collect::<Vec<_>>())?;
        for (key, stands) in unknown {
            let sent = &self.book.sent[&key];
            want(sent.position.is_some(), || format!("{key} failed when it was sent again"))?;
            want(sent.replayed == stands, || format!("{key}: stood {stands}, but replayed {}", sent.replayed))?;
        }
        Ok(())
    }

    fn count_open(&mut self) -> Result<()> {
        self.count_open_and(0)
    }

    /// Counts what waited at the kill; `n_failed` were told meanwhile that nothing is known.
    fn count_open_and(&mut self, n_failed: usize) -> Result<()> {
        let n_open = self.book.open.len() + n_failed;
        self.n_open.push(n_open);
        want(n_open >= FEWEST_OPEN, || format!("only {n_open} writes were open at a kill"))?;
        let n_batches = self.book.sent.values().filter(|it| it.is_batch() && it.position.is_none()).count();
        self.n_batches_open += n_batches;
        want(n_batches > 0, || "no batch was open at a kill".to_owned())
    }

    /// Sends every command once more: each must have exactly one place, the same as before; then checks.
    fn end(mut self, what: &str) -> Result<()> {
        let n_answered = self.book.sent.values().filter(|it| it.position.is_some()).count();
        let mut writers = Writers::start(self.binary, &self.place)?;
        self.book.open.clear();
        self.send_unknown(&mut writers)?;
        let keys: Vec<String> = self.book.sent.keys().cloned().collect();
        self.send_all(&mut writers, &keys)?;
        writers.finish()?;
        let head = self.binary.check(&self.place)?;
        self.book.want_each_once(self.base, head.position)?;
        println!("{}: {} x {what}, bamsat restarted {} times", self.place.name, self.n_open.len(), self.n_restarts);
        let (fewest, most) = (self.n_open.iter().min().unwrap_or(&0), self.n_open.iter().max().unwrap_or(&0));
        let n_open: usize = self.n_open.iter().sum();
        println!(
            "  {fewest} to {most} writes open at each, {n_open} in all; {} answered as failed",
            self.book.n_failed
        );
        if let Some(fault) = &self.book.last_fault {
            println!("  the last fault: {fault}");
        }
        let (n_sent, n_found) = (keys.len(), self.book.n_found);
        println!("  {n_sent} commands, {n_answered} answered with success before the last sending: each is there once");
        let (n_batches, n_whole, n_none) =
            (self.book.sent.values().filter(|it| it.is_batch()).count(), self.n_whole, self.n_none);
        println!(
            "  {n_batches} of them batches of 3 to 50 orders; {} open at a kill, {} left without an answer: {n_whole} stood whole, \
             of {n_none} nothing, none half",
            self.n_batches_open,
            n_whole + n_none
        );
        println!("  {n_found} were there although their answer was lost; check clean, head at {}", head.position);
        Ok(())
    }
}
