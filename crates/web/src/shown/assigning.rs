//! A task that is typed by hand: its form, and what was understood of it before it is assigned.

use super::shown;
use crate::ask::{Ask, Fields};
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::assigning::{Asked, AssigningView, Origin, TypedTask, Understood};
use app::figures;
use app::messages::{Language, say, text};
use app::sentences;
use app::views::{SessionView, TaskSource, UnitMention};
use model::Field;
use std::borrow::Borrow;

pub struct AssignShown {
    view: AssigningView,
    key: String,
    /// Where the form is sent: what it was begun from stays in the address.
    action: String,
    /// Why something typed was not understood, by the name of its field.
    asked: Vec<(&'static str, String)>,
    /// How many tasks were just assigned.
    n_done: Option<usize>,
    fields: Vec<(&'static str, String)>,
    /// The sessions that may be chosen, by their days and titles.
    sessions: Vec<(String, String)>,
}

shown!(AssignShown, pub AssignPage, "assign.html", view);

pub fn assigning(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.assigning(seen.viewer, &origin(&seen.ask.query))?;
    let n_done = seen.ask.query.get("done").and_then(|it| it.parse().ok());
    let key = seen.office.new_id().to_string();
    Ok(Box::new(AssignShown { n_done, ..AssignShown::new(seen.ask, view, key, &[]) }))
}

fn origin(query: &Fields) -> Origin {
    let text = |name: &str| query.get(name).map(str::to_owned);
    let n = query.get("n").and_then(|it| it.parse().ok());
    let line = query.get("line").and_then(|it| it.parse().ok());
    Origin { like: text("like"), document: text("document"), session: text("session").map(|it| (it, n)), line }
}

impl AssignShown {
    pub fn new(ask: &Ask, view: AssigningView, key: String, asked: &[(&'static str, Asked)]) -> AssignShown {
        let language = ask.language;
        let asked = asked.iter().map(|(field, it)| (*field, it.sentence(language))).collect();
        let fields = Field::ALL.iter().map(|it| (it.1, sentences::field(language, it.0))).collect();
        let title = |it: &SessionView| it.title.clone().unwrap_or_else(|| text(language, "erased").to_owned());
        let session = |it: &SessionView| (it.id.to_string(), format!("{} · {}", figures::day(it.held_on), title(it)));
        let sessions = view.sessions.iter().map(session).collect();
        AssignShown { view, key, action: action(ask), asked, n_done: None, fields, sessions }
    }

    fn typed(&self) -> &TypedTask {
        &self.view.typed
    }

    /// Why what stands in a field was not understood.
    fn asked_of(&self, field: &str) -> Vec<&str> {
        self.asked.iter().filter(|it| it.0 == field).map(|it| it.1.as_str()).collect()
    }

    fn is_from(&self, from: &str) -> bool {
        self.view.typed.source.from == from
    }

    fn is_session(&self, id: &str) -> bool {
        self.view.typed.source.session == id
    }

    /// Whether a session that is not among the newest was chosen.
    fn is_older_session(&self) -> bool {
        let session = &self.view.typed.source.session;
        !session.is_empty() && self.sessions.iter().all(|it| it.0 != *session)
    }
}

/// The address of the form, with what it was begun from.
fn action(ask: &Ask) -> String {
    let query = ask.query.with_all(&[("lang", ""), ("done", "")]);
    if query.is_empty() { "/tasks/new".to_owned() } else { format!("/tasks/new?{query}") }
}

pub struct LookShown {
    it: Understood,
    key: String,
    action: String,
    /// What was typed, to be sent again.
    typed: Vec<(String, String)>,
    /// Why it is not done.
    sentence: Option<String>,
    source: String,
    deadline: String,
}

shown!(LookShown, pub LookPage, "assign_look.html", it);

impl LookShown {
    pub fn new(ask: &Ask, typed: &Fields, it: Understood, key: String, sentence: Option<String>) -> LookShown {
        let own = ["key", "do", "lead", "picks"];
        let typed = typed.pairs().iter().filter(|it| !own.contains(&it.0.as_str())).cloned().collect();
        let (source, deadline) = (source(ask.language, &it.source), it.deadline_told(ask.language));
        LookShown { key, action: action(ask), typed, sentence, source, deadline, it }
    }

    /// All that the names stand for, each with whether it gets a task.
    fn leads(&self) -> Vec<(&UnitMention, bool)> {
        let (leads, without) = (self.it.leads.iter(), self.it.without.iter());
        leads.map(|it| (it, true)).chain(without.map(|it| (it, false))).collect()
    }

    fn field(&self, language: &Language) -> Option<String> {
        self.it.field.map(|it| sentences::field(*language, it))
    }
}

/// Where a task comes from, in words.
pub fn source(language: Language, it: &TaskSource) -> String {
    if let Some(outside) = &it.outside {
        return sentences::outside(language, outside);
    }
    if let Some(held_on) = it.held_on {
        let day = ("day", figures::day(held_on).into());
        let point = it.point.clone().or_else(|| it.conclusion.map(|it| it.to_string()));
        return match point {
            Some(n) => say(language, "assign-from-conclusion", &[("n", n.into()), day]),
            None => say(language, "assign-from-session", &[day]),
        };
    }
    let named = it.number.as_ref().or(it.title.as_ref());
    let words = named.map_or_else(|| text(language, "erased").to_owned(), Clone::clone);
    say(language, "assign-from-register", &[("name", words.into())])
}
