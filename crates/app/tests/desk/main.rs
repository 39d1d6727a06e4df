//! One document at its desk: two people decide, undo, split, join; finishing writes all of it, and nothing before.

mod dropping;
mod joining;
mod plan;
mod points;
mod rivals;

use app::access::Viewer;
use app::desk::{DeskAct, DeskView, Done, Kind, Said, SessionTold, SlipView, Stand};
use app::erasing::Erasable;
use app::propose::Reason;
use app::take::Taken;
use app::{Deadline, Error, Location, Office, Role};
use model::Refusal;
use model::state::Ending;
use std::path::PathBuf;
use std::sync::Arc;

const NOTICE: &str = include_str!("../../../../examples/02-notice-khuoi-leng-reservoir-2020-05-12.txt");

struct Home {
    folder: PathBuf,
    office: Office,
    document: String,
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Home {
    /// With a clerk, a second clerk, an officer, and a document that was received.
    fn new(name: &str) -> Home {
        Home::with(name, NOTICE)
    }

    /// The register knows every unit that the document names.
    fn with(name: &str, notice: &str) -> Home {
        let home = Home::unfounded(name, notice);
        let viewer = home.viewer("first");
        let names: Vec<String> = home.desk().slips.iter().flat_map(new_units).collect();
        let root = viewer.seen().next().unwrap();
        home.office.found_listed(&viewer, &names.join("\n"), root, "units".to_owned()).unwrap();
        home
    }

    fn unfounded(name: &str, notice: &str) -> Home {
        let folder = std::env::temp_dir().join(format!("app-desk-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let office = Office::open(&Location { data: folder.clone(), database: None }, None, "root").unwrap();
        let first = office.account_or_first("first").unwrap();
        for (person, role) in [("second", Role::Clerk), ("officer", Role::UnitOfficer)] {
            office.open_account(first, person).unwrap();
            office.grant(first, person, role, None).unwrap();
        }
        office.grant(first, "first", Role::Clerk, None).unwrap();
        let mut home = Home { folder, office, document: String::new() };
        let taken = home.office.receive_as(&home.viewer("first"), "notice.txt", notice.into(), false);
        let Ok(Taken::Accepted { accepted, .. }) = taken else { panic!("{taken:?}") };
        home.document = accepted.document.to_string();
        home
    }

    fn viewer(&self, name: &str) -> Viewer {
        self.office.viewer(self.office.account_or_first(name).unwrap()).unwrap()
    }

    fn desk(&self) -> DeskView {
        Arc::unwrap_or_clone(self.office.desk(&self.viewer("first"), &self.document, None).unwrap())
    }

    fn slip(&self, label: &str) -> SlipView {
        let desk = self.desk();
        let labels: Vec<&str> = desk.slips.iter().map(|it| it.label.as_str()).collect();
        desk.slips.iter().find(|it| it.label == label).unwrap_or_else(|| panic!("{label}: {labels:?}")).clone()
    }

    fn says(&self, who: &str, act: DeskAct) -> Done {
        self.office.at_desk(&self.viewer(who), &self.document, act).unwrap()
    }

    /// An act about the slip of a label.
    fn about(&self, who: &str, label: &str, act: impl Fn(String) -> DeskAct) -> Done {
        self.says(who, act(self.slip(label).key))
    }

    fn n_tasks(&self) -> usize {
        self.office.tasks().unwrap().tasks.len()
    }
}

fn is_finished(done: &Done) -> bool {
    matches!(done, Done::Finished { .. })
}

/// Units of a slip that are not in the register.
fn new_units(slip: &SlipView) -> Vec<String> {
    let bodies = slip.leads.iter().chain(&slip.coordinating);
    bodies.filter(|it| it.unit.is_none()).map(|it| it.name.clone()).collect()
}

#[test]
fn a_unit_is_founded_by_a_hand_and_then_for_the_whole_document() {
    let home = Home::unfounded("founded", NOTICE);
    let asks = |slip: &SlipView| slip.asks.iter().any(|it| matches!(it, Reason::NewUnit { .. }));
    let desk = home.desk();
    assert!(desk.slips.iter().filter(|it| it.kind == Kind::Task).all(|it| asks(it) != new_units(it).is_empty()));
    let alike = |one: &SlipView, other: &SlipView| new_units(one) == new_units(other);
    let takable = |it: &&SlipView| it.kind == Kind::Task && asks(it) && it.why_not.is_none();
    let taken = desk
        .slips
        .iter()
        .filter(takable)
        .find(|one| desk.slips.iter().filter(takable).any(|other| other.key != one.key && alike(one, other)));
    let taken = taken.expect("two slips speak of the same new unit");
    home.says("first", DeskAct::Take { slip: taken.key.clone() });
    let after = home.desk();
    assert!(after.slips.iter().filter(|it| alike(it, taken)).all(|it| !asks(it)), "it was confirmed");
    assert!(after.slips.iter().any(asks), "others were not");

    // All that are asked about at one stroke, but only those that were shown.
    let mut names = after.asked_units.clone();
    let unseen = names.pop().expect("a unit is asked about");
    assert!(!names.is_empty() && names.iter().all(|name| after.slips.iter().any(|it| new_units(it).contains(name))));
    home.says("first", DeskAct::ConfirmUnits { names });
    assert_eq!(home.desk().asked_units, std::slice::from_ref(&unseen));
    home.says("first", DeskAct::ConfirmUnits { names: vec![unseen, "nobody spoke of it".to_owned()] });
    let desk = home.desk();
    assert!(desk.asked_units.is_empty() && desk.n_sure() > 0, "{:?}", desk.asked_units);
    home.says("first", DeskAct::Undo);
    assert_eq!(home.desk().asked_units.len(), 1);
}

#[test]
fn nothing_is_written_before_the_finish_and_everything_by_it() {
    let home = Home::new("whole");
    assert!(home.desk().n_sure() > 5 && !home.desk().limits.is_empty());
    home.says("first", DeskAct::TakeSure);
    let sure: Vec<String> =
        home.desk().slips.iter().filter(|it| it.stand == Stand::Taken).map(|it| it.label.clone()).collect();
    let said = Said { due: Some("cu\u{1ed1}i qu\u{fd} III".to_owned()), ..Said::default() };
    home.about("second", &sure[0], |slip| DeskAct::Amend {
        slip,
        said: said.clone(),
        was: Said::default(),
        is_taken: true,
    });
    let amended = home.slip(&sure[0]);
    assert_eq!(amended.deadline, Deadline::Fixed { due_on: "2020-09-30".parse().unwrap() });
    assert_eq!((amended.stand, amended.read.deadline.is_some()), (Stand::Taken, true));
    assert_eq!(amended.by.as_deref(), Some("second"));
    let aside = sure[1].clone();
    home.about("first", &aside, |slip| DeskAct::Aside { slip, because: "known".to_owned() });
    assert_eq!(home.n_tasks(), 0, "before the finish");
    let desk = home.desk();
    assert_eq!(home.says("first", DeskAct::Finish { n_seen: desk.n_unanswered() + 1 }), Done::Limits);
    assert_eq!(home.n_tasks(), 0, "limitations were not seen");
    assert!(is_finished(&home.says("first", DeskAct::Finish { n_seen: desk.n_unanswered() })));
    assert_eq!(home.n_tasks(), desk.n_tasks());
    let after = home.desk();
    let decided = after.slips.iter().filter(|it| it.stand == Stand::Decided);
    let given: Vec<_> = decided.flat_map(|it| &it.tasks).collect();
    assert_eq!(given.len(), desk.n_tasks(), "each slip tells what became of it");
    let told = given.iter().find(|it| it.deadline == amended.deadline).unwrap();
    assert!(!told.lead.is_empty());
    let stands = |label: &str| after.slips.iter().find(|it| it.label == label).unwrap().stand;
    assert!(sure.iter().all(|it| stands(it) == Stand::Decided), "what was settled is in the register");
    assert_eq!(after.n_open(), desk.n_open(), "what was open is open");
    let conclusions = home.office.conclusions().unwrap().conclusions;
    assert_eq!(conclusions.len(), desk.slips.len());
    let of = |label: &str| conclusions.iter().find(|it| it.n.to_string() == label).unwrap().ending;
    assert_eq!((of(&sure[0]), of(&aside)), (Some(Ending::Tasks), Some(Ending::NoTask)));
    assert_eq!(conclusions.iter().filter(|it| it.ending.is_none()).count(), desk.n_open());
    // Once more: nothing is left to write.
    home.says("first", DeskAct::Finish { n_seen: after.n_unanswered() });
    assert_eq!(home.n_tasks(), desk.n_tasks());
}

#[test]
fn what_was_left_open_is_settled_another_day() {
    let home = Home::new("later");
    home.says("first", DeskAct::TakeSure);
    let finish = || home.says("first", DeskAct::Finish { n_seen: home.desk().n_unanswered() });
    assert!(is_finished(&finish()));
    let n_before = home.n_tasks();
    let open = home.desk().slips.into_iter().find(|it| it.stand == Stand::Open).unwrap();
    let said = Said { kind: Some(Kind::Task), leads: Some("so tai chinh".to_owned()), ..Said::default() };
    home.about("second", &open.label, |slip| DeskAct::Amend {
        slip,
        said: said.clone(),
        was: Said::default(),
        is_taken: true,
    });
    let slip = home.slip(&open.label);
    assert_eq!(slip.stand, Stand::Taken, "{:?}", slip.asks);
    assert!(is_finished(&finish()));
    assert_eq!(home.n_tasks(), n_before + 1);
    let conclusions = home.office.conclusions().unwrap().conclusions;
    let ended = conclusions.iter().find(|it| it.n.to_string() == open.label).unwrap();
    assert_eq!((ended.ending, ended.tasks.len()), (Some(Ending::Tasks), 1));
}

/// Some of whose leads are no unit: whoever takes it so has said that the others are the leads.
#[test]
fn what_was_taken_with_a_question_about_its_leads_is_settled() {
    let home = Home::with("asked", include_str!("../leads_asked.txt"));
    let is_asked = |it: &SlipView| it.kind == Kind::Task && it.asks.iter().any(Reason::is_about_lead);
    let asked: Vec<SlipView> =
        home.desk().slips.into_iter().filter(|it| is_asked(it) && it.why_not.is_none()).collect();
    assert_eq!(asked.iter().map(|it| it.leads.len()).collect::<Vec<_>>(), [1]);
    home.about("first", &asked[0].label, |slip| DeskAct::Take { slip });
    assert!(is_finished(&home.says("first", DeskAct::Finish { n_seen: home.desk().n_unanswered() })));
    assert_eq!(home.n_tasks(), 1);
    assert_eq!(home.slip(&asked[0].label).stand, Stand::Decided);
    let open = home.office.open_drafts().unwrap().drafts;
    assert!(open.iter().all(|it| it.n.to_string() != asked[0].label), "{open:?}");
}

#[test]
fn each_undoes_their_own_last_stroke() {
    let home = Home::new("undo");
    let before = home.desk();
    home.says("first", DeskAct::TakeSure);
    let n_taken = home.desk().count(Stand::Taken, None);
    let label = before.slips.iter().find(|it| !it.is_sure()).unwrap().label.clone();
    home.about("second", &label, |slip| DeskAct::Aside { slip, because: "other".to_owned() });
    home.says("first", DeskAct::Undo);
    assert_eq!(home.desk().count(Stand::Taken, None), 0, "of {n_taken}");
    assert_eq!(home.slip(&label).stand, Stand::Aside, "the other's stroke stands");
    home.says("second", DeskAct::Undo);
    assert_eq!(home.desk().n_open(), before.n_open());
    assert_eq!(home.says("second", DeskAct::Undo), home.says("first", DeskAct::Undo), "there is nothing left to undo");
}

#[test]
fn a_slip_is_split_and_joined_and_written_as_it_lies() {
    let home = Home::new("split");
    let whole = home.desk().slips.into_iter().find(|it| it.is_sure() && !it.cuts.is_empty()).unwrap();
    let at = whole.cuts[0].at;
    home.about("first", &whole.label, |slip| DeskAct::Split { slip, at });
    let parts = [format!("{}a", whole.label), format!("{}b", whole.label)];
    let [one, other] = parts.clone().map(|it| home.slip(&it));
    assert!(one.span.end <= at && at <= other.span.start && one.leads.len() == whole.leads.len());
    home.about("second", &parts[0], |slip| DeskAct::Take { slip });
    // A conclusion is written once all its parts are settled; until then nothing is promised, and no unit founded.
    let said = Said { leads: Some("+ To moi lap".to_owned()), ..Said::default() };
    let was = Said::default;
    home.about("second", &parts[0], |slip| DeskAct::Amend { slip, said: said.clone(), was: was(), is_taken: true });
    let (desk, n_units) = (home.desk(), home.office.units().unwrap().units.len());
    assert_eq!((home.slip(&parts[0]).stand, home.slip(&parts[0]).waits), (Stand::Taken, true));
    assert!(desk.n_tasks() == 0 && !desk.may_finish() && desk.new_units.iter().all(|it| it != "To moi lap"));
    let finish = || home.says("first", DeskAct::Finish { n_seen: home.desk().n_unanswered() });
    assert_eq!(finish(), Done::Nothing);
    assert_eq!(home.office.units().unwrap().units.len(), n_units);
    let other = desk.slips.iter().find(|it| it.is_sure() && !it.label.ends_with(char::is_alphabetic)).unwrap();
    home.says("first", DeskAct::Take { slip: other.key.clone() });
    let Done::Finished { n_tasks, .. } = finish() else { panic!("not finished") };
    assert_eq!((n_tasks, home.n_tasks()), (other.leads.len(), other.leads.len()));
    assert_eq!(home.office.conclusions().unwrap().conclusions.len(), home.desk().slips.len() - 1);
    assert_eq!(home.slip(&parts[0]).stand, Stand::Taken, "what was said of it stays");
    home.about("first", &parts[1], |slip| DeskAct::Aside { slip, because: "known".to_owned() });
    assert!(home.desk().new_units.iter().any(|it| it == "To moi lap"));
    assert!(is_finished(&finish()));
    assert!(home.office.units().unwrap().units.len() > n_units);

    let home = Home::new("join");
    let desk = home.desk();
    let at = desk.slips.windows(2).position(|it| it.iter().all(|it| it.is_sure() && it.kind == Kind::Task)).unwrap();
    let [one, next] = [&desk.slips[at], &desk.slips[at + 1]];
    home.about("first", &one.label, |slip| DeskAct::Join { slip });
    let both = format!("{}+{}", one.label, next.label);
    assert_eq!(home.desk().slips.len(), desk.slips.len() - 1);
    assert_eq!(home.says("first", DeskAct::Take { slip: one.key.clone() }), Done::Changed, "the old slip is gone");
    home.about("first", &both, |slip| DeskAct::Take { slip });
    home.says("first", DeskAct::Finish { n_seen: home.desk().n_unanswered() });
    assert_eq!(home.n_tasks(), home.desk().slips.iter().find(|it| it.label == one.label).unwrap().leads.len().max(1));
}

#[test]
fn what_is_in_the_register_is_not_joined() {
    let home = Home::new("decided");
    let desk = home.desk();
    let at = desk.slips.windows(2).position(|it| it[1].is_sure()).unwrap();
    let [one, next] = [&desk.slips[at], &desk.slips[at + 1]];
    assert!(one.may_join);
    home.says("first", DeskAct::Take { slip: next.key.clone() });
    assert!(is_finished(&home.says("first", DeskAct::Finish { n_seen: home.desk().n_unanswered() })));
    assert!(!home.slip(&one.label).may_join);
    assert_eq!(home.says("first", DeskAct::Join { slip: one.key.clone() }), Done::Changed);
    assert_eq!(home.slip(&one.label).stand, one.stand);
}

#[test]
fn the_day_of_a_session_is_a_day_and_the_register_keeps_it() {
    let home = Home::with("undated", include_str!("../undated.txt"));
    let day = |typed: &str| {
        let act = DeskAct::HeldOn { day: typed.to_owned() };
        home.office.at_desk(&home.viewer("first"), &home.document, act)
    };
    assert_eq!(home.desk().session, SessionTold::Undated);
    let refused = day("32/13/2026");
    assert!(matches!(refused, Err(Error::Refused(Refusal::DayUnreadable { .. }))), "{refused:?}");
    day("09/11/2026").unwrap();
    let held_on = SessionTold::HeldOn { day: "2026-11-09".parse().unwrap() };
    assert_eq!(home.desk().session, held_on);
    let sure = home.desk().slips.into_iter().find(|it| it.is_sure()).unwrap();
    home.says("first", DeskAct::Take { slip: sure.key });
    assert!(is_finished(&home.says("first", DeskAct::Finish { n_seen: home.desk().n_unanswered() })));
    assert_eq!(home.desk().session, held_on, "the cell is gone");
    day("01/01/2020").unwrap();
    assert_eq!(home.desk().session, held_on);
}

#[test]
fn what_was_not_read_is_added_undone_and_finished_like_the_rest() {
    let home = Home::new("added");
    let before = home.desk();
    let unit = before.slips.iter().find(|it| it.is_sure() && it.kind == Kind::Task).unwrap().leads[0].name.clone();
    let add = |words: &str, leads: &str, line| {
        let (words, leads, due) = (words.to_owned(), leads.to_owned(), "30/6/2020".to_owned());
        home.says("first", DeskAct::Add { words, leads, due, line })
    };
    let line = before.lines[3].clone();
    // By words alone, by a line alone, and two at one place.
    assert!(matches!(add("Lap bao cao", &unit, None), Done::Slip(_)));
    add("", "", Some(line.0));
    add("Hop giao ban", &unit, None);
    let added: Vec<SlipView> = home.desk().slips.split_off(before.slips.len());
    let seen: Vec<_> = added.iter().map(|it| (it.words.as_str(), it.stand)).collect();
    assert_eq!(seen, [("Lap bao cao", Stand::Taken), (&line.1, Stand::Open), ("Hop giao ban", Stand::Taken)]);
    assert_eq!(added[0].deadline, Deadline::Fixed { due_on: "2020-06-30".parse().unwrap() });
    home.says("first", DeskAct::Undo);
    assert_eq!(home.desk().slips.len(), before.slips.len() + 2);
    add("Hop giao ban", &unit, None);
    let finish = || home.says("second", DeskAct::Finish { n_seen: home.desk().n_unanswered() });
    assert!(matches!(finish(), Done::Finished { n_tasks: 2, .. }));
    let after = home.desk();
    let stands: Vec<Stand> = after.slips[before.slips.len()..].iter().map(|it| it.stand).collect();
    assert_eq!(stands, [Stand::Decided, Stand::Open, Stand::Decided]);
    assert_eq!(after.slips.last().unwrap().tasks.len(), 1);
    assert_eq!(after.n_open(), before.n_open() + 1, "nothing else was decided by it");
    home.about("second", &added[1].label, |slip| DeskAct::Amend {
        slip,
        said: Said { leads: Some(unit.clone()), ..Said::default() },
        was: Said::default(),
        is_taken: true,
    });
    assert!(matches!(finish(), Done::Finished { n_tasks: 1, .. }));
    assert_eq!(home.n_tasks(), 3);
}

/// What one stroke takes is one cell; each slip of it can be spoken of alone, and all of it undone.
#[test]
fn a_long_sheet_is_taken_at_one_stroke() {
    let (head, row) = include_str!("../long_sheet.txt").trim_end().rsplit_once('\n').unwrap();
    let rows: String = (1..=150).map(|n| format!("{}\n", row.replace("{n}", &n.to_string()))).collect();
    let home = Home::with("long", &format!("{head}\n{rows}"));
    let n = home.desk().n_sure();
    assert!(n > 100, "{n} sure rows");
    home.says("first", DeskAct::TakeSure);
    let taken = home.desk();
    assert_eq!(taken.count(Stand::Taken, None), n);
    assert!(taken.slips.iter().filter(|it| it.stand == Stand::Taken).all(|it| it.by.as_deref() == Some("first")));
    let label = taken.slips[7].label.clone();
    home.about("second", &label, |slip| DeskAct::Aside { slip, because: "known".to_owned() });
    home.about("first", &taken.slips[8].label, |slip| DeskAct::Reopen { slip });
    assert_eq!(home.desk().count(Stand::Taken, None), n - 2);
    home.says("first", DeskAct::Undo);
    assert_eq!(home.desk().count(Stand::Taken, None), n - 1);
    assert_eq!(home.says("first", DeskAct::Undo), Done::Under(taken.slips[7].anchor.clone()));
    assert_eq!((home.desk().count(Stand::Taken, None), home.slip(&label).stand), (0, Stand::Aside));
    home.says("second", DeskAct::Undo);
    home.says("second", DeskAct::TakeSure);
    assert!(is_finished(&home.says("second", DeskAct::Finish { n_seen: 0 })));
    assert_eq!((home.desk().count(Stand::Decided, None), home.n_tasks()), (n, n));
}

#[test]
fn who_is_at_a_slip_is_told_to_the_others() {
    let home = Home::new("present");
    let anchor = home.desk().slips[2].anchor.clone();
    let (tick, _) = home.office.desks_after(0);
    home.office.desk(&home.viewer("second"), &home.document, Some(&anchor)).unwrap();
    assert_eq!(home.desk().slips[2].others, ["second"]);
    assert_eq!(home.office.desks_after(tick).1.len(), 1);
    let seen = home.office.desk(&home.viewer("officer"), &home.document, None);
    assert!(matches!(seen, Err(Error::Forbidden(_))), "{seen:?}");
}

#[test]
fn what_was_said_of_a_document_goes_when_it_is_erased() {
    let home = Home::new("erased");
    home.says("first", DeskAct::TakeSure);
    assert!(home.desk().may_undo);
    let first = home.office.account_or_first("first").unwrap();
    home.office.erase(Erasable::Document, &home.document, first, "asked for").unwrap();
    assert!(!home.desk().may_undo && home.desk().slips.is_empty());
}

#[test]
fn what_answers_a_limitation_is_said_at_the_desk_and_stands_with_the_session() {
    let home = Home::new("limits");
    home.says("first", DeskAct::TakeSure);
    let labels: Vec<String> = home.desk().slips.iter().take(2).map(|it| it.label.clone()).collect();
    let both = format!("{}, {}", labels[0], labels[1].to_uppercase());
    let limit = |n: usize| home.desk().limits.into_iter().nth(n - 1).unwrap();
    let guess = limit(1);
    // What is typed as numbers and as a reason, what comes of it, and what is seen then.
    let cases: [(&str, &str, Done, &str); 5] = [
        (&labels[0], "", Done::Limit(1), &labels[0]),
        (&both, "", Done::Limit(1), &both.to_lowercase()),
        ("99", "", Done::LimitAgain(1), &both.to_lowercase()),
        ("", "given elsewhere", Done::Limit(1), "given elsewhere"),
        (&labels[1], "and more", Done::Limit(1), &format!("{} and more", labels[1])),
    ];
    for (slips, because, done, seen) in cases {
        let act = DeskAct::Answer { limit: 1, slips: slips.to_owned(), because: because.to_owned() };
        assert_eq!(home.says("second", act), done, "{slips} {because}");
        let it = limit(1);
        let answers = it.answers.iter().map(|it| it.0.clone()).collect::<Vec<_>>().join(", ");
        assert_eq!(format!("{answers} {}", it.because.unwrap_or_default()).trim(), seen);
        assert_eq!(it.by.as_deref(), Some("second"));
    }
    home.says("second", DeskAct::Answer { limit: 1, slips: String::new(), because: String::new() });
    assert_eq!((limit(1).answers, limit(1).by), (guess.answers, None), "taken back");
    let open = home.desk().limits.len();
    let because = "given elsewhere".to_owned();
    home.says("second", DeskAct::Answer { limit: open, slips: String::new(), because });
    home.says("second", DeskAct::Answer { limit: 1, slips: labels[0].clone(), because: String::new() });
    let n_seen = home.desk().n_unanswered();
    assert!(is_finished(&home.says("first", DeskAct::Finish { n_seen })));
    let session = home.office.sessions().unwrap().sessions[0].id.to_string();
    let page = home.office.session_page(&home.viewer("first"), &session).unwrap();
    assert_eq!(page.limitations.len(), home.desk().limits.len() - n_seen);
    let told = |because: Option<&str>| page.limitations.iter().find(|it| it.because.as_deref() == because).unwrap();
    assert!(told(Some("given elsewhere")).conclusions.is_empty());
    assert_eq!(page.limitations[0].conclusions[0].to_string(), labels[0]);
    assert_eq!(page.limitations[0].words.as_deref(), Some(limit(1).words.as_str()));
    assert!(limit(1).is_written && limit(open).is_written, "the desk knows it from the register");
}
