//! The live feed: what was written is told to every open page, which then asks for itself again.
//!
//! One poll of the register serves all connections; a waiting connection holds no thread and no database connection.

use crate::ask::Ask;
use crate::error::answer;
use crate::pages::looked_up;
use crate::serve::Shared;
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

/// What is told: a position and what was touched up to it; the empty text ends a connection.
pub struct Feed {
    told: watch::Sender<(u64, Bytes)>,
    is_polled: AtomicBool,
}

impl Default for Feed {
    fn default() -> Feed {
        Feed { told: watch::Sender::new((0, Bytes::new())), is_polled: AtomicBool::new(false) }
    }
}

impl Feed {
    /// Ends every connection.
    pub fn end(&self) {
        self.told.send_replace((u64::MAX, Bytes::new()));
    }
}

/// `GET /feed`.
pub async fn feed(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    let (kept, asked) = (Arc::clone(&shared), ask.clone());
    let looked = tokio::task::spawn_blocking(move || looked_up(&kept.office, &asked).map(drop)).await;
    match looked {
        Ok(Ok(())) => {}
        Ok(Err(error)) => return answer(&shared, &ask, None, error),
        Err(_) => return crate::pages::broken(&shared, ask.language),
    }
    if !shared.feed.is_polled.swap(true, Ordering::SeqCst) {
        tokio::spawn(poll(Arc::clone(&shared)));
    }
    let listener = shared.feed.told.subscribe();
    let begin = Some(Bytes::from_static(b"retry: 2000\n\n"));
    let stream = futures_util::stream::unfold((listener, begin), |(mut listener, begin)| async move {
        if let Some(begin) = begin {
            return Some((Ok::<_, Infallible>(begin), (listener, None)));
        }
        let line = match timeout(KEEP, listener.changed()).await {
            Err(_) => Bytes::from_static(b":\n\n"),
            Ok(Err(_)) => return None,
            Ok(Ok(())) => listener.borrow_and_update().1.clone(),
        };
        (!line.is_empty()).then_some((Ok(line), (listener, None)))
    });
    ([(CONTENT_TYPE, "text/event-stream")], Body::from_stream(stream)).into_response()
}

/// Looks at the register as long as somebody listens.
async fn poll(shared: Arc<Shared>) {
    let mut position = None;
    while shared.feed.told.receiver_count() > 0 {
        tokio::time::sleep(POLL).await;
        let kept = Arc::clone(&shared);
        let seen = tokio::task::spawn_blocking(move || kept.office.head()).await;
        // What cannot be read now is told once it can be.
        let Ok(Ok(head)) = seen else { continue };
        let Some(now) = head.split(':').next().and_then(|it| it.parse::<u64>().ok()) else { continue };
        if position.is_some_and(|it| it != now) {
            let line = format!("id: {now}\ndata: {{\"position\":{now},\"touched\":[\"*\"]}}\n\n");
            shared.feed.told.send_replace((now, Bytes::from(line)));
        }
        position = Some(now);
    }
    shared.feed.is_polled.store(false, Ordering::SeqCst);
}
