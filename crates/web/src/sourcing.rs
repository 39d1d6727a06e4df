//! The document that a task comes from is added: one of the register by `POST /tasks/{id}/source`, as a whole or by a place in
//! it; one that is sent now by `POST /tasks/{id}/source/file`.

use crate::acts::{in_turn, led_to, typed_form, with_turn};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, UploadForm, Ways, answer, answer_at_the_door, answer_in};
use crate::pages::looked_up;
use crate::render::Frame;
use crate::serve::Shared;
use crate::uploads::{Upload, looks_known, sent};
use app::access::Viewer;
use app::acting::{ActRequest, Request as Acts};
use app::messages::text;
use app::sourcing::SourceSent;
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

/// `POST /tasks/{id}/source/file`. Whether it may be added is asked before the file is taken.
pub async fn send(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let ask = Ask::read(&parts, shared.language);
    let asked = ask.clone();
    let refused = move |shared: &Shared| {
        let viewer = match looked_up(&shared.office, &asked) {
            Ok((_, viewer)) => viewer,
            Err(error) => return Some(answer_at_the_door(shared, &asked, error)),
        };
        let wanted = shared.office.want_no_source(&viewer, asked.part(1));
        wanted.err().map(|it| answer(shared, &asked, it))
    };
    match with_turn(&shared, &shared.reads, ask.language, refused).await {
        Ok(None) => {}
        Ok(Some(response)) | Err(response) => return response,
    }
    let (turn, upload) = match sent(&shared, Request::from_parts(parts, body)).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    in_turn(&shared, &shared.writes, ask, move |shared, ask| {
        let _turn = turn;
        match looked_up(&shared.office, ask) {
            Ok((_, viewer)) => taken(shared, ask, &viewer, upload),
            Err(error) => answer_at_the_door(shared, ask, error),
        }
    })
    .await
}

fn taken(shared: &Shared, ask: &Ask, viewer: &Viewer, upload: Result<Upload, Fault>) -> Response {
    let code = ask.part(1);
    let add = |Upload { name, bytes, is_another, key }| {
        Ok(shared.office.send_source(viewer, code, SourceSent { key, name, bytes, is_another })?)
    };
    match upload.and_then(add) {
        Ok(answer) => led_to(&format!("/tasks/{code}?position={}#line", answer.last())),
        Err(fault) => not_taken(shared, ask, viewer, fault),
    }
}

/// Why it was not taken, with the form to try again; a document that it looks like may be chosen instead.
fn not_taken(shared: &Shared, ask: &Ask, viewer: &Viewer, fault: Fault) -> Response {
    let page = format!("/tasks/{}/source", ask.part(1));
    let known = looks_known(&fault);
    let again = match known {
        Some(document) => (format!("{page}?document={document}"), "source-known"),
        None => (page.clone(), "source-again"),
    };
    let upload = upload_form(ask.part(1), shared.office.new_id().to_string(), known.is_some());
    let ways = Ways {
        upload: Some(upload),
        again: Some((again.0, text(ask.language, again.1).to_owned())),
        ..Ways::default()
    };
    let frame = Frame { nav: "tasks", address: page, ..Frame::aside(&shared.office, ask, viewer) };
    answer_in(shared, ask, &frame, fault, ways)
}

/// The form by which the document of a task is sent.
pub fn upload_form(code: &str, key: String, is_another_asked: bool) -> UploadForm {
    let words = ["source-send", "source-send-do"];
    UploadForm { action: format!("/tasks/{code}/source/file"), key, words, is_another_asked }
}
