//! Follows each act from its file through the registry to its story, its golden line and its messages.

use super::Problem;
use super::messages;
use super::repo::{File, Repo};
use serde_json::Value;
use std::collections::BTreeMap;

const ACTS: &str = "crates/model/src/act/";
const STORIES: &str = "crates/model/tests/stories/";
const LEDGERS: &str = "crates/model/tests/ledger/";
const REFUSALS: &str = "crates/model/src/refusal/code.rs";

/// A line of `acts!`: `hold: Hold "session.hold" => Held "session.held" 1, Begins;`
pub(super) struct Act<'a> {
    registry: &'a File,
    line: usize,
    file: String,
    pub(super) act: &'a str,
    event: &'a str,
    /// The version of the event's body that is written today; all versions since 1 were written once.
    version: u64,
}

impl Act<'_> {
    fn problem(&self, says: String) -> Problem {
        Problem::new(&self.registry.path, self.line, says)
    }
}

pub(super) fn acts(repo: &Repo) -> Vec<Act<'_>> {
    let mut acts = Vec::new();
    for registry in in_folder(repo, ACTS, "/mod.rs") {
        let folder = registry.path.strip_suffix("mod.rs").unwrap_or_default();
        for (at, line) in registry.text.lines().enumerate() {
            let quoted: Vec<&str> = line.split('"').collect();
            if let (Some((file, _)), [_, act, arrow, event, rest]) = (line.split_once(':'), quoted.as_slice())
                && arrow.contains("=>")
            {
                let file = format!("{folder}{}.rs", file.trim());
                let version = rest.split(',').next().and_then(|it| it.trim().parse().ok()).unwrap_or(1);
                acts.push(Act { registry, line: at + 1, file, act, event, version });
            }
        }
    }
    acts
}

fn in_folder<'a>(repo: &'a Repo, folder: &'a str, end: &'a str) -> impl Iterator<Item = &'a File> {
    repo.files.iter().filter(move |it| it.path.starts_with(folder) && it.path.ends_with(end))
}

/// A file is one act and an act is one file; the wire name begins with the stream.
pub fn every_act_is_in_the_registry(repo: &Repo) -> Vec<Problem> {
    let acts = acts(repo);
    let mut problems = Vec::new();
    for file in in_folder(repo, ACTS, ".rs").filter(|it| it.path[ACTS.len()..].contains('/')) {
        if !file.path.ends_with("/mod.rs") && !acts.iter().any(|it| it.file == file.path) {
            problems.push(Problem::new(&file.path, 1, "the `acts!` of its stream does not list this act"));
        }
    }
    for act in &acts {
        let expected = act.file[ACTS.len()..].replace('/', ".");
        if expected.strip_suffix(".rs") != Some(act.act) {
            problems.push(act.problem(format!("`{}` is not the wire name of {}", act.act, act.file)));
        }
    }
    problems
}

pub fn every_act_has_a_story(repo: &Repo) -> Vec<Problem> {
    let stories: Vec<&File> = in_folder(repo, STORIES, ".story").collect();
    let is_told = |act: &Act| stories.iter().any(|it| it.text.split_whitespace().any(|word| word == act.act));
    acts(repo)
        .iter()
        .filter(|it| !is_told(it))
        .map(|it| it.problem(format!("no story tells of `{}`", it.act)))
        .collect()
}

/// A stored entry of every version of every event must decode for ever.
pub fn every_event_has_a_golden_line(repo: &Repo) -> Vec<Problem> {
    let ledgers = in_folder(repo, LEDGERS, ".jsonl").flat_map(|it| it.text.lines());
    let entries: Vec<Value> = ledgers.filter_map(|it| serde_json::from_str(it).ok()).collect();
    let is_golden =
        |event: &str, version| entries.iter().any(|it| it["kind"] == event && it["body_version"] == version);
    let mut problems = Vec::new();
    for act in acts(repo) {
        for version in (1..=act.version).filter(|it| !is_golden(act.event, *it)) {
            problems.push(act.problem(format!("the golden ledger has no line of `{}`, version {version}", act.event)));
        }
    }
    problems
}

