//! `bamsat intake`: a proposal for each file, and with `--accept` its entries.

use super::{bytes_of, file_name, open};
use crate::args::Intake;
use crate::console::{Console, Exit};
use app::intake::{Accepted, FileRead, propose_alone, read_file};
use app::propose::{Draft, Proposal, UnitDraft};
use app::take::Taken;
use app::views::DocumentView;
use app::{Error, sentences};
use serde::Serialize;
use std::path::Path;

/// The answer to one file, as JSON prints it.
#[derive(Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum Answer<'a> {
    Known { file: &'a str, document: DocumentView },
    Proposed { file: &'a str, proposal: &'a Proposal },
    Accepted { file: &'a str, accepted: &'a Accepted, proposal: &'a Proposal },
}

pub fn run(console: &Console, asked: &Intake) -> anyhow::Result<Exit> {
    let mut worst = Exit::Done;
    for path in &asked.files {
        if let Err(fault) = take(console, asked, path) {
            eprint!("{}: ", file_name(path));
            worst = worst.max(console.tell_fault(&fault));
        }
    }
    Ok(worst)
}

/// Takes one file. The office is opened only after the file was looked at, and only where something is there or wanted.
fn take(console: &Console, asked: &Intake, path: &Path) -> anyhow::Result<()> {
    let file = read_file(&file_name(path), bytes_of(path)?).map_err(Error::Refused)?;
    let location = asked.lies.location();
    if !asked.accept && !location.may_exist() {
        return tell_proposal(console, asked, &file, &propose_alone(&file));
    }
    let office = open(console, &location, asked.rehearsal)?;
    if let Some(document) = office.recognise(&file)? {
        return tell_known(console, asked, &file, document);
    }
    match asked.by.as_deref().filter(|_| asked.accept) {
        None => tell_proposal(console, asked, &file, &office.propose(&file)?),
        Some(by) => match office.accept(&file, by, false)? {
            Taken::Known(document) => tell_known(console, asked, &file, document),
            Taken::Accepted { accepted, proposal } => tell_accepted(console, asked, &file, &proposal, &accepted),
        },
    }
}

fn tell_known(console: &Console, asked: &Intake, file: &FileRead, document: DocumentView) -> anyhow::Result<()> {
    let name = &file.received.file_name;
    if asked.json {
        return console.print_json(&Answer::Known { file: name, document });
    }
    let title = console.words(document.title.as_deref());
    let received_on = document.received_on.to_string();
    console.tell(
        "intake-known",
        &[("name", name.as_str().into()), ("received_on", received_on.into()), ("title", title.into())],
    );
    Ok(())
}

fn tell_proposal(console: &Console, asked: &Intake, file: &FileRead, proposal: &Proposal) -> anyhow::Result<()> {
    let name = &file.received.file_name;
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
    file: &FileRead,
    proposal: &Proposal,
    accepted: &Accepted,
) -> anyhow::Result<()> {
    let name = &file.received.file_name;
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
        console.value("outcome-", &draft.outcome),
        draft.words.clone(),
        leads.join(", "),
        draft.due_words.clone().unwrap_or_default(),
        format!("{}\u{2013}{}", draft.span.start, draft.span.end),
    ]
}

fn print_left(console: &Console, proposal: &Proposal) {
    let left: Vec<_> = proposal.drafts.iter().flat_map(|draft| draft.open.iter().map(|it| (draft.n, it))).collect();
    if left.is_empty() {
        return console.tell("intake-left-none", &[]);
    }
    console.tell("intake-left", &[("n", left.len().into())]);
    for (n, reason) in left {
        let reason = sentences::reason(console.language, reason);
        console.print(format!("  {}", console.say("intake-left-line", &[("n", n.into()), ("reason", reason.into())])));
    }
}
