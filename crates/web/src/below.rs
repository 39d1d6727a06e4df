//! `POST /tasks/{id}/below`: a part of a task for each unit that was picked.

use crate::acts::{in_turn, taken_of_known};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer_at_the_door, answer_in};
use crate::pages::looked_up;
use crate::render::Frame;
use crate::serve::Shared;
use app::access::Viewer;
use app::below::Breakdown;
use app::{Error, days};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use model::{Deadline, Refusal, UnitId};
use std::sync::Arc;

pub async fn form(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (ask, bytes) = match taken_of_known(&shared, request).await {
        Ok(taken) => taken,
        Err(response) => return response,
    };
    in_turn(&shared, &shared.writes, ask, move |shared, ask| carry_out(shared, ask, &Fields::read(&bytes))).await
}

fn carry_out(shared: &Shared, ask: &Ask, typed: &Fields) -> Response {
    let viewer = match looked_up(&shared.office, ask) {
        Ok((_, viewer)) => viewer,
        Err(error) => return answer_at_the_door(shared, ask, error),
    };
    let code = ask.part(1);
    match break_down(shared, &viewer, code, typed) {
        Ok(position) => {
            (StatusCode::SEE_OTHER, [(LOCATION, format!("/tasks/{code}?position={position}"))]).into_response()
        }
        Err(fault) => {
            let words = app::messages::text(ask.language, "below-title").to_owned();
            let again = (fault.status() != StatusCode::NOT_FOUND).then(|| (format!("/tasks/{code}/below"), words));
            let frame = Frame { nav: "tasks", ..Frame::aside(&shared.office, ask, &viewer) };
            answer_in(shared, ask, &frame, fault, Ways { again, ..Ways::default() })
        }
    }
}

fn break_down(shared: &Shared, viewer: &Viewer, code: &str, typed: &Fields) -> Result<u64, Fault> {
    let unit = |it: &str| {
        let unreadable = || Refusal::FilterUnreadable { field: "leads".to_owned(), text: it.to_owned() };
        it.parse::<UnitId>().map_err(|_| Error::Refused(unreadable()))
    };
    let deadline = match typed.raw("deadline").trim() {
        "" => Deadline::Unset,
        day => Deadline::Fixed { due_on: days::read(day, shared.office.today()).map_err(Error::Refused)? },
    };
    let deliverable = Some(typed.raw("deliverable").trim().to_owned()).filter(|it| !it.is_empty());
    let leads = typed.all("leads").map(unit).collect::<Result<_, _>>()?;
    let of = Breakdown { words: typed.raw("words").to_owned(), leads, deadline, deliverable };
    let done = shared.office.break_down(viewer, code, typed.raw("key").to_owned(), of)?;
    Ok(done.position + done.n_entries.saturating_sub(1))
}
