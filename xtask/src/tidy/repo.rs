//! The repository as the rules see it: its text files, its paths and its packages.

use super::code::Source;
use crate::shell;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

pub struct Repo {
    pub files: Vec<File>,
    /// Every file and every folder above one, relative to the root.
    pub paths: BTreeSet<String>,
    pub packages: Vec<Package>,
}

pub struct File {
    pub path: String,
    pub text: String,
    /// Code and comments apart; only in Rust files.
    pub source: Option<Source>,
}

/// A package of the workspace and what it depends on, for whatever purpose.
pub struct Package {
    pub name: String,
    /// Packages of this workspace.
    pub uses: BTreeSet<String>,
    pub uses_from_outside: BTreeSet<String>,
}

impl Repo {
    /// Reads every file that is tracked or would be; what is not text has a path only.
    pub fn open(root: &Path) -> Result<Repo> {
        let names = names(root)?;
        let files = names.iter().filter_map(|it| Some(File::new(it, std::fs::read_to_string(root.join(it)).ok()?)));
        let paths = with_folders(names.iter().map(String::as_str));
        Ok(Repo { files: files.collect(), paths, packages: packages()? })
    }

    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|it| it.path == path)
    }

    /// The Rust files with code and comments apart.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &Source)> {
        self.files.iter().filter_map(|it| Some((it, it.source.as_ref()?)))
    }

    /// A repository in memory, for the tests of the rules.
    #[cfg(test)]
    pub fn sample(files: &[(&str, &str)]) -> Repo {
        let paths = with_folders(files.iter().map(|it| it.0));
        let files = files.iter().map(|(path, text)| File::new(path, (*text).to_owned())).collect();
        Repo { files, paths, packages: Vec::new() }
    }
}

impl File {
    fn new(path: &str, text: String) -> File {
        let source = path.ends_with(".rs").then(|| Source::new(&text));
        File { path: path.to_owned(), text, source }
    }
}

/// The files that git knows or would add; in a folder that git does not know, all but what was built.
fn names(root: &Path) -> Result<BTreeSet<String>> {
    let mut git = Command::new("git");
    git.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    match git.output() {
        Ok(output) if output.status.success() => {
            let listed = String::from_utf8_lossy(&output.stdout).into_owned();
            Ok(listed.split('\0').filter(|it| root.join(it).is_file()).map(str::to_owned).collect())
        }
        _ => {
            let mut names = BTreeSet::new();
            walk(root, "", &mut names)?;
            Ok(names)
        }
    }
}

fn walk(root: &Path, folder: &str, names: &mut BTreeSet<String>) -> Result<()> {
    let entries = std::fs::read_dir(root.join(folder)).with_context(|| format!("listing the folder `{folder}`"))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        if entry.file_type()?.is_file() {
            names.insert(path);
        } else if path != ".git" && !path.starts_with("target") {
            walk(root, &path, names)?;
        }
    }
    Ok(())
}

fn with_folders<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    names.flat_map(|it| Path::new(it).ancestors()).map(|it| it.to_string_lossy().into_owned()).collect()
}

fn packages() -> Result<Vec<Package>> {
    let mut command = shell::cargo();
    let text =
        shell::output("cargo metadata", command.args(["metadata", "--no-deps", "--format-version", "1", "--offline"]))?;
    let metadata: Value = serde_json::from_str(&text).context("reading what cargo metadata printed")?;
    Ok(metadata["packages"].as_array().into_iter().flatten().map(package).collect())
}

fn package(value: &Value) -> Package {
    let mut package = Package { name: text(&value["name"]), uses: BTreeSet::new(), uses_from_outside: BTreeSet::new() };
    for dependency in value["dependencies"].as_array().into_iter().flatten() {
        let side = if dependency["path"].is_null() { &mut package.uses_from_outside } else { &mut package.uses };
        side.insert(text(&dependency["name"]));
    }
    package
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_git_the_same_files_are_seen() {
        let root = shell::root();
        let mut walked = BTreeSet::new();
        walk(&root, "", &mut walked).unwrap();
        assert!(walked.contains("xtask/src/tidy/repo.rs") && walked.contains("Cargo.toml"));
        assert!(!walked.iter().any(|it| it.starts_with("target/") || it.starts_with(".git/")));
    }
}
