//! The task register: rows, filters, counts.

use super::shown;
use crate::error::Fault;
use crate::pages::{Seen, TASK_QUERY};
use crate::shown::Shown;
use crate::shown::state::SOON_DAYS;
use app::access::Viewer;
use app::views::TaskView;
use app::{Deadline, search_key};
use jiff::civil::Date;
use model::state::WorkState;
use serde::Serialize;

/// Rows of one page.
const ROWS: usize = 50;
/// Units that can be chosen in the filter; the others are chosen on their own page.
const CHOICES: usize = 60;

#[derive(Serialize)]
pub struct TasksShown {
    today: Date,
    tasks: Vec<TaskView>,
    /// The key of the next page.
    after: Option<String>,
    #[serde(skip)]
    next: Option<String>,
    #[serde(skip)]
    chips: Vec<Chip>,
    #[serde(skip)]
    units: Vec<Choice>,
    #[serde(skip)]
    unit_name: Option<String>,
    #[serde(skip)]
    is_filtered: bool,
    /// Whether a filter is set that a phone folds away.
    #[serde(skip)]
    has_more: bool,
    #[serde(skip)]
    asked: Asked,
}

shown!(TasksShown, TasksPage, "tasks.html");

/// A state that can be chosen, with how many tasks are in it.
struct Chip {
    word: &'static str,
    class: &'static str,
    query: String,
    n: Option<usize>,
    is_on: bool,
}

/// The filter as it was typed.
struct Asked {
    unit: String,
    subtree: String,
    state: String,
    due_from: String,
    due_until: String,
    document: String,
    session: String,
    text: String,
    after: String,
}

/// What can be chosen: a value and its word.
type Choice = (String, String);

/// The states by which tasks are filtered, each with its shape.
const STATES: [(&str, &str, &str); 7] = [
    ("open", "filter-state-open", "st-time"),
    ("overdue", "filter-state-overdue", "st-late"),
    ("due_soon", "filter-state-due-soon", "st-soon"),
    ("awaiting", "filter-state-awaiting", "st-wait"),
    ("completed", "filter-state-completed", "st-done"),
    ("terminated", "filter-state-terminated", "st-hold"),
    ("all", "filter-state-all", "st-none"),
];

pub fn tasks(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let asked = Asked::of(seen)?;
    let today = seen.office.today();
    let all = seen.office.tasks()?.tasks;
    let filter = Filter::of(&asked, seen.viewer, today)?;
    let found: Vec<TaskView> = all.into_iter().filter(|it| filter.fits(it)).collect();
    let chip = |&(state, word, class): &(&'static str, &'static str, &'static str)| Chip {
        word,
        class,
        query: seen.ask.query.with("state", state),
        n: Some(found.iter().filter(|it| is_in(it, state, today)).count()),
        is_on: asked.state == state,
    };
    let chips = STATES.iter().map(chip).collect();
    let mut tasks: Vec<TaskView> = found.into_iter().filter(|it| is_in(it, &asked.state, today)).collect();
    tasks.sort_by_key(|it| (it.state.late_from_on.unwrap_or(Date::MAX), it.code.clone()));
    let from = tasks.iter().position(|it| it.code == asked.after).map_or(0, |it| it + 1);
    let mut tasks = tasks.split_off(from);
    let after = (tasks.len() > ROWS).then(|| tasks[ROWS - 1].code.clone());
    tasks.truncate(ROWS);
    let next = after.as_ref().map(|it| seen.ask.query.with("after", it));
    let (units, unit_name) = choices(seen, &asked.unit)?;
    let is_filtered = TASK_QUERY.iter().any(|it| seen.ask.query.get(it).is_some());
    let has_more = ["unit", "due_from", "due_until"].iter().any(|it| seen.ask.query.get(it).is_some());
    Ok(Box::new(TasksShown { today, tasks, after, next, chips, units, unit_name, is_filtered, has_more, asked }))
}

