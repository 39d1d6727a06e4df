//! Compares the crate tables of the architecture with what cargo knows, so that the picture cannot drift.

use super::Problem;
use super::repo::Repo;
use super::table::{self, ARCHITECTURE};

pub fn crates_use_what_the_table_allows(repo: &Repo) -> Vec<Problem> {
    let rows = table::crates(repo);
    let mut problems = Vec::new();
    for package in &repo.packages {
        let Some(row) = rows.iter().find(|it| it.name == package.name) else {
            problems.push(Problem::new(ARCHITECTURE, 1, format!("the crate table has no row for `{}`", package.name)));
            continue;
        };
        for other in package.uses.difference(&row.may_use) {
            let says = format!("`{}` uses `{other}`, which its row does not allow", package.name);
            problems.push(Problem::new(ARCHITECTURE, row.line, says));
        }
    }
    for row in rows.iter().filter(|row| !repo.packages.iter().any(|it| it.name == row.name)) {
        problems.push(Problem::new(ARCHITECTURE, row.line, format!("there is no crate `{}`", row.name)));
    }
    problems
}

pub fn outside_crates_stay_in_their_place(repo: &Repo) -> Vec<Problem> {
    let rows = table::places(repo);
    if rows.is_empty() && !repo.packages.is_empty() {
        return vec![Problem::new(ARCHITECTURE, 1, "the table of names and places is missing")];
    }
    let mut problems = Vec::new();
    for package in &repo.packages {
        for row in rows.iter().filter(|it| !it.allows_package(&package.name)) {
            for name in row.names.iter().filter(|it| package.uses_from_outside.contains(*it)) {
                let path = format!("crates/{}/Cargo.toml", package.name);
                problems.push(Problem::new(&path, 1, format!("`{}` may not depend on `{name}`", package.name)));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::super::repo::Package;
    use super::*;

    const TABLES: &str = "# A\n<!-- tidy: crates -->\n\n| crate | s | may use | f |\n|---|---|---|---|\n| `base` | x | - | y |\n\
        | `store` | x | `base` | y |\n\n<!-- tidy: places -->\n| name | in |\n|---|---|\n| `postgres` | `store/src/engine` |\n";

    fn repo(packages: &[(&str, &str, &str)]) -> Repo {
        let set = |it: &str| it.split_whitespace().map(str::to_owned).collect();
        let package =
            |it: &(&str, &str, &str)| Package { name: it.0.to_owned(), uses: set(it.1), uses_from_outside: set(it.2) };
        let mut repo = Repo::sample(&[(ARCHITECTURE, TABLES)]);
        repo.packages = packages.iter().map(package).collect();
        repo
    }

    #[test]
    fn what_the_tables_allow_is_no_problem() {
        let repo = repo(&[("base", "", "jiff"), ("store", "base", "postgres")]);
        assert_eq!(crates_use_what_the_table_allows(&repo), []);
        assert_eq!(outside_crates_stay_in_their_place(&repo), []);
    }

    #[test]
    fn an_edge_upwards_is_a_problem() {
        let problems = crates_use_what_the_table_allows(&repo(&[("base", "store", ""), ("store", "base", "")]));
        assert_eq!(problems, [Problem::new(ARCHITECTURE, 6, "`base` uses `store`, which its row does not allow")]);
    }

    #[test]
    fn a_crate_without_row_and_a_row_without_crate_are_problems() {
        let problems = crates_use_what_the_table_allows(&repo(&[("base", "", ""), ("web", "", "")]));
        assert_eq!(problems.len(), 2);
    }

    #[test]
    fn a_driver_outside_the_store_is_a_problem() {
        let problems = outside_crates_stay_in_their_place(&repo(&[("base", "", "postgres"), ("store", "base", "")]));
        assert_eq!(problems, [Problem::new("crates/base/Cargo.toml", 1, "`base` may not depend on `postgres`")]);
    }
}
