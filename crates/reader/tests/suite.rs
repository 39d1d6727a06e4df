//! Every case of `tests/suite/*.txt` that opens with `===`: an invented text, `---`, and what must be read.
//!
//! A finding kind that is expected at least once is compared as a whole list; `no KIND` says that there is none,
//! `silent` that
//! nothing is measured, blamed or ordered, `nothing` that there is no finding at all. Columns are parted by ` | `, lists
//! by `; `, what is absent is `-`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use reader::rule::Rule;
use serde_json::Value;

const KINDS: [&str; 22] = [
    "person",
    "unit",
    "citation",
    "observation",
    "limitation",
    "directive",
    "deadline",
    "doubt",
    "note",
    "cause",
    "field",
    "clears",
    "result",
    "assessment",
    "programme",
    "petition",
    "answer",
    "caption",
    "urgent",
    "point",
    "topic",
    "why",
];

#[test]
fn every_case_reads_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut failures = String::new();
    let mut rules = BTreeSet::new();
    let mut n_cases = 0;
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the suite is a folder").map(|it| it.unwrap().path()).collect();
    files.sort();
    for file in files {
        let cases = std::fs::read_to_string(&file).expect("a suite is a text");
        // Suites of other forms lie in the same folder.
        if !cases.contains("\n---\n") {
            continue;
        }
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for case in cases.split("\n=== ").skip(usize::from(!cases.starts_with("=== "))) {
            n_cases += 1;
            rules.extend(check(&name, case.trim_start_matches("=== "), &mut failures));
        }
    }
    assert!(n_cases > 0 && failures.is_empty(), "{failures}");
    let unproved: Vec<_> = Rule::ALL.iter().map(|it| it.name()).filter(|it| !rules.contains(it)).collect();
    assert!(unproved.is_empty(), "no case has a finding by {unproved:?}");
}

#[test]
fn every_rule_leads_to_its_function() {
    for rule in Rule::ALL {
        let (file, function) = rule.place();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file);
        let code = std::fs::read_to_string(path).unwrap_or_else(|_| panic!("{}: no file {file}", rule.name()));
        assert!(code.contains(&format!("fn {function}(")), "{}: no function {function} in {file}", rule.name());
    }
}

/// Compares one case, and answers the rules that made its findings.
fn check(file: &str, case: &str, failures: &mut String) -> BTreeSet<&'static str> {
    let (title, rest) = case.split_once('\n').expect("a case has a title line");
    let (source, expected) = rest.split_once("\n---\n").unwrap_or_else(|| panic!("{file}: {title}: no expectation"));
    let text = reader::Text::new(source);
    let found = reader::read(&text);
    let why = reader::explain(&text, &found);
    let mut reading = serde_json::to_value(found).expect("a reading is JSON");
    reading["whys"] = serde_json::to_value(&why).expect("reasons are JSON");
    add_words(source, &mut reading);
    check_spans(source, &reading, &format!("{file}: {title}"));
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
    for line in &expected {
        let kind = line.split([':', ' ']).next().unwrap_or("");
        let (wanted, found) = match kind {
            "nothing" => (
                Vec::new(),
                KINDS
                    .iter()
                    .filter(|it| !matches!(**it, "doubt" | "note" | "why"))
                    .flat_map(|it| findings(&reading, it))
                    .chain(single(&reading, "session"))
                    .collect(),
            ),
            "silent" => {
                let claims = ["directive", "limitation", "observation"];
                (Vec::new(), claims.iter().flat_map(|it| findings(&reading, it)).collect())
            }
            "no" => (Vec::new(), all(&reading, &line[3..])),
            _ => (
                expected
                    .iter()
                    .filter(|it| it.starts_with(&format!("{kind}:")))
                    .map(|it| it[kind.len() + 1..].trim().to_owned())
                    .collect(),
                all(&reading, kind),
            ),
        };
        if wanted != found && !failures.contains(&format!("{file}: {title}: {kind}\n")) {
            writeln!(failures, "{file}: {title}: {kind}\n  expected {wanted:#?}\n  found {found:#?}").unwrap();
        }
    }
    why.iter().map(|it| it.rule).collect()
}

