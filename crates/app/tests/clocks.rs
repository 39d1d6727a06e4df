//! A task without a day has a clock: which marks it has passed on a day, and which tasks the register lists by them.

#[expect(dead_code, reason = "uses a part")]
mod stage;

use app::Role;
use app::views::TaskQuery;
use model::Clock;
use serde_json::json;
use stage::Stage;

#[test]
fn the_clock_of_an_undated_task_runs_until_somebody_says_a_word() {
    let folder = std::env::temp_dir().join(format!("app-clocks-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let stage = Stage::open(&folder, "2026-03-01T02:00:00Z");
    stage.office.grant(stage.clerk, "clerk", Role::Clerk, None).unwrap();
    let root = stage.office.units().unwrap().units[0].id;
    let deadlines = [
        ("undated", json!({ "kind": "unset" })),
        ("told", json!({ "kind": "unset" })),
        ("standing", json!({ "kind": "standing" })),
        ("dated", json!({ "kind": "fixed", "due_on": "2026-12-31" })),
    ];
    let tasks = deadlines.map(|(words, deadline)| {
        let task = stage.office.new_id();
        let body = json!({ "words": words, "lead": root, "deadline": deadline });
        stage.act(stage.clerk, "task.assign", task, &body);
        task
    });
    drop(stage);
    let stage = Stage::open(&folder, "2026-04-10T02:00:00Z");
    stage.act(stage.other, "task.report_progress", tasks[1], &json!({ "words": "begun" }));
    drop(stage);
    // A day, a mark, and what is listed by it.
    let cases = [
        ("2026-04-29", "60", ""),
        ("2026-04-30", "30", "undated"),
        ("2026-04-30", "60", "undated"),
        ("2026-05-10", "30", "undated told"),
        ("2026-05-30", "90", "undated"),
    ];
    for (day, mark, wanted) in cases {
        let stage = Stage::open(&folder, &format!("{day}T02:00:00Z"));
        let viewer = stage.office.viewer(stage.clerk).unwrap();
        let query = TaskQuery { state: "open".to_owned(), clock: mark.to_owned(), ..TaskQuery::default() };
        let listed = stage.office.task_register(&viewer, &query).unwrap().tasks;
        let words: Vec<String> = listed.into_iter().filter_map(|it| it.words).collect();
        assert_eq!(words.join(" "), wanted, "{mark} days on {day}");
    }
    let stage = Stage::open(&folder, "2026-05-01T02:00:00Z");
    let state = |n: usize| stage.office.task(&tasks[n].to_string()).unwrap().state;
    let day = |it: &str| it.parse().ok();
    let wanted = Clock { mark: 60, passed_on: day("2026-04-30"), next_on: day("2026-05-30") };
    assert_eq!((state(0).clock, state(2).clock, state(3).clock), (Some(wanted), None, None));
    let _ = std::fs::remove_dir_all(&folder);
}
