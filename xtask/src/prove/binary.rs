//! The product as a program: built, pointed at a register, asked.

use super::want;
use crate::shell;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The account in whose name the proofs act.
pub const ACTOR: &str = "V\u{103}n ph\u{f2}ng";

pub struct Binary(PathBuf);

#[derive(Clone, Copy)]
pub enum Profile {
    /// What tests are built with, so that nothing is built twice.
    Dev,
    Release,
}

impl Binary {
    pub fn build(profile: Profile) -> Result<Binary> {
        let (folder, flags) = match profile {
            // The same selection as the tests, so that nothing is built with other features.
            Profile::Dev => ("debug", ["--workspace", "--bin", "bamsat"].as_slice()),
            Profile::Release => ("release", ["--release", "-p", "bamsat"].as_slice()),
        };
        shell::step("cargo build", shell::cargo().args(["build", "--quiet"]).args(flags))?;
        let metadata =
            shell::output("cargo metadata", shell::cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
        let metadata: Value = serde_json::from_str(&metadata).context("reading what cargo metadata printed")?;
        let target = metadata["target_directory"].as_str().context("cargo metadata names no target folder")?;
        Ok(Binary(Path::new(target).join(folder).join("bamsat")))
    }

    /// A program that was built elsewhere.
    pub fn at(path: PathBuf) -> Binary {
        Binary(path)
    }

    /// `bamsat` with `words`, in the root of the repository.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.0);
        command.current_dir(shell::root()).args(words).stdin(Stdio::null());
        command
    }

    /// What `bamsat` answers as one JSON document.
    pub fn ask(&self, place: &Place, words: &[&str]) -> Result<Value> {
        let what = format!("bamsat {}", words.join(" "));
        let text = shell::output(&what, self.command(words).args(place.arguments()))?;
        serde_json::from_str(&text).with_context(|| format!("reading what {what} printed"))
    }

    /// Checks the register; its head if it is clean.
    pub fn check(&self, place: &Place) -> Result<Head> {
        // A register that is not clean is told by exit code and report; the report says more.
        let output = self.command(&["check", "--json"]).args(place.arguments()).stderr(Stdio::inherit()).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let report: Value =
            serde_json::from_str(&text).with_context(|| format!("reading the report of check: {text}"))?;
        let is_clean = output.status.success() && report["problems"].as_array().is_some_and(Vec::is_empty);
        want(is_clean, || format!("check on {} ended with {}: {}", place.name, output.status, report["problems"]))?;
        let position = report["head"]["position"].as_u64().context("check tells no position of the head")?;
        let hash = report["head"]["hash"].as_str().context("check tells no hash of the head")?;
        Ok(Head { position, hash: hash.to_owned() })
    }
}

#[derive(PartialEq)]
pub struct Head {
    pub position: u64,
    pub hash: String,
}

/// Where a register lies, as the command line wants it.
pub struct Place {
    pub name: &'static str,
    folder: PathBuf,
    database: Option<String>,
    /// The instant of a register that is rehearsed.
    rehearsal: Option<String>,
}

impl Place {
    pub fn sqlite(folder: &Path) -> Place {
        Place { name: "SQLite", folder: folder.to_path_buf(), database: None, rehearsal: None }
    }

    /// The database keeps the register, the folder its files.
    pub fn postgres(folder: &Path, database: String) -> Place {
        Place { name: "PostgreSQL", folder: folder.to_path_buf(), database: Some(database), rehearsal: None }
    }

    /// Where its files lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The same, rehearsed at this instant.
    pub fn at(self, instant: String) -> Place {
        Place { rehearsal: Some(instant), ..self }
    }

    /// Where the register lies, and when, for whoever writes.
    pub fn to_write(&self) -> Vec<String> {
        let rehearsal = self.rehearsal.iter().flat_map(|it| ["--rehearsal".to_owned(), it.clone()]);
        self.arguments().into_iter().chain(rehearsal).collect()
    }

    pub fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--data".to_owned(), self.folder.display().to_string()];
        if let Some(database) = &self.database {
            arguments.extend(["--database".to_owned(), database.clone()]);
        }
        arguments
    }
}
