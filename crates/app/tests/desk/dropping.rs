//! A notice joined the wrong session: it is taken out again, joins the right one, and its tasks come along.

use super::Home;
use super::joining::{act, conclusions, finish, held, sessions};
use app::desk::{DeskAct, Done, Kind, Said, Stand};
use app::messages::Language;
use app::views::{SessionPageView, Value as Changed};
use model::state::{Ending, Stage};
use model::{SessionId, StreamId};
use serde_json::{Value, json};

/// A second session of today with the same bodies, to which guests were invited and that nobody began.
fn planned(home: &Home, of: StreamId) -> StreamId {
    let like = sessions(home).into_iter().find(|it| it.id.0 == of).unwrap();
    let session = home.office.new_id();
    let guests: Vec<_> = like.guests.iter().map(|it| it.id).collect();
    let plan = json!({ "title": "u", "held_on": like.held_on, "host": like.host.map(|it| it.id), "guests": guests });
    act(home, "session.plan", session, plan);
    act(home, "session.add_item", session, json!({ "words": "w", "why": "added" }));
    act(home, "session.open", session, json!({}));
    session
}

fn page(home: &Home, session: StreamId) -> SessionPageView {
    home.office.session_page(&home.viewer("first"), &session.to_string()).unwrap()
}

/// Takes the notice out under a key; the answer as it is sent.
fn drop_notice(home: &Home, session: StreamId, seen: u64, key: &str) -> Value {
    let body = json!({ "because": "another session" });
    let line = json!({ "act": "session.drop_notice", "stream": session, "seen": seen, "key": key, "body": body });
    let actor = home.office.account_or_first("first").unwrap();
    serde_json::to_value(home.office.act(Language::English, actor, line.to_string().as_bytes())).unwrap()
}

/// The sessions and numbers of the conclusions that the tasks follow from.
fn ties(home: &Home) -> Vec<(Option<SessionId>, Option<u32>)> {
    let tasks = home.office.tasks().unwrap().tasks;
    tasks.iter().map(|it| (it.source.session, it.source.conclusion)).collect()
}

fn is_whole(home: &Home) {
    assert_eq!(home.office.check(None).unwrap().problems, []);
    assert_eq!(home.office.rebuild().unwrap().problems, [], "the ledger gives the same rows");
}

