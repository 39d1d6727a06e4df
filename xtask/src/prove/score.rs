//! Measures what `bamsat read` finds in the seed against the expected reading, by the scorer that lies beside the samples.

use super::binary::Binary;
use super::want;
use crate::shell::{self, Scratch, find};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// A floor: so many must be found, and so many more may be.
struct Floor {
    field: &'static str,
    fewest: u64,
    most_extra: Option<u64>,
}

const FLOORS: &[Floor] = &[
    Floor { field: "session", fewest: 5, most_extra: Some(0) },
    Floor { field: "observations", fewest: 6, most_extra: None },
    Floor { field: "citations", fewest: 3, most_extra: None },
    Floor { field: "limitations", fewest: 5, most_extra: Some(2) },
    Floor { field: "directives", fewest: 18, most_extra: Some(5) },
];

/// Scores the reading of `name` in the folder `samples`; what is missing, if it cannot.
pub fn run(binary: &Binary, samples: &Path, name: &str) -> Result<Option<String>> {
    let scorer = samples.join("score.py");
    let gold = samples.join(name).with_extension("gold.json");
    let Some(python) = find("python3") else { return Ok(Some("python3".to_owned())) };
    if let Some(missing) = [&scorer, &gold].into_iter().find(|it| !it.is_file()) {
        return Ok(Some(missing.display().to_string()));
    }
    let folder = Scratch::new("seed")?;
    std::fs::copy(&gold, folder.path().join("seed.gold.json")).context("copying the expected reading")?;
    let text = samples.join(name).display().to_string();
    let reading = shell::output("bamsat read", &mut binary.command(&["read", "--format", "json", &text]))?;
    let predictions = folder.path().join("readings");
    std::fs::write(&predictions, reading).context("writing the reading down")?;
    let mut command = Command::new(python);
    let score = shell::output("the scorer", command.arg(scorer).arg("--json").arg(folder.path()).arg(predictions))?;
    compare(&serde_json::from_str(&score).context("reading the score")?)?;
    Ok(None)
}

/// Prints every floor with its figure before it fails on the first one missed.
fn compare(score: &Value) -> Result<()> {
    let mut missed = Vec::new();
    for floor in FLOORS {
        let count = |what: &str| score["fields"][floor.field][what].as_u64().unwrap_or(0);
        let (found, extra, total) = (count("tp"), count("fp"), count("tp") + count("fn"));
        let at_most = floor.most_extra.map_or(String::new(), |it| format!(", at most {it} extra"));
        println!("{:<13} {found} of {total}, {extra} extra (floor: {}{at_most})", floor.field, floor.fewest);
        if found < floor.fewest || floor.most_extra.is_some_and(|it| extra > it) {
            missed.push(floor.field);
        }
    }
    want(missed.is_empty(), || format!("the reading misses its floor in {}", missed.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn score(directives: (u64, u64)) -> Value {
        let field = |(tp, fp): (u64, u64)| json!({ "tp": tp, "fp": fp, "fn": 0 });
        json!({ "fields": { "session": field((5, 0)), "observations": field((6, 9)), "citations": field((3, 0)),
            "limitations": field((5, 2)), "directives": field(directives) } })
    }

    #[test]
    fn too_few_and_too_many_miss_the_floor() {
        assert!(compare(&score((18, 5))).is_ok());
        assert!(compare(&score((17, 0))).is_err());
        assert!(compare(&score((25, 6))).is_err());
        assert!(compare(&json!({})).is_err());
    }
}
