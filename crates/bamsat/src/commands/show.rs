//! `bamsat show`: the register as tables or as JSON.

use crate::args::{Show, Shown};
use crate::console::{Console, Exit};
use app::Office;
use app::views::{
    ConclusionsView, DocumentsView, Passage, SessionsView, TaskSource, TaskState, TaskView, TasksView, UnitMention,
    UnitsView,
};
use comfy_table::Table;
use jiff::civil::Date;
use serde::Serialize;

pub fn run(console: &Console, asked: &Show) -> anyhow::Result<Exit> {
    let office = Office::open_existing(&asked.lies.location(), None)?;
    show(console, asked, &office)?;
    Ok(Exit::Done)
}

fn show(console: &Console, asked: &Show, office: &Office) -> anyhow::Result<()> {
    match asked.what {
        Shown::Tasks => print(console, asked, &office.tasks()?, |it| list(console, it.tasks.len(), tasks(console, it))),
        Shown::Task => {
            let id = asked.id.as_deref().unwrap_or_default();
            print(console, asked, &office.task(id)?, |it| console.print_table(&task(console, it)))
        }
        Shown::Sessions => {
            print(console, asked, &office.sessions()?, |it| list(console, it.sessions.len(), sessions(console, it)))
        }
        Shown::Conclusions => print(console, asked, &office.conclusions()?, |it| {
            list(console, it.conclusions.len(), conclusions(console, it));
        }),
        Shown::Documents => {
            print(console, asked, &office.documents()?, |it| list(console, it.documents.len(), documents(console, it)))
        }
        Shown::Units => print(console, asked, &office.units()?, |it| list(console, it.units.len(), units(console, it))),
    }
}

fn print<V: Serialize>(console: &Console, asked: &Show, view: &V, as_text: impl Fn(&V)) -> anyhow::Result<()> {
    if asked.json {
        return console.print_json(view);
    }
    as_text(view);
    Ok(())
}

fn list(console: &Console, n: usize, table: Table) {
    if n == 0 {
        return console.tell("show-none", &[]);
    }
    console.print_table(&table);
    console.tell("show-count", &[("n", n.into())]);
}

/// The task list without its states, as the demonstration prints it too.
pub fn task_table(console: &Console, view: &TasksView) -> Table {
    let mut table = console.table(&["code", "words", "lead", "coordinating", "deadline", "source"]);
    for task in &view.tasks {
        table.add_row(vec![
            task.code.clone(),
            console.words(task.words.as_deref()),
            name(console, &task.lead),
            names(console, &task.coordinating),
            deadline(console, task),
            source(console, &task.source),
        ]);
    }
    table
}

fn tasks(console: &Console, view: &TasksView) -> Table {
    let mut table = console.table(&["code", "words", "lead", "deadline", "state", "source", "place"]);
    for task in &view.tasks {
        table.add_row(vec![
            task.code.clone(),
            console.words(task.words.as_deref()),
            name(console, &task.lead),
            deadline(console, task),
            state(console, task.state),
            source(console, &task.source),
            place(console, task.passage.as_ref()),
        ]);
    }
    table
}

/// One task, a line a field.
fn task(console: &Console, task: &TaskView) -> Table {
    let rows = [
        ("code", task.code.clone()),
        ("words", console.words(task.words.as_deref())),
        ("lead", name(console, &task.lead)),
        ("coordinating", names(console, &task.coordinating)),
        ("deadline", deadline(console, task)),
        ("state", state(console, task.state)),
        ("source", source(console, &task.source)),
        ("document", task.source.title.clone().unwrap_or_default()),
        ("place", place(console, task.passage.as_ref())),
        ("found-on", date(Some(task.assigned_on))),
        ("id", task.id.to_string()),
    ];
    let mut table = console.table(&[]);
    for (key, value) in rows {
        table.add_row(vec![console.say(&format!("word-{key}"), &[]), value]);
    }
    table
}

