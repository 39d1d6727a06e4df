//! Spoils the annotated samples in every way that documents are spoilt, and scores what is still read.

mod kinds;
mod layout;
pub mod noisy;
mod old;
mod spelling;

use super::samples::{self, Document, Reader, Sample};
use super::{Verdict, want};
use anyhow::Result;
use kinds::{KINDS, Kind};
use noisy::Noisy;
use serde_json::{Value, json};

pub fn run() -> Result<Verdict> {
    let samples = match samples::open()? {
        Ok(samples) => samples,
        Err(missing) => return Ok(Verdict::Skipped(missing)),
    };
    let reader = Reader::build()?;
    let (clean, _) = reader.score(&samples.iter().map(Sample::as_document).collect::<Vec<_>>())?;
    println!("{:<28} {:.3}", "clean", clean.macro_f1);
    let mut failed = Vec::new();
    for kind in KINDS {
        let spoilt: Vec<Noisy> = samples.iter().map(|it| (kind.spoil)(it)).collect();
        let documents: Vec<Document> =
            samples.iter().zip(&spoilt).map(|(it, noisy)| document(kind, it, noisy)).collect();
        let (score, readings) = reader.score(&documents)?;
        let lost = clean.macro_f1 - score.macro_f1;
        let n_cut: usize = spoilt.iter().zip(&readings).map(|(noisy, reading)| n_cut(reading, noisy)).sum();
        let holds = lost <= kind.may_lose && n_cut == 0;
        let verdict = if holds { "" } else { "  MISSED" };
        println!("{:<28} {:.3} {:+.3}{verdict}  {}", kind.name, score.macro_f1, -lost, score.losses(&clean, 0.02));
        if n_cut > 0 {
            println!("{n_cut} places cut a letter");
        }
        if !holds {
            failed.push(kind.name);
        }
    }
    want(failed.is_empty(), || format!("too much is lost in {}", failed.join(", ")))?;
    Ok(Verdict::Pass)
}

fn document(kind: &Kind, sample: &Sample, noisy: &Noisy) -> Document {
    let mut gold = samples::with_places(&sample.gold, &|start, end| noisy.place(start, end));
    gold["source"]["bytes"] = json!(noisy.bytes.len());
    if let Some(encoding) = kind.encoding {
        gold["source"]["encoding"] = json!(encoding);
    }
    Document { name: sample.name.clone(), bytes: noisy.bytes.clone(), gold }
}

/// How many ends of places lie inside a letter.
fn n_cut(reading: &Value, noisy: &Noisy) -> usize {
    let n_cut = std::cell::Cell::new(0);
    samples::with_places(reading, &|start, end| {
        let is_cut = start > end || !noisy.is_border(start) || !noisy.is_border(end);
        n_cut.set(n_cut.get() + usize::from(is_cut));
        (start, end)
    });
    n_cut.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_changes_a_text_and_keeps_its_places() {
        let text = include_str!("sample.txt").to_owned();
        let end = text.trim_end().len();
        let gold = json!({ "document": { "number": "12/TB-UBND" }, "directives": [{ "span": [0, end] }] });
        let sample = Sample { name: "a.txt".to_owned(), text, gold };
        for kind in KINDS {
            let noisy = (kind.spoil)(&sample);
            assert_ne!(noisy.bytes, sample.text.as_bytes(), "{}", kind.name);
            let (start, end) = noisy.place(0, end);
            assert!(start < end && noisy.is_border(start) && noisy.is_border(end), "{}", kind.name);
        }
    }
}
