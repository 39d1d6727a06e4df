//! An edit of the calendar changes no deadline: it proposes, and whoever may confirms.

use app::access::Viewer;
use app::messages::Language;
use app::{Deadline, Location, Office, Role, deadlines};
use model::{AccountId, StreamId};
use serde_json::{Value, json};

struct World {
    office: Office,
    clerk: AccountId,
    unit: StreamId,
    folder: std::path::PathBuf,
}

impl World {
    fn new() -> World {
        let folder = std::env::temp_dir().join(format!("app-calendar-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let at = Some("2027-01-11T02:00:00Z".parse().unwrap());
        let office = Office::open(&Location { data: folder.clone(), database: None }, at, "root").unwrap();
        let clerk = office.account_or_first("clerk").unwrap();
        office.grant(clerk, "clerk", Role::Clerk, None).unwrap();
        let root = office.units().unwrap().units[0].id;
        let world = World { unit: office.new_id(), office, clerk, folder };
        let found = json!({ "name": "unit", "kind": "area", "level": "commune", "parent": root });
        world.act("unit.found", world.unit, found);
        world
    }

    fn act(&self, act: &str, stream: StreamId, body: Value) {
        let seen = self.office.version_of(stream).ok().filter(|it| *it > 0);
        let line = json!({ "act": act, "stream": stream, "seen": seen, "key": self.office.new_id(), "body": body });
        let answer = self.office.act(Language::English, self.clerk, line.to_string().as_bytes());
        let answer = serde_json::to_value(answer).unwrap();
        assert!(answer.get("ok").is_some(), "{act}: {answer}");
    }

    fn viewer(&self) -> Viewer {
        self.office.viewer(self.clerk).unwrap()
    }

    /// A task of that day, and its code.
    fn assign(&self, due_on: &str, due_words: &str) -> String {
        let task = self.office.new_id();
        let deadline = json!({ "kind": "fixed", "due_on": due_on });
        let duty = json!({ "words": "w", "lead": self.unit, "deadline": deadline, "due_words": due_words });
        self.act("task.assign", task, duty);
        self.office.task(&task.to_string()).unwrap().code
    }

    fn change_days(&self, body: Value) {
        let register = self.office.calendar_page(None, None).unwrap().register;
        self.act("register.change_days", register.into(), body);
    }

    /// Code, day and new day of what is proposed.
    fn proposed(&self) -> Vec<[String; 3]> {
        let view = self.office.recounts(&self.viewer()).unwrap();
        view.recounts.iter().map(|it| [it.code.clone(), it.was_on.to_string(), it.due_on.to_string()]).collect()
    }

    fn due_on(&self, code: &str) -> String {
        match self.office.task(code).unwrap().deadline.deadline {
            Deadline::Fixed { due_on } => due_on.to_string(),
            other => format!("{other:?}"),
        }
    }
}

#[test]
fn an_edit_proposes_and_only_what_is_confirmed_moves() {
    // The words of the deadlines, the decision, and two pieces of an explanation.
    let words: Vec<&str> = include_str!("deadlines/edited.txt").lines().collect();
    let world = World::new();
    // The thirteenth of February 2027 is a Saturday; Tet with its days in lieu ends on Thursday the eleventh.
    let counted = world.assign("2027-02-18", words[0]);
    let named = world.assign("2027-02-15", words[1]);
    let own = world.assign("2027-02-16", words[1]);
    let unmoved = world.assign("2027-02-24", words[2]);
    assert!(world.proposed().is_empty());

    let decided = words[3];
    world.change_days(json!({ "from_on": "2027-02-12", "counts_as": "off", "basis": decided }));
    world.change_days(json!({ "from_on": "2027-02-13", "counts_as": "worked", "basis": decided }));
    let to = |code: &String, was: &str, due: &str| [code.clone(), was.to_owned(), due.to_owned()];
    assert_eq!(world.proposed(), [to(&named, "2027-02-15", "2027-02-13")], "one day off, one day worked");
    world.change_days(
        json!({ "from_on": "2027-02-15", "until_on": "2027-02-16", "counts_as": "off", "basis": decided }),
    );
    let both = [to(&counted, "2027-02-18", "2027-02-22"), to(&named, "2027-02-15", "2027-02-13")];
    assert_eq!(world.proposed(), both);
    assert_eq!([&counted, &named].map(|it| world.due_on(it)), ["2027-02-18", "2027-02-15"], "nothing moves by itself");

    let version = world.office.recounts(&world.viewer()).unwrap().version;
    let stale = world.office.recount(&world.viewer(), "a", version - 1, std::slice::from_ref(&counted), "because");
    assert!(stale.is_err(), "the calendar is another one by now");
    let lines = world.office.recount(&world.viewer(), "b", version, std::slice::from_ref(&counted), "because").unwrap();
    assert!(lines.iter().all(|it| it.why_not.is_none()));
    let days = [&counted, &named, &own, &unmoved].map(|it| world.due_on(it));
    assert_eq!(days, ["2027-02-22", "2027-02-15", "2027-02-16", "2027-02-24"]);
    assert_eq!(world.proposed(), both[1..]);

    let page = world.office.task_page(&world.viewer(), &counted).unwrap();
    assert_eq!(page.moments.last().unwrap().event, "task.recounted");
    let told = page.explained.and_then(|it| deadlines::sentence(Language::Vietnamese, &it)).unwrap();
    assert!(told.contains(words[4]) && told.contains(words[5]), "{told}");
    let view = world.office.calendar_page(Some(&world.viewer()), Some(2027)).unwrap();
    let told = |day: &str| {
        view.days.iter().find(|it| it.on.to_string() == day).map(|it| (it.rest.is_some(), it.basis.as_deref()))
    };
    assert_eq!(told("2027-02-13"), Some((false, Some(decided))));
    assert_eq!(told("2027-02-16"), Some((true, Some(decided))));
    assert_eq!(told("2027-02-06"), Some((true, None)));
    assert_eq!(told("2027-02-17"), None);
    std::fs::remove_dir_all(&world.folder).unwrap();
}
