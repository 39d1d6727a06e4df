//! Reads texts that no office wrote: weather, sport, recipes, law lectures, essays, novels, other languages.

use super::samples::{Document, Reader};
use super::{Verdict, want};
use crate::shell;
use anyhow::{Context, Result};
use serde_json::Value;

const TEXTS: &str = "crates/reader/tests/suite/silence.txt";
/// One trap a line: any of the words between the bars.
const TRAPS: &str = include_str!("traps.txt");
const FEWEST: usize = 40;
/// What must not be found.
const CLAIMS: &[&str] = &["directives", "limitations", "observations"];
/// What the texts must be of: how their titles begin.
const KINDS: &[&str] = &["weather", "sport", "recipe", "law", "essay", "novel", "English"];

pub fn run() -> Result<Verdict> {
    let suite = std::fs::read_to_string(shell::root().join(TEXTS)).with_context(|| format!("reading {TEXTS}"))?;
    let texts = texts(&suite);
    let n_trapped = texts.iter().filter(|it| is_trapped(it.1)).count();
    let document = |(n, it): (usize, &(&str, &str))| Document {
        name: format!("{n:03}.txt"),
        bytes: it.1.as_bytes().to_vec(),
        gold: Value::Null,
    };
    let documents: Vec<Document> = texts.iter().enumerate().map(document).collect();
    let readings = Reader::build()?.readings(&documents)?;
    let claims: Vec<String> = texts.iter().zip(&readings).flat_map(|(it, reading)| claims(it.0, reading)).collect();
    for kind in KINDS {
        let n_texts = texts.iter().filter(|it| it.0.starts_with(kind)).count();
        println!("{kind:<8} {n_texts} texts");
        want(n_texts > 0, || format!("no text of the kind {kind}"))?;
    }
    println!(
        "{} texts, {n_trapped} of them with per cents, \"must\", \"need\" and organs; {} claims",
        texts.len(),
        claims.len()
    );
    want(readings.len() == texts.len(), || format!("{} of {} texts were read", readings.len(), texts.len()))?;
    want(texts.len() >= FEWEST, || format!("fewer than {FEWEST} texts"))?;
    want(n_trapped * 3 >= texts.len(), || "fewer than a third of the texts hold all traps".to_owned())?;
    want(claims.is_empty(), || format!("found where nothing is claimed:\n{}", claims.join("\n")))?;
    Ok(Verdict::Pass)
}

/// Title and words of each case.
fn texts(suite: &str) -> Vec<(&str, &str)> {
    let cases = suite.trim_start_matches("=== ").split("\n=== ");
    cases.filter_map(|it| it.split_once('\n')).map(|it| (it.0, it.1.split("\n---\n").next().unwrap_or(""))).collect()
}

/// Whether every trap is in the text.
fn is_trapped(text: &str) -> bool {
    TRAPS.lines().all(|trap| trap.split('|').any(|it| holds(text, it)))
}

/// Whether `text` holds `words` as words of their own.
fn holds(text: &str, words: &str) -> bool {
    let is_apart = |it: Option<char>| !it.is_some_and(char::is_alphabetic) || words == "%";
    text.match_indices(words)
        .any(|(at, _)| is_apart(text[..at].chars().next_back()) && is_apart(text[at + words.len()..].chars().next()))
}

fn claims(title: &str, reading: &Value) -> Vec<String> {
    let of = |kind: &str| {
        let list = reading[kind].as_array().cloned().unwrap_or_default();
        list.iter().map(|it| format!("{title}: {kind}: {it}")).collect::<Vec<_>>()
    };
    CLAIMS.iter().flat_map(|it| of(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_claim_of_any_kind_is_told_and_nothing_else() {
        for kind in CLAIMS {
            let mut reading = json!({ "people": [{ "name": "a" }] });
            assert_eq!(claims("a", &reading), [""; 0]);
            reading[kind] = json!([{ "text": "b" }]);
            assert_eq!(claims("a", &reading).len(), 1, "{kind}");
        }
    }

    #[test]
    fn a_trap_is_a_word_and_all_are_wanted() {
        assert!(holds("a 5%", "%") && holds("(a b)", "b") && !holds("ab", "b"));
        let first: Vec<&str> = TRAPS.lines().map(|it| it.split('|').next().unwrap()).collect();
        assert!(is_trapped(&first.join(" ")));
        assert!(!is_trapped(&first[1..].join(" ")));
    }

    #[test]
    fn cases_are_parted_at_lines_that_open_one() {
        assert_eq!(texts("=== a\nx === y\n---\nsilent\n\n=== b\nz\n---\nnothing\n"), [("a", "x === y"), ("b", "z")]);
    }
}
