//! How fast the reader reads, beside what any reading of the same bytes costs and beside two splitters of words.

use super::{Verdict, want};
use crate::shell::{self, Scratch, find};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Megabytes a second on one core.
const LEAST_RATE: f64 = 20.0;
/// How many times as fast two cores are.
const LEAST_GAIN: f64 = 1.8;
/// The dearest byte of any length against the cheapest: memory costs something, a loop within a loop a thousandfold.
const MOST_RATIO: f64 = 2.0;
const LENGTHS: (u64, u64) = (1_000, 100_000_000);

/// The first folder that is there.
const TEXTS: &[&str] = &["../shared/samples", "examples"];
/// What the splitters read of the same texts.
const N_BYTES_OF_PEERS: usize = 60_000;
const PEERS: &[&str] = &["underthesea==9.5.0", "pyvi==0.1.1"];
const PEERS_FOLDER: &str = "target/peers";
const PEERS_SCRIPT: &str = "xtask/src/prove/speed/peers.py";

pub fn run() -> Result<Verdict> {
    let texts = texts()?;
    shell::step("cargo bench", bench(Command::new("env")).arg("--no-run"))?;
    let mut pinned = bench(on_one_core());
    let one = figures("the reader on one core", pinned.arg("--").args(&texts))?;
    let mut free = bench(Command::new("env"));
    let two = figures("the reader on two cores", free.args(["--", "--cores"]).args(&texts))?;
    let peers = peers(&texts);
    match &peers {
        Ok(it) => println!("underthesea {:.3} MB/s, pyvi {:.3} MB/s", rate(it, "underthesea")?, rate(it, "pyvi")?),
        Err(error) => println!("underthesea and pyvi: {error:#}"),
    }
    judge(&one, &two)?;
    let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(match peers {
        _ if n_cores < 2 => Verdict::Skipped("a second core".to_owned()),
        Ok(_) => Verdict::Pass,
        Err(_) => Verdict::Skipped("underthesea and pyvi from PyPI".to_owned()),
    })
}

fn judge(one: &Value, two: &Value) -> Result<()> {
    let costs = one["costs"].as_array().context("the costs of the lengths are missing")?;
    let cost = |it: &Value| Some((it[0].as_u64()?, it[1].as_f64()?));
    let costs: Vec<(u64, f64)> = costs.iter().filter_map(cost).collect();
    let ends = (costs.first().map_or(0, |it| it.0), costs.last().map_or(0, |it| it.0));
    want(ends == LENGTHS, || format!("lengths from {} to {} were read, not all", ends.0, ends.1))?;
    let dearest = costs.iter().map(|it| it.1).fold(0.0, f64::max);
    let cheapest = costs.iter().map(|it| it.1).fold(f64::MAX, f64::min);
    let (ratio, rate_of_one, gain) = (dearest / cheapest, rate(one, "one")?, rate(two, "two")? / rate(two, "one")?);
    println!("one core {rate_of_one:.1} MB/s (at least {LEAST_RATE})");
    println!("two cores {gain:.2} times as fast (at least {LEAST_GAIN})");
    println!("dearest byte of a length {ratio:.2} times the cheapest (at most {MOST_RATIO})");
    let missed: Vec<&str> = [
        (rate_of_one >= LEAST_RATE, "the rate on one core"),
        (gain >= LEAST_GAIN, "the gain of a second core"),
        (ratio <= MOST_RATIO, "the same cost at every length"),
    ]
    .into_iter()
    .filter_map(|it| (!it.0).then_some(it.1))
    .collect();
    want(missed.is_empty(), || format!("missed: {}", missed.join(", ")))
}

fn rate(figures: &Value, name: &str) -> Result<f64> {
    figures[name].as_f64().with_context(|| format!("no figure for {name}"))
}

fn texts() -> Result<Vec<PathBuf>> {
    let root = shell::root();
    let folder = TEXTS.iter().map(|it| root.join(it)).find(|it| it.is_dir()).context("there is no text to read")?;
    let entries = std::fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))?;
    let mut texts: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
    texts.retain(|it| it.extension().is_some_and(|it| it == "txt"));
    texts.sort();
    println!("{} texts of {}", texts.len(), folder.display());
    Ok(texts)
}

/// What keeps a program on one core, where there is such a thing.
fn on_one_core() -> Command {
    if find("taskset").is_none() {
        return Command::new("env");
    }
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", "0"]);
    command
}

/// The bench of the reader, started by `command`.
fn bench(mut command: Command) -> Command {
    command.current_dir(shell::root()).arg(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["bench", "--quiet", "--package", "reader", "--bench", "speed"]);
    command
}

/// Relays what `command` prints; its last line is JSON.
fn figures(what: &str, command: &mut Command) -> Result<Value> {
    let (is_done, lines) = shell::relay(what, command)?;
    want(is_done, || format!("{what} failed"))?;
    let last = lines.last().with_context(|| format!("{what} printed nothing"))?;
    serde_json::from_str(last).with_context(|| format!("reading what {what} printed last"))
}

/// The figures of the splitters, over a cut of the same texts; installs them where they are not.
fn peers(texts: &[PathBuf]) -> Result<Value> {
    let folder = shell::root().join(PEERS_FOLDER);
    let python = folder.join("bin/python");
    if !is_installed(&python) {
        shell::step("python3 -m venv", Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        shell::step("pip install", Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PEERS))?;
    }
    let mut cut = String::new();
    for text in texts {
        cut.push_str(&std::fs::read_to_string(text).with_context(|| format!("reading {}", text.display()))?);
    }
    cut.truncate(cut.floor_char_boundary(N_BYTES_OF_PEERS));
    let scratch = Scratch::new("speed")?;
    let file = scratch.path().join("cut.txt");
    std::fs::write(&file, cut).context("writing the text for the splitters")?;
    let mut command = on_one_core();
    figures("the splitters of words", command.arg(&python).arg(shell::root().join(PEERS_SCRIPT)).arg(file))
}

fn is_installed(python: &Path) -> bool {
    let mut command = Command::new(python);
    let tried = command.args(["-c", "import underthesea, pyvi"]).output();
    tried.is_ok_and(|it| it.status.success())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn judged(rate: f64, gain: f64, costs: &[(u64, f64)]) -> Result<()> {
        judge(&json!({ "one": rate, "costs": costs }), &json!({ "one": 20.0, "two": 20.0 * gain }))
    }

    #[test]
    fn each_figure_that_is_missed_fails() {
        let even = [(1_000, 50.0), (1_000_000, 40.0), (100_000_000, 60.0)];
        assert!(judged(20.0, 1.8, &even).is_ok());
        assert!(judged(19.9, 1.8, &even).is_err());
        assert!(judged(20.0, 1.7, &even).is_err());
        assert!(judged(20.0, 1.8, &[(1_000, 50.0), (100_000_000, 101.0)]).is_err());
        assert!(judged(20.0, 1.8, &even[..2]).is_err());
        assert!(judged(20.0, 1.8, &[]).is_err());
    }
}
