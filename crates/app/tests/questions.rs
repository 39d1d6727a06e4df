//! What a page asks of the store: one of one thing asks about that thing alone, and a list asks no more often when it is
//! longer. The trace is of the whole process, so there is one test.

use app::access::Viewer;
use app::intake::read_file;
use app::{Location, Office, Role};
use std::path::Path;
use store::proof::{Step, StepValue, begin_trace, end_trace};

/// Tables that grow with the register.
const GROWING: [&str; 7] =
    ["task", "task_unit", "conclusion", "conclusion_unit", "document", "document_draft", "session_guest"];

/// What is asked while a page is drawn.
fn asked(page: impl Fn()) -> Vec<Step> {
    // Units and names are kept from the first time on.
    page();
    begin_trace();
    page();
    end_trace()
}

/// Whether a statement asks of one of `things` only, or of nothing that grows.
fn is_about(step: &Step, things: &[String]) -> bool {
    let words: Vec<&str> = step.sql.split_whitespace().collect();
    let reads = |it: &[&str]| matches!(it[0], "FROM" | "JOIN") && GROWING.contains(&it[1]);
    let names = |it: &StepValue| matches!(it, StepValue::Text(text) if things.contains(text));
    !words.windows(2).any(reads) || step.values.iter().any(names)
}

fn take_in(office: &Office, i: usize) {
    let name = "02-notice-khuoi-leng-reservoir-2020-05-12.txt";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    let mut bytes = std::fs::read(path).unwrap();
    bytes.extend(vec![b' '; i]);
    office.accept(&read_file(name, bytes).unwrap(), "office", true).unwrap();
}

#[test]
fn pages_ask_no_more_than_they_show() {
    let data = std::env::temp_dir().join(format!("app-questions-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&data);
    let at = Some("2020-06-01T02:00:00Z".parse().unwrap());
    let open = || Office::open(&Location { data: data.clone(), database: None }, at, "root").unwrap();
    let office = open();
    take_in(&office, 0);
    let actor = office.account_or_first("office").unwrap();
    let second = office.open_account(actor, "second").unwrap();
    let leads = office.tasks().unwrap().tasks[0].lead.clone();
    office.grant(actor, "office", Role::Clerk, None).unwrap();
    office.grant(actor, "second", Role::UnitOfficer, leads.name.as_deref()).unwrap();
    let (all, part) = (office.viewer(actor).unwrap(), office.viewer(second).unwrap());
    assert!(all.sees_all() && !part.sees_all());

    let lists: [fn(&Office, &Viewer) -> usize; 3] = [
        |office, viewer| office.documents_seen(viewer, "").unwrap().documents.len(),
        |office, viewer| office.sessions_seen(viewer, "").unwrap().sessions.len(),
        |office, viewer| office.open_drafts_seen(viewer, "").map(|_| 1).unwrap(),
    ];
    let count = |viewer: &Viewer| lists.map(|list| asked(|| assert!(list(&office, viewer) > 0)).len());
    let few = [count(&all), count(&part)];
    (1..4).for_each(|i| take_in(&office, i));
    let (all, part) = (office.viewer(actor).unwrap(), office.viewer(second).unwrap());
    assert_eq!([lists[0](&office, &part), lists[1](&office, &part)], [4, 4], "the proof is of too little");
    assert_eq!([count(&all), count(&part)], few, "documents, sessions, open");

    let document = office.documents().unwrap().documents.remove(0).id.to_string();
    let session =
        office.sessions().unwrap().sessions.into_iter().find(|it| it.document.unwrap().to_string() == document);
    let session = session.unwrap().id.to_string();
    let tasks = office.tasks().unwrap().tasks.into_iter();
    let task = tasks.into_iter().find(|it| it.source.document.unwrap().to_string() == document).unwrap();
    let things = [document.clone(), session.clone(), task.id.to_string()];
    let pages: [(&str, fn(&Office, &Viewer, &str)); 3] = [
        ("document", |office, viewer, id| drop(office.document_page(viewer, id).unwrap())),
        ("session", |office, viewer, id| drop(office.session_page(viewer, id).unwrap())),
        ("task", |office, viewer, id| drop(office.task_page(viewer, id).unwrap())),
    ];
    for account in [actor, second] {
        for ((name, page), id) in pages.iter().zip(&things) {
            // What was drawn before is kept, and asked of nobody.
            let office = open();
            let viewer = office.viewer(account).unwrap();
            begin_trace();
            page(&office, &viewer, id);
            let steps = end_trace();
            assert!(steps.len() > 3, "{name}: nothing is traced");
            for step in steps {
                assert!(is_about(&step, &things) || is_of_one_code(&step), "{name} asks of all:\n{}", step.sql);
            }
        }
    }
    std::fs::remove_dir_all(&data).unwrap();
}

/// A task is read by its code: from right before it up to it.
fn is_of_one_code(step: &Step) -> bool {
    matches!(step.values[..], [_, StepValue::Int(year), StepValue::Int(before), StepValue::Int(last_year), StepValue::Int(n), ..]
        if year == last_year && before + 1 == n)
}
