//! Feeds the reading with files made to break it: no panic, no long wait, no flood of memory.
//!
//! Each input follows from its number, so that a failure can be repeated; the file that failed is kept.

#[path = "../../../../crates/paper/tests/files/build.rs"]
mod build;
mod crafted;
mod dice;
mod mutate;
mod seeds;
mod worker;

use super::binary::Profile;
use super::{Verdict, want};
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use crafted::Crafted;
use dice::Dice;
use seeds::{Format, Seed};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use worker::{Outcome, Worker};

const LONG: Duration = Duration::from_secs(600);
const SHORT: Duration = Duration::from_secs(30);
const MOST_SECONDS: f64 = 5.0;
const MOST_BYTES: u64 = 300_000_000;
/// After so many inputs a process makes way for a new one: what it keeps of the old ones counts as well.
const INPUTS_A_WORKER: usize = 500;
/// So many are drawn by lot even where the crafted ones have taken all the time.
const FEWEST_DRAWN: usize = 200;
/// Where files that failed are kept.
const KEPT: &str = "target/never";

pub fn run() -> Result<Verdict> {
    feed(Profile::Release, LONG, 1)?;
    Ok(Verdict::Pass)
}

/// The same for a short time, for the ordinary test: short files, with the checks of arithmetic that a release leaves out.
pub fn short() -> Result<()> {
    feed(Profile::Dev, SHORT, 50)
}

fn feed(profile: Profile, length: Duration, share: usize) -> Result<()> {
    let trial = Trial {
        program: built(profile)?,
        crafted: crafted::all()?,
        share,
        seeds: seeds::all()?,
        until: Instant::now() + length,
        next: AtomicUsize::new(0),
        book: Mutex::default(),
    };
    let n_workers = std::thread::available_parallelism().map_or(1, usize::from);
    let folder = Scratch::new("never")?;
    std::thread::scope(|scope| {
        let feeders: Vec<_> = (0..n_workers)
            .map(|n| {
                scope.spawn({
                    let (trial, folder) = (&trial, folder.path());
                    move || trial.feed(&folder.join(n.to_string()))
                })
            })
            .collect();
        feeders.into_iter().try_for_each(|it| it.join().expect("invariant: a feeder does not panic"))
    })?;
    trial.tell()
}

/// The program that swallows files.
fn built(profile: Profile) -> Result<PathBuf> {
    let mut command = shell::cargo();
    command.args(["build", "--quiet", "-p", "app", "--example", "swallow"]);
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => {
            command.arg("--release");
            "release"
        }
    };
    shell::step("cargo build", &mut command)?;
    Ok(shell::root().join("target").join(folder).join("examples/swallow"))
}

struct Trial {
    program: PathBuf,
    crafted: Vec<Crafted>,
    /// Inputs are as long as one part in so many of the longest.
    share: usize,
    seeds: Vec<Seed>,
    until: Instant,
    /// The number of the next input: first every crafted file once, then what the dice say.
    next: AtomicUsize,
    book: Mutex<Book>,
}

/// What was seen, by format.
#[derive(Default)]
struct Book {
    columns: BTreeMap<&'static str, Column>,
    failures: Vec<String>,
}

#[derive(Default)]
struct Column {
    n_inputs: usize,
    n_bytes: usize,
    /// The dearest inputs, by name.
    slowest: (f64, String),
    largest: (u64, String),
}

struct Input {
    name: String,
    format: Format,
    bytes: Vec<u8>,
}

