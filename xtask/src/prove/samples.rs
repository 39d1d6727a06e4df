//! The annotated samples beside the repository, read by the reader's own example and scored by the scorer beside them.

use crate::shell::{self, Scratch, find};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = "../shared/samples";
const SCORER: &str = "score.py";
const GOLD: &str = "gold.json";

/// What the overall figure is the mean of.
const FIELDS: &[&str] = &[
    "published",
    "session",
    "people",
    "citations",
    "observations",
    "limitations",
    "directives",
    "directive lead",
    "directive with",
    "directive due",
];

/// A document and what must be read from it.
pub struct Sample {
    pub name: String,
    pub text: String,
    pub gold: Value,
}

impl Sample {
    /// The sample as it is.
    pub fn as_document(&self) -> Document {
        Document { name: self.name.clone(), bytes: self.text.clone().into_bytes(), gold: self.gold.clone() }
    }
}

/// A document as it lies in a file, with the expected reading of that file.
pub struct Document {
    pub name: String,
    pub bytes: Vec<u8>,
    pub gold: Value,
}

/// What the scorer says of a reading.
pub struct Score {
    pub macro_f1: f64,
    /// As the scorer prints it.
    pub figures: Value,
}

impl Score {
    /// The fields that lose more than `least` against `clean`, in words.
    pub fn losses(&self, clean: &Score, least: f64) -> String {
        let losses = FIELDS.iter().map(|it| (it, clean.f1(it) - self.f1(it))).filter(|it| it.1 > least);
        losses.map(|(field, lost)| format!("{field} {:.3}", -lost)).collect::<Vec<_>>().join(", ")
    }

    /// Zero for a field that the scorer does not know.
    pub fn f1(&self, field: &str) -> f64 {
        self.figures["fields"][field]["f1"].as_f64().unwrap_or(0.0)
    }
}

/// The samples, or what is missing.
pub fn open() -> Result<Result<Vec<Sample>, String>> {
    let folder = shell::root().join(FOLDER);
    if find("python3").is_none() {
        return Ok(Err("python3".to_owned()));
    }
    if !folder.join(SCORER).is_file() {
        return Ok(Err(folder.join(SCORER).display().to_string()));
    }
    let mut names: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(&folder).context("listing the samples")? {
        names.push(entry?.path());
    }
    names.retain(|it| it.extension().is_some_and(|it| it == "txt") && it.with_extension(GOLD).is_file());
    names.sort();
    let samples = names.iter().map(|it| sample(it)).collect::<Result<Vec<Sample>>>()?;
    Ok(if samples.is_empty() { Err(folder.display().to_string()) } else { Ok(samples) })
}

fn sample(path: &Path) -> Result<Sample> {
    let name = path.file_name().context("a sample has a name")?.to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {name}"))?;
    let gold = std::fs::read(path.with_extension(GOLD)).with_context(|| format!("reading what {name} says"))?;
    Ok(Sample { gold: serde_json::from_slice(&gold).with_context(|| format!("parsing what {name} says"))?, name, text })
}

/// A program that prints the reading of each file.
pub struct Reader(PathBuf);

impl Reader {
    /// The reader of this repository.
    pub fn build() -> Result<Reader> {
        Reader::build_in(&shell::root(), &shell::root().join("target"))
    }

    /// The reader of a copy in `tree`.
    pub fn build_in(tree: &Path, target: &Path) -> Result<Reader> {
        let mut command = shell::cargo();
        command.current_dir(tree).env("CARGO_TARGET_DIR", target);
        command.args(["build", "--quiet", "--release", "-p", "reader", "--example", "read"]);
        shell::step("cargo build", &mut command)?;
        Ok(Reader(target.join("release/examples/read")))
    }

    /// What is read of `documents`, in their order.
    pub fn readings(&self, documents: &[Document]) -> Result<Vec<Value>> {
        parsed(&self.print(documents, Scratch::new("texts")?.path())?)
    }

    /// What the reader prints of `documents`, written into `folder`.
    fn print(&self, documents: &[Document], folder: &Path) -> Result<String> {
        let mut command = Command::new(&self.0);
        for document in documents {
            let path = folder.join(&document.name);
            std::fs::write(&path, &document.bytes).context("writing a text")?;
            command.arg(path);
        }
        shell::output("the reader", &mut command)
    }

    /// The score of the reading of `documents`, and the reading itself, in their order.
    pub fn score(&self, documents: &[Document]) -> Result<(Score, Vec<Value>)> {
        let folder = Scratch::new("samples")?;
        let printed = self.print(documents, folder.path())?;
        for document in documents {
            let path = folder.path().join(&document.name).with_extension(GOLD);
            std::fs::write(path, document.gold.to_string()).context("writing what a sample says")?;
        }
        let predictions = folder.path().join("readings");
        std::fs::write(&predictions, &printed).context("writing the readings down")?;
        let mut scorer = Command::new("python3");
        scorer.arg(shell::root().join(FOLDER).join(SCORER)).arg("--json").arg(folder.path()).arg(predictions);
        let figures: Value =
            serde_json::from_str(&shell::output("the scorer", &mut scorer)?).context("reading the score")?;
        let macro_f1 = figures["macro_f1"].as_f64().context("the scorer gives no figure")?;
        Ok((Score { macro_f1, figures }, parsed(&printed)?))
    }
}

fn parsed(printed: &str) -> Result<Vec<Value>> {
    printed.lines().map(serde_json::from_str).collect::<Result<_, _>>().context("reading the readings")
}

/// Every pair of offsets under `span` or `spans`, rewritten by `place`.
pub fn with_places(value: &Value, place: &dyn Fn(usize, usize) -> (usize, usize)) -> Value {
    let pair = |it: &Value| {
        let offset = |n: usize| it[n].as_u64().unwrap_or(0) as usize;
        let (start, end) = place(offset(0), offset(1));
        serde_json::json!([start, end])
    };
    match value {
        Value::Object(fields) => {
            let field = |(name, it): (&String, &Value)| {
                let it = match (name.as_str(), it) {
                    ("span", Value::Array(_)) => pair(it),
                    ("spans", Value::Array(list)) => list.iter().map(pair).collect(),
                    _ => with_places(it, place),
                };
                (name.clone(), it)
            };
            Value::Object(fields.iter().map(field).collect())
        }
        Value::Array(list) => list.iter().map(|it| with_places(it, place)).collect(),
        _ => value.clone(),
    }
}