#[test]
fn a_notice_that_joined_the_wrong_session_joins_the_right_one_and_its_tasks_come_along() {
    let (home, wrong) = held("wrong");
    finish(&home);
    let right = planned(&home, wrong);
    let before = page(&home, wrong);
    assert!(before.pace.unwrap().notice_on.is_some());
    let told = before.meeting.unwrap().dropping.unwrap();
    let numbers = |it: &[app::meetings::LeavingView]| it.iter().map(|it| (it.n, it.ending)).collect::<Vec<_>>();
    assert_eq!(numbers(&told.leaving), [(3, Some(Ending::Tasks))]);
    assert_eq!(numbers(&told.restored), [(1, Some(Ending::Tasks))]);
    assert_eq!((told.n_staying, told.tasks.len(), told.is_open_again), (1, 2, false));

    let done = drop_notice(&home, wrong, before.version, "once");
    assert!(done.get("ok").is_some(), "{done}");
    assert_eq!(drop_notice(&home, wrong, before.version, "once")["ok"]["replayed"], true, "the same key again");
    let seen: Vec<_> =
        conclusions(&home, wrong).into_iter().map(|it| (it.n, it.passage, it.n_tasks, it.ending)).collect();
    assert_eq!(seen, [(1, None, 0, None), (2, None, 0, None)]);
    let words = conclusions(&home, wrong)[0].words.clone().unwrap();
    assert!(words.contains("30/12") && !words.contains("2030"), "as it was recorded: {words}");
    let after = page(&home, wrong);
    assert_eq!((after.session.document, after.session.stage), (None, Stage::Closed));
    assert_eq!(after.pace.unwrap().notice_on, None);
    let meeting = after.meeting.unwrap();
    assert!(meeting.dropping.is_none());
    assert_eq!(meeting.notices_dropped[0].because.as_deref(), Some("another session"));
    assert!(meeting.notices_dropped[0].is_free);
    let viewer = home.viewer("first");
    let briefing = home.office.briefing_of_session(&viewer, &wrong.to_string()).unwrap();
    assert_eq!((briefing.document.as_ref(), briefing.conclusions.len()), (None, 2));
    assert_eq!(ties(&home), [(None, None); 2]);

    let desk = home.desk();
    let joining = desk.joining.as_ref().unwrap();
    let chosen: Vec<_> = joining.chosen().map(|it| it.id.0).collect();
    assert_eq!((chosen, joining.may_change), (vec![right], true), "the one it was taken out of is not proposed again");
    assert!(joining.others().any(|it| it.id.0 == wrong), "and may be chosen");
    assert_eq!((desk.n_loose, desk.may_finish()), (2, true));
    assert!(matches!(home.says("first", DeskAct::Finish { n_seen: 0 }), Done::Finished { n_tasks: 0, .. }));
    assert_eq!(home.n_tasks(), 2, "nothing is assigned twice");
    assert_eq!(ties(&home), [(Some(SessionId(right)), Some(1)), (Some(SessionId(right)), Some(2))]);
    let seen: Vec<_> = conclusions(&home, right).into_iter().map(|it| (it.n, it.n_tasks, it.ending)).collect();
    assert_eq!(seen, [(1, 1, Some(Ending::Tasks)), (2, 1, Some(Ending::Tasks))]);
    let leads: Vec<_> = home.office.tasks().unwrap().tasks.into_iter().map(|it| vec![it.lead.id]).collect();
    let spoken_to =
        conclusions(&home, right).into_iter().map(|it| it.addressed_to.into_iter().map(|it| it.id).collect());
    assert_eq!(spoken_to.collect::<Vec<Vec<_>>>(), leads, "they speak to whom they spoke to before");
    assert_eq!(page(&home, right).session.stage, Stage::Closed, "its notice tells that it was held");
    assert!(!page(&home, wrong).meeting.unwrap().notices_dropped[0].is_free, "it has found its session");
    let briefing = home.office.briefing_of_session(&viewer, &right.to_string()).unwrap();
    assert_eq!((briefing.document.is_some(), briefing.conclusions.len()), (true, 2));
    assert!(!home.desk().may_finish(), "nothing is left to write");

    let code = home.office.tasks().unwrap().tasks[0].code.to_string();
    let line = home.office.task_page(&viewer, &code).unwrap().moments;
    let events: Vec<&str> = line.iter().map(|it| it.event).collect();
    assert_eq!(events, ["task.assigned", "task.tied", "task.tied"]);
    let told = |it: &Option<Changed>| match it {
        Some(Changed::Conclusion { session, held_on, n }) => Some((session.0, held_on.is_some(), *n)),
        _ => None,
    };
    let changes: Vec<_> =
        line[1..].iter().map(|it| &it.changes[0]).map(|it| (told(&it.before), told(&it.after))).collect();
    assert_eq!(changes, [(Some((wrong, true, 1)), None), (None, Some((right, true, 1)))]);
    is_whole(&home);
}

