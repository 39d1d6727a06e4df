//! Measures and weighs each page over the register of a province, beside a static answer of the same server.

mod pages;

use super::binary::{ACTOR, Binary, Profile};
use super::http::{Client, start_of};
use super::seeded::Seeded;
use super::server;
use super::wrk::{Load, Wrk};
use super::{Verdict, want};
use crate::setup::{WRK, programs};
use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use pages::{Asked, Theirs, Way};
use std::io::Write;
use std::sync::OnceLock;
use std::time::Instant;

const N_TASKS: u64 = 300_000;
const N_ACCOUNTS: u64 = 120;
const STATIC: &str = "/static/measure.txt";
const N_CONNECTIONS: u32 = 16;
/// Runs of page and static answer by turns.
const N_RUNS: usize = 3;
const SECONDS: u32 = 2;
const SLOWEST: f64 = 30.0;
const SLOWEST_P99: f64 = 5.0;
const LONGEST_BYTES: usize = 60_000;

/// The names of the pages that are measured; every page where none is told.
static ONLY: OnceLock<Vec<String>> = OnceLock::new();

pub fn only(names: &str) {
    ONLY.get_or_init(|| names.split(',').map(str::to_owned).collect());
}

pub fn run() -> Result<Verdict> {
    let wrk = match programs(&[WRK]) {
        Ok(found) => Wrk::new(&found[0])?,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let binary = Binary::build(Profile::Release)?;
    let seeded = Seeded::province(&binary, N_TASKS)?;
    let accounts =
        (0..N_ACCOUNTS).map(|n| server::account(100 + n, &format!("Person {n}"), &[("inspector", &seeded.tops[0])]));
    server::act(&binary, &seeded.place(), &accounts.flatten().collect::<Vec<_>>())?;
    let (server, mut clerk) = seeded.serve(&binary)?;
    let mut office = server.first_client(&binary, &seeded.place(), ACTOR)?;
    seeded.wait_for_index(&mut clerk)?;
    let (mut failed, mut measured) = (Vec::new(), Vec::new());
    for (who, client, theirs) in
        [("office", &mut office, Theirs::All), ("clerk of a part", &mut clerk, Theirs::Part(&seeded.tops[0]))]
    {
        let files = files_of(client)?;
        let beside = weight(client, &files)?;
        println!("{who}: style, script and picture weigh {beside} bytes compressed");
        let is_asked = |it: &Asked| ONLY.get().is_none_or(|only| only.iter().any(|name| name == it.name));
        for page in pages::pages(client, theirs)?.into_iter().filter(is_asked) {
            let (loads, wrong) = measure(&wrk, client, &page, beside)?;
            failed.extend(wrong.into_iter().map(|it| format!("{who}, {}: {it}", page.name)));
            measured.push((format!("{who}, {}", page.name), page.way, loads));
        }
    }
    want(!measured.is_empty(), || "no page is called so".to_owned())?;
    failed.extend(slow_ends(&measured));
    println!("{} MB resident after the load", server.resident_kb()? / 1024);
    server.stop()?;
    want(failed.is_empty(), || failed.join("; "))?;
    Ok(match ONLY.get() {
        None => Verdict::Pass,
        Some(only) => Verdict::Skipped(format!("every page but {}", only.join(", "))),
    })
}

/// The slowest hundredth of each page beside that of the static answer. In one run of some seconds that of the static
/// answer is what the machine happened to do then, and differs three times from run to run: its median over all runs is
/// what each page is held against. What is asked in turn is held against the static answer asked in turn.
fn slow_ends(measured: &[(String, Way, [Load; 2])]) -> Vec<String> {
    let mut failed = Vec::new();
    for way in [Way::AtOnce, Way::InTurn] {
        let of_way = || measured.iter().filter(|it| it.1 == way);
        let mut still: Vec<f64> = of_way().map(|it| it.2[0].p99_ms).collect();
        still.sort_by(f64::total_cmp);
        let Some(&middle) = still.get(still.len() / 2) else { continue };
        println!(
            "{way:?}: p99 of the static answer {:.2} to {:.2} ms, median {middle:.2}",
            still[0],
            still[still.len() - 1]
        );
        for (name, _, [_, load]) in of_way() {
            let times = load.p99_ms / middle;
            println!("{name:<36} p99 x{times:.2}");
            if times > SLOWEST_P99 {
                failed.push(format!("{name}: p99 {times:.2} times that of the static answer"));
            }
        }
    }
    failed
}

/// A page and the static answer beside it, and what is wrong with it; nothing where it keeps its limits.
fn measure(wrk: &Wrk, client: &mut Client, page: &Asked, beside: usize) -> Result<([Load; 2], Vec<String>)> {
    let bytes = weight(client, std::slice::from_ref(&page.path))? + beside;
    let answer = client.get(&page.path)?.text();
    let n_shown = answer.matches(page.shows.0).count();
    want(n_shown >= page.shows.1, || format!("{} shows only {n_shown} times {}", page.path, page.shows.0))?;
    let [still, load] = match page.way {
        Way::AtOnce => at_once(wrk, client, page)?,
        Way::InTurn => [in_turn(client, STATIC)?, in_turn(client, &page.path)?],
    };
    let slower = still.per_second / load.per_second;
    println!("{:<20} 1/{slower:<5.1} {bytes:>6} bytes  {load}; static p99 {:.2} ms", page.name, still.p99_ms);
    let limits = [
        (slower <= SLOWEST, format!("1/{slower:.1} of the static answer's requests")),
        (bytes < LONGEST_BYTES, format!("{bytes} bytes compressed")),
    ];
    Ok(([still, load], limits.into_iter().filter(|it| !it.0).map(|it| it.1).collect()))
}

/// The static answer and the page, by turns.
fn at_once(wrk: &Wrk, client: &Client, page: &Asked) -> Result<[Load; 2]> {
    let paths = [vec![STATIC.to_owned()], vec![page.path.clone()]];
    wrk.run(client, &paths[1], N_CONNECTIONS, 1)?;
    let mut runs: [Vec<Load>; 2] = Default::default();
    for _ in 0..N_RUNS {
        for (runs, paths) in runs.iter_mut().zip(&paths) {
            runs.push(wrk.run(client, paths, N_CONNECTIONS, SECONDS)?);
        }
    }
    Ok(runs.map(|it| Load::median(&it)))
}

/// Requests one after the other, as many as a link answers before it wants a pause.
fn in_turn(client: &mut Client, path: &str) -> Result<Load> {
    const N: usize = 20;
    let mut took = Vec::new();
    for _ in 0..N {
        let start = Instant::now();
        let answer = client.get(path)?;
        want(answer.status == 200, || format!("{path} answers {}", answer.status))?;
        took.push(start.elapsed().as_secs_f64() * 1e3);
    }
    took.sort_by(f64::total_cmp);
    let per_second = 1e3 * N as f64 / took.iter().sum::<f64>();
    Ok(Load { per_second, median_ms: took[N / 2], p99_ms: took[N - 1] })
}

/// The style, the script and the picture that every page names.
fn files_of(client: &mut Client) -> Result<Vec<String>> {
    let page = client.get("/me")?.text();
    let named = page.split('"').filter(|it| it.starts_with("/static/")).map(str::to_owned);
    let named: Vec<String> = named.collect();
    want(named.len() == 3, || format!("a page names {named:?}"))?;
    Ok(named)
}

/// How much several answers weigh, each compressed by itself.
fn weight(client: &mut Client, paths: &[String]) -> Result<usize> {
    let mut bytes = 0;
    for path in paths {
        let answer = client.get(path)?;
        want(answer.status == 200, || format!("{path} answers {}: {}", answer.status, start_of(&answer.text())))?;
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&answer.body).context("compressing a page")?;
        bytes += packed.finish().context("compressing a page")?.len();
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_each_page_is_held_against_the_middle_of_the_static_ones_of_its_way() {
        let load = |p99_ms| Load { per_second: 1.0, median_ms: 1.0, p99_ms };
        let row = |name: &str, way, still, page| (name.to_owned(), way, [load(still), load(page)]);
        let mut measured = vec![
            row("quick", Way::AtOnce, 1.0, 10.0),
            row("slow", Way::AtOnce, 9.0, 10.1),
            row("still", Way::AtOnce, 2.0, 1.0),
            row("in turn", Way::InTurn, 0.1, 0.6),
        ];
        let named =
            |failed: Vec<String>| failed.iter().map(|it| it.split(':').next().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(named(slow_ends(&measured)), ["slow", "in turn"]);
        measured.retain(|it| it.0 == "still");
        assert!(slow_ends(&measured).is_empty());
    }
}
