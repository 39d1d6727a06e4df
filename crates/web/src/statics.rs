//! The files that never change while the program runs: they come with it, and their address holds their hash.

use crate::manual::PICTURES;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

struct File {
    name: &'static str,
    kind: &'static str,
    body: &'static [u8],
    hash: String,
    tag: HeaderValue,
}

/// Exactly 8 KB, to be compared with a page.
const MEASURE: &[u8] = &[b'.'; 8192];

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let pictures = PICTURES.iter().map(|(name, body)| file(name, "image/webp", body));
    let others = [
        file("bamsat.css", "text/css; charset=utf-8", include_bytes!("../static/bamsat.css")),
        file("app.js", "text/javascript; charset=utf-8", include_bytes!("../static/app.js")),
        file("assign.css", "text/css; charset=utf-8", include_bytes!("../static/assign.css")),
        file("meeting.css", "text/css; charset=utf-8", include_bytes!("../static/meeting.css")),
        file("minutes.js", "text/javascript; charset=utf-8", include_bytes!("../static/minutes.js")),
        file("pick.js", "text/javascript; charset=utf-8", include_bytes!("../static/pick.js")),
        file("roll.js", "text/javascript; charset=utf-8", include_bytes!("../static/roll.js")),
        file("speakers.js", "text/javascript; charset=utf-8", include_bytes!("../static/speakers.js")),
        file("icon.svg", "image/svg+xml", include_bytes!("../static/icon.svg")),
        file("measure.txt", "text/plain; charset=utf-8", MEASURE),
    ];
    others.into_iter().chain(pictures).collect()
});

fn file(name: &'static str, kind: &'static str, body: &'static [u8]) -> File {
    let hash = blake3::hash(body).to_hex()[..16].to_owned();
    let tag = HeaderValue::from_str(&format!("\"{hash}\"")).expect("invariant: a hash is a header");
    File { name, kind, body, hash, tag }
}

/// Where a file is asked for.
pub fn address(name: &str) -> String {
    let hash = FILES.iter().find(|it| it.name == name).map_or("", |it| it.hash.as_str());
    format!("/static/{name}?v={hash}")
}

/// The answer to `/static/{name}`; with its hash in the query it may be kept for ever.
pub fn answer(name: &str, query: Option<&str>, headers: &HeaderMap) -> Response {
    let Some(file) = FILES.iter().find(|it| it.name == name) else { return StatusCode::NOT_FOUND.into_response() };
    let is_hashed = query.and_then(|it| it.strip_prefix("v=")) == Some(file.hash.as_str());
    let keep = if is_hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let head = [
        (CONTENT_TYPE, HeaderValue::from_static(file.kind)),
        (CACHE_CONTROL, HeaderValue::from_static(keep)),
        (ETAG, file.tag.clone()),
    ];
    if headers.get(IF_NONE_MATCH) == Some(&file.tag) {
        return (StatusCode::NOT_MODIFIED, head).into_response();
    }
    (head, file.body).into_response()
}
