//! Signing in and out, the first account, passwords and sessions: the pages at the door.

use crate::acts::{LONGEST_AT_DOOR, in_turn, led_to, taken};
use crate::ask::{Ask, Fields, SESSION_COOKIE};
use crate::error::{Fault, answer, shown};
use crate::pages::{Form, Seen, looked_up, written};
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::{CodePage, FirstPage, SignInPage, me_refused, next_step};
use app::Error;
use app::access::Viewer;
use app::error::{Denied, Forbidden};
use app::sign_in::{Knock, Opened};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use model::AccountId;
use std::sync::Arc;

/// A session's cookie is kept by the browser for as long as the session may last.
const COOKIE_LASTS_SECONDS: u32 = 14 * 24 * 3600;

pub async fn page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.reads, ask, |shared, ask| match shared.office.nobody_can_sign_in() {
        Ok(true) => led_to("/first"),
        _ => door(ask, &ask.query, None),
    })
    .await
}

pub async fn sign_in(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (ask, bytes) = match taken(&shared, request, LONGEST_AT_DOOR).await {
        Ok(it) => it,
        Err(response) => return response,
    };
    let work = move |shared: &Shared, ask: &Ask| {
        let typed = Fields::read(&bytes);
        match shared.office.sign_in(knock(ask, &typed)) {
            Ok(opened) => let_in(ask, &opened, safe_next(typed.get("next"))),
            Err(error) => refused(shared, ask, &typed, error, door),
        }
    };
    in_turn(&shared, &shared.hashings, ask, work).await
}

pub async fn sign_out(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.writes, ask, |shared, ask| {
        if let Ok((who, _)) = looked_up(&shared.office, ask)
            && let Err(error) = shared.office.close_session(who.session.account, &who.session.token)
        {
            return answer(shared, ask, error);
        }
        let mut response = led_to("/sign-in");
        let cookie = format!("{SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        response.headers_mut().append(SET_COOKIE, header(&cookie));
        response
    })
    .await
}

pub async fn first_page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    first_door(&ask, &ask.query, None)
}

pub async fn first(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (ask, bytes) = match taken(&shared, request, LONGEST_AT_DOOR).await {
        Ok(it) => it,
        Err(response) => return response,
    };
    let work = move |shared: &Shared, ask: &Ask| {
        let typed = Fields::read(&bytes);
        match shared.office.sign_in_first(typed.raw("code"), knock(ask, &typed)) {
            Ok(opened) => let_in(ask, &opened, "/"),
            Err(error) => refused(shared, ask, &typed, error, first_door),
        }
    };
    in_turn(&shared, &shared.hashings, ask, work).await
}

pub async fn change_password(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (ask, bytes) = match taken(&shared, request, LONGEST_AT_DOOR).await {
        Ok(it) => it,
        Err(response) => return response,
    };
    let work = move |shared: &Shared, ask: &Ask| {
        let typed = Fields::read(&bytes);
        let (who, viewer) = match looked_up(&shared.office, ask) {
            Ok(it) => it,
            Err(error) => return answer(shared, ask, error),
        };
        match shared.office.change_password(&who, typed.raw("before"), typed.raw("password")) {
            Ok(()) => led_to("/me?changed=1"),
            Err(error @ Error::Forbidden(Forbidden::Denied(_))) => {
                me_again(shared, &Seen { office: &shared.office, viewer: &viewer, who: &who, ask }, error.into())
            }
            Err(error) => answer(shared, ask, error),
        }
    };
    in_turn(&shared, &shared.hashings, ask, work).await
}

/// The reader's own page, with why the password was not changed.
fn me_again(shared: &Shared, seen: &Seen, fault: Fault) -> Response {
    let (ask, sentence) = (seen.ask, fault.sentence(seen.ask.language));
    let frame = Frame { nav: "me", address: "/me".to_owned(), ..Frame::aside(seen.office, ask, seen.viewer) };
    match me_refused(seen, fault.status(), sentence).and_then(|it| written(&*it, &frame, Form::Html)) {
        Ok((status, kind, body)) => (status, [(CONTENT_TYPE, kind)], body).into_response(),
        Err(fault) => answer(shared, ask, fault),
    }
}

/// Ends one of the reader's own sessions.
pub async fn close_session(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (ask, bytes) = match taken(&shared, request, LONGEST_AT_DOOR).await {
        Ok(it) => it,
        Err(response) => return response,
    };
    let work = move |shared: &Shared, ask: &Ask| {
        let typed = Fields::read(&bytes);
        let done = looked_up(&shared.office, ask)
            .and_then(|(who, _)| shared.office.close_session(who.session.account, typed.raw("session")));
        match done {
            Ok(_) => led_to("/me"),
            Err(error) => answer(shared, ask, error),
        }
    };
    in_turn(&shared, &shared.writes, ask, work).await
}