fn sessions(console: &Console, view: &SessionsView) -> Table {
    let mut table = console.table(&["held-on", "title", "mode", "host", "guests", "chair", "conclusion", "open"]);
    for it in &view.sessions {
        table.add_row(vec![
            date(Some(it.held_on)),
            console.words(it.title.as_deref()),
            it.mode.map(|mode| console.value("mode-", &mode)).unwrap_or_default(),
            it.host.as_ref().map(|unit| name(console, unit)).unwrap_or_default(),
            names(console, &it.guests),
            it.chair.clone().unwrap_or_default(),
            it.n_conclusions.to_string(),
            it.n_open.to_string(),
        ]);
    }
    table
}

fn conclusions(console: &Console, view: &ConclusionsView) -> Table {
    let mut table = console.table(&["held-on", "n", "words", "lead", "ending", "tasks", "place"]);
    for it in &view.conclusions {
        let ending = it.ending.map(|ending| console.value("ending-", &ending));
        table.add_row(vec![
            date(Some(it.held_on)),
            it.n.to_string(),
            console.words(it.words.as_deref()),
            names(console, &it.addressed_to),
            ending.unwrap_or_else(|| console.say("ending-open", &[])),
            it.tasks.join(", "),
            place(console, it.passage.as_ref()),
        ]);
    }
    table
}

fn documents(console: &Console, view: &DocumentsView) -> Table {
    let mut table = console.table(&["received-on", "number", "issued-on", "issuer", "title", "file", "id"]);
    for it in &view.documents {
        table.add_row(vec![
            date(Some(it.received_on)),
            it.number.clone().unwrap_or_default(),
            date(it.issued_on),
            it.issuer.clone().unwrap_or_default(),
            console.words(it.title.as_deref()),
            console.words(it.file_name.as_deref()),
            it.id.to_string(),
        ]);
    }
    table
}

fn units(console: &Console, view: &UnitsView) -> Table {
    let mut table = console.table(&["name", "kind", "level", "parent", "id"]);
    for it in &view.units {
        table.add_row(vec![
            console.words(it.name.as_deref()),
            console.value("kind-", &it.kind),
            console.value("level-", &it.level),
            it.parent.as_ref().map(|unit| name(console, unit)).unwrap_or_default(),
            it.id.to_string(),
        ]);
    }
    table
}

fn name(console: &Console, unit: &UnitMention) -> String {
    console.words(unit.name.as_deref())
}

fn names(console: &Console, units: &[UnitMention]) -> String {
    units.iter().map(|it| name(console, it)).collect::<Vec<_>>().join(", ")
}

/// The day as an office writes it; without a day, the source's own words.
fn deadline(console: &Console, task: &TaskView) -> String {
    match (task.state.late_from_on, &task.deadline.due_words) {
        (Some(late_from_on), _) => date(late_from_on.yesterday().ok()),
        (None, Some(words)) => words.clone(),
        (None, None) => console.value("deadline-", &task.deadline.deadline),
    }
}

fn state(console: &Console, state: TaskState) -> String {
    match state {
        it if it.days_late > 0 => console.say("state-late", &[("days", it.days_late.into())]),
        it if it.late_from_on.is_none() && it.days_silent > 0 => {
            console.say("state-undated", &[("days", it.days_silent.into())])
        }
        it => console.value("state-", &it.work),
    }
}

fn source(console: &Console, source: &TaskSource) -> String {
    match (source.conclusion, source.held_on, source.number.as_ref().or(source.title.as_ref())) {
        (Some(n), Some(held_on), _) => {
            let args = [("n", n.into()), ("held_on", date(Some(held_on)).into())];
            console.say("task-source-conclusion", &args)
        }
        (_, _, Some(document)) => document.clone(),
        _ => console.say("task-source-spoken", &[]),
    }
}

fn place(console: &Console, passage: Option<&Passage>) -> String {
    let Some(span) = passage.map(|it| it.span) else { return String::new() };
    console.say("place-bytes", &[("start", span.start.to_string().into()), ("end", span.end.to_string().into())])
}

/// As an office writes a date: a zero before days under 10 and before months 1 and 2.
pub fn date(date: Option<Date>) -> String {
    let Some(it) = date else { return String::new() };
    let month = if it.month() < 3 { format!("0{}", it.month()) } else { it.month().to_string() };
    format!("{:02}/{month}/{}", it.day(), it.year())
}
