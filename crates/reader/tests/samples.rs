//! Floors over the annotated samples beside the repository; prints SKIPPED where they are missing.
//!
//! The counts follow the samples' scorer, in short: names folded, numbers with their dates, spans by overlap.

use std::path::{Path, PathBuf};

use base::Span;
use base::fold::search_key;
use serde_json::Value;

struct Floor {
    field: &'static str,
    least: f64,
    count: fn(&Value, &Value) -> [usize; 3],
}

const FLOORS: &[Floor] = &[
    Floor { field: "published", least: 0.99, count: |g, p| slot(&g["published"], &p["published"]) },
    Floor {
        field: "document",
        least: 0.95,
        count: |g, p| slots(g, p, "document", &["number", "kind", "issuer", "date"]),
    },
    Floor {
        field: "session",
        least: 0.95,
        count: |g, p| slots(g, p, "session", &["date", "mode", "host", "guests", "chair"]),
    },
    Floor { field: "people", least: 0.95, count: |g, p| bag(g, p, "people", &["name"]) },
    Floor { field: "units", least: 0.95, count: |g, p| bag(g, p, "units", &["name"]) },
    Floor { field: "citations", least: 0.97, count: |g, p| bag(g, p, "citations", &["number", "date"]) },
    Floor { field: "observations", least: 0.9, count: |g, p| bag(g, p, "observations", &["value", "unit", "measure"]) },
    Floor { field: "limitations", least: 0.9, count: |g, p| spans(g, p, "limitations") },
    Floor { field: "directives", least: 0.92, count: |g, p| spans(g, p, "directives") },
];

#[test]
fn samples_are_read_above_the_floors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    let Some(documents) = documents(&folder) else {
        println!("SKIPPED: no samples beside the repository");
        return;
    };
    for floor in FLOORS {
        let mut sums = [0; 3];
        for (gold, reading) in &documents {
            let counts = (floor.count)(gold, reading);
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        let [right, n_gold, n_found] = sums;
        let f1 = 2.0 * right as f64 / (n_gold + n_found).max(1) as f64;
        println!("{:12} {f1:.3} ({right} right of {n_gold}, {n_found} found)", floor.field);
        assert!(f1 >= floor.least, "{} is {f1:.3}, below {}", floor.field, floor.least);
    }
}

fn documents(folder: &Path) -> Option<Vec<(Value, Value)>> {
    let entries = std::fs::read_dir(folder).ok()?;
    let golds: Vec<PathBuf> = entries
        .filter_map(|it| Some(it.ok()?.path()))
        .filter(|it| it.to_string_lossy().ends_with(".gold.json"))
        .collect();
    let read = |path: &PathBuf| {
        let gold: Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
        let source = std::fs::read(folder.join(gold["source"]["name"].as_str()?)).ok()?;
        let reading = reader::read(&reader::Text::new(&String::from_utf8_lossy(&source)));
        Some((gold, serde_json::to_value(reading).ok()?))
    };
    let documents: Vec<_> = golds.iter().filter_map(read).collect();
    (!documents.is_empty()).then_some(documents)
}

/// One value on either side: right, in gold, found.
fn slot(gold: &Value, found: &Value) -> [usize; 3] {
    let (gold, found) = (key(gold), key(found));
    let same = !gold.is_empty()
        && (gold == found || found.starts_with(&gold) || gold.starts_with(&found) && !found.is_empty());
    [usize::from(same), usize::from(!gold.is_empty()), usize::from(!found.is_empty())]
}

fn slots(gold: &Value, found: &Value, part: &str, fields: &[&str]) -> [usize; 3] {
    fields
        .iter()
        .map(|it| slot(&gold[part][it], &found[part][it]))
        .fold([0; 3], |sum, it| [sum[0] + it[0], sum[1] + it[1], sum[2] + it[2]])
}

fn bag(gold: &Value, found: &Value, list: &str, fields: &[&str]) -> [usize; 3] {
    let rows = |value: &Value| -> Vec<String> {
        let rows = value[list].as_array().cloned().unwrap_or_default();
        rows.iter().map(|row| fields.iter().map(|it| key(&row[it])).collect::<Vec<_>>().join("|")).collect()
    };
    let (gold, mut found) = (rows(gold), rows(found));
    let (n_gold, n_found) = (gold.len(), found.len());
    let mut right = 0;
    for row in gold {
        if let Some(at) = found
            .iter()
            .position(|it| *it == row || list == "units" && (it.starts_with(&row) || row.starts_with(it.as_str())))
        {
            found.swap_remove(at);
            right += 1;
        }
    }
    [right, n_gold, n_found]
}

/// Spans that overlap by half or more, one to one.
fn spans(gold: &Value, found: &Value, list: &str) -> [usize; 3] {
    let all = |value: &Value| -> Vec<Span> {
        let rows = value[list].as_array().cloned().unwrap_or_default();
        rows.iter().filter_map(|it| serde_json::from_value(it["span"].clone()).ok()).collect()
    };
    let (gold, mut found) = (all(gold), all(found));
    let (n_gold, n_found) = (gold.len(), found.len());
    let mut right = 0;
    for span in gold {
        if let Some(at) = found.iter().position(|it| it.iou(span) >= 0.5) {
            found.swap_remove(at);
            right += 1;
        }
    }
    [right, n_gold, n_found]
}

fn key(value: &Value) -> String {
    match value {
        Value::String(words) => search_key(words),
        Value::Array(list) => list.iter().map(key).collect::<Vec<_>>().join(";"),
        _ => String::new(),
    }
}
