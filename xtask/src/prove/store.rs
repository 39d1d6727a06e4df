//! The proofs that are tests of the store in their full size.

use super::{Verdict, want};
use crate::postgres::Cluster;
use crate::{shell, test};
use anyhow::Result;

/// Makes a test run its full size instead of its short form.
const FULL_SIZE: &str = "BAMSAT_PROVE";

pub fn engines() -> Result<Verdict> {
    full_size("engines", &Cluster::start()?)
}

pub fn tamper() -> Result<Verdict> {
    full_size("tamper", &Cluster::start()?)
}

/// Runs the test `name` in its full size; it must succeed and say `PROVED name: ...`.
pub fn full_size(name: &str, cluster: &Cluster) -> Result<Verdict> {
    let mut command = shell::cargo();
    command.args(["test", "-p", "store", "--release", "--test", name, "--", "--nocapture"]).env(FULL_SIZE, "1");
    let (succeeded, lines) = shell::relay("cargo test", test::with_server(&mut command, cluster))?;
    want(succeeded, || format!("the test {name} of the store failed"))?;
    let closing = format!("PROVED {name}: ");
    want(lines.iter().any(|it| it.contains(&closing)), || format!("no line `{closing}...` was printed"))?;
    Ok(Verdict::Pass)
}
