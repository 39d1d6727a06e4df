//! A `bamsat act` with 64 writers: commands go in a line each, answers come back in the order of completion.

use super::binary::{ACTOR, Binary, Place};
use super::want;
use crate::shell;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::io::Write;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// Longer silence than this is a failure, not patience.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Writers {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
}

pub struct Answer {
    pub key: String,
    pub outcome: Outcome,
}

/// With what a `bamsat act` ends, by the worst of its answers.
#[derive(Clone, Copy)]
pub enum Exit {
    Done = 0,
    Refused = 2,
    Failed = 4,
}

pub enum Outcome {
    Done {
        position: u64,
        n_entries: u64,
        replayed: bool,
    },
    /// The code of the refusal.
    Refused(String),
    /// A fault; nothing is known of the command.
    Failed(String),
}

impl Writers {
    pub fn start(binary: &Binary, place: &Place) -> Result<Writers> {
        let mut command = binary.command(&["act", "--writers", "64", "--by", ACTOR]);
        command.args(place.arguments()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("starting bamsat act")?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().expect("invariant: the output was piped");
        // Its last lines may be cut off by a kill, and then are no answer.
        Ok(Writers { child, stdin, lines: shell::lines(stdout) })
    }

    /// Hands over a command.
    ///
    /// # Errors
    /// When nobody reads commands any more.
    pub fn send(&mut self, line: &str) -> Result<()> {
        let stdin = self.stdin.as_mut().context("sending after the last command")?;
        stdin.write_all(format!("{line}\n").as_bytes()).context("sending a command to bamsat act")
    }

    /// The next answer; none when the process has ended and everything it said was read.
    pub fn answer(&mut self) -> Result<Option<Answer>> {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => Answer::read(&line).map(Some),
            Err(RecvTimeoutError::Disconnected) => Ok(None),
            Err(RecvTimeoutError::Timeout) => bail!("bamsat act has not answered for {PATIENCE:?}"),
        }
    }

    /// What was answered already and not yet taken.
    pub fn answers_at_hand(&mut self) -> Result<Vec<Answer>> {
        self.lines.try_iter().map(|it| Answer::read(&it)).collect()
    }

    /// Kills the process with signal 9; its last answers can still be taken.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill().context("killing bamsat")?;
        self.child.wait().context("waiting for bamsat")?;
        Ok(())
    }

    /// Says that no command follows, and wants a good end.
    pub fn finish(self) -> Result<()> {
        self.finish_as(Exit::Done)
    }

    /// Says that no command follows, and wants the exit code of the worst answer.
    pub fn finish_as(mut self, worst: Exit) -> Result<()> {
        self.stdin = None;
        let status = self.child.wait().context("waiting for bamsat")?;
        want(status.code() == Some(worst as i32), || format!("bamsat act ended with {status}"))
    }
}

impl Drop for Writers {
    fn drop(&mut self) {
        // It may have ended long ago; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn read(line: &str) -> Result<Answer> {
        let value: Value = serde_json::from_str(line).with_context(|| format!("reading the answer `{line}`"))?;
        let key = value["key"].as_str().with_context(|| format!("finding the key in `{line}`"))?.to_owned();
        let outcome = if let Some(position) = value["ok"]["position"].as_u64() {
            let ok = &value["ok"];
            let n_entries = ok["n_entries"].as_u64().with_context(|| format!("counting the entries in `{line}`"))?;
            let replayed = ok["replayed"].as_bool().with_context(|| format!("finding a replay in `{line}`"))?;
            Outcome::Done { position, n_entries, replayed }
        } else if !value["refused"].is_null() {
            Outcome::Refused(refusal(&value["refused"]))
        } else if !value["failed"].is_null() {
            Outcome::Failed(value["failed"].to_string())
        } else {
            bail!("`{line}` is neither ok nor refused nor failed");
        };
        Ok(Answer { key, outcome })
    }
}

/// The code of a refusal, with its sentence behind it where it has no code.
fn refusal(refused: &Value) -> String {
    refused["refusal"]["code"].as_str().map_or_else(|| refused.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_answers_are_told_apart() {
        let outcome = |line| Answer::read(line).unwrap().outcome;
        let done = outcome(r#"{"key":"a","ok":{"position":12,"n_entries":3,"replayed":true,"head":"14:ab"}}"#);
        assert!(matches!(done, Outcome::Done { position: 12, n_entries: 3, replayed: true }));
        let refused = outcome(r#"{"key":"a","refused":{"refusal":{"code":"stale"},"sentence":"No."}}"#);
        assert!(matches!(refused, Outcome::Refused(it) if it == "stale"));
        assert!(matches!(outcome(r#"{"key":"a","failed":{"sentence":"Gone."}}"#), Outcome::Failed(_)));
        assert!(Answer::read(r#"{"key":"a","ok":{"position":12,"replayed":true}}"#).is_err());
        assert!(Answer::read(r#"{"key":"a"}"#).is_err());
        assert!(Answer::read(r#"{"key":"a","ok":{"posi"#).is_err());
    }
}
