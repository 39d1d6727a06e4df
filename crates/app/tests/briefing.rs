//! The briefing of a session with six conclusions, told line by line, for whoever sees all of it and a part.

mod stage;

use app::views::BriefingView;
use model::StreamId;
use serde_json::json;
use stage::Stage;

/// Name, number of the conclusion, lead, day.
const TASKS: [(&str, u32, &str, Option<&str>); 4] = [
    ("overdue", 1, "b", Some("2026-03-15")),
    ("done", 1, "b1", Some("2026-03-15")),
    ("silent", 2, "b1", None),
    ("under way", 3, "a", Some("2026-04-15")),
];
/// Of each conclusion how it ended, and to whom it speaks.
const CONCLUSIONS: [(Option<&str>, &str); 6] = [
    (Some("tasks"), "b"),
    (Some("tasks"), "b"),
    (Some("tasks"), "a"),
    (Some("guidance"), "b"),
    (Some("no_task"), "b"),
    (None, "b"),
];

/// Who asks for what; then conclusions (`n fate days so/tasks lead`), numbers of tasks, the silent ones, and what is asked.
const WANTED: &str = "
clerk session
  1 overdue 16 1/2 b
  2 silent 57 1/1 b1
  6 unended 0 0/0 b
  3 under_way 0 1/1 a
  5 without_task 0 0/0 b
  4 guidance 0 0/0 b
  open 3 overdue 1 due_soon 0 awaiting 0 suspended 0 completed 1 terminated 0, late 16
  silent 2: overdue, silent
  late_and_silent 1, silent 2, unended 6, guidance 4
of_b session
  1 overdue 16 1/2 b
  2 silent 57 1/1 b1
  6 unended 0 0/0 b
  3 without_task 0 0/0 a
  5 without_task 0 0/0 b
  4 guidance 0 0/0 b
  open 2 overdue 1 due_soon 0 awaiting 0 suspended 0 completed 1 terminated 0, late 16
  silent 2: overdue, silent
  late_and_silent 1, silent 2, unended 6, guidance 4
of_b b
  1 overdue 16 1/2 b
  2 silent 57 1/1 b1
  6 unended 0 0/0 b
  3 without_task 0 0/0 a
  5 without_task 0 0/0 b
  4 guidance 0 0/0 b
  open 2 overdue 1 due_soon 0 awaiting 0 suspended 0 completed 1 terminated 0, late 16
  silent 2: overdue, silent
  late_and_silent 1, silent 2, unended 6, guidance 4
clerk b1
  2 silent 57 1/1 b1
  1 done_in_time 0 1/1 b1
  open 1 overdue 0 due_soon 0 awaiting 0 suspended 0 completed 1 terminated 0, late 0
  silent 1: silent
  silent 2
clerk a
  3 under_way 0 1/1 a
  open 1 overdue 0 due_soon 0 awaiting 0 suspended 0 completed 0 terminated 0, late 0
  silent 0: 
  
";

impl Stage {
    fn told(&self, who: &str, what: &str, session: StreamId, units: &[(&str, StreamId)]) -> String {
        let viewer = self.office.viewer(self.office.account_or_first(who).unwrap()).unwrap();
        let view = match units.iter().find(|it| it.0 == what) {
            Some((_, unit)) => self.office.briefing_of_unit(&viewer, &unit.to_string()).unwrap(),
            None => self.office.briefing_of_session(&viewer, &session.to_string()).unwrap(),
        };
        assert_eq!(view.session.as_ref().unwrap().id.0, session, "{who} {what}");
        lines(&view)
    }
}

fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn lines(view: &BriefingView) -> String {
    let mut lines = Vec::new();
    for it in &view.conclusions {
        let lead = it.lead.as_ref().and_then(|it| it.name.clone()).unwrap_or_default();
        lines.push(format!("  {} {} {} {}/{} {lead}", it.n, word(&it.fate), it.days, it.n_so, it.n_tasks));
    }
    let counts = view.tasks.counts.iter().map(|it| format!("{} {}", it.state, it.total.n)).collect::<Vec<_>>();
    lines.push(format!("  {}, late {}", counts.join(" "), view.tasks.most_days_late));
    let silent: Vec<&str> = view.tasks.silent.tasks.iter().filter_map(|it| it.words.as_deref()).collect();
    lines.push(format!("  silent {}: {}", view.tasks.silent.n, silent.join(", ")));
    let asked = view.questions.iter().map(|it| {
        let of: Vec<String> = it.conclusions.iter().map(ToString::to_string).collect();
        format!("{} {}", word(&it.about), of.join(" "))
    });
    lines.push(format!("  {}", asked.collect::<Vec<_>>().join(", ")));
    lines.join("\n")
}

#[test]
fn what_became_of_each_conclusion_is_told_the_worst_first() {
    let folder = std::env::temp_dir().join(format!("app-briefing-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let stage = Stage::open(&folder, "2026-02-02T02:00:00Z");
    let (office, clerk) = (&stage.office, stage.clerk);
    let (units, session) = (stage.found_parts(), office.new_id());
    let unit = |name: &str| units.iter().find(|it| it.0 == name).unwrap().1;
    let held = json!({ "title": "session", "held_on": "2026-02-01", "host": unit("root"), "guests": [unit("b")] });
    stage.act(clerk, "session.hold", session, &held);
    for (n, (ending, to)) in (1..).zip(CONCLUSIONS) {
        let body = json!({ "n": n, "words": format!("conclusion {n}"), "addressed_to": [unit(to)], "ending": ending });
        stage.act(clerk, "session.record_conclusion", session, &body);
    }
    let tasks: Vec<StreamId> = TASKS.iter().map(|_| office.new_id()).collect();
    for (task, (words, n, lead, due)) in tasks.iter().zip(TASKS) {
        let deadline = due.map_or(json!({ "kind": "unset" }), |it| json!({ "kind": "fixed", "due_on": it }));
        let source = json!({ "conclusion": { "session": session, "n": n } });
        let assign = json!({ "words": words, "lead": unit(lead), "deadline": deadline, "source": source });
        stage.act(clerk, "task.assign", *task, &assign);
    }
    drop(stage);

    let stage = Stage::open(&folder, "2026-03-31T02:00:00Z");
    stage.act(stage.clerk, "task.report_done", tasks[1], &json!({ "words": "done", "done_on": "2026-03-10" }));
    stage.act(stage.other, "task.confirm", tasks[1], &json!({}));
    stage.act(stage.clerk, "task.report_progress", tasks[3], &json!({ "words": "on the way" }));
    let blocks = WANTED.lines().filter(|it| !it.is_empty()).fold(Vec::<(&str, Vec<&str>)>::new(), |mut all, line| {
        match line.starts_with(' ') {
            true => all.last_mut().expect("a question comes first").1.push(line),
            false => all.push((line, Vec::new())),
        }
        all
    });
    for (asked, wanted) in &blocks {
        let (who, what) = asked.split_once(' ').unwrap();
        assert_eq!(stage.told(who, what, session, &units), wanted.join("\n"), "{asked}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
