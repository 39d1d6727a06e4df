//! Forms about limitations and petitions that the acts of their page cannot say alone, and their lists as files.

use crate::acts::{in_turn, led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer, answer_at_the_door, answer_in};
use crate::pages::looked_up;
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::queried;
use app::access::Viewer;
use app::acting::{ActRequest, Request as Acts};
use app::matters::SameAsked;
use app::messages::text;
use app::{Error, Office};
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use model::Refusal;
use model::state::{MatterKind, Teller, Telling};
use serde_json::json;
use std::sync::Arc;

/// `POST /matters/same`: what a session or a document tells is the same as something before, or something else.
pub async fn same(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, |shared, ask, viewer, typed| {
        let (back, words) = match typed.raw("session") {
            "" => (format!("/documents/{}{}", typed.raw("document"), desk(typed)), "matter-back-to-document"),
            session => (format!("/sessions/{session}"), "matter-back-to-session"),
        };
        let said = said_same(&shared.office, viewer, typed);
        said.unwrap_or_else(|fault| refused((shared, ask, viewer), &back, words, fault))
    })
    .await
}

fn said_same(office: &Office, viewer: &Viewer, typed: &Fields) -> Result<Response, Fault> {
    let unreadable = |name: &str| Fault::BadRequest(format!("{name} is missing"));
    let session = |name: &str| typed.raw(name).parse().ok().map(Teller::Session);
    let document = || typed.raw("document").parse().ok().map(Teller::Document);
    let at = |by: Option<Teller>, place: &str| Telling::at(by?, typed.raw(place));
    let telling = at(session("session").or_else(document), "place").ok_or_else(|| unreadable("session"))?;
    let is_same = typed.raw("say") == "same";
    let asked = SameAsked {
        key: format!("{}-{}", typed.raw("key"), if is_same { "same" } else { "apart" }),
        telling,
        matter: typed.raw("matter").parse().ok(),
        earlier: at(session("earlier_session"), "earlier_place"),
        new: typed.raw("new").parse().map_err(|_| unreadable("new"))?,
        unit: typed.raw("unit").parse().ok(),
        is_same,
    };
    let (_, answer) = office.say_same(viewer, asked)?;
    let page = match telling.by {
        Teller::Session(it) => format!("/sessions/{it}"),
        Teller::Document(it) => format!("/documents/{it}{}", desk(typed)),
    };
    Ok(led_to(&format!("{page}?position={}#t-{telling}", answer.last())))
}

/// What stands behind the address of a document where it was said at its desk.
fn desk(typed: &Fields) -> &'static str {
    if typed.raw("at") == "intake" { "/intake" } else { "" }
}

/// `POST /matters/{id}/tasks`: links a task that is called by its code.
pub async fn link_task(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, |shared, ask, viewer, typed| {
        let back = format!("/matters/{}", ask.part(1));
        let linked = linked(&shared.office, viewer, ask.part(1), typed);
        linked.unwrap_or_else(|fault| refused((shared, ask, viewer), &back, "matter-back", fault))
    })
    .await
}

fn linked(office: &Office, viewer: &Viewer, id: &str, typed: &Fields) -> Result<Response, Fault> {
    let code = typed.raw("code").trim();
    if code.is_empty() {
        return Err(Fault::App(Error::Refused(Refusal::WordsMissing { field: "task".to_owned() })));
    }
    let task = office.task_stream(viewer, code).map_err(|error| match error {
        it @ Error::NotFound(_) => Fault::NamesNothing(it),
        it => Fault::App(it),
    })?;
    let body = json!({ "task": task });
    let order = ActRequest { act: "matter.link_task".to_owned(), stream: id.to_owned(), seen: None, body };
    let answer = office.carry_out_as(viewer, Acts { key: typed.raw("key").to_owned(), orders: vec![order] })?;
    Ok(led_to(&format!("/matters/{id}?position={}", answer.last())))
}

/// Why it is not done, and the way back.
fn refused((shared, ask, viewer): (&Shared, &Ask, &Viewer), back: &str, words: &'static str, fault: Fault) -> Response {
    let aside = Frame::aside(&shared.office, ask, viewer);
    let frame = Frame { nav: "matters", address: back.to_owned(), ..aside };
    let again = Some((back.to_owned(), text(ask.language, words).to_owned()));
    answer_in(shared, ask, &frame, fault, Ways { again, ..Ways::default() })
}

/// `GET /limitations.csv` and `GET /petitions.csv`, with the query of the list.
pub async fn csv(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.reads, ask, |shared, ask| {
        let viewer = match looked_up(&shared.office, ask) {
            Ok((_, viewer)) => viewer,
            Err(error) => return answer_at_the_door(shared, ask, error),
        };
        let is_petition = ask.path.ends_with("/petitions.csv");
        let (kind, name) = match is_petition {
            true => (MatterKind::Petition, "matter-file-petitions"),
            false => (MatterKind::Limitation, "matter-file-limitations"),
        };
        match shared.office.followed_csv(&viewer, kind, &queried(ask), ask.language) {
            Ok(lines) => {
                let (name, today) = (text(ask.language, name), shared.office.today());
                let way = HeaderValue::try_from(format!("attachment; filename=\"{name}-{today}.csv\""));
                let kind = HeaderValue::from_static("text/csv; charset=utf-8");
                let way = way.unwrap_or(HeaderValue::from_static("attachment"));
                ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, way)], lines).into_response()
            }
            Err(error) => answer(shared, ask, error),
        }
    })
    .await
}
