//! Measures what the server costs: its first answer, its memory after load, many live connections while others write.

use super::binary::{Binary, Profile};
use super::http::{Client, start_of};
use super::seeded::Seeded;
use super::server::Server;
use super::wrk::Wrk;
use super::{Verdict, want};
use crate::setup::{WRK, programs};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const N_TASKS: u64 = 100_000;
const N_STARTS: usize = 5;
const FIRST_ANSWER_LIMIT: Duration = Duration::from_millis(100);
const RESIDENT_LIMIT_MB: u64 = 80;
const LOAD_SECONDS: u32 = 10;
const N_LIVE: usize = 500;
const WRITES_PER_SECOND: u64 = 10;
const LIVE_SECONDS: u64 = 20;
const PROCESSOR_LIMIT: f64 = 0.5;
const N_WRITES: usize = (LIVE_SECONDS * WRITES_PER_SECOND) as usize;
/// What is written is told at most so much later.
const TOLD_WITHIN: Duration = Duration::from_secs(2);

pub fn run() -> Result<Verdict> {
    let wrk = match programs(&[WRK]) {
        Ok(found) => Wrk::new(&found[0])?,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let binary = Binary::build(Profile::Release)?;
    let seeded = Seeded::make(&binary, N_TASKS)?;
    let (server, client) = seeded.serve(&binary)?;
    server.stop()?;
    first_answers(&binary, &seeded, &client)?;
    let server = Server::start(&binary, &seeded.place())?;
    let client = Client { address: server.address.clone(), ..client };
    seeded.wait_for_index(&mut client.clone())?;
    resident(&server, &wrk, &client, &seeded)?;
    live(&server, &client, &seeded)?;
    server.stop()?;
    binary.check(&seeded.place())?;
    Ok(Verdict::Pass)
}

/// From the start of the program to the first whole answer, of a page for all and of one for who is signed in.
fn first_answers(binary: &Binary, seeded: &Seeded, client: &Client) -> Result<()> {
    let path = seeded.pages(&[])[0].clone();
    let mut took = Vec::new();
    for _ in 0..N_STARTS {
        let start = Instant::now();
        let server = Server::spawn(binary, &seeded.place())?;
        let mut client = Client { address: server.address.clone(), ..client.clone() };
        let open = first(&mut client, "/sign-in", start)?;
        let signed_in = first(&mut client, &path, start)?;
        took.push((open, signed_in));
        server.stop()?;
    }
    took.sort_unstable_by_key(|it| it.1);
    let (open, signed_in) = took[N_STARTS / 2];
    println!("{N_TASKS} tasks: /sign-in {open:.1?} after the start, the register page of 12 units {signed_in:.1?}");
    want(signed_in.max(open) <= FIRST_ANSWER_LIMIT, || format!("the limit is {FIRST_ANSWER_LIMIT:?}"))
}

fn first(client: &mut Client, path: &str, start: Instant) -> Result<Duration> {
    loop {
        match client.get(path) {
            Ok(answer) => {
                want(answer.status == 200, || format!("{path} answers {}", answer.status))?;
                return Ok(start.elapsed());
            }
            Err(error) if start.elapsed() > Duration::from_secs(30) => return Err(error),
            Err(_) => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}

fn resident(server: &Server, wrk: &Wrk, client: &Client, seeded: &Seeded) -> Result<()> {
    let before = server.resident_kb()? / 1024;
    let mut paths = seeded.pages(&[]);
    paths.extend(seeded.pages(&["bao cao", "ke hoach"]));
    let load = wrk.run(client, &paths, 64, LOAD_SECONDS)?;
    let after = server.resident_kb()? / 1024;
    println!("resident {before} MB before, {after} MB after {LOAD_SECONDS} s of load over 64 connections ({load})");
    want(after < RESIDENT_LIMIT_MB, || format!("the limit is {RESIDENT_LIMIT_MB} MB"))
}

fn live(server: &Server, client: &Client, seeded: &Seeded) -> Result<()> {
    let tasks = open_tasks(&mut client.clone(), seeded)?;
    let page = client.clone().get("/tasks")?.text();
    let drawn_from = page.split_once("data-drawn-from=\"").and_then(|it| it.1.split_once('"'));
    let from_the_page = format!("/feed?after={}", drawn_from.context("looking for the position of a page")?.0);
    let listeners: Vec<Listener> = (0..N_LIVE).map(|_| Listener::begin(client, "/feed")).collect::<Result<_>>()?;
    let slow = client.open_stream("/feed")?;
    let before = server.processor_seconds()?;
    let start = Instant::now();
    let (written, slowest) = write_all(&mut client.clone(), &tasks)?;
    let seconds = start.elapsed().as_secs_f64();
    let cores = (server.processor_seconds()? - before) / seconds;
    let slow = Listener::read(slow)?;
    let late = Listener::begin(client, &from_the_page)?;
    let very_late = Listener::begin(client, "/feed?after=1")?;
    std::thread::sleep(TOLD_WITHIN);
    let n_events: Vec<u64> = listeners.iter().map(|it| it.heard().n_events).collect();
    let n_told_all = listeners.iter().filter(|it| it.heard().everything_at.is_some()).count();
    println!(
        "{N_LIVE} live connections, {WRITES_PER_SECOND} writes a second for {seconds:.1} s: {cores:.2} cores, \
         {} to {} events each, {n_told_all} told to look at everything, slowest write {slowest:.1?}, {} MB resident",
        n_events.iter().min().unwrap_or(&0),
        n_events.iter().max().unwrap_or(&0),
        server.resident_kb()? / 1024
    );
    want(cores < PROCESSOR_LIMIT, || format!("the limit is {PROCESSOR_LIMIT} cores"))?;
    for (who, listener) in listeners.iter().map(|it| ("a connection", it)).chain([("a slow one", &slow)]) {
        listener.want_all(who, &written)?;
    }
    late.want_all("who comes from a page drawn before", &written)?;
    want(very_late.heard().everything_at.is_some(), || "who comes from long ago is not told to look again".to_owned())
}

/// A task that was written, and when that was answered.
type Written = (String, Instant);

/// Reports on one task after the other, in time; and how long the slowest took.
fn write_all(client: &mut Client, tasks: &[String]) -> Result<(Vec<Written>, Duration)> {
    let pause = Duration::from_millis(1000 / WRITES_PER_SECOND);
    let start = Instant::now();
    let (mut written, mut slowest) = (Vec::new(), Duration::ZERO);
    for (n, task) in tasks.iter().enumerate() {
        let due = start + pause * u32::try_from(n).context("counting the writes")?;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let sent = Instant::now();
        report(client, task, n)?;
        slowest = slowest.max(sent.elapsed());
        written.push((task.clone(), Instant::now()));
    }
    Ok((written, slowest))
}

/// A live connection, and what it has heard so far.
struct Listener(Arc<Mutex<Heard>>);

#[derive(Clone, Default)]
struct Heard {
    n_events: u64,
    tasks: HashSet<String>,
    /// When it was last told to look at everything again.
    everything_at: Option<Instant>,
}

impl Listener {
    fn begin(client: &Client, path: &str) -> Result<Listener> {
        Listener::read(client.open_stream(path)?)
    }

    /// Reads until the server goes.
    fn read(reader: BufReader<TcpStream>) -> Result<Listener> {
        reader.get_ref().set_read_timeout(None)?;
        let listener = Listener(Arc::default());
        let heard = Arc::clone(&listener.0);
        std::thread::Builder::new().stack_size(64 * 1024).spawn(move || {
            for line in reader.lines().map_while(Result::ok) {
                if let Some(data) = line.strip_prefix("data:") {
                    heard.lock().unwrap_or_else(PoisonError::into_inner).add(data);
                }
            }
        })?;
        Ok(listener)
    }

    fn heard(&self) -> Heard {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn want_all(&self, who: &str, written: &[Written]) -> Result<()> {
        let heard = self.heard();
        let is_missed = |it: &&Written| !heard.tasks.contains(&it.0) && heard.everything_at.is_none_or(|at| at < it.1);
        let n_missed = written.iter().filter(is_missed).count();
        want(n_missed == 0, || format!("{who} was not told of {n_missed} of {} writes", written.len()))
    }
}

impl Heard {
    fn add(&mut self, data: &str) {
        self.n_events += 1;
        let event: Value = serde_json::from_str(data).unwrap_or_default();
        for key in event["touched"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            match key.split_once(':') {
                Some((_, task)) => drop(self.tasks.insert(task.to_owned())),
                None => self.everything_at = Some(Instant::now()),
            }
        }
    }
}

/// As many tasks as are written, no two the same: those that the clerk may report on, as a unit of theirs leads them.
fn open_tasks(client: &mut Client, seeded: &Seeded) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    for page in seeded.pages(&[]) {
        let path = format!("/api{page}&role=lead");
        let answer = client.get(&path)?;
        let json = answer.json()?;
        let tasks = json["tasks"].as_array().with_context(|| format!("finding tasks: {json}"))?;
        ids.extend(tasks.iter().filter_map(|it| it["id"].as_str().map(str::to_owned)));
    }
    ids.truncate(N_WRITES);
    want(ids.len() == N_WRITES, || format!("the clerk's pages list only {} tasks", ids.len()))?;
    Ok(ids)
}

fn report(client: &mut Client, task: &str, n: usize) -> Result<()> {
    let body = json!({ "words": format!("Step {n} is done") });
    let order: Value =
        json!({ "key": format!("light-{n}"), "act": "task.report_progress", "stream": task, "body": body });
    let answer = client.post_json("/api/acts", &order)?;
    want(answer.status < 300, || format!("/api/acts answers {}: {}", answer.status, start_of(&answer.text())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_is_heard_by_its_task_or_by_everything_after_it() {
        let now = Instant::now();
        let [before, after] = [now - TOLD_WITHIN, now + TOLD_WITHIN];
        let check = |event: &str, written: Written, wanted: bool| {
            let listener = Listener(Arc::default());
            listener.0.lock().unwrap().add(event);
            assert_eq!(listener.want_all("a listener", &[written]).is_ok(), wanted, "{event}");
        };
        let told = r#" {"position":7,"touched":["task:a","task:b"]}"#;
        check(told, ("a".to_owned(), before), true);
        check(told, ("c".to_owned(), before), false);
        let everything = r#" {"position":7,"touched":["*"]}"#;
        check(everything, ("c".to_owned(), before), true);
        check(everything, ("c".to_owned(), after), false);
    }
}
