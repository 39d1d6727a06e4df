//! Durable appends of many callers beside raw SQLite that runs the same statements; PostgreSQL beside both.

use super::{Verdict, want};
use crate::postgres::Cluster;
use crate::{shell, test};
use anyhow::{Context, Result};
use serde_json::Value;

/// The least part of raw SQLite's rate.
const LEAST: f64 = 0.55;

pub fn run() -> Result<Verdict> {
    let cluster = Cluster::start()?;
    let mut command = shell::cargo();
    command.args(["bench", "--quiet", "-p", "store", "--bench", "append"]);
    let (is_done, lines) = shell::relay("cargo bench", test::with_server(&mut command, &cluster))?;
    want(is_done, || "the bench failed".to_owned())?;
    let last = lines.iter().rev().find(|it| it.starts_with('{')).context("the bench ends with a line of JSON")?;
    let told: Value = serde_json::from_str(last)?;
    let ratio = told["ratio"].as_f64().context("the bench tells a ratio")?;
    want(LEAST <= ratio, || format!("{ratio:.3} of raw SQLite, wanted {LEAST}"))?;
    Ok(Verdict::Pass)
}
