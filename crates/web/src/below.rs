//! `POST /tasks/{id}/below`: a part of a task for each unit that was picked; what is refused is drawn again as it was typed.

use crate::acts::{led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer_in, drawn};
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::{BelowPage, BelowShown};
use app::access::Viewer;
use app::below::Breakdown;
use app::{Error, days};
use axum::extract::{Request, State};
use axum::response::Response;
use model::{Deadline, Refusal, UnitId};
use std::sync::Arc;

pub async fn form(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, carry_out).await
}

fn carry_out(shared: &Shared, ask: &Ask, viewer: &Viewer, typed: &Fields) -> Response {
    let code = ask.part(1);
    let fault = match break_down(shared, viewer, code, typed) {
        Ok(position) => return led_to(&format!("/tasks/{code}?position={position}")),
        Err(fault) => fault,
    };
    let aside = Frame::aside(&shared.office, ask, viewer);
    let frame = Frame { nav: "tasks", address: format!("/tasks/{code}/below"), ..aside };
    let again = shared.office.breakdown(viewer, code).map_err(Fault::from).and_then(|view| {
        let key = if fault.may_be_written() { typed.raw("key").to_owned() } else { shared.office.new_id().to_string() };
        let shown = BelowShown::typed(view, key, typed, fault.sentence(ask.language));
        drawn(fault.status(), &BelowPage { f: &frame, v: &shown })
    });
    again.unwrap_or_else(|fault| answer_in(shared, ask, &frame, fault, Ways::default()))
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
    Ok(shared.office.break_down(viewer, code, typed.raw("key").to_owned(), of)?.last())
}
