//! Who is written to on a day, why, and how far up: days and letters are data. What stands in a letter, in both languages.

#[expect(dead_code, reason = "uses a part")]
mod stage;

use app::messages::Language;
use app::outbox::{About, Letter, Matter};
use app::{Location, Office, Role};
use jiff::Timestamp;
use model::state::{MailKind, MailReason};
use model::{AccountId, StreamId, TaskId};
use serde_json::{Value, json};
use stage::act;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

struct World(PathBuf);

impl World {
    fn new(name: &str) -> World {
        let folder = std::env::temp_dir().join(format!("app-outbox-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        World(folder)
    }

    /// The office at eight in the morning of a day.
    fn at(&self, day: &str) -> Office {
        let at: Timestamp = format!("{day}T01:00:00Z").parse().unwrap();
        Office::open(&Location { data: self.0.clone(), database: None }, Some(at), "root").unwrap()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A district with a commune; who is written to, and as what.
const PEOPLE: [(&str, Role, &str, &str); 5] = [
    ("office", Role::Clerk, "root", "digest"),
    ("district", Role::Leader, "district", "digest"),
    ("commune", Role::Leader, "commune", "at_once"),
    ("officer", Role::UnitOfficer, "commune", "digest"),
    ("silent", Role::UnitOfficer, "commune", "nothing"),
];

/// Four tasks of the commune, as they were assigned on 2 March, by their letters; and the units.
fn founded(world: &World) -> ((AccountId, BTreeMap<&'static str, StreamId>), BTreeMap<&'static str, StreamId>) {
    let office = world.at("2026-03-02");
    let by = office.account_or_first("console").unwrap();
    let root: StreamId = office.units().unwrap().units[0].id.into();
    let mut units = BTreeMap::from([("root", root)]);
    for (name, parent) in [("district", "root"), ("commune", "district")] {
        let unit = office.new_id();
        let body = json!({ "name": name, "kind": "area", "level": name, "parent": units[parent] });
        act(&office, by, "unit.found", unit, &body);
        units.insert(name, unit);
    }
    for (name, role, unit, wish) in PEOPLE {
        let account = office.open_account(by, name).unwrap();
        act(&office, by, "account.grant", account.into(), &json!({ "role": role, "unit": units[unit] }));
        let mail = json!({ "address": format!("{name}@register.example"), "wish": wish, "language": "en" });
        act(&office, by, "account.set_mail", account.into(), &mail);
    }
    let days = [("A", Some("2026-03-31")), ("B", None), ("C", Some("2026-04-10")), ("D", Some("2026-04-15"))];
    let task = |(name, day): (&'static str, Option<&str>)| {
        let task = office.new_id();
        let deadline = day.map_or(json!({ "kind": "unset" }), |it| json!({ "kind": "fixed", "due_on": it }));
        act(
            &office,
            by,
            "task.assign",
            task,
            &json!({ "words": name, "lead": units["commune"], "deadline": deadline }),
        );
        (name, task)
    };
    ((by, days.map(task).into()), units)
}

/// The letters of a day, each thing as `reason task days levels-up`.
fn letters(office: &Office) -> Vec<String> {
    let view = office.whole_outbox().unwrap();
    let told = |it: &Matter| {
        let reason = serde_json::to_value(it.reason).unwrap();
        format!("{} {} {} {}", reason.as_str().unwrap(), it.words.as_deref().unwrap(), it.days, it.n_up)
    };
    let letter = |it: &app::outbox::LetterView| {
        let kind = serde_json::to_value(it.kind).unwrap();
        let matters: Vec<String> = it.matters.iter().map(|it| told(&it.matter)).collect();
        format!("{} {}: {}", it.name.as_deref().unwrap(), kind.as_str().unwrap(), matters.join("; "))
    };
    view.letters.iter().map(letter).collect()
}

#[test]
fn each_is_told_what_the_rules_say_on_each_day() {
    let world = World::new("days");
    let (by, tasks) = founded(&world).0;
    let office = world.at("2026-03-20");
    act(&office, by, "task.ask_extension", tasks["C"], &json!({ "until_on": "2026-05-10", "because": "rain" }));
    drop(office);
    let office = world.at("2026-03-25");
    let done = json!({ "words": "done", "done_on": "2026-03-25" });
    act(&office, by, "task.report_done", tasks["D"], &done);
    drop(office);
    for day in include_str!("outbox.txt").split("\n= ").skip(1) {
        let (day, lines) = day.split_once('\n').unwrap();
        let (day, rule) = day.split_once(' ').map_or((day, None), |it| (it.0, Some(it.1)));
        let office = world.at(day);
        if let Some(rule) = rule {
            let register = office.mail_rules(&office.viewer(by).unwrap()).unwrap().register;
            act(&office, by, "register.set_mail_rule", register.into(), &Value::from_str(rule).unwrap());
        }
        let wanted: Vec<&str> = lines.lines().filter(|it| !it.is_empty()).collect();
        assert_eq!(letters(&office), wanted, "{day}");
    }
}

#[test]
fn guests_are_told_of_a_session_once_they_are_invited_and_that_it_was_called_off() {
    let world = World::new("sessions");
    let ((by, _), units) = founded(&world);
    let office = world.at("2026-04-13");
    for title in ["drafted", "invited", "off"] {
        let session = office.new_id();
        let mut plan =
            json!({ "title": title, "held_on": "2026-04-14", "host": units["district"], "guests": [units["commune"]] });
        if title == "invited" {
            plan["hour"] = json!("08:30:00");
        }
        act(&office, by, "session.plan", session, &plan);
        if title != "drafted" {
            act(&office, by, "session.add_item", session, &json!({ "words": "roads", "why": "added" }));
            act(&office, by, "session.open", session, &json!({}));
        }
        if title == "off" {
            act(&office, by, "session.call_off", session, &json!({ "because": "storm" }));
        }
    }
    let told: Vec<String> = letters(&office).into_iter().filter(|it| it.contains("session_coming")).collect();
    assert!(!told.is_empty() && told.iter().all(|it| it.contains("session_coming invited")), "{told:?}");
    assert!(told.iter().all(|it| !it.contains("drafted") && !it.contains("off 1")), "{told:?}");
    let viewer = office.viewer(office.account_or_first("officer").unwrap()).unwrap();
    let feed = office.give_feed(&viewer, None).unwrap();
    let calendar = office.feed(&feed.token, "127.0.0.1").unwrap().body;
    let line = |title: &str, name: &str| {
        let event = calendar.split("BEGIN:VEVENT").find(|it| it.contains(&format!("SUMMARY:{title}")))?;
        event.lines().find_map(|it| it.strip_prefix(name))
    };
    let status = ["drafted", "invited", "off"].map(|it| line(it, "STATUS:"));
    assert_eq!(status, [None, Some("CONFIRMED"), Some("CANCELLED")]);
    // At its hour in Vietnam, else all day long.
    let start = ["invited", "off"].map(|it| line(it, "DTSTART"));
    assert_eq!(start, [Some(":20260414T013000Z"), Some(";VALUE=DATE:20260414")]);
    // Nobody has more than some; one that is revoked makes room.
    let refused = loop {
        if let Err(error) = office.give_feed(&viewer, None) {
            break error;
        }
    };
    assert!(matches!(refused, app::Error::Refused(model::Refusal::FeedsTooMany { most: 20 })), "{refused}");
    let feeds = office.feeds(&viewer).unwrap();
    assert_eq!(feeds.len(), 20);
    office.revoke_feed(&viewer, &feeds[0].id).unwrap();
    assert!(office.give_feed(&viewer, None).is_ok());
}

#[test]
fn guests_who_were_invited_are_told_once_that_a_session_is_moved_or_called_off() {
    let world = World::new("changes");
    let ((by, _), units) = founded(&world);
    let office = world.at("2026-04-06");
    let [off, moved, drafted] = [(); 3].map(|()| office.new_id());
    for (title, session, day) in
        [("off", off, "2026-04-14"), ("moved", moved, "2026-04-15"), ("drafted", drafted, "2026-04-15")]
    {
        let plan = json!({ "title": title, "held_on": day, "host": units["district"], "guests": [units["commune"]] });
        act(&office, by, "session.plan", session, &plan);
        if title != "drafted" {
            act(&office, by, "session.add_item", session, &json!({ "words": "roads", "why": "added" }));
            act(&office, by, "session.open", session, &json!({}));
        }
    }
    act(&office, by, "session.call_off", off, &json!({ "because": "storm" }));
    act(&office, by, "session.call_off", drafted, &json!({ "because": "storm" }));
    let elsewhere = json!({ "hour": "14:00:00", "venue": "Hall A", "because": "another meeting" });
    act(&office, by, "session.amend_plan", moved, &elsewhere);
    let apart = |office: &Office| -> Vec<app::outbox::LetterView> {
        let letters = office.whole_outbox().unwrap().letters.into_iter();
        letters.filter(|it| it.kind == MailKind::Session).collect()
    };
    let told: Vec<String> = letters(&office).into_iter().filter(|it| it.contains(" session: ")).collect();
    let both = ["session_called_off off 0 0", "session_moved moved 0 0"];
    let wanted = ["commune", "officer"].map(|who| both.map(|it| format!("{who} session: {it}"))).concat();
    assert_eq!(told, wanted);
    let first = apart(&office);
    let words = |it: &app::outbox::LetterView| {
        let matters: Vec<Matter> = it.matters.iter().map(|it| it.matter.clone()).collect();
        let (language, kind, today) = (Language::English, MailKind::Session, "2026-04-06".parse().unwrap());
        let units = ["District".to_owned()];
        Letter { language, kind, today, name: "Name", matters: &matters, units: &units, server: "https://so.example" }
            .write()
    };
    for (letter, parts) in [(&first[0], ["14/4/2026", "storm"]), (&first[1], ["14:00", "Hall A"])] {
        let written = words(letter);
        assert!(parts.iter().all(|it| written.plain.contains(it)), "{}", written.plain);
        assert!(!written.subject.contains("off") && !written.subject.contains("moved"), "{}", written.subject);
    }
    drop(office);
    // The letters of the next day are the same ones; the day of a session is the last.
    let ids = |letters: &[app::outbox::LetterView]| letters.iter().map(|it| it.id).collect::<Vec<_>>();
    let office = world.at("2026-04-07");
    assert_eq!(ids(&apart(&office)), ids(&first));
    act(&office, by, "session.amend_plan", moved, &json!({ "held_on": "2026-04-16", "because": "flood" }));
    let again = apart(&office);
    assert!(again.len() == 4 && again[1].id != first[1].id && again[0].id == first[0].id);
    drop(office);
    assert_eq!(apart(&world.at("2026-04-15")).len(), 2);
    assert!(apart(&world.at("2026-04-17")).is_empty());
}

#[test]
fn a_guest_struck_off_once_it_was_invited_is_told_once_and_a_place_that_stands_moves_nobody() {
    let world = World::new("struck");
    let ((by, _), units) = founded(&world);
    let office = world.at("2026-04-06");
    let [open, drafted] = [(); 2].map(|()| office.new_id());
    let both = json!([units["commune"], units["root"]]);
    for (title, session) in [("open", open), ("drafted", drafted)] {
        let plan = json!({ "title": title, "held_on": "2026-04-14", "hour": "08:30:00", "venue": "Hall A",
            "host": units["district"], "guests": both });
        act(&office, by, "session.plan", session, &plan);
        act(&office, by, "session.add_item", session, &json!({ "words": "roads", "why": "added" }));
    }
    act(&office, by, "session.open", open, &json!({}));
    let told = |office: &Office| -> Vec<String> {
        letters(office).into_iter().filter(|it| it.contains(" session: ")).collect()
    };
    // The place that stands already is none to move to.
    act(&office, by, "session.amend_plan", open, &json!({ "venue": "Hall A", "title": "renamed" }));
    assert!(told(&office).is_empty(), "{:?}", told(&office));
    for session in [open, drafted] {
        act(&office, by, "session.amend_plan", session, &json!({ "guests": [units["root"]] }));
    }
    let wanted = ["commune", "officer"].map(|who| format!("{who} session: invitation_withdrawn open 0 0"));
    assert_eq!(told(&office), wanted);
    let apart = |office: &Office| -> Vec<app::outbox::LetterView> {
        office.whole_outbox().unwrap().letters.into_iter().filter(|it| it.kind == MailKind::Session).collect()
    };
    let first = apart(&office);
    let matters: Vec<Matter> = first[0].matters.iter().map(|it| it.matter.clone()).collect();
    for (language, word) in [(Language::Vietnamese, "14/4/2026"), (Language::English, "invitation is withdrawn")] {
        let today = "2026-04-06".parse().unwrap();
        let units = ["District".to_owned()];
        let letter = Letter {
            language,
            kind: MailKind::Session,
            today,
            name: "Name",
            matters: &matters,
            units: &units,
            server: "https://so.example",
        };
        let written = letter.write();
        assert!(["open", "Hall A", word].iter().all(|it| written.plain.contains(it)), "{}", written.plain);
        assert!(!written.subject.contains("open") && !written.plain.contains("renamed"), "{}", written.plain);
        assert!(written.plain.contains("https://so.example/sessions\n"), "{}", written.plain);
    }
    drop(office);
    // The letter of the next day is the same one. Invited again, nothing is withdrawn; struck off again, it is once more.
    let office = world.at("2026-04-07");
    assert_eq!(apart(&office)[0].id, first[0].id);
    act(&office, by, "session.amend_plan", open, &json!({ "guests": both }));
    assert!(apart(&office).is_empty());
    act(&office, by, "session.amend_plan", open, &json!({ "guests": [units["root"]] }));
    assert!(apart(&office).len() == 2 && apart(&office)[0].id != first[0].id);
    act(&office, by, "session.call_off", open, &json!({ "because": "storm" }));
    assert_eq!(told(&office), wanted);
}

#[test]
fn a_calendar_is_told_that_a_task_went_to_another_unit_and_not_what_became_of_it() {
    let world = World::new("moved");
    let ((by, tasks), units) = founded(&world);
    let office = world.at("2026-03-20");
    let viewer = office.viewer(office.account_or_first("officer").unwrap()).unwrap();
    let feed = office.give_feed(&viewer, None).unwrap();
    let status = |office: &Office| {
        let calendar = office.feed(&feed.token, "127.0.0.1").unwrap().body;
        let uid = format!("UID:task-{}@bamsat", tasks["D"]);
        let event = calendar.split("BEGIN:VEVENT").find(|it| it.contains(&uid)).map(str::to_owned);
        let status = event.as_ref().and_then(|it| it.lines().find_map(|it| it.strip_prefix("STATUS:")));
        (status.map(str::to_owned), calendar.matches("words D").count())
    };
    assert_eq!(status(&office).0.as_deref(), Some("CONFIRMED"));
    let correct = json!({ "lead": units["district"], "words": "words D", "because": "of the district" });
    act(&office, by, "task.correct", tasks["D"], &correct);
    assert_eq!(status(&office), (Some("CANCELLED".to_owned()), 0));
    act(&office, by, "task.correct", tasks["D"], &json!({ "lead": units["commune"], "because": "it was right" }));
    let (status, n) = status(&office);
    assert_eq!(status.as_deref(), Some("CONFIRMED"));
    assert!(n > 0);
}

#[test]
fn a_letter_tells_no_task_in_its_subject_and_hides_no_sign_in_its_parts() {
    let task = TaskId(StreamId::from_str("01900000-0000-7000-8000-000000000001").unwrap());
    let matter = |reason, code: &str, n_up| Matter {
        reason,
        about: About::Task { id: task, code: code.to_owned() },
        words: Some("Build the <bridge> & road".to_owned()),
        unit: None,
        due_on: "2026-03-31".parse().ok(),
        days: 2,
        n_up,
        is_new: true,
        change: None,
    };
    let matters = [matter(MailReason::Overdue, "2026-0001", 0), matter(MailReason::ExtensionAsked, "2026-0002", 1)];
    let units = ["Commune".to_owned(), "Commune".to_owned()];
    for (language, subject) in [(Language::Vietnamese, "02/4/2026: 2"), (Language::English, "02/4/2026: 2 items")] {
        let letter = Letter {
            language,
            kind: MailKind::Digest,
            today: "2026-04-02".parse().unwrap(),
            name: "Name",
            matters: &matters,
            units: &units,
            server: "https://so.example",
        };
        let written = letter.write();
        assert!(written.subject.contains(subject), "{}", written.subject);
        assert!(!written.subject.contains("bridge"), "{}", written.subject);
        let links = ["https://so.example/tasks/2026-0001?act=report_progress#acts", "/tasks/2026-0002?act=urge#acts"];
        for link in links {
            assert!(written.plain.contains(link) && written.html.contains(link), "{link}");
        }
        assert!(written.plain.contains("2026-0001 \u{2013} Build the <bridge> & road"), "{}", written.plain);
        assert!(written.html.contains("Build the &lt;bridge&gt; &amp; road"), "{}", written.html);
    }
}
