//! Runs the generated table of rights: every role, act, scope and route, on pages, API and feed.

use super::{Verdict, want};
use crate::shell;
use anyhow::Result;

/// The tests that make the table from the registries: crate and name.
const TABLES: &[(&str, &str)] = &[("app", "rights"), ("web", "rights")];

pub fn run() -> Result<Verdict> {
    let mut n_there = 0;
    for (package, test) in TABLES {
        if !shell::root().join(format!("crates/{package}/tests/{test}.rs")).is_file() {
            continue;
        }
        n_there += 1;
        let mut command = shell::cargo();
        command.args(["test", "--quiet", "-p", package, "--test", test, "--", "--nocapture", "--test-threads", "1"]);
        let (is_right, _) = shell::relay("cargo test", &mut command)?;
        want(is_right, || format!("the table of rights of {package} does not hold"))?;
    }
    if n_there == 0 {
        return Ok(Verdict::Skipped(
            "there is no crates/app/tests/rights.rs and no crates/web/tests/rights.rs".to_owned(),
        ));
    }
    Ok(Verdict::Pass)
}
