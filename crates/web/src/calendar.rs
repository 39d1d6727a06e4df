//! `POST /calendar/recounts`: the deadlines that were picked are counted again.

use crate::acts::typed_form;
use crate::ask::{Ask, Fields};
use crate::batch;
use crate::error::{Ways, answer_in};
use crate::render::Frame;
use crate::serve::Shared;
use app::access::Viewer;
use app::batch::Batch;
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// Where they are picked.
const PAGE: &str = "/calendar/recounts";

pub async fn recount(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, carry_out).await
}

fn carry_out(shared: &Shared, ask: &Ask, viewer: &Viewer, typed: &Fields) -> Response {
    let batch = Batch {
        key: typed.raw("key").to_owned(),
        act: "task.recount".to_owned(),
        tasks: typed.all("task").map(str::to_owned).collect(),
        words: typed.raw("because").to_owned(),
        waived_because: String::new(),
        drawn_from: 0,
    };
    let version = typed.raw("version").parse().unwrap_or_default();
    let frame = Frame { nav: "calendar", address: PAGE.to_owned(), ..Frame::aside(&shared.office, ask, viewer) };
    match shared.office.recount(viewer, &batch.key, version, &batch.tasks, &batch.words) {
        Ok(lines) => batch::page(shared, ask, &frame, &batch, lines, (None, (PAGE, "calendar-recounts"))),
        Err(error) => answer_in(shared, ask, &frame, error.into(), Ways::default()),
    }
}
