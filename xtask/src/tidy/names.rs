//! Finds names that stand where the architecture does not allow them: drivers, clocks, files, printing.

use super::Problem;
use super::code::is_word;
use super::repo::Repo;
use super::table;

pub fn names_stand_where_the_table_allows(repo: &Repo) -> Vec<Problem> {
    let rows = table::places(repo);
    let mut problems = Vec::new();
    for (file, source) in repo.rust().filter(|(it, _)| is_product(&it.path)) {
        for row in rows.iter().filter(|it| !it.allows(&file.path)) {
            for (at, line) in source.product.lines().enumerate() {
                for name in row.names.iter().filter(|it| has_name(line, it)) {
                    problems.push(Problem::new(&file.path, at + 1, format!("`{name}` may not stand here")));
                }
            }
        }
    }
    problems
}

/// Tests, benches and build scripts of a crate may do what the crate may not.
fn is_product(path: &str) -> bool {
    path.contains("/src/") && !path.ends_with("/tests.rs")
}

/// Whether `name` stands in `line` as itself; a crate's name only where a path or an import begins with it.
fn has_name(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + name.len()..]);
        let is_whole = !before.ends_with(is_word) && !after.starts_with(is_word);
        let is_crate = name.chars().all(is_word) && name.starts_with(char::is_lowercase);
        let is_ours = ["crate::", "self::", "super::"].iter().any(|it| before.ends_with(it));
        let begins_a_path = !is_ours && (after.starts_with("::") || before.trim_end().ends_with("use"));
        is_whole && (!is_crate || begins_a_path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::NO_LINES;

    const PLACES: (&str, &str) = (
        "docs/ARCHITECTURE.md",
        "<!-- tidy: places -->\n| name | in |\n|---|---|\n| `postgres` | `store/src/engine` |\n| `println!`, `std::fs` | `bamsat` |\n",
    );

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let repo = Repo::sample(&[PLACES, (path, text)]);
        names_stand_where_the_table_allows(&repo).into_iter().map(|it| it.line).collect()
    }

    #[test]
    fn a_driver_stands_in_the_engine_only() {
        let text = "//! Uses postgres::Client.\nuse postgres::Client;\nlet postgres = \"postgres::\";\nuse crate::postgres::X;\n";
        assert_eq!(lines("crates/store/src/ledger.rs", text), [2]);
        assert_eq!(lines("crates/store/src/engine.rs", text), NO_LINES);
        assert_eq!(lines("crates/store/src/engine/postgres.rs", text), NO_LINES);
        assert_eq!(lines("crates/store/tests/engines.rs", text), NO_LINES);
    }

    #[test]
    fn printing_belongs_to_the_binary() {
        let text = "//! X.\nfn f() { println!(); eprintln!(); }\n#[cfg(test)]\nmod tests { use std::fs; }\n";
        assert_eq!(lines("crates/model/src/act/x.rs", text), [2]);
        assert_eq!(lines("crates/bamsat/src/main.rs", text), NO_LINES);
    }
}
