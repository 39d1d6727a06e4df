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
use std::io::BufRead;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
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
/// A live connection that hears of so many writes or more has kept up; several writes may come as one.
const FEWEST_EVENTS: u64 = LIVE_SECONDS / 2;

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
    let heard: Vec<Arc<AtomicU64>> = (0..N_LIVE).map(|_| listen(client)).collect::<Result<_>>()?;
    let tasks = open_tasks(&mut client.clone(), seeded)?;
    let before = server.processor_seconds()?;
    let start = Instant::now();
    let pause = Duration::from_millis(1000 / WRITES_PER_SECOND);
    let mut writer = client.clone();
    let mut slowest = Duration::ZERO;
    for n in 0..LIVE_SECONDS * WRITES_PER_SECOND {
        let due = start + pause * u32::try_from(n).context("counting the writes")?;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let sent = Instant::now();
        report(&mut writer, &tasks[n as usize % tasks.len()], n)?;
        slowest = slowest.max(sent.elapsed());
    }
    let seconds = start.elapsed().as_secs_f64();
    let cores = (server.processor_seconds()? - before) / seconds;
    // The last writes are told a second later at most.
    std::thread::sleep(Duration::from_secs(2));
    let counts: Vec<u64> = heard.iter().map(|it| it.load(Ordering::Relaxed)).collect();
    let (fewest, most) = (counts.iter().min().unwrap_or(&0), counts.iter().max().unwrap_or(&0));
    println!(
        "{N_LIVE} live connections, {WRITES_PER_SECOND} writes a second for {seconds:.1} s: {cores:.2} cores, \
         {fewest} to {most} events each, slowest write {slowest:.1?}, {} MB resident",
        server.resident_kb()? / 1024
    );
    want(cores < PROCESSOR_LIMIT, || format!("the limit is {PROCESSOR_LIMIT} cores"))?;
    want(*fewest >= FEWEST_EVENTS, || format!("a live connection heard only {fewest} events"))
}

/// Opens a live connection; counts what it hears until the server goes.
fn listen(client: &Client) -> Result<Arc<AtomicU64>> {
    let reader = client.open_stream("/feed")?;
    reader.get_ref().set_read_timeout(None)?;
    let heard = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&heard);
    std::thread::Builder::new().stack_size(64 * 1024).spawn(move || {
        for line in reader.lines().map_while(Result::ok) {
            if line.starts_with("data:") {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        }
    })?;
    Ok(heard)
}

/// The identifiers of the first open tasks that the clerk sees.
fn open_tasks(client: &mut Client, seeded: &Seeded) -> Result<Vec<String>> {
    // What the clerk may report on: tasks that a unit of theirs leads.
    let path = format!("/api{}&role=lead", seeded.pages(&[])[0]);
    let answer = client.get(&path)?;
    let json = answer.json()?;
    let tasks =
        json["tasks"].as_array().or_else(|| json.as_array()).with_context(|| format!("finding tasks: {json}"))?;
    let ids: Vec<String> = tasks.iter().filter_map(|it| it["id"].as_str().map(str::to_owned)).collect();
    want(!ids.is_empty(), || format!("{path} lists no task: {}", start_of(&answer.text())))?;
    Ok(ids)
}

fn report(client: &mut Client, task: &str, n: u64) -> Result<()> {
    let body = json!({ "words": format!("Step {n} is done") });
    let order: Value =
        json!({ "key": format!("light-{n}"), "act": "task.report_progress", "stream": task, "body": body });
    let answer = client.post_json("/api/acts", &order)?;
    want(answer.status < 300, || format!("/api/acts answers {}: {}", answer.status, start_of(&answer.text())))
}
