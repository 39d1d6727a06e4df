//! Runs each command of the README in a clone of its own, with nothing of ours in the environment, against its time limit.

use super::{Verdict, want};
use crate::shell::{self, Scratch};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const DEMO_LIMIT: Duration = Duration::from_secs(8 * 60);
const TEST_LIMIT: Duration = Duration::from_secs(25 * 60);
/// What a clean environment keeps: where programs lie, and how the network is reached.
const KEPT: &[&str] = &[
    "PATH",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
];

pub fn run() -> Result<Verdict> {
    let readme = std::fs::read_to_string(shell::root().join("README.md")).context("reading README.md")?;
    let commands = commands(&readme);
    let demo =
        commands.iter().find(|it| it.starts_with("cargo run")).context("README.md has no `cargo run` command")?;
    let test =
        commands.iter().find(|it| it.starts_with("cargo xtask test")).context("README.md has no test command")?;
    let ci = std::fs::read_to_string(shell::root().join(".ci/run")).context("reading .ci/run")?;
    want(ci.lines().last() == Some(test), || format!(".ci/run does not end with `{test}`"))?;
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let n_cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("{n_cores} cores; load before: {}", load.split(' ').next().unwrap_or("unknown"));
    // The demonstration goes on to serve; here it ends once it is filled.
    let demo_took = in_a_clone(&format!("{demo} --once"), DEMO_LIMIT)?;
    let test_took = in_a_clone(".ci/run", TEST_LIMIT)?;
    println!("{demo}: {:.0} s cold (limit {} s)", demo_took.as_secs_f64(), DEMO_LIMIT.as_secs());
    println!(".ci/run: {:.0} s cold (limit {} s)", test_took.as_secs_f64(), TEST_LIMIT.as_secs());
    Ok(Verdict::Pass)
}

/// The lines of the README's shell blocks, without their comments.
fn commands(readme: &str) -> Vec<String> {
    let (mut commands, mut is_shell) = (Vec::new(), false);
    for line in readme.lines() {
        if line.starts_with("```") {
            is_shell = line == "```sh";
        } else if is_shell {
            commands.push(line.split(" #").next().unwrap_or_default().trim().to_owned());
        }
    }
    commands
}

/// Runs `command` in a new clone of the last commit; how long it took.
fn in_a_clone(command: &str, limit: Duration) -> Result<Duration> {
    let folder = Scratch::new("fresh")?;
    let clone = folder.path().join("clone");
    let mut git = Command::new("git");
    shell::step("git clone", git.args(["clone", "--quiet", "--no-hardlinks"]).arg(shell::root()).arg(&clone))?;
    println!("== {command}, in an empty folder");
    let start = Instant::now();
    let mut child =
        clean(command, folder.path()).current_dir(&clone).process_group(0).spawn().context("starting sh")?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > limit {
            shell::kill(&[format!("-{}", child.id())])?;
            child.wait()?;
            bail!("`{command}` takes longer than {} s", limit.as_secs());
        }
        std::thread::sleep(Duration::from_millis(200));
    };
    want(status.success(), || format!("`{command}` ended with {status}"))?;
    Ok(start.elapsed())
}

/// `command` with empty caches; the toolchain stays where it is.
fn clean(command: &str, folder: &Path) -> Command {
    let toolchains = std::env::var_os("RUSTUP_HOME").or_else(|| {
        let home = std::env::var_os("HOME")?;
        Some(Path::new(&home).join(".rustup").into_os_string())
    });
    let kept = KEPT.iter().filter_map(|it| Some((OsString::from(it), std::env::var_os(it)?)));
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).env_clear().envs(kept);
    shell.env("HOME", folder).env("CARGO_HOME", folder.join("cargo"));
    shell.envs(toolchains.map(|it| ("RUSTUP_HOME", it)));
    shell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_stand_in_shell_blocks() {
        let readme =
            "# A\n```sh\ncargo run -- demo\n```\ncargo no\n```rust\nlet a;\n```\n```sh\ncargo xtask test  # b\n```\n";
        assert_eq!(commands(readme), ["cargo run -- demo", "cargo xtask test"]);
    }

    #[test]
    fn a_clean_environment_has_no_cache_of_ours() {
        let command = clean("true", Path::new("empty"));
        let home: Vec<_> = command.get_envs().filter(|(name, _)| *name == "CARGO_HOME" || *name == "HOME").collect();
        assert!(home.iter().all(|(_, value)| value.is_some_and(|it| it.to_string_lossy().starts_with("empty"))));
        assert!(command.get_envs().all(|(name, _)| name != "CARGO_TARGET_DIR"));
    }
}