pub fn every_act_has_messages(repo: &Repo) -> Vec<Problem> {
    let wanted = |act: &Act| (format!("act-{}", act.act.replace(['.', '_'], "-")), act.act.to_owned());
    let acts = acts(repo);
    let without = acts.iter().map(|it| (it, wanted(it))).filter(|(_, (key, _))| !has_message(repo, key));
    without.map(|(act, (key, name))| act.problem(format!("`{name}` has no message `{key}`"))).collect()
}

/// From the codes of the refusals to their names in the code: `Refusal::StreamExists { .. } => "stream-exists",`
pub(super) fn refusals(repo: &Repo) -> BTreeMap<String, String> {
    let text = repo.file(REFUSALS).map_or("", |it| it.text.as_str());
    let read = |line: &str| {
        let (variant, code) = line.trim().strip_prefix("Refusal::")?.split_once("=> \"")?;
        let name = variant.split(|it: char| !it.is_alphanumeric()).next()?;
        Some((code.split_once('"')?.0.to_owned(), name.to_owned()))
    };
    text.lines().filter_map(read).collect()
}

/// Reads the codes from `=> "stream-exists",`.
pub fn every_refusal_has_a_message(repo: &Repo) -> Vec<Problem> {
    let lines = repo.file(REFUSALS).map_or("", |it| it.text.as_str()).lines().enumerate();
    let codes = lines.filter_map(|(at, line)| Some((at + 1, line.split_once("=> \"")?.1.split_once('"')?.0)));
    let without =
        codes.map(|(line, code)| (line, format!("refusal-{code}"))).filter(|(_, key)| !has_message(repo, key));
    without.map(|(line, key)| Problem::new(REFUSALS, line, format!("the refusal has no message `{key}`"))).collect()
}

fn has_message(repo: &Repo, key: &str) -> bool {
    let in_vietnamese = repo.files.iter().filter(|it| it.path.ends_with("/vi.ftl"));
    in_vietnamese.flat_map(|it| messages::read(&it.text)).any(|it| it.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::Rule;

    const REGISTRY: &str = "acts! {\n    hold: Hold \"session.hold\" => Held \"session.held\" 1, Begins;\n}\n";
    const WHOLE: &[(&str, &str)] = &[
        ("crates/model/src/act/acts.rs", ""),
        ("crates/model/src/act/session/mod.rs", REGISTRY),
        ("crates/model/src/act/session/hold.rs", ""),
        ("crates/model/tests/stories/session.story", "when  session.hold  S1\n"),
        ("crates/model/tests/ledger/v1.jsonl", "{\"kind\":\"session.held\",\"body_version\":1}\n"),
        (REFUSALS, "            Refusal::Stale { .. } => \"stale\",\n"),
        ("crates/app/messages/vi.ftl", "act-session-hold = A\nrefusal-stale = B\n"),
    ];
    const ACT_RULES: [Rule; 5] = [
        every_act_is_in_the_registry,
        every_act_has_a_story,
        every_event_has_a_golden_line,
        every_act_has_messages,
        every_refusal_has_a_message,
    ];

    fn n_problems(change: impl Fn(&str, &str) -> String) -> [usize; 5] {
        let files: Vec<(&str, String)> = WHOLE.iter().map(|(path, text)| (*path, change(path, text))).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let repo = Repo::sample(&files);
        ACT_RULES.map(|rule| rule(&repo).len())
    }

    #[test]
    fn an_act_with_all_its_parts_is_no_problem() {
        assert_eq!(n_problems(|_, text| text.to_owned()), [0; 5]);
    }

    #[test]
    fn each_missing_part_is_found() {
        let without = |end: &'static str| {
            n_problems(move |path, text| if path.ends_with(end) { String::new() } else { text.to_owned() })
        };
        assert_eq!(without("session/mod.rs"), [1, 0, 0, 0, 0]);
        assert_eq!(without(".story"), [0, 1, 0, 0, 0]);
        assert_eq!(without(".jsonl"), [0, 0, 1, 0, 0]);
        assert_eq!(without(".ftl"), [0, 0, 0, 1, 1]);
    }

    #[test]
    fn each_version_of_an_event_has_its_line() {
        assert_eq!(n_problems(|_, text| text.replace("\"session.held\" 1", "\"session.held\" 3")), [0, 0, 2, 0, 0]);
    }

    #[test]
    fn a_longer_name_is_another_act() {
        assert_eq!(
            n_problems(|_, text| text.replace("when  session.hold", "when  session.hold_again")),
            [0, 1, 0, 0, 0]
        );
    }
}
