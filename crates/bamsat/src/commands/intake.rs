//! `bamsat intake`: a proposal for each file, and with `--accept` its entries.

use super::show::{deadline_text, open_table};
use super::{file_name, open, read_named};
use crate::args::Intake;
use crate::console::{Console, Exit};
use crate::sheet::Sheet;
use app::intake::{Accepted, FileRead, propose_alone};
use app::messages::FluentValue;
use app::open_drafts::OpenDraftsView;
use app::propose::{Carried, CarriedDraft, Draft, Proposal, Reason, SheetDraft, UnitDraft};
use app::reading::sheet::Role;
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
    let mut file = read_named(console, path)?;
    file.choices.clone_from(&asked.column);
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
    if proposal.drafts.is_empty() && file.is_workbook() {
        console.tell("refusal-sheet-unclear", &[]);
        return Ok(());
    }
    print_left(console, proposal);
    console.tell("intake-not-accepted", &[of(proposal)]);
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

/// A row of a kept sheet has more fields than a sentence: in a narrower terminal it stands as a block of lines.
const WIDE: u16 = 160;

/// More rows than this nobody reads in a terminal.
const MOST_ROWS: usize = 200;

fn print_proposal(console: &Console, file: &FileRead, proposal: &Proposal) {
    let mut args = vec![("name", file.received.file_name.as_str().into())];
    args.extend(counts(proposal));
    console.tell("intake-proposal", &args);
    print_doubts(console, file, proposal);
    proposal.sheets.iter().for_each(|it| print_columns(console, it));
    tell_choices(console, &proposal.sheets);
    let n_new = proposal.units.iter().filter(|it| it.known.is_none()).count();
    console.tell("intake-units", &[("n_units", proposal.units.len().into()), ("n_new", n_new.into())]);
    if !proposal.drafts.is_empty() {
        let lines = Lines::of(file.text.as_bytes());
        let heads = ["n", "outcome", "words", "lead", "coordinating", "deadline", "state", "assigned-on", "place"];
        let mut table = if proposal.sheets.is_empty() { Sheet::new(&heads) } else { Sheet::wide(&heads, WIDE) };
        for draft in proposal.drafts.iter().take(MOST_ROWS) {
            table.add(row(console, file, draft, &proposal.units, &lines));
        }
        table.print(console);
        if proposal.drafts.len() > MOST_ROWS {
            console.tell("intake-more", &[of(proposal), ("n", (proposal.drafts.len() - MOST_ROWS).into())]);
        }
    }
    print_left_over(console, file, proposal);
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
pub fn counts(proposal: &Proposal) -> [(&'static str, FluentValue<'static>); 7] {
    [
        of(proposal),
        ("n", proposal.drafts.len().into()),
        ("n_as_tasks", proposal.n_as_tasks().into()),
        ("n_tasks", proposal.n_tasks().into()),
        ("n_guidance", proposal.n_guidance().into()),
        ("n_open", proposal.n_open().into()),
        ("n_partly_open", proposal.n_partly_open().into()),
    ]
}

/// What is counted: rows of a kept sheet, or sentences.
fn of(proposal: &Proposal) -> (&'static str, FluentValue<'static>) {
    ("of", if proposal.sheets.is_empty() { "sentence" } else { "row" }.into())
}

fn row(console: &Console, file: &FileRead, draft: &Draft, units: &[UnitDraft], lines: &Lines) -> Vec<String> {
    let names = |it: &[usize]| it.iter().map(|&it| units[it].name.as_str()).collect::<Vec<_>>().join(", ");
    let leads = if draft.leads.is_empty() { draft.named_leads.join(", ") } else { names(&draft.leads) };
    vec![
        draft.n.to_string(),
        console.value("outcome-", &draft.outcome),
        draft.words.clone(),
        leads,
        names(&draft.coordinating),
        deadline_text(console, draft.deadline, draft.due_words.as_deref()),
        draft.carried.as_ref().map(|it| work(console, it)).unwrap_or_default(),
        console.day(draft.carried.as_ref().and_then(|it| it.assigned_on)),
        place(console, file, draft.span.start).unwrap_or_else(|| console.lines(lines.of_span(draft.span))),
    ]
}

/// How far a task had come in the sheet, with the day on which it was done.
fn work(console: &Console, carried: &CarriedDraft) -> String {
    let Some(work) = carried.work else { return String::new() };
    let state = match work {
        Carried::NotStarted => "state-not-started",
        Carried::InProgress => "state-in-progress",
        Carried::AwaitingConfirmation { .. } => "state-awaiting-confirmation",
        Carried::Completed { .. } => "state-completed",
    };
    format!("{} {}", console.say(state, &[]), console.day(work.done_on())).trim_end().to_owned()
}

/// Row and sheet of a workbook; `None` in other files.
fn place(console: &Console, file: &FileRead, at: usize) -> Option<String> {
    let cell = file.cell(at)?;
    Some(console.say("place-row", &[("sheet", cell.sheet.into()), ("row", cell.row.into())]))
}

/// What is not certain of the text, with the cell of a workbook where one is meant.
fn print_doubts(console: &Console, file: &FileRead, proposal: &Proposal) {
    for doubt in &proposal.doubts {
        let words = doubt.span.and_then(|it| file.text.get(it.start..it.end)).unwrap_or_default();
        let told = sentences::text_doubt(console.language, doubt.kind, words, doubt.confidence);
        let place = match doubt.span.and_then(|it| file.cell(it.start)) {
            Some(it) => {
                console.say("place-cell", &[("sheet", it.sheet.as_str().into()), ("cell", it.to_string().into())])
            }
            None => words.to_owned(),
        };
        console.print(if place.is_empty() { told } else { format!("{place}: {told}") });
    }
}

/// What each column of a kept sheet was taken for.
fn print_columns(console: &Console, sheet: &SheetDraft) {
    console.tell("intake-sheet", &[("n", sheet.n_rows.into())]);
    let mut table = Sheet::new(&["column", "holds", "n-filled", "example"]);
    for column in &sheet.columns {
        let role = console.value("holds-", &column.role);
        let role = if column.is_sure || column.role == Role::Unknown {
            role
        } else {
            console.say("holds-guessed", &[("role", role.into())])
        };
        let example = column.examples.first().cloned().unwrap_or_default();
        table.add(vec![column.heading.clone(), role, column.n_filled.to_string(), example]);
    }
    table.print(console);
}

/// How to say otherwise, where something is only guessed.
fn tell_choices(console: &Console, sheets: &[SheetDraft]) {
    if sheets.iter().flat_map(|it| &it.columns).any(|it| !it.is_sure) {
        let roles = Role::ALL.map(|it| format!("{it} ({})", console.value("holds-", &it)));
        console.tell("intake-sheet-choose", &[("roles", roles.join(", ").into())]);
    }
}

/// Rows that are no task, so that nothing is lost unseen.
fn print_left_over(console: &Console, file: &FileRead, proposal: &Proposal) {
    let rows: Vec<_> = proposal.sheets.iter().flat_map(|it| &it.left_over).collect();
    if rows.is_empty() {
        return;
    }
    console.tell("intake-left-over", &[("n", rows.len().into())]);
    for row in rows {
        let place = place(console, file, row.span.start).unwrap_or_default();
        console.print(format!("  {place}: {}", row.words));
    }
}

fn print_left(console: &Console, proposal: &Proposal) {
    let told = |key: &str, n: u32, reason: &Reason| {
        let reason = sentences::reason(console.language, reason);
        console.print(format!("  {}", console.say(key, &[of(proposal), ("n", n.into()), ("reason", reason.into())])));
    };
    match proposal.n_open() {
        0 => console.tell("intake-left-none", &[of(proposal)]),
        n => console.tell("intake-left", &[of(proposal), ("n", n.into())]),
    }
    for draft in &proposal.drafts {
        draft.open.iter().for_each(|it| told("intake-left-line", draft.n, it));
    }
    print_remarks(console, proposal);
}

/// Each remark once, with the drafts it is about: what a heading tells of a sheet is told of all its rows.
fn print_remarks(console: &Console, proposal: &Proposal) {
    let mut remarks: Vec<(&Reason, Vec<u32>)> = Vec::new();
    for (draft, reason) in proposal.drafts.iter().flat_map(|it| it.remarks.iter().map(move |reason| (it, reason))) {
        match remarks.iter_mut().find(|it| it.0 == reason) {
            Some((_, numbers)) => numbers.push(draft.n),
            None => remarks.push((reason, vec![draft.n])),
        }
    }
    for (reason, numbers) in remarks {
        let reason = sentences::reason(console.language, reason);
        let told =
            console.say("intake-remark", &[of(proposal), ("n", runs(&numbers).into()), ("reason", reason.into())]);
        console.print(format!("  {told}"));
    }
}

/// `1, 3\u{2013}6` of growing numbers.
fn runs(numbers: &[u32]) -> String {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    let run = |it: &[u32]| match it {
        [first, .., last] => format!("{first}\u{2013}{last}"),
        [one] => one.to_string(),
        [] => String::new(),
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}
