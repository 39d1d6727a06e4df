//! The live feed: what was written is told to every open page, which then asks for itself again.
//!
//! One poll of the register serves all connections; a waiting connection holds no thread and no database connection.

use crate::ask::Ask;
use crate::error::answer_at_the_door;
use crate::pages::looked_up;
use crate::serve::Shared;
use app::access::Viewer;
use app::followers::touched::Told;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

/// How often the register is looked at while somebody listens.
const POLL: Duration = Duration::from_millis(250);
/// A silent connection is kept open by a line now and then.
const KEEP: Duration = Duration::from_secs(25);

/// What is told to whoever listens.
pub struct Feed {
    told: watch::Sender<Arc<Told>>,
    is_polled: AtomicBool,
}

/// The position that ends every connection.
const END: u64 = u64::MAX;

impl Default for Feed {
    fn default() -> Feed {
        Feed { told: watch::Sender::new(Arc::default()), is_polled: AtomicBool::new(false) }
    }
}

impl Feed {
    /// Ends every connection.
    pub fn end(&self) {
        self.told.send_replace(Arc::new(Told { position: END, ..Told::default() }));
    }
}

/// One connection: who listens, and what has been told.
struct Listener {
    shared: Arc<Shared>,
    ask: Ask,
    viewer: Viewer,
    told: watch::Receiver<Arc<Told>>,
    /// What stands before the first telling.
    begin: Option<Bytes>,
}

/// `GET /feed`.
pub async fn feed(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    let viewer = match look(&shared, &ask).await {
        Some(Ok(viewer)) => viewer,
        Some(Err(error)) => return answer_at_the_door(&shared, &ask, error),
        None => return crate::pages::broken(&shared, ask.language),
    };
    if !shared.feed.is_polled.swap(true, Ordering::SeqCst) {
        tokio::spawn(poll(Arc::clone(&shared)));
    }
    let told = shared.feed.told.subscribe();
    let begin = Some(Bytes::from_static(b"retry: 2000\n\n"));
    let listener = Listener { shared, ask, viewer, told, begin };
    let stream = futures_util::stream::unfold(listener, |mut it| async move {
        let line = it.next().await?;
        Some((Ok::<_, Infallible>(line), it))
    });
    ([(CONTENT_TYPE, "text/event-stream")], Body::from_stream(stream)).into_response()
}

async fn look(shared: &Arc<Shared>, ask: &Ask) -> Option<Result<Viewer, app::Error>> {
    let (kept, asked) = (Arc::clone(shared), ask.clone());
    let looked = tokio::task::spawn_blocking(move || looked_up(&kept.office, &asked).map(|it| it.1)).await;
    looked.ok()
}

impl Listener {
    /// The next line; `None` when the connection is to end: at the end of the server or of the session.
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(begin) = self.begin.take() {
            return Some(begin);
        }
        loop {
            let told = match timeout(KEEP, self.told.changed()).await {
                Err(_) => {
                    self.viewer = look(&self.shared, &self.ask).await?.ok()?;
                    return Some(Bytes::from_static(b":\n\n"));
                }
                Ok(Err(_)) => return None,
                Ok(Ok(())) => Arc::clone(&self.told.borrow_and_update()),
            };
            if told.position == END {
                return None;
            }
            if told.changes_rights() {
                self.viewer = look(&self.shared, &self.ask).await?.ok()?;
            }
            let touched = told.seen_by(&self.viewer);
            if !touched.is_empty() {
                return Some(line(told.position, &touched));
            }
        }
    }
}

fn line(position: u64, touched: &[String]) -> Bytes {
    let data = serde_json::json!({ "position": position, "touched": touched });
    Bytes::from(format!("id: {position}\ndata: {data}\n\n"))
}

/// Looks at the register as long as somebody listens.
async fn poll(shared: Arc<Shared>) {
    let mut position: Option<u64> = None;
    while shared.feed.told.receiver_count() > 0 {
        tokio::time::sleep(POLL).await;
        let kept = Arc::clone(&shared);
        let asked = move || kept.office.touched_after(position.unwrap_or(END));
        // What cannot be read now is told once it can be.
        let Ok(Ok(told)) = tokio::task::spawn_blocking(asked).await else { continue };
        let now = told.position;
        if position.is_some_and(|it| it < now) {
            shared.feed.told.send_replace(Arc::new(told));
        }
        position = Some(now);
    }
    shared.feed.is_polled.store(false, Ordering::SeqCst);
}
