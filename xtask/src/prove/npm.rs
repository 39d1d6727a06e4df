//! Packages of the npm registry, unpacked where proofs of ours look for them.

use crate::setup::{Program, programs};
use crate::shell;
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

const CURL: Program = Program { name: "curl", package: "curl" };
const FOLDER: &str = "target/peers/npm";

/// The folder of a package, fetched if it is not there.
pub fn package(name: &str, version: &str) -> Result<PathBuf> {
    let folder = shell::root().join(FOLDER).join(format!("{name}-{version}"));
    let unpacked = folder.join("package");
    if unpacked.join("package.json").exists() {
        return Ok(unpacked);
    }
    let curl = &programs(&[CURL])?[0];
    std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let packed = folder.join("packed.tgz");
    let url = format!("https://registry.npmjs.org/{name}/-/{name}-{version}.tgz");
    let what = format!("fetching {name} {version}");
    shell::step(&what, Command::new(curl).args(["-sSfL", "-o"]).arg(&packed).arg(url))?;
    shell::step("tar", Command::new("tar").arg("-xzf").arg(&packed).arg("-C").arg(&folder))?;
    std::fs::remove_file(&packed).with_context(|| format!("removing {}", packed.display()))?;
    Ok(unpacked)
}
