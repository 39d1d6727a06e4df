//! Finds the tools of PostgreSQL, and installs them where that is allowed.

use crate::postgres::owner;
use crate::shell::{find, step};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest PostgreSQL that the store is tested on.
const OLDEST: u32 = 13;
const INSTALL: &str = "apt-get update && apt-get install -y --no-install-recommends postgresql";

pub fn run() -> Result<()> {
    let tools = tools()?;
    println!("PostgreSQL {} in {}", version(&tools)?, tools.display());
    Ok(())
}

/// The folder with `initdb` and `postgres`; installs them if they are missing and we may.
///
/// # Errors
/// When they are missing and may not be installed; the error carries the one command that would.
pub fn tools() -> Result<PathBuf> {
    if let Some(tools) = present() {
        return Ok(tools);
    }
    if owner().is_none() || find("apt-get").is_none() {
        bail!("PostgreSQL {OLDEST} or newer is missing; this would install it:\n\n    sudo sh -c '{INSTALL}'\n");
    }
    println!("installing PostgreSQL: {INSTALL}");
    let mut install = Command::new("sh");
    step("the installation of PostgreSQL", install.args(["-c", INSTALL]).env("DEBIAN_FRONTEND", "noninteractive"))?;
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
