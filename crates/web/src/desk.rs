//! `POST /documents/{id}/intake/{act}`: one step at the desk of a document, then back to the next open slip.

use crate::acts::{known, led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer, answer_in};
use crate::render::Frame;
use crate::serve::Shared;
use app::Error;
use app::access::Viewer;
use app::desk::{ColumnRole, ColumnSaid, DeskAct, Done, FIELDS, Said, Stand};
use app::error::{Forbidden, NotFound};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub async fn form(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let ask = Ask::read(&parts, shared.language);
    if let Err(response) = known(&shared, &ask, refuse_receiving).await {
        return response;
    }
    typed_form(shared, Request::from_parts(parts, body), carry_out).await
}

/// Nothing is read of whoever may receive nothing; whether it is their desk is asked with the step.
fn refuse_receiving(viewer: &Viewer) -> Result<(), Error> {
    let act = "document.receive";
    if viewer.may(act, &[]) { Ok(()) } else { Err(Error::Forbidden(Forbidden::Act { act })) }
}

fn carry_out(shared: &Shared, ask: &Ask, viewer: &Viewer, typed: &Fields) -> Response {
    let mut parts = ask.path.rsplit('/');
    let (name, document) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default());
    if name == "here" {
        return match shared.office.come_to_slip(viewer, document, typed.raw("at")) {
            Ok(()) => StatusCode::NO_CONTENT.into_response(),
            Err(error) => answer(shared, ask, error),
        };
    }
    let Some(act) = act(name, typed) else { return answer(shared, ask, Fault::NoPage) };
    match shared.office.at_desk(viewer, document, act) {
        Ok(done) => led_to(&next(document, done)),
        Err(error) => {
            let page = format!("/documents/{document}/intake");
            let words = app::messages::text(ask.language, "desk-back").to_owned();
            let frame = Frame { nav: "documents", ..Frame::aside(&shared.office, ask, viewer) };
            let ways = Ways { again: Some((page, words)), ..Ways::default() };
            answer_in(shared, ask, &frame, as_typed(name, error), ways)
        }
    }
}

/// A task that is called by its code and is not there is asked for again.
fn as_typed(act: &str, error: Error) -> Fault {
    match error {
        Error::NotFound(NotFound::Object { noun: "task", .. }) if act == "above" => Fault::NamesNothing(error),
        error => Fault::App(error),
    }
}

/// Where the page is led to.
fn next(document: &str, done: Done) -> String {
    let page = format!("/documents/{document}/intake");
    match done {
        Done::Slip(anchor) => format!("{page}?at={anchor}#{anchor}"),
        Done::End => format!("{page}?at=finish#finish"),
        Done::Limit(n) => format!("{page}?at=h{n}#h{n}"),
        Done::LimitAgain(n) => format!("{page}?at=h{n}&note=no-slip#h{n}"),
        Done::Limits => format!("{page}?at=limits#limits"),
        Done::Under(anchor) => format!("{page}?at={anchor}&note=under#{anchor}"),
        Done::Rival(anchor) => format!("{page}?at={anchor}&note=rival#{anchor}"),
        Done::Changed => format!("{page}?note=changed"),
        Done::Above => format!("{page}#above"),
        Done::Columns => format!("{page}?note=columns#columns"),
        Done::Nothing => format!("{page}?at=finish&note=nothing#finish"),
        Done::Finished { codes: Some(_), above: Some(above), .. } => format!("/tasks/{above}#parts"),
        Done::Finished { n_tasks, codes: Some((first, last)), .. } => {
            format!("/documents/{document}?note=taken&n={n_tasks}&first={first}&last={last}")
        }
        Done::Finished { codes: None, .. } => format!("/documents/{document}?note=taken"),
    }
}

fn act(name: &str, typed: &Fields) -> Option<DeskAct> {
    let slip = typed.raw("slip").to_owned();
    Some(match name {
        "take" => DeskAct::Take { slip },
        "amend" if typed.raw("and") == "point" => DeskAct::AmendPoint { slip, said: said(typed), was: was(typed) },
        "amend" => DeskAct::Amend { slip, said: said(typed), was: was(typed), is_taken: typed.raw("and") == "take" },
        "choose" => DeskAct::Choose { slip, of: typed.raw("of").to_owned(), is_theirs: typed.raw("which") == "typed" },
        "aside" => DeskAct::Aside { slip, because: typed.raw("because").to_owned() },
        "reopen" => DeskAct::Reopen { slip },
        "split" => DeskAct::Split { slip, at: typed.raw("at").parse().unwrap_or_default() },
        "join" => DeskAct::Join { slip },
        "add" => DeskAct::Add {
            words: typed.raw("words").replace("\r\n", "\n"),
            leads: typed.raw("leads").to_owned(),
            due: typed.raw("due").to_owned(),
            line: typed.raw("line").parse().ok(),
        },
        "sure" => DeskAct::TakeSure,
        "units" => DeskAct::ConfirmUnits { names: typed.all("name").map(str::to_owned).collect() },
        "answer" => DeskAct::Answer {
            limit: typed.raw("limit").parse().unwrap_or_default(),
            slips: typed.raw("by").to_owned(),
            because: typed.raw("because").to_owned(),
        },
        "undo" => DeskAct::Undo,
        "day" => DeskAct::HeldOn { day: typed.raw("day").to_owned() },
        "session" => DeskAct::JoinSession { session: typed.raw("session").parse().ok() },
        "same" => DeskAct::Same { slip, n: typed.raw("n").parse().ok() },
        "columns" => DeskAct::NameColumns { said: columns(typed) },
        "above" => DeskAct::Above { task: typed.raw("task").to_owned() },
        "finish" => DeskAct::Finish { n_seen: typed.raw("seen").parse().unwrap_or_default() },
        _ => return None,
    })
}

/// The columns of all tables, `TABLE.COLUMN` with the role chosen and `was-TABLE.COLUMN` with the one the page showed.
fn columns(typed: &Fields) -> Vec<ColumnSaid> {
    let said = typed.pairs().iter().filter_map(|(name, role)| {
        let (table, column) = name.split_once('.')?;
        let was = ColumnRole::named(typed.raw(&format!("was-{name}")))?;
        Some(ColumnSaid {
            table: table.parse().ok()?,
            column: column.parse().ok()?,
            was,
            role: ColumnRole::named(role)?,
        })
    });
    said.collect()
}

/// What was typed over what the form held when it was drawn: only that is said, so that two people who mend two fields
/// of one slip both have their way.
fn said(typed: &Fields) -> Said {
    let was = was(typed);
    let mut said = Said::default();
    for field in FIELDS {
        let now = typed.raw(field).replace("\r\n", "\n");
        let is_changed = was.of(field).unwrap_or_default().trim() != now.trim();
        said.put(field, is_changed.then_some(now));
    }
    said
}

/// What the form held when it was drawn.
fn was(typed: &Fields) -> Said {
    let mut was =
        Said { stand: if typed.raw("was-stand") == "aside" { Stand::Aside } else { Stand::Open }, ..Said::default() };
    for field in FIELDS {
        was.put(field, Some(typed.raw(&format!("was-{field}")).replace("\r\n", "\n")));
    }
    was
}