/// The uppermost units, and the one that is chosen.
fn choices(seen: &Seen, chosen: &str) -> Result<(Vec<Choice>, Option<String>), Fault> {
    let tree = seen.office.unit_tree(seen.viewer)?.units;
    let name = |it: &app::views::UnitLine| it.name.clone().unwrap_or_default();
    let chosen_name = tree.iter().find(|it| it.id.to_string() == chosen).map(name);
    let upper = tree.iter().filter(|it| it.depth <= 1).take(CHOICES);
    let mut units: Vec<Choice> = upper.map(|it| (it.id.to_string(), name(it))).collect();
    if let Some(it) = &chosen_name
        && units.iter().all(|unit| unit.0 != chosen)
    {
        units.push((chosen.to_owned(), it.clone()));
    }
    Ok((units, chosen_name))
}

impl Asked {
    fn of(seen: &Seen) -> Result<Asked, Fault> {
        let get = |name: &str| seen.ask.query.get(name).unwrap_or_default().to_owned();
        let state = seen.ask.query.get("state").unwrap_or("open").to_owned();
        if STATES.iter().all(|it| it.0 != state) {
            return Err(Fault::Unreadable { field: "filter-state", typed: state });
        }
        Ok(Asked {
            unit: get("unit"),
            subtree: get("subtree"),
            state,
            due_from: get("due_from"),
            due_until: get("due_until"),
            document: get("document"),
            session: get("session"),
            text: get("text"),
            after: get("after"),
        })
    }
}

struct Filter<'a> {
    asked: &'a Asked,
    viewer: &'a Viewer,
    units: Option<Vec<model::UnitId>>,
    due_from: Option<Date>,
    due_until: Option<Date>,
    words: String,
}

impl<'a> Filter<'a> {
    fn of(asked: &'a Asked, viewer: &'a Viewer, today: Date) -> Result<Filter<'a>, Fault> {
        let day = |typed: &str| match typed {
            "" => Ok(None),
            typed => app::days::read(typed, today).map(Some).map_err(app::Error::Refused),
        };
        let units = match asked.unit.as_str() {
            "" => None,
            unit => {
                let missing = || app::error::NotFound::Object { noun: "unit", id: unit.to_owned() };
                let id = unit.parse().map_err(|_| app::Error::NotFound(missing()))?;
                Some(viewer.seen_of(id, asked.subtree == "1"))
            }
        };
        Ok(Filter {
            asked,
            viewer,
            units,
            due_from: day(&asked.due_from)?,
            due_until: day(&asked.due_until)?,
            words: search_key(&asked.text),
        })
    }

    fn fits(&self, task: &TaskView) -> bool {
        let mut involved = std::iter::once(&task.lead).chain(&task.coordinating);
        let is_of = |id: Option<String>, asked: &str| asked.is_empty() || id.as_deref() == Some(asked);
        let due_on = match task.deadline.deadline {
            Deadline::Fixed { due_on } => Some(due_on),
            _ => None,
        };
        (self.viewer.sees_all() || involved.any(|it| self.viewer.sees(it.id)))
            && self.units.as_ref().is_none_or(|it| it.contains(&task.lead.id))
            && is_of(task.source.document.map(|it| it.to_string()), &self.asked.document)
            && is_of(task.source.session.map(|it| it.to_string()), &self.asked.session)
            && self.due_from.is_none_or(|from| due_on.is_some_and(|it| from <= it))
            && self.due_until.is_none_or(|until| due_on.is_some_and(|it| it <= until))
            && search_key(task.words.as_deref().unwrap_or_default()).contains(&self.words)
    }
}

fn is_in(task: &TaskView, state: &str, today: Date) -> bool {
    let work = task.state.work;
    let soon = today.saturating_add(jiff::Span::new().days(SOON_DAYS));
    match state {
        "open" => work.is_open(),
        "overdue" => work.is_open() && task.state.days_late > 0,
        "due_soon" => {
            work.is_open()
                && matches!(task.deadline.deadline, Deadline::Fixed { due_on } if today <= due_on && due_on <= soon)
        }
        "awaiting" => work == WorkState::AwaitingConfirmation,
        "completed" => work == WorkState::Completed,
        "terminated" => work == WorkState::Terminated,
        _ => true,
    }
}
