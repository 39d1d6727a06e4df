//! What the proofs have sent and what was promised to them: the other side of the ledger.

use super::binary::{Binary, Place};
use super::want;
use super::writers::{Answer, Outcome, Writers};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub struct Sent {
    pub line: String,
    /// What the register lists of it once it stands; as many entries are in the ledger.
    pub marks: Vec<String>,
    /// Where the ledger holds its first entry, once it was answered with success.
    pub position: Option<u64>,
    /// Whether the last success said that it stood there before.
    pub replayed: bool,
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

impl Sent {
    /// Several orders under one key: all or none of them.
    pub fn is_batch(&self) -> bool {
        self.marks.len() > 1
    }
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
        let (mut order, mark) = self.order(act, stream, body);
        let key = format!("proof-{:08}", self.n_made);
        order["key"] = json!(key);
        self.keep(key, &order, vec![mark])
    }

    /// Makes `n` orders under one key: a session, conclusions of it, and units, in turn; answers the key.
    pub fn make_batch(&mut self, n: usize) -> String {
        let body = json!({ "title": format!("Batch {}", self.n_made), "held_on": "2020-03-13" });
        let mut orders = vec![self.order("session.hold", None, body)];
        let session = self.last_stream();
        let key = format!("proof-{:08}", self.n_made);
        while orders.len() < n {
            let i = orders.len();
            orders.push(if i % 2 == 1 {
                let body = json!({ "n": i.div_ceil(2), "words": format!("Conclusion {i}"), "ending": "guidance" });
                self.order("session.record_conclusion", Some(&session), body)
            } else {
                let name = format!("Unit {}", self.n_made);
                self.order("unit.found", None, unit(&name))
            });
        }
        let (orders, marks): (Vec<Value>, Vec<String>) = orders.into_iter().unzip();
        self.keep(key.clone(), &json!({ "key": key, "orders": orders }), marks)
    }

    /// One order, and its mark.
    fn order(&mut self, act: &str, stream: Option<&str>, body: Value) -> (Value, String) {
        self.n_made += 1;
        let stream = stream.map_or_else(|| stream_id(self.n_made), str::to_owned);
        let mark = body["n"].as_u64().map_or_else(|| stream.clone(), |n| conclusion_mark(&stream, n));
        (json!({ "act": act, "stream": stream, "body": body }), mark)
    }

    fn keep(&mut self, key: String, request: &Value, marks: Vec<String>) -> String {
        let sent = Sent { line: request.to_string(), marks, position: None, replayed: false };
        self.sent.insert(key.clone(), sent);
        key
    }

    /// The stream that the last command began, if it began one.
    pub fn last_stream(&self) -> String {
        stream_id(self.n_made)
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
            Outcome::Done { position, n_entries, replayed } => {
                let n = sent.marks.len() as u64;
                want(*n_entries == n, || format!("{} has {n} orders and made {n_entries} entries", answer.key))?;
                if let Some(before) = sent.position {
                    let says = || format!("{} stood at {before}, now at {position} (replayed: {replayed})", answer.key);
                    want(before == *position && *replayed, says)?;
                }
                self.n_found += usize::from(*replayed && sent.position.is_none());
                (sent.position, sent.replayed) = (Some(*position), *replayed);
            }
            Outcome::Refused(code) => bail!("{} was refused: {code}", answer.key),
            Outcome::Failed(fault) => {
                self.n_failed += 1;
                self.last_fault = Some(fault.clone());
            }
        }
        Ok(())
    }

    /// Every command has places of its own in the ledger, and the ledger has no others from `base` to `head`.
    pub fn want_each_once(&self, base: u64, head: u64) -> Result<()> {
        let mut places: Vec<(u64, u64)> =
            self.sent.values().filter_map(|it| Some((it.position?, it.marks.len() as u64))).collect();
        let says = |it: usize| format!("of {} commands only {it} have a place in the ledger", self.sent.len());
        want(places.len() == self.sent.len(), || says(places.len()))?;
        places.sort_unstable();
        let mut last = base;
        for (position, n_entries) in places {
            want(position == last + 1, || format!("an entry at {position} where {} should be next", last + 1))?;
            last += n_entries;
        }
        want(last == head, || format!("the commands end at {last}, the ledger at {head}"))
    }

    /// After a kill: every command stands whole or not at all in what the register lists, and whole if it was answered.
    /// Answers the batches that nothing is known of, and whether each stands.
    pub fn all_or_none(&self, listed: &BTreeSet<String>) -> Result<BTreeMap<String, bool>> {
        let mut unknown = BTreeMap::new();
        for (key, sent) in &self.sent {
            let (n, n_there) = (sent.marks.len(), sent.marks.iter().filter(|it| listed.contains(*it)).count());
            want(n_there == 0 || n_there == n, || format!("of the {n} orders of {key} {n_there} stand"))?;
            want(sent.position.is_none() || n_there == n, || format!("{key} was answered with success and is gone"))?;
            if sent.is_batch() && sent.position.is_none() {
                unknown.insert(key.clone(), n_there == n);
            }
        }
        Ok(unknown)
    }
}

