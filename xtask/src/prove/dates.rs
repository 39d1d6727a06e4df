//! Reads every row of the deadlines and periods kept as data, and counts what is read rightly, by rule and by gap.

use super::{Verdict, want};
use crate::shell;
use anyhow::{Context, Result};
use std::collections::BTreeMap;

/// So many phrases are read at least.
const FEWEST: u32 = 150;

/// So many of a hundred must be right; where other readers fail, all.
const PERCENT: u32 = 97;

/// What HeidelTime was seen to miss.
const GAPS: &[&str] = &["quarter", "range", "dotted", "hour", "number", "percent"];

pub fn run() -> Result<Verdict> {
    let mut command = shell::cargo();
    command.args(["test", "--release", "--quiet", "--package", "reader", "--test", "deadlines", "--"]);
    command.args(["--nocapture", "every_row"]);
    // A wrong row fails the test; here the counts decide, and the rows are printed.
    let (_, lines) = shell::relay("the rows of deadlines", &mut command)?;
    judge(&lines)?;
    Ok(Verdict::Pass)
}

#[derive(Clone, Copy)]
struct Count {
    n_right: u32,
    n_rows: u32,
}

fn judge(lines: &[String]) -> Result<()> {
    let counts: BTreeMap<&str, Count> = lines.iter().filter_map(|it| counted(it)).collect();
    let all = counts.get("all").context("the rows were not counted")?;
    want(all.n_rows >= FEWEST, || format!("only {} phrases are read, not {FEWEST}", all.n_rows))?;
    for gap in GAPS {
        let count = counts.get(format!("gap {gap}").as_str()).with_context(|| format!("no row of the gap {gap}"))?;
        want(count.n_right == count.n_rows, || format!("gap {gap}: {} of {}", count.n_right, count.n_rows))?;
    }
    want(all.n_right * 100 >= all.n_rows * PERCENT, || {
        format!("{} of {} phrases are read rightly, not {PERCENT} %", all.n_right, all.n_rows)
    })
}

/// `rule within: 61 of 61`.
fn counted(line: &str) -> Option<(&str, Count)> {
    let (group, counts) = line.split_once(": ")?;
    let (n_right, n_rows) = counts.split_once(" of ")?;
    Some((group, Count { n_right: n_right.parse().ok()?, n_rows: n_rows.parse().ok()? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(all: &str, quarter: &str) -> Vec<String> {
        let gaps = GAPS.iter().map(|it| format!("gap {it}: {}", if *it == "quarter" { quarter } else { "2 of 2" }));
        gaps.chain([format!("all: {all}")]).collect()
    }

    #[test]
    fn few_phrases_wrong_ones_and_open_gaps_are_told() {
        assert!(judge(&lines("327 of 327", "23 of 23")).is_ok());
        assert!(judge(&lines("318 of 327", "23 of 23")).is_ok());
        assert!(judge(&lines("317 of 327", "23 of 23")).is_err());
        assert!(judge(&lines("149 of 149", "23 of 23")).is_err());
        assert!(judge(&lines("327 of 327", "22 of 23")).is_err());
        assert!(judge(&lines("327 of 327", "23 of 23")[1..]).is_err());
        assert!(judge(&[]).is_err());
    }
}
