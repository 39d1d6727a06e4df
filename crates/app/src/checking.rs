//! Checking the register: the ledger and its rows by the store, the files of the documents here.

use crate::error::Error;
use crate::messages::{Language, say};
use crate::office::Office;
use fluent_bundle::FluentValue;
use serde::Serialize;
use std::collections::BTreeSet;
use std::thread::sleep;
use std::time::Duration;
use store::{CheckReport, Fault, FileState, Head, Problem, Spot};

/// What a check counted, and what is wrong; nothing is wrong if `problems` is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckView {
    pub n_entries: u64,
    pub n_streams: u64,
    pub n_rows: u64,
    /// Sealed texts, erased ones included.
    pub n_texts: u64,
    pub n_erased: u64,
    pub n_files: u64,
    pub head: Option<HeadView>,
    /// The first is the one to look at.
    pub problems: Vec<ProblemView>,
    /// Whether there were more problems than are listed.
    pub has_more: bool,
    /// Files that no document has, and halves: an intake that was cut off leaves them. The register is whole beside them.
    pub strays: Vec<ProblemView>,
}

/// The last entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadView {
    pub position: u64,
    pub hash: String,
}

/// One thing that is not as it was written: a place and a fault, each by its code and the values it has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    pub spot: &'static str,
    pub fault: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The key of a row, a seal, or the name of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

impl Office {
    /// Checks everything while people work. `expected` is a head that was printed before, as `position:hash`.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`] when it cannot be read at all.
    pub fn check(&self, expected: Option<&Head>) -> Result<CheckView, Error> {
        let report = self.store.check(expected)?;
        let mut view = CheckView::from(report);
        // Words cannot be trusted while the ledger is broken: files are looked for only in a whole one.
        if view.problems.is_empty() {
            self.check_files(&mut view)?;
        }
        Ok(view)
    }

    /// Rebuilds the derived tables from the ledger, and checks.
    ///
    /// # Errors
    /// [`Error::Store`], corrupt where the ledger itself is broken.
    pub fn rebuild(&self) -> Result<CheckView, Error> {
        self.store.rebuild()?;
        self.check(None)
    }

    fn check_files(&self, view: &mut CheckView) -> Result<(), Error> {
        let known = self.named_files(None)?;
        for content in &known {
            view.n_files += 1;
            let fault = match self.files.state(content) {
                Ok(FileState::Whole) => continue,
                Ok(FileState::Missing) => "missing",
                Ok(FileState::Altered) => "altered",
                Err(_) => "unreadable",
            };
            view.problems.push(file_problem(fault, content.clone()));
        }
        view.strays = self.strays(&known)?.into_iter().map(|it| file_problem("extra", it)).collect();
        Ok(())
    }

    /// Files that no document has. One that is just taken in looks like that for a moment: what is found is looked at twice.
    fn strays(&self, known: &BTreeSet<String>) -> Result<BTreeSet<String>, Error> {
        let strays = self.files.strays(known)?;
        if strays.is_empty() {
            return Ok(strays);
        }
        sleep(Duration::from_secs(1));
        let still = self.files.strays(&self.named_files(None)?)?;
        Ok(strays.intersection(&still).cloned().collect())
    }
}

fn file_problem(fault: &'static str, key: String) -> ProblemView {
    ProblemView { spot: "file", fault, key: Some(key), ..ProblemView::default() }
}

impl From<CheckReport> for CheckView {
    fn from(report: CheckReport) -> CheckView {
        CheckView {
            n_entries: report.n_entries,
            n_streams: report.n_streams,
            n_rows: report.n_rows,
            n_texts: report.n_texts,
            n_erased: report.n_erased,
            n_files: 0,
            head: report.head.map(|it| HeadView { position: it.position, hash: it.hash }),
            problems: report.problems.into_iter().map(ProblemView::from).collect(),
            has_more: report.has_more,
            strays: Vec::new(),
        }
    }
}

impl From<Problem> for ProblemView {
    fn from(problem: Problem) -> ProblemView {
        let mut view = ProblemView::default();
        view.spot = match problem.spot {
            Spot::Migration { n } => {
                view.key = Some(n.to_string());
                "migration"
            }
            Spot::Entry { position } => view.at(position, "entry"),
            Spot::Sealed { position, seal } => {
                view.key = Some(seal);
                view.at(position, "sealed")
            }
            Spot::Receipt { position } => view.at(position, "receipt"),
            Spot::KnownFile { position } => view.at(position, "known-file"),
            Spot::Unscoured { position } => view.at(position, "unscoured"),
            Spot::Head => "head",
            Spot::Row { table, key, column } => {
                (view.table, view.key, view.column) = (Some(table), Some(key.join(" ")), column);
                "row"
            }
        };
        view.fault = fault_code(&problem.fault);
        if let Fault::ColumnDiffers { column } = problem.fault {
            view.column = Some(column);
        }
        view
    }
}

impl ProblemView {
    fn at(&mut self, position: u64, spot: &'static str) -> &'static str {
        self.position = Some(position);
        spot
    }

    /// The problem as a sentence: where, and what.
    pub fn sentence(&self, language: Language) -> String {
        let position = self.position.map(|it| it.to_string()).unwrap_or_default();
        let values = [("table", &self.table), ("key", &self.key), ("column", &self.column)];
        let mut args: Vec<(&str, FluentValue)> = vec![("position", position.into())];
        args.extend(values.map(|(name, value)| (name, value.as_deref().unwrap_or_default().into())));
        let spot = say(language, &format!("spot-{}", self.spot), &args);
        let fault = say(language, &format!("fault-{}", self.fault), &args);
        format!("{spot}: {fault}")
    }
}

fn fault_code(fault: &Fault) -> &'static str {
    match fault {
        Fault::Missing => "missing",
        Fault::Extra => "extra",
        Fault::Unreadable => "unreadable",
        Fault::HashDiffers => "hash-differs",
        Fault::Disowned => "disowned",
        Fault::PreviousDiffers => "previous-differs",
        Fault::ColumnDiffers { .. } => "column-differs",
        Fault::BatchBroken => "batch-broken",
        Fault::CannotFollow => "cannot-follow",
        Fault::NotFounded => "not-founded",
        Fault::ReceiptDiffers => "receipt-differs",
        Fault::SealDiffers => "seal-differs",
        Fault::ErasedWithoutOrder => "erased-without-order",
        Fault::NotErased => "not-erased",
        Fault::NotAsExpected => "not-as-expected",
    }
}
