//! Which address leads where. The addresses of pages come from their table.

use crate::ask::Ask;
use crate::error::{Fault, answer};
use crate::pages::{Form, PAGES, show};
use crate::serve::Shared;
use crate::{
    acts, api, arrivals, assigning, batch, below, calendar, desk, downloads, evidence, feed, feeds, guard, links,
    lists, manual, matters, meetings, outbox, plans, reports, saved_filters, sign_in, sourcing, statics, trial,
    unit_forms, uploads,
};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use std::sync::Arc;

/// The whole server, to be driven by a listener or by a test.
pub fn router(shared: &Arc<Shared>) -> Router {
    let mut router = Router::new()
        .route("/sign-in", get(sign_in::page).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/first", get(sign_in::first_page).post(sign_in::first))
        .route("/me/password", post(sign_in::change_password))
        .route("/me/sessions/close", post(sign_in::close_session))
        .route("/accounts/{id}/code", post(sign_in::account_code))
        .route("/accounts/{id}/sessions/close", post(sign_in::close_sessions_of))
        .route("/manual", get(manual::page))
        .route("/manual/{chapter}", get(manual::page))
        .route("/feed", get(feed::feed))
        .route("/api/sign-in", post(api::sign_in))
        .route("/tasks/acts", post(batch::form))
        .route("/tasks/new", post(assigning::form))
        .route("/tasks/filters/save", post(saved_filters::save))
        .route("/tasks/filters/forget", post(saved_filters::forget))
        .route("/tasks.csv", get(downloads::csv))
        .route("/tasks.xlsx", get(downloads::xlsx))
        .route("/api/tasks.csv", get(downloads::csv))
        .route("/api/tasks.xlsx", get(downloads::xlsx))
        .route("/documents", post(uploads::by_page))
        .route("/arrivals/{id}", get(arrivals::page))
        .route("/arrivals/{id}/{act}", post(arrivals::act))
        .route("/api/documents", post(uploads::by_api))
        .route("/documents/{id}/file", get(downloads::document))
        .route("/tasks/{id}/acts/report_progress", post(reports::form))
        .route("/tasks/{id}/acts/report_done", post(reports::form))
        .route("/tasks/{id}/acts/contribute", post(reports::form))
        .route("/tasks/{id}/evidence/{n}", get(evidence::file))
        .route("/api/tasks/{id}/uploads", post(evidence::begin))
        .route("/api/tasks/{id}/uploads/{upload}", get(evidence::look).post(evidence::add))
        .route("/tasks/{id}/below", post(below::form))
        .route("/tasks/{id}/list", post(lists::form))
        .route("/tasks/{id}/read", post(plans::read))
        .route("/tasks/{id}/source", post(sourcing::add))
        .route("/tasks/{id}/source/file", post(sourcing::send))
        .route("/tasks/{id}/links", post(links::give))
        .route("/tasks/{id}/links/{n}/address", post(links::renew))
        .route("/tasks/{id}/links/{n}/revoke", post(links::revoke))
        .route("/l/{token}", get(links::page).post(links::report))
        .route("/api/l/{token}/uploads", post(evidence::begin_by_link))
        .route("/api/l/{token}/uploads/{upload}", get(evidence::look_by_link).post(evidence::add_by_link))
        .route("/documents/{id}/intake/{act}", post(desk::form))
        .route("/sessions", post(meetings::plan))
        .route("/sessions/{id}/plan", post(meetings::amend))
        .route("/sessions/{id}/carry", post(meetings::carry))
        .route("/sessions/{id}/acts/close", post(meetings::close))
        .route("/sessions/{id}/acts/send_report", post(reports::form))
        .route("/sessions/{id}/evidence/{n}", get(evidence::file))
        .route("/api/sessions/{id}/uploads", post(evidence::begin))
        .route("/api/sessions/{id}/uploads/{upload}", get(evidence::look).post(evidence::add))
        .route("/sessions/{id}/roll", post(meetings::roll))
        .route("/sessions/{id}/speakers/{act}", post(meetings::speakers))
        .route("/sessions/{id}/lines", post(meetings::lines))
        .route("/sessions/{id}/conclude", post(meetings::conclude))
        .route("/limitations.csv", get(matters::csv))
        .route("/petitions.csv", get(matters::csv))
        .route("/matters/same", post(matters::same))
        .route("/matters/{id}/tasks", post(matters::link_task))
        .route("/try", post(trial::read))
        .route("/calendar/recounts", post(calendar::recount))
        .route("/units", post(unit_forms::list))
        .route("/units/{id}/move", post(unit_forms::move_below))
        .route("/outbox/{id}/{act}", post(outbox::form))
        .route("/me/mail", post(feeds::set_mail))
        .route("/me/feeds", post(feeds::give))
        .route("/me/feeds/revoke", post(feeds::revoke))
        .route("/feeds/{file}", get(feeds::feed))
        .route("/api/acts", post(api::act))
        .route("/api/openapi.json", get(api::openapi))
        .route("/static/{name}", get(file));
    for page in PAGES {
        let html = move |state: State<Arc<Shared>>, request: Request| show(state.0, request, page, Form::Html);
        let json = move |state: State<Arc<Shared>>, request: Request| show(state.0, request, page, Form::Json);
        router = router.route(page.path, get(html));
        let path = if page.path == "/" { "/api" } else { page.path };
        router = router.route(&if path == "/api" { path.to_owned() } else { format!("/api{path}") }, get(json));
    }
    for noun in ["accounts", "documents", "mails", "matters", "registers", "sessions", "tasks", "units"] {
        router = router.route(&format!("/{noun}/{{id}}/acts/{{act}}"), post(acts::form));
    }
    router
        .fallback(no_page)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(acts::LONGEST_AT_DOOR))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(shared), guard::guard))
        .with_state(Arc::clone(shared))
}

async fn file(Path(name): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    statics::answer(&name, query.as_deref(), &headers)
}

async fn no_page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    acts::in_turn(&shared, &shared.reads, ask, |shared, ask| answer(shared, ask, Fault::NoPage)).await
}

async fn wrong_method(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    acts::in_turn(&shared, &shared.reads, ask, |shared, ask| answer(shared, ask, Fault::WrongMethod)).await
}
