//! A task whole: where it comes from, what a correction changed, and the session that looks at it again.

use app::messages::Language;
use app::views::{HomeAbout, HomeRows, Value, WhyNot, batch_offers};
use app::{Deadline, Location, Office, Role};
use model::{AccountId, StreamId};
use serde_json::json;

fn act(office: &Office, actor: AccountId, act: &str, stream: StreamId, body: serde_json::Value) {
    let seen = office.version_of(stream).ok().filter(|it| *it > 0);
    let line = json!({ "act": act, "stream": stream, "seen": seen, "key": office.new_id(), "body": body }).to_string();
    let answer = serde_json::to_value(office.act(Language::English, actor, line.as_bytes())).unwrap();
    assert!(answer.get("ok").is_some(), "{act}: {answer}");
}

#[test]
fn a_task_is_told_from_its_session_to_the_next_one_with_what_was_changed() {
    let folder = std::env::temp_dir().join(format!("app-task-page-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let at = Some("2026-03-31T02:00:00Z".parse().unwrap());
    let office = Office::open(&Location { data: folder.clone(), database: None }, at, "root").unwrap();
    let clerk = office.account_or_first("clerk").unwrap();
    office.grant(clerk, "clerk", Role::Clerk, None).unwrap();
    let root = office.units().unwrap().units[0].id;
    let [unit, other, task] = [(); 3].map(|()| office.new_id());
    for (id, name) in [(unit, "unit"), (other, "other")] {
        let found = json!({ "name": name, "kind": "area", "level": "commune", "parent": root });
        act(&office, clerk, "unit.found", id, found);
    }
    let held = |title: &str, day: &str, guest: StreamId| {
        let session = office.new_id();
        act(&office, clerk, "session.hold", session, json!({ "title": title, "held_on": day, "guests": [guest] }));
        session
    };
    let first = held("first", "2026-02-10", unit);
    held("before", "2026-01-05", unit);
    held("with others", "2026-03-01", other);
    held("second", "2026-03-20", unit);
    held("third", "2026-03-30", unit);
    let conclusion = json!({ "n": 3, "words": "conclusion", "ending": "tasks" });
    act(&office, clerk, "session.record_conclusion", first, conclusion);
    let assign = json!({ "words": "words", "lead": unit, "deadline": { "kind": "fixed", "due_on": "2026-03-15" },
        "source": { "conclusion": { "session": first, "n": 3 } } });
    act(&office, clerk, "task.assign", task, assign);
    let correct = json!({ "because": "misread", "deadline": { "kind": "standing" }, "coordinating": [other] });
    act(&office, clerk, "task.correct", task, correct);
    act(
        &office,
        clerk,
        "task.correct",
        task,
        json!({ "because": "misread", "words": "other words", "lead": root, "field": "health" }),
    );

    let page = office.task_page(&office.viewer(clerk).unwrap(), &task.to_string()).unwrap();
    let title = |it: Option<app::views::SessionView>| it.and_then(|it| it.title);
    assert_eq!(title(page.session).as_deref(), Some("first"));
    assert_eq!(title(page.next_session).as_deref(), Some("second"));
    let name = |it: &Option<Value>| match it {
        None => "none".to_owned(),
        Some(Value::Words(it)) => it.clone().unwrap(),
        Some(Value::Units(it)) => it.iter().map(|it| it.name.clone().unwrap()).collect::<Vec<_>>().join(", "),
        Some(Value::Deadline(Deadline::Fixed { due_on })) => due_on.to_string(),
        Some(Value::Deadline(it)) => format!("{it:?}"),
        Some(Value::Field(it)) => it.name().to_owned(),
        Some(Value::Conclusion { n, .. }) => n.to_string(),
    };
    let changes = page.moments.iter().flat_map(|it| &it.changes);
    let told: Vec<_> = changes.map(|it| (it.field, name(&it.before), name(&it.after))).collect();
    let wanted = [
        ("coordinating", "none", "other"),
        ("deadline", "2026-03-15", "Standing"),
        ("words", "words", "other words"),
        ("lead", "unit", "root"),
        ("field", "none", "health"),
    ];
    assert_eq!(told, wanted.map(|(field, before, after)| (field, before.to_owned(), after.to_owned())));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn whoever_reported_is_not_asked_to_confirm() {
    let folder = std::env::temp_dir().join(format!("app-reporter-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let at = Some("2026-03-31T02:00:00Z".parse().unwrap());
    let office = Office::open(&Location { data: folder.clone(), database: None }, at, "root").unwrap();
    let clerk = office.account_or_first("clerk").unwrap();
    let other = office.open_account(clerk, "other").unwrap();
    office.grant(clerk, "clerk", Role::Clerk, None).unwrap();
    office.grant(clerk, "other", Role::Clerk, None).unwrap();
    let root = office.units().unwrap().units[0].id;
    for account in [clerk, other] {
        let task = office.new_id();
        let assign = json!({ "words": "words", "lead": root, "deadline": { "kind": "unset" } });
        act(&office, clerk, "task.assign", task, assign);
        act(&office, account, "task.report_done", task, json!({ "words": "words", "done_on": "2026-03-31" }));
    }
    for (account, wanted) in [(clerk, "2026-0002"), (other, "2026-0001")] {
        let viewer = office.viewer(account).unwrap();
        let home = office.home(&viewer, Some(HomeAbout::ToConfirm)).unwrap();
        let HomeRows::Tasks(rows) = &home.sections[0].rows else { panic!("tasks are to be confirmed") };
        let told: Vec<_> = rows.iter().map(|it| (it.task.code.as_str(), it.next)).collect();
        assert_eq!((home.sections[0].total.n, told), (1, vec![(wanted, Some("task.confirm"))]));
        let owed = office.owed(&viewer, root).unwrap();
        let offered = owed.led.tasks.iter().filter(|it| it.next == Some("task.confirm"));
        assert_eq!(offered.map(|it| it.task.code.as_str()).collect::<Vec<_>>(), [wanted]);
        for task in office.tasks().unwrap().tasks {
            let offers = batch_offers(&viewer, std::slice::from_ref(&task), office.today());
            let why_not = offers.iter().find(|it| it.act == "task.confirm").unwrap().why_not;
            assert_eq!(why_not, (task.code != wanted).then_some(WhyNot::Reporter));
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_correction_of_a_task_from_a_kept_sheet_tells_what_it_changed() {
    let folder = std::env::temp_dir().join(format!("app-carried-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let at = Some("2026-03-31T02:00:00Z".parse().unwrap());
    let office = Office::open(&Location { data: folder.clone(), database: None }, at, "root").unwrap();
    let clerk = office.account_or_first("clerk").unwrap();
    office.grant(clerk, "clerk", Role::Clerk, None).unwrap();
    let (root, task) = (office.units().unwrap().units[0].id, office.new_id());
    let carried = json!({ "words": "words", "lead": root, "deadline": { "kind": "unset" },
        "work": { "state": "in_progress" } });
    act(&office, clerk, "task.carry_over", task, carried);
    let correct = json!({ "because": "misread", "words": "other words", "deadline": { "kind": "standing" } });
    act(&office, clerk, "task.correct", task, correct);
    let page = office.task_page(&office.viewer(clerk).unwrap(), &task.to_string()).unwrap();
    let told: Vec<_> = page.moments.iter().flat_map(|it| &it.changes).map(|it| (it.field, it.before.clone())).collect();
    let wanted =
        [("words", Some(Value::Words(Some("words".to_owned())))), ("deadline", Some(Value::Deadline(Deadline::Unset)))];
    assert_eq!(told, wanted);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_unit_with_more_tasks_than_are_looked_at_is_told_of_the_newest() {
    let folder = std::env::temp_dir().join(format!("app-newest-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let at = Some("2026-03-31T02:00:00Z".parse().unwrap());
    let office = Office::open(&Location { data: folder.clone(), database: None }, at, "root").unwrap();
    let clerk = office.account_or_first("clerk").unwrap();
    office.grant(clerk, "clerk", Role::Clerk, None).unwrap();
    let (root, below) = (office.units().unwrap().units[0].id, office.new_id());
    let found = json!({ "name": "below", "kind": "area", "level": "commune", "parent": root });
    act(&office, clerk, "unit.found", below, found);
    let officer = office.open_account(clerk, "officer").unwrap();
    let grant = json!({ "role": "unit_officer", "unit": below });
    act(&office, clerk, "account.grant", officer.into(), grant);
    let assign = json!({ "words": "words", "lead": below, "deadline": { "kind": "unset" } });
    let order = || app::acting::ActRequest {
        act: "task.assign".to_owned(),
        stream: office.new_id().to_string(),
        seen: None,
        body: assign.clone(),
    };
    let viewer = office.viewer(clerk).unwrap();
    for key in ["1", "2", "3", "4", "5"] {
        let orders = (0..90).map(|_| order()).collect();
        office.carry_out_as(&viewer, app::acting::Request { key: key.to_owned(), orders }).unwrap();
    }
    let home = office.home(&office.viewer(officer).unwrap(), Some(HomeAbout::NotReceived)).unwrap();
    let HomeRows::Tasks(rows) = &home.sections[0].rows else { panic!("tasks are to be received") };
    assert_eq!((rows[0].task.code.as_str(), home.sections[0].total.is_more), ("2026-0450", true));
    std::fs::remove_dir_all(folder).unwrap();
}
