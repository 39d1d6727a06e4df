//! Units that a person enters as a list or moves: where they stand is typed as a name, and asked again where it is unclear.

use crate::acts::{led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer_in, drawn};
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::{UnitListPage, UnitMovePage};
use app::access::Viewer;
use app::acting::{ActRequest, Request as Acts};
use app::error::Forbidden;
use app::forms::body_of;
use app::unit_list::Below;
use app::{Error, Office};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::sync::Arc;

/// `POST /units`: looks a list over, or founds what is new in it.
pub async fn list(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    taken(shared, request, listed).await
}

/// `POST /units/{id}/move`.
pub async fn move_below(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    taken(shared, request, moved).await
}

/// What one of these forms does for whoever is signed in.
type Work = fn(&Form) -> Result<Response, Fault>;

struct Form<'a> {
    office: &'a Office,
    ask: &'a Ask,
    viewer: &'a Viewer,
    typed: &'a Fields,
    frame: &'a Frame,
}

async fn taken(shared: Arc<Shared>, request: Request, work: Work) -> Response {
    typed_form(shared, request, move |shared, ask, viewer, typed| {
        let aside = Frame::aside(&shared.office, ask, viewer);
        let frame = &Frame { nav: "units", address: "/units".to_owned(), ..aside };
        work(&Form { office: &shared.office, ask, viewer, typed, frame })
            .unwrap_or_else(|fault| answer_in(shared, ask, frame, fault, Ways::default()))
    })
    .await
}

fn listed(form: &Form) -> Result<Response, Fault> {
    let (names, below) = (form.typed.raw("names"), form.typed.raw("below"));
    let view = form.office.unit_list(form.viewer, names, below)?;
    if let Below::One { unit } = &view.below {
        if !form.viewer.may("unit.found", &[unit.id]) {
            return Err(Error::Forbidden(Forbidden::Act { act: "unit.found" }).into());
        }
        if form.typed.get("do") == Some("found") {
            let key = form.typed.raw("key").to_owned();
            let answer = form.office.found_listed(form.viewer, names, unit.id, key)?;
            let page = answer.map_or_else(|| "/units".to_owned(), |it| format!("/units?position={}", it.last()));
            return Ok(led_to(&page));
        }
    }
    let key = form.office.new_id().to_string();
    let fixed = match &view.below {
        Below::One { unit } if unit.id.to_string() == below => Some(unit.clone()),
        _ => None,
    };
    drawn(StatusCode::OK, &UnitListPage { f: form.frame, names, below, fixed, key, view: &view })
}

fn moved(form: &Form) -> Result<Response, Fault> {
    let id = form.ask.path.trim_start_matches("/units/").trim_end_matches("/move");
    let page = form.office.unit_page(form.viewer, id)?;
    let below = form.office.unit_meant(form.viewer, form.typed.raw("below"));
    let key = form.typed.raw("key").to_owned();
    let Below::One { unit } = &below else {
        let shown = UnitMovePage { f: form.frame, page: &page, typed: form.typed, below: &below, key: &key };
        return drawn(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    let parent = [("parent".to_owned(), unit.id.to_string())];
    let typed: Vec<(String, String)> = form.typed.pairs().iter().cloned().chain(parent).collect();
    let body = body_of("unit.move_below", &typed, form.office.today()).map_err(Error::Refused)?;
    let seen = form.typed.raw("seen").parse().ok();
    let order = ActRequest { act: "unit.move_below".to_owned(), stream: page.unit.id.to_string(), seen, body };
    let answer = form.office.carry_out_as(form.viewer, Acts { key, orders: vec![order] })?;
    Ok(led_to(&format!("/units/{}?position={}", page.unit.id, answer.position)))
}
