//! A report with files: a plain form, or files that came before it in pieces. What is found in them is asked about first.

use crate::acts::{self, Sent, known};
use crate::ask::{Ask, Fields};
use crate::error::Fault;
use crate::files_shown::{FileShown, files_shown};
use crate::pages::looked_up;
use crate::serve::Shared;
use app::evidence::{Sender, UploadView};
use app::messages::Language;
use app::{Error, Office};
use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::Response;
use futures_util::StreamExt;
use model::Refusal;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// The longest form with files, in bytes.
pub const LONGEST: usize = 100_000_000;
/// How long a form with files may take to come.
const PATIENCE: Duration = Duration::from_secs(600);

/// A form as it came: what was typed, and the files, each with its name.
#[derive(Default)]
pub struct Typed {
    pub fields: Fields,
    pub files: Vec<(String, Vec<u8>)>,
}

/// What became of the files of a form.
#[derive(Default)]
pub struct Files {
    /// Those that wait, each with why it has to be kept, as it was typed.
    waiting: Vec<(UploadView, String)>,
    /// Those that are not taken, each with why.
    refused: Vec<(String, Refusal)>,
}

/// `POST /tasks/{id}/acts/report_progress`, `report_done` and `contribute`, `POST /sessions/{id}/acts/send_report`.
pub async fn form(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if !is_multipart(&request) {
        return acts::form(State(shared), request).await;
    }
    let (parts, body) = request.into_parts();
    let ask = Ask::read(&parts, shared.language);
    if let Err(response) = known(&shared, &ask, |_| Ok(())).await {
        return response;
    }
    let (typed, _room) = match read(&shared.forms, Request::from_parts(parts, body)).await {
        Ok((typed, room)) => (Ok(typed), Some(room)),
        Err(fault) => (Err(fault), None),
    };
    acts::in_turn(&shared, &shared.looks, ask, |shared, ask| match typed {
        Ok(typed) => report(shared, ask, typed),
        Err(fault) => crate::error::answer(shared, ask, fault),
    })
    .await
}

fn report(shared: &Shared, ask: &Ask, typed: Typed) -> Response {
    let (nouns, id) = (ask.part(0), ask.part(1));
    let sender = looked_up(&shared.office, ask).and_then(|(_, viewer)| shared.office.sender(&viewer, nouns, id));
    let sender = match sender {
        Ok(sender) => sender,
        Err(error) => return crate::error::answer(shared, ask, error),
    };
    let files = Files::taken(&shared.office, sender, &typed);
    let sent = Sent {
        refusal: files.refusal(),
        files: files.shown(ask.language),
        fields: typed.fields.and("evidence", &files.evidence()),
    };
    acts::carry_out(shared, ask, sent)
}

/// Whether a form brings files.
pub fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    kind.starts_with("multipart/form-data")
}

/// What a form takes of the memory for all of them: as much as has come, not what was announced.
pub struct Taken {
    room: Arc<Semaphore>,
    /// In kilobytes.
    held: Option<OwnedSemaphorePermit>,
    n_bytes: usize,
    is_refused: bool,
}

impl Taken {
    /// Waits a little for others to end.
    async fn grow(&mut self, n_bytes: usize) -> Result<(), Fault> {
        self.n_bytes += n_bytes;
        let missing = (self.n_bytes / 1_000 + 1).saturating_sub(self.held.as_ref().map_or(0, |it| it.num_permits()));
        let more = Arc::clone(&self.room).acquire_many_owned(u32::try_from(missing).unwrap_or(u32::MAX));
        let more = timeout(Duration::from_secs(20), more).await.ok().and_then(Result::ok);
        self.is_refused = more.is_none();
        let more = more.ok_or(Fault::Busy)?;
        match &mut self.held {
            Some(held) => held.merge(more),
            none => *none = Some(more),
        }
        Ok(())
    }
}

