//! A process that swallows one file after the other, watched from outside: its life, its time, its memory.

use crate::shell;
use anyhow::{Context, Result};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// So much of the processor a file may take before it is given up, seconds.
const HANGS_AFTER: f64 = 20.0;
/// So long an answer is waited for where the processor is not used, or is used by others.
const LONGEST_WAIT: Duration = Duration::from_secs(600);
const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// The unit of times in `/proc`; Linux shows a hundredth of a second to every program.
const TICKS_A_SECOND: f64 = 100.0;

pub struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<String>,
    seconds: f64,
}

/// What became of a file.
pub enum Outcome {
    Swallowed(Cost),
    Hung,
    /// How the process ended, and what it said last.
    Died(ExitStatus, String),
}

/// What a file cost.
pub struct Cost {
    /// Of the processor, so that others at work on the machine do not count.
    pub seconds: f64,
    /// The most memory the process had resident until then, bytes.
    pub peak_bytes: u64,
    /// What the process made of it, in its own words.
    pub answer: String,
}

impl Worker {
    pub fn start(program: &Path) -> Result<Worker> {
        let mut command = Command::new(program);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().context("starting a worker")?;
        let input = child.stdin.take().context("a worker has an input")?;
        let answers = shell::lines(child.stdout.take().context("a worker has an output")?);
        let mut worker = Worker { child, input, answers, seconds: 0.0 };
        worker.answers.recv_timeout(LONGEST_WAIT).context("a worker says that it is ready")?;
        worker.seconds = worker.seconds_used().unwrap_or(0.0);
        Ok(worker)
    }

    /// Lets the process swallow a file. One that hung or died is not asked again.
    pub fn swallow(&mut self, file: &Path) -> Result<Outcome> {
        // A process that is gone is told by its missing answer.
        let _ = writeln!(self.input, "{}", file.display());
        match self.answer()? {
            Ok(answer) => {
                let before = self.seconds;
                self.seconds = self.seconds_used()?;
                Ok(Outcome::Swallowed(Cost { seconds: self.seconds - before, peak_bytes: self.peak_bytes()?, answer }))
            }
            Err(RecvTimeoutError::Timeout) => {
                self.child.kill().context("ending a worker that hangs")?;
                Ok(Outcome::Hung)
            }
            Err(RecvTimeoutError::Disconnected) => {
                let mut said = String::new();
                if let Some(mut stderr) = self.child.stderr.take() {
                    let _ = std::io::Read::read_to_string(&mut stderr, &mut said);
                }
                Ok(Outcome::Died(self.child.wait().context("waiting for a worker")?, said.trim().to_owned()))
            }
        }
    }

    fn answer(&self) -> Result<Result<String, RecvTimeoutError>> {
        let start = Instant::now();
        loop {
            let answer = self.answers.recv_timeout(LOOKS_EVERY);
            let waits = matches!(answer, Err(RecvTimeoutError::Timeout)) && start.elapsed() < LONGEST_WAIT;
            if !waits || self.seconds_used()? - self.seconds > HANGS_AFTER {
                return Ok(answer);
            }
        }
    }

    fn of_process(&self, file: &str) -> Result<String> {
        let path = PathBuf::from(format!("/proc/{}/{file}", self.child.id()));
        std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    }

    fn seconds_used(&self) -> Result<f64> {
        let stat = self.of_process("stat")?;
        // The name of the program may hold blanks; it ends with the last bracket.
        let fields = stat.rsplit_once(')').context("the process has a name")?.1;
        let ticks = |n: usize| fields.split_whitespace().nth(n).and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
        // In user and in system mode: its own, and those of processes it waited for.
        Ok([11, 12, 13, 14].map(ticks).iter().sum::<f64>() / TICKS_A_SECOND)
    }

    fn peak_bytes(&self) -> Result<u64> {
        let status = self.of_process("status")?;
        let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:")).context("no peak of memory is told")?;
        let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().context("reading the peak of memory")?;
        Ok(kilobytes * 1024)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
