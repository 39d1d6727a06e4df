//! `POST /outbox/{id}/{act}`: holding a letter back, letting it go, having it tried again.

use crate::acts::{led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer, answer_in};
use crate::render::Frame;
use crate::serve::Shared;
use app::access::Viewer;
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

const PAGE: &str = "/outbox";

pub async fn form(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, carry_out).await
}

fn carry_out(shared: &Shared, ask: &Ask, viewer: &Viewer, typed: &Fields) -> Response {
    let (office, id, key) = (&shared.office, ask.part(1), typed.raw("key"));
    let done = match ask.part(2) {
        "hold" => office.hold_letter_back(viewer, id, typed.raw("because"), key).map(Some),
        "release" => office.release_letter(viewer, id, key).map(Some),
        "again" => office.try_letter_again(viewer, id).map(|()| None),
        _ => return answer(shared, ask, Fault::NoPage),
    };
    match done {
        Ok(Some(position)) => led_to(&format!("{PAGE}?position={position}#m-{id}")),
        Ok(None) => led_to(&format!("{PAGE}#m-{id}")),
        Err(error) => {
            let words = app::messages::text(ask.language, "outbox-back").to_owned();
            let frame = Frame { nav: "outbox", address: PAGE.to_owned(), ..Frame::aside(office, ask, viewer) };
            let ways = Ways { again: Some((PAGE.to_owned(), words)), ..Ways::default() };
            answer_in(shared, ask, &frame, error.into(), ways)
        }
    }
}