/// A form with its files, and its place in `room` for as long as it is held.
///
/// # Errors
/// [`Fault::TooLong`], [`Fault::TooSlow`], [`Fault::BadRequest`], [`Fault::Busy`].
pub async fn read(room: &Arc<Semaphore>, request: Request) -> Result<(Typed, Arc<Mutex<Taken>>), Fault> {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|it| it > LONGEST) {
        return Err(Fault::TooLong { longest_bytes: LONGEST });
    }
    let taken = Taken { room: Arc::clone(room), held: None, n_bytes: 0, is_refused: false };
    let taken = Arc::new(Mutex::new(taken));
    let grown = Arc::clone(&taken);
    let request = request.map(|body| {
        Body::from_stream(body.into_data_stream().then(move |piece| {
            let grown = Arc::clone(&grown);
            async move {
                let piece = piece?;
                grown.lock().await.grow(piece.len()).await.map_err(|it| axum::Error::new(it.code()))?;
                Ok::<_, axum::Error>(piece)
            }
        }))
    });
    let typed = timeout(PATIENCE, parts_of(request)).await.map_err(|_| Fault::TooSlow)?;
    if taken.lock().await.is_refused {
        return Err(Fault::Busy);
    }
    Ok((typed?, taken))
}

async fn parts_of(mut request: Request) -> Result<Typed, Fault> {
    DefaultBodyLimit::max(LONGEST).apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|it| Fault::BadRequest(it.body_text()))?;
    let mut typed = Typed::default();
    while let Some(field) = form.next_field().await.map_err(fault)? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(file) => {
                let bytes = field.bytes().await.map_err(fault)?;
                // A form sends a nameless file where none was chosen.
                if !file.is_empty() || !bytes.is_empty() {
                    typed.files.push((file, bytes.into()));
                }
            }
            None => typed.fields.push(name, field.text().await.map_err(fault)?),
        }
    }
    Ok(typed)
}

fn fault(error: MultipartError) -> Fault {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLong { longest_bytes: LONGEST },
        _ => Fault::BadRequest(error.body_text()),
    }
}

impl Files {
    /// Has the files of a form wait: those that came with it, and those that came before, without what was dropped.
    pub fn taken(office: &Office, sender: Sender, typed: &Typed) -> Files {
        let mut files = Files::default();
        for upload in typed.fields.all("upload") {
            if typed.fields.get(&format!("drop-{upload}")).is_some() {
                office.forget_upload(sender, upload);
                continue;
            }
            let reason = typed.fields.raw(&format!("keep-{upload}")).to_owned();
            match office.upload(sender, upload) {
                Ok(view) if view.evidence.is_some() => files.waiting.push((view, reason)),
                _ => files.refused.push((String::new(), Refusal::EvidenceUnknown { content: upload.to_owned() })),
            }
        }
        for (name, bytes) in &typed.files {
            match office.add_file(sender, name, bytes) {
                Ok(view) => files.waiting.push((view, String::new())),
                Err(Error::Refused(refusal)) => files.refused.push((name.clone(), refusal)),
                Err(_) => files.refused.push((name.clone(), Refusal::EvidenceUnknown { content: name.clone() })),
            }
        }
        files
    }

    /// Why the report cannot be written as it is: a file that is not taken, or one that is asked about.
    pub fn refusal(&self) -> Option<Refusal> {
        let refused = self.refused.first().map(|it| it.1.clone());
        refused.or_else(|| self.waiting.iter().find_map(|(view, reason)| asked(view, reason)))
    }

    /// The files as a report names them, as JSON.
    pub fn evidence(&self) -> String {
        let named = self.waiting.iter().filter_map(|(view, reason)| {
            let kept_because = Some(reason.trim().to_owned()).filter(|it| !it.is_empty());
            Some(app::evidence::Attach { kept_because, ..view.evidence.clone()? })
        });
        serde_json::to_string(&named.collect::<Vec<_>>()).unwrap_or_default()
    }

    pub fn shown(&self, language: Language) -> Vec<FileShown> {
        files_shown(language, &self.waiting, &self.refused)
    }
}

/// That a file tells who somebody is, and nobody said why it has to be kept.
fn asked(view: &UploadView, reason: &str) -> Option<Refusal> {
    let found = view.looked.as_ref()?.found;
    let is_asked = !found.is_nothing() && reason.trim().is_empty();
    is_asked.then(|| Refusal::PersonalDataFound {
        file_name: view.file_name.clone(),
        n_identity_numbers: found.n_identity_numbers,
        n_phones: found.n_phones,
        n_birth_dates: found.n_birth_dates,
    })
}
