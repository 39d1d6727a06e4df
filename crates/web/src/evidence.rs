//! Files one by one: sent in pieces that go on after a lost connection, and handed out to whoever sees their
//! task or session.

use crate::acts::{in_turn, taken};
use crate::ask::Ask;
use crate::error::{Fault, answer};
use crate::files_shown::{FilePart, media_type, waiting_shown};
use crate::pages::looked_up;
use crate::render::Frame;
use crate::serve::Shared;
use app::Error;
use app::error::NotFound;
use app::evidence::{EvidenceFile, Sender, UploadView, extensions};
use app::links::LinkHolder;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::sync::Arc;

/// The longest piece of a file, in bytes.
const LONGEST_PIECE: usize = 1_000_000;

/// `POST /api/{tasks or sessions}/{id}/uploads?name=..&length=..`: makes room for a file.
pub async fn begin(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    begin_as(shared, request, by_account).await
}

/// `POST /api/{tasks or sessions}/{id}/uploads/{upload}?at=..`: a piece.
pub async fn add(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    add_as(shared, request, by_account).await
}

/// `GET /api/{tasks or sessions}/{id}/uploads/{upload}`: how far a file has come.
pub async fn look(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    look_as(shared, request, by_account).await
}

/// The same by a link: `/api/l/{token}/uploads`.
pub async fn begin_by_link(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    begin_as(shared, request, by_link).await
}

pub async fn add_by_link(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    add_as(shared, request, by_link).await
}

pub async fn look_by_link(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    look_as(shared, request, by_link).await
}

/// Who sends, by the address that was asked.
type Who = fn(&Shared, &Ask) -> Result<Sender, Error>;

fn by_account(shared: &Shared, ask: &Ask) -> Result<Sender, Error> {
    let (_, viewer) = looked_up(&shared.office, ask)?;
    shared.office.sender(&viewer, ask.part(1), ask.part(2))
}

fn by_link(shared: &Shared, ask: &Ask) -> Result<Sender, Error> {
    let holder = piece_holder(shared, ask)?;
    Ok(shared.office.sender_by_link(&holder))
}

/// Pieces are counted apart from looks: a file has many.
fn piece_holder(shared: &Shared, ask: &Ask) -> Result<LinkHolder, Error> {
    shared.office.link_holder_of_piece(ask.part(2), &ask.from)
}

async fn begin_as(shared: Arc<Shared>, request: Request, who: Who) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.reads, ask, move |shared, ask| {
        let length = ask.query.get("length").and_then(|it| it.parse().ok()).unwrap_or_default();
        let begun =
            who(shared, ask).and_then(|sender| shared.office.begin_upload(sender, ask.query.raw("name"), length));
        told(shared, ask, begun)
    })
    .await
}

async fn add_as(shared: Arc<Shared>, request: Request, who: Who) -> Response {
    let (parts, body) = request.into_parts();
    let ask = Ask::read(&parts, shared.language);
    let turns = Arc::clone(&shared.reads);
    let sender = in_sender(&shared, &turns, &ask, who).await;
    let sender = match sender {
        Ok(sender) => sender,
        Err(response) => return response,
    };
    let (ask, piece) = match taken(&shared, Request::from_parts(parts, body), LONGEST_PIECE).await {
        Ok(it) => it,
        Err(response) => return response,
    };
    in_turn(&shared, &shared.looks, ask, move |shared, ask| {
        let at = ask.query.get("at").and_then(|it| it.parse().ok()).unwrap_or_default();
        told(shared, ask, shared.office.add_piece(sender, ask.id(), at, &piece))
    })
    .await
}

async fn look_as(shared: Arc<Shared>, request: Request, who: Who) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.reads, ask, move |shared, ask| {
        told(shared, ask, who(shared, ask).and_then(|sender| shared.office.upload(sender, ask.id())))
    })
    .await
}

/// Who sends is looked up before a piece is taken: nobody else has bytes kept for them.
async fn in_sender(
    shared: &Arc<Shared>,
    turns: &Arc<tokio::sync::Semaphore>,
    ask: &Ask,
    who: Who,
) -> Result<Sender, Response> {
    let asked = ask.clone();
    let look = move |shared: &Shared| who(shared, &asked).map_err(|it| answer(shared, &asked, it));
    crate::acts::with_turn(shared, turns, ask.language, look).await?
}

/// How far a file has come, as JSON; once it is whole, with its part of a page in `html`.
fn told(shared: &Shared, ask: &Ask, upload: Result<UploadView, Error>) -> Response {
    match upload {
        Ok(view) => match with_its_part(ask, &view) {
            Ok(body) => ([(CONTENT_TYPE, "application/json")], body.to_string()).into_response(),
            Err(_) => answer(shared, ask, Fault::Broken),
        },
        Err(error) => answer(shared, ask, error),
    }
}

fn with_its_part(ask: &Ask, view: &UploadView) -> Result<serde_json::Value, Box<dyn std::error::Error>> {
    let (f, file) = (&Frame::at_the_door(ask), &waiting_shown(ask.language, view));
    let mut body = serde_json::to_value(view)?;
    body["html"] = json!(view.evidence.is_some().then(|| FilePart { f, file }.render()).transpose()?);
    Ok(body)
}

/// `GET /tasks/{id}/evidence/{n}`, `GET /sessions/{id}/evidence/{n}`.
pub async fn file(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.reads, ask, |shared, ask| {
        let missing = || Error::NotFound(NotFound::Object { noun: "evidence", id: ask.id().to_owned() });
        let found = looked_up(&shared.office, ask).and_then(|(_, viewer)| {
            let n = ask.id().parse().map_err(|_| missing())?;
            match ask.part(0) {
                "sessions" => shared.office.report_file(&viewer, ask.part(1), n),
                _ => shared.office.evidence_file(&viewer, ask.part(1), n),
            }
        });
        match found {
            Ok(file) => handed_out(file),
            Err(error) => answer(shared, ask, Fault::from(error)),
        }
    })
    .await
}

/// Pictures are shown, everything else is saved: nothing that somebody sent runs on a page of ours.
fn handed_out(file: EvidenceFile) -> Response {
    let end = extensions(file.media)[0];
    let name = if file.name.contains('.') { file.name } else { format!("{}.{end}", file.name) };
    let way = if file.media.is_picture() { "inline" } else { "attachment" };
    let way = named(way, &format!("evidence.{end}"), &name);
    let kind = HeaderValue::from_static(media_type(file.media));
    (StatusCode::OK, [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, way)], file.bytes).into_response()
}

/// How a file is handed out, with a name of plain letters and its own.
pub fn named(way: &str, plain: &str, name: &str) -> HeaderValue {
    let encoded: String = form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    let way = format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    HeaderValue::from_str(&way).unwrap_or(HeaderValue::from_static("attachment"))
}
