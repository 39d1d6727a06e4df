//! `/arrivals/{id}`: how far a file is that somebody sent. The page is drawn anew by itself until the file is in the register.

use crate::acts::{in_turn, known, led_to};
use crate::ask::Ask;
use crate::error::{Fault, Ways, answer_at_the_door, answer_in};
use crate::pages::{Form, looked_up, to_sign_in, written};
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::ArrivalShown;
use app::Error;
use app::access::Viewer;
use app::arrivals::Stage;
use app::error::{Denied, Forbidden};
use app::take::refuse_taking_in;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_TYPE, REFRESH};
use axum::response::{IntoResponse, Response};
use model::DocumentId;
use std::sync::Arc;
use std::thread;

/// After so many seconds the page asks again.
const AGAIN: HeaderValue = HeaderValue::from_static("2");

/// `GET /arrivals/{id}`.
pub async fn page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.reads, ask, draw).await
}

fn draw(shared: &Shared, ask: &Ask) -> Response {
    let viewer = match looked_up(&shared.office, ask) {
        Ok((_, viewer)) => viewer,
        Err(Error::Forbidden(Forbidden::Denied(Denied::NotSignedIn))) => return to_sign_in(ask),
        Err(error) => return answer_at_the_door(shared, ask, error),
    };
    let frame = framed(shared, ask, &viewer);
    let id = ask.path.rsplit('/').next().unwrap_or_default();
    let arrival = match shared.office.arrival(&viewer, id) {
        Ok(arrival) => arrival,
        Err(error) => return answer_in(shared, ask, &frame, error.into(), Ways::default()),
    };
    if let Stage::Taken { document, is_known } = arrival.stage {
        return led_to(&document_page(document, is_known));
    }
    let goes_on = matches!(arrival.stage, Stage::Waiting { .. } | Stage::Reading { .. });
    let mut response = match written(&ArrivalShown { arrival }, &frame, Form::Html) {
        Ok((status, kind, body)) => (status, [(CONTENT_TYPE, kind)], body).into_response(),
        Err(fault) => answer_in(shared, ask, &frame, fault, Ways::default()),
    };
    if goes_on {
        response.headers_mut().insert(REFRESH, AGAIN);
    }
    response
}

/// `POST /arrivals/{id}/{act}`: throws the file away, or asks for it once more.
pub async fn act(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    if let Err(response) = known(&shared, &ask, refuse_taking_in).await {
        return response;
    }
    let kept = Arc::clone(&shared);
    in_turn(&shared, &shared.writes, ask, move |shared, ask| carry_out(&kept, shared, ask)).await
}

fn carry_out(kept: &Arc<Shared>, shared: &Shared, ask: &Ask) -> Response {
    let viewer = match looked_up(&shared.office, ask) {
        Ok((_, viewer)) => viewer,
        Err(error) => return answer_at_the_door(shared, ask, error),
    };
    let mut parts = ask.path.rsplit('/');
    let (act, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let done = match act {
        "drop" => shared.office.drop_arrival(&viewer, id).map(|()| "/documents".to_owned()),
        "again" => shared.office.arrive_again(&viewer, id).map(|()| address(id)),
        _ => return answer_in(shared, ask, &framed(shared, ask, &viewer), Fault::NoPage, Ways::default()),
    };
    read_waiting(kept);
    match done {
        Ok(page) => led_to(&page),
        Err(error) => answer_in(shared, ask, &framed(shared, ask, &viewer), error.into(), Ways::default()),
    }
}

/// Reads what waits on a thread of its own: it takes minutes, and nobody waits for it.
pub fn read_waiting(shared: &Arc<Shared>) {
    let shared = Arc::clone(shared);
    thread::spawn(move || {
        if let Err(error) = shared.office.read_waiting() {
            (shared.tell_fault)(&format!("reading what waits: {error}"));
        }
    });
}

/// The page of a file that is on its way in.
pub fn address(id: impl std::fmt::Display) -> String {
    format!("/arrivals/{id}")
}

/// Where a file leads that is in the register.
pub fn document_page(document: DocumentId, is_known: bool) -> String {
    match is_known {
        true => format!("/documents/{document}?note=known"),
        false => format!("/documents/{document}/intake"),
    }
}

fn framed(shared: &Shared, ask: &Ask, viewer: &Viewer) -> Frame {
    let aside = Frame::aside(&shared.office, ask, viewer);
    let address = if ask.is_reading { ask.address() } else { "/documents".to_owned() };
    Frame { nav: "documents", address, ..aside }
}
