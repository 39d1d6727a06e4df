//! What stands before and after every request: forms come from our own pages, and browsers are told what not to do.

use crate::ask::Ask;
use crate::error::{Fault, answer_at_the_door};
use crate::serve::Shared;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Refuses what another site sends in our reader's name, and adds the headers of every answer.
pub async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let chosen = request.uri().query().filter(|it| it.contains("lang=")).is_some();
    let (parts, body) = request.into_parts();
    let is_by_link = ["/l/", "/feeds/"].iter().any(|it| parts.uri.path().starts_with(it));
    let ask = (chosen || !is_reading).then(|| Ask::read(&parts, shared.language));
    let mut response = match &ask {
        Some(ask) if !is_reading && !is_own(&parts.headers) => answer_at_the_door(&shared, ask, Fault::ForeignForm),
        _ => next.run(Request::from_parts(parts, body)).await,
    };
    let headers = response.headers_mut();
    if let Some(tag) = ask.and_then(|it| it.chosen).map(tag) {
        let cookie = format!("{}={tag}; Path=/; Max-Age=31536000; SameSite=Lax", crate::ask::LANGUAGE_COOKIE);
        headers.append(SET_COOKIE, HeaderValue::from_str(&cookie).expect("invariant: a tag is a header"));
    }
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    if is_by_link {
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn tag(language: app::messages::Language) -> &'static str {
    match language {
        app::messages::Language::Vietnamese => "vi",
        app::messages::Language::English => "en",
    }
}

/// Whether a form comes from one of our own pages. Every browser of the last years says where a form comes from;
/// what says nothing is no browser, and carries no cookie it was not given on purpose.
fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (headers.get(ORIGIN), text(HOST.as_str())) {
        (None, _) => true,
        (Some(origin), Some(host)) => {
            let origin = origin.to_str().unwrap_or_default();
            origin.split_once("://").is_some_and(|it| it.1.eq_ignore_ascii_case(host))
        }
        (Some(_), None) => false,
    }
}
