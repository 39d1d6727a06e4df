//! A pasted text that is read for trial: nothing of it is kept.

use crate::acts::{in_turn, taken_of_known};
use crate::ask::Fields;
use crate::error::{Fault, Ways, answer_at_the_door, answer_in};
use crate::pages::{Form, looked_up, written};
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::TrialShown;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// `POST /try`.
pub async fn read(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (ask, bytes) = match taken_of_known(&shared, request).await {
        Ok(it) => it,
        Err(response) => return response,
    };
    in_turn(&shared, &shared.reads, ask, move |shared, ask| {
        let viewer = match looked_up(&shared.office, ask) {
            Ok((_, viewer)) => viewer,
            Err(error) => return answer_at_the_door(shared, ask, error),
        };
        let aside = Frame::aside(&shared.office, ask, &viewer);
        let frame = Frame { nav: "documents", address: "/try".to_owned(), ..aside };
        let typed = Fields::read(&bytes);
        let trial = shared.office.try_reading(typed.raw("words")).map_err(Fault::from);
        match trial.and_then(|it| written(&TrialShown::of(it, false), &frame, Form::Html)) {
            Ok((status, kind, body)) => (status, [(CONTENT_TYPE, kind)], body).into_response(),
            Err(fault) => answer_in(shared, ask, &frame, fault, Ways::default()),
        }
    })
    .await
}
