//! The rates of a few tasks, counted by hand: by unit and by field, against both days, for whoever sees a part.

mod stage;

use app::access::Viewer;
use app::views::{RatesAsked, RatesView};
use model::StreamId;
use serde_json::json;
use stage::Stage;

/// The task's name, its lead, field and day, and what became of it: acts by `clerk` or `other`.
const TASKS: &[(&str, &str, Option<&str>, Option<&str>, &[&str])] = &[
    ("in time", "a", Some("health"), Some("2026-03-15"), &["done 2026-03-10", "confirm"]),
    ("late", "a", None, Some("2026-03-15"), &["done 2026-03-20", "confirm"]),
    ("overdue", "b", Some("health"), Some("2026-03-30"), &[]),
    ("to come", "b1", None, Some("2026-04-15"), &["word"]),
    ("undated", "b1", None, None, &[]),
    ("extended", "b1", Some("health"), Some("2026-03-01"), &["extend 2026-04-10"]),
    ("suspended", "b", None, Some("2026-03-01"), &["suspend"]),
    // It rests from the first day to the last: both its days move.
    ("rested", "a", Some("health"), Some("2026-03-01"), &["resume"]),
];

/// Who asks for what, and the lines: `name: dated on_time done_late in_time overdue undated_open | rates by the first three rules and of updates`.
const WANTED: &str = "
clerk all unit extended
  a: 3 1 1 1 0 0 | 2/2 2/3 1/2 0/1
  b: 3 0 0 2 1 1 | 0/1 0/3 0/0 1/4
clerk all unit first
  a: 3 1 1 1 0 0 | 2/2 2/3 1/2 0/1
  b: 3 0 0 1 2 1 | 0/2 0/3 0/0 1/4
clerk b unit extended
  b: 1 0 0 0 1 0 | 0/1 0/1 0/0 0/1
  b1: 2 0 0 2 0 1 | 0/0 0/2 0/0 1/3
clerk all field extended
  health: 4 1 0 2 1 0 | 1/2 1/4 1/1 0/3
  none: 2 0 1 1 0 1 | 1/1 1/2 0/1 1/2
of_b all source extended
  spoken: 3 0 0 2 1 1 | 0/1 0/3 0/0 1/4
";

impl Stage {
    fn step(&self, task: StreamId, step: &str) {
        let (word, day) = step.split_once(' ').unwrap_or((step, ""));
        let (clerk, other) = (self.clerk, self.other);
        match word {
            "done" => self.act(clerk, "task.report_done", task, &json!({ "words": "done", "done_on": day })),
            "confirm" => self.act(other, "task.confirm", task, &json!({})),
            "word" => self.act(clerk, "task.report_progress", task, &json!({ "words": "on the way" })),
            "resume" => self.act(other, "task.resume", task, &json!({})),
            "suspend" => self.act(clerk, "task.suspend", task, &json!({ "because": "waits" })),
            "extend" => {
                self.act(clerk, "task.ask_extension", task, &json!({ "until_on": day, "because": "waits" }));
                self.act(other, "task.grant_extension", task, &json!({}));
            }
            _ => panic!("{step} is no step"),
        }
    }

    fn told(&self, viewer: &Viewer, units: &[(&str, StreamId)], asked: &str) -> String {
        let [_, unit, by, due] = asked.split(' ').collect::<Vec<_>>()[..] else { panic!("{asked} asks for nothing") };
        let unit = units.iter().find(|it| it.0 == unit).map(|it| model::UnitId(it.1));
        let asked = RatesAsked { unit, by: by.to_owned(), due: due.to_owned() };
        let view = self.office.rates(viewer, &asked).unwrap();
        assert!(view.mismatches.is_empty(), "{:?}", view.mismatches);
        let leads = self.office.rate_tasks(viewer, &asked, ("", "all"), "").unwrap();
        assert_eq!(leads.n_all as u64, view.total.counts["all"], "each number leads to its tasks");
        lines(&view).join("\n")
    }
}

fn lines(view: &RatesView) -> Vec<String> {
    let counts = ["dated", "on_time", "done_late", "in_time", "overdue", "undated_open"];
    let line = |it: &app::views::RateLine| {
        let counts: Vec<String> = counts.iter().map(|of| it.counts[of].to_string()).collect();
        let rules = ["due-only", "all", "completed-only", "updated"];
        let rates = it.rates.iter().filter(|it| rules.contains(&it.rule));
        let rates = rates.map(|it| format!("{}/{}", it.numerator, it.denominator));
        let name = it.name.clone().unwrap_or_else(|| it.key.clone());
        format!("  {name}: {} | {}", counts.join(" "), rates.collect::<Vec<_>>().join(" "))
    };
    view.lines.iter().map(line).collect()
}

#[test]
fn rates_are_those_counted_by_hand_and_keep_up_with_the_register() {
    let folder = std::env::temp_dir().join(format!("app-rates-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let stage = Stage::open(&folder, "2026-02-02T02:00:00Z");
    let (office, clerk) = (&stage.office, stage.clerk);
    let units = stage.found_parts();
    let tasks: Vec<StreamId> = TASKS.iter().map(|_| office.new_id()).collect();
    for (task, (words, lead, field, due, _)) in tasks.iter().zip(TASKS) {
        let lead = units.iter().find(|it| it.0 == *lead).unwrap().1;
        let deadline = due.map_or(json!({ "kind": "standing" }), |it| json!({ "kind": "fixed", "due_on": it }));
        let assign = json!({ "words": words, "lead": lead, "field": field, "deadline": deadline });
        stage.act(clerk, "task.assign", *task, &assign);
    }
    for (task, _) in tasks.iter().zip(TASKS).filter(|it| it.1.4 == ["resume"]) {
        stage.step(*task, "suspend");
    }
    drop(stage);

    let stage = Stage::open(&folder, "2026-03-31T02:00:00Z");
    let viewer = |name: &str| stage.office.viewer(stage.office.account_or_first(name).unwrap()).unwrap();
    // Counted once before anything is done: what comes after has to be followed.
    let before = stage.told(&viewer("clerk"), &units, "clerk all source extended");
    assert_eq!(before, "  spoken: 6 0 0 1 5 1 | 0/5 0/6 0/0 0/7");
    for (task, (.., steps)) in tasks.iter().zip(TASKS) {
        steps.iter().for_each(|it| stage.step(*task, it));
    }
    let blocks = WANTED.lines().filter(|it| !it.is_empty()).fold(Vec::<(&str, Vec<&str>)>::new(), |mut all, line| {
        match line.starts_with(' ') {
            true => all.last_mut().expect("a question comes first").1.push(line),
            false => all.push((line, Vec::new())),
        }
        all
    });
    for (asked, wanted) in &blocks {
        let who = viewer(asked.split(' ').next().unwrap());
        assert_eq!(stage.told(&who, &units, asked), wanted.join("\n"), "{asked}");
    }
    let all = RatesAsked::default();
    let followed = serde_json::to_value(stage.office.rates(&viewer("clerk"), &all).unwrap()).unwrap();
    drop(stage);
    let stage = Stage::open(&folder, "2026-03-31T02:00:00Z");
    let who = stage.office.viewer(stage.clerk).unwrap();
    assert_eq!(serde_json::to_value(stage.office.rates(&who, &all).unwrap()).unwrap(), followed, "read anew");
    std::fs::remove_dir_all(&folder).unwrap();
}
