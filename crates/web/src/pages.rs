//! The table of pages: an address, a view, what it shows. The same as JSON under `/api` follows from the same row.

use crate::acts::{in_turn, led_to};
use crate::ask::Ask;
use crate::error::{Fault, Ways, answer_at_the_door, answer_in};
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::{self, Shown};
use app::access::Viewer;
use app::error::{Denied, Forbidden};
use app::sign_in::SignedIn;
use app::{Error, Office, Role};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use model::Refusal;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// What a page is drawn from.
pub struct Seen<'a> {
    pub office: &'a Office,
    pub viewer: &'a Viewer,
    pub who: &'a SignedIn,
    pub ask: &'a Ask,
}

/// One page.
pub struct Page {
    pub path: &'static str,
    /// The entry of the navigation it belongs to.
    pub nav: &'static str,
    /// What of the live feed it shows: nouns, as the events name them.
    pub keys: &'static str,
    /// For the writer of a client.
    pub summary: &'static str,
    /// Names of the query it understands.
    pub query: &'static [&'static str],
    pub view: fn(&Seen) -> Result<Box<dyn Shown>, Fault>,
}

/// The names of the filters of the task register.
pub const TASK_QUERY: &[&str] = &[
    "unit",
    "subtree",
    "role",
    "state",
    "due_from",
    "due_until",
    "document",
    "session",
    "field",
    "source",
    "clock",
    "text",
    "group",
    "col",
    "after",
];

/// The names of the filters of limitations and petitions.
const FOLLOWED_QUERY: &[&str] = &["state", "unit", "session", "field", "text", "task", "after"];

/// Every page for whoever is signed in.
pub const PAGES: &[Page] = &[
    Page {
        query: &["list"],
        ..page("/", "home", "task document session unit account", "What needs a hand today, and why.", shown::home)
    },
    Page {
        query: TASK_QUERY,
        ..page("/tasks", "tasks", "task", "The task register, filtered, page by page.", shown::tasks)
    },
    Page {
        query: TASK_QUERY,
        ..page("/tasks/sheet", "tasks", "", "The tracking table as it is printed, 150 tasks to a sheet.", shown::sheet)
    },
    Page {
        query: TASK_QUERY,
        ..page(
            "/tasks/filters",
            "tasks",
            "",
            "The columns and the saved filters of whoever is signed in.",
            shown::filters,
        )
    },
    Page {
        query: &["like", "document", "session", "n", "line"],
        ..page("/tasks/new", "tasks", "", "A new task by hand, begun from its source.", shown::assigning)
    },
    page("/tasks/{id}", "tasks", "task", "One task, by its code or identifier.", shown::task),
    page("/tasks/{id}/links", "tasks", "task", "The links of one task, for those who do not sign in.", shown::links),
    Page {
        query: &["document", "text", "words"],
        ..page("/tasks/{id}/source", "tasks", "", "The document that a task comes from, to be added.", shown::sourcing)
    },
    page("/tasks/{id}/below", "tasks", "task", "What a task is broken down into, and for whom.", shown::below),
    Page {
        query: &["n"],
        ..page("/tasks/{id}/list", "tasks", "task matter", "A file of a task as a list of limitations.", shown::list)
    },
    list("/documents", "documents", "document", "The documents, the newest first.", shown::documents),
    page("/documents/{id}", "documents", "document", "One document with its text.", shown::document),
    page(
        "/documents/{id}/intake",
        "documents",
        "desk document session",
        "The desk of one document: what becomes of it is decided there.",
        shown::desk,
    ),
    list("/sessions", "sessions", "session", "The working sessions, the newest first.", shown::sessions),
    page("/sessions/new", "sessions", "", "What may be chosen where a session is planned.", shown::plan),
    page("/sessions/{id}", "sessions", "session", "One session with its conclusions.", shown::session),
    page("/sessions/{id}/plan", "sessions", "", "The plan of a session, to be amended.", shown::amend_plan),
    page(
        "/sessions/{id}/invitation",
        "sessions",
        "",
        "The invitation to a session, on paper and as text.",
        shown::invitation,
    ),
    page(
        "/sessions/{id}/roll",
        "sessions",
        "",
        "Who came to a session, from where, and how many it needs.",
        shown::roll,
    ),
    page(
        "/sessions/{id}/record",
        "sessions",
        "",
        "The minutes of a session on paper: a draft, or as they were signed.",
        shown::record,
    ),
    page("/sessions/{id}/minutes", "sessions", "", "What is typed while a session sits.", shown::minutes),
    page(
        "/sessions/{id}/hall",
        "sessions",
        "session desk",
        "The screen of the hall: what is on, what was concluded.",
        shown::hall,
    ),
    Page {
        query: &["large"],
        ..page(
            "/briefing/sessions/{id}",
            "sessions",
            "task session document",
            "What became of the conclusions of a session, on one page, with annexes.",
            shown::session_briefing,
        )
    },
    Page {
        query: &["large"],
        ..page(
            "/briefing/units/{id}",
            "units",
            "task session unit",
            "What a unit was told by the last session and what it owes, on one page, with annexes.",
            shown::unit_briefing,
        )
    },
    Page {
        query: FOLLOWED_QUERY,
        ..page(
            "/limitations",
            "matters",
            "matter session",
            "The limitations that are followed through sessions.",
            shown::limitations,
        )
    },
    Page {
        query: FOLLOWED_QUERY,
        ..page("/petitions", "matters", "matter session", "The petitions, and who owes an answer.", shown::petitions)
    },
    page(
        "/matters/{id}",
        "matters",
        "matter session task",
        "One limitation or petition with every session that told it.",
        shown::matter,
    ),
    list("/units", "units", "unit", "The units as a tree.", shown::units),
    page("/units/{id}", "units", "unit task", "One unit: what it owes, what it waits for.", shown::unit),
    list("/open", "open", "document session task", "What waits for a person in all documents.", shown::open),
    Page {
        query: &["unit", "by", "due"],
        ..page("/rates", "rates", "task", "Rates by unit, field, quarter or source, each with its parts.", shown::rates)
    },
    Page {
        query: &["unit", "by", "due", "key", "of", "after"],
        ..page("/rates/tasks", "rates", "task", "The tasks behind one number of the rates.", shown::rate_tasks)
    },
    Page {
        query: &["year"],
        ..page(
            "/calendar",
            "calendar",
            "register",
            "The working days of a year, and who changed what.",
            shown::calendar,
        )
    },
    page(
        "/calendar/recounts",
        "calendar",
        "register task",
        "The deadlines that the calendar as it is now would move.",
        shown::recounts,
    ),
    page("/outbox", "outbox", "mail task", "The reminder letters of today, and what became of them.", shown::outbox),
    page(
        "/outbox/rules",
        "outbox",
        "register",
        "Who is reminded of what, when, and when the next level is told.",
        shown::mail_rules,
    ),
    list("/accounts", "accounts", "account", "Accounts and their roles, for administrators.", shown::accounts),
    page("/accounts/{id}", "accounts", "account", "One account with its roles, for administrators.", shown::account),
    page("/try", "documents", "", "What a sample would become; nothing is written.", shown::trial),
    page("/components", "me", "", "Every component of the pages, in both colour schemes.", shown::components),
    page("/me", "me", "", "Who is signed in, and where.", shown::me),
];

