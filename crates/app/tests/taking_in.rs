//! Documents taken into an empty register one after another: what each became, the units, and what waits in the end.

#[expect(dead_code, reason = "uses a part")]
mod stage;

use app::intake::read_file;
use app::propose::{Draft, Proposal, Reason};
use app::take::Taken;
use app::views::{ConclusionView, SessionView};
use app::{Error, Location, Office};
use model::act::document::{self, amend_draft::AmendDraft};
use model::act::task::{self, assign::Assign};
use model::act::unit::{self, found::Found};
use model::state::{Level, Source, UnitKind};
use model::{Command, Deadline, Passage};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;
use store::Order;

#[test]
fn the_documents_of_each_suite_are_taken_in_as_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 8, "suites are missing");
    for path in paths {
        let suite = std::fs::read_to_string(&path).unwrap();
        let told = tell(path.file_stem().unwrap().to_str().unwrap(), &suite);
        assert_eq!(told.trim(), suite.trim(), "{}", path.display());
    }
}

/// The suite as it would have to stand: its documents as they are, what is told after each made anew.
fn tell(name: &str, suite: &str) -> String {
    let data = std::env::temp_dir().join(format!("app-taking-in-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&data);
    let location = Location { data: data.clone(), database: None };
    let mut told = String::new();
    for part in suite.split("=== ").skip(1) {
        let (head, body) = part.split_once('\n').unwrap();
        // Each part opens the office anew, as each command does.
        let office = Office::open(&location, Some("2022-06-01T02:00:00Z".parse().unwrap()), "root").unwrap();
        let answer = match head.split(' ').collect::<Vec<_>>()[..] {
            ["document", file] => format!("{body}{}", took(&office, file, body, false)),
            ["document", file, "another"] => format!("{body}{}", took(&office, file, body, true)),
            ["units"] => units(&office),
            ["open"] => open(&office),
            ["assign", n, ..] => assign(&office, n, head.splitn(3, ' ').last().unwrap()),
            ["session", day, ..] => session(&office, day, head.splitn(3, ' ').last().unwrap(), body),
            ["sessions"] => sessions(&office),
            ["found", ..] => found(&office, head.split_once(' ').unwrap().1),
            ["amend", n, ..] => amend(&office, n, head.splitn(3, ' ').last().unwrap()),
            ["told"] => continue,
            _ => panic!("{name}: no such part: {head}"),
        };
        write!(told, "=== {head}\n{answer}").unwrap();
    }
    std::fs::remove_dir_all(&data).unwrap();
    format!("{}{told}", suite.split("=== ").next().unwrap())
}

fn took(office: &Office, file: &str, text: &str, another: bool) -> String {
    let read = read_file(file, text.as_bytes().to_vec()).unwrap();
    let answer = match office.accept(&read, "office", another) {
        Ok(Taken::Accepted { proposal, .. }) => proposed(&proposal),
        Ok(Taken::Known(document)) => {
            format!("known, {} open\n", office.open_drafts_of(&document).unwrap().drafts.len())
        }
        Err(Error::Refused(refusal)) => format!("refused: {}\n", refusal.code()),
        Err(error) => panic!("{error}"),
    };
    format!("=== told\n{answer}\n")
}

fn proposed(proposal: &Proposal) -> String {
    let mut told = format!(
        "{} drafts: {} as {} tasks, {} guidance, {} open, {} of them in part\n",
        proposal.drafts.len(),
        proposal.n_as_tasks(),
        proposal.n_tasks(),
        proposal.n_guidance(),
        proposal.n_open(),
        proposal.n_partly_open(),
    );
    for draft in &proposal.drafts {
        let leads: Vec<&str> = draft.leads.iter().map(|&it| proposal.units[it].name.as_str()).collect();
        let outcome = format!("{:?}", draft.outcome).to_lowercase();
        writeln!(told, "{} {outcome} [{}]{}", draft.n, leads.join("; "), beside(draft)).unwrap();
    }
    told
}

fn beside(draft: &Draft) -> String {
    let mut told = match draft.deadline {
        Deadline::Fixed { due_on } => format!(", due {due_on}"),
        Deadline::Periodic => ", periodic".to_owned(),
        Deadline::Standing | Deadline::Unset => {
            draft.due_words.as_deref().map_or(String::new(), |it| format!(", {it}"))
        }
    };
    for (what, reasons) in [("open", &draft.open), ("remarks", &draft.remarks)] {
        if !reasons.is_empty() {
            write!(told, ", {what}: {}", codes(reasons)).unwrap();
        }
    }
    told
}

fn codes(reasons: &[Reason]) -> String {
    let told = reasons.iter().map(|it| {
        let fields = serde_json::to_value(it).unwrap();
        let more = [&fields["name"], &fields["doubt"]].into_iter().find_map(|it| it.as_str());
        let between =
            fields["between"].as_array().into_iter().flatten().map(|it| format!(" ?{}", it["name"].as_str().unwrap()));
        let told = format!("{} {}", fields["reason"].as_str().unwrap(), more.unwrap_or_default());
        format!("{}{}", told.trim(), between.collect::<String>())
    });
    told.collect::<Vec<_>>().join("; ")
}

/// A person founds the area of that name.
fn found(office: &Office, name: &str) -> String {
    let (actor, root) = (office.account_or_first("office").unwrap(), office.units().unwrap().units[0].id);
    let found = Found {
        name: name.to_owned(),
        kind: UnitKind::State,
        level: Level::Unknown,
        parent: Some(root),
        valid_from_on: None,
        passage: None,
    };
    let order = Order { stream: office.new_id(), seen: None, command: Command::Unit(unit::Command::Found(found)) };
    office.submit(actor, name.to_owned(), vec![order]).unwrap();
    String::new()
}

/// A session of the root with a unit, planned and held on a day, in which conclusions were recorded, one a line.
fn session(office: &Office, day: &str, guest: &str, recorded: &str) -> String {
    let (actor, units) = (office.account_or_first("office").unwrap(), office.units().unwrap().units);
    let root = units.iter().find(|it| it.parent.is_none()).unwrap().id;
    let guest = units.iter().find(|it| it.name.as_deref() == Some(guest)).unwrap().id;
    let session = office.new_id();
    let act = |name: &str, body: Value| stage::act(office, actor, name, session, &body);
    act("session.plan", json!({ "title": "t", "held_on": day, "host": root, "guests": [guest] }));
    act("session.add_item", json!({ "words": "w", "why": "added" }));
    act("session.open", json!({}));
    act("session.begin", json!({}));
    for (n, words) in (1..).zip(recorded.lines().filter(|it| !it.is_empty())) {
        act("session.record_conclusion", json!({ "n": n, "words": words }));
    }
    act("session.close", json!({}));
    recorded.to_owned()
}

/// Each session with its document and its conclusions.
fn sessions(office: &Office) -> String {
    let viewer = office.console_viewer().unwrap();
    let documents = office.documents().unwrap().documents;
    let conclusion = |it: &ConclusionView| {
        let ending = it.ending.map_or("open".to_owned(), |it| format!("{it:?}").to_lowercase());
        let passage = if it.passage.is_some() { "a passage" } else { "no passage" };
        format!("{} {ending}, {passage}, {} tasks", it.n, it.n_tasks)
    };
    let line = |it: &SessionView| {
        let page = office.session_page(&viewer, &it.id.to_string()).unwrap();
        let document = documents.iter().find(|of| Some(of.id) == it.document).and_then(|it| it.number.clone());
        let stage = format!("{:?}", it.stage).to_lowercase();
        let told: Vec<String> = page.conclusions.iter().map(conclusion).collect();
        format!("{} {stage}, {}: {}\n", it.held_on, document.as_deref().unwrap_or("no document"), told.join("; "))
    };
    let sessions = office.sessions().unwrap().sessions;
    format!("{}\n", sessions.iter().map(line).collect::<String>())
}

/// A person says which unit leads the open draft `n`.
fn amend(office: &Office, n: &str, unit: &str) -> String {
    let draft = office.open_drafts().unwrap().drafts.into_iter().find(|it| it.n.to_string() == n).unwrap();
    let unit = office.units().unwrap().units.into_iter().find(|it| it.name.as_deref() == Some(unit)).unwrap();
    let amend = AmendDraft { span: draft.span, words: None, leads: Some(vec![unit.id]), deadline: None };
    let command = Command::Document(document::Command::AmendDraft(amend));
    let order = Order { stream: draft.document.into(), seen: None, command };
    office.submit(office.account_or_first("office").unwrap(), format!("amend {n}"), vec![order]).unwrap();
    String::new()
}

/// A person gives the open draft `n` to the unit of that name.
fn assign(office: &Office, n: &str, unit: &str) -> String {
    let draft = office.open_drafts().unwrap().drafts.into_iter().find(|it| it.n.to_string() == n).unwrap();
    let unit = office.units().unwrap().units.into_iter().find(|it| it.name.as_deref() == Some(unit)).unwrap();
    let passage = Passage { document: draft.document, span: draft.span, reader: None };
    let assign = Assign {
        words: draft.words,
        lead: unit.id,
        coordinating: Vec::new(),
        source: Source { passage: Some(passage), ..Source::default() },
        outside: None,
        deadline: Deadline::Unset,
        due_words: draft.due_words,
        deliverable: None,
        field: None,
    };
    let stream = unit.id.to_string().replace("-7", "-8").parse().unwrap();
    let order = Order { stream, seen: None, command: Command::Task(task::Command::Assign(assign)) };
    office.submit(office.account_or_first("office").unwrap(), n.to_owned(), vec![order]).unwrap();
    String::new()
}

fn units(office: &Office) -> String {
    let mut units = office.units().unwrap().units;
    units.retain(|it| it.parent.is_some());
    let mut told: Vec<String> = units
        .iter()
        .map(|it| format!("{} ({})\n", it.name.as_deref().unwrap(), format!("{:?}", it.level).to_lowercase()))
        .collect();
    told.sort();
    format!("{}\n", told.concat())
}

fn open(office: &Office) -> String {
    let drafts = office.open_drafts().unwrap().drafts;
    let line = |it: &app::open_drafts::OpenDraftView| {
        let whose = it.number.clone().or(it.title.clone()).unwrap();
        format!(
            "{whose}: {} [{}]{} {} tasks, {}, {}\n",
            it.n,
            it.leads.join("; "),
            it.units.iter().map(|it| format!(" is {}", it.name.as_deref().unwrap())).collect::<String>(),
            it.n_tasks,
            it.due_words.as_deref().unwrap_or("-"),
            codes(&it.reasons)
        )
    };
    format!("{}\n", drafts.iter().map(line).collect::<String>())
}
