//! `bamsat show`: the register as tables or as JSON.

use crate::args::{Show, Shown};
use crate::console::{Console, Exit};
use crate::sheet::{Sheet, block, terminal_width};
use app::calendar::{self, CalendarView};
use app::deadlines::weekday;
use app::open_drafts::{OpenDraftView, OpenDraftsView};
use app::views::{
    AccountsView, BriefingView, ConclusionsView, DocumentsView, LinesView, Passage, SessionsView, TaskDeadline,
    TaskSource, TaskState, TaskView, TasksView, UnitMention, UnitsView,
};
use app::{Deadline, Office, figures, sentences};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

pub fn run(console: &Console, asked: &Show) -> anyhow::Result<Exit> {
    let office = Office::open_existing(&asked.lies.location(), None)?;
    show(console, asked, &office)?;
    Ok(Exit::Done)
}

fn show(console: &Console, asked: &Show, office: &Office) -> anyhow::Result<()> {
    let shown = Shower { console, asked };
    match asked.what {
        Shown::Tasks => {
            let view = office.tasks()?;
            let lines = office.lines(view.tasks.iter().filter_map(|it| it.passage.as_ref()))?;
            shown.list(&view, view.tasks.len(), |it| tasks(console, it, &lines))
        }
        Shown::Task => {
            let view = office.task(asked.id.as_deref().unwrap_or_default())?;
            let lines = office.lines(view.passage.iter())?;
            shown.print(&view, |it| console.print(task(console, it, &lines)))
        }
        Shown::Open => {
            let view = office.open_drafts()?;
            let passages: Vec<Passage> = view.drafts.iter().map(passage).collect();
            let lines = office.lines(passages.iter())?;
            shown.list(&view, view.drafts.len(), |it| open_table(console, it, |it| lines.of_passage(&passage(it))))
        }
        Shown::Sessions => {
            let view = office.sessions()?;
            shown.list(&view, view.sessions.len(), |it| sessions(console, it))
        }
        Shown::Conclusions => {
            let view = office.conclusions()?;
            let lines = office.lines(view.conclusions.iter().filter_map(|it| it.passage.as_ref()))?;
            shown.list(&view, view.conclusions.len(), |it| conclusions(console, it, &lines))
        }
        Shown::Documents => {
            let view = office.documents()?;
            shown.list(&view, view.documents.len(), |it| documents(console, it))
        }
        Shown::Units => {
            let view = office.units()?;
            shown.list(&view, view.units.len(), |it| units(console, it))
        }
        Shown::Calendar => {
            let view = office.calendar_page(None, asked.id.as_deref().and_then(|it| it.parse().ok()))?;
            shown.list(&view, view.days.len(), |it| calendar_table(console, it))
        }
        Shown::Briefing => {
            let view = briefing(office, asked.id.as_deref().unwrap_or_default())?;
            shown.list(view.as_ref(), view.conclusions.len(), |it| briefing_table(console, it))
        }
        Shown::Accounts => {
            let view = office.accounts()?;
            shown.list(&view, view.accounts.len(), |it| accounts(console, it))
        }
    }
}

/// The briefing of a session or of a unit.
fn briefing(office: &Office, asked: &str) -> Result<Arc<BriefingView>, app::Error> {
    let viewer = office.console_viewer()?;
    match office.briefing_of_session(&viewer, asked) {
        Err(app::Error::NotFound(_)) => office.briefing_of_unit(&viewer, asked),
        found => found,
    }
}

/// What became of each conclusion, the worst first; the rest of the briefing is in the JSON.
fn briefing_table(console: &Console, view: &BriefingView) -> Sheet {
    let mut table = Sheet::new(&["n", "conclusion", "lead", "state", "days", "code"]);
    for it in &view.conclusions {
        table.add(vec![
            it.point.clone().unwrap_or_else(|| it.n.to_string()),
            console.words(it.words.as_deref()),
            it.lead.as_ref().map(|it| name(console, it)).unwrap_or_default(),
            console.value("brief-fates-", &it.fate),
            if it.days > 0 { it.days.to_string() } else { String::new() },
            it.task.clone().unwrap_or_default(),
        ]);
    }
    table
}

/// Prints a view the way it was asked for.
struct Shower<'a> {
    console: &'a Console,
    asked: &'a Show,
}

impl Shower<'_> {
    fn print<V: Serialize>(&self, view: &V, as_text: impl Fn(&V)) -> anyhow::Result<()> {
        if self.asked.json {
            return self.console.print_json(view);
        }
        as_text(view);
        Ok(())
    }

    fn list<V: Serialize>(&self, view: &V, n: usize, sheet: impl Fn(&V) -> Sheet) -> anyhow::Result<()> {
        self.print(view, |view| match n {
            0 if self.asked.what == Shown::Open => self.console.tell("show-open-none", &[]),
            0 => self.console.tell("show-none", &[]),
            n => {
                sheet(view).print(self.console);
                self.console.tell("show-count", &[("n", n.into())]);
            }
        })
    }
}