/// The addresses of all pages, as the table gives them; each has its JSON under `/api`.
pub fn addresses() -> Vec<&'static str> {
    PAGES.iter().map(|it| it.path).collect()
}

const fn page(
    path: &'static str,
    nav: &'static str,
    keys: &'static str,
    summary: &'static str,
    view: fn(&Seen) -> Result<Box<dyn Shown>, Fault>,
) -> Page {
    Page { path, nav, keys, summary, query: &[], view }
}

/// A list, page by page.
const fn list(
    path: &'static str,
    nav: &'static str,
    keys: &'static str,
    summary: &'static str,
    view: fn(&Seen) -> Result<Box<dyn Shown>, Fault>,
) -> Page {
    Page { query: &["after"], ..page(path, nav, keys, summary, view) }
}

/// How a page is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Html,
    Json,
}

/// Answers one page.
pub async fn show(shared: Arc<Shared>, request: Request, page: &'static Page, form: Form) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.reads, ask, move |shared, ask| draw(shared, ask, page, form)).await
}

/// The answer where our own code fell over.
pub fn broken(shared: &Shared, language: app::messages::Language) -> Response {
    (shared.tell_fault)("a request ended in a panic");
    (StatusCode::INTERNAL_SERVER_ERROR, Fault::Broken.sentence(language)).into_response()
}

fn draw(shared: &Shared, ask: &Ask, page: &Page, form: Form) -> Response {
    let (who, viewer) = match looked_up(&shared.office, ask) {
        Ok(found) => found,
        Err(Error::Forbidden(Forbidden::Denied(Denied::NotSignedIn))) if form == Form::Html => return to_sign_in(ask),
        Err(error) => return answer_at_the_door(shared, ask, error),
    };
    let frame = Frame::of(&shared.office, ask, &viewer, page);
    let seen = Seen { office: &shared.office, viewer: &viewer, who: &who, ask };
    match (page.view)(&seen) {
        Err(fault) if form == Form::Html => without_unread(shared, &seen, page, frame, fault),
        viewed => sent(shared, ask, &frame, viewed, form),
    }
}

/// A page, or why there is none.
fn sent(shared: &Shared, ask: &Ask, frame: &Frame, viewed: Result<Box<dyn Shown>, Fault>, form: Form) -> Response {
    match viewed.and_then(|it| written(&*it, frame, form)) {
        Ok((status, kind, body)) => (status, [(CONTENT_TYPE, kind)], body).into_response(),
        Err(fault) => answer_in(shared, ask, frame, fault, Ways::default()),
    }
}

