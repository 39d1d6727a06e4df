//! `POST /tasks/{id}/list`: what a row of a task's list of limitations is, or all rows that are sure.

use crate::acts::{led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer_in};
use crate::render::Frame;
use crate::serve::Shared;
use app::Error;
use app::access::Viewer;
use app::matters::ListSay;
use app::messages::text;
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

pub async fn form(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, carry_out).await
}

fn carry_out(shared: &Shared, ask: &Ask, viewer: &Viewer, typed: &Fields) -> Response {
    let (code, n) = (ask.part(1), typed.raw("n").parse().unwrap_or_default());
    let row: u32 = typed.raw("row").parse().unwrap_or_default();
    let page = format!("/tasks/{code}/list?n={n}");
    let said = say(typed).and_then(|say| {
        let said = shared.office.say_listed(viewer, (code, n, row), typed.raw("key").to_owned(), say);
        said.map_err(|error| match error {
            it @ Error::NotFound(_) => Fault::NamesNothing(it),
            it => Fault::App(it),
        })
    });
    match said {
        Ok(position) => {
            let position = position.map(|it| format!("&position={it}")).unwrap_or_default();
            let place = if row == 0 { String::new() } else { format!("#r{row}") };
            led_to(&format!("{page}{position}{place}"))
        }
        Err(fault) => {
            let aside = Frame::aside(&shared.office, ask, viewer);
            let frame = Frame { nav: "tasks", address: page.clone(), ..aside };
            let again = Some((page, text(ask.language, "list-back").to_owned()));
            answer_in(shared, ask, &frame, fault, Ways { again, ..Ways::default() })
        }
    }
}

fn say(typed: &Fields) -> Result<ListSay, Fault> {
    let unreadable = |name: &str| Fault::BadRequest(format!("{name} is missing"));
    Ok(match typed.raw("say") {
        "take" => ListSay::Take { unit: typed.raw("unit").to_owned(), words: typed.raw("words").to_owned() },
        "same" => ListSay::Same { matter: typed.raw("matter").parse().map_err(|_| unreadable("matter"))? },
        "aside" => ListSay::Aside,
        "back" => ListSay::Back,
        "sure" => ListSay::AllSure,
        _ => return Err(unreadable("say")),
    })
}
