//! Runs every transcript under `tests/cli`: what a person types, what is answered, and how it ends.
//!
//! In a fenced block, `$ bamsat ...` is run in a folder of its own; the lines below are the answer, both streams together,
//! the sentences on the error stream last. A line `...` stands for any lines, three dots in a line for anything; `? 2` says that the exit code is 2 (0 if unsaid).
//! `< text` before a command is written to its standard input. `> name` and the block that follows make a file.
//! `EXAMPLES` in a command stands for the folder of the example documents, `FORMATS` for that of files that are no text, and numbers of 64 hex digits are written `HASH`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

struct Step {
    command: String,
    input: String,
    answer: Vec<String>,
    exit: i32,
}

#[test]
fn every_transcript_is_what_happens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut n_steps = 0;
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        n_steps += play(&path);
    }
    println!("{n_steps} commands");
    assert!(n_steps > 10, "the transcripts are gone");
}

fn play(path: &Path) -> usize {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let place = std::env::temp_dir().join(format!("bamsat-cli-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).unwrap();
    let mut n_steps = 0;
    let mut file: Option<String> = None;
    for (i, part) in text.split("```").enumerate() {
        if i % 2 == 0 {
            file = part.trim_end().lines().last().and_then(|it| it.strip_prefix("> ")).map(str::to_owned);
            continue;
        }
        let body = part.split_once('\n').map_or("", |it| it.1);
        match file.take() {
            Some(file) => {
                let path = place.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, body).unwrap();
            }
            None => n_steps += steps(body).iter().map(|it| run(it, &place, &name)).count(),
        }
    }
    fs::remove_dir_all(&place).unwrap();
    n_steps
}

fn steps(body: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut input = String::new();
    for line in body.lines() {
        if let Some(typed) = line.strip_prefix("< ") {
            input += typed;
            input.push('\n');
        } else if let Some(command) = line.strip_prefix("$ ") {
            let command = command.to_owned();
            steps.push(Step { command, input: std::mem::take(&mut input), answer: Vec::new(), exit: 0 });
        } else if let (Some(exit), Some(step)) = (line.strip_prefix("? "), steps.last_mut()) {
            step.exit = exit.trim().parse().unwrap();
        } else if let Some(step) = steps.last_mut() {
            step.answer.push(line.trim_end().to_owned());
        }
    }
    steps
}

fn run(step: &Step, place: &Path, name: &str) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/tests/formats");
    let command = step.command.replace("EXAMPLES", &examples.display().to_string());
    let command = command.replace("FORMATS", &formats.display().to_string());
    let mut words = words(&command).into_iter();
    assert_eq!(words.next().as_deref(), Some("bamsat"), "{name}: a transcript runs bamsat: {command}");
    let mut child = Command::new(env!("CARGO_BIN_EXE_bamsat"))
        .args(words)
        .current_dir(place)
        .env_clear()
        .env("COLUMNS", "118")
        .env("TMPDIR", place)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(step.input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let answer = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    let answer: Vec<String> = answer.lines().map(|it| without_hashes(it.trim_end())).collect();
    assert!(fits(&step.answer, &answer), "{name}: $ {}\n{}", step.command, answer.join("\n"));
    assert_eq!(output.status.code(), Some(step.exit), "{name}: $ {}\n{}", step.command, answer.join("\n"));
}

/// Words of a command line; double quotes hold blanks together.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for letter in command.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|it| !it.is_empty());
    words
}

fn without_hashes(line: &str) -> String {
    let mut shown = String::new();
    let mut run = String::new();
    for letter in line.chars().chain(['\n']) {
        if letter.is_ascii_hexdigit() {
            run.push(letter);
            continue;
        }
        shown += if run.len() == 64 { "HASH" } else { &run };
        run.clear();
        shown.push(letter);
    }
    shown.trim_end_matches('\n').to_owned()
}

fn fits(wanted: &[String], got: &[String]) -> bool {
    match wanted.split_first() {
        None => got.is_empty(),
        Some((first, rest)) if first == "..." => (0..=got.len()).any(|n| fits(rest, &got[n..])),
        Some((first, rest)) => got.split_first().is_some_and(|(line, more)| line_fits(first, line) && fits(rest, more)),
    }
}

/// A line as wanted; three dots inside it, as often as they stand there, stand for anything.
fn line_fits(wanted: &str, got: &str) -> bool {
    match wanted.split_once("...") {
        None => wanted == got,
        Some((before, "")) => got.starts_with(before.trim_end()),
        Some((before, after)) => got.strip_prefix(before).is_some_and(|rest| {
            let mut ends = rest.char_indices().map(|(at, _)| &rest[at..]).chain([""]);
            ends.any(|it| line_fits(after, it))
        }),
    }
}
