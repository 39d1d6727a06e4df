//! How somebody is written to, and the calendar feeds: giving one, revoking one, and the feed itself.

use crate::acts::{in_turn, led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer, answer_in, shown};
use crate::links::server_of;
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::FeedGivenPage;
use app::Error;
use app::access::Viewer;
use app::acting::{ActRequest, Request as Acts};
use app::error::NotFound;
use app::forms::body_of;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

const PAGE: &str = "/me";

/// `POST /me/mail`: the address, the wish and the language of whoever is signed in.
pub async fn set_mail(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, |shared, ask, viewer, typed| {
        let act = "account.set_mail";
        let done = body_of(act, typed.pairs(), shared.office.today()).map_err(Error::Refused).and_then(|body| {
            let order = ActRequest { act: act.to_owned(), stream: viewer.account.to_string(), seen: None, body };
            shared.office.carry_out_as(viewer, Acts { key: typed.raw("key").to_owned(), orders: vec![order] })
        });
        match done {
            Ok(answer) => led_to(&format!("{PAGE}?position={}#mail", answer.last())),
            Err(error) => back(shared, ask, viewer, error.into()),
        }
    })
    .await
}

/// `POST /me/feeds`: gives a feed, and shows its address this once.
pub async fn give(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, |shared, ask, viewer, typed| match shared.office.give_feed(viewer, typed.get("unit")) {
        Ok(given) => {
            let frame = own(shared, ask, viewer);
            let address = format!("{}/feeds/{}.ics", server_of(shared, ask), given.token);
            shown(ask, StatusCode::OK, &FeedGivenPage { f: &frame, v: &given, address })
        }
        Err(error) => back(shared, ask, viewer, error.into()),
    })
    .await
}

/// `POST /me/feeds/revoke`.
pub async fn revoke(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, |shared, ask, viewer, typed: &Fields| {
        match shared.office.revoke_feed(viewer, typed.raw("feed")) {
            Ok(()) => led_to(&format!("{PAGE}?revoked=1#feeds")),
            Err(error) => back(shared, ask, viewer, error.into()),
        }
    })
    .await
}

fn own(shared: &Shared, ask: &Ask, viewer: &Viewer) -> Frame {
    Frame { nav: "me", address: PAGE.to_owned(), ..Frame::aside(&shared.office, ask, viewer) }
}

fn back(shared: &Shared, ask: &Ask, viewer: &Viewer, fault: Fault) -> Response {
    let words = app::messages::text(ask.language, "feed-to-me").to_owned();
    let ways = Ways { again: Some((PAGE.to_owned(), words)), ..Ways::default() };
    answer_in(shared, ask, &own(shared, ask, viewer), fault, ways)
}

/// `GET /feeds/{token}.ics`: the calendar, for whoever has its address.
pub async fn feed(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let known = parts.headers.get(IF_NONE_MATCH).cloned();
    let ask = Ask::read(&parts, shared.language);
    in_turn(&shared, &shared.reads, ask, move |shared, ask| {
        let made = match ask.part(1).strip_suffix(".ics") {
            Some(token) => shared.office.feed(token, &ask.from),
            None => Err(Error::NotFound(NotFound::Link)),
        };
        let feed = match made {
            Ok(feed) => feed,
            Err(error) => return answer(shared, ask, error),
        };
        let tag = HeaderValue::from_str(&feed.tag).expect("invariant: a hash is a header");
        let is_known = known.as_ref() == Some(&tag);
        let head = [
            (CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
            (CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
            (ETAG, tag),
        ];
        if is_known {
            return (StatusCode::NOT_MODIFIED, head).into_response();
        }
        (head, feed.body.as_ref().to_owned()).into_response()
    })
    .await
}