fn passage(draft: &OpenDraftView) -> Passage {
    Passage { document: draft.document, span: draft.span, reader: None }
}

fn calendar_table(console: &Console, view: &CalendarView) -> Sheet {
    let mut table = Sheet::new(&["day", "why", "basis"]);
    for day in &view.days {
        let basis =
            if day.is_changed { console.words(day.basis.as_deref()) } else { console.say("calendar-by-rule", &[]) };
        let on = format!("{} {}", weekday(console.language, day.on), figures::day(day.on));
        table.add(vec![on, calendar::what(console.language, day), basis]);
    }
    table
}

/// What waits for a person, each with its reasons.
pub fn open_table(
    console: &Console,
    view: &OpenDraftsView,
    lines: impl Fn(&OpenDraftView) -> Option<(usize, usize)>,
) -> Sheet {
    let mut table = Sheet::new(&["document", "n", "words", "lead", "deadline", "reasons", "place"]);
    for it in &view.drafts {
        let mut reasons: Vec<String> = it.reasons.iter().map(|it| sentences::reason(console.language, it)).collect();
        if reasons.is_empty() {
            reasons.push(console.say("open-nothing", &[]));
        }
        if it.n_tasks > 0 {
            reasons.push(console.say("open-assigned", &[("n", it.n_tasks.into())]));
        }
        table.add(vec![
            it.number.clone().or_else(|| it.title.clone()).unwrap_or_default(),
            it.n.to_string(),
            it.words.clone(),
            it.leads.join(", "),
            it.due_words.clone().unwrap_or_default(),
            reasons.join("; "),
            lines(it).map(|it| console.lines(it)).unwrap_or_default(),
        ]);
    }
    table
}

