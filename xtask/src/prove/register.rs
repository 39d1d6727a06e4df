//! Measures the register page, signed in and with rights applied, beside a static answer of the same server.

use super::binary::{Binary, Profile};
use super::http::{Client, start_of};
use super::seeded::Seeded;
use super::wrk::{Load, Wrk};
use super::{Verdict, want};
use crate::setup::{WRK, programs};
use anyhow::Result;

const FEWER: u64 = 100_000;
const MORE: u64 = 1_000_000;
const STATIC: &str = "/static/measure.txt";
const STATIC_LENGTH: usize = 8192;
const N_ROWS: usize = 50;
const N_CONNECTIONS: u32 = 16;
const N_RUNS: usize = 5;
const SECONDS: u32 = 4;

/// What is measured of one register: five runs of each, in turn.
struct Measured {
    still: Load,
    page: Load,
    search: Load,
}

pub fn run() -> Result<Verdict> {
    let wrk = match programs(&[WRK]) {
        Ok(found) => Wrk::new(&found[0])?,
        Err(error) => return Ok(Verdict::Skipped(format!("{error:#}"))),
    };
    let binary = Binary::build(Profile::Release)?;
    let fewer = measure(&binary, &wrk, FEWER)?;
    let more = measure(&binary, &wrk, MORE)?;
    let [page, p99, growth, search] = [
        fewer.page.per_second / fewer.still.per_second,
        fewer.page.p99_ms / fewer.still.p99_ms,
        more.page.per_second / fewer.page.per_second,
        more.search.per_second / more.page.per_second,
    ];
    println!("page at {FEWER}: 1/{:.1} of the static answer's requests (at least 1/20)", 1.0 / page);
    println!("page at {FEWER}: p99 {p99:.2} times that of the static answer (at most 4)");
    println!("page at {MORE}: {:.0} % of the requests at {FEWER} (at least 70 %)", growth * 100.0);
    println!("search at {MORE}: {:.0} % of the page's requests (at least 25 %)", search * 100.0);
    want(page >= 1.0 / 20.0, || "the page is too slow beside the static answer".to_owned())?;
    want(p99 <= 4.0, || "the slowest pages are too slow beside the static answer".to_owned())?;
    want(growth >= 0.7, || "the page slows down too much with more tasks".to_owned())?;
    want(search >= 0.25, || "the search is too slow beside the page".to_owned())?;
    Ok(Verdict::Pass)
}

fn measure(binary: &Binary, wrk: &Wrk, n_tasks: u64) -> Result<Measured> {
    let seeded = Seeded::make(binary, n_tasks)?;
    let (server, mut client) = seeded.serve(binary)?;
    let still = client.get(STATIC)?;
    let is_right = still.status == 200 && still.body.len() == STATIC_LENGTH;
    want(is_right, || format!("{STATIC} answers {} with {} bytes", still.status, still.body.len()))?;
    seeded.wait_for_index(&mut client)?;
    let kinds = [vec![STATIC.to_owned()], seeded.pages(&[]), seeded.pages(&words(&mut client, &seeded)?)];
    for path in kinds[1..].iter().flatten() {
        want_rows(&mut client, path)?;
    }
    println!("{n_tasks} tasks: {} pages and {} searches, each of {N_ROWS} rows", kinds[1].len(), kinds[2].len());
    let mut runs: [Vec<Load>; 3] = Default::default();
    for paths in &kinds {
        wrk.run(&client, paths, N_CONNECTIONS, 1)?;
    }
    for _ in 0..N_RUNS {
        for (runs, paths) in runs.iter_mut().zip(&kinds) {
            runs.push(wrk.run(&client, paths, N_CONNECTIONS, SECONDS)?);
        }
    }
    let [still, page, search] = runs.map(|it| Load::median(&it));
    for (name, load) in [("static", &still), ("page", &page), ("search", &search)] {
        println!("{n_tasks} tasks, {name:<6} {load}");
    }
    println!("{n_tasks} tasks: {} MB resident after the load", server.resident_kb()? / 1024);
    server.stop()?;
    Ok(Measured { still, page, search })
}

/// Words without marks that find enough tasks in every subtree: taken from the register itself.
fn words(client: &mut Client, seeded: &Seeded) -> Result<Vec<&'static str>> {
    const CANDIDATES: &[&str] = &[
        "bao cao",
        "giai phong mat bang",
        "ke hoach",
        "kiem tra",
        "ra soat",
        "trien khai",
        "tong hop",
        "quy hoach",
        "ngan sach",
        "du an",
        "dat dai",
        "truong hoc",
    ];
    let mut found = Vec::new();
    for word in CANDIDATES {
        let pages = seeded.pages(&[word]);
        let mut all = true;
        for path in &pages {
            all = all && n_rows(client, path)? == N_ROWS;
        }
        if all {
            found.push(*word);
        }
    }
    want(found.len() >= 2, || format!("only {found:?} find {N_ROWS} tasks in every subtree"))?;
    Ok(found)
}

fn want_rows(client: &mut Client, path: &str) -> Result<()> {
    let n = n_rows(client, path)?;
    want(n == N_ROWS, || format!("{path} shows {n} rows"))
}

fn n_rows(client: &mut Client, path: &str) -> Result<usize> {
    let answer = client.get(path)?;
    want(answer.status == 200, || format!("{path} answers {}: {}", answer.status, start_of(&answer.text())))?;
    Ok(rows_of(&answer.text()))
}

/// Rows of tasks: each leads to its task by one link in the first cell.
pub fn rows_of(page: &str) -> usize {
    let body = page.split("<tbody").nth(1).and_then(|it| it.split("</tbody>").next()).unwrap_or_default();
    body.matches("<tr").count()
}

#[cfg(test)]
mod tests {
    use super::rows_of;

    #[test]
    fn rows_are_counted_in_the_body_of_the_table() {
        assert_eq!(rows_of("<tr><tbody id=a><tr><td></tr><tr class=b></tr></tbody><tr>"), 2);
        assert_eq!(rows_of("<p>"), 0);
    }
}
