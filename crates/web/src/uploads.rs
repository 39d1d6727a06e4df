//! A document that somebody sends: looked at in memory, taken in, and led to its page.

use crate::acts::{in_turn, known};
use crate::ask::Ask;
use crate::error::{Fault, Ways, answer_at_the_door, answer_in};
use crate::pages::looked_up;
use crate::render::Frame;
use crate::serve::Shared;
use app::access::Viewer;
use app::intake::LONGEST_FILE_BYTES;
use app::messages::text;
use app::take::{Taken, refuse_taking_in};
use app::{Error, Office};
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use model::Refusal;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// The longest form with a file, in bytes: the longest file, and what a form puts around it.
const LONGEST: usize = LONGEST_FILE_BYTES as usize + 64 * 1024;
/// How long a file may take to come: it holds up the next one.
const PATIENCE: Duration = Duration::from_secs(300);

/// What words are called that were pasted.
const PASTED: &str = "van-ban.txt";

/// What a form of an upload holds.
#[derive(Default)]
struct Upload {
    name: String,
    bytes: Vec<u8>,
    /// Whoever sends it says that it is another one than the one it looks like.
    is_another: bool,
}

/// `POST /documents`.
pub async fn by_page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    upload(shared, request, Office::receive_as, |taken| {
        let page = match taken {
            Taken::Known(document) => format!("/documents/{}?note=known", document.id),
            Taken::Accepted { accepted, .. } => format!("/documents/{}/intake", accepted.document),
        };
        (StatusCode::SEE_OTHER, [(LOCATION, page)]).into_response()
    })
    .await
}

/// `POST /api/documents`.
pub async fn by_api(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    upload(shared, request, Office::take_in_as, |taken| {
        let body = match taken {
            Taken::Known(document) => json!({ "known": document }),
            Taken::Accepted { accepted, .. } => json!({ "accepted": accepted }),
        };
        ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body.to_string()).into_response()
    })
    .await
}

/// What the office does with a file.
type Take = fn(&Office, &Viewer, &str, Vec<u8>, bool) -> Result<Taken, Error>;

async fn upload(shared: Arc<Shared>, request: Request, take: Take, done: fn(Taken) -> Response) -> Response {
    let (parts, body) = request.into_parts();
    let ask = Ask::read(&parts, shared.language);
    if let Err(response) = known(&shared, &ask, refuse_taking_in).await {
        return response;
    }
    // One long file at a time stays in memory, also when whoever sent it has gone away.
    let turn = Arc::clone(&shared.uploads).acquire_owned().await;
    let Ok(turn) = turn else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let read = timeout(PATIENCE, read(Request::from_parts(parts, body))).await;
    let upload = read.unwrap_or(Err(Fault::TooSlow));
    in_turn(&shared, &shared.writes, ask, move |shared, ask| {
        let _turn = turn;
        let viewer = match looked_up(&shared.office, ask) {
            Ok((_, viewer)) => viewer,
            Err(error) => return answer_at_the_door(shared, ask, error),
        };
        let taken = |it: Upload| Ok(take(&shared.office, &viewer, &it.name, it.bytes, it.is_another)?);
        upload.and_then(taken).map_or_else(|fault| not_taken(shared, ask, &viewer, fault), done)
    })
    .await
}

/// Why it was not taken in, with the form to try again, and the document that is known already.
fn not_taken(shared: &Shared, ask: &Ask, viewer: &Viewer, fault: Fault) -> Response {
    let known = match &fault {
        Fault::App(Error::Refused(
            Refusal::DocumentNumberKnown { document, .. } | Refusal::DocumentAlike { document, .. },
        )) => Some(format!("/documents/{document}")),
        _ => None,
    };
    let may_send = fault.status() != StatusCode::FORBIDDEN;
    let ways = Ways {
        form: None,
        upload: may_send.then_some(known.is_some()),
        again: known.map(|it| (it, text(ask.language, "error-open-known").to_owned())),
    };
    let frame =
        Frame { nav: "documents", address: "/documents".to_owned(), ..Frame::aside(&shared.office, ask, viewer) };
    answer_in(shared, ask, &frame, fault, ways)
}

async fn read(mut request: Request) -> Result<Upload, Fault> {
    DefaultBodyLimit::max(LONGEST).apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|it| Fault::BadRequest(it.body_text()))?;
    let mut upload = Upload::default();
    while let Some(field) = form.next_field().await.map_err(fault)? {
        match field.name() {
            Some("file") => {
                let name = field.file_name().map(last_part).unwrap_or_default();
                let bytes = field.bytes().await.map_err(fault)?;
                if !bytes.is_empty() || upload.bytes.is_empty() {
                    upload = Upload { name, bytes: bytes.into(), ..upload };
                }
            }
            // Words that were pasted are a file of plain text, where no file was chosen.
            Some("text") => {
                let bytes = field.bytes().await.map_err(fault)?;
                if upload.bytes.is_empty() && !bytes.trim_ascii().is_empty() {
                    upload = Upload { name: PASTED.to_owned(), bytes: bytes.into(), ..upload };
                }
            }
            Some("another") => upload.is_another = !field.bytes().await.map_err(fault)?.is_empty(),
            _ => drop(field.bytes().await.map_err(fault)?),
        }
    }
    Ok(upload)
}

/// A file's own name, without its folders.
fn last_part(path: &str) -> String {
    path.rsplit(['/', '\\']).find(|it| !it.is_empty()).unwrap_or(path).to_owned()
}

fn fault(error: MultipartError) -> Fault {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLong { longest_bytes: LONGEST_FILE_BYTES as usize },
        _ => Fault::BadRequest(error.body_text()),
    }
}
