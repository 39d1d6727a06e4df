//! Links: giving, renewing and revoking one, and the page of one task for whoever comes by it without signing in.

use crate::acts::{in_turn, led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer, answer_in, shown};
use crate::files_shown::FileShown;
use crate::render::Frame;
use crate::reports::{Files, Typed, is_multipart, read};
use crate::serve::Shared;
use crate::shown::{GivenPage, LinkPage};
use app::Error;
use app::access::Viewer;
use app::acting::link_report;
use app::error::NotFound;
use app::forms::body_of;
use app::links::{GivenLink, LinkHolder, LinkPageView};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use model::Refusal;
use std::net::IpAddr;
use std::sync::Arc;

/// `POST /tasks/{id}/links`: gives a link, and shows its address this once.
pub async fn give(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    signed_in(shared, request, |shared, ask, viewer, typed| {
        shared.office.refuse_giving(viewer, ask.part(1))?;
        let body = body_of("task.give_link", typed.pairs(), shared.office.today()).map_err(Error::Refused)?;
        let give = serde_json::from_value(body).map_err(|it| Fault::BadRequest(it.to_string()))?;
        let given = shared.office.give_link(viewer, ask.part(1), give, typed.raw("key").to_owned())?;
        Ok(given_page(shared, ask, viewer, &given))
    })
    .await
}

/// `POST /tasks/{id}/links/{n}/address`: a new address, in the place of the one before.
pub async fn renew(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    signed_in(shared, request, |shared, ask, viewer, _| {
        let given = shared.office.renew_link(viewer, ask.part(1), number(ask))?;
        Ok(given_page(shared, ask, viewer, &given))
    })
    .await
}

/// `POST /tasks/{id}/links/{n}/revoke`.
pub async fn revoke(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    signed_in(shared, request, |shared, ask, viewer, typed| {
        let task = ask.part(1);
        let position = shared.office.revoke_link(viewer, task, number(ask), typed.raw("key").to_owned())?;
        Ok(led_to(&format!("/tasks/{task}/links?position={position}")))
    })
    .await
}

type Work = fn(&Shared, &Ask, &Viewer, &Fields) -> Result<Response, Fault>;

async fn signed_in(shared: Arc<Shared>, request: Request, work: Work) -> Response {
    typed_form(shared, request, move |shared, ask, viewer, typed| {
        work(shared, ask, viewer, typed).unwrap_or_else(|fault| {
            let back = format!("/tasks/{}/links", ask.part(1));
            let words = app::messages::text(ask.language, "links-title").to_owned();
            let again = (fault.status() != StatusCode::NOT_FOUND).then_some((back, words));
            let frame = Frame { nav: "tasks", ..Frame::aside(&shared.office, ask, viewer) };
            answer_in(shared, ask, &frame, fault, Ways { again, ..Ways::default() })
        })
    })
    .await
}

/// The number of the link in the address; 0, which no link has, for what is none.
fn number(ask: &Ask) -> u32 {
    ask.part(3).parse().unwrap_or(0)
}

fn given_page(shared: &Shared, ask: &Ask, viewer: &Viewer, given: &GivenLink) -> Response {
    let back = format!("/tasks/{}/links", given.task.code);
    let frame = Frame { nav: "tasks", address: back, ..Frame::aside(&shared.office, ask, viewer) };
    let server = server_of(shared, ask);
    let page = GivenPage {
        is_local: is_local(&server),
        ..GivenPage::new(&frame, given, format!("{server}/l/{}", given.token))
    };
    shown(ask, StatusCode::OK, &page)
}

/// How others reach the register: as whoever runs it says, or as whoever asks does.
pub fn server_of(shared: &Shared, ask: &Ask) -> String {
    let scheme = if ask.is_secure { "https" } else { "http" };
    shared.public_address.clone().unwrap_or_else(|| format!("{scheme}://{}", ask.host))
}

/// Whether only the machine itself comes to this address.
fn is_local(server: &str) -> bool {
    let host = server.split_once("://").map_or(server, |it| it.1);
    let host = host.rsplit_once(':').filter(|it| it.1.bytes().all(|it| it.is_ascii_digit())).map_or(host, |it| it.0);
    host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|it: IpAddr| it.is_loopback())
}

/// `GET /l/{token}`: the one task.
pub async fn page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let ask = Ask::read(&request.into_parts().0, shared.language);
    in_turn(&shared, &shared.reads, ask, |shared, ask| {
        let opened = shared.office.link_holder(ask.part(1), &ask.from);
        let drawn = opened.and_then(|holder| shared.office.link_page(&holder));
        match drawn {
            Ok(view) => {
                let is_sent = ask.query.get("sent").is_some();
                drawn_page(shared, ask, &view, Again { is_sent, ..Again::default() })
            }
            Err(error) => answer(shared, ask, error),
        }
    })
    .await
}

