//! Units that a person enters as a list or moves: where they stand is typed as a name, and asked again where it is unclear.

use crate::acts::{in_turn, taken_of_known};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer_at_the_door, answer_in, drawn};
use crate::pages::looked_up;
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
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
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
    let (ask, bytes) = match taken_of_known(&shared, request).await {
        Ok(it) => it,
        Err(response) => return response,
    };
    let carry_out = move |shared: &Shared, ask: &Ask| {
        let viewer = match looked_up(&shared.office, ask) {
            Ok((_, viewer)) => viewer,
            Err(error) => return answer_at_the_door(shared, ask, error),
        };
        let aside = Frame::aside(&shared.office, ask, &viewer);
        let frame = &Frame { nav: "units", address: "/units".to_owned(), ..aside };
        let typed = &Fields::read(&bytes);
        let form = Form { office: &shared.office, ask, viewer: &viewer, typed, frame };
        work(&form).unwrap_or_else(|fault| answer_in(shared, ask, frame, fault, Ways::default()))
    };
    in_turn(&shared, &shared.writes, ask, carry_out).await
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
            let last = answer.map(|it| it.position + it.n_entries.saturating_sub(1));
            return Ok(to(last.map_or_else(|| "/units".to_owned(), |it| format!("/units?position={it}"))));
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
    Ok(to(format!("/units/{}?position={}", page.unit.id, answer.position)))
}

fn to(address: String) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response()
}
