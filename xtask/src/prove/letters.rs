//! The letters of a day over a hundred thousand tasks: found anew beside a page that looks through the same tasks, and after an
//! entry beside a page of the register.

use super::binary::{ACTOR, Binary, Profile};
use super::http::Client;
use super::meetings;
use super::seeded::Seeded;
use super::server::{self, Server, stream_id};
use super::{Verdict, want};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const N_TASKS: u64 = 100_000;
/// Of the units so many have somebody who is written to; so has the root.
const N_READERS: usize = 60;
const N_RUNS: usize = 7;
/// Looks at every task whether its day would be counted otherwise now.
const SCAN: &str = "/calendar/recounts";
const REGISTER: &str = "/tasks?state=open";
const OUTBOX: &str = "/outbox";
/// How many times the time of the other page the outbox may take: found anew, and after an entry about a task.
const MOST_ANEW: f64 = 4.0;
const MOST_AFTER: f64 = 10.0;

pub fn run() -> Result<Verdict> {
    let binary = Binary::build(Profile::Release)?;
    let seeded = Seeded::province(&binary, N_TASKS)?;
    let place = seeded.place();
    server::act(&binary, &place, &readers(&binary, &seeded)?)?;
    let server = Server::start(&binary, &place)?;
    let mut client = server.first_client(&binary, &place, ACTOR)?;
    let n_letters = client.get("/api/outbox")?.json()?["letters"].as_array().map_or(0, Vec::len);
    want(n_letters >= N_READERS / 2, || format!("only {n_letters} letters are due"))?;
    println!("{n_letters} letters are due");
    let mut written = Written { tasks: overdue(&mut client)?, n: 0 };
    let anew = compared(&mut client, [SCAN, OUTBOX], |client| written.account(client))?;
    let after = compared(&mut client, [REGISTER, OUTBOX], |client| written.task(client))?;
    let resident_mb = server.resident_kb()? / 1024;
    server.stop()?;
    for (name, [other, ours], most) in [("found anew", anew, MOST_ANEW), ("after an entry", after, MOST_AFTER)] {
        let times = ours.as_secs_f64() / other.as_secs_f64();
        println!("{name}: {ours:.1?}, the page beside {other:.1?}: {times:.2} times (at most {most})");
        want(times <= most, || format!("letters {name} take {times:.1} times the page beside"))?;
    }
    println!("{resident_mb} MB resident");
    Ok(Verdict::Pass)
}

/// A calendar that changed once, so that there is something to recount, and people with an address.
fn readers(binary: &Binary, seeded: &Seeded) -> Result<Vec<Value>> {
    let place = seeded.place();
    let calendar = binary.ask(&place, &["show", "calendar", "--json"])?;
    let change = json!({ "from_on": "2035-01-02", "counts_as": "off", "basis": "the proof" });
    let mut orders = vec![json!({ "act": "register.change_days", "stream": calendar["register"], "body": change })];
    let units = binary.ask(&place, &["show", "units", "--json"])?;
    let units = units["units"].as_array().context("looking for units")?;
    let step = (units.len() / N_READERS).max(1);
    let read = units.iter().step_by(step).filter_map(|it| it["id"].as_str());
    for (n, unit) in (2_000..).zip(read) {
        orders.extend(server::account(n, &format!("Reader {n}"), &[("leader", unit), ("unit_officer", unit)]));
        orders.push(json!({ "act": "account.set_mail", "stream": stream_id(n), "body": mail(n as usize) }));
    }
    Ok(orders)
}

fn mail(n: usize) -> Value {
    json!({ "address": format!("reader{n}@register.example"), "wish": "digest", "language": "vi" })
}

/// Tasks that are late, by their identifiers.
fn overdue(client: &mut Client) -> Result<Vec<String>> {
    let page = client.get("/api/tasks?state=overdue")?.json()?;
    let tasks = page["tasks"].as_array().context("looking for tasks")?;
    Ok(tasks.iter().filter_map(|it| it["id"].as_str()).map(str::to_owned).collect())
}

/// What is written so that a page is drawn anew.
struct Written {
    tasks: Vec<String>,
    n: usize,
}

impl Written {
    /// Another address of somebody: all letters are found anew.
    fn account(&mut self, client: &mut Client) -> Result<()> {
        self.n += 1;
        meetings::act(client, &stream_id(2_001), "account.set_mail", None, mail(self.n))
    }

    /// A word about one task.
    fn task(&mut self, client: &mut Client) -> Result<()> {
        self.n += 1;
        let task = &self.tasks[self.n % self.tasks.len()];
        meetings::act(client, task, "task.urge", None, json!({ "words": format!("word {}", self.n) }))
    }
}

/// Medians of two pages by turns, each right after something was written.
fn compared(
    client: &mut Client,
    pages: [&str; 2],
    mut write: impl FnMut(&mut Client) -> Result<()>,
) -> Result<[Duration; 2]> {
    let mut runs: [Vec<Duration>; 2] = Default::default();
    for _ in 0..N_RUNS {
        for (runs, page) in runs.iter_mut().zip(pages) {
            write(client)?;
            let start = Instant::now();
            let answer = client.get(page)?;
            want(answer.status == 200, || format!("{page} answers {}", answer.status))?;
            runs.push(start.elapsed());
        }
    }
    Ok(runs.map(|mut it| {
        it.sort_unstable();
        it[N_RUNS / 2]
    }))
}
