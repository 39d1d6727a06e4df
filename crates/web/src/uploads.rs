//! A document that somebody sends: looked at in memory, taken in, and led to its page.

use crate::acts::{in_turn, known, led_to, with_turn};
use crate::arrivals::{address, document_page, read_waiting};
use crate::ask::Ask;
use crate::error::{Fault, UploadForm, Ways, answer_at_the_door, answer_in};
use crate::pages::{broken, looked_up};
use crate::render::Frame;
use crate::serve::Shared;
use app::Error;
use app::access::Viewer;
use app::arrivals::Arrived;
use app::intake::LONGEST_FILE_BYTES;
use app::messages::text;
use app::take::{Taken, refuse_taking_in};
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use model::{DocumentId, Refusal, StreamId};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

/// The longest form with a file, in bytes: the longest file, and what a form puts around it.
const LONGEST: usize = LONGEST_FILE_BYTES as usize + 64 * 1024;
/// How long a file may take to come: it holds up the next one.
const PATIENCE: Duration = Duration::from_secs(300);

/// What words are called that were pasted.
const PASTED: &str = "van-ban.txt";

/// What a form of an upload holds.
#[derive(Default)]
pub struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
    /// Whoever sends it says that it is another one than the one it looks like.
    pub is_another: bool,
    /// That of what follows the taking in.
    pub key: String,
}

/// A page is answered after so long; what takes longer is looked at on the page of the file.
const AT_ONCE: Duration = Duration::from_millis(1_500);

/// `POST /documents`.
pub async fn by_page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (turn, ask, upload) = match received(&shared, request).await {
        Ok(received) => received,
        Err(response) => return response,
    };
    let (id, upload, ask) = match announced(&shared, ask, upload).await {
        Ok(announced) => announced,
        Err(response) => return response,
    };
    let kept = Arc::clone(&shared);
    let language = ask.language;
    let work = tokio::spawn(async move {
        let all = Arc::clone(&kept);
        with_turn(&kept, &kept.writes, language, move |_| {
            let _turn = turn;
            look_at(&all, &ask, id, upload)
        })
        .await
        .unwrap_or_else(|it| it)
    });
    match timeout(AT_ONCE, work).await {
        Ok(answer) => {
            shared.office.told_of_arrival(id);
            answer.unwrap_or_else(|_| broken(&shared, language))
        }
        Err(_) => {
            shared.office.untold_arrival(id);
            led_to(&address(id))
        }
    }
}

/// The page of its own that a file has from now on.
async fn announced(
    shared: &Arc<Shared>,
    ask: Ask,
    upload: Result<Upload, Fault>,
) -> Result<(StreamId, Upload, Ask), Response> {
    let language = ask.language;
    with_turn(shared, &shared.reads, language, move |shared| {
        let viewer = looked_up(&shared.office, &ask).map_err(|it| answer_at_the_door(shared, &ask, it))?.1;
        let announce = |it: Upload| Ok((shared.office.announce(&viewer, &it.name, it.bytes.len())?, it));
        match upload.and_then(announce) {
            Ok((id, upload)) => Ok((id, upload, ask)),
            Err(fault) => Err(not_taken(shared, &ask, &viewer, fault)),
        }
    })
    .await?
}

fn look_at(shared: &Arc<Shared>, ask: &Ask, id: StreamId, upload: Upload) -> Response {
    let viewer = match looked_up(&shared.office, ask) {
        Ok((_, viewer)) => viewer,
        Err(error) => return answer_at_the_door(shared, ask, error),
    };
    match shared.office.arrive(&viewer, id, upload.bytes, upload.is_another) {
        Ok(Arrived::Waits) => {
            read_waiting(shared);
            led_to(&address(id))
        }
        Ok(Arrived::Taken(Taken::Known(document))) => led_to(&document_page(document.id, true)),
        Ok(Arrived::Taken(Taken::Accepted { accepted, .. })) => led_to(&document_page(accepted.document, false)),
        Err(error) => not_taken(shared, ask, &viewer, error.into()),
    }
}

/// `POST /api/documents`.
pub async fn by_api(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (turn, ask, upload) = match received(&shared, request).await {
        Ok(received) => received,
        Err(response) => return response,
    };
    in_turn(&shared, &shared.writes, ask, move |shared, ask| {
        let _turn = turn;
        let viewer = match looked_up(&shared.office, ask) {
            Ok((_, viewer)) => viewer,
            Err(error) => return answer_at_the_door(shared, ask, error),
        };
        let take = |it: Upload| Ok(shared.office.take_in_as(&viewer, &it.name, it.bytes, it.is_another)?);
        upload.and_then(take).map_or_else(|fault| not_taken(shared, ask, &viewer, fault), told)
    })
    .await
}

/// What a program is told.
fn told(taken: Taken) -> Response {
    let body = match taken {
        Taken::Known(document) => json!({ "known": document }),
        Taken::Accepted { accepted, .. } => json!({ "accepted": accepted }),
    };
    ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body.to_string()).into_response()
}

/// A file as it came, with the turn it holds: one long file at a time stays in memory, also when whoever sent it has gone
/// away.
async fn received(
    shared: &Arc<Shared>,
    request: Request,
) -> Result<(OwnedSemaphorePermit, Ask, Result<Upload, Fault>), Response> {
    let (parts, body) = request.into_parts();
    let ask = Ask::read(&parts, shared.language);
    known(shared, &ask, refuse_taking_in).await?;
    let (turn, upload) = sent(shared, Request::from_parts(parts, body)).await?;
    Ok((turn, ask, upload))
}

/// The same of whoever was asked whether they may.
pub async fn sent(
    shared: &Arc<Shared>,
    request: Request,
) -> Result<(OwnedSemaphorePermit, Result<Upload, Fault>), Response> {
    let turn = Arc::clone(&shared.uploads).acquire_owned().await;
    let turn = turn.map_err(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())?;
    let read = timeout(PATIENCE, read(request)).await;
    Ok((turn, read.unwrap_or(Err(Fault::TooSlow))))
}

/// Why it was not taken in, with the form to try again, and the document that is known already.
fn not_taken(shared: &Shared, ask: &Ask, viewer: &Viewer, fault: Fault) -> Response {
    let known = looks_known(&fault).map(|it| format!("/documents/{it}"));
    let may_send = fault.status() != StatusCode::FORBIDDEN;
    let ways = Ways {
        form: None,
        upload: may_send.then(|| UploadForm::of_documents(known.is_some())),
        again: known.map(|it| (it, text(ask.language, "error-open-known").to_owned())),
    };
    let frame =
        Frame { nav: "documents", address: "/documents".to_owned(), ..Frame::aside(&shared.office, ask, viewer) };
    answer_in(shared, ask, &frame, fault, ways)
}

/// The document that what was sent looks like.
pub fn looks_known(fault: &Fault) -> Option<DocumentId> {
    match fault {
        Fault::App(Error::Refused(
            Refusal::DocumentNumberKnown { document, .. } | Refusal::DocumentAlike { document, .. },
        )) => Some(*document),
        _ => None,
    }
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
            Some("key") => upload.key = field.text().await.map_err(fault)?,
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
