//! Working sessions, and one session with its conclusions.

use super::{form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::messages::say;
use app::views::{ConclusionView, SessionPageView, SessionsView};
use std::borrow::Borrow;

shown!(SessionsView, SessionsPage, "sessions.html");

pub fn sessions(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    Ok(Box::new(seen.office.sessions_seen(seen.viewer, seen.ask.after())?))
}

pub struct SessionShown {
    page: SessionPageView,
    /// Each with the form that ends it, where it is open and the reader may.
    conclusions: Vec<(ConclusionView, Option<FormShown>)>,
}

impl SessionShown {
    /// What the document calls a conclusion.
    fn point(&self, n: &u32) -> Option<&str> {
        self.page.conclusions.iter().find(|it| it.n == *n)?.point.as_deref()
    }
}

shown!(SessionShown, SessionPage, "session.html", page);

pub fn session(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = seen.office.session_page(seen.viewer, seen.ask.id())?;
    let host: Vec<model::UnitId> = page.session.host.iter().map(|it| it.id).collect();
    let may_end = seen.viewer.may("session.end_conclusion", &host);
    let word = |it: &str| say(seen.ask.language, &format!("ending-{}", it.replace('_', "-")), &[]);
    let ending = |it: &&str| ((*it).to_owned(), word(it));
    let [all, others] = [&ENDINGS[..], &ENDINGS[1..]].map(|it| it.iter().map(ending).collect());
    let end = |it: &ConclusionView| {
        if !may_end || it.ending.is_some() {
            return None;
        }
        // Only tasks that were given make a conclusion end as tasks.
        let endings = if it.tasks.is_empty() { &others } else { &all };
        let action = format!("/sessions/{}/acts/end_conclusion", page.session.id);
        let form = form(seen, "session.end_conclusion", action, Some(page.version))?;
        Some(form.with("n", it.n).choose("ending", endings))
    };
    let conclusions = page.conclusions.iter().map(|it| (it.clone(), end(it))).collect();
    Ok(Box::new(SessionShown { page, conclusions }))
}

/// How a conclusion may end, by wire name; as tasks is the first.
const ENDINGS: [&str; 5] = ["tasks", "answer", "assessment", "guidance", "no_task"];