/// The same page without the filters that were not understood, which it tells; whatever else is at fault stays one.
fn without_unread(shared: &Shared, seen: &Seen, page: &Page, frame: Frame, fault: Fault) -> Response {
    let (mut ask, mut put_aside) = (seen.ask.clone(), Vec::new());
    let mut viewed = Err(fault);
    while let Err(fault) = &viewed {
        let names = unread(fault, &ask, page);
        if names.is_empty() {
            break;
        }
        put_aside.push(fault.sentence(ask.language));
        ask.query = ask.query.without(&names.iter().map(String::as_str).collect::<Vec<_>>());
        viewed = (page.view)(&Seen { ask: &ask, ..*seen });
    }
    let frame = Frame { put_aside, ..frame };
    let mut response = sent(shared, seen.ask, &frame, viewed, Form::Html);
    if response.status() == StatusCode::OK && !frame.put_aside.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}

/// The names of the query of which a fault says that what was typed is none.
fn unread(fault: &Fault, ask: &Ask, page: &Page) -> Vec<String> {
    let Fault::App(error) = fault else { return Vec::new() };
    let of_value = |text: &str| {
        let pairs = ask.query.pairs().iter().filter(|it| it.1.trim() == text.trim());
        pairs.map(|it| it.0.clone()).collect()
    };
    let mut names: Vec<String> = match error {
        Error::Refused(Refusal::FilterUnreadable { field, .. }) => vec![field.clone()],
        Error::Refused(Refusal::DayUnreadable { text }) => of_value(text),
        Error::Refused(Refusal::DaysReversed) => vec!["due_from".to_owned(), "due_until".to_owned()],
        _ => Vec::new(),
    };
    names.retain(|it| page.query.iter().any(|name| name == it) && ask.query.get(it).is_some());
    names
}

/// Its status, its kind and its bytes.
pub fn written(shown: &dyn Shown, frame: &Frame, form: Form) -> Result<(StatusCode, &'static str, Vec<u8>), Fault> {
    match form {
        Form::Html => {
            // As long as the last page of its kind, and a little more: growing copies what is written, several times.
            let usual = shown.usual_length();
            let mut body = String::with_capacity(usual.load(Relaxed));
            shown.html(frame, &mut body).map_err(|_| Fault::Broken)?;
            usual.store(body.len() + body.len() / 16, Relaxed);
            Ok((shown.status(), "text/html; charset=utf-8", body.into_bytes()))
        }
        Form::Json => Ok((shown.status(), "application/json", shown.json().map_err(|_| Fault::Broken)?)),
    }
}

/// Who asks.
///
/// # Errors
/// [`Denied::NotSignedIn`]; [`Error::Store`].
pub fn looked_up(office: &Office, ask: &Ask) -> Result<(SignedIn, Viewer), Error> {
    let nobody = || Error::Forbidden(Forbidden::Denied(Denied::NotSignedIn));
    let token = ask.token.as_deref().ok_or_else(nobody)?;
    let who = office.signed_in(token)?.ok_or_else(nobody)?;
    let viewer = office.viewer(who.session.account)?;
    Ok((who, viewer))
}

/// To the door, and back afterwards.
pub fn to_sign_in(ask: &Ask) -> Response {
    let next = form_urlencoded::Serializer::new(String::new()).append_pair("next", &ask.address()).finish();
    let address = if ask.path == "/" { "/sign-in".to_owned() } else { format!("/sign-in?{next}") };
    led_to(&address)
}

impl Frame {
    /// Around a page of whoever is signed in. They were looked up before the page is made, so the feed tells what came
    /// after.
    pub fn of(office: &Office, ask: &Ask, viewer: &Viewer, page: &Page) -> Frame {
        let position: Option<u64> = ask.query.get("position").and_then(|it| it.parse().ok());
        Frame {
            language: ask.language,
            address: ask.address(),
            nav: page.nav,
            who: Some(viewer.name.clone().unwrap_or_default()),
            is_administrator: viewer.has_role(Role::Administrator),
            viewer: Some(viewer.clone()),
            today: office.today(),
            next_step: position.and_then(|_| shown::next_step(office, viewer, page.nav)),
            position,
            drawn_from: Some(viewer.position),
            keys: page.keys,
            put_aside: Vec::new(),
        }
    }

    /// Around what is no page of the table, for whoever is signed in.
    pub fn aside(office: &Office, ask: &Ask, viewer: &Viewer) -> Frame {
        let of = Frame::of(office, ask, viewer, &PAGES[0]);
        // A form's address shows nothing to whoever comes back to it.
        let address = if ask.is_reading { of.address } else { "/".to_owned() };
        Frame { nav: "", keys: "", position: None, address, ..of }
    }

    /// Around a page for whoever is not signed in.
    pub fn at_the_door(ask: &Ask) -> Frame {
        Frame {
            language: ask.language,
            address: ask.address(),
            nav: "",
            who: None,
            is_administrator: false,
            viewer: None,
            today: jiff::civil::Date::ZERO,
            position: None,
            next_step: None,
            drawn_from: None,
            keys: "",
            put_aside: Vec::new(),
        }
    }
}
