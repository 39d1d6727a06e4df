//! A `bamsat serve` of our own on loopback: started, signed in to, looked at from outside, stopped.

use super::binary::{ACTOR, Binary, Place};
use super::http::{Client, start_of};
use super::want;
use crate::postgres::free_port;
use crate::shell;
use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

/// The password of every account of the proofs.
pub const PASSWORD: &str = "mot-mat-khau-dai-cho-chung-minh";
const START_LIMIT: Duration = Duration::from_secs(60);

pub struct Server {
    child: Child,
    /// `127.0.0.1:8080`.
    pub address: String,
    lines: Receiver<String>,
}

impl Server {
    /// Starts a server and waits until it says that it listens.
    pub fn start(binary: &Binary, place: &Place) -> Result<Server> {
        Server::start_with(binary, place, &[])
    }

    /// The same with settings of its environment.
    pub fn start_with(binary: &Binary, place: &Place, settings: &[(&str, &str)]) -> Result<Server> {
        let server = Server::spawn_with(binary, place, settings)?;
        let deadline = Instant::now() + START_LIMIT;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = server.lines.recv_timeout(left).context("waiting until bamsat serve says that it listens")?;
            if line.contains(&server.address) {
                return Ok(server);
            }
        }
    }

    /// Starts a server and does not wait.
    pub fn spawn(binary: &Binary, place: &Place) -> Result<Server> {
        Server::spawn_with(binary, place, &[])
    }

    fn spawn_with(binary: &Binary, place: &Place, settings: &[(&str, &str)]) -> Result<Server> {
        let address = format!("127.0.0.1:{}", free_port()?);
        let mut command = binary.command(&["serve", "--listen", &address, "--lang", "en"]);
        command.args(place.to_write()).envs(settings.iter().copied()).stdout(Stdio::piped());
        let mut child = command.spawn().context("starting bamsat serve")?;
        let stdout = child.stdout.take().expect("invariant: the output was piped");
        Ok(Server { child, address, lines: shell::lines(stdout) })
    }

    /// The code for the first account of an empty register, as it is printed behind the address.
    pub fn first_code(&self) -> Result<String> {
        loop {
            let line = self.lines.recv_timeout(START_LIMIT).context("waiting for the code of the first account")?;
            if let Some(code) = code_in(&line) {
                return Ok(code);
            }
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// A client in `language` that is not signed in.
    pub fn client(&self, language: &'static str) -> Client {
        Client::new(&self.address, language)
    }

    /// Signs an account in by a new code of the console, which also gives it its password.
    pub fn first_client(&self, binary: &Binary, place: &Place, account: &str) -> Result<Client> {
        let mut client = self.client("en");
        let code = new_code(binary, place, account)?;
        let fields = [("code", code.as_str()), ("name", account), ("password", PASSWORD)];
        let answer = client.post_form("/first", &fields)?;
        want(answer.status < 400, || format!("/first answered {}: {}", answer.status, start_of(&answer.text())))?;
        if !client.cookies.contains_key("bamsat") {
            return self.signed_in(account);
        }
        Ok(client)
    }

    /// Signs an account in by its password.
    pub fn signed_in(&self, account: &str) -> Result<Client> {
        let mut client = self.client("en");
        let answer = client.post_form("/sign-in", &[("name", account), ("password", PASSWORD), ("next", "/")])?;
        let is_in = answer.status < 400 && client.cookies.contains_key("bamsat");
        want(is_in, || format!("/sign-in answered {}: {}", answer.status, start_of(&answer.text())))?;
        Ok(client)
    }

    /// Resident memory now, in kB.
    pub fn resident_kb(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).context("reading the status")?;
        let line = status.lines().find(|it| it.starts_with("VmRSS:")).context("finding VmRSS")?;
        line.split_whitespace().nth(1).and_then(|it| it.parse().ok()).context("reading VmRSS")
    }

    /// Seconds of processor used since the start.
    pub fn processor_seconds(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).context("reading the stat")?;
        // The name of the program stands in brackets and may hold blanks; user and system time are 12th and 13th after it.
        let fields: Vec<&str> =
            stat.rsplit(") ").next().map(|it| it.split(' ').collect()).context("reading the stat")?;
        let ticks = |i: usize| fields.get(i).and_then(|it| it.parse::<f64>().ok()).context("reading the ticks");
        let per_second = shell::output("getconf", std::process::Command::new("getconf").arg("CLK_TCK"))?;
        let per_second: f64 = per_second.trim().parse().context("reading CLK_TCK")?;
        Ok((ticks(11)? + ticks(12)?) / per_second)
    }

    /// Asks it to end, and wants a good end.
    pub fn stop(mut self) -> Result<()> {
        shell::step("kill", std::process::Command::new("sh").args(["-c", &format!("kill -TERM {}", self.id())]))?;
        let deadline = Instant::now() + START_LIMIT;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait()? {
                return want(status.success() || status.code().is_none(), || {
                    format!("bamsat serve ended with {status}")
                });
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("bamsat serve does not end when asked to")
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended long ago; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A code with which `account` can sign in once.
fn new_code(binary: &Binary, place: &Place, account: &str) -> Result<String> {
    let mut command = binary.command(&["account", "code", account, "--by", ACTOR, "--lang", "en"]);
    let said = shell::output("bamsat account code", command.args(place.to_write()))?;
    code_in(&said).with_context(|| format!("finding a code in `{}`", said.trim()))
}

/// The code among what a program said: the last word of two groups of capital letters and digits.
fn code_in(said: &str) -> Option<String> {
    let trimmed = said.split_whitespace().map(|it| it.trim_matches(|it: char| !it.is_ascii_alphanumeric()));
    let is_group = |it: &str| it.len() >= 4 && it.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
    let mut codes = trimmed.filter(|it| it.split_once('-').is_some_and(|(a, b)| is_group(a) && is_group(b)));
    codes.next_back().map(str::to_owned)
}

/// Sends orders of the console, each under a key of its own, and wants each done.
pub fn act(binary: &Binary, place: &Place, orders: &[Value]) -> Result<()> {
    let mut command = binary.command(&["act", "--by", ACTOR]);
    command.args(place.to_write()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().context("starting bamsat act")?;
    let stdin = child.stdin.take().expect("invariant: the input was piped");
    // Answers are read while orders are sent: neither waits until the other has room.
    let (output, sent) = std::thread::scope(|scope| {
        let sent = scope.spawn(|| send(stdin, orders));
        (child.wait_with_output(), sent.join())
    });
    let output = output.context("waiting for bamsat act")?;
    want(output.status.success(), || format!("bamsat act said {}", String::from_utf8_lossy(&output.stdout)))?;
    sent.map_err(|_| anyhow!("sending orders ended in a panic"))?
}

fn send(mut stdin: ChildStdin, orders: &[Value]) -> Result<()> {
    for (i, order) in orders.iter().enumerate() {
        let mut order = order.clone();
        if order["key"].is_null() {
            order["key"] = json!(key_of(&i.to_string(), &order));
        }
        stdin.write_all(format!("{order}\n").as_bytes()).context("sending an order")?;
    }
    Ok(())
}

/// A key that tells an order from others: what is done, to what and how, as far as a key holds it.
pub fn key_of(name: &str, order: &Value) -> String {
    const LONGEST: usize = 200;
    let [act, stream] = ["act", "stream"].map(|it| order[it].as_str().unwrap_or_default());
    format!("{name} {act} {stream} {}", order["body"]).chars().take(LONGEST).collect()
}

/// An identifier in the form of UUID version 7, each `n` another.
pub fn stream_id(n: u64) -> String {
    format!("01720000-0000-7000-8000-{n:012x}")
}

/// The orders that open an account and give it roles, each over a unit.
pub fn account(n: u64, name: &str, grants: &[(&str, &str)]) -> Vec<Value> {
    let stream = stream_id(n);
    let mut orders = vec![json!({ "act": "account.open", "stream": stream, "body": { "name": name } })];
    for (i, (role, unit)) in grants.iter().enumerate() {
        let key = format!("grant-{n}-{i}");
        let body = json!({ "role": role, "unit": unit });
        orders.push(json!({ "act": "account.grant", "stream": stream, "key": key, "body": body }));
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_told_from_the_words_around_it() {
        let said = "One-time code of \u{201c}PHONG-2026\u{201d}, for 24 hours: ";
        for code in ["K7QD9-93XAB", "ERYWU-MDDVS"] {
            assert_eq!(code_in(&format!("{said}{code}\n")).as_deref(), Some(code));
        }
        assert_eq!(code_in("no code today"), None);
    }
}
