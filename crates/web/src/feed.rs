//! The live feed: what was written is told to every open page, which then asks for itself again.
//!
//! One poll of the register serves all connections; a waiting connection holds no thread and no database connection.

use crate::ask::Ask;
use crate::error::{Fault, answer_at_the_door};
use crate::pages::broken;
use crate::serve::Shared;
use app::access::Viewer;
use app::followers::touched::Told;
use app::{Error, Office};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::sync::broadcast::{Receiver, Sender, error::RecvError};
use tokio::time::{Instant, timeout_at};

/// How often the register is looked at while somebody listens.
const POLL: Duration = Duration::from_millis(250);
/// How often each connection is looked at: whether its session lives; whoever hears nothing hears that.
const KEEP: Duration = Duration::from_secs(25);
/// Whoever is behind by more than so many tellings is told to look again.
const MOST_BEHIND: usize = 32;

/// What was touched; `None` once the server is to end.
type Telling = Option<Arc<Told>>;

/// What is told to whoever listens.
pub struct Feed {
    told: Sender<Telling>,
    /// Whether the register is looked at. Who begins to listen and the poll that ends wait for each other here.
    is_polled: Mutex<bool>,
}

impl Default for Feed {
    fn default() -> Feed {
        Feed { told: Sender::new(MOST_BEHIND), is_polled: Mutex::default() }
    }
}

impl Feed {
    /// Ends every connection.
    pub fn end(&self) {
        let _ = self.told.send(None);
    }
}

/// One connection: who listens, and what has been told.
struct Listener {
    shared: Arc<Shared>,
    token: String,
    viewer: Viewer,
    told: Receiver<Telling>,
    /// Everything up to here has been told.
    position: u64,
    /// When the session is to be looked at again.
    due_at: Instant,
    /// What stands before the first telling.
    begin: Option<Bytes>,
}

/// `GET /feed`, with `after` from the position a page was drawn from, or `Last-Event-ID` from what was told last.
pub async fn feed(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let parts = request.into_parts().0;
    let ask = Ask::read(&parts, shared.language);
    let after = told_last(&parts.headers).or_else(|| ask.query.get("after")?.parse().ok());
    let listener = match Listener::begin(&shared, &ask, after).await {
        Ok(listener) => listener,
        Err(Fault::Broken) => return broken(&shared, ask.language),
        Err(fault) => return answer_at_the_door(&shared, &ask, fault),
    };
    let stream = futures_util::stream::unfold(listener, |mut it| async move {
        let line = it.next().await?;
        Some((Ok::<_, Infallible>(line), it))
    });
    ([(CONTENT_TYPE, "text/event-stream")], Body::from_stream(stream)).into_response()
}

/// What a browser says that connects again by itself.
fn told_last(headers: &HeaderMap) -> Option<u64> {
    headers.get("last-event-id")?.to_str().ok()?.trim().parse().ok()
}

impl Listener {
    /// Begins to listen; what was written after the position is told first.
    async fn begin(shared: &Arc<Shared>, ask: &Ask, after: Option<u64>) -> Result<Listener, Fault> {
        let token = ask.token.clone().unwrap_or_default();
        let viewer = look(shared, &token).await?;
        // What is written from here on waits for us; what was written before is read below.
        let told = shared.feed.told.subscribe();
        have_polled(shared).await?;
        let missed = missed(shared, after).await?;
        let (position, due_at) = (after.unwrap_or(missed.position), Instant::now() + KEEP);
        let mut listener = Listener { shared: Arc::clone(shared), token, viewer, told, position, due_at, begin: None };
        let touched = listener.seen(&missed).await?;
        listener.begin = Some(Bytes::from(format!("retry: 2000\n{}", line(listener.position, &touched))));
        Ok(listener)
    }

