//! The implementing plan of a task is read back: its drafts become parts below its lead, given by whoever keeps the register
//! there, and by nobody beside.

#[expect(dead_code, reason = "uses a part")]
#[path = "../stage/mod.rs"]
mod stage;

use app::access::Viewer;
use app::acting::Request;
use app::desk::{DeskAct, DeskView, Done, SlipView, Stand};
use app::propose::Reason;
use app::views::{HomeAbout, HomeRows, TaskPageView, TaskView, UnitMention};
use app::{Error, Role};
use model::{Refusal, StreamId};
use serde_json::json;
use stage::Stage;
use std::path::PathBuf;
use std::sync::Arc;

const PLAN: &str = include_str!("plan.txt");
const SHEET: &str = include_str!("plan.sheet.txt");
const WORDS: &str = include_str!("plan.words.txt");

/// What is called so in the data.
fn called(key: &str) -> &'static str {
    WORDS.lines().find_map(|it| it.strip_prefix(key)?.strip_prefix(' ')).unwrap_or_else(|| panic!("{key}"))
}

/// A commune with departments of its own beside another that has one of the same name; its task was reported with a plan.
struct World {
    folder: PathBuf,
    stage: Stage,
    task: StreamId,
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl World {
    fn new(name: &str, file: (&str, impl AsRef<[u8]>)) -> World {
        let folder = std::env::temp_dir().join(format!("app-plan-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let stage = Stage::open(&folder, "2026-04-22T02:00:00Z");
        let (office, clerk) = (&stage.office, stage.clerk);
        office.grant(clerk, "clerk", Role::Clerk, None).unwrap();
        let root: StreamId = office.units().unwrap().units[0].id.into();
        let found = |name: &str, parent: StreamId| {
            let unit = office.new_id();
            let body = json!({ "name": name, "kind": "state", "level": "commune", "parent": parent });
            stage.act(clerk, "unit.found", unit, &body);
            unit
        };
        let [khe, other] = ["khe", "other"].map(|it| found(called(it), root));
        for (name, parent) in
            [("economy", khe), ("economy", other), ("culture", khe), ("office", khe), ("finance", root)]
        {
            found(called(name), parent);
        }
        for (name, role, unit) in [
            ("of_khe", Role::Clerk, "khe"),
            ("second", Role::Clerk, "khe"),
            ("leader", Role::Leader, "khe"),
            ("of_other", Role::Clerk, "other"),
        ] {
            office.open_account(clerk, name).unwrap();
            office.grant(clerk, name, role, Some(called(unit))).unwrap();
        }
        let task = office.new_id();
        let assign = json!({ "words": "issue the plan", "lead": khe,
            "deadline": { "kind": "fixed", "due_on": "2026-05-31" }, "deliverable": "plan" });
        stage.act(clerk, "task.assign", task, &assign);
        let world = World { folder, stage, task };
        world.report(file);
        world
    }

    /// The unit reports and brings its plan.
    fn report(&self, (name, bytes): (&str, impl AsRef<[u8]>)) {
        let (office, viewer) = (&self.stage.office, self.viewer("of_khe"));
        let sender = office.sender(&viewer, "tasks", &self.task.to_string()).unwrap();
        let file = office.add_file(sender, name, bytes.as_ref()).unwrap().evidence.unwrap();
        let body = json!({ "words": "issued", "evidence": [file] });
        let line = json!({ "key": office.new_id(), "act": "task.report_progress", "stream": self.task, "body": body });
        office.carry_out_as(&viewer, Request::read(&line.to_string()).unwrap()).unwrap();
    }

    fn viewer(&self, name: &str) -> Viewer {
        self.stage.office.viewer(self.stage.office.account_or_first(name).unwrap()).unwrap()
    }

    fn page(&self, who: &str) -> TaskPageView {
        self.stage.office.task_page(&self.viewer(who), &self.task.to_string()).unwrap()
    }

    fn code(&self) -> String {
        self.page("clerk").task.code
    }

    fn read(&self, who: &str) -> Result<String, Error> {
        self.stage.office.read_plan(&self.viewer(who), &self.code(), 1).map(|it| it.to_string())
    }

    fn desk(&self, who: &str, document: &str) -> DeskView {
        Arc::unwrap_or_clone(self.stage.office.desk(&self.viewer(who), document, None).unwrap())
    }

    /// The documents of which something waits for somebody on their first page, then on the page of all that waits.
    fn asked(&self, who: &str) -> [Vec<String>; 2] {
        let (office, viewer) = (&self.stage.office, self.viewer(who));
        let home = office.home(&viewer, None).unwrap();
        let rows = home.sections.into_iter().find(|it| it.about == HomeAbout::Drafts).map(|it| it.rows);
        let first = match rows {
            Some(HomeRows::Documents(rows)) => rows.iter().map(|it| it.document.id.to_string()).collect(),
            _ => Vec::new(),
        };
        let open = office.open_drafts_seen(&viewer, "").unwrap().documents.into_iter();
        [first, open.filter(|it| it.may_decide).map(|it| it.document.to_string()).collect()]
    }

    fn says(&self, who: &str, document: &str, act: DeskAct) -> Result<Done, Error> {
        self.stage.office.at_desk(&self.viewer(who), document, act)
    }
}

fn leads(slip: &SlipView) -> String {
    slip.leads.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join("; ")
}

/// Who leads a slip, what is asked, whether it can be taken.
fn told(desk: &DeskView) -> Vec<(String, Vec<&'static str>, bool)> {
    let asks = |it: &Reason| match it {
        Reason::AfterAbove { .. } => "after",
        Reason::NotBelow { .. } => "not below",
        _ => "other",
    };
    let slip = |it: &SlipView| (leads(it), it.asks.iter().map(asks).collect(), it.why_not.is_none());
    desk.slips.iter().map(slip).collect()
}

#[test]
fn a_plan_becomes_parts_of_its_task_below_its_lead() {
    let world = World::new("parts", ("ke-hoach.txt", PLAN));
    assert_eq!(world.page("of_khe").plan_files.len(), 1);
    let document = world.read("of_khe").unwrap();
    assert_eq!(world.read("of_khe").unwrap(), document, "it is not received twice");
    assert_eq!(world.page("of_khe").plan_files[0].document.map(|it| it.to_string()).as_ref(), Some(&document));

    let desk = world.desk("of_khe", &document);
    assert_eq!(desk.above.as_ref().map(|it| it.code.to_string()), Some(world.code()));
    let wanted = [
        ("economy-of-khe", vec![], true),
        ("culture-of-khe", vec!["after"], true),
        ("farming", vec!["not below"], false),
        ("finance", vec!["not below"], false),
        ("economy-of-khe", vec![], true),
        ("office-of-khe", vec![], true),
    ];
    assert_eq!(told(&desk), wanted.map(|(lead, asks, may)| (called(lead).to_owned(), asks, may)));

    world.says("of_khe", &document, DeskAct::TakeSure).unwrap();
    let late = desk.slips[1].key.clone();
    assert_eq!(world.desk("of_khe", &document).new_units, [""; 0], "nothing is founded");
    world.says("of_khe", &document, DeskAct::Take { slip: late }).unwrap();
    let done = world.says("of_khe", &document, DeskAct::Finish { n_seen: 0 }).unwrap();
    let Done::Finished { n_tasks: 4, above: Some(above), .. } = done else { panic!("{done:?}") };
    assert_eq!(above.to_string(), world.code());

    let page = world.page("clerk");
    assert_eq!((page.parts.tasks.len(), page.parts.n_open), (4, 4));
    assert_eq!(page.plans.iter().map(|it| it.number.as_deref()).collect::<Vec<_>>(), [Some("15/KH-UBND")]);
    let part = world.stage.office.task_page(&world.viewer("of_khe"), &page.parts.tasks[2].code).unwrap();
    assert_eq!(part.above.map(|it| it.code), Some(world.code()));
    assert!(part.source.unwrap().words.contains(called("list")));
    assert!(world.stage.office.sessions().unwrap().sessions.is_empty(), "it is the notice of no session");

    let desk = world.desk("of_khe", &document);
    let stands: Vec<Stand> = desk.slips.iter().map(|it| it.stand).collect();
    let decided = Stand::Decided;
    assert_eq!(stands, [decided, decided, Stand::Open, Stand::Open, decided, decided], "and the rest still waits");
    assert!(desk.above.is_some());
}

#[test]
fn a_sheet_becomes_parts_as_well_and_its_steps_are_undone() {
    let world = World::new("sheet", ("ke-hoach.txt", SHEET));
    let document = world.read("of_khe").unwrap();
    world.says("of_khe", &document, DeskAct::TakeSure).unwrap();
    assert_eq!(world.desk("of_khe", &document).n_tasks(), 2);
    world.says("of_khe", &document, DeskAct::Undo).unwrap();
    assert_eq!(world.desk("of_khe", &document).n_tasks(), 0);
    world.says("of_khe", &document, DeskAct::Undo).unwrap();
    assert!(world.desk("of_khe", &document).above.is_some(), "that it is a plan is not undone by a step back");
    world.says("of_khe", &document, DeskAct::TakeSure).unwrap();
    world.says("of_khe", &document, DeskAct::Finish { n_seen: 0 }).unwrap();
    let parts = world.page("clerk").parts;
    let told: Vec<_> =
        parts.tasks.iter().map(|it| (it.words.as_deref().unwrap(), it.assigned_on.to_string())).collect();
    assert_eq!(told, ["drain", "refuse"].map(|it| (called(it), "2026-04-22".to_owned())));
}

/// Everything sure is taken: the parts of the task, each with its lead, those beside it, and its day.
fn taken(world: &World) -> Vec<[String; 4]> {
    let document = world.read("of_khe").unwrap();
    world.says("of_khe", &document, DeskAct::TakeSure).unwrap();
    world.says("of_khe", &document, DeskAct::Finish { n_seen: 0 }).unwrap();
    let name = |it: &UnitMention| it.name.clone().unwrap();
    let part = |it: &TaskView| {
        let beside: Vec<String> = it.coordinating.iter().map(name).collect();
        let due_on = it.deadline.deadline.due_on().map(|it| it.to_string());
        [it.words.clone().unwrap(), name(&it.lead), beside.join("; "), due_on.unwrap_or_default()]
    };
    world.page("clerk").parts.tasks.iter().map(part).collect()
}

/// A part by the names of the data.
fn part(words: &str, lead: &str, beside: &str, due_on: &str) -> [String; 4] {
    let beside = if beside.is_empty() { "" } else { called(beside) };
    [called(words), called(lead), beside, due_on].map(str::to_owned)
}

#[test]
fn the_appendix_of_a_plan_in_a_text_document_becomes_parts() {
    let world = World::new("docx", ("ke-hoach.docx", include_bytes!("../formats/plan.docx")));
    let parts = taken(&world);
    let of_table = [part("list", "economy", "culture", "2026-05-11"), part("drill", "office", "", "2026-05-25")];
    assert_eq!(parts[1..], of_table, "what is due later than the task waits, and what others are asked for");
    assert_eq!((&parts[0][1], parts[0][3].as_str()), (&called("economy").to_owned(), "2026-05-15"));
    assert_eq!(world.page("clerk").plans[0].number.as_deref(), Some("15/KH-UBND"));
}

#[test]
fn the_appendix_of_a_plan_in_a_workbook_becomes_parts() {
    let world = World::new("xlsx", ("phu-luc.xlsx", include_bytes!("../formats/plan.xlsx")));
    let parts = taken(&world);
    let wanted = [part("drain", "economy", "culture", "2026-05-10"), part("refuse", "culture", "", "2026-05-12")];
    assert_eq!(parts, wanted, "a day is read from its number; the drill is due later than the task");
}

#[test]
fn that_a_document_is_a_plan_stands_in_the_register() {
    let world = World::new("ledger", ("ke-hoach.txt", PLAN));
    let document = world.read("of_khe").unwrap();
    let plan_of = || world.desk("of_khe", &document).above.map(|it| it.code.to_string());
    assert_eq!(plan_of(), Some(world.code()));
    let office = &world.stage.office;
    assert!(office.rebuild().unwrap().problems.is_empty(), "the rows are made anew from the ledger alone");
    assert_eq!(plan_of(), Some(world.code()));
    let none = DeskAct::Above { task: String::new() };
    let position = || world.viewer("clerk").position;
    world.says("clerk", &document, none.clone()).unwrap();
    let before = position();
    world.says("clerk", &document, none).unwrap();
    assert_eq!(position(), before, "what is so already is not written again");
}

#[test]
fn what_waits_in_a_plan_waits_for_the_unit_whose_plan_it_is() {
    let world = World::new("asked", ("ke-hoach.txt", PLAN));
    let document = world.read("of_khe").unwrap();
    let asked = || ["of_khe", "second", "clerk", "of_other", "leader"].map(|it| world.asked(it));
    let [own, nothing] = [vec![document], Vec::new()].map(|it| [it.clone(), it]);
    let of_khe = [&own, &own, &nothing, &nothing, &nothing].map(Clone::clone);
    assert_eq!(
        asked(),
        of_khe,
        "whoever keeps the register of the unit, and neither the office above nor another unit"
    );

    let units = world.stage.office.units().unwrap().units;
    let give = |lead: &str| {
        let lead = units.iter().find(|it| it.name.as_deref() == Some(called(lead))).unwrap().id;
        let body = json!({ "lead": lead, "because": "it is theirs" });
        world.stage.act(world.stage.clerk, "task.correct", world.task, &body);
    };
    give("other");
    let of_other = [&nothing, &nothing, &nothing, &own, &nothing].map(Clone::clone);
    assert_eq!(asked(), of_other, "the task went to another unit, and the plan with it");
    give("finance");
    let of_root = [&nothing, &nothing, &own, &nothing, &nothing].map(Clone::clone);
    assert_eq!(asked(), of_root, "nobody keeps a register there: the office above decides");
}

#[test]
fn only_whoever_keeps_the_register_of_the_lead_reads_it_and_decides() {
    let world = World::new("rights", ("ke-hoach.txt", PLAN));
    assert!(world.page("leader").plan_files.is_empty());
    assert!(matches!(world.read("leader"), Err(Error::Forbidden(_))));
    assert!(matches!(world.read("of_other"), Err(Error::NotFound(_))));
    let document = world.read("of_khe").unwrap();
    assert!(world.desk("second", &document).above.is_some());
    for who in ["leader", "of_other"] {
        assert!(world.stage.office.desk(&world.viewer(who), &document, None).is_err(), "{who}");
        assert!(world.says(who, &document, DeskAct::TakeSure).is_err(), "{who}");
    }
    let above = |who: &str, task: &str| world.says(who, &document, DeskAct::Above { task: task.to_owned() });
    assert!(matches!(above("of_khe", ""), Err(Error::Forbidden(_))));
    assert!(matches!(above("clerk", "2026-0999"), Err(Error::NotFound(_))));
    assert_eq!(above("clerk", "").unwrap(), Done::Above);
    assert!(world.desk("clerk", &document).above.is_none());
    assert!(world.stage.office.desk(&world.viewer("of_khe"), &document, None).is_err());
    assert_eq!(above("clerk", &world.code()).unwrap(), Done::Above);
    assert!(world.desk("of_khe", &document).above.is_some());
}

#[test]
fn a_task_that_has_ended_gets_no_parts_of_a_plan() {
    let world = World::new("ended", ("ke-hoach.txt", PLAN));
    world.stage.act(
        world.stage.clerk,
        "task.terminate",
        world.task,
        &json!({ "because": "another task stands for it" }),
    );
    assert!(world.page("of_khe").plan_files.is_empty());
    assert!(matches!(world.read("of_khe"), Err(Error::Refused(Refusal::TaskEnded { .. }))));
}
