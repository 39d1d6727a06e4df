//! Finds links in Markdown that lead to no file of the repository.

use super::Problem;
use super::repo::{File, Repo};

pub fn links_lead_somewhere(repo: &Repo) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in repo.files.iter().filter(|it| it.path.ends_with(".md")) {
        for (line, target) in links(file) {
            let path = target.split('#').next().unwrap_or_default();
            let is_outside = target.contains("://") || target.starts_with("mailto:");
            if is_outside || path.is_empty() || repo.paths.contains(&resolved(&file.path, path)) {
                continue;
            }
            problems.push(Problem::new(&file.path, line, format!("the link to `{target}` leads nowhere")));
        }
    }
    problems
}

/// The targets of `[text](target)` and `[text]: target`, with their lines; code is passed over.
fn links(file: &File) -> Vec<(usize, &str)> {
    let (mut links, mut is_code) = (Vec::new(), false);
    for (at, line) in file.text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        if is_code {
            continue;
        }
        for part in line.split('`').step_by(2) {
            let targets = part.split("](").skip(1).filter_map(|it| it.split([')', ' ']).next());
            links.extend(targets.map(|it| (at + 1, it)));
        }
        let definition = line.strip_prefix('[').and_then(|it| it.split_once("]: "));
        links.extend(definition.map(|(_, target)| (at + 1, target.split_whitespace().next().unwrap_or_default())));
    }
    links
}

/// `target` as seen from the folder of `path`, relative to the root.
fn resolved(path: &str, target: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => return target.to_owned(),
            ".." => {}
            it => parts.push(it),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::NO_LINES;

    fn lines(text: &str) -> Vec<usize> {
        let repo = Repo::sample(&[("docs/a.md", text), ("docs/decisions/0001.md", ""), ("README.md", "")]);
        links_lead_somewhere(&repo).into_iter().map(|it| it.line).collect()
    }

    #[test]
    fn links_to_files_folders_sites_and_headings_are_fine() {
        assert_eq!(
            lines("[a](../README.md) [b](decisions/) [c](https://a.b/c)\n[d](#e) [f](decisions/0001.md#g)\n"),
            NO_LINES
        );
    }

    #[test]
    fn a_link_to_nothing_is_found_outside_code() {
        assert_eq!(
            lines("[a](b.md)\n`[a](b.md)`\n```\n[a](b.md)\n```\n[x]: ../c.md\n[a](../../README.md)\n"),
            [1, 6, 7]
        );
    }
}
