//! A report that belongs to no session: what it asks is owed like any petition, by whoever may read it; what is left once the
//! document is erased.

#[expect(dead_code, reason = "uses a part")]
mod stage;

use app::access::Viewer;
use app::acting::{ActRequest, Request};
use app::erasing::Erasable;
use app::intake::read_file;
use app::matters::{FollowedPageView, FollowedQuery};
use app::views::{HomeAbout, HomeRows};
use app::{Error, Role};
use model::state::MatterKind;
use model::{Refusal, StreamId};
use serde_json::{Value, json};
use stage::Stage;
use std::path::PathBuf;

const REPORT: &str = include_str!("formats/report.txt");
/// The district, the commune that reports, and another one.
const UNITS: &str = include_str!("formats/report.units");
/// What is asked for, and what falls short: bytes of the file.
const ROAD: [usize; 2] = [562, 640];
const LAND: [usize; 2] = [411, 493];
/// When it came in.
const DAY: &str = "2026-03-20T02:00:00Z";

/// A report of a commune at its district, and somebody of each; a second commune reads nothing of it.
struct World {
    folder: PathBuf,
    stage: Stage,
    document: String,
    district: StreamId,
    commune: StreamId,
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl World {
    fn new(name: &str) -> World {
        World::founded(name, DAY).received()
    }

    /// The units and the people, on a day.
    fn founded(name: &str, at: &str) -> World {
        let folder = std::env::temp_dir().join(format!("app-reports-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let stage = Stage::open(&folder, at);
        let (office, clerk) = (&stage.office, stage.clerk);
        office.grant(clerk, "clerk", Role::Clerk, None).unwrap();
        let root = office.units().unwrap().units[0].id;
        let names: Vec<&str> = UNITS.lines().collect();
        let mut found: Vec<StreamId> = Vec::new();
        for (name, level) in names.iter().zip(["district", "commune", "commune"]) {
            let parent = found.first().copied().unwrap_or(root.into());
            let unit = office.new_id();
            stage.act(
                clerk,
                "unit.found",
                unit,
                &json!({ "name": name, "kind": "state", "level": level, "parent": parent }),
            );
            found.push(unit);
        }
        for (name, role, unit) in [
            ("leader", Role::Leader, names[0]),
            ("reports", Role::UnitOfficer, names[1]),
            ("beside", Role::Clerk, names[2]),
        ] {
            office.open_account(clerk, name).unwrap();
            office.grant(clerk, name, role, Some(unit)).unwrap();
        }
        World { folder, document: String::new(), district: found[0], commune: found[1], stage }
    }

    /// The report came in.
    fn received(mut self) -> World {
        self.stage = Stage::open(&self.folder, DAY);
        let office = &self.stage.office;
        office.accept(&read_file("report.txt", REPORT.into()).unwrap(), "clerk", false).unwrap();
        self.document = office.documents().unwrap().documents[0].id.to_string();
        self
    }

    fn viewer(&self, name: &str) -> Viewer {
        self.stage.office.viewer(self.stage.office.account_or_first(name).unwrap()).unwrap()
    }

    fn does(&self, who: &str, act: &str, stream: &str, body: Value) -> Result<(), Error> {
        let order = ActRequest { act: act.to_owned(), stream: stream.to_owned(), seen: None, body };
        let key = self.stage.office.new_id().to_string();
        self.stage.office.carry_out_as(&self.viewer(who), Request { key, orders: vec![order] }).map(drop)
    }

    /// Takes up the petition of the report, in its own words.
    fn taken_up(&self, who: &str) -> Result<String, Error> {
        let new = self.stage.office.new_id().to_string();
        let body = json!({ "matter_kind": "petition", "words": &REPORT[ROAD[0]..ROAD[1]], "unit": self.commune,
            "owed_by": self.district, "tellings": [{ "document": self.document, "span": ROAD }] });
        self.does(who, "matter.begin", &new, body).map(|()| new)
    }

    fn page(&self, who: &str, id: &str) -> FollowedPageView {
        self.stage.office.followed_page(&self.viewer(who), id).unwrap()
    }

    fn n_owed(&self, who: &str) -> usize {
        let home = self.stage.office.home(&self.viewer(who), None).unwrap();
        let petitions = home.sections.into_iter().find(|it| it.about == HomeAbout::Petitions);
        match petitions.map(|it| it.rows) {
            Some(HomeRows::Petitions(rows)) => rows.len(),
            _ => 0,
        }
    }

    fn n_listed(&self, who: &str) -> u64 {
        self.stage.office.followed(&self.viewer(who), MatterKind::Petition, &FollowedQuery::default()).unwrap().total.n
    }

    /// Kind, place and whether it is followed, of all that the report tells.
    fn told(&self, who: &str) -> Vec<(MatterKind, [usize; 2], bool)> {
        let page = self.stage.office.document_page(&self.viewer(who), &self.document).unwrap();
        let span = |it: &app::matters::SaidView| it.telling.span.map(|it| [it.start, it.end]).unwrap();
        page.said.iter().map(|it| (it.kind, span(it), it.followed.is_some())).collect()
    }
}

#[test]
fn a_petition_of_a_report_is_owed_by_the_higher_unit_and_seen_by_those_of_both() {
    let world = World::new("owed");
    let places = world.told("clerk");
    assert_eq!(places[..2], [(MatterKind::Limitation, LAND, false), (MatterKind::Petition, ROAD, false)]);
    assert_eq!(world.n_owed("leader"), 0);
    // Whoever does not see the unit, or the document, takes nothing up out of it.
    let hidden = world.taken_up("beside");
    assert!(matches!(hidden, Err(Error::Refused(Refusal::UnitUnknown { .. }))), "{hidden:?}");
    let hidden = world.taken_up("reports");
    assert!(matches!(hidden, Err(Error::Refused(Refusal::DocumentUnknown { .. }))), "{hidden:?}");
    let road = world.taken_up("clerk").unwrap();
    assert_eq!(world.told("clerk")[1], (MatterKind::Petition, ROAD, true));
    let n = |it: fn(&World, &str) -> usize| ["leader", "reports", "beside"].map(|who| it(&world, who));
    assert_eq!(n(World::n_owed), [1, 0, 0]);
    assert_eq!(n(|world, who| world.n_listed(who) as usize), [1, 1, 0]);

    let telling = world.page("clerk", &road).tellings.remove(0);
    assert_eq!(
        (telling.words.as_deref(), telling.on.to_string()),
        (Some(&REPORT[ROAD[0]..ROAD[1]]), "2026-03-05".into())
    );
    assert!(telling.is_seen && telling.title.unwrap().starts_with("21/BC-UBND"));
    let telling = world.page("reports", &road).tellings.remove(0);
    assert!(!telling.is_seen && telling.words.is_none() && telling.title.is_none(), "the document is not seen");

    // The briefing of the district with the commune counts it.
    let hold = json!({ "title": "x", "held_on": "2026-03-18", "host": world.district, "guests": [world.commune] });
    let session = world.stage.office.new_id().to_string();
    world.does("clerk", "session.hold", &session, hold).unwrap();
    let briefing = world.stage.office.briefing_of_session(&world.viewer("clerk"), &session).unwrap();
    assert!(briefing.petitions.iter().map(|it| it.id.to_string()).eq([road.clone()]));

    let answer = json!({ "unit": world.district, "words": "granted", "answered_on": "2026-03-18" });
    world.does("leader", "matter.answer", &road, answer).unwrap();
    assert_eq!((world.n_owed("leader"), world.n_listed("reports")), (0, 0));
}

#[test]
fn what_is_followed_keeps_its_words_once_the_document_is_erased() {
    let world = World::new("erased");
    let road = world.taken_up("clerk").unwrap();
    world.stage.office.erase(Erasable::Document, &world.document, world.stage.clerk, "because").unwrap();
    let page = world.page("clerk", &road);
    assert_eq!(page.followed.words.as_deref(), Some(&REPORT[ROAD[0]..ROAD[1]]));
    let telling = &page.tellings[0];
    assert_eq!((telling.words.as_deref(), telling.title.as_deref()), (None, None));
    assert!(world.told("clerk").is_empty());
    assert_eq!(world.n_owed("leader"), 1);
}

#[test]
fn what_a_document_told_is_told_by_the_session_that_it_joins_and_counted_once() {
    let world = World::new("joined");
    let road = world.taken_up("clerk").unwrap();
    assert_eq!(world.page("clerk", &road).followed.n_sessions, 0);
    let session = world.stage.office.new_id().to_string();
    let hold = json!({ "title": "x", "held_on": "2026-03-18", "host": world.district, "guests": [world.commune],
        "document": world.document });
    world.does("clerk", "session.hold", &session, hold).unwrap();
    let page = world.page("clerk", &road);
    assert_eq!((page.followed.n_sessions, page.tellings.len(), page.alike.len()), (1, 1, 0));
    assert_eq!(page.tellings[0].telling.session().map(|it| it.to_string()), Some(session.clone()));
    assert!(world.told("clerk").is_empty(), "the session tells it now");
    let said = world.stage.office.session_page(&world.viewer("clerk"), &session).unwrap().said;
    let followed: Vec<bool> = said.iter().map(|it| it.followed.is_some()).collect();
    assert_eq!(followed, [true, false]);
    assert!(said.iter().all(|it| it.kind == MatterKind::Petition), "nobody said what answers the limitation");
}

#[test]
fn what_nobody_signed_is_proposed_to_nobody_but_whoever_keeps_the_minutes() {
    let world = World::founded("unsigned", "2026-03-02T02:00:00Z");
    let (office, clerk, session) = (&world.stage.office, world.stage.clerk, world.stage.office.new_id());
    let root = office.units().unwrap().units[0].id;
    // One who sees everything, and keeps the register of the commune alone.
    office.grant(clerk, "reports", Role::Inspector, None).unwrap();
    office.grant(clerk, "reports", Role::Clerk, UNITS.lines().nth(1)).unwrap();
    let line = json!({ "kind": "limitation", "words": &REPORT[LAND[0]..LAND[1]] });
    for (act, body) in [
        ("session.plan", json!({ "title": "t", "held_on": "2026-03-02", "host": root, "guests": [world.commune] })),
        ("session.add_item", json!({ "words": "w", "why": "added" })),
        ("session.open", json!({})),
        ("session.begin", json!({})),
        ("session.close", json!({ "minutes": [line] })),
    ] {
        world.stage.act(clerk, act, session, &body);
    }
    let world = world.received();
    let alike = |who: &str| {
        let page = world.stage.office.document_page(&world.viewer(who), &world.document).unwrap();
        page.said.iter().find(|it| it.telling.span.is_some_and(|it| it.start == LAND[0])).map(|it| it.alike.is_some())
    };
    assert_eq!(["clerk", "reports"].map(alike), [Some(true), Some(false)]);
}