#[test]
fn a_task_assigned_by_hand_of_a_conclusion_of_the_notice_keeps_its_place_and_one_of_the_session_stays() {
    let (home, session) = held("by-hand");
    let tasks = |n: u32| json!({ "session": session, "n": n });
    let lead = sessions(&home)[0].guests[0].id;
    let assign = |n: u32| {
        let source = json!({ "conclusion": tasks(n) });
        let body = json!({ "words": "w", "lead": lead, "source": source, "deadline": { "kind": "unset" } });
        act(&home, "task.assign", home.office.new_id(), body);
    };
    finish(&home);
    assign(1);
    assign(3);
    let done = drop_notice(&home, session, page(&home, session).version, "once");
    assert!(done.get("ok").is_some(), "{done}");
    let tied = ties(&home);
    assert_eq!(tied.iter().filter(|it| it.0.is_some()).collect::<Vec<_>>(), [&(Some(SessionId(session)), Some(1))]);
    let first = &conclusions(&home, session)[0];
    assert_eq!(
        (first.ending, first.n_tasks),
        (Some(Ending::Tasks), 1),
        "a task that stays needs a conclusion that gives it"
    );
    let documents = home.office.tasks().unwrap().tasks.into_iter().filter(|it| it.passage.is_some()).count();
    assert_eq!(documents, 3, "of four only that of the session has no place in the document");
    assert_eq!(home.desk().n_loose, 3);
    is_whole(&home);
}

#[test]
fn guidance_waits_at_the_desk_again_and_what_was_set_aside_stays_so() {
    let (home, wrong) = held("again");
    let [first, second] = [0, 1].map(|it| home.desk().slips[it].key.clone());
    let said = Said { kind: Some(Kind::Guidance), ..Said::default() };
    home.says("first", DeskAct::Amend { slip: first, said, was: Said::default(), is_taken: true });
    home.says("first", DeskAct::Aside { slip: second, because: "b".to_owned() });
    home.says("first", DeskAct::Finish { n_seen: home.desk().n_unanswered() });
    let endings = |it| conclusions(&home, it).into_iter().map(|it| (it.n, it.ending)).collect::<Vec<_>>();
    assert_eq!(endings(wrong), [(1, Some(Ending::Guidance)), (2, None), (3, Some(Ending::NoTask))]);
    let waits = || home.office.open_drafts().unwrap().drafts.len();
    assert_eq!(waits(), 0);
    let right = planned(&home, wrong);
    drop_notice(&home, wrong, page(&home, wrong).version, "once");
    assert_eq!((endings(wrong), waits()), (vec![(1, None), (2, None)], 1));
    let stands: Vec<Stand> = home.desk().slips.iter().map(|it| it.stand).collect();
    assert_eq!(stands, [Stand::Open, Stand::Decided]);
    assert!(matches!(home.says("first", DeskAct::Finish { n_seen: 0 }), Done::Finished { n_tasks: 0, .. }));
    assert_eq!(endings(right), [(1, None), (2, Some(Ending::NoTask))]);
}

#[test]
fn what_only_the_notice_closed_waits_to_be_begun_and_what_is_followed_stands_against_it() {
    let (home, began) = held("followed");
    let session = planned(&home, began);
    home.says("first", DeskAct::JoinSession { session: Some(SessionId(session)) });
    finish(&home);
    let joined = page(&home, session);
    assert_eq!(joined.session.stage, Stage::Closed);
    assert!(joined.meeting.unwrap().dropping.unwrap().is_open_again);
    let (matter, unit) = (home.office.new_id(), joined.session.guests[0].id);
    let telling = json!({ "session": session, "span": [0, 9] });
    let begin = json!({ "matter_kind": "limitation", "words": "slow", "unit": unit, "tellings": [telling] });
    act(&home, "matter.begin", matter, begin);
    let refused = drop_notice(&home, session, joined.version, "once");
    assert_eq!(refused["refused"]["refusal"]["code"], "notice-followed", "{refused}");
    act(&home, "matter.tell_apart", matter, json!({ "telling": telling }));
    let done = drop_notice(&home, session, joined.version, "twice");
    assert!(done.get("ok").is_some(), "{done}");
    let after = page(&home, session);
    assert_eq!((after.session.stage, after.conclusions.len(), after.pace.is_none()), (Stage::Open, 0, true));
    act(&home, "session.begin", session, json!({}));
    assert_eq!(page(&home, session).session.stage, Stage::InProgress);
    is_whole(&home);
}