    /// The next lines; `None` when the connection is to end: at the end of the server or of the session.
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(begin) = self.begin.take() {
            return Some(begin);
        }
        loop {
            if self.due_at <= Instant::now() {
                self.viewer = look(&self.shared, &self.token).await.ok()?;
                self.due_at = Instant::now() + KEEP;
                return Some(Bytes::from(line(self.position, &[])));
            }
            let told = match timeout_at(self.due_at, self.told.recv()).await {
                Err(_) => continue,
                Ok(Ok(told)) => told?,
                Ok(Err(RecvError::Lagged(_))) => Arc::new(Told::much(self.position)),
                Ok(Err(RecvError::Closed)) => return None,
            };
            let touched = self.seen(&told).await.ok()?;
            if !touched.is_empty() {
                return Some(Bytes::from(line(self.position, &touched)));
            }
        }
    }

    /// What of it is to be told: nothing of what was told before.
    async fn seen(&mut self, told: &Told) -> Result<Vec<String>, Fault> {
        if told.position <= self.position && !told.is_much && told.desks.is_empty() {
            return Ok(Vec::new());
        }
        if told.changes_rights() {
            self.viewer = look(&self.shared, &self.token).await?;
        }
        self.position = self.position.max(told.position);
        Ok(told.seen_by(&self.viewer))
    }
}

/// A position without anything touched is no event, but a browser comes back with it.
fn line(position: u64, touched: &[String]) -> String {
    if touched.is_empty() {
        return format!("id: {position}\n\n");
    }
    let data = serde_json::json!({ "position": position, "touched": touched });
    format!("id: {position}\ndata: {data}\n\n")
}

/// What was written after a position; without one, nothing until now.
async fn missed(shared: &Arc<Shared>, after: Option<u64>) -> Result<Told, Fault> {
    let _turn = shared.reads.acquire().await.map_err(|_| Fault::Broken)?;
    let asked = move |office: &Office| match after {
        Some(after) => office.touched_after(after),
        None => Ok(Told { position: office.position()?, ..Told::default() }),
    };
    ask_office(shared, asked).await
}

/// Who listens. That an open page asks again by itself is no use of the session.
async fn look(shared: &Arc<Shared>, token: &str) -> Result<Viewer, Fault> {
    let token = token.to_owned();
    ask_office(shared, move |it| it.watcher(&token)).await
}

async fn ask_office<T: Send + 'static>(
    shared: &Arc<Shared>,
    asked: impl FnOnce(&Office) -> Result<T, Error> + Send + 'static,
) -> Result<T, Fault> {
    let kept = Arc::clone(shared);
    let answer = tokio::task::spawn_blocking(move || asked(&kept.office)).await;
    answer.map_err(|_| Fault::Broken)?.map_err(Fault::App)
}

/// Sees to it that whatever is written from now on is told.
async fn have_polled(shared: &Arc<Shared>) -> Result<(), Fault> {
    let mut is_polled = shared.feed.is_polled.lock().await;
    if !*is_polled {
        let position = ask_office(shared, Office::position).await?;
        tokio::spawn(poll(Arc::clone(shared), position));
        *is_polled = true;
    }
    Ok(())
}

/// Looks at the register as long as somebody listens, and tells what was written after `position`.
async fn poll(shared: Arc<Shared>, mut position: u64) {
    let mut tick = shared.office.desks_after(0).0;
    while !has_ended(&shared.feed).await {
        tokio::time::sleep(POLL).await;
        // What cannot be read now is told once it can be.
        let Ok(mut told) = ask_office(&shared, move |it| it.touched_after(position)).await else { continue };
        (tick, told.desks) = shared.office.desks_after(tick);
        if told.position != position || !told.desks.is_empty() {
            position = told.position;
            // Nobody may be left to hear it.
            let _ = shared.feed.told.send(Some(Arc::new(told)));
        }
    }
}

/// Whether nobody listens any more; whoever comes then begins another poll.
async fn has_ended(feed: &Feed) -> bool {
    let mut is_polled = feed.is_polled.lock().await;
    *is_polled = feed.told.receiver_count() > 0;
    !*is_polled
}
