//! Every test on both engines, in one go: setup, format, cluster, `cargo test`, tidy; all steps run, then one verdict.

use crate::postgres::Cluster;
use crate::{prove, setup, shell, tidy};
use anyhow::{Result, bail};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The address of a server for the store's tests.
const SERVER: &str = "BAMSAT_TEST_POSTGRES";
/// The folder of that server's files, where a test looks for what was erased.
const SERVER_DATA: &str = "BAMSAT_TEST_POSTGRES_DATA";
/// Makes the store's tests fail, rather than skip, where there is no server.
pub const REQUIRE_SERVER: &str = "BAMSAT_TEST_REQUIRE_POSTGRES";

struct Step {
    name: &'static str,
    seconds: f64,
    outcome: Result<()>,
}

pub fn run() -> Result<()> {
    let mut steps = vec![timed("setup", setup::run)];
    if steps[0].outcome.is_ok() {
        steps.push(timed("format", format));
        steps.push(timed("tests", tests));
        steps.push(timed("kills", prove::few_kills));
        steps.push(timed("hostile", prove::few_hostile_files));
        steps.push(timed("tidy", tidy::run));
    }
    println!();
    for step in &steps {
        let verdict = if step.outcome.is_ok() { "ok" } else { "FAILED" };
        println!("{:<7} {:>7.1} s  {verdict}", step.name, step.seconds);
    }
    let failed: Vec<String> =
        steps.into_iter().filter_map(|it| Some(format!("{}: {:#}", it.name, it.outcome.err()?))).collect();
    if !failed.is_empty() {
        bail!("{}", failed.join("\n       "));
    }
    Ok(())
}

fn timed(name: &'static str, work: fn() -> Result<()>) -> Step {
    println!("== {name}");
    let start = Instant::now();
    let outcome = work();
    Step { name, seconds: start.elapsed().as_secs_f64(), outcome }
}

/// Checks the format where rustfmt is installed; a toolchain without it can still run the tests.
fn format() -> Result<()> {
    let quiet = |command: &mut Command| command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !quiet(shell::cargo().args(["fmt", "--version"])).is_ok_and(|it| it.success()) {
        println!("SKIPPED: rustfmt is not installed");
        return Ok(());
    }
    shell::step("cargo fmt --check", shell::cargo().args(["fmt", "--all", "--check"]))
}

fn tests() -> Result<()> {
    let cluster = Cluster::start()?;
    let mut command = shell::cargo();
    shell::step("cargo test", with_server(command.args(["test", "--workspace", "--no-fail-fast"]), &cluster))
}

/// Tells the tests that `command` runs where their server is, and that they may not do without.
pub fn with_server<'a>(command: &'a mut Command, cluster: &Cluster) -> &'a mut Command {
    command.env(SERVER, cluster.url()).env(SERVER_DATA, cluster.data()).env(REQUIRE_SERVER, "1")
}
