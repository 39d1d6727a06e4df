//! `POST /tasks/acts`: one act on the tasks that were picked, answered by a page that says what was done, what was not and why.

use crate::acts::typed_form;
use crate::ask::{Ask, Fields};
use crate::error::{Ways, answer_in, shown};
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::{BatchPage, NotDone};
use app::Error;
use app::access::Viewer;
use app::batch::{Batch, BatchLine};
use app::sentences;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use model::Refusal;
use std::sync::Arc;

pub async fn form(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, carry_out).await
}

fn carry_out(shared: &Shared, ask: &Ask, viewer: &Viewer, typed: &Fields) -> Response {
    let batch = Batch {
        key: typed.raw("key").to_owned(),
        act: typed.raw("act").to_owned(),
        tasks: typed.all("task").map(str::to_owned).collect(),
        words: typed.raw("words").to_owned(),
        waived_because: typed.raw("waived_because").to_owned(),
        drawn_from: typed.raw("drawn_from").parse().unwrap_or_default(),
    };
    let frame = Frame { nav: "tasks", ..Frame::aside(&shared.office, ask, viewer) };
    match shared.office.carry_out_batch(viewer, &batch) {
        Ok(lines) => {
            let (again, back) = (format!("/tasks/acts?{}", ask.query_text), format!("/tasks?{}", ask.query_text));
            page(shared, ask, &frame, &batch, lines, (Some(&again), (&back, "batch-back")))
        }
        Err(error) => answer_in(shared, ask, &frame, error.into(), Ways::default()),
    }
}

/// Where what was not done is sent again, and the list it was picked from with the words of its link.
type Onward<'a> = (Option<&'a str>, (&'a str, &'static str));

/// What was done, and what was not and why.
pub fn page(
    shared: &Shared,
    ask: &Ask,
    frame: &Frame,
    batch: &Batch,
    lines: Vec<BatchLine>,
    (again, back): Onward,
) -> Response {
    let (done, not_done): (Vec<BatchLine>, Vec<BatchLine>) = lines.into_iter().partition(|it| it.why_not.is_none());
    let is_missing = |it: &BatchLine| matches!(it.why_not, Some(Error::Refused(Refusal::DeliverableMissing)));
    let wants_waiver = not_done.iter().any(is_missing);
    let why = |it: BatchLine| NotDone {
        why: it.why_not.map(|it| sentences::error_without_cause(frame.language, &it)).unwrap_or_default(),
        code: it.code,
    };
    let is_whole = not_done.is_empty() && !done.is_empty();
    let status = if is_whole { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = BatchPage {
        f: frame,
        title: crate::act_forms::title(frame.language, &batch.act),
        act: &batch.act,
        words: &batch.words,
        wants_waiver,
        done: done.into_iter().map(|it| it.code).collect(),
        not_done: not_done.into_iter().map(why).collect(),
        again,
        back,
        key: shared.office.new_id().to_string(),
    };
    shown(ask, status, &page)
}
