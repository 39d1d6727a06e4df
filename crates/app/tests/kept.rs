//! What is kept between requests is right after every entry, and an entry is followed by what it touched alone: it costs no
//! more where there are more years or more tasks. The trace is of the whole process, so there is one test.

#[expect(dead_code, reason = "uses a part")]
mod stage;

use app::matters::FollowedQuery;
use app::outbox::LetterView;
use jiff::ToSpan;
use jiff::civil::Date;
use model::StreamId;
use model::state::MatterKind;
use serde_json::{Value, json};
use stage::Stage;
use std::path::{Path, PathBuf};
use store::proof::{begin_trace, end_trace};

/// What sessions ten days apart told, from the first: `t` the limitation, `o` another one, `-` nothing of the kind; and the
/// sessions in a row in which it was told last.
const RUNS: [(&str, u32); 6] =
    [("t", 1), ("tt", 2), ("t-t--t", 3), ("tottt", 3), ("tttttttttttt", 12), ("to-t-------------------t--t", 3)];

#[test]
fn what_is_kept_is_right_and_costs_what_was_touched() {
    for (i, (pattern, wanted)) in RUNS.into_iter().enumerate() {
        let world = World::new(&format!("runs-{i}"));
        let day = world.told(pattern);
        assert_eq!(in_a_row(&world.on(day), wanted), wanted, "{pattern}");
    }
    let [few, many] = ["t-t", "t-tttttttttttttttttttt-t"].map(asked_of_matters);
    assert_eq!(few, many, "a page of limitations asks more where more sessions told of them");
    let [few, many] = [2, 30].map(asked_of_letters);
    assert_eq!(few, many, "the letters of a day ask more where there are more tasks");
}

struct World(PathBuf);

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl World {
    fn new(name: &str) -> World {
        let folder = std::env::temp_dir().join(format!("app-kept-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        World(folder)
    }

    fn on(&self, day: Date) -> Stage {
        Stage::open(Path::new(&self.0), &format!("{day}T02:00:00Z"))
    }

    /// Sessions that told what `pattern` says, and the limitation with all its tellings; the last day.
    fn told(&self, pattern: &str) -> Date {
        let mut day = Date::constant(2025, 1, 6);
        let [root, _, b, _] = self.on(day).found_parts().map(|it| it.1);
        let mut tellings = Vec::new();
        for told in pattern.chars() {
            day = day.saturating_add(10.days());
            let (stage, session) = (self.on(day), self.on(day).office.new_id());
            let act = |name: &str, body: Value| stage.act(stage.clerk, name, session, &body);
            act("session.plan", json!({ "title": "t", "held_on": day, "host": root, "guests": [b] }));
            act("session.add_item", json!({ "words": "w", "why": "added" }));
            act("session.open", json!({}));
            act("session.begin", json!({}));
            let (kind, words) = match told {
                't' => ("limitation", "land is handed over late"),
                'o' => ("limitation", "quite another thing"),
                _ => ("note", "nothing of the kind"),
            };
            act("session.close", json!({ "minutes": [{ "kind": kind, "words": words }] }));
            tellings.extend((told == 't').then(|| json!({ "session": session, "line": 1 })));
        }
        let stage = self.on(day);
        let begin = json!({ "matter_kind": "limitation", "words": "land", "unit": b, "tellings": tellings });
        stage.act(stage.clerk, "matter.begin", stage.office.new_id(), &begin);
        day
    }
}

fn in_a_row(stage: &Stage, wanted: u32) -> u32 {
    let viewer = stage.office.viewer(stage.clerk).unwrap();
    let page = stage.office.followed(&viewer, MatterKind::Limitation, &FollowedQuery::default()).unwrap();
    let [one] = &page.followed[..] else { panic!("one is followed") };
    assert!(one.n_sessions >= wanted as usize);
    one.n_in_a_row
}

/// How often the store is asked for a page of limitations once it was drawn and a task was written since.
fn asked_of_matters(pattern: &str) -> usize {
    let world = World::new(pattern);
    let stage = world.on(world.told(pattern));
    in_a_row(&stage, 1);
    assign(&stage, "more", None);
    begin_trace();
    in_a_row(&stage, 1);
    end_trace().len()
}

fn assign(stage: &Stage, words: &str, due_on: Option<Date>) -> StreamId {
    let (task, b) = (stage.office.new_id(), unit(stage, "b"));
    let deadline = due_on.map_or(json!({ "kind": "unset" }), |it| json!({ "kind": "fixed", "due_on": it }));
    stage.act(stage.clerk, "task.assign", task, &json!({ "words": words, "lead": b, "deadline": deadline }));
    task
}

fn unit(stage: &Stage, name: &str) -> StreamId {
    let units = stage.office.units().unwrap().units;
    units.into_iter().find(|it| it.name.as_deref() == Some(name)).unwrap().id.into()
}

/// How often the store is asked for the letters of a day after an entry about one of `n` tasks that are late. After each entry
/// they are those that an office finds that was opened anew.
fn asked_of_letters(n: usize) -> usize {
    let world = World::new(&format!("letters-{n}"));
    let first = Date::constant(2026, 3, 2);
    let before = world.on(first);
    before.found_parts();
    let mail = json!({ "address": "of_b@register.example", "wish": "at_once", "language": "en" });
    let of_b = before.office.account_or_first("of_b").unwrap();
    before.act(before.clerk, "account.set_mail", of_b.into(), &mail);
    before.act(
        before.clerk,
        "account.grant",
        of_b.into(),
        &json!({ "role": "unit_officer", "unit": unit(&before, "b") }),
    );
    let tasks: Vec<StreamId> =
        (0..n).map(|i| assign(&before, &format!("task {i}"), Some(Date::constant(2026, 3, 10)))).collect();
    drop(before);
    let day = Date::constant(2026, 3, 24);
    let stage = world.on(day);
    assert_eq!(told(&stage), n, "each is late");
    let done = json!({ "words": "done", "done_on": day });
    let steps: [(&str, Value, usize); 3] = [
        ("task.urge", json!({ "words": "w" }), n),
        ("task.ask_extension", json!({ "until_on": "2026-05-10", "because": "rain" }), n),
        ("task.report_done", done, n - 1),
    ];
    for (act, body, wanted) in steps {
        stage.act(stage.clerk, act, tasks[0], &body);
        assert_eq!(told(&stage), wanted, "{act}");
        let [kept, anew] = [&stage, &world.on(day)].map(letters);
        assert_eq!(kept, anew, "{act}");
    }
    stage.act(stage.clerk, "task.urge", tasks[1], &json!({ "words": "w" }));
    begin_trace();
    letters(&stage);
    let steps = end_trace();
    let of_tasks = steps.iter().filter(|it| it.sql.contains("FROM task"));
    assert!(of_tasks.count() > 0, "nothing is traced");
    steps.len()
}

fn letters(stage: &Stage) -> Vec<String> {
    let letter = |it: LetterView| {
        let told: Vec<String> = it
            .matters
            .iter()
            .map(|it| format!("{:?} {:?} {}", it.matter.reason, it.matter.words, it.matter.days))
            .collect();
        format!("{:?} {:?} {told:?}", it.name, it.kind)
    };
    stage.office.whole_outbox().unwrap().letters.into_iter().map(letter).collect()
}

/// Of how many tasks the digest tells.
fn told(stage: &Stage) -> usize {
    let letters = stage.office.whole_outbox().unwrap().letters;
    letters.iter().map(|it| it.n_tasks as usize).max().unwrap_or_default()
}
