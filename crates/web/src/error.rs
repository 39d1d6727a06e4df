//! What an error becomes: a status, a page that says what to do, or a problem of RFC 9457. A cause is never in the body.

use crate::act_forms::FormShown;
use crate::ask::Ask;
use crate::pages::looked_up;
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::ErrorPage;
use app::error::{Denied, Forbidden, NotFound};
use app::messages::{Language, say, text};
use app::{Error, sentences};
use askama::Template;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use model::Refusal;
use model::refusal::Followed;
use serde_json::json;

/// Why a request is not answered as it was meant.
#[derive(Debug)]
pub enum Fault {
    App(Error),
    /// What was typed names nothing that is seen.
    NamesNothing(Error),
    /// The form came from another site.
    ForeignForm,
    /// No page has this address.
    NoPage,
    /// The address is there, but not for this.
    WrongMethod,
    /// More than the server takes.
    TooLong {
        longest_bytes: usize,
    },
    /// The body did not come in time.
    TooSlow,
    /// Others send so much at once that there is no room for more.
    Busy,
    /// The body was not understood; the words are for the writer of a client.
    BadRequest(String),
    /// Our own fault.
    Broken,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        Fault::App(error)
    }
}

impl Fault {
    pub fn status(&self) -> StatusCode {
        match self {
            Fault::App(it) => status_of(it),
            Fault::NamesNothing(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Fault::ForeignForm => StatusCode::FORBIDDEN,
            Fault::NoPage => StatusCode::NOT_FOUND,
            Fault::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Fault::TooLong { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Fault::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Fault::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Fault::BadRequest(_) => StatusCode::BAD_REQUEST,
            Fault::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether what was sent may have been written, so that it has to keep its key: sent again, it is written once.
    pub fn may_be_written(&self) -> bool {
        // A file that does not wait any more may be one that a report took along whose answer was lost.
        self.status() == StatusCode::SERVICE_UNAVAILABLE || self.code() == "evidence-unknown"
    }

    /// A stable name for programs.
    pub fn code(&self) -> String {
        match self {
            Fault::App(Error::Refused(it)) => it.code().to_owned(),
            Fault::App(Error::Forbidden(Forbidden::Denied(it))) => denied_code(*it).to_owned(),
            Fault::App(Error::Forbidden(_)) => "forbidden".to_owned(),
            Fault::App(Error::NotFound(_)) | Fault::NamesNothing(_) | Fault::NoPage => "not-found".to_owned(),
            Fault::App(Error::Store(it)) => sentences::store_key(it).to_owned(),
            Fault::ForeignForm => "foreign-form".to_owned(),
            Fault::WrongMethod => "wrong-method".to_owned(),
            Fault::TooLong { .. } => "too-long".to_owned(),
            Fault::TooSlow => "too-slow".to_owned(),
            Fault::Busy => "busy".to_owned(),
            Fault::BadRequest(_) => "bad-request".to_owned(),
            Fault::Broken => "broken".to_owned(),
        }
    }

    pub fn sentence(&self, language: Language) -> String {
        match self {
            Fault::App(it) | Fault::NamesNothing(it) => sentences::error_without_cause(language, it),
            Fault::ForeignForm => text(language, "error-foreign-form").to_owned(),
            Fault::NoPage => text(language, "error-no-page").to_owned(),
            Fault::WrongMethod => text(language, "error-wrong-method").to_owned(),
            Fault::TooLong { longest_bytes } => {
                say(language, "error-too-long", &[("longest", length(*longest_bytes).into())])
            }
            Fault::TooSlow => text(language, "error-too-slow").to_owned(),
            Fault::Busy => text(language, "error-busy").to_owned(),
            Fault::BadRequest(because) => {
                say(language, "refusal-command-unreadable", &[("because", because.as_str().into())])
            }
            Fault::Broken => text(language, "error-broken").to_owned(),
        }
    }

    /// The sentence for this request: where nothing was to be written, nothing is unconfirmed.
    fn sentence_for(&self, ask: &Ask) -> String {
        match self {
            Fault::App(Error::Store(it)) if ask.is_reading && it.is_unavailable() => {
                text(ask.language, "reading-unavailable").to_owned()
            }
            it => it.sentence(ask.language),
        }
    }

    /// The heading of its page.
    fn title(&self) -> &'static str {
        match self.status() {
            _ if matches!(self, Fault::ForeignForm) => "error-title-refused",
            _ if matches!(self, Fault::App(Error::NotFound(NotFound::Link))) => "error-title-link",
            StatusCode::NOT_FOUND => "error-title-not-found",
            StatusCode::FORBIDDEN => "error-title-forbidden",
            StatusCode::UNAUTHORIZED => "error-title-signed-out",
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::INTERNAL_SERVER_ERROR => "error-title-unavailable",
            _ => "error-title-refused",
        }
    }

    /// What the machine's keeper is told; nothing for what is nobody's fault.
    fn told(&self) -> Option<String> {
        let Fault::App(error) = self else { return None };
        told(error)
    }
}

/// A fault of the store with its causes; nothing for what is nobody's fault.
pub fn told(error: &Error) -> Option<String> {
    let Error::Store(error) = error else { return None };
    let mut told = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(it) = next {
        told = format!("{told}: {it}");
        next = it.source();
    }
    Some(told)
}

/// A round length in the largest unit it fills.
fn length(bytes: usize) -> String {
    match bytes {
        1_000_000.. => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} KB", bytes / 1_000),
    }
}

fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::Refused(it) if matches!(it.code(), "stale" | "key-reused") => StatusCode::CONFLICT,
        Error::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Forbidden(Forbidden::Denied(it)) => match it {
            Denied::NotSignedIn => StatusCode::UNAUTHORIZED,
            Denied::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
            Denied::PasswordTooShort { .. } | Denied::PasswordTooLong { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Denied::WrongNameOrPassword | Denied::WrongPasswordBefore | Denied::WrongCode => StatusCode::FORBIDDEN,
        },
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::NotFound(_) => StatusCode::NOT_FOUND,
        Error::Store(it) if it.is_conflict() => StatusCode::CONFLICT,
        Error::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

fn denied_code(denied: Denied) -> &'static str {
    match denied {
        Denied::WrongNameOrPassword => "wrong-name-or-password",
        Denied::WrongCode => "wrong-code",
        Denied::TooManyTries { .. } => "too-many-tries",
        Denied::WrongPasswordBefore => "wrong-password-before",
        Denied::PasswordTooShort { .. } => "password-too-short",
        Denied::PasswordTooLong { .. } => "password-too-long",
        Denied::NotSignedIn => "not-signed-in",
    }
}

/// What leads on from the page of a fault.
#[derive(Default)]
pub struct Ways {
    /// What was sent, with what was typed in it, so that it can be mended and sent again.
    pub form: Option<FormShown>,
    pub upload: Option<UploadForm>,
    /// What it was about: an address, and the words of its link.
    pub again: Option<(String, String)>,
}

/// The form by which a document is sent.
pub struct UploadForm {
    pub action: String,
    /// That of what follows the taking in; blank where nothing does.
    pub key: String,
    /// Keys of its label and of its button.
    pub words: [&'static str; 2],
    /// Whether it asks if it is another document than the one that is known.
    pub is_another_asked: bool,
}

impl UploadForm {
    /// That of the page of documents.
    pub fn of_documents(is_another_asked: bool) -> UploadForm {
        let words = ["page-document-send", "page-document-send-do"];
        UploadForm { action: "/documents".to_owned(), key: String::new(), words, is_another_asked }
    }
}

/// The answer to a fault: a page for whoever is signed in, or a problem for programs. It may ask the database who that is.
pub fn answer(shared: &Shared, ask: &Ask, fault: impl Into<Fault>) -> Response {
    let fault = fault.into();
    // A store that failed is not asked once more.
    let is_asked = !ask.is_api() && !matches!(fault, Fault::App(Error::Store(_)));
    let viewer = is_asked.then(|| looked_up(&shared.office, ask)).and_then(Result::ok).map(|it| it.1);
    match viewer {
        Some(viewer) => answer_in(shared, ask, &Frame::aside(&shared.office, ask, &viewer), fault, Ways::default()),
        None => answer_at_the_door(shared, ask, fault),
    }
}

/// A page as an answer.
///
/// # Errors
/// [`Fault::Broken`] where it cannot be drawn.
pub fn drawn(status: StatusCode, page: &impl Template) -> Result<Response, Fault> {
    let body = page.render().map_err(|_| Fault::Broken)?;
    Ok((status, [(CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response())
}

/// The same; one that cannot be drawn is answered as our own fault.
pub fn shown(ask: &Ask, status: StatusCode, it: &impl Template) -> Response {
    drawn(status, it).unwrap_or_else(|fault| page(ask, &Frame::at_the_door(ask), &fault, Ways::default()))
}

/// The same without asking anything, for whoever it may be.
pub fn answer_at_the_door(shared: &Shared, ask: &Ask, fault: impl Into<Fault>) -> Response {
    answer_in(shared, ask, &Frame::at_the_door(ask), fault.into(), Ways::default())
}

/// The same in a frame that is there, with what leads on from it.
pub fn answer_in(shared: &Shared, ask: &Ask, frame: &Frame, fault: Fault, ways: Ways) -> Response {
    if let Some(told) = fault.told() {
        (shared.tell_fault)(&told);
    }
    let mut response = if ask.is_api() { problem(ask, &fault) } else { page(ask, frame, &fault, ways) };
    if let Fault::App(Error::Forbidden(Forbidden::Denied(Denied::TooManyTries { wait_seconds }))) = fault {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait_seconds));
    }
    response
}

fn problem(ask: &Ask, fault: &Fault) -> Response {
    let (status, code) = (fault.status(), fault.code());
    let body = json!({
        "type": format!("/api/problems/{code}"),
        "title": fault.sentence_for(ask),
        "status": status.as_u16(),
        "code": code,
    });
    (status, [(CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

fn page(ask: &Ask, frame: &Frame, fault: &Fault, ways: Ways) -> Response {
    let session = format!("/sessions/{}", ask.part(1));
    let (sentence, title) = (fault.sentence_for(ask), fault.title());
    let back = match (ask.path.as_str(), ask.is_reading) {
        ("/documents", false) => Some(("/documents", "error-to-documents")),
        (it, false) if it.starts_with(&format!("{session}/")) => Some((session.as_str(), "meeting-back")),
        // Whoever comes by a link has nowhere else to go.
        (it, _) if it.starts_with("/l/") => None,
        _ => Some(("/tasks", "error-to-register")),
    };
    let ways = Ways { again: opened(fault, ask.language).or(ways.again), ..ways };
    let page = ErrorPage { f: frame, title, sentence: &sentence, ways, back };
    let body = page.render().unwrap_or_default();
    (fault.status(), [(CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response()
}

/// What a sentence says is to be opened, and the words of its link.
fn opened(fault: &Fault, language: Language) -> Option<(String, String)> {
    match fault {
        Fault::App(Error::Refused(Refusal::TellingElsewhere {
            followed: Followed { matter: Some(it), .. }, ..
        })) => Some((format!("/matters/{it}#told"), text(language, "matter-open-other").to_owned())),
        Fault::App(Error::Refused(Refusal::NoticeFollowed(Followed { matter: Some(it), .. }))) => {
            Some((format!("/matters/{it}#told"), text(language, "matter-open-told").to_owned()))
        }
        Fault::App(Error::Refused(Refusal::ListingTaken(Followed { matter: Some(it), .. }))) => {
            Some((format!("/matters/{it}#listed"), text(language, "matter-open-listed").to_owned()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt;

    struct Undrawn;

    impl fmt::Display for Undrawn {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            Err(fmt::Error)
        }
    }

    #[derive(Template)]
    #[template(source = "<p>{{ it }}</p>", ext = "txt")]
    struct Page<T: fmt::Display> {
        it: T,
    }

    #[test]
    fn a_page_that_cannot_be_drawn_is_a_fault() {
        assert!(drawn(StatusCode::OK, &Page { it: "words" }).is_ok_and(|it| it.status() == StatusCode::OK));
        assert!(matches!(drawn(StatusCode::OK, &Page { it: Undrawn }), Err(Fault::Broken)));
    }
}
