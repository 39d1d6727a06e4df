//! A session that is planned and lives to its end, and one that is called off.

use super::{Script, order, submission, words};
use model::act::reporting::Attach;
use model::act::{session as act, task};
use model::state::{Ending, Found, LineKind, Media, Mode, Outcome, Presence, Source, Why};
use model::{Command, Deadline, Passage, UnitId};
use store::{Order, Submission, hash_of};

const I: u64 = 700;
/// So many entries a session that lived has.
const LIVED: u64 = 15;

fn plan() -> act::plan::Plan {
    act::plan::Plan {
        title: words(10),
        held_on: "2026-03-31".parse().unwrap(),
        hour: "08:30:00".parse().ok(),
        mode: Some(Mode::Hybrid),
        host: Script::unit(0),
        guests: vec![Script::unit(3), Script::unit(2)],
        chair: Some(words(11)),
        venue: None,
    }
}

fn amend() -> act::amend_plan::AmendPlan {
    act::amend_plan::AmendPlan {
        hour: "14:00:00".parse().ok().map(Some),
        guests: Some(vec![Script::unit(3), Script::unit(4)]),
        ..Default::default()
    }
}

fn item(i: usize, why: Why) -> act::Command {
    let earlier = (why != Why::Added).then(|| Script::session(0));
    act::Command::AddItem(act::add_item::AddItem { words: words(i), why, task: None, earlier, matter: None })
}

/// The whole life, and a session that does not take place.
pub fn lived() -> Submission {
    let unit = Script::unit(3);
    let report = act::ask_report::AskReport { unit, words: words(6), due_on: "2026-03-31".parse().unwrap() };
    let line = act::close::Line { kind: LineKind::Note, words: words(7), item: Some(1), conclusion: None };
    let acts = vec![
        act::Command::Plan(plan()),
        act::Command::AmendPlan(amend()),
        item(5, Why::Added),
        item(6, Why::NotDiscussed),
        item(7, Why::Standing),
        act::Command::DropItem(act::drop_item::DropItem { n: 2, because: Some(words(8)) }),
        act::Command::PlaceItem(act::place_item::PlaceItem { n: 3, place: 1 }),
        act::Command::AskReport(report),
        act::Command::Open(act::open::Open {}),
        act::Command::AskItem(act::ask_item::AskItem { unit, words: words(9) }),
        act::Command::SendReport(sent(unit)),
        act::Command::Begin(act::begin::Begin {}),
        act::Command::TakeUp(act::take_up::TakeUp { n: 1 }),
        act::Command::MarkItem(act::mark_item::MarkItem { n: 3, outcome: Outcome::PutOff }),
        act::Command::Close(act::close::Close { minutes: vec![line] }),
    ];
    let mut orders: Vec<Order> = (0..).zip(acts).map(|(seen, it)| of(I, seen, it)).collect();
    orders.push(of(I + 1, 0, act::Command::Plan(plan())));
    orders.push(of(I + 1, 1, act::Command::CallOff(act::call_off::CallOff { because: words(15) })));
    submission("session lived", orders)
}

/// A conclusion that was written down while the session sat, and the notice that words it.
pub fn concluded() -> Submission {
    let (n, unit) = (1, Script::unit(3));
    let record = act::record_conclusion::RecordConclusion {
        n,
        point: None,
        words: words(8),
        passage: None,
        addressed_to: vec![unit],
        ending: None,
    };
    let document = Script::document(900);
    let state = act::state_conclusion::StateConclusion {
        n,
        point: Some("II.12".to_owned()),
        words: words(9),
        passage: Passage { document, span: base::Span::new(3, 9), reader: None },
        addressed_to: vec![Script::unit(4)],
    };
    let acts = [
        act::Command::RecordConclusion(record),
        act::Command::TakeNotice(act::take_notice::TakeNotice { document }),
        act::Command::StateConclusion(state),
    ];
    submission("session concluded", (LIVED..).zip(acts).map(|(seen, it)| of(I, seen, it)).collect())
}

/// Minutes that are signed, and what is added to them.
pub fn signed() -> Submission {
    let signed_on = "2026-03-31".parse().unwrap();
    let (chair, secretary) = (words(10), words(11));
    let sign = act::sign_minutes::SignMinutes { chair: chair.clone(), secretary: secretary.clone(), signed_on };
    let (words, because) = (words(6), words(7));
    let add = act::supplement_minutes::SupplementMinutes { words, because, chair, secretary, signed_on };
    let acts = [act::Command::SignMinutes(sign), act::Command::SupplementMinutes(add)];
    submission("session signed", (LIVED + 3..).zip(acts).map(|(seen, it)| of(I, seen, it)).collect())
}

fn sent(unit: UnitId) -> act::send_report::SendReport {
    act::send_report::SendReport { unit, words: words(5), because: None, evidence: Vec::new() }
}

