//! `bamsat intake`: a proposal for each file, and with `--accept` its entries.

use super::show::{deadline_text, open_table};
use super::{file_name, open, read_named};
use crate::args::Intake;
use crate::console::{Console, Exit};
use crate::sheet::Sheet;
use app::intake::{Accepted, FileRead, propose_alone};
use app::messages::FluentValue;
use app::open_drafts::OpenDraftsView;
use app::propose::{Draft, Proposal, Reason, UnitDraft};
use app::take::{Taken, refuse_first};
use app::views::{DocumentView, Lines};
use app::{Error, Office, figures, sentences};
use serde::Serialize;
use std::path::Path;

/// The answer to one file, as JSON prints it.
#[derive(Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum Answer<'a> {
    Known { file: &'a str, document: DocumentView, open: &'a OpenDraftsView },
    Proposed { file: &'a str, proposal: &'a Proposal },
    Accepted { file: &'a str, accepted: &'a Accepted, proposal: &'a Proposal },
}

pub fn run(console: &Console, asked: &Intake) -> anyhow::Result<Exit> {
    let mut worst = Exit::Done;
    for path in &asked.files {
        if let Err(fault) = take(console, asked, path) {
            worst = worst.max(console.tell_fault_of(&file_name(path), &fault));
        }
    }
    Ok(worst)
}

/// Takes one file. The office is opened only after the file was looked at, and only where something is there or wanted.
fn take(console: &Console, asked: &Intake, path: &Path) -> anyhow::Result<()> {
    let file = read_named(console, path)?;
    let location = asked.lies.location();
    let accepts = asked.by.as_deref().filter(|_| asked.accept);
    let office = match accepts {
        Some(by) => {
            refuse_first(&file, by).map_err(Error::Refused)?;
            open(console, &location, asked.rehearsal)?
        }
        None => match Office::open_if_there(&location, asked.rehearsal)? {
            Some(office) => office,
            None => return tell_proposal(console, asked, &file, &propose_alone(&file)),
        },
    };
    if let Some(document) = office.recognise(&file)? {
        let open = office.open_drafts_of(&document)?;
        return tell_known(console, asked, &file, document, &open);
    }
    match accepts {
        None => tell_proposal(console, asked, &file, &office.propose(&file)?),
        Some(by) => match office.accept(&file, by, asked.another)? {
            Taken::Known(document) => {
                let open = office.open_drafts_of(&document)?;
                tell_known(console, asked, &file, document, &open)
            }
            Taken::Accepted { accepted, proposal } => tell_accepted(console, asked, &file, &proposal, &accepted),
        },
    }
}

fn tell_known(
    console: &Console,
    asked: &Intake,
    file: &FileRead,
    document: DocumentView,
    open: &OpenDraftsView,
) -> anyhow::Result<()> {
    let name = &file.received.file_name;
    if asked.json {
        return console.print_json(&Answer::Known { file: name, document, open });
    }
    let title = console.words(document.title.as_deref());
    let received_on = figures::day(document.received_on);
    console.tell(
        "intake-known",
        &[("name", name.as_str().into()), ("received_on", received_on.into()), ("title", title.into())],
    );
    if !open.drafts.is_empty() {
        console.tell("intake-open", &[]);
        let lines = Lines::of(file.text.as_bytes());
        open_table(console, open, |it| Some(lines.of_span(it.span))).print(console);
    }
    Ok(())
}

fn tell_proposal(console: &Console, asked: &Intake, file: &FileRead, proposal: &Proposal) -> anyhow::Result<()> {
    let name = &file.received.file_name;
    if asked.json {
        return console.print_json(&Answer::Proposed { file: name, proposal });
    }
    print_proposal(console, file, proposal);
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
    print_proposal(console, file, proposal);
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

/// More rows than this nobody reads in a terminal.
const MOST_ROWS: usize = 200;

fn print_proposal(console: &Console, file: &FileRead, proposal: &Proposal) {
    let mut args = vec![("name", file.received.file_name.as_str().into())];
    args.extend(counts(proposal));
    console.tell("intake-proposal", &args);
    for doubt in &proposal.doubts {
        console.print(sentences::text_doubt(console.language, doubt.kind, "", doubt.confidence));
    }
    let n_new = proposal.units.iter().filter(|it| it.known.is_none()).count();
    console.tell("intake-units", &[("n_units", proposal.units.len().into()), ("n_new", n_new.into())]);
    if !proposal.drafts.is_empty() {
        let lines = Lines::of(file.text.as_bytes());
        let mut table = Sheet::new(&["n", "outcome", "words", "lead", "coordinating", "deadline", "place"]);
        for draft in proposal.drafts.iter().take(MOST_ROWS) {
            table.add(row(console, draft, &proposal.units, &lines));
        }
        table.print(console);
        if proposal.drafts.len() > MOST_ROWS {
            console.tell("intake-more", &[("n", (proposal.drafts.len() - MOST_ROWS).into())]);
        }
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

/// What becomes of the directives, in the one way in which they are counted.
pub fn counts(proposal: &Proposal) -> [(&'static str, FluentValue<'static>); 6] {
    [
        ("n", proposal.drafts.len().into()),
        ("n_as_tasks", proposal.n_as_tasks().into()),
        ("n_tasks", proposal.n_tasks().into()),
        ("n_guidance", proposal.n_guidance().into()),
        ("n_open", proposal.n_open().into()),
        ("n_partly_open", proposal.n_partly_open().into()),
    ]
}

fn row(console: &Console, draft: &Draft, units: &[UnitDraft], lines: &Lines) -> Vec<String> {
    let names = |it: &[usize]| it.iter().map(|&it| units[it].name.as_str()).collect::<Vec<_>>().join(", ");
    let leads = if draft.leads.is_empty() { draft.named_leads.join(", ") } else { names(&draft.leads) };
    vec![
        draft.n.to_string(),
        console.value("outcome-", &draft.outcome),
        draft.words.clone(),
        leads,
        names(&draft.coordinating),
        deadline_text(console, draft.deadline, draft.due_words.as_deref()),
        console.lines(lines.of_span(draft.span)),
    ]
}

fn print_left(console: &Console, proposal: &Proposal) {
    let told = |key: &str, n: u32, reason: &Reason| {
        let reason = sentences::reason(console.language, reason);
        console.print(format!("  {}", console.say(key, &[("n", n.into()), ("reason", reason.into())])));
    };
    match proposal.n_open() {
        0 => console.tell("intake-left-none", &[]),
        n => console.tell("intake-left", &[("n", n.into())]),
    }
    for draft in &proposal.drafts {
        draft.open.iter().for_each(|it| told("intake-left-line", draft.n, it));
    }
    for draft in &proposal.drafts {
        draft.remarks.iter().for_each(|it| told("intake-remark", draft.n, it));
    }
}
