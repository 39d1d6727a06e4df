//! Who is let in and what they may change of the whole register: names, administrators, codes, sessions.

use app::acting::Request;
use app::error::{Denied, Forbidden, NotFound};
use app::sign_in::Knock;
use app::{Error, Location, Office, Role};
use model::{AccountId, Refusal};
use std::path::PathBuf;
use std::sync::Barrier;

const NOW: &str = "2026-03-31T08:00:00Z";
const PASSWORD: &str = "long enough";
const UNIT: &str = "the unit";

/// A place of its own for one test, removed in the end.
struct Place(PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Place {
    fn new(name: &str) -> Place {
        let data = std::env::temp_dir().join(format!("app-door-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&data);
        Place(data)
    }

    fn open(&self, at: &str) -> Office {
        let location = Location { data: self.0.clone(), database: None };
        Office::open(&location, Some(at.parse().unwrap()), "root").unwrap()
    }
}

/// A register with a unit below its root, and people: who they are, what they may and where, in the order of the file.
struct World {
    office: Office,
    names: Vec<(String, String)>,
}

impl World {
    fn new(place: &Place) -> World {
        let office = place.open(NOW);
        let console = office.account_or_first("console").unwrap();
        let mut world = World { office, names: vec![("{console}".to_owned(), console.to_string())] };
        let root = world.office.units().unwrap().units[0].id;
        world.names.push(("{root}".to_owned(), root.to_string()));
        let unit = world.office.new_id();
        world.names.push(("{unit}".to_owned(), unit.to_string()));
        let found = r#"unit.found {unit} {"name":"NAME","kind":"area","level":"commune","parent":"{root}"}"#;
        let found = world.request(&found.replace("NAME", UNIT)).orders().unwrap();
        world.office.submit(console, "unit".to_owned(), found).unwrap();
        for (name, role, place) in [
            ("boss", Role::Administrator, None),
            ("second", Role::Administrator, None),
            ("chief", Role::Administrator, Some(UNIT)),
            ("other", Role::Administrator, Some(UNIT)),
            ("keeper", Role::Clerk, None),
            ("clerk", Role::Clerk, Some(UNIT)),
        ] {
            let account = world.office.open_account(console, name).unwrap();
            world.names.push((format!("{{{name}}}"), account.to_string()));
            world.office.grant(console, name, role, place).unwrap();
        }
        world
    }

    fn id(&self, name: &str) -> AccountId {
        self.names.iter().find(|it| it.0 == format!("{{{name}}}")).unwrap().1.parse().unwrap()
    }

    /// Acts with stream and body, parted by ` ; `.
    fn request(&self, line: &str) -> Request {
        let mut line = line.to_owned();
        while line.contains("{new}") {
            line = line.replacen("{new}", &self.office.new_id().to_string(), 1);
        }
        let line = self.names.iter().fold(line, |line, (name, id)| line.replace(name, id));
        let order = |order: &str| {
            let parts: Vec<&str> = order.splitn(3, ' ').collect();
            let [act, stream, body] = parts[..] else { panic!("no order: {order}") };
            format!(r#"{{"act":"{act}","stream":"{stream}","body":{body}}}"#)
        };
        let orders: Vec<String> = line.split(" ; ").map(order).collect();
        let key = self.office.new_id();
        Request::read(&format!(r#"{{"key":"{key}","orders":[{}]}}"#, orders.join(","))).unwrap()
    }

    /// What comes of it: `ok`, or the code of the refusal.
    fn outcome(&self, who: &str, line: &str) -> String {
        let viewer = self.office.viewer(self.id(who)).unwrap();
        match self.office.carry_out_as(&viewer, self.request(line)) {
            Ok(_) => "ok".to_owned(),
            Err(Error::Refused(it)) => it.code().to_owned(),
            Err(error) => error.to_string(),
        }
    }
}

#[test]
fn acts_on_the_whole_register_are_answered_as_told() {
    let place = Place::new("whole");
    let world = World::new(&place);
    let lines = include_str!("whole.txt").lines().filter(|it| !it.starts_with('#') && !it.is_empty());
    for line in lines {
        let (who, rest) = line.split_once(": ").unwrap();
        let (orders, wanted) = rest.rsplit_once(" -> ").unwrap();
        assert_eq!(world.outcome(who, orders), wanted, "{line}");
    }
    let many = vec![r#"unit.found {root} {"name":"u","kind":"area","level":"commune"}"#; 5_001].join(" ; ");
    assert_eq!(world.outcome("clerk", &many), "batch-too-long");
}

#[test]
fn a_name_without_its_marks_lets_in_where_one_alone_is_called_so() {
    let place = Place::new("marks");
    let world = World::new(&place);
    for name in include_str!("marks.txt").lines().filter(|it| it.starts_with("account ")) {
        let account = world.office.open_account(world.id("console"), name.trim_start_matches("account ")).unwrap();
        world.office.give_password(account, PASSWORD).unwrap();
    }
    for line in include_str!("marks.txt").lines().filter(|it| it.starts_with("typed ")) {
        let (typed, wanted) = line.trim_start_matches("typed ").split_once(" -> ").unwrap();
        let knock = Knock { name: typed, password: PASSWORD, address: "test", label: "test" };
        let name = world.office.sign_in(knock).ok().and_then(|it| world.office.viewer(it.account).unwrap().name);
        assert_eq!(name.as_deref().unwrap_or("nobody"), wanted, "{typed}");
    }
}

#[test]
fn units_of_a_list_stand_as_they_were_typed() {
    let place = Place::new("listed");
    let world = World::new(&place);
    let viewer = world.office.viewer(world.id("boss")).unwrap();
    let names: Vec<String> = (0..20).map(|it| format!("Room {}", (it * 7) % 20)).collect();
    let root = viewer.seen().next().unwrap();
    world.office.found_listed(&viewer, &names.join("\n"), root, "listed".to_owned()).unwrap();
    let viewer = world.office.viewer(world.id("boss")).unwrap();
    let found = world.office.unit_choices(&viewer).into_iter().filter_map(|it| it.0.name);
    assert_eq!(found.filter(|it| it.starts_with("Room")).collect::<Vec<_>>(), names);
}

#[test]
fn the_same_key_opens_one_account() {
    let place = Place::new("key");
    let world = World::new(&place);
    let viewer = world.office.viewer(world.id("chief")).unwrap();
    let request = world.request(r#"account.open {new} {"name":"newcomer"}"#);
    let first = world.office.carry_out_as(&viewer, request.clone()).unwrap();
    let again = world.office.carry_out_as(&viewer, request).unwrap();
    assert_eq!((again.position, again.replayed), (first.position, true));
}

#[test]
fn administrators_who_go_at_once_do_not_all_go() {
    let place = Place::new("race");
    let world = World::new(&place);
    let names: Vec<String> = (0..8).map(|it| format!("administrator {it}")).collect();
    for name in &names {
        world.office.open_account(world.id("boss"), name).unwrap();
        world.office.grant(world.id("boss"), name, Role::Administrator, None).unwrap();
    }
    let all: Vec<&str> = names.iter().map(String::as_str).chain(["boss", "second"]).collect();
    let (start, office, actor) = (Barrier::new(all.len()), &world.office, world.id("console"));
    let refused: usize = std::thread::scope(|scope| {
        let withdraw = |name| {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                matches!(
                    office.withdraw(actor, name, Role::Administrator, None),
                    Err(Error::Refused(Refusal::LastAdministrator))
                )
            })
        };
        let gone: Vec<_> = all.iter().copied().map(withdraw).collect();
        gone.into_iter().map(|it| usize::from(it.join().unwrap())).sum()
    });
    assert_eq!(refused, 1);
}

#[test]
fn a_known_file_tells_no_document_that_is_not_seen() {
    let place = Place::new("known");
    let world = World::new(&place);
    let line = r#"document.receive {new} {"title":"t","file_name":"a.txt","content":"HASH","length_bytes":9}"#;
    let line = line.replace("HASH", &"0".repeat(64));
    assert_eq!(world.outcome("keeper", &line), "ok");
    let known = |who| {
        let viewer = world.office.viewer(world.id(who)).unwrap();
        match world.office.carry_out_as(&viewer, world.request(&line)) {
            Err(Error::Refused(Refusal::DocumentKnown { document })) => document.is_some(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((known("keeper"), known("clerk")), (true, false));
}

#[test]
fn a_clerk_of_a_part_who_sees_all_takes_no_file_in() {
    let place = Place::new("take-in");
    let world = World::new(&place);
    world.office.grant(world.id("boss"), "clerk", Role::Inspector, None).unwrap();
    let take_in = |who: &str| {
        let viewer = world.office.viewer(world.id(who)).unwrap();
        match world.office.take_in_as(&viewer, "a.txt", b"Nothing.".to_vec(), false) {
            Err(Error::Refused(it)) => it.code(),
            Err(Error::Forbidden(Forbidden::Act { act })) => act,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((take_in("keeper"), take_in("clerk")), ("nothing-found", "document.receive"));
}

#[test]
fn an_account_without_a_role_is_let_in_by_whoever_opened_it_or_from_above() {
    let place = Place::new("let-in");
    let mut world = World::new(&place);
    let newcomer = world.office.open_account(world.id("chief"), "newcomer").unwrap();
    world.names.push(("{newcomer}".to_owned(), newcomer.to_string()));
    let let_in = |world: &World, who: &str, whom: &str| {
        let viewer = world.office.viewer(world.id(who)).unwrap();
        match world.office.account_let_in(&viewer, &world.id(whom).to_string()) {
            Ok(_) => "yes",
            Err(Error::Forbidden(Forbidden::Act { .. })) => "no",
            Err(Error::NotFound(NotFound::Object { .. })) => "unseen",
            Err(error) => panic!("{error}"),
        }
    };
    let cases = [
        ("chief", "newcomer", "yes"),
        ("other", "newcomer", "no"),
        ("boss", "newcomer", "yes"),
        ("keeper", "newcomer", "no"),
        ("clerk", "newcomer", "unseen"),
        ("chief", "clerk", "yes"),
        ("clerk", "clerk", "no"),
        ("chief", "boss", "unseen"),
    ];
    for (who, whom, wanted) in cases {
        assert_eq!(let_in(&world, who, whom), wanted, "{who} lets {whom} in");
    }
    world.office.grant(world.id("boss"), "newcomer", Role::Leader, None).unwrap();
    assert_eq!(let_in(&world, "chief", "newcomer"), "unseen");
}

fn knock<'a>(name: &'a str, address: &'a str) -> Knock<'a> {
    Knock { name, password: PASSWORD, address, label: "test" }
}

#[test]
fn a_new_password_ends_the_sessions_before() {
    let place = Place::new("sessions");
    let world = World::new(&place);
    let office = &world.office;
    let clerk = world.id("clerk");
    let first = office.sign_in_first(&office.account_code(clerk).unwrap(), knock("clerk", "a")).unwrap();
    assert!(office.signed_in(&first.token).unwrap().is_some());
    let second = office.sign_in_first(&office.account_code(clerk).unwrap(), knock("clerk", "a")).unwrap();
    assert!(office.signed_in(&first.token).unwrap().is_none());
    assert!(office.signed_in(&second.token).unwrap().is_some());
    office.give_password(clerk, PASSWORD).unwrap();
    assert!(office.signed_in(&second.token).unwrap().is_none());
}

#[test]
fn that_a_session_is_used_is_noted_after_a_while() {
    let place = Place::new("noted");
    let token = {
        let office = place.open(NOW);
        office.sign_in_first(&office.first_code(), knock("office", "a")).unwrap().token
    };
    let seen_at = |at: &str| {
        let office = place.open(at);
        let session = office.signed_in(&token).unwrap().unwrap().session;
        assert_eq!(session.seen_at.to_string(), office.signed_in(&token).unwrap().unwrap().session.seen_at.to_string());
        session.account
    };
    let kept = |account| place.open(NOW).sessions_of_account(account).unwrap().remove(0).seen_at.to_string();
    assert_eq!(kept(seen_at("2026-03-31T08:04:00Z")), NOW);
    assert_eq!(kept(seen_at("2026-03-31T08:06:00Z")), "2026-03-31T08:06:00Z");
}

#[test]
fn who_tried_too_often_takes_no_tries_from_a_name() {
    let place = Place::new("tries");
    let office = place.open(NOW);
    let denied = |name: &str, address: &str| match office.sign_in(knock(name, address)) {
        Err(Error::Forbidden(Forbidden::Denied(it))) => it,
        other => panic!("{other:?}"),
    };
    for i in 0..60 {
        assert_eq!(denied(&format!("name {i}"), "a"), Denied::WrongNameOrPassword);
    }
    for _ in 0..20 {
        assert!(matches!(denied("somebody", "a"), Denied::TooManyTries { .. }));
    }
    assert_eq!(denied("somebody", "b"), Denied::WrongNameOrPassword);
}

#[test]
fn a_document_without_number_is_asked_about_and_a_workbook_without_tasks_is_not_taken() {
    let place = Place::new("alike");
    let world = World::new(&place);
    let report = include_str!("../../../examples/01-session-khe-vang-2020-03-26.txt");
    let taken = |name: &str, bytes: Vec<u8>| {
        let file = app::intake::read_file(name, bytes).unwrap();
        world.office.accept(&file, "keeper", false).map(drop)
    };
    taken("report.txt", report.as_bytes().to_vec()).unwrap();
    let again = taken("again.txt", format!("{report}\n").into_bytes());
    assert!(matches!(again, Err(Error::Refused(Refusal::DocumentAlike { .. }))), "{again:?}");
    let sheet = taken("no-table.xlsx", include_bytes!("formats/no-table.xlsx").to_vec());
    assert!(matches!(sheet, Err(Error::Refused(Refusal::SheetUnclear))), "{sheet:?}");
}
