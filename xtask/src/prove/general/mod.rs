//! Reads the samples with their proper names struck from the lexicon, and with every name exchanged for an invented one.

mod names;

use super::newact::copy;
use super::samples::{self, Document, Reader, Sample};
use super::{Verdict, want};
use crate::shell;
use anyhow::{Context, Result};
use names::{Exchange, Kind};
use std::collections::BTreeMap;
use std::path::Path;

/// How much of the macro-F1 may go.
const MAY_LOSE: f64 = 0.02;
const LEXICON: &str = "crates/reader/lexicon";
/// Surnames are words of the language as much as names: none of them says whose name it is.
const SURNAME: &str = "surname";

pub fn run() -> Result<Verdict> {
    let samples = match samples::open()? {
        Ok(samples) => samples,
        Err(missing) => return Ok(Verdict::Skipped(missing)),
    };
    let all: Vec<BTreeMap<String, Kind>> = samples.iter().map(names::names).collect();
    let reader = Reader::build()?;
    let documents: Vec<Document> = samples.iter().map(Sample::as_document).collect();
    let (clean, _) = reader.score(&documents)?;
    println!("{:<28} {:.3}", "clean", clean.macro_f1);

    let n_struck = n_struck(&shell::root().join(LEXICON), &all, false)?;
    println!("{n_struck} lexicon lines hold a name of the samples");
    let struck = if n_struck == 0 { reader.score(&documents)?.0 } else { without(&all)?.score(&documents)?.0 };
    let lost = clean.macro_f1 - struck.macro_f1;
    println!("{:<28} {:.3} {:+.3}  {}", "names struck", struck.macro_f1, -lost, struck.losses(&clean, 0.01));

    let exchanges: Vec<Exchange> = all.iter().map(Exchange::of).collect();
    let n_names: usize = exchanges.iter().map(Exchange::n_names).sum();
    let documents: Vec<Document> = samples.iter().zip(&exchanges).map(|(it, exchange)| exchange.document(it)).collect();
    let (exchanged, _) = reader.score(&documents)?;
    let changed = clean.macro_f1 - exchanged.macro_f1;
    println!("{n_names} names exchanged");
    println!(
        "{:<28} {:.3} {:+.3}  {}",
        "names exchanged",
        exchanged.macro_f1,
        -changed,
        exchanged.losses(&clean, 0.01)
    );
    want(n_names > samples.len(), || "hardly a name was found in the samples".to_owned())?;
    want(lost <= MAY_LOSE, || format!("{lost:.3} is lost with the names struck"))?;
    want(changed <= MAY_LOSE, || format!("{changed:.3} is lost with other names"))?;
    Ok(Verdict::Pass)
}

/// The reader of a copy of the repository in whose lexicon no line holds a name.
fn without(all: &[BTreeMap<String, Kind>]) -> Result<Reader> {
    let target = shell::root().join("target/general");
    let tree = target.join("tree");
    copy(&tree)?;
    n_struck(&tree.join(LEXICON), all, true)?;
    Reader::build_in(&tree, &target)
}

/// How many lines of the lexicon in `folder` hold a name; `takes` them out.
fn n_struck(folder: &Path, all: &[BTreeMap<String, Kind>], takes: bool) -> Result<usize> {
    let mut n_struck = 0;
    for entry in std::fs::read_dir(folder).context("listing the lexicon")? {
        let path = entry?.path();
        let lines = std::fs::read_to_string(&path).context("reading the lexicon")?;
        let (struck, kept): (Vec<&str>, Vec<&str>) = lines.lines().partition(|it| is_struck(it, all));
        struck.iter().for_each(|it| println!("struck: {}", it.replace('\t', " | ")));
        n_struck += struck.len();
        if takes {
            std::fs::write(&path, kept.join("\n") + "\n").context("writing the lexicon")?;
        }
    }
    Ok(n_struck)
}

fn is_struck(line: &str, all: &[BTreeMap<String, Kind>]) -> bool {
    let mut columns = line.split('\t');
    let phrase = columns.next().unwrap_or("");
    let is_surname = columns.next() == Some(SURNAME);
    !line.starts_with('#') && !is_surname && all.iter().flat_map(BTreeMap::keys).any(|it| names::holds(phrase, it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_found_struck_and_exchanged_everywhere() {
        let (text, wanted) = include_str!("sample.txt").split_once('\n').unwrap();
        let wanted: Vec<&str> = wanted.trim().split('|').collect();
        let person = wanted[2];
        let start = text.find(person).unwrap();
        let gold = json!({ "people": [{ "name": person, "spans": [[start, start + person.len()]] }] });
        let sample = Sample { name: "a.txt".to_owned(), text: text.to_owned(), gold };
        let names = names::names(&sample);
        assert_eq!(names.keys().collect::<Vec<_>>(), wanted);

        let document = Exchange::of(&names).document(&sample);
        let other = String::from_utf8(document.bytes).unwrap();
        let is_left = |it: &&&str| other.to_lowercase().contains(&it.to_lowercase());
        assert_eq!(wanted.iter().find(is_left), None, "{other}");
        let place = |n: usize| document.gold["people"][0]["spans"][0][n].as_u64().unwrap() as usize;
        assert_eq!(document.gold["people"][0]["name"], other[place(0)..place(1)]);

        let all = [names];
        assert!(is_struck(&format!("{}\torgan\tplace", wanted[0].to_lowercase()), &all));
        assert!(!is_struck("ban\torgan\tplace", &all));
    }
}
