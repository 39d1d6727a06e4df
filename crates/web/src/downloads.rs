//! Tasks as a file: written piece by piece while whoever asked takes it, so that it never lies in memory as a whole. And the
//! file of a document, as it was received.

use crate::acts::in_turn;
use crate::ask::Ask;
use crate::error::{answer, answer_at_the_door, told};
use crate::evidence::named;
use crate::pages::{broken, looked_up};
use crate::serve::Shared;
use crate::shown::asked;
use app::messages::text;
use app::task_file::{Broken, FileKind};
use app::views::Columns;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream::poll_fn;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

/// Pieces that wait to be taken, and how long each is.
const WAITING: usize = 16;
const PIECE_BYTES: usize = 64 * 1024;
/// How long whoever takes the file may take nothing: others wait for their turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// `GET /tasks.csv`, with the query of the register.
pub async fn csv(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    download(shared, request, FileKind::Csv).await
}

/// `GET /tasks.xlsx`.
pub async fn xlsx(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    download(shared, request, FileKind::Xlsx).await
}

/// `GET /documents/{id}/file`: saved and never shown, for nothing that somebody sent runs on a page of ours.
pub async fn document(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.reads, ask, |shared, ask| {
        let found =
            looked_up(&shared.office, ask).and_then(|(_, viewer)| shared.office.document_file(&viewer, ask.part(1)));
        match found {
            Ok(file) => {
                let way = named("attachment", "document", &file.name);
                let kind = HeaderValue::from_static("application/octet-stream");
                ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, way)], file.bytes).into_response()
            }
            Err(error) => answer_at_the_door(shared, ask, error),
        }
    })
    .await
}

async fn download(shared: Arc<Shared>, request: Request, kind: FileKind) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    let language = ask.language;
    let turn = Arc::clone(&shared.downloads).acquire_owned().await;
    let Ok(turn) = turn else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let (begin, begun) = oneshot::channel();
    let (pieces, mut taken) = mpsc::channel(WAITING);
    let (kept, today) = (Arc::clone(&shared), shared.office.today());
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        write(&kept, &ask, kind, begin, pieces);
    });
    match begun.await {
        Ok(Ok(())) => {
            let (ending, content) = match kind {
                FileKind::Csv => ("csv", "text/csv; charset=utf-8"),
                FileKind::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            };
            let name = format!("attachment; filename=\"{}-{today}.{ending}\"", text(language, "file-name"));
            let name = HeaderValue::try_from(name).unwrap_or(HeaderValue::from_static("attachment"));
            let body = Body::from_stream(poll_fn(move |ctx| taken.poll_recv(ctx).map(taken_next)));
            ([(CONTENT_TYPE, HeaderValue::from_static(content)), (CONTENT_DISPOSITION, name)], body).into_response()
        }
        Ok(Err(response)) => response,
        Err(_) => broken(&shared, language),
    }
}

enum Piece {
    Bytes(Bytes),
    /// There are no more.
    End,
}

/// What comes next of the body. Where the pieces end without their end, the connection breaks: half a file is no file.
fn taken_next(piece: Option<Piece>) -> Option<io::Result<Bytes>> {
    match piece {
        Some(Piece::Bytes(bytes)) => Some(Ok(bytes)),
        Some(Piece::End) => None,
        None => Some(Err(io::Error::other("the file was not written to its end"))),
    }
}

/// Says first whether there is a file, then writes it.
fn write(
    shared: &Shared,
    ask: &Ask,
    kind: FileKind,
    begin: oneshot::Sender<Result<(), Response>>,
    pieces: mpsc::Sender<Piece>,
) {
    let viewer = match looked_up(&shared.office, ask) {
        Ok((_, viewer)) => viewer,
        Err(error) => return drop(begin.send(Err(answer_at_the_door(shared, ask, error)))),
    };
    // A book is read by people, as the page is; whoever reads the values with a program takes all of them.
    let is_all = kind == FileKind::Csv && ask.query.get("col").is_none();
    let chosen = (!is_all).then(|| Columns::named(ask.query.all("col")));
    let file = match shared.office.task_file(&viewer, &asked(ask), chosen, ask.language) {
        Ok(file) => file,
        Err(error) => return drop(begin.send(Err(answer(shared, ask, error)))),
    };
    if begin.send(Ok(())).is_err() {
        return;
    }
    let mut out = ToWhoeverTakesIt { pieces, piece: Vec::with_capacity(PIECE_BYTES) };
    match file.write(kind, &mut out) {
        // Whoever took it has gone, or will see that it broke.
        Ok(()) => drop(out.end()),
        Err(Broken::Office(error)) => drop(told(&error).map(|it| (shared.tell_fault)(&it))),
        Err(Broken::Out(_)) => {}
    }
}

/// Hands pieces on, as fast as they are taken.
struct ToWhoeverTakesIt {
    pieces: mpsc::Sender<Piece>,
    piece: Vec<u8>,
}

impl ToWhoeverTakesIt {
    fn end(mut self) -> io::Result<()> {
        self.flush()?;
        self.hand_on(Piece::End)
    }

    fn hand_on(&self, piece: Piece) -> io::Result<()> {
        match Handle::current().block_on(timeout(PATIENCE, self.pieces.send(piece))) {
            Ok(Ok(())) => Ok(()),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

impl Write for ToWhoeverTakesIt {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE_BYTES)));
        self.hand_on(Piece::Bytes(piece))
    }
}
