//! Evidence from the waiting room to its erasure, and the door of links: what is kept, who opens what, what is told to whom.

use app::access::Viewer;
use app::acting::Request;
use app::erasing::Erasable;
use app::error::{Denied, Forbidden, NotFound};
use app::links::{GivenLink, LinkReport};
use app::messages::Language;
use app::{Error, Location, Office, Role};
use model::act::reporting::Attach;
use model::act::task::give_link::GiveLink;
use model::act::task::report_progress::ReportProgress;
use model::{AccountId, Refusal, StreamId};
use serde_json::{Value, json};
use std::path::PathBuf;

const NOW: &str = "2026-03-31T02:00:00Z";
const LATER: &str = "2026-05-01T02:00:00Z";

/// A register with a clerk of the root and an officer of a unit, which leads two tasks.
struct World {
    folder: PathBuf,
    office: Office,
    clerk: AccountId,
    officer: AccountId,
    tasks: [StreamId; 2],
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl World {
    fn new(name: &str) -> World {
        let folder = std::env::temp_dir().join(format!("app-evidence-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let office = open(&folder, NOW);
        let clerk = office.account_or_first("clerk").unwrap();
        office.grant(clerk, "clerk", Role::Clerk, None).unwrap();
        let root = office.units().unwrap().units[0].id;
        let unit = office.new_id();
        let found = json!({ "name": "unit", "kind": "area", "level": "commune", "parent": root });
        act(&office, clerk, "unit.found", unit, found);
        let officer = office.open_account(clerk, "officer").unwrap();
        office.grant(clerk, "officer", Role::UnitOfficer, Some("unit")).unwrap();
        let tasks = [office.new_id(), office.new_id()];
        for task in tasks {
            let assign = json!({ "words": "words", "lead": unit, "deadline": { "kind": "unset" } });
            act(&office, clerk, "task.assign", task, assign);
        }
        World { folder, office, clerk, officer, tasks }
    }

    fn officer(&self) -> Viewer {
        self.office.viewer(self.officer).unwrap()
    }

    /// Sends a file for the first task.
    fn sent(&self, name: &str, bytes: &[u8]) -> Result<Attach, Error> {
        let sender = self.office.sender(&self.officer(), "tasks", &self.tasks[0].to_string())?;
        Ok(self.office.add_file(sender, name, bytes)?.evidence.unwrap())
    }

    fn report(&self, task: StreamId, key: &str, files: &[Attach]) -> Result<u64, Error> {
        let body = json!({ "words": "progress", "evidence": files });
        let line = json!({ "key": key, "act": "task.report_progress", "stream": task, "body": body }).to_string();
        Ok(self.office.carry_out_as(&self.officer(), Request::read(&line).unwrap())?.position)
    }

    fn check(&self) -> (u64, Vec<String>, usize) {
        let view = self.office.check(None).unwrap();
        (view.n_files, view.problems.iter().map(|it| it.sentence(Language::English)).collect(), view.strays.len())
    }

    fn link(&self, last_on: &str) -> GivenLink {
        let give = GiveLink { to: "somebody".to_owned(), last_on: last_on.parse().unwrap() };
        let key = self.office.new_id().to_string();
        self.office.give_link(&self.officer(), &self.tasks[0].to_string(), give, key).unwrap()
    }
}

fn open(folder: &std::path::Path, at: &str) -> Office {
    let location = Location { data: folder.to_owned(), database: None };
    Office::open(&location, Some(at.parse().unwrap()), "root").unwrap()
}

fn act(office: &Office, actor: AccountId, act: &str, stream: StreamId, body: Value) {
    let line = json!({ "act": act, "stream": stream, "key": office.new_id(), "body": body }).to_string();
    let answer = serde_json::to_value(office.act(Language::English, actor, line.as_bytes())).unwrap();
    assert!(answer.get("ok").is_some(), "{act}: {answer}");
}

fn refused<T: std::fmt::Debug>(done: Result<T, Error>) -> Refusal {
    match done {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_file_is_kept_with_its_report_and_nothing_stays_of_a_refused_one() {
    let world = World::new("kept");
    let file = world.sent("a.txt", b"two communes have answered").unwrap();
    let first = world.report(world.tasks[0], "once", std::slice::from_ref(&file)).unwrap();
    assert_eq!(world.check(), (1, vec![], 0));
    assert_eq!(world.report(world.tasks[0], "once", std::slice::from_ref(&file)).unwrap(), first, "the same again");
    let page = world.office.task_page(&world.officer(), &world.tasks[0].to_string()).unwrap();
    assert_eq!(page.moments[1].evidence[0].file_name.as_deref(), Some("a.txt"));
    let unknown = Refusal::EvidenceUnknown { content: file.content.clone() };
    assert_eq!(refused(world.report(world.tasks[1], "other task", std::slice::from_ref(&file))), unknown);
    let listed = world.sent("b.txt", b"CCCD 014085001234").unwrap();
    let renamed = Attach { found: Default::default(), ..listed.clone() };
    assert!(matches!(refused(world.report(world.tasks[0], "2", &[renamed])), Refusal::EvidenceUnknown { .. }));
    let found = refused(world.report(world.tasks[0], "3", std::slice::from_ref(&listed)));
    assert!(matches!(found, Refusal::PersonalDataFound { n_identity_numbers: 1, .. }), "{found:?}");
    assert_eq!(world.check(), (1, vec![], 0));
    let kept = Attach { kept_because: Some("the payment needs it".to_owned()), ..listed };
    world.report(world.tasks[0], "4", &[kept]).unwrap();
    assert_eq!(world.check(), (2, vec![], 0));
    let secret = world.sent("c.txt", "T\u{1ed0}I M\u{1eac}T\nwords".as_bytes());
    assert_eq!(refused(secret), Refusal::Classified);
    assert_eq!(world.check(), (2, vec![], 0));
}

#[test]
fn one_file_is_erased_or_all_of_a_task_and_what_another_names_stays() {
    let world = World::new("erased");
    let code = world.office.task(&world.tasks[0].to_string()).unwrap().code;
    let files = [world.sent("a.txt", b"first").unwrap(), world.sent("b.txt", b"second").unwrap()];
    world.report(world.tasks[0], "1", &files).unwrap();
    let again = world.sent("c.txt", b"first").unwrap();
    world.report(world.tasks[0], "2", &[again]).unwrap();
    assert_eq!(world.check(), (2, vec![], 0));
    let missing = world.office.erase(Erasable::Evidence, &format!("{code}/4"), world.clerk, "because");
    assert!(matches!(missing, Err(Error::NotFound(NotFound::Erasable { noun: "evidence", .. }))), "{missing:?}");
    let erased = world.office.erase(Erasable::Evidence, &format!("{code}/1"), world.clerk, "because").unwrap();
    assert_eq!((erased.n_texts, erased.has_file), (4, true), "both that have the same bytes");
    assert_eq!(world.check(), (1, vec![], 0));
    let page = world.office.task_page(&world.officer(), &code).unwrap();
    let names: Vec<_> = page.moments.iter().flat_map(|it| &it.evidence).map(|it| it.file_name.as_deref()).collect();
    assert_eq!(names, [None, Some("b.txt"), None]);
    assert!(world.office.evidence_file(&world.officer(), &code, 1).is_err());
    let file = world.office.evidence_file(&world.officer(), &code, 2).unwrap();
    assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("b.txt", &b"second"[..]));
    world.office.erase(Erasable::Task, &code, world.clerk, "because").unwrap();
    assert_eq!(world.check(), (0, vec![], 0));
}

#[test]
fn whatever_does_not_open_is_answered_alike() {
    let world = World::new("door");
    let open_link = world.link("2026-04-30");
    let holder = world.office.link_holder(&open_link.token, "10.0.0.1").unwrap();
    assert_eq!(world.office.link_page(&holder).unwrap().task.words.as_deref(), Some("words"));
    let revoked = world.link("2026-04-30");
    let kept = world.office.link_holder(&revoked.token, "10.0.0.1").unwrap();
    let key = world.office.new_id().to_string();
    world.office.revoke_link(&world.officer(), &revoked.task.code, revoked.n, key).unwrap();
    let renewed = world.office.renew_link(&world.officer(), &open_link.task.code, open_link.n).unwrap();
    let guessed = open_link.token.chars().rev().collect();
    for token in [&revoked.token, &open_link.token, &guessed, &String::new()] {
        let answer = world.office.link_holder(token, "10.0.0.1");
        assert!(matches!(answer, Err(Error::NotFound(NotFound::Link))), "{answer:?}");
    }
    // Who looked before it was revoked reports no more.
    let report = || LinkReport::Progress(ReportProgress { words: "by link".to_owned(), ..Default::default() });
    let late = refused(world.office.report_by_link(&kept, report(), "key"));
    assert_eq!(late, Refusal::LinkClosed { n: revoked.n });
    let holder = world.office.link_holder(&renewed.token, "10.0.0.1").unwrap();
    world.office.report_by_link(&holder, report(), "key").unwrap();
    let later = open(&world.folder, LATER);
    let answer = later.link_holder(&renewed.token, "10.0.0.1");
    assert!(matches!(answer, Err(Error::NotFound(NotFound::Link))), "{answer:?}");
}

#[test]
fn a_link_is_worth_no_more_than_the_rights_of_whoever_gave_it() {
    let world = World::new("rights");
    let link = world.link("2026-04-30");
    let holder = world.office.link_holder(&link.token, "10.0.0.1").unwrap();
    let is_open = || {
        let clerk = world.office.viewer(world.clerk).unwrap();
        let listed = world.office.task_links(&clerk, &link.task.code).unwrap().links[0].is_open;
        assert_eq!(world.office.link_holder(&link.token, "10.0.0.1").is_ok(), listed);
        listed
    };
    assert!(is_open());
    world.office.withdraw(world.clerk, "officer", Role::UnitOfficer, Some("unit")).unwrap();
    assert!(!is_open());
    // Also for whoever looked before.
    let report = LinkReport::Progress(ReportProgress { words: "late".to_owned(), ..Default::default() });
    assert_eq!(refused(world.office.report_by_link(&holder, report, "key")), Refusal::LinkClosed { n: link.n });
    world.office.grant(world.clerk, "officer", Role::UnitOfficer, Some("unit")).unwrap();
    assert!(is_open(), "given back, it opens again");
}

#[test]
fn guessing_and_asking_too_often_waits() {
    let world = World::new("often");
    let link = world.link("2026-04-30");
    let wait = |answer: Result<_, Error>| match answer {
        Err(Error::Forbidden(Forbidden::Denied(Denied::TooManyTries { .. }))) => true,
        Err(Error::NotFound(NotFound::Link)) | Ok(_) => false,
        other => panic!("{other:?}"),
    };
    let n_guesses = (0..1_000).filter(|_| !wait(world.office.link_holder("guess", "10.0.0.9").map(drop))).count();
    assert_eq!(n_guesses, 30);
    let n_looks = (0..1_000).filter(|_| !wait(world.office.link_holder(&link.token, "10.0.0.1").map(drop))).count();
    assert_eq!(n_looks, 30);
    let holder = world.link("2026-04-30");
    let holder = world.office.link_holder(&holder.token, "10.0.0.1").unwrap();
    let report = |i: u32| {
        let report = ReportProgress { words: format!("report {i}"), ..Default::default() };
        world.office.report_by_link(&holder, LinkReport::Progress(report), &i.to_string())
    };
    assert_eq!((0..100).filter(|it| report(*it).is_ok()).count(), 10);
}

#[test]
fn only_the_door_of_links_says_that_a_report_came_by_a_link() {
    let world = World::new("by-link");
    let link = world.link("2026-04-30");
    let body = json!({ "words": "words", "by_link": link.n });
    let line = json!({ "key": "k", "act": "task.report_progress", "stream": world.tasks[0], "body": body }).to_string();
    let done = world.office.carry_out_as(&world.officer(), Request::read(&line).unwrap());
    assert!(matches!(done, Err(Error::Forbidden(Forbidden::Act { act: "task.report_progress" }))), "{done:?}");
    let holder = world.office.link_holder(&link.token, "10.0.0.1").unwrap();
    let sender = world.office.sender_by_link(&holder);
    let file = world.office.add_file(sender, "a.txt", b"by link").unwrap().evidence.unwrap();
    let unknown = refused(world.report(world.tasks[0], "officer", std::slice::from_ref(&file)));
    assert!(matches!(unknown, Refusal::EvidenceUnknown { .. }), "what waits for a link is no other's");
    let report = ReportProgress { words: "by link".to_owned(), evidence: vec![file], ..Default::default() };
    world.office.report_by_link(&holder, LinkReport::Progress(report), "k").unwrap();
    let page = world.office.task_page(&world.officer(), &world.tasks[0].to_string()).unwrap();
    let last = serde_json::to_value(page.moments.last().unwrap()).unwrap();
    assert_eq!(last["via"], json!({ "way": "link", "n": 1, "to": "somebody" }));
    assert_eq!(last["by"], "officer");
    let seen = serde_json::to_value(world.office.link_page(&holder).unwrap()).unwrap();
    assert_eq!(seen["moments"].as_array().unwrap().len(), 1);
    assert!(!seen.to_string().contains("officer"), "{seen}");
    assert_eq!(world.check(), (1, vec![], 0));
}
