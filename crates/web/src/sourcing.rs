//! `POST /tasks/{id}/source`: the document that a task comes from is added, as a whole or by a place in it.

use crate::acts::{led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer_in};
use crate::render::Frame;
use crate::serve::Shared;
use app::access::Viewer;
use app::acting::{ActRequest, Request as Acts};
use app::messages::text;
use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::json;
use std::sync::Arc;

pub async fn add(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, carry_out).await
}

fn carry_out(shared: &Shared, ask: &Ask, viewer: &Viewer, typed: &Fields) -> Response {
    let code = ask.part(1);
    match added(shared, viewer, code, typed) {
        Ok(position) => led_to(&format!("/tasks/{code}?position={position}#line")),
        Err(fault) => {
            let page = format!("/tasks/{code}/source");
            let aside = Frame::aside(&shared.office, ask, viewer);
            let frame = Frame { nav: "tasks", address: page.clone(), ..aside };
            let again = Some((page, text(ask.language, "source-again").to_owned()));
            answer_in(shared, ask, &frame, fault, Ways { again, ..Ways::default() })
        }
    }
}

fn added(shared: &Shared, viewer: &Viewer, code: &str, typed: &Fields) -> Result<u64, Fault> {
    let stream = shared.office.task_stream(viewer, code)?.to_string();
    let place = typed.raw("span").split_once('-');
    let span = place.and_then(|it| Some([it.0.parse::<usize>().ok()?, it.1.parse().ok()?]));
    let mut body = json!({ "document": typed.raw("document") });
    if let Some(span) = span {
        body["span"] = json!(span);
    }
    let order = ActRequest { act: "task.add_source".to_owned(), stream, seen: None, body };
    Ok(shared.office.carry_out_as(viewer, Acts { key: typed.raw("key").to_owned(), orders: vec![order] })?.last())
}
