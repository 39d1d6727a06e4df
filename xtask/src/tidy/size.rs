//! Keeps files to a length that a person reads.

use super::Problem;
use super::repo::Repo;
use super::table::ARCHITECTURE;

/// Lines of a Rust file, its test items aside.
const LONGEST_FILE: usize = 500;
const LONGEST_ARCHITECTURE: usize = 250;

pub fn files_are_short(repo: &Repo) -> Vec<Problem> {
    let too_long = repo.rust().filter_map(|(file, source)| {
        let n_lines = file.text.lines().count().saturating_sub(source.n_test_lines);
        let says = format!("{n_lines} lines without tests; split it at {LONGEST_FILE}");
        (n_lines > LONGEST_FILE).then(|| Problem::new(&file.path, LONGEST_FILE, says))
    });
    too_long.collect()
}

pub fn the_architecture_is_short(repo: &Repo) -> Vec<Problem> {
    let n_lines = repo.file(ARCHITECTURE).map_or(0, |it| it.text.lines().count());
    let says = format!("{n_lines} lines; at most {LONGEST_ARCHITECTURE}");
    if n_lines > LONGEST_ARCHITECTURE { vec![Problem::new(ARCHITECTURE, n_lines, says)] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_outside_tests_count() {
        let product = "fn a() {}\n".repeat(500);
        let tests = format!("#[cfg(test)]\nmod tests {{\n{product}}}\n");
        let check = |text: &str| files_are_short(&Repo::sample(&[("a.rs", text)])).len();
        assert_eq!(check(&product), 0);
        assert_eq!(check(&format!("{product}{tests}")), 0);
        assert_eq!(check(&format!("{product}fn b() {{}}\n{tests}")), 1);
    }

    #[test]
    fn a_long_architecture_is_a_problem() {
        let check = |n| the_architecture_is_short(&Repo::sample(&[(ARCHITECTURE, &"x\n".repeat(n))])).len();
        assert_eq!((check(250), check(251)), (0, 1));
    }
}
