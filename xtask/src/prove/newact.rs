//! Applies the worked example of CONTRIBUTING.md to a copy of the repository, tests the copy, and does the new act.

use super::binary::{Binary, Place};
use super::server::{self, Server};
use super::{Verdict, want};
use crate::shell::{self, Scratch};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

const GUIDE: &str = "CONTRIBUTING.md";
const SECTION: &str = "## Adding an act";
const ACT: &str = "task.plan";
/// What one act may touch besides its own file: how many lines are added there at most; none may go.
const ALLOWED: &[(&str, usize)] = &[
    ("crates/model/src/act/task/mod.rs", 2),
    ("crates/model/tests/stories/task.story", 20),
    ("crates/model/tests/ledger/golden.jsonl", 1),
    ("crates/app/messages/vi.ftl", 1),
    ("crates/app/messages/en.ftl", 1),
];

/// A block of the guide: where it goes, and what it is.
#[derive(Debug, PartialEq)]
struct Block {
    path: String,
    place: Where,
    text: String,
}

#[derive(Debug, PartialEq)]
enum Where {
    NewFile,
    End,
    /// After the first line that reads so, blanks at its ends aside.
    After(String),
}

pub fn run() -> Result<Verdict> {
    let guide = std::fs::read_to_string(shell::root().join(GUIDE)).with_context(|| format!("reading {GUIDE}"))?;
    let blocks = blocks(&guide)?;
    let target = shell::root().join("target/newact");
    let tree = target.join("tree");
    copy(&tree)?;
    blocks.iter().try_for_each(|it| apply(&tree, it))?;
    count(&tree)?;
    let cargo = |args: &[&str]| {
        let mut command = shell::cargo();
        command.current_dir(&tree).env("CARGO_TARGET_DIR", &target).args(args);
        shell::step(&format!("cargo {}, in the copy", args.join(" ")), &mut command)
    };
    cargo(&["test", "--quiet", "-p", "model"])?;
    cargo(&["test", "--quiet", "-p", "app"])?;
    cargo(&["test", "--quiet", "-p", "store", "--test", "golden"])?;
    cargo(&["run", "--quiet", "-p", "xtask", "--", "tidy"])?;
    cargo(&["build", "--quiet", "-p", "bamsat"])?;
    plan(&Binary::at(target.join("debug/bamsat")))?;
    Ok(Verdict::Pass)
}

/// Copies what is tracked, or would be, and notes it as the state before.
pub fn copy(tree: &Path) -> Result<()> {
    if tree.exists() {
        std::fs::remove_dir_all(tree).context("removing the copy of the last run")?;
    }
    std::fs::create_dir_all(tree).context("making the folder of the copy")?;
    let listed = git(&shell::root(), &["ls-files", "--cached", "--others", "--exclude-standard"])?;
    for name in listed.lines() {
        let (from, to) = (shell::root().join(name), tree.join(name));
        if !from.is_file() {
            continue;
        }
        std::fs::create_dir_all(to.parent().context("finding the folder of a file")?)?;
        std::fs::copy(&from, &to).with_context(|| format!("copying {name}"))?;
    }
    git(tree, &["init", "--quiet"])?;
    git(tree, &["add", "--all"]).map(drop)
}

fn git(folder: &Path, args: &[&str]) -> Result<String> {
    shell::output("git", Command::new("git").current_dir(folder).args(args))
}

fn apply(tree: &Path, block: &Block) -> Result<()> {
    let path = tree.join(&block.path);
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let after = match &block.place {
        Where::NewFile => {
            want(!path.exists(), || format!("{} is there already", block.path))?;
            block.text.clone()
        }
        Where::End => format!("{before}{}", block.text),
        Where::After(line) => {
            let lines: Vec<&str> = before.lines().collect();
            let at = lines.iter().position(|it| it.trim() == line);
            let at = at.with_context(|| format!("{} has no line `{line}`", block.path))?;
            format!("{}\n{}{}\n", lines[..=at].join("\n"), block.text, lines[at + 1..].join("\n"))
        }
    };
    std::fs::write(&path, after).with_context(|| format!("writing {}", block.path))
}

/// Prints what the act costs, by git; fails when it costs more than is promised.
fn count(tree: &Path) -> Result<()> {
    git(tree, &["add", "--all", "--intent-to-add"])?;
    let counted = git(tree, &["diff", "--numstat"])?;
    let mut n_new = 0;
    for line in counted.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[added, removed, path] = fields.as_slice() else { bail!("git says `{line}`") };
        println!("{added:>4} lines added, {removed} removed: {path}");
        want(removed == "0", || format!("{path} loses lines"))?;
        match ALLOWED.iter().find(|it| it.0 == path) {
            Some((_, most)) => {
                want(added.parse().is_ok_and(|it: usize| it <= *most), || {
                    format!("{path} gains more than {most} lines")
                })?;
            }
            None => n_new += 1,
        }
    }
    want(n_new == 1, || format!("{n_new} files besides those every act touches"))
}

