//! Finds the programs of others that tests and proofs run, and installs them where that is allowed.

use crate::postgres::owner;
use crate::shell::{find, step};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest PostgreSQL that the store is tested on.
const OLDEST: u32 = 13;

/// A program of Debian that some proofs need, and no test.
pub struct Program {
    pub name: &'static str,
    pub package: &'static str,
}

pub const WRK: Program = Program { name: "wrk", package: "wrk" };
pub const SQLITE: Program = Program { name: "sqlite3", package: "sqlite3" };
pub const CHROMIUM: Program = Program { name: "chromium", package: "chromium" };
pub const CHROMEDRIVER: Program = Program { name: "chromedriver", package: "chromium-driver" };
pub const PDFINFO: Program = Program { name: "pdfinfo", package: "poppler-utils" };
pub const PDFTOTEXT: Program = Program { name: "pdftotext", package: "poppler-utils" };

pub fn run() -> Result<()> {
    let tools = tools()?;
    println!("PostgreSQL {} in {}", version(&tools)?, tools.display());
    Ok(())
}

/// Where the programs lie, in the order asked; installs what is missing if we may.
///
/// # Errors
/// When one is missing and may not be installed, or cannot be; the error carries the one command that would.
pub fn programs(wanted: &[Program]) -> Result<Vec<PathBuf>> {
    let missing: Vec<&str> = wanted.iter().filter(|it| find(it.name).is_none()).map(|it| it.package).collect();
    if !missing.is_empty() {
        install(&missing.join(" "))?;
    }
    wanted.iter().map(|it| find(it.name).with_context(|| format!("{} was installed, but not found", it.name))).collect()
}

/// Installs packages of Debian, if we may.
fn install(packages: &str) -> Result<()> {
    let command = format!("apt-get update && apt-get install -y --no-install-recommends {packages}");
    let by_hand = format!("{packages} is missing; this would install it:\n\n    sudo sh -c '{command}'\n");
    if owner().is_none() || find("apt-get").is_none() {
        bail!(by_hand);
    }
    println!("installing {packages}: {command}");
    let mut install = Command::new("sh");
    let install = install.args(["-c", &command]).env("DEBIAN_FRONTEND", "noninteractive");
    step(&format!("the installation of {packages}"), install).context(by_hand)
}

/// The folder with `initdb` and `postgres`; installs them if they are missing and we may.
///
/// # Errors
/// When they are missing and may not be installed; the error carries the one command that would.
pub fn tools() -> Result<PathBuf> {
    if let Some(tools) = present() {
        return Ok(tools);
    }
    install("postgresql").with_context(|| format!("PostgreSQL {OLDEST} or newer is needed"))?;
    present().context("PostgreSQL was installed, but its tools are not found")
}

/// The newest suitable tools, in PATH or where Debian keeps them.
fn present() -> Option<PathBuf> {
    let in_path = find("initdb").and_then(|it| Some(it.canonicalize().ok()?.parent()?.to_path_buf()));
    let of_debian =
        std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|it| it.path().join("bin"));
    let suitable = |it: &PathBuf| version(it).is_ok_and(|major| major >= OLDEST);
    in_path.into_iter().chain(of_debian).filter(suitable).max_by_key(|it| version(it).unwrap_or(0))
}

/// The major version of the server in `tools`.
fn version(tools: &Path) -> Result<u32> {
    if !tools.join("initdb").is_file() {
        bail!("there is no initdb in {}", tools.display());
    }
    let output =
        Command::new(tools.join("postgres")).arg("--version").output().context("asking postgres for its version")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    major(&said).with_context(|| format!("reading a version from `{}`", said.trim()))
}

/// The first number in `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major(said: &str) -> Option<u32> {
    let digits = said.split(|it: char| !it.is_ascii_digit()).find(|it| !it.is_empty())?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 17beta1"), Some(17));
        assert_eq!(major("command not found"), None);
    }
}
