//! Small habits of every Rust file: a first sentence, unfinished work with its issue, lints that are expected.

use super::Problem;
use super::repo::Repo;

pub fn files_begin_with_a_sentence(repo: &Repo) -> Vec<Problem> {
    let without = repo.rust().filter(|(file, _)| !begins_with_a_sentence(&file.text));
    without.map(|(file, _)| Problem::new(&file.path, 1, "the file does not begin with a `//!` sentence")).collect()
}

/// Whether the first paragraph of the module's documentation ends with a full stop.
fn begins_with_a_sentence(text: &str) -> bool {
    let lines = text.lines().map_while(|it| it.strip_prefix("//! "));
    lines.last().is_some_and(|it| it.trim_end().ends_with('.'))
}

pub fn a_todo_names_an_issue(repo: &Repo) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, source) in repo.rust() {
        for (at, line) in source.comments.lines().enumerate() {
            let unfinished = ["TODO", "FIXME", "XXX"].iter().any(|it| line.contains(it));
            if unfinished && !names_an_issue(line) {
                problems.push(Problem::new(&file.path, at + 1, "unfinished work names no issue, as in `TODO(#12)`"));
            }
        }
    }
    problems
}

fn names_an_issue(line: &str) -> bool {
    line.split('#').skip(1).any(|it| it.starts_with(|it: char| it.is_ascii_digit()))
}

pub fn lints_are_expected_not_allowed(repo: &Repo) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, source) in repo.rust() {
        for (at, line) in source.code.lines().enumerate() {
            if line.contains("#[allow(") || line.contains("#![allow(") {
                problems.push(Problem::new(&file.path, at + 1, "write `#[expect(lint, reason = \"...\")]`"));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::NO_LINES;

    fn lines(rule: fn(&Repo) -> Vec<Problem>, text: &str) -> Vec<usize> {
        rule(&Repo::sample(&[("a.rs", text)])).into_iter().map(|it| it.line).collect()
    }

    #[test]
    fn a_file_begins_with_a_sentence() {
        let rule = files_begin_with_a_sentence;
        assert_eq!(lines(rule, "//! Says what it knows,\n//! on two lines.\n//!\n//! More"), NO_LINES);
        assert_eq!(lines(rule, "//! No full stop\nfn a() {}"), [1]);
        assert_eq!(lines(rule, "// A comment.\n//! Late."), [1]);
        assert_eq!(lines(rule, ""), [1]);
    }

    #[test]
    fn unfinished_work_names_an_issue() {
        let rule = a_todo_names_an_issue;
        assert_eq!(lines(rule, "// TODO(#12): split\nlet a = \"TODO\";\n"), NO_LINES);
        assert_eq!(lines(rule, "\n// TODO: split\n// FIXME # 1\n"), [2, 3]);
    }

    #[test]
    fn lints_are_expected() {
        let rule = lints_are_expected_not_allowed;
        assert_eq!(lines(rule, "#[expect(dead_code, reason = \"soon\")]\n// #[allow(x)]\n"), NO_LINES);
        assert_eq!(lines(rule, "#![allow(dead_code)]\n#[allow(unused)]\n"), [1, 2]);
    }
}
