//! What is right of a workbook, and how a proposal stands beside it.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is to come of one workbook.
#[derive(Default)]
pub struct Gold {
    pub tasks: Vec<Task>,
    /// No task begins so.
    pub no: Vec<String>,
    /// Words that are kept somewhere.
    pub kept: Vec<String>,
    /// Words that the printed proposal names.
    pub doubts: Vec<String>,
}

/// One task as it is right; `?` where it must be asked.
pub struct Task {
    pub words: String,
    pub lead: String,
    pub due: String,
    pub state: String,
}

/// How often what is asked for stands right, was asked, and was asked although it stood there plainly.
#[derive(Default)]
pub struct Count {
    pub n_tasks: usize,
    pub n_right: usize,
    pub n_asked: usize,
    /// Asked where nobody could know.
    pub n_rightly: usize,
    /// Where nobody can know.
    pub n_must_ask: usize,
}

pub fn read(lines: &str) -> Result<Gold> {
    let mut gold = Gold::default();
    for line in lines.lines().filter(|it| !it.is_empty()) {
        let (kind, rest) = line.split_once(": ").with_context(|| format!("reading {line}"))?;
        match kind {
            "task" => {
                let [words, lead, due, state] = rest.split(" | ").collect::<Vec<_>>()[..] else {
                    bail!("four fields: {line}")
                };
                let [words, lead, due, state] = [words, lead, due, state].map(str::to_owned);
                gold.tasks.push(Task { words, lead, due, state });
            }
            "no" => gold.no.push(rest.to_owned()),
            "kept" => gold.kept.push(rest.to_owned()),
            "doubt" => gold.doubts.push(rest.to_owned()),
            _ => bail!("nothing is called {kind}"),
        }
    }
    Ok(gold)
}

impl Task {
    fn must_be_asked(&self) -> bool {
        [&self.lead, &self.due, &self.state].contains(&&"?".to_owned())
    }
}

/// What is wrong with `proposal`, as sentences; counts go to `count`. `units` are those of the register, by identifier.
pub fn compare(
    gold: &Gold,
    proposal: &Value,
    printed: &str,
    units: &BTreeMap<String, String>,
    count: &mut Count,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let empty = Vec::new();
    let drafts = proposal["drafts"].as_array().unwrap_or(&empty);
    let words = |it: &Value| it["words"].as_str().unwrap_or_default().to_owned();
    count.n_tasks += gold.tasks.len();
    count.n_must_ask += gold.tasks.iter().filter(|it| it.must_be_asked()).count();
    let mut rest: Vec<&Value> = drafts.iter().collect();
    for task in &gold.tasks {
        match rest.iter().position(|it| words(it) == task.words) {
            None => wrong.push(format!("lost: {}", task.words)),
            Some(n) => judge(task, rest.remove(n), |it| lead(it, proposal, units), count, &mut wrong),
        }
    }
    wrong.extend(rest.iter().map(|it| format!("no task, but taken for one: {}", words(it))));
    for no in &gold.no {
        let taken = drafts.iter().filter(|it| words(it).starts_with(no.as_str()));
        wrong.extend(taken.map(|it| format!("no task, but taken for one: {}", words(it))));
    }
    let kept = |it: &&String| {
        let in_notes =
            drafts.iter().any(|draft| draft["carried"]["note"].as_str().is_some_and(|note| note.contains(it.as_str())));
        in_notes
            || proposal["sheets"].to_string().contains(&serde_json::json!(it).to_string().trim_matches('"').to_owned())
    };
    wrong.extend(gold.kept.iter().filter(|it| !kept(it)).map(|it| format!("not kept: {it}")));
    wrong.extend(gold.doubts.iter().filter(|it| !printed.contains(it.as_str())).map(|it| format!("not named: {it}")));
    wrong
}

/// A draft that asks is never wrong; one that does not ask must be right in all.
fn judge(task: &Task, draft: &Value, lead: impl Fn(&Value) -> String, count: &mut Count, wrong: &mut Vec<String>) {
    if draft["open"].as_array().is_some_and(|it| !it.is_empty()) {
        count.n_asked += 1;
        count.n_rightly += usize::from(task.must_be_asked());
        if !task.must_be_asked() {
            println!("    asked: {} {}", task.words, draft["open"]);
        }
        return;
    }
    let (lead, due, state) = (lead(draft), due(draft), state(draft));
    let before = wrong.len();
    for (field, right, found) in [("lead", &task.lead, lead), ("due", &task.due, due), ("state", &task.state, state)] {
        if *right != found {
            wrong.push(format!("{}: {field} is {found}, right is {right}", task.words));
        }
    }
    count.n_right += usize::from(wrong.len() == before);
}

/// Names of the leads: units of the register by their names there.
fn lead(draft: &Value, proposal: &Value, units: &BTreeMap<String, String>) -> String {
    let name = |it: &Value| {
        let unit = &proposal["units"][usize::try_from(it.as_u64().unwrap_or(u64::MAX)).unwrap_or(usize::MAX)];
        let known = unit["known"].as_str().and_then(|it| units.get(it)).cloned();
        known.unwrap_or_else(|| format!("{} (new)", unit["name"].as_str().unwrap_or_default()))
    };
    draft["leads"].as_array().into_iter().flatten().map(name).collect::<Vec<_>>().join(" + ")
}

fn due(draft: &Value) -> String {
    let deadline = &draft["deadline"];
    match deadline["kind"].as_str() {
        Some("fixed") => deadline["due_on"].as_str().unwrap_or_default().to_owned(),
        Some("unset") | None => "-".to_owned(),
        Some(kind) => kind.to_owned(),
    }
}

fn state(draft: &Value) -> String {
    let work = &draft["carried"]["work"];
    let state = work["state"].as_str().unwrap_or("none");
    work["done_on"].as_str().map_or_else(|| state.to_owned(), |done_on| format!("{state} {done_on}"))
}