/// A session with a place to which guests are invited, moved, with a report that is withdrawn and one that has a file, and
/// a roll that two call.
pub fn reported() -> Submission {
    let unit = Script::unit(3);
    let asked = act::ask_report::AskReport { unit, words: words(6), due_on: "2026-03-31".parse().unwrap() };
    let moved = act::amend_plan::AmendPlan {
        hour: "15:00:00".parse().ok().map(Some),
        venue: Some(words(8)),
        because: Some(words(9)),
        ..Default::default()
    };
    let file = Attach {
        file_name: words(10),
        content: hash_of(b"what a guest reports"),
        length_bytes: 20,
        media: Media::Pdf,
        found: Found::default(),
        kept_because: None,
        is_unread: true,
    };
    let with_file = act::send_report::SendReport { because: Some(words(11)), evidence: vec![file], ..sent(unit) };
    let part = |unit, seen| {
        let (presence, seen) = (Presence::Present, Some(seen));
        let line = act::call_roll::Called { unit, hall: None, presence, at: None, who: None, seen };
        act::Command::CallRoll(act::call_roll::CallRoll { lines: vec![line], is_part: true })
    };
    let acts = [
        act::Command::Plan(act::plan::Plan { venue: Some(words(7)), ..plan() }),
        item(5, Why::Added),
        act::Command::AskReport(asked),
        act::Command::Open(act::open::Open {}),
        act::Command::AmendPlan(moved),
        act::Command::SendReport(sent(unit)),
        act::Command::WithdrawReport(act::withdraw_report::WithdrawReport { unit, because: words(12) }),
        act::Command::SendReport(sent(unit)),
        act::Command::SendReport(with_file),
        act::Command::Begin(act::begin::Begin {}),
        part(unit, 0),
        part(Script::unit(0), 0),
    ];
    submission("session reported", (0..).zip(acts).map(|(seen, it)| of(I + 3, seen, it)).collect())
}

/// Halls, how many are needed, and who came.
pub fn called() -> Submission {
    let hall = act::set_hall::SetHall {
        n: None,
        name: words(10),
        link: Some("https://meet.example/1".to_owned()),
        units: vec![Script::unit(3)],
    };
    let late = act::call_roll::Called {
        seen: None,
        unit: Script::unit(3),
        hall: Some(1),
        presence: Presence::Late,
        at: "09:10:00".parse().ok(),
        who: Some(words(11)),
    };
    let away = act::call_roll::Called {
        unit: Script::unit(0),
        presence: Presence::Excused,
        hall: None,
        at: None,
        who: None,
        seen: None,
    };
    let planned = act::Command::Plan(plan());
    let acts = [
        act::Command::SetHall(hall.clone()),
        act::Command::SetHall(act::set_hall::SetHall { link: None, units: Vec::new(), ..hall }),
        act::Command::DropHall(act::drop_hall::DropHall { n: 2 }),
        act::Command::SetQuorum(act::set_quorum::SetQuorum { present: Some(2), of: Some(3) }),
        item(5, Why::Added),
        act::Command::Open(act::open::Open {}),
        act::Command::Begin(act::begin::Begin {}),
        act::Command::CallRoll(act::call_roll::CallRoll { lines: vec![late, away], is_part: false }),
    ];
    let acts = std::iter::once(planned).chain(acts);
    submission("session called", (0..).zip(acts).map(|(seen, it)| of(I + 2, seen, it)).collect())
}

fn of(i: u64, seen: u64, command: act::Command) -> Order {
    Order { seen: (seen > 0).then_some(seen), ..order(Script::SESSIONS + i, Command::Session(command)) }
}

/// A notice joins a session that nobody began, a task of it is tied to its conclusion, and it is taken out again.
pub fn dropped() -> Submission {
    let (n, document, session) = (1, Script::document(900), Script::session(I + 4));
    let passage = Passage { document, span: base::Span::new(12, 19), reader: None };
    let record = act::record_conclusion::RecordConclusion {
        n,
        point: None,
        words: words(8),
        passage: Some(passage.clone()),
        addressed_to: vec![Script::unit(3)],
        ending: Some(Ending::Tasks),
    };
    let assign = task::assign::Assign {
        words: words(8),
        lead: Script::unit(3),
        coordinating: Vec::new(),
        source: Source { passage: Some(passage), ..Source::default() },
        outside: None,
        deadline: Deadline::Unset,
        due_words: None,
        deliverable: None,
        field: None,
    };
    let take = act::take_notice::TakeNotice { document };
    let drop = act::drop_notice::DropNotice { because: words(9) };
    let of_task = |command| order(Script::TASKS + 725, Command::Task(command));
    let tie = |session, n| of_task(task::Command::Tie(task::tie::Tie { session, n }));
    let orders = vec![
        of(I + 4, 0, act::Command::Plan(plan())),
        of(I + 4, 1, item(5, Why::Added)),
        of(I + 4, 2, act::Command::Open(act::open::Open {})),
        of(I + 4, 3, act::Command::TakeNotice(take)),
        of(I + 4, 4, act::Command::RecordConclusion(record)),
        of_task(task::Command::Assign(assign)),
        tie(Some(session), Some(n)),
        of(I + 4, 5, act::Command::DropNotice(drop)),
        tie(None, None),
    ];
    submission("notice dropped", orders)
}