/// The task list without its states, as the demonstration prints it too.
pub fn task_table(console: &Console, view: &TasksView) -> Sheet {
    let mut table = Sheet::new(&["code", "words", "lead", "coordinating", "deadline", "source"]);
    for task in &view.tasks {
        table.add(vec![
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

fn tasks(console: &Console, view: &TasksView, lines: &LinesView) -> Sheet {
    let mut table = Sheet::new(&["code", "words", "lead", "deadline", "state", "source", "place"]);
    for task in &view.tasks {
        table.add(vec![
            task.code.clone(),
            console.words(task.words.as_deref()),
            name(console, &task.lead),
            deadline(console, task),
            state(console, task.state),
            source(console, &task.source),
            place(console, lines, task.passage.as_ref()),
        ]);
    }
    table
}

/// One task, a line a field.
fn task(console: &Console, task: &TaskView, lines: &LinesView) -> String {
    let rows = [
        ("code", task.code.clone()),
        ("words", console.words(task.words.as_deref())),
        ("lead", name(console, &task.lead)),
        ("coordinating", names(console, &task.coordinating)),
        ("deadline", deadline(console, task)),
        ("state", state(console, task.state)),
        ("source", source(console, &task.source)),
        ("document", task.source.title.clone().unwrap_or_default()),
        ("place", place(console, lines, task.passage.as_ref())),
        ("found-on", figures::day(task.assigned_on)),
        ("id", task.id.to_string()),
    ];
    let told = rows.into_iter().filter(|(_, value)| !value.is_empty());
    block(console, told.map(|(key, value)| (console.say(&format!("word-{key}"), &[]), value)), terminal_width())
}

fn sessions(console: &Console, view: &SessionsView) -> Sheet {
    let heads = ["held-on", "title", "mode", "host", "guests", "chair", "conclusion", "open", "id"];
    let mut table = Sheet::wide(&heads, 160);
    for it in &view.sessions {
        table.add(vec![
            figures::day(it.held_on),
            console.words(it.title.as_deref()),
            it.mode.map(|mode| console.value("mode-", &mode)).unwrap_or_default(),
            it.host.as_ref().map(|unit| name(console, unit)).unwrap_or_default(),
            names(console, &it.guests),
            it.chair.clone().unwrap_or_default(),
            it.n_conclusions.to_string(),
            it.n_open.to_string(),
            it.id.to_string(),
        ]);
    }
    table
}

fn conclusions(console: &Console, view: &ConclusionsView, lines: &LinesView) -> Sheet {
    let mut table = Sheet::new(&["held-on", "n", "words", "lead", "ending", "tasks", "place"]);
    for it in &view.conclusions {
        let ending = it.ending.map(|ending| console.value("ending-", &ending));
        table.add(vec![
            figures::day(it.held_on),
            it.n.to_string(),
            console.words(it.words.as_deref()),
            names(console, &it.addressed_to),
            ending.unwrap_or_else(|| console.say("ending-open", &[])),
            it.tasks.join(", "),
            place(console, lines, it.passage.as_ref()),
        ]);
    }
    table
}

/// The identifier only where there is room: `erase` takes the number too, and JSON has both.
fn documents(console: &Console, view: &DocumentsView) -> Sheet {
    let mut heads = vec!["received-on", "number", "issued-on", "issuer", "title", "file"];
    let has_room = terminal_width() >= 160;
    heads.extend(has_room.then_some("id"));
    let mut table = Sheet::new(&heads);
    for it in &view.documents {
        let mut row = vec![
            figures::day(it.received_on),
            it.number.clone().unwrap_or_default(),
            console.day(it.issued_on),
            it.issuer.clone().unwrap_or_default(),
            console.words(it.title.as_deref()),
            console.words(it.file_name.as_deref()),
        ];
        row.extend(has_room.then(|| it.id.to_string()));
        table.add(row);
    }
    table
}

/// The tree: each unit below its parent, by name, a step to the right.
fn units(console: &Console, view: &UnitsView) -> Sheet {
    let mut below: HashMap<Option<String>, Vec<usize>> = HashMap::new();
    for (i, it) in view.units.iter().enumerate() {
        let parent = it.parent.as_ref().filter(|it| view.units.iter().any(|unit| unit.id == it.id));
        below.entry(parent.map(|it| it.id.to_string())).or_default().push(i);
    }
    below.values_mut().for_each(|it| it.sort_by_key(|&i| view.units[i].name.clone()));
    let mut heads = vec!["name", "kind", "level"];
    let has_room = terminal_width() >= 100;
    heads.extend(has_room.then_some("id"));
    let mut table = Sheet::wide(&heads, 0);
    let mut next: Vec<(usize, usize)> = below.remove(&None).into_iter().flatten().rev().map(|i| (i, 0)).collect();
    while let Some((i, depth)) = next.pop() {
        let it = &view.units[i];
        let indent = "\u{a0}\u{a0}".repeat(depth);
        let name = format!("{indent}{}", console.words(it.name.as_deref()));
        let mut row = vec![name, console.value("kind-", &it.kind), console.value("level-", &it.level)];
        row.extend(has_room.then(|| it.id.to_string()));
        table.add(row);
        next.extend(below.remove(&Some(it.id.to_string())).into_iter().flatten().rev().map(|i| (i, depth + 1)));
    }
    table
}

fn accounts(console: &Console, view: &AccountsView) -> Sheet {
    let mut table = Sheet::new(&["name", "id"]);
    for it in &view.accounts {
        table.add(vec![console.words(it.name.as_deref()), it.id.to_string()]);
    }
    table
}

fn name(console: &Console, unit: &UnitMention) -> String {
    console.words(unit.name.as_deref())
}

fn names(console: &Console, units: &[UnitMention]) -> String {
    units.iter().map(|it| name(console, it)).collect::<Vec<_>>().join(", ")
}

fn deadline(console: &Console, task: &TaskView) -> String {
    let TaskDeadline { deadline, due_words, .. } = &task.deadline;
    deadline_text(console, *deadline, due_words.as_deref())
}

/// The day it is due, and the source's own words where they say more; without a day, the words.
pub fn deadline_text(console: &Console, deadline: Deadline, words: Option<&str>) -> String {
    match (deadline, words) {
        (Deadline::Fixed { due_on }, Some(words)) if !words.contains(&figures::day(due_on)) => {
            format!("{} ({words})", figures::day(due_on))
        }
        (Deadline::Fixed { due_on }, _) => figures::day(due_on),
        (_, Some(words)) => words.to_owned(),
        (it, None) => console.value("deadline-", &it),
    }
}

fn state(console: &Console, state: TaskState) -> String {
    match state {
        it if !it.work.is_open() => console.value("state-", &it.work),
        it if it.days_late > 0 => console.say("state-late", &[("days", it.days_late.into())]),
        it if it.late_from_on.is_none() && it.days_silent > 0 => {
            console.say("state-undated", &[("days", it.days_silent.into())])
        }
        it => console.value("state-", &it.work),
    }
}

fn source(console: &Console, source: &TaskSource) -> String {
    let Some((n, held_on)) = source.conclusion.zip(source.held_on) else {
        if let Some(outside) = &source.outside {
            return sentences::outside(console.language, outside);
        }
        let document = source.number.as_ref().or(source.title.as_ref());
        return document.cloned().unwrap_or_else(|| console.say("task-source-spoken", &[]));
    };
    let n = match &source.point {
        Some(point) => console.say("task-source-point", &[("point", point.as_str().into())]),
        None => console.say("task-source-n", &[("n", n.into())]),
    };
    let mut args = vec![("n", n.into()), ("held_on", figures::day(held_on).into())];
    match &source.number {
        None => console.say("task-source-conclusion", &args),
        Some(number) => {
            args.push(("document", number.as_str().into()));
            console.say("task-source-numbered", &args)
        }
    }
}

fn place(console: &Console, lines: &LinesView, passage: Option<&Passage>) -> String {
    passage.and_then(|it| lines.of_passage(it)).map(|it| console.lines(it)).unwrap_or_default()
}
