//! One document at its desk: two people decide, undo, split, join; finishing writes all of it, and nothing before.

use app::access::Viewer;
use app::desk::{DeskAct, DeskView, Done, Kind, Said, SlipView, Stand};
use app::erasing::Erasable;
use app::take::Taken;
use app::{Deadline, Error, Location, Office, Role};
use model::state::Ending;
use std::path::PathBuf;

const NOTICE: &str = include_str!("../../../examples/02-notice-khuoi-leng-reservoir-2020-05-12.txt");

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
        let taken = home.office.receive_as(&home.viewer("first"), "notice.txt", NOTICE.into(), false);
        let Ok(Taken::Accepted { accepted, .. }) = taken else { panic!("{taken:?}") };
        home.document = accepted.document.to_string();
        home
    }

    fn viewer(&self, name: &str) -> Viewer {
        self.office.viewer(self.office.account_or_first(name).unwrap()).unwrap()
    }

    fn desk(&self) -> DeskView {
        self.office.desk(&self.viewer("first"), &self.document, None).unwrap()
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

#[test]
fn nothing_is_written_before_the_finish_and_everything_by_it() {
    let home = Home::new("whole");
    assert!(home.desk().n_sure() > 5 && !home.desk().limits.is_empty());
    home.says("first", DeskAct::TakeSure);
    let sure: Vec<String> =
        home.desk().slips.iter().filter(|it| it.stand == Stand::Taken).map(|it| it.label.clone()).collect();
    let said = Said { due: Some("cu\u{1ed1}i qu\u{fd} III".to_owned()), ..Said::default() };
    home.about("second", &sure[0], |slip| DeskAct::Amend { slip, said: said.clone(), is_taken: true });
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
    assert_eq!(home.says("first", DeskAct::Finish { n_seen: desk.n_unanswered() }), Done::Finished);
    assert_eq!(home.n_tasks(), desk.n_tasks());
    let after = home.desk();
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
    assert_eq!(finish(), Done::Finished);
    let n_before = home.n_tasks();
    let open = home.desk().slips.into_iter().find(|it| it.stand == Stand::Open).unwrap();
    let said = Said { kind: Some(Kind::Task), leads: Some("so tai chinh".to_owned()), ..Said::default() };
    home.about("second", &open.label, |slip| DeskAct::Amend { slip, said: said.clone(), is_taken: true });
    let slip = home.slip(&open.label);
    assert_eq!(slip.stand, Stand::Taken, "{:?}", slip.asks);
    assert_eq!(finish(), Done::Finished);
    assert_eq!(home.n_tasks(), n_before + 1);
    let conclusions = home.office.conclusions().unwrap().conclusions;
    let ended = conclusions.iter().find(|it| it.n.to_string() == open.label).unwrap();
    assert_eq!((ended.ending, ended.tasks.len()), (Some(Ending::Tasks), 1));
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
    // A conclusion is written once all its parts are settled.
    let n_seen = home.desk().n_unanswered();
    home.says("first", DeskAct::Finish { n_seen });
    assert_eq!(home.n_tasks(), 0);
    assert_eq!(home.office.conclusions().unwrap().conclusions.len(), home.desk().slips.len());

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
