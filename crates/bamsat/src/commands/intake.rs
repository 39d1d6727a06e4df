//! `bamsat intake`: a proposal for each file, and with `--accept` its entries.

use super::{file_name, open};
use crate::args::Intake;
use crate::console::{Console, Exit};
use app::intake::{Accepted, FileRead, propose_alone, read_file};
use app::propose::{Draft, Proposal, UnitDraft};
use app::{Error, Office, sentences};
use serde::Serialize;
use std::path::Path;

/// The answer to one file, as JSON prints it.
#[derive(Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum Answer<'a> {
    Known { file: &'a str, document: app::views::DocumentView },
    Proposed { file: &'a str, proposal: &'a Proposal },
    Accepted { file: &'a str, accepted: &'a Accepted, proposal: &'a Proposal },
}

pub fn run(console: &Console, asked: &Intake) -> anyhow::Result<Exit> {
    let mut worst = Exit::Done;
    for path in &asked.files {
        let exit = match take(console, asked, path)? {
            Ok(()) => Exit::Done,
            Err(error) => {
                eprint!("{}: ", file_name(path));
                console.tell_error(&error, Some(&asked.lies.location()))
            }
        };
        worst = worst.max(exit);
    }
    Ok(worst)
}

/// Takes one file. The office is opened only after the file was looked at, and only where something is there or wanted.
fn take(console: &Console, asked: &Intake, path: &Path) -> anyhow::Result<Result<(), Error>> {
    let name = file_name(path);
    let Some(bytes) = super::read::bytes_of(console, path) else { return Ok(Err(not_found(path))) };
    let file = match read_file(&name, bytes) {
        Ok(file) => file,
        Err(refusal) => return Ok(Err(Error::Refused(refusal))),
    };
    let location = asked.lies.location();
    if !asked.accept && !location.may_exist() {
        let proposal = propose_alone(&file);
        tell_proposal(console, asked, &name, &proposal)?;
        return Ok(Ok(()));
    }
    let office = match open(console, &location, asked.rehearsal) {
        Ok(office) => office,
        Err(error) => return Ok(Err(error)),
    };
    take_into(console, asked, &office, &file)
}

fn not_found(path: &Path) -> Error {
    Error::NotFound(app::error::NotFound::Object { noun: "file", id: path.display().to_string() })
}

fn take_into(console: &Console, asked: &Intake, office: &Office, file: &FileRead) -> anyhow::Result<Result<(), Error>> {
    let name = &file.received.file_name;
    match office.recognise(file) {
        Err(error) => return Ok(Err(error)),
        Ok(Some(document)) => {
            tell_known(console, asked, name, document)?;
            return Ok(Ok(()));
        }
        Ok(None) => {}
    }
    let proposal = match office.propose(file) {
        Ok(proposal) => proposal,
        Err(error) => return Ok(Err(error)),
    };
    let Some(by) = asked.by.as_deref().filter(|_| asked.accept) else {
        tell_proposal(console, asked, name, &proposal)?;
        return Ok(Ok(()));
    };
    match office.accept(file, &proposal, by) {
        Ok(accepted) => tell_accepted(console, asked, name, &proposal, &accepted).map(Ok),
        Err(error) => Ok(Err(error)),
    }
}

fn tell_known(console: &Console, asked: &Intake, name: &str, document: app::views::DocumentView) -> anyhow::Result<()> {
    if asked.json {
        return console.print_json(&Answer::Known { file: name, document });
    }
    let title = console.words(document.title.as_deref());
    let received_on = document.received_on.to_string();
    console
        .tell("intake-known", &[("name", name.into()), ("received_on", received_on.into()), ("title", title.into())]);
    Ok(())
}

fn tell_proposal(console: &Console, asked: &Intake, name: &str, proposal: &Proposal) -> anyhow::Result<()> {
    if asked.json {
        return console.print_json(&Answer::Proposed { file: name, proposal });
    }
    print_proposal(console, name, proposal);
    print_left(console, proposal);
    console.tell("intake-not-accepted", &[]);
    Ok(())
}

fn tell_accepted(
    console: &Console,
    asked: &Intake,
    name: &str,
    proposal: &Proposal,
    accepted: &Accepted,
) -> anyhow::Result<()> {
    if asked.json {
        return console.print_json(&Answer::Accepted { file: name, accepted, proposal });
    }
    print_proposal(console, name, proposal);
    console.tell(
        "intake-accepted",
        &[
            ("n_units", accepted.n_units.into()),
            ("n_sessions", usize::from(accepted.session.is_some()).into()),
            ("n_conclusions", accepted.n_conclusions.into()),
            ("n_guidance", accepted.n_guidance.into()),
            ("n_tasks", accepted.tasks.len().into()),
            ("first", accepted.first.to_string().into()),
            ("last", accepted.last.to_string().into()),
        ],
    );
    if accepted.n_units > 0 {
        console.tell("intake-founded-note", &[]);
    }
    print_left(console, proposal);
    console.tell("head-line", &[("head", accepted.head.as_str().into())]);
    Ok(())
}

fn print_proposal(console: &Console, name: &str, proposal: &Proposal) {
    console.tell(
        "intake-proposal",
        &[
            ("name", name.into()),
            ("n_drafts", proposal.drafts.len().into()),
            ("n_units", proposal.units.len().into()),
            ("n_new", proposal.units.iter().filter(|it| it.known.is_none()).count().into()),
        ],
    );
    if !proposal.drafts.is_empty() {
        let mut table = console.table(&["n", "outcome", "words", "lead", "deadline", "place"]);
        for draft in &proposal.drafts {
            table.add_row(row(console, draft, &proposal.units));
        }
        console.print_table(&table);
    }
    let found = proposal.found;
    console.tell(
        "intake-found",
        &[
            ("n_observations", found.n_observations.into()),
            ("n_limitations", found.n_limitations.into()),
            ("n_citations", found.n_citations.into()),
            ("n_people", found.n_people.into()),
        ],
    );
}

fn row(console: &Console, draft: &Draft, units: &[UnitDraft]) -> Vec<String> {
    let leads: Vec<&str> = draft.leads.iter().map(|&it| units[it].name.as_str()).collect();
    vec![
        draft.n.to_string(),
        console.value("outcome", &draft.outcome),
        draft.words.clone(),
        leads.join(", "),
        draft.due_words.clone().unwrap_or_default(),
        format!("{}\u{2013}{}", draft.span.start, draft.span.end),
    ]
}

fn print_left(console: &Console, proposal: &Proposal) {
    let left: Vec<_> = proposal.drafts.iter().flat_map(|draft| draft.left.iter().map(|it| (draft.n, it))).collect();
    if left.is_empty() {
        return console.tell("intake-left-none", &[]);
    }
    console.tell("intake-left", &[("n", left.len().into())]);
    for (n, reason) in left {
        let reason = sentences::reason(console.language, reason);
        console.print(format!("  {}", console.say("intake-left-line", &[("n", n.into()), ("reason", reason.into())])));
    }
}
