//! A notice comes in for a session that was planned and held in the register: it joins that session, and what was recorded
//! there is not recorded twice.

#[expect(dead_code, reason = "uses a part")]
#[path = "../stage/mod.rs"]
mod stage;

use super::{Home, is_finished};
use app::desk::{DeskAct, Done};
use app::views::{ConclusionView, SessionView};
use model::state::Stage;
use model::{SessionId, StreamId};
use serde_json::{Value, json};

const NOTICE: &str = include_str!("joining.txt");
const RECORDED: &str = include_str!("joining.recorded.txt");

/// An office with the notice of today at its desk, and a session of today with the same bodies in which two conclusions
/// were recorded; and that session.
pub(super) fn held(name: &str) -> (Home, StreamId) {
    let today = app::Office::open(&place(name), None, "root").unwrap().today();
    let dated = [("{day}", today.day()), ("{month}", today.month())];
    let notice = dated.iter().fold(NOTICE.to_owned(), |text, (name, n)| text.replace(name, &format!("{n:02}")));
    let home = Home::with(name, &notice.replace("{year}", &today.year().to_string()));
    let units = home.office.units().unwrap().units;
    let unit = |part: &str| units.iter().find(|it| it.name.as_deref().unwrap().contains(part)).unwrap().id;
    let session = home.office.new_id();
    let plan = json!({ "title": "t", "held_on": today, "host": unit("root"), "guests": [unit(" Khe ")] });
    act(&home, "session.plan", session, plan);
    act(&home, "session.add_item", session, json!({ "words": "w", "why": "added" }));
    act(&home, "session.open", session, json!({}));
    act(&home, "session.begin", session, json!({}));
    for (n, words) in (1..).zip(RECORDED.lines()) {
        act(&home, "session.record_conclusion", session, json!({ "n": n, "words": words }));
    }
    act(&home, "session.close", session, json!({}));
    (home, session)
}

fn place(name: &str) -> app::Location {
    let data = std::env::temp_dir().join(format!("app-desk-{name}-{}", std::process::id()));
    app::Location { data, database: None }
}

pub(super) fn act(home: &Home, act: &str, stream: StreamId, body: Value) {
    stage::act(&home.office, home.office.account_or_first("first").unwrap(), act, stream, &body);
}

pub(super) fn finish(home: &Home) {
    home.says("first", DeskAct::TakeSure);
    assert!(is_finished(&home.says("first", DeskAct::Finish { n_seen: home.desk().n_unanswered() })));
}

pub(super) fn sessions(home: &Home) -> Vec<SessionView> {
    home.office.sessions().unwrap().sessions
}

pub(super) fn conclusions(home: &Home, session: StreamId) -> Vec<ConclusionView> {
    home.office.session_page(&home.viewer("first"), &session.to_string()).unwrap().conclusions
}

#[test]
fn a_notice_joins_the_session_of_the_same_day_and_bodies_and_words_what_was_recorded() {
    let (home, session) = held("joins");
    let desk = home.desk();
    let joining = desk.joining.as_ref().expect("a session fits");
    let seen: Vec<_> = joining.sessions.iter().map(|it| (it.id.0, it.is_chosen)).collect();
    assert_eq!((seen, joining.may_change), (vec![(session, true)], true));
    let same: Vec<Option<u32>> = desk.slips.iter().map(|it| it.same.as_ref().map(|it| it.n)).collect();
    assert_eq!(same, [Some(1), None], "{:?}", desk.slips);
    assert_eq!(joining.unworded.iter().map(|it| it.0).collect::<Vec<_>>(), [2]);

    finish(&home);
    let [one] = &sessions(&home)[..] else { panic!("one session") };
    assert_eq!((one.id.0, one.stage), (session, Stage::Closed));
    assert_eq!(one.document.map(|it| it.to_string()), Some(home.document.clone()));
    let told = conclusions(&home, session);
    let seen: Vec<_> = told.iter().map(|it| (it.n, it.passage.is_some(), it.n_tasks, it.ending.is_some())).collect();
    assert_eq!(seen, [(1, true, 1, true), (2, false, 0, false), (3, true, 1, true)]);
    assert!(told[0].words.as_ref().unwrap().contains("30/12/2030"), "the words are those of the notice");
    let page = home.office.session_page(&home.viewer("first"), &session.to_string()).unwrap();
    let pace = page.pace.unwrap();
    assert_eq!((pace.notice_on, pace.n_to_notice), (Some(one.held_on), Some(0)), "its days are those of the document");
    let desk = home.desk();
    assert!(!desk.joining.unwrap().may_change, "it stays joined");
}

#[test]
fn a_person_may_say_that_it_is_another_session_or_another_conclusion_and_undo_it() {
    let (home, session) = held("apart");
    let [first, second] = [0, 1].map(|it| home.desk().slips[it].key.clone());
    let same = |n, slip: &String| home.says("first", DeskAct::Same { slip: slip.clone(), n });
    assert!(matches!(same(None, &first), Done::Slip(_)));
    assert!(home.desk().slips[0].same.is_none());
    same(Some(2), &second);
    assert_eq!(home.desk().slips[1].same.as_ref().map(|it| it.n), Some(2));
    home.says("first", DeskAct::Undo);
    home.says("first", DeskAct::Undo);
    assert_eq!(home.desk().slips[0].same.as_ref().map(|it| it.n), Some(1));

    home.says("first", DeskAct::JoinSession { session: None });
    let desk = home.desk();
    assert!(desk.joining.unwrap().is_new() && desk.slips.iter().all(|it| it.same.is_none()));
    home.says("first", DeskAct::JoinSession { session: Some(SessionId(session)) });
    assert!(!home.desk().joining.unwrap().is_new());
    home.says("first", DeskAct::JoinSession { session: None });
    finish(&home);
    let documents: Vec<bool> = sessions(&home).iter().map(|it| it.document.is_some()).collect();
    assert_eq!(documents.len(), 2);
    assert_eq!(conclusions(&home, session).len(), 2, "nothing came to the other one");
}
