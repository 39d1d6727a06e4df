//! Measures what is found in the samples against the expected readings, by the scorer that lies beside them.

use super::binary::Binary;
use super::samples::{self, Reader, Sample, Score};
use super::{Verdict, want};
use crate::shell::{self, Scratch, find};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The least that is promised of the mean over all fields, of the fields named, and of the share of right classes.
const LEAST_MACRO_F1: f64 = 0.88;
const LEAST_F1: f64 = 0.85;
const LEAST_CLASS: f64 = 0.85;
const FIELDS: &[&str] = &["observations", "directives", "limitations", "citations", "people"];

/// The report of 13/3/2020.
pub const SEED: &str = "session-binh-lieu-2020-03-13.txt";

/// A floor in the seed: so many must be found, and so many more may be.
struct Floor {
    field: &'static str,
    fewest: u64,
    most_extra: Option<u64>,
}

const FLOORS: &[Floor] = &[
    Floor { field: "session", fewest: 5, most_extra: Some(0) },
    Floor { field: "observations", fewest: 6, most_extra: None },
    Floor { field: "citations", fewest: 3, most_extra: None },
    Floor { field: "limitations", fewest: 7, most_extra: Some(2) },
    Floor { field: "directives", fewest: 23, most_extra: Some(5) },
];

pub fn run() -> Result<Verdict> {
    let samples = match samples::open()? {
        Ok(samples) => samples,
        Err(missing) => return Ok(Verdict::Skipped(missing)),
    };
    let reader = Reader::build()?;
    let (score, _) = reader.score(&samples.iter().map(Sample::as_document).collect::<Vec<_>>())?;
    println!("{} samples", samples.len());
    hold(&score)?;
    let seed = samples.iter().find(|it| it.name == SEED).with_context(|| format!("{SEED} is not among the samples"))?;
    println!("{SEED}:");
    compare(&reader.score(&[seed.as_document()])?.0.figures)?;
    Ok(Verdict::Pass)
}

/// Prints every figure with its threshold before it fails on those missed.
fn hold(score: &Score) -> Result<()> {
    let class = score.figures["accuracy"]["class"].as_f64().unwrap_or(0.0);
    let fields = FIELDS.iter().map(|it| (*it, score.f1(it), LEAST_F1));
    let figures =
        [("overall", score.macro_f1, LEAST_MACRO_F1), ("class", class, LEAST_CLASS)].into_iter().chain(fields);
    let mut missed = Vec::new();
    for (name, figure, least) in figures {
        println!("{name:<13} {figure:.3} (at least {least})");
        if figure < least {
            missed.push(name);
        }
    }
    want(missed.is_empty(), || format!("too low: {}", missed.join(", ")))
}

/// Scores what `bamsat read` says of the seed in the folder `samples`; what is missing, if it cannot.
pub fn of_seed(binary: &Binary, samples: &Path) -> Result<Option<String>> {
    let scorer = samples.join("score.py");
    let gold = samples.join(SEED).with_extension("gold.json");
    let Some(python) = find("python3") else { return Ok(Some("python3".to_owned())) };
    if let Some(missing) = [&scorer, &gold].into_iter().find(|it| !it.is_file()) {
        return Ok(Some(missing.display().to_string()));
    }
    let folder = Scratch::new("seed")?;
    std::fs::copy(&gold, folder.path().join("seed.gold.json")).context("copying the expected reading")?;
    let text = samples.join(SEED).display().to_string();
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

    fn seed(directives: (u64, u64)) -> Value {
        let field = |(tp, fp): (u64, u64)| json!({ "tp": tp, "fp": fp, "fn": 0 });
        json!({ "fields": { "session": field((5, 0)), "observations": field((6, 9)), "citations": field((3, 0)),
            "limitations": field((7, 2)), "directives": field(directives) } })
    }

    #[test]
    fn too_few_and_too_many_miss_the_floor() {
        assert!(compare(&seed((23, 5))).is_ok());
        assert!(compare(&seed((22, 0))).is_err());
        assert!(compare(&seed((25, 6))).is_err());
        assert!(compare(&json!({})).is_err());
    }

    #[test]
    fn each_figure_that_is_too_low_is_told() {
        let hold = |macro_f1: f64, people: f64, class: f64| {
            let mut fields = json!({ "people": { "f1": people } });
            FIELDS[..4].iter().for_each(|it| fields[*it] = json!({ "f1": 0.85 }));
            hold(&Score { macro_f1, figures: json!({ "fields": fields, "accuracy": { "class": class } }) })
        };
        assert!(hold(0.88, 0.85, 0.85).is_ok());
        assert!(hold(0.87, 0.9, 0.9).is_err());
        assert!(hold(0.9, 0.84, 0.9).is_err());
        assert!(hold(0.9, 0.9, 0.84).is_err());
    }
}
