//! The rules of rates on tasks rebuilt from published counts, and a million tasks counted by any two traits beside DuckDB.

use super::{Verdict, want};
use crate::shell::{self, Scratch, find};
use anyhow::{Context, Result};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Where the peer is installed, once.
const PEER_FOLDER: &str = "target/duckdb";
const PEER_SCRIPT: &str = "xtask/src/prove/rates/duck.py";
const TRAITS: [&str; 5] = ["lead", "field", "month", "source", "class"];
/// So often each pair is counted; the middle one is told.
const N_TURNS: usize = 5;

pub fn run() -> Result<Verdict> {
    let mut command = shell::cargo();
    command.args(["test", "--quiet", "--package", "rates", "--", "--nocapture"]);
    let (is_right, lines) = shell::relay("the rules on published counts", &mut command)?;
    want(is_right, || "a rule gives another rate than it should".to_owned())?;
    let n_mismatches = lines.iter().find_map(|it| it.strip_prefix("mismatches: ")?.parse::<u32>().ok());
    want(n_mismatches.is_some_and(|it| it >= 4), || "what does not add up is not told".to_owned())?;
    if find("python3").is_none() {
        return Ok(Verdict::Skipped("python3".to_owned()));
    }
    let python = shell::root().join(PEER_FOLDER).join("bin/python");
    if !install(&python) {
        return Ok(Verdict::Skipped("duckdb of PyPI".to_owned()));
    }
    let mut command = shell::cargo();
    shell::step("the bench", command.args(["bench", "--quiet", "--package", "rates", "--bench", "two", "--no-run"]))?;
    let scratch = Scratch::new("rates")?;
    let mut command = shell::cargo();
    command.args(["bench", "--quiet", "--package", "rates", "--bench", "two", "--"]).arg(scratch.path());
    let mut own = Counter::start("two", &mut command)?;
    let mut peer =
        Counter::start("duckdb", Command::new(&python).arg(shell::root().join(PEER_SCRIPT)).arg(scratch.path()))?;
    let (mut slowest, mut n_pairs) = (f64::MAX, 0);
    for (i, a) in TRAITS.iter().enumerate() {
        for b in &TRAITS[i + 1..] {
            let (ours, theirs) = medians(&mut own, &mut peer, a, b)?;
            let ratio = theirs / ours;
            println!("{a} x {b}: {ours:.2} ms, DuckDB {theirs:.2} ms, {ratio:.1} times");
            (slowest, n_pairs) = (slowest.min(ratio), n_pairs + 1);
        }
    }
    println!("{n_pairs} pairs of a million tasks, one thread each: DuckDB takes {slowest:.1} times as long or longer");
    want(slowest >= 1.0, || format!("one pair is slower than DuckDB: {slowest:.2}"))?;
    Ok(Verdict::Pass)
}

fn install(python: &Path) -> bool {
    let is_there =
        || Command::new(python).args(["-c", "import duckdb, numpy"]).output().is_ok_and(|it| it.status.success());
    if is_there() {
        return true;
    }
    let made = shell::step(
        "python3 -m venv",
        Command::new("python3").args(["-m", "venv"]).arg(shell::root().join(PEER_FOLDER)),
    );
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "duckdb", "numpy"]);
    made.and_then(|()| shell::step("pip install", &mut pip)).is_ok() && is_there()
}

/// The middle times in milliseconds, turn by turn; both have to say the same of every cell.
fn medians(own: &mut Counter, peer: &mut Counter, a: &str, b: &str) -> Result<(f64, f64)> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..N_TURNS {
        let (spent, sum) = own.ask(a, b)?;
        let (peer_spent, peer_sum) = peer.ask(a, b)?;
        want(sum == peer_sum, || format!("{a} x {b}: the counts differ from those of DuckDB"))?;
        ours.push(spent);
        theirs.push(peer_spent);
    }
    let middle = |mut times: Vec<u64>| {
        times.sort_unstable();
        times[N_TURNS / 2] as f64 / 1e6
    };
    Ok((middle(ours), middle(theirs)))
}

/// A program that counts what it is asked for, line by line.
struct Counter {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Counter {
    fn start(what: &str, command: &mut Command) -> Result<Counter> {
        let begun = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = begun.with_context(|| format!("starting {what}"))?;
        let asks = child.stdin.take().context("no way to ask")?;
        let answers = BufReader::new(child.stdout.take().context("no way to answer")?);
        let mut counter = Counter { child, asks, answers };
        while counter.line()? != "ready" {}
        Ok(counter)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        let n = self.answers.read_line(&mut line).context("reading an answer")?;
        want(n > 0, || "a counter ended before it answered".to_owned())?;
        Ok(line.trim().to_owned())
    }

    /// Nanoseconds, and the sum that tells all cells apart.
    fn ask(&mut self, a: &str, b: &str) -> Result<(u64, u64)> {
        writeln!(self.asks, "{a} {b}").context("asking a counter")?;
        let line = self.line()?;
        let (spent, sum) = line.split_once(' ').with_context(|| format!("not an answer: {line}"))?;
        Ok((spent.parse()?, sum.parse()?))
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