/// Does the act by the command line, then by the page of a task.
fn plan(binary: &Binary) -> Result<()> {
    let folder = Scratch::new("newact")?;
    let place = Place::sqlite(folder.path());
    let [unit, first, second, officer] = [11, 12, 13, 14].map(server::stream_id);
    let assign = |task: &str| {
        let body = json!({ "words": "Review", "lead": unit, "deadline": { "kind": "unset" } });
        json!({ "act": "task.assign", "stream": task, "body": body })
    };
    let found = json!({ "name": "Root", "kind": "area", "level": "commune" });
    let mut orders =
        vec![json!({ "act": "unit.found", "stream": unit, "body": found }), assign(&first), assign(&second)];
    let words = json!({ "words": "two visits" });
    orders.push(json!({ "act": ACT, "stream": first, "seen": 1, "key": "plan", "body": words }));
    orders.extend(server::account(14, "Officer", &[("unit_officer", &unit)]));
    server::act(binary, &place, &orders).context("doing the new act by the command line")?;
    let ledger = shell::output("bamsat export ledger", binary.command(&["export", "ledger"]).args(place.arguments()))?;
    want(ledger.contains("task.planned"), || "the ledger does not tell of the act".to_owned())?;
    println!("bamsat act does {ACT}; the ledger tells of it");
    let server = Server::start(binary, &place)?;
    let mut client = server.first_client(binary, &place, "Officer")?;
    let acts: Value = client.get("/api/openapi.json")?.json()?;
    want(acts.to_string().contains(ACT), || format!("the API does not describe {ACT}"))?;
    let fields = [("key", "by-page"), ("seen", "1"), ("words", "three visits")];
    let answer = client.post_form("/tasks/2026-0002/acts/plan", &fields);
    let answer = match answer {
        Ok(answer) if answer.status == 404 => client.post_form(&format!("/tasks/{second}/acts/plan"), &fields)?,
        other => other?,
    };
    want(answer.status == 303, || format!("the form answers {}: {}", answer.status, answer.text()))?;
    println!("the page of a task offers it and does it; the API describes it (account {officer})");
    server.stop()?;
    binary.check(&place).map(drop)
}

/// The blocks of the section. Before each stands a paragraph that begins with the path in back quotes and says
/// "is new", "At the end:" or "After `LINE`:".
fn blocks(guide: &str) -> Result<Vec<Block>> {
    let section = guide.split_once(SECTION).with_context(|| format!("{GUIDE} has no section `{SECTION}`"))?.1;
    let section = section.split("\n## A").next().unwrap_or(section);
    let mut blocks = Vec::new();
    let (mut paragraph, mut is_ended, mut lines) = (String::new(), false, section.lines());
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let fence = "`".repeat(line.chars().take_while(|it| *it == '`').count());
            let text: Vec<&str> = lines.by_ref().take_while(|it| *it != fence).collect();
            blocks.push(block(&paragraph, format!("{}\n", text.join("\n")))?);
        } else if line.is_empty() {
            is_ended = true;
        } else {
            if std::mem::take(&mut is_ended) {
                paragraph.clear();
            }
            paragraph.push_str(line);
            paragraph.push(' ');
        }
    }
    want(blocks.len() >= ALLOWED.len(), || format!("{GUIDE} has only {} blocks", blocks.len()))?;
    Ok(blocks)
}

fn block(paragraph: &str, text: String) -> Result<Block> {
    let path = paragraph.strip_prefix('`').and_then(|it| it.split('`').next());
    let path = path.with_context(|| format!("`{paragraph}` names no path"))?.to_owned();
    let place = if let Some((_, line)) = paragraph.trim().rsplit_once("After `") {
        Where::After(line.strip_suffix("`:").context("a line ends with a back quote and a colon")?.to_owned())
    } else if paragraph.contains("At the end:") {
        Where::End
    } else if paragraph.contains("is new") {
        Where::NewFile
    } else {
        bail!("`{paragraph}` does not say where");
    };
    Ok(Block { path, place, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_has_a_block_for_each_place() {
        let guide = std::fs::read_to_string(shell::root().join(GUIDE)).unwrap();
        let blocks = blocks(&guide).unwrap();
        let new: Vec<&Block> = blocks.iter().filter(|it| it.place == Where::NewFile).collect();
        assert_eq!(new.len(), 1);
        assert!(new[0].text.starts_with("//!") && new[0].text.ends_with("}\n"));
        for (path, _) in ALLOWED {
            assert!(blocks.iter().any(|it| it.path == *path), "{path}");
        }
        for block in &blocks {
            if let Where::After(line) = &block.place {
                let text = std::fs::read_to_string(shell::root().join(&block.path)).unwrap();
                assert!(text.lines().any(|it| it.trim() == line), "{}: {line}", block.path);
            }
        }
    }

    #[test]
    fn a_paragraph_says_where() {
        let at = |text: &str| block(text, String::new()).map(|it| it.place);
        assert_eq!(at("`a/b.rs` is new. It `c`. ").unwrap(), Where::NewFile);
        assert_eq!(at("`a`, d. After `pub mod b;`: ").unwrap(), Where::After("pub mod b;".to_owned()));
        assert_eq!(at("`a` tells. At the end: ").unwrap(), Where::End);
        assert!(at("`a` tells.").is_err());
        assert!(at("After `b`:").is_err());
    }
}
