//! Several processes at once on an empty place: one register, every document once, nothing half.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

fn bamsat(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command.args(arguments).env_remove("BAMSAT_DATABASE").env_remove("BAMSAT_LANG");
    command
}

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let paths = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    paths.filter(|it| it.extension().is_some_and(|it| it == "txt")).collect()
}

/// Each example is taken in by two processes; all of them start together.
#[test]
fn processes_that_start_together_found_one_register() {
    let place = std::env::temp_dir().join(format!("bamsat-at-once-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&place);
    let data = place.display().to_string();
    let examples = examples();
    let children: Vec<Child> = examples.iter().chain(&examples).map(|it| take_in(it, &data)).collect();
    let codes: Vec<Option<i32>> = children.into_iter().map(|mut it| it.wait().unwrap().code()).collect();
    // The second process to come with a document finds it known, even in the same instant.
    assert!(codes.iter().all(|it| *it == Some(0)), "{codes:?}");
    assert!(bamsat(&["check", "--data", &data]).stdout(Stdio::null()).status().unwrap().success());
    assert_eq!(shown(&data, "documents").len(), examples.len());
    // Units that two documents name are founded by whichever comes first.
    let units = shown(&data, "units");
    let names: BTreeSet<&str> = units.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), units.len(), "{names:?}");
    std::fs::remove_dir_all(&place).unwrap();
}

fn shown(data: &str, what: &str) -> Vec<serde_json::Value> {
    let shown = bamsat(&["show", what, "--json", "--data", data]).output().unwrap();
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    shown[what].as_array().unwrap().clone()
}

fn take_in(example: &Path, data: &str) -> Child {
    let example = example.display().to_string();
    let mut command = bamsat(&["intake", &example, "--accept", "--by", "office", "--data", data]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}
