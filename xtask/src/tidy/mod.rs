//! Checks what the compiler cannot: each rule is one function from the repository to its problems.

mod acts;
mod code;
mod coverage;
mod edges;
mod habits;
mod letters;
mod links;
mod messages;
mod names;
mod repo;
mod size;
mod synonyms;
mod table;
mod told;
mod workplace;

use crate::shell;
use anyhow::{Result, bail};
pub use repo::Repo;
use std::fmt;
pub use told::Told;

type Rule = fn(&Repo) -> Vec<Problem>;

const RULES: &[Rule] = &[
    edges::crates_use_what_the_table_allows,
    edges::outside_crates_stay_in_their_place,
    names::names_stand_where_the_table_allows,
    size::files_are_short,
    size::the_architecture_is_short,
    habits::files_begin_with_a_sentence,
    habits::a_todo_names_an_issue,
    habits::lints_are_expected_not_allowed,
    letters::code_has_no_vietnamese_letters,
    synonyms::the_model_uses_our_words,
    synonyms::messages_use_our_words,
    messages::both_languages_have_the_same_keys,
    messages::every_key_is_used,
    messages::every_key_is_translated,
    acts::every_act_is_in_the_registry,
    acts::every_act_has_a_story,
    acts::every_event_has_a_golden_line,
    acts::every_act_has_messages,
    acts::every_refusal_has_a_message,
    links::links_lead_somewhere,
    coverage::what_is_covered_is_there,
    workplace::files_do_not_speak_of_the_workplace,
];

/// One thing to mend, and where.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    path: String,
    /// From 1.
    line: usize,
    says: String,
}

impl Problem {
    fn new(path: &str, line: usize, says: impl Into<String>) -> Problem {
        Problem { path: path.to_owned(), line, says: says.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.says)
    }
}

/// Prints every problem of the repository; fails if there is one.
pub fn run() -> Result<()> {
    let repo = Repo::open(&shell::root())?;
    let problems = problems(&repo);
    for problem in &problems {
        println!("{problem}");
    }
    if !problems.is_empty() {
        bail!("tidy found {} problems", problems.len());
    }
    println!("tidy: {} rules, {} files, nothing to mend", RULES.len(), repo.files.len());
    Ok(())
}

fn problems(repo: &Repo) -> Vec<Problem> {
    let mut problems: Vec<Problem> = RULES.iter().flat_map(|rule| rule(repo)).collect();
    problems.sort();
    problems
}

#[cfg(test)]
const NO_LINES: [usize; 0] = [];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_repository_is_tidy() {
        if let Err(error) = run() {
            panic!("{error:#}");
        }
    }
}
