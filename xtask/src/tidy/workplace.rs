//! The repository stands alone: it does not speak of the place and the tools it was written with.

use super::Problem;
use super::repo::Repo;

/// In two halves, so that this file does not contain them itself.
const WORDS: &[(&str, &str)] =
    &[("/wo", "rk/"), ("/fa", "rm/"), (".lib", "rary"), ("sub", "agent"), ("bash_", "jobs"), ("fa", "rm-")];

pub fn files_do_not_speak_of_the_workplace(repo: &Repo) -> Vec<Problem> {
    let words: Vec<String> = WORDS.iter().map(|(a, b)| format!("{a}{b}")).collect();
    let mut problems = Vec::new();
    for file in &repo.files {
        for (at, line) in file.text.lines().enumerate() {
            let line = line.to_lowercase();
            if let Some(word) = words.iter().find(|it| line.contains(it.as_str())) {
                problems.push(Problem::new(&file.path, at + 1, format!("`{word}` belongs to the workplace")));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_workplace_are_found_in_any_file() {
        let bad = format!("fine\nsee /wo{}shared\n", "rk/");
        let repo = Repo::sample(&[("a.md", &bad), ("b.toml", "work = \"library\"\n")]);
        assert_eq!(files_do_not_speak_of_the_workplace(&repo).len(), 1);
    }
}
