//! Every row of `deadlines/rows.tsv`: a sentence of a document of that day, and the deadline or period read in it.
//!
//! Prints how many rows are read rightly by rule and by what other readers of dates miss.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base::{DueRule, WorkingDays};
use jiff::civil::Date;
use reader::deadline::{self, Told};
use serde_json::Value;

/// What a row states and what is read: the phrase, the rule or period, the last day.
type Outcome = [String; 3];

struct Row<'a> {
    /// Where the words stand: `deadline` in an order, `period` in a report, `cell` of a table, or `words` alone.
    place: &'a str,
    on: Date,
    sentence: &'a str,
    expected: Outcome,
    /// What HeidelTime does not read, if this is such a row.
    gap: &'a str,
}

#[test]
fn every_row_is_read_as_it_states() {
    let rows = std::fs::read_to_string(folder().join("rows.tsv")).expect("the rows are a text");
    let mut counts = BTreeMap::<String, [usize; 2]>::new();
    let mut wrong = Vec::new();
    for line in rows.lines().filter(|it| !it.starts_with('#')) {
        let row = parsed(line);
        let found = read(&row);
        let is_right = found == row.expected;
        if !is_right {
            wrong.push(format!("{line}\n  read: {}", found.join(" | ")));
        }
        for group in groups(&row) {
            let [n_right, n_rows] = counts.entry(group).or_default();
            *n_right += usize::from(is_right);
            *n_rows += 1;
        }
    }
    println!();
    for (group, [n_right, n_rows]) in &counts {
        println!("{group}: {n_right} of {n_rows}");
    }
    assert!(wrong.is_empty() && counts.contains_key("all"), "{}", wrong.join("\n"));
}

#[test]
fn rules_written_earlier_are_read_and_written_alike() {
    let check = |text: &str| {
        let rule: DueRule = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&rule).unwrap(), text);
    };
    check(r#"{"kind":"recurring","every":"month","day":25}"#);
    check(r#"{"kind":"recurring","every":"half_year"}"#);
    check(r#"{"kind":"relative","count":10,"stretch":"working_day"}"#);
    check(r#"{"kind":"within","period":"2023-Q3"}"#);
    check(r#"{"kind":"relative","count":10,"stretch":"day","from":{"on":"2023-05-08"}}"#);
    check(r#"{"kind":"event"}"#);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/deadlines")
}

fn parsed(line: &str) -> Row<'_> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [place, on, sentence, phrase, rule, due, gap] = columns[..] else { panic!("a row has seven columns: {line}") };
    let expected = [phrase, rule, due].map(str::to_owned);
    Row { place, on: on.parse().expect("a row has a date"), sentence, expected, gap }
}

fn groups(row: &Row) -> Vec<String> {
    let rule = match row.place {
        "period" => "period",
        _ => row.expected[1].split(' ').next().unwrap_or(""),
    };
    let gap = (row.gap != "-").then(|| format!("gap {}", row.gap));
    ["all".to_owned(), format!("rule {rule}")].into_iter().chain(gap).collect()
}

fn read(row: &Row) -> Outcome {
    match row.place {
        "period" => period(row),
        "cell" => tabled(row),
        "words" => told(deadline::of_words(row.sentence, row.on), row.on),
        _ => ordered(row),
    }
}

/// The rule of a row of tasks; its words are the whole cell, so the phrase is that of the cell alone.
fn tabled(row: &Row) -> Outcome {
    let reading = document("table.txt", row);
    let orders = reading["directives"].as_array().expect("directives are a list");
    let Some(order) = orders.first() else { return ["no order", "-", "-"].map(str::to_owned) };
    let alone = deadline::of_cell_words(row.sentence, row.on);
    let rule = serde_json::from_value(order["due_rule"].clone()).ok();
    told(alone.map(|it| Told { rule, is_impossible: is_doubted(&reading), ..it }), row.on)
}

/// The deadline of the first order that has one. Words without any must have none when they stand alone, too.
fn ordered(row: &Row) -> Outcome {
    let reading = document("notice.txt", row);
    let orders = reading["directives"].as_array().expect("directives are a list");
    let Some(order) = orders.iter().find(|it| it["due_text"].is_string()) else {
        return told(deadline::of_words(row.sentence, row.on).filter(|_| row.expected[1] == "none"), row.on);
    };
    let phrase = order["due_text"].as_str().unwrap_or("-").to_owned();
    let rule = serde_json::from_value(order["due_rule"].clone()).ok();
    told(Some(Told { phrase, rule, is_impossible: is_doubted(&reading) }), row.on)
}

fn is_doubted(reading: &Value) -> bool {
    reading["doubts"].as_array().is_some_and(|it| it.iter().any(|it| it["kind"] == "impossible_date"))
}

fn told(told: Option<Told>, on: Date) -> Outcome {
    let Some(told) = told else { return ["-", "none", "-"].map(str::to_owned) };
    // What names its day is told as it is named: counting is not the reader's.
    let due = told.rule.and_then(|it| it.due_on().or_else(|| it.due_on_from(on, &WorkingDays::default())));
    let rule = match told.rule {
        Some(rule) => words(&serde_json::to_value(rule).expect("a rule is JSON")),
        None if told.is_impossible => "impossible".to_owned(),
        None => "unknown".to_owned(),
    };
    [told.phrase, rule, due.map_or("-".to_owned(), |it| it.to_string())]
}

/// `before 2023-06-30`, `every month 25`, `every quarter 20 month 3`, `after 10 working_day`, `event`.
fn words(rule: &Value) -> String {
    let text = |field: &str| match &rule[field] {
        Value::String(words) => format!(" {words}"),
        Value::Null => String::new(),
        other => format!(" {other}"),
    };
    match rule["kind"].as_str().expect("a rule has a kind") {
        "recurring" => {
            let month = if rule["month"].is_null() { String::new() } else { format!(" month{}", text("month")) };
            format!("every{}{}{month}", text("every"), text("day"))
        }
        "relative" => format!("after{}{}", text("count"), text("stretch")),
        kind => format!("{kind}{}{}", text("date"), text("period")),
    }
}

/// The period of the last value in a report; rows name no day for it.
fn period(row: &Row) -> Outcome {
    let reading = document("report.txt", row);
    let last = reading["observations"].as_array().and_then(|it| it.last()).cloned().unwrap_or_default();
    let period = last["period"].as_str().unwrap_or("none").to_owned();
    [row.expected[0].clone(), period, "-".to_owned()]
}

fn document(template: &str, row: &Row) -> Value {
    let template = std::fs::read_to_string(folder().join(template)).expect("the template is a text");
    let source = template
        .replace("{day}", &format!("{:02}", row.on.day()))
        .replace("{month}", &row.on.month().to_string())
        .replace("{year}", &row.on.year().to_string())
        .replace("{sentence}", row.sentence);
    serde_json::to_value(reader::read(&reader::Text::new(&source))).expect("a reading is JSON")
}