impl Trial {
    /// Takes one input after the other until the time is over.
    fn feed(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder).context("making a folder for the inputs")?;
        let mut worker: Option<(Worker, usize)> = None;
        loop {
            let n = self.next.fetch_add(1, Ordering::Relaxed);
            let is_crafted = n < self.crafted.len();
            if n >= self.crafted.len() + FEWEST_DRAWN && Instant::now() >= self.until {
                return Ok(());
            }
            let input = self.input(n);
            want(input.bytes.len() <= mutate::LONGEST, || format!("{} is {} bytes", input.name, input.bytes.len()))?;
            let path = folder.join(format!("input.{}", input.format.extension()));
            std::fs::write(&path, &input.bytes).context("writing an input")?;
            let is_alone = is_crafted && self.share == 1;
            let (mut fed, n_fed) = match worker.take().filter(|it| !is_alone && it.1 < INPUTS_A_WORKER) {
                Some(worker) => worker,
                None => (Worker::start(&self.program)?, 0),
            };
            let outcome = fed.swallow(&path)?;
            if self.note(&input, outcome)? {
                worker = Some((fed, n_fed + 1));
            }
        }
    }

    fn input(&self, n: usize) -> Input {
        if let Some(crafted) = self.crafted.get(n) {
            return Input { name: crafted.name.clone(), format: crafted.format, bytes: crafted.bytes(self.share) };
        }
        let (format, bytes) = drawn(&self.seeds, self.share, &mut Dice::of(n as u64));
        Input { name: format!("number {n}"), format, bytes }
    }

    /// Whether all is well.
    fn note(&self, input: &Input, outcome: Outcome) -> Result<bool> {
        let mut book = self.book.lock().expect("invariant: a feeder does not panic");
        let column = book.columns.entry(input.format.extension()).or_default();
        column.n_inputs += 1;
        column.n_bytes += input.bytes.len();
        let fails = match outcome {
            Outcome::Swallowed(cost) => {
                if cost.seconds > column.slowest.0 {
                    column.slowest = (cost.seconds, input.name.clone());
                }
                if cost.peak_bytes > column.largest.0 {
                    column.largest = (cost.peak_bytes, input.name.clone());
                }
                let megabytes = cost.peak_bytes / 1_000_000;
                let is_dear = cost.seconds > MOST_SECONDS || cost.peak_bytes > MOST_BYTES;
                is_dear.then(|| format!("{:.1} s, {megabytes} MB: {}", cost.seconds, cost.answer))
            }
            Outcome::Hung => Some("no answer".to_owned()),
            Outcome::Died(status, said) => Some(format!("{status}: {said}")),
        };
        let Some(fails) = fails else { return Ok(true) };
        let kept = keep(input)?;
        println!("FAILED {} ({} bytes, kept as {}): {fails}", input.name, input.bytes.len(), kept.display());
        book.failures.push(input.name.clone());
        Ok(false)
    }

    fn tell(self) -> Result<()> {
        let book = self.book.into_inner().expect("invariant: a feeder does not panic");
        for (name, column) in &book.columns {
            println!(
                "{name:<5} {:>6} inputs, {:>5} MB; slowest {:.2} s ({}), largest {} MB ({})",
                column.n_inputs,
                column.n_bytes / 1_000_000,
                column.slowest.0,
                column.slowest.1,
                column.largest.0 / 1_000_000,
                column.largest.1
            );
        }
        let n_inputs: usize = book.columns.values().map(|it| it.n_inputs).sum();
        println!("{n_inputs} inputs, {} of them crafted; {} failed", self.crafted.len(), book.failures.len());
        want(book.failures.is_empty(), || format!("failed: {}", book.failures.join(", ")))
    }
}

/// What files of a kind begin with.
const MARKS: &[&str] = &["", "\u{feff}", "PK\u{3}\u{4}", "%PDF-1.7\n", "<html>", "II*\0", "GIF89a", "RIFF"];

/// A file drawn by lot: bytes without sense, a seed whose packed bytes are spoilt, or one whose content is.
fn drawn(seeds: &[Seed], share: usize, dice: &mut Dice) -> (Format, Vec<u8>) {
    // As often one format as another, and any seed of it.
    let format = *dice.pick(&Format::ALL);
    let of_format: Vec<&Seed> = seeds.iter().filter(|it| it.format == format).collect();
    let (seed, other) = (*dice.pick(&of_format), dice.pick(seeds));
    let mut bytes = match dice.roll(12) {
        0 => {
            let mark = dice.pick(MARKS).as_bytes();
            mark.iter().copied().chain((0..dice.magnitude(20_000)).map(|_| dice.roll(256) as u8)).collect()
        }
        1 | 2 => {
            let mut bytes = seed.packed();
            mutate::spoil(&mut bytes, &other.packed(), format, dice);
            bytes
        }
        _ => mutate::spoilt(seed, other, share, dice),
    };
    bytes.truncate(mutate::LONGEST);
    (format, bytes)
}

/// Writes the input where the next build leaves it.
fn keep(input: &Input) -> Result<PathBuf> {
    let folder = shell::root().join(KEPT);
    std::fs::create_dir_all(&folder).context("making the folder for inputs that failed")?;
    let path = folder.join(format!("{}.{}", input.name.replace(' ', "-"), input.format.extension()));
    std::fs::write(&path, &input.bytes).context("keeping an input that failed")?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_follows_from_its_number() {
        let seeds = seeds::all().unwrap();
        let inputs = || (0..60).map(|it| drawn(&seeds, 1, &mut Dice::of(it))).collect::<Vec<_>>();
        let (first, again) = (inputs(), inputs());
        assert!(first == again);
        assert!(Format::ALL.iter().all(|it| first.iter().any(|input| input.0 == *it)));
        assert!(first.iter().all(|it| it.1.len() <= mutate::LONGEST));
    }
}
