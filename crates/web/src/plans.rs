//! `POST /tasks/{id}/read`: a file of a task is taken in as its implementing plan, and its desk is opened.

use crate::acts::{led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Ways, answer_in};
use crate::render::Frame;
use crate::serve::Shared;
use app::access::Viewer;
use app::messages::say;
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

pub async fn read(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, carry_out).await
}

fn carry_out(shared: &Shared, ask: &Ask, viewer: &Viewer, typed: &Fields) -> Response {
    let code = ask.part(1);
    match shared.office.read_plan(viewer, code, typed.raw("n").parse().unwrap_or_default()) {
        Ok(document) => led_to(&format!("/documents/{document}/intake")),
        Err(error) => {
            let page = format!("/tasks/{code}");
            let words = say(ask.language, "error-again", &[("noun", "task".into()), ("id", code.into())]);
            let aside = Frame::aside(&shared.office, ask, viewer);
            let frame = Frame { nav: "tasks", address: page.clone(), ..aside };
            answer_in(shared, ask, &frame, error.into(), Ways { again: Some((page, words)), ..Ways::default() })
        }
    }
}