/// What the register at `place` lists, in the marks of the book.
pub fn listed(binary: &Binary, place: &Place) -> Result<BTreeSet<String>> {
    let mut marks = BTreeSet::new();
    for noun in ["units", "sessions", "conclusions"] {
        let shown = binary.ask(place, &["show", noun, "--json"])?;
        let items = shown[noun].as_array().with_context(|| format!("looking for {noun} in what bamsat shows"))?;
        marks.extend(items.iter().filter_map(mark_of));
    }
    Ok(marks)
}

fn mark_of(item: &Value) -> Option<String> {
    match item["id"].as_str() {
        Some(id) => Some(id.to_owned()),
        None => Some(conclusion_mark(item["session"].as_str()?, item["n"].as_u64()?)),
    }
}

fn conclusion_mark(session: &str, n: u64) -> String {
    format!("{session}/{n}")
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
        Answer { key: key.to_owned(), outcome: Outcome::Done { position, n_entries: 1, replayed } }
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
    fn half_a_batch_and_a_lost_answer_are_seen() {
        let mut book = Book::default();
        let key = book.make_batch(5);
        let marks = book.sent[&key].marks.clone();
        assert_eq!(marks.iter().filter(|it| it.ends_with("/1") || it.ends_with("/2")).count(), 2);
        let all: BTreeSet<String> = marks.into_iter().collect();
        assert_eq!(book.all_or_none(&BTreeSet::new()).unwrap(), [(key.clone(), false)].into());
        assert_eq!(book.all_or_none(&all).unwrap(), [(key.clone(), true)].into());
        assert!(book.all_or_none(&all.iter().skip(1).cloned().collect()).is_err());
        assert!(book.note(&done(&key, 3, false)).is_err());
        let outcome = Outcome::Done { position: 3, n_entries: 5, replayed: false };
        book.note(&Answer { key, outcome }).unwrap();
        assert_eq!(book.all_or_none(&all).unwrap().len(), 0);
        assert!(book.all_or_none(&BTreeSet::new()).is_err());
        assert!(book.want_each_once(2, 7).is_ok());
        assert!(book.want_each_once(2, 3).is_err());
    }

    #[test]
    fn marks_are_read_from_what_is_listed() {
        assert_eq!(mark_of(&json!({ "id": "a", "name": "b" })).unwrap(), "a");
        assert_eq!(mark_of(&json!({ "session": "a", "n": 2 })).unwrap(), "a/2");
    }

    #[test]
    fn a_refusal_ends_the_proof() {
        let mut book = Book::default();
        let key = book.make("unit.found", None, json!({}));
        assert!(book.note(&Answer { key, outcome: Outcome::Refused("stale".to_owned()) }).is_err());
    }
}
