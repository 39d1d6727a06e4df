//! What the proofs have sent and what was promised to them: the other side of the ledger.

use super::binary::{Binary, Place};
use super::want;
use super::writers::{Answer, Outcome, Writers};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub struct Sent {
    pub line: String,
    /// Where the ledger holds it, once it was answered with success.
    pub position: Option<u64>,
}

#[derive(Default)]
pub struct Book {
    pub sent: BTreeMap<String, Sent>,
    /// Sent to the process that runs now, and not answered by it.
    pub open: BTreeSet<String>,
    pub n_failed: usize,
    pub last_fault: Option<String>,
    /// Commands whose answer was lost, and that were in the ledger when they were sent again.
    pub n_found: usize,
    n_made: u64,
}

impl Book {
    /// Founds the register with a first command; answers the book, empty, and the head before what it will hold.
    pub fn begin(binary: &Binary, place: &Place) -> Result<(Book, u64)> {
        let mut book = Book::default();
        let first = book.make("unit.found", None, unit("Root"));
        let mut writers = Writers::start(binary, place)?;
        writers.send(&book.sent[&first].line)?;
        let answer = writers.answer()?.context("bamsat act ended without an answer to its first command")?;
        book.note(&answer)?;
        writers.finish()?;
        book.sent.clear();
        Ok((book, binary.check(place)?.position))
    }

    /// Makes a command that founds one more unit; answers its key.
    pub fn make_unit(&mut self) -> String {
        let name = format!("Unit {}", self.n_made);
        self.make("unit.found", None, unit(&name))
    }

    /// Makes a command that was never sent; answers its key. The stream is new unless `stream` names one.
    pub fn make(&mut self, act: &str, stream: Option<&str>, body: Value) -> String {
        self.n_made += 1;
        let n = self.n_made;
        let key = format!("proof-{n:08}");
        let stream = stream.map_or_else(|| stream_id(n), str::to_owned);
        let line = json!({ "act": act, "stream": stream, "key": key, "body": body }).to_string();
        self.sent.insert(key.clone(), Sent { line, position: None });
        key
    }

    /// The stream that the last command began, if it began one.
    pub fn last_stream(&self) -> String {
        stream_id(self.n_made)
    }

    pub fn n_made(&self) -> u64 {
        self.n_made
    }

    /// The keys that no success was answered to.
    pub fn without_success(&self) -> Vec<String> {
        self.sent.iter().filter(|(_, it)| it.position.is_none()).map(|(key, _)| key.clone()).collect()
    }

    /// Takes an answer down. A success must not move, and no command of the proofs is unlawful.
    pub fn note(&mut self, answer: &Answer) -> Result<()> {
        self.open.remove(&answer.key);
        let sent = self.sent.get_mut(&answer.key).with_context(|| format!("`{}` was never sent", answer.key))?;
        match &answer.outcome {
            Outcome::Done { position, replayed } => {
                if let Some(before) = sent.position {
                    let says = || format!("{} stood at {before}, now at {position} (replayed: {replayed})", answer.key);
                    want(before == *position && *replayed, says)?;
                }
                self.n_found += usize::from(*replayed && sent.position.is_none());
                sent.position = Some(*position);
            }
            Outcome::Refused(code) => bail!("{} was refused: {code}", answer.key),
            Outcome::Failed(fault) => {
                self.n_failed += 1;
                self.last_fault = Some(fault.clone());
            }
        }
        Ok(())
    }

    /// Every command has a place of its own in the ledger, and the ledger has no other from `base` to `head`.
    pub fn want_each_once(&self, base: u64, head: u64) -> Result<()> {
        let places: BTreeSet<u64> = self.sent.values().filter_map(|it| it.position).collect();
        want(places.len() == self.sent.len(), || {
            format!("{} commands have {} places in the ledger", self.sent.len(), places.len())
        })?;
        let n_entries = head.saturating_sub(base);
        want(places.len() as u64 == n_entries && places.last().is_none_or(|it| *it == head), || {
            format!("{} commands made {n_entries} entries", places.len())
        })
    }
}

fn unit(name: &str) -> Value {
    json!({ "name": name, "kind": "area", "level": "commune" })
}

/// An identifier in the form of UUID version 7, each `n` another.
fn stream_id(n: u64) -> String {
    format!("01700000-0000-7000-8000-{n:012x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(key: &str, position: u64, replayed: bool) -> Answer {
        Answer { key: key.to_owned(), outcome: Outcome::Done { position, replayed } }
    }

    #[test]
    fn a_success_may_be_told_again_but_not_move() {
        let mut book = Book::default();
        let key = book.make("unit.found", None, json!({}));
        book.note(&done(&key, 7, false)).unwrap();
        book.note(&done(&key, 7, true)).unwrap();
        assert!(book.note(&done(&key, 7, false)).is_err());
        assert!(book.note(&done(&key, 8, true)).is_err());
    }

    #[test]
    fn lost_doubled_and_strange_entries_are_seen() {
        let mut book = Book::default();
        let keys = [book.make("unit.found", None, json!({})), book.make("unit.found", None, json!({}))];
        book.note(&done(&keys[0], 3, false)).unwrap();
        assert!(book.want_each_once(2, 3).is_err());
        book.note(&done(&keys[1], 4, true)).unwrap();
        assert_eq!(book.n_found, 1);
        assert!(book.want_each_once(2, 4).is_ok());
        assert!(book.want_each_once(2, 5).is_err());
        book.sent.get_mut(&keys[1]).unwrap().position = Some(3);
        assert!(book.want_each_once(2, 3).is_err());
    }

    #[test]
    fn a_refusal_ends_the_proof() {
        let mut book = Book::default();
        let key = book.make("unit.found", None, json!({}));
        assert!(book.note(&Answer { key, outcome: Outcome::Refused("stale".to_owned()) }).is_err());
    }
}
