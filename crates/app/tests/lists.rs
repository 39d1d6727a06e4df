//! The pages of a list are the whole list, each thing once and in order, for whoever sees all and for whoever sees a part.

use app::access::Viewer;
use app::intake::read_file;
use app::{Location, Office, Role};
use model::UnitId;
use serde_json::json;
use std::path::{Path, PathBuf};

const N: usize = 53;

struct Home {
    data: PathBuf,
    office: Office,
    all: Viewer,
    part: Viewer,
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

/// As many copies of a notice as fill a page and a bit, and as many accounts; one account sees what one of the leads sees.
fn home() -> Home {
    let data = std::env::temp_dir().join(format!("app-lists-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&data);
    let at = Some("2020-06-01T02:00:00Z".parse().unwrap());
    let office = Office::open(&Location { data: data.clone(), database: None }, at, "root").unwrap();
    let name = "02-notice-khuoi-leng-reservoir-2020-05-12.txt";
    let notice =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)).unwrap();
    // Its head, a point that becomes a task, and one that waits for a person.
    let lines = notice.lines().enumerate().filter(|(at, _)| *at < 12 || [18, 19, 28, 29, 44].contains(at));
    let notice = lines.map(|it| format!("{}\n", it.1)).collect::<String>();
    for i in 0..N {
        let bytes = [notice.as_bytes(), &vec![b' '; i]].concat();
        office.accept(&read_file(name, bytes).unwrap(), "office", true).unwrap();
    }
    let actor = office.account_or_first("office").unwrap();
    let others: Vec<_> = (0..N).map(|i| office.open_account(actor, &format!("person {i:02}")).unwrap()).collect();
    let lead = office.tasks().unwrap().tasks[0].lead.name.clone();
    office.grant(actor, "office", Role::Clerk, None).unwrap();
    office.grant(actor, "office", Role::Administrator, None).unwrap();
    office.grant(actor, "person 00", Role::UnitOfficer, lead.as_deref()).unwrap();
    let (all, part) = (office.viewer(actor).unwrap(), office.viewer(others[0]).unwrap());
    Home { data, office, all, part }
}

/// What stands on all pages, and how much on each.
fn leafed<T>(page: impl Fn(&str) -> (Vec<T>, Option<String>)) -> (Vec<T>, Vec<usize>) {
    let (mut all, mut lengths, mut after) = (Vec::new(), Vec::new(), String::new());
    loop {
        let (some, next) = page(&after);
        lengths.push(some.len());
        all.extend(some);
        match next {
            Some(next) => after = next,
            None => return (all, lengths),
        }
    }
}

#[test]
fn the_pages_of_a_list_are_the_list() {
    let Home { office, all, part, .. } = &home();
    for viewer in [all, part] {
        let (documents, lengths) = leafed(|after| {
            let page = office.documents_seen(viewer, after).unwrap();
            (page.documents.iter().map(|it| it.id).collect(), page.next)
        });
        let mut wanted: Vec<_> = office.documents().unwrap().documents.iter().map(|it| it.id).collect();
        wanted.reverse();
        assert_eq!((documents, lengths), (wanted, vec![50, 3]));
        let (sessions, lengths) = leafed(|after| {
            let page = office.sessions_seen(viewer, after).unwrap();
            (page.sessions.iter().map(|it| it.id).collect(), page.next)
        });
        let mut wanted: Vec<_> = office.sessions().unwrap().sessions.iter().map(|it| it.id).collect();
        wanted.reverse();
        assert_eq!((sessions, lengths), (wanted, vec![50, 3]));
    }
    let (accounts, lengths) = leafed(|after| {
        let page = office.account_list(all, after).unwrap();
        (page.accounts.into_iter().map(|it| it.name.unwrap()).collect(), page.next.map(|it| it.to_string()))
    });
    let mut wanted: Vec<String> = (0..N).map(|i| format!("person {i:02}")).chain(["office".to_owned()]).collect();
    wanted.sort_by_key(|it| base::fold::person_key(it));
    assert_eq!((accounts, lengths), (wanted, vec![50, 4]));
    units(office, all);
    open(office, all);
}

/// The tree goes on below what stood above.
fn units(office: &Office, all: &Viewer) {
    let root: UnitId = office.units().unwrap().units[0].id;
    let mut parent = root;
    let orders: Vec<_> = (0..120)
        .map(|i| {
            let id = office.new_id();
            let body = json!({ "name": format!("unit {i}"), "kind": "state", "level": "commune", "parent": parent });
            parent = if i % 10 == 0 { UnitId(id) } else { root };
            app::acting::ActRequest { act: "unit.found".to_owned(), stream: id.to_string(), seen: None, body }
        })
        .collect();
    office.carry_out_as(all, app::acting::Request { key: "units".to_owned(), orders }).unwrap();
    let viewer = office.viewer(all.account).unwrap();
    let (found, lengths) = leafed(|after| {
        let page = office.unit_tree(&viewer, "", after).unwrap();
        let first = page.units[0].unit.depth;
        assert_eq!(page.above.iter().map(|it| it.depth).collect::<Vec<_>>(), (0..first).collect::<Vec<_>>());
        (page.units.iter().map(|it| it.unit.id).collect(), page.next.map(|it| it.to_string()))
    });
    assert_eq!(found, office.unit_choices(&viewer).iter().map(|it| it.0.id).collect::<Vec<_>>());
    assert_eq!(lengths[0], 100);
    named(office, &viewer, root);
}

/// Units are found without marks, and tell how many tasks they have.
fn named(office: &Office, viewer: &Viewer, root: UnitId) {
    let mut orders = Vec::new();
    let names: Vec<&str> = include_str!("unit_names.txt").lines().collect();
    for name in &names {
        let body = json!({ "name": name, "kind": "state", "level": "village", "parent": root });
        let (act, stream) = ("unit.found".to_owned(), office.new_id().to_string());
        orders.push(app::acting::ActRequest { act, stream: stream.clone(), seen: None, body });
        let body = json!({ "words": "words", "lead": stream, "deadline": { "kind": "unset" } });
        let (act, stream) = ("task.assign".to_owned(), office.new_id().to_string());
        orders.push(app::acting::ActRequest { act, stream, seen: None, body });
    }
    office.carry_out_as(viewer, app::acting::Request { key: "named".to_owned(), orders }).unwrap();
    let viewer = office.viewer(viewer.account).unwrap();
    let found = |name| {
        let page = office.unit_tree(&viewer, name, "").unwrap();
        assert_eq!(page.n, page.units.len());
        assert!(page.units.iter().all(|it| it.tasks.is_some_and(|it| it.n_open == 1)));
        page.units.into_iter().filter_map(|it| it.unit.name).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(found("phong"), names.iter().map(|it| (*it).to_owned()).collect());
    assert_eq!(found("uom"), [names[0].to_owned()].into());
    assert!(found("khong co").is_empty());
}

/// What waits is what a fresh reading finds, also after an act on it.
fn open(office: &Office, viewer: &Viewer) {
    let leaf = |viewer: &Viewer| {
        leafed(|after| {
            let page = office.open_drafts_seen(viewer, after).unwrap();
            let found = page.documents.into_iter().flat_map(|of| of.drafts.into_iter().map(|it| (it.document, it.n)));
            (found.collect(), page.next.map(|it| it.to_string()))
        })
        .0
    };
    let fresh = || {
        let mut drafts: Vec<_> = office.open_drafts().unwrap().drafts.iter().map(|it| (it.document, it.n)).collect();
        drafts.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
        drafts
    };
    let before = leaf(viewer);
    assert_eq!(before, fresh());
    assert!(before.len() >= N, "nothing waits");
    let draft = &office.open_drafts().unwrap().drafts[0];
    let body = json!({ "span": draft.span, "because": "it is none" });
    let act = "document.set_aside_draft".to_owned();
    let order = app::acting::ActRequest { act, stream: draft.document.to_string(), seen: None, body };
    office.carry_out_as(viewer, app::acting::Request { key: "aside".to_owned(), orders: vec![order] }).unwrap();
    let after = leaf(&office.viewer(viewer.account).unwrap());
    assert_eq!((after.len(), &after), (before.len() - 1, &fresh()));
}