/// Gives doubts and notes the words that stand at each of their places.
fn add_words(source: &str, reading: &mut Value) {
    for list in ["doubts", "notes"] {
        for row in reading[list].as_array_mut().into_iter().flatten() {
            let spans: Vec<base::Span> = serde_json::from_value(row["spans"].clone()).expect("spans are pairs");
            row["words"] =
                spans.iter().map(|it| it.of(source).split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        }
    }
}

fn all(reading: &Value, kind: &str) -> Vec<String> {
    if KINDS.contains(&kind) { findings(reading, kind) } else { single(reading, kind) }
}

/// The findings of a kind, each in one line.
fn findings(reading: &Value, kind: &str) -> Vec<String> {
    if kind == "deadline" {
        let rows = reading["directives"].as_array().expect("directives are a list").iter();
        let row = |it: &Value| format!("{} | {}", cell(&it["due_text"]), cell(&it["due_rule"]["kind"]));
        return rows.filter(|it| it["due_text"].is_string()).map(row).collect();
    }
    if kind == "field" {
        let rows = ["directives", "limitations"].into_iter().flat_map(|it| reading[it].as_array().expect("a list"));
        return rows.map(|it| format!("{} | {}", cell(&it["field"]), cell(&it["text"]))).collect();
    }
    let list = match kind {
        "person" => "people".to_owned(),
        "clears" | "urgent" | "point" | "topic" => "directives".to_owned(),
        "cause" => "limitations".to_owned(),
        _ => format!("{kind}s"),
    };
    let columns: &[&str] = match kind {
        "person" => &["name", "positions"],
        "unit" => &["name"],
        "citation" => &["number", "date", "issuer"],
        "observation" => &["indicator", "value", "unit", "measure", "comparator", "period", "target"],
        "limitation" => &["text"],
        "doubt" | "note" => &["kind", "words"],
        "result" => &["text", "field", "direction"],
        "assessment" => &["kind", "of", "text"],
        "programme" => &["name"],
        "petition" => &["by", "to", "text"],
        "answer" => &["decision", "to_petition", "text"],
        "caption" => &["text"],
        "cause" => &["text", "cause"],
        "clears" => &["text", "deliverable", "missing"],
        "urgent" => &["text", "urgent"],
        "point" => &["point", "text"],
        "topic" => &["topic", "text"],
        "why" => &["of", "rule", "cues"],
        _ => &["text", "lead", "with", "due", "class"],
    };
    let rows = reading[&list].as_array().unwrap_or_else(|| panic!("{list} is a list"));
    rows.iter().map(|row| columns.iter().map(|it| cell(&row[it])).collect::<Vec<_>>().join(" | ")).collect()
}

fn single(reading: &Value, kind: &str) -> Vec<String> {
    let columns: &[&str] = match kind {
        "document" => &["number", "kind", "issuer", "date"],
        "session" => &["date", "mode", "host", "guests", "chair"],
        "heading" | "published" | "author" => return reading[kind].as_str().map(str::to_owned).into_iter().collect(),
        "in_name_of" => return reading["session"][kind].as_str().map(str::to_owned).into_iter().collect(),
        _ => panic!("unknown kind {kind:?}"),
    };
    let value = &reading[kind];
    let row = || columns.iter().map(|it| cell(&value[it])).collect::<Vec<_>>().join(" | ");
    (!value.is_null()).then(row).into_iter().collect()
}

fn cell(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Array(list) if !list.is_empty() => list.iter().map(cell).collect::<Vec<_>>().join("; "),
        Value::Bool(it) => it.to_string(),
        Value::Object(fields) => fields.get("text").map_or_else(String::new, cell),
        _ => "-".to_owned(),
    }
}

/// Every span lies on character boundaries, holds words, and neither begins nor ends in white space.
fn check_spans(source: &str, value: &Value, title: &str) {
    match value {
        Value::Array(pair) if pair.len() == 2 && pair.iter().all(Value::is_u64) => {
            let [start, end] = [0, 1].map(|it| pair[it].as_u64().unwrap() as usize);
            let words = source.get(start..end).unwrap_or_else(|| panic!("{title}: {start}..{end} cuts a character"));
            assert!(!words.is_empty() && words.trim() == words, "{title}: span of {words:?}");
        }
        Value::Array(list) => list.iter().for_each(|it| check_spans(source, it, title)),
        Value::Object(fields) => fields.values().for_each(|it| check_spans(source, it, title)),
        _ => {}
    }
}
