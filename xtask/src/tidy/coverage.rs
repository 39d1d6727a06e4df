//! Follows each row of what the register covers to a page and to a test or proof, or to the words that it is not there yet.

use super::Problem;
use super::repo::Repo;
use super::table::{self, COVERAGE};
use std::collections::BTreeSet;

/// Where the addresses of the server stand, as texts that begin with a stroke.
const ADDRESSES: [&str; 2] = ["crates/web/src/pages.rs", "crates/web/src/router.rs"];
const PROOFS: &str = "xtask/src/prove/mod.rs";

pub fn what_is_covered_is_there(repo: &Repo) -> Vec<Problem> {
    let mut problems = Vec::new();
    for row in table::coverage(repo) {
        let mut say = |says: String| problems.push(Problem::new(COVERAGE, row.line, says));
        if row.pages.is_empty() != row.is_missing {
            say("the row wants either a page, or the work that is still to be done".to_owned());
        }
        if row.held_by.is_empty() && !row.pages.is_empty() {
            say("no test or proof holds this row".to_owned());
        }
        for page in row.pages.iter().filter(|it| !is_address(repo, it)) {
            say(format!("the server has no address `{page}`"));
        }
        for it in row.held_by.iter().filter(|it| !holds(repo, it)) {
            say(format!("there is no test or proof `{it}`"));
        }
    }
    problems
}

/// Every text of theirs that begins with a stroke.
pub(super) fn addresses(repo: &Repo) -> BTreeSet<String> {
    let files = ADDRESSES.iter().filter_map(|it| repo.file(it));
    let quoted = files.flat_map(|it| it.text.split('"').skip(1).step_by(2));
    quoted.filter(|it| it.starts_with('/')).map(str::to_owned).collect()
}

fn is_address(repo: &Repo, page: &str) -> bool {
    let quoted = format!("\"{page}\"");
    page.starts_with('/') && ADDRESSES.iter().filter_map(|it| repo.file(it)).any(|it| it.text.contains(&quoted))
}

fn holds(repo: &Repo, name: &str) -> bool {
    match name.strip_prefix("prove ") {
        Some(proof) => repo.file(PROOFS).is_some_and(|it| it.text.contains(&format!("name: \"{proof}\""))),
        None => repo.file(name).is_some() && name.contains("/tests/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::NO_LINES;

    /// The lines with problems of a table of these rows; its first is line 4.
    fn lines(rows: &str) -> Vec<usize> {
        let table = format!("<!-- tidy: coverage -->\n| a | b | c | d |\n|---|---|---|---|\n{rows}");
        let repo = Repo::sample(&[
            (COVERAGE, &table),
            (ADDRESSES[0], "page(\"/tasks/{id}\", ...)"),
            (ADDRESSES[1], ".route(\"/feed\", get(it))"),
            (PROOFS, "name: \"walk\","),
            ("crates/model/tests/stories.rs", ""),
        ]);
        what_is_covered_is_there(&repo).into_iter().map(|it| it.line).collect()
    }

    #[test]
    fn a_row_has_a_page_and_a_test_or_names_the_work() {
        let rows = "| **acts** | | | |\n\
                    | a | b | `/tasks/{id}`, `/feed` | `prove walk`, `crates/model/tests/stories.rs` |\n\
                    | a | b | none / not yet: papers | |\n";
        assert_eq!(lines(rows), NO_LINES);
    }

    #[test]
    fn what_leads_nowhere_is_found() {
        let rows = "| a | b | `/tasks` | `prove walk` |\n\
                    | a | b | `/feed` | `prove walks` |\n\
                    | a | b | `/feed` | `crates/model/tests/tales.rs` |\n\
                    | a | b | `/feed` | |\n\
                    | a | b | | `prove walk` |\n\
                    | a | b | none / not yet: | |\n\
                    | a | b | `/feed` / not yet: papers | `prove walk` |\n";
        assert_eq!(lines(rows), [4, 5, 6, 7, 8, 9, 10]);
    }
}
