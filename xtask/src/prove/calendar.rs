//! The phrases of deadlines kept as data give the days that were counted by hand, across holidays and exchanged days; the
//! calendar of the office is edited, and the deadlines it moves are proposed and confirmed.

use super::{Verdict, want};
use crate::shell;
use anyhow::{Context, Result};

/// So many phrases are counted at least.
const FEWEST: u32 = 120;

/// Of these sorts some have to be among them.
const SORTS: &[(&str, usize)] = &[("\tasked\t", 8), ("\tperiodic ", 5), ("worked:", 8), ("\texcluded\t", 8)];

pub fn run() -> Result<Verdict> {
    let phrases = include_str!("../../../crates/app/tests/deadlines/phrases.tsv");
    for (sort, fewest) in SORTS {
        let n = phrases.lines().filter(|it| !it.starts_with('#') && it.contains(sort)).count();
        want(n >= *fewest, || format!("only {n} phrases of the sort {sort:?}, not {fewest}"))?;
    }
    let mut command = shell::cargo();
    command.args(["test", "--quiet", "--package", "base", "--lib", "lunar"]);
    shell::step("the lunar calendar", &mut command)?;
    let mut command = shell::cargo();
    command.args(["test", "--quiet", "--package", "app", "--test", "calendar"]);
    shell::step("an edit of the calendar", &mut command)?;
    let mut command = shell::cargo();
    command.args(["test", "--quiet", "--package", "app", "--test", "deadlines", "--", "--nocapture", "every_phrase"]);
    let (_, lines) = shell::relay("the phrases of deadlines", &mut command)?;
    judge(&lines)?;
    Ok(Verdict::Pass)
}

fn judge(lines: &[String]) -> Result<()> {
    let counts = lines.iter().find_map(|it| it.strip_prefix("phrases: ")?.split_once(" of "));
    let (n_right, n_rows) = counts.context("the phrases were not counted")?;
    let (n_right, n_rows): (u32, u32) = (n_right.parse()?, n_rows.parse()?);
    want(n_rows >= FEWEST, || format!("only {n_rows} phrases are counted, not {FEWEST}"))?;
    want(n_right == n_rows, || format!("{n_right} of {n_rows} phrases give the right day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_phrases_and_wrong_days_are_told() {
        let check = |line: &str| judge(&[line.to_owned()]);
        assert!(check("phrases: 120 of 120").is_ok());
        assert!(check("phrases: 119 of 119").is_err());
        assert!(check("phrases: 129 of 130").is_err());
        assert!(check("nothing").is_err());
    }
}