/// A new code for an account, for whoever may open accounts.
pub async fn account_code(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.writes, ask, |shared, ask| {
        let made = administered(shared, ask).and_then(|(viewer, account)| {
            let name = shared.office.viewer(account)?.name.unwrap_or_default();
            Ok((viewer, name, shared.office.account_code(account)?))
        });
        match made {
            Ok((viewer, name, code)) => {
                let next_step = next_step(&shared.office, &viewer, "");
                let frame = Frame { nav: "accounts", next_step, ..Frame::aside(&shared.office, ask, &viewer) };
                shown(ask, StatusCode::OK, &CodePage { f: &frame, name: &name, code: &code })
            }
            Err(error) => answer(shared, ask, error),
        }
    })
    .await
}

/// Ends all sessions of another account, for whoever may open accounts.
pub async fn close_sessions_of(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.writes, ask, |shared, ask| {
        let done = administered(shared, ask).and_then(|(_, account)| shared.office.close_sessions(account, None));
        match done {
            Ok(_) => led_to(&format!("/accounts/{}", account_of(ask))),
            Err(error) => answer(shared, ask, error),
        }
    })
    .await
}

/// Who asks, and the account of the address, if they may let it in and out.
fn administered(shared: &Shared, ask: &Ask) -> Result<(Viewer, AccountId), Error> {
    let (_, viewer) = looked_up(&shared.office, ask)?;
    let account = shared.office.account_let_in(&viewer, account_of(ask))?;
    Ok((viewer, account))
}

/// The account of the address.
fn account_of(ask: &Ask) -> &str {
    ask.path.trim_start_matches("/accounts/").split('/').next().unwrap_or_default()
}

fn knock<'a>(ask: &'a Ask, typed: &'a Fields) -> Knock<'a> {
    Knock { name: typed.raw("name").trim(), password: typed.raw("password"), address: &ask.from, label: &ask.label }
}

fn let_in(ask: &Ask, opened: &Opened, next: &str) -> Response {
    let mut response = led_to(next);
    response.headers_mut().append(SET_COOKIE, header(&session_cookie(ask, opened)));
    response
}

/// The cookie of a new session. No script reads it, and no other site sends it with a form.
pub fn session_cookie(ask: &Ask, opened: &Opened) -> String {
    let secure = if ask.is_secure { "; Secure" } else { "" };
    let token = &opened.token;
    format!("{SESSION_COOKIE}={token}; Path=/; Max-Age={COOKIE_LASTS_SECONDS}; HttpOnly; SameSite=Lax{secure}")
}

/// Only an address of ours is gone to after signing in.
fn safe_next(next: Option<&str>) -> &str {
    // Browsers drop control characters before they look where an address leads.
    let is_odd = |it: char| it == '\\' || it.is_control();
    let is_ours = |it: &&str| it.starts_with('/') && !it.starts_with("//") && !it.contains(is_odd);
    next.filter(is_ours).unwrap_or("/")
}

type Door = fn(&Ask, &Fields, Option<(StatusCode, String)>) -> Response;

/// The door again, with the reason and the name that was typed.
fn refused(shared: &Shared, ask: &Ask, typed: &Fields, error: Error, door: Door) -> Response {
    let fault = Fault::App(error);
    let is_asked_again = matches!(&fault, Fault::App(Error::Refused(_) | Error::Forbidden(_)));
    if !is_asked_again {
        return answer(shared, ask, fault);
    }
    let mut response = door(ask, typed, Some((fault.status(), fault.sentence(ask.language))));
    if let Fault::App(Error::Forbidden(Forbidden::Denied(Denied::TooManyTries { wait_seconds }))) = fault {
        response.headers_mut().insert("retry-after", HeaderValue::from(wait_seconds));
    }
    response
}

fn door(ask: &Ask, typed: &Fields, refused: Option<(StatusCode, String)>) -> Response {
    let frame = Frame::at_the_door(ask);
    let (status, sentence) = refused.unzip();
    let (name, next) = (typed.raw("name"), typed.raw("next"));
    shown(ask, status.unwrap_or(StatusCode::OK), &SignInPage { f: &frame, name, next, sentence })
}

fn first_door(ask: &Ask, typed: &Fields, refused: Option<(StatusCode, String)>) -> Response {
    let frame = Frame::at_the_door(ask);
    let (status, sentence) = refused.unzip();
    let page = FirstPage { f: &frame, name: typed.raw("name"), code: typed.raw("code"), sentence };
    shown(ask, status.unwrap_or(StatusCode::OK), &page)
}

fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("/"))
}