/// `POST /l/{token}`: a report.
pub async fn report(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let ask = Ask::read(&parts, shared.language);
    let holder = match holder_of(&shared, &ask).await {
        Ok(holder) => holder,
        Err(response) => return response,
    };
    let request = Request::from_parts(parts, body);
    let (typed, _room) = if is_multipart(&request) {
        match read(&shared.link_forms, request).await {
            Ok((typed, room)) => (typed, Some(room)),
            Err(fault) => return in_turn(&shared, &shared.reads, ask, |shared, ask| answer(shared, ask, fault)).await,
        }
    } else {
        match crate::acts::taken(&shared, request, crate::acts::LONGEST_AT_DOOR).await {
            Ok((_, bytes)) => (Typed { fields: Fields::read(&bytes), ..Typed::default() }, None),
            Err(response) => return response,
        }
    };
    in_turn(&shared, &shared.looks, ask, move |shared, ask| reported(shared, ask, &holder, typed)).await
}

async fn holder_of(shared: &Arc<Shared>, ask: &Ask) -> Result<LinkHolder, Response> {
    let asked = ask.clone();
    let look = move |shared: &Shared| {
        let holder = shared.office.link_holder(asked.part(1), &asked.from);
        holder.map_err(|it| answer(shared, &asked, it))
    };
    crate::acts::with_turn(shared, &shared.reads, ask.language, look).await?
}

/// What the page shows once more where a report was not written.
#[derive(Default)]
struct Again {
    is_sent: bool,
    sentence: Option<(StatusCode, String)>,
    typed: Fields,
    files: Vec<FileShown>,
    /// The key to be sent with it; a new one where there is none.
    key: Option<String>,
}

fn reported(shared: &Shared, ask: &Ask, holder: &LinkHolder, typed: Typed) -> Response {
    let sender = shared.office.sender_by_link(holder);
    let files = Files::taken(&shared.office, sender, &typed);
    let fields = typed.fields.and("evidence", &files.evidence());
    let done = match files.refusal() {
        Some(refusal) => Err(Error::Refused(refusal)),
        None => written(shared, holder, &fields),
    };
    match done {
        Ok(()) => led_to(&format!("{}?sent=1", ask.path)),
        // It was closed in this instant: it is answered like any that does not open.
        Err(Error::Refused(Refusal::LinkClosed { .. })) => answer(shared, ask, Error::NotFound(NotFound::Link)),
        Err(error) => {
            let fault = Fault::App(error);
            let again = Again {
                is_sent: false,
                sentence: Some((fault.status(), fault.sentence(ask.language))),
                files: files.shown(ask.language),
                key: fault.may_be_written().then(|| fields.raw("key").to_owned()),
                typed: fields,
            };
            match shared.office.link_page(holder) {
                Ok(view) => drawn_page(shared, ask, &view, again),
                Err(error) => answer(shared, ask, error),
            }
        }
    }
}

fn written(shared: &Shared, holder: &LinkHolder, fields: &Fields) -> Result<(), Error> {
    let act = if fields.raw("act") == "report_done" { "task.report_done" } else { "task.report_progress" };
    let body = body_of(act, fields.pairs(), shared.office.today()).map_err(Error::Refused)?;
    let report = link_report(act, body).map_err(Error::Refused)?;
    shared.office.report_by_link(holder, report, fields.raw("key")).map(drop)
}

fn drawn_page(shared: &Shared, ask: &Ask, view: &LinkPageView, again: Again) -> Response {
    let frame = Frame { today: view.today, address: ask.path.clone(), ..Frame::at_the_door(ask) };
    let done_on = match again.typed.get("done_on") {
        Some(typed) => typed.to_owned(),
        None => view.today.strftime("%d/%m/%Y").to_string(),
    };
    let (status, sentence) = again.sentence.unzip();
    let page = LinkPage {
        f: &frame,
        v: view,
        action: &ask.path,
        uploads: format!("/api{}/uploads", ask.path),
        key: again.key.unwrap_or_else(|| shared.office.new_id().to_string()),
        is_done: again.typed.raw("act") == "report_done",
        words: again.typed.raw("words"),
        done_on: &done_on,
        deliverable: again.typed.raw("deliverable"),
        sentence,
        is_sent: again.is_sent,
        files: &again.files,
    };
    shown(ask, status.unwrap_or(StatusCode::OK), &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_machine_itself_is_known() {
        let cases = [
            ("http://127.0.0.1:8080", true),
            ("http://localhost", true),
            ("https://localhost:8443", true),
            ("http://[::1]:8080", true),
            ("http://192.168.1.10:8080", false),
            ("https://so.khevang.example", false),
            ("http://localhost.example:80", false),
        ];
        for (server, wanted) in cases {
            assert_eq!(is_local(server), wanted, "{server}");
        }
    }
}
