//! Petitions that the minutes of a session hold: read with their place, taken up, owed by the higher unit, answered.

#[expect(dead_code, reason = "uses a part")]
mod stage;

use app::access::Viewer;
use app::acting::{ActRequest, Request};
use app::intake::read_file;
use app::matters::{FollowedQuery, FollowedState};
use app::messages::Language;
use app::views::{HomeAbout, HomeRows, SessionPageView};
use app::{Error, Role};
use model::state::MatterKind;
use model::{MatterId, Refusal};
use serde_json::{Value, json};
use stage::Stage;
use std::path::PathBuf;

const MINUTES: &str = include_str!("formats/minutes.txt");
/// What is asked for, as the minutes have it: bytes of the file.
const ROAD: [usize; 2] = [610, 677];
const TEACHERS: [usize; 2] = [693, 737];

/// The minutes of a district that works with a commune, and somebody of each.
struct World {
    folder: PathBuf,
    stage: Stage,
    session: String,
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl World {
    fn new(name: &str) -> World {
        let folder = std::env::temp_dir().join(format!("app-petitions-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let stage = Stage::open(&folder, "2026-03-20T02:00:00Z");
        let (office, clerk) = (&stage.office, stage.clerk);
        office.grant(clerk, "clerk", Role::Clerk, None).unwrap();
        office.accept(&read_file("minutes.txt", MINUTES.into()).unwrap(), "clerk", false).unwrap();
        let session = office.sessions().unwrap().sessions.remove(0);
        let (host, guest) = (session.host.unwrap(), session.guests[0].clone());
        stage.act(clerk, "unit.move_below", guest.id.into(), &json!({ "parent": host.id }));
        let [host, guest] = [host, guest].map(|it| it.name.unwrap());
        for (name, role, unit) in
            [("leader", Role::Leader, &host), ("asks", Role::Clerk, &guest), ("reports", Role::UnitOfficer, &guest)]
        {
            office.open_account(clerk, name).unwrap();
            office.grant(clerk, name, role, Some(unit)).unwrap();
        }
        World { folder, stage, session: session.id.to_string() }
    }

    fn viewer(&self, name: &str) -> Viewer {
        self.stage.office.viewer(self.stage.office.account_or_first(name).unwrap()).unwrap()
    }

    fn page(&self, who: &str) -> SessionPageView {
        self.stage.office.session_page(&self.viewer(who), &self.session).unwrap()
    }

    fn does(&self, who: &str, act: &str, stream: &str, body: Value) -> Result<(), Error> {
        let order = ActRequest { act: act.to_owned(), stream: stream.to_owned(), seen: None, body };
        let key = self.stage.office.new_id().to_string();
        self.stage.office.carry_out_as(&self.viewer(who), Request { key, orders: vec![order] }).map(drop)
    }

    /// Takes up the petition of a place, in its own words.
    fn taken_up(&self, who: &str, span: [usize; 2]) -> Result<String, Error> {
        let (page, new) = (self.page("clerk"), self.stage.office.new_id().to_string());
        let [unit, owed_by] = [page.session.guests[0].id, page.session.host.unwrap().id];
        let body = json!({ "matter_kind": "petition", "words": &MINUTES[span[0]..span[1]], "unit": unit,
            "owed_by": owed_by, "tellings": [{ "session": self.session, "span": span }] });
        self.does(who, "matter.begin", &new, body).map(|()| new)
    }

    /// What somebody is told first thing that they owe, in any order.
    fn owed(&self, who: &str) -> Vec<String> {
        let home = self.stage.office.home(&self.viewer(who), None).unwrap();
        let petitions = home.sections.into_iter().find(|it| it.about == HomeAbout::Petitions);
        let Some(HomeRows::Petitions(rows)) = petitions.map(|it| it.rows) else { return Vec::new() };
        let mut owed: Vec<String> = rows.into_iter().filter_map(|it| it.words).collect();
        owed.sort();
        owed
    }

    fn listed(&self, who: &str, state: &str) -> Vec<(FollowedState, Option<i32>)> {
        let asked = FollowedQuery { state: state.to_owned(), ..FollowedQuery::default() };
        let list = self.stage.office.followed(&self.viewer(who), MatterKind::Petition, &asked).unwrap();
        list.followed.into_iter().map(|it| (it.state, it.n_days)).collect()
    }
}

/// Kind, place and whether it is followed, of all that a session tells.
fn told(page: &SessionPageView) -> Vec<(MatterKind, [usize; 2], bool)> {
    let span = |it: &app::matters::SaidView| it.telling.span.map(|it| [it.start, it.end]).unwrap();
    page.said.iter().map(|it| (it.kind, span(it), it.followed.is_some())).collect()
}

#[test]
fn minutes_tell_each_petition_with_its_place() {
    let world = World::new("told");
    let petition = |span| (MatterKind::Petition, span, false);
    for who in ["clerk", "leader", "asks", "reports"] {
        assert_eq!(told(&world.page(who)), [petition(ROAD), petition(TEACHERS)], "{who}");
        assert!(world.listed(who, "all").is_empty(), "{who}: nobody said that it is followed");
    }
    assert!(world.owed("leader").is_empty());
}

#[test]
fn a_petition_is_owed_by_the_higher_unit_until_that_one_answers() {
    let world = World::new("owed");
    let road = world.taken_up("asks", ROAD).unwrap();
    assert!(matches!(world.taken_up("reports", ROAD), Err(Error::Refused(_))), "it is taken up already");
    world.taken_up("reports", TEACHERS).unwrap();
    assert_eq!(told(&world.page("asks")).iter().map(|it| it.2).collect::<Vec<_>>(), [true, true]);
    let [words, others] = [ROAD, TEACHERS].map(|[start, end]| MINUTES[start..end].to_owned());
    assert_eq!(world.owed("leader"), [words.clone(), others.clone()]);
    assert!(world.owed("asks").is_empty() && world.owed("reports").is_empty(), "whoever asked owes nothing");
    assert_eq!(world.listed("asks", ""), [(FollowedState::Open, Some(16)); 2]);

    let page = world.page("clerk");
    let [unit, host] = [page.session.guests[0].id, page.session.host.unwrap().id];
    let answer = |who: &str, unit| {
        let body = json!({ "unit": unit, "words": "granted", "basis": "45", "answered_on": "2026-03-18" });
        world.does(who, "matter.answer", &road, body)
    };
    assert!(answer("asks", host).is_err(), "whoever asked does not answer");
    assert!(matches!(answer("leader", unit), Err(Error::Refused(Refusal::AnswerNotOwed { .. }))));
    answer("leader", host).unwrap();
    assert_eq!(world.owed("leader"), [others]);
    assert_eq!(world.listed("asks", "closed"), [(FollowedState::Answered, None)]);

    let seen = world.stage.office.followed_page(&world.viewer("reports"), &road).unwrap();
    let closing = seen.closing.unwrap();
    assert_eq!((closing.words.as_deref(), closing.basis.as_deref()), (Some("granted"), Some("45")));
    assert_eq!((seen.tellings[0].words.as_ref(), seen.tellings[0].on.to_string()), (Some(&words), "2026-03-04".into()));
    assert_eq!(seen.followed.id, road.parse::<MatterId>().unwrap());
}

#[test]
fn the_file_of_petitions_has_a_line_for_each() {
    let world = World::new("file");
    world.taken_up("asks", ROAD).unwrap();
    world.taken_up("asks", TEACHERS).unwrap();
    let csv = |who: &str, unit: &str| {
        let asked = FollowedQuery { unit: unit.to_owned(), ..FollowedQuery::default() };
        let viewer = world.viewer(who);
        world.stage.office.followed_csv(&viewer, MatterKind::Petition, &asked, Language::English).unwrap()
    };
    let host = world.page("clerk").session.host.unwrap();
    for (who, unit, n) in [("clerk", "", 2), ("leader", "", 2), ("asks", "", 2), ("clerk", &host.id.to_string(), 2)] {
        let file = csv(who, unit);
        let mut lines: Vec<&str> = file.lines().skip(1).collect();
        assert_eq!(lines.len(), n, "{who}: {file}");
        lines.sort_unstable();
        for (line, [start, end]) in lines.iter().zip([ROAD, TEACHERS]) {
            assert!(line.starts_with(&MINUTES[start..end]), "{line}");
            assert!(line.contains(host.name.as_deref().unwrap()) && line.contains(",16,"), "{line}");
        }
    }
}
