//! Forms of a session that is planned, carried over, typed and closed: what the acts of its page cannot say alone.

use crate::acts::{led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer_in, drawn};
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::{PlanPage, PlanShown, RollPage, RollShown, TypedLine, with_classes};
use app::access::Viewer;
use app::acting::{ActRequest, Request as Acts};
use app::forms::body_of;
use app::meetings::{SpeakerAct, Typed};
use app::views::SessionView;
use app::{Error, Office, days};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use model::{Refusal, SessionId};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// `POST /sessions`: plans one.
pub async fn plan(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, |shared, ask, viewer, typed| {
        let typed = &whole(&shared.office, viewer, typed, "");
        let done = if is_looking(typed) {
            Err(None)
        } else {
            planned(&shared.office, viewer, &titled(ask, viewer, typed)).map_err(Some)
        };
        done.unwrap_or_else(|fault| plan_again((shared, ask, viewer), typed, "", fault))
    })
    .await
}

/// Whether whoever fills the form in only looks for units, by the button or by Enter after a name that was not looked for
/// yet: nothing is done then.
fn is_looking(typed: &Fields) -> bool {
    let is_new = typed.get("q").is_some_and(|it| it != typed.raw("was-q").trim());
    typed.get("find").is_some() || is_new && typed.get("enter").is_some()
}

/// What was typed, with the guests that were meant by their class.
fn whole(office: &Office, viewer: &Viewer, typed: &Fields, id: &str) -> Fields {
    if typed.get("all").is_none() {
        return typed.clone();
    }
    let host = office.session_page(viewer, id).ok().and_then(|it| it.session.host).map(|it| it.id.to_string());
    office.plan_view(viewer).map_or_else(|_| typed.clone(), |view| with_classes(&view, typed, host.as_deref()))
}

/// A session without a title is called after its guests, as far as that is not too long.
fn titled(ask: &Ask, viewer: &Viewer, typed: &Fields) -> Fields {
    let guests: Vec<String> = typed.all("guests").filter_map(|it| viewer.unit_name(it.parse().ok()?)).collect();
    if typed.get("title").is_some() || guests.is_empty() || MOST_NAMED < guests.len() {
        return typed.clone();
    }
    let args = [("units", guests.join(", ").into())];
    typed.without(&["title"]).and("title", &app::messages::say(ask.language, "meeting-title-of", &args))
}

/// So many guests are named in a title that nobody typed.
const MOST_NAMED: usize = 4;

fn planned(office: &Office, viewer: &Viewer, typed: &Fields) -> Result<Response, Fault> {
    let body = body_of("session.plan", typed.pairs(), office.today()).map_err(Error::Refused)?;
    let unreadable = |it: serde_json::Error| Fault::BadRequest(it.to_string());
    let plan = serde_json::from_value(body).map_err(unreadable)?;
    let id: SessionId = typed.raw("id").parse().map_err(|_| Fault::BadRequest("no id".to_owned()))?;
    let answer = office.plan_session(viewer, typed.raw("key").to_owned(), id, plan)?;
    Ok(led_to(&format!("/sessions/{id}?position={}", answer.last())))
}

/// `POST /sessions/{id}/plan`: amends it.
pub async fn amend(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, |shared, ask, viewer, typed| {
        let id = ask.part(1);
        let typed = &whole(&shared.office, viewer, typed, id);
        let done = if is_looking(typed) { Err(None) } else { amended(&shared.office, viewer, id, typed).map_err(Some) };
        done.unwrap_or_else(|fault| plan_again((shared, ask, viewer), typed, id, fault))
    })
    .await
}

/// What was typed without what stands there already: a plan that is saved says only what was changed.
fn changed(today: Date, session: &SessionView, typed: &Fields) -> Fields {
    let stands = [
        ("title", session.title.clone()),
        ("chair", session.chair.clone()),
        ("venue", session.venue.clone()),
        ("mode", session.mode.and_then(|it| Some(serde_json::to_value(it).ok()?.as_str()?.to_owned()))),
    ];
    let is_same = |(name, value): &(&'static str, Option<String>)| value.as_deref() == Some(typed.raw(name).trim());
    let mut same: Vec<&str> = stands.iter().filter(|it| is_same(it)).map(|it| it.0).collect();
    if days::read(typed.raw("held_on"), today).is_ok_and(|it| it == session.held_on) {
        same.push("held_on");
    }
    if session.hour.is_some() && days::read_hour(typed.raw("hour")).ok() == session.hour {
        same.push("hour");
    }
    let stand: BTreeSet<String> = session.guests.iter().map(|it| it.id.to_string()).collect();
    if stand == typed.all("guests").map(str::to_owned).collect() {
        same.push("guests");
    }
    typed.without(&same)
}

/// What stands there and was left empty: an hour or a place that is not known any more.
fn cleared(session: &SessionView, typed: &Fields) -> impl Iterator<Item = &'static str> {
    let stands = [("hour", session.hour.is_some()), ("venue", session.venue.is_some())];
    let is_emptied = |name: &str| typed.get(name).is_none() && typed.all(name).next().is_some();
    stands.into_iter().filter(move |it| it.1 && is_emptied(it.0)).map(|it| it.0)
}

fn amended(office: &Office, viewer: &Viewer, id: &str, typed: &Fields) -> Result<Response, Fault> {
    let session = office.session_page(viewer, id)?.session;
    let changed = changed(office.today(), &session, typed);
    let mut body = body_of("session.amend_plan", changed.pairs(), office.today()).map_err(Error::Refused)?;
    for name in cleared(&session, typed) {
        body[name] = json!("");
    }
    let seen = typed.raw("seen").parse().ok();
    let order = ActRequest { act: "session.amend_plan".to_owned(), stream: id.to_owned(), seen, body };
    let answer = office.carry_out_as(viewer, Acts { key: typed.raw("key").to_owned(), orders: vec![order] })?;
    Ok(led_to(&format!("/sessions/{id}?position={}", answer.last())))
}

/// The form again as it was typed, with why it is not done; without a fault for whoever only looks for units.
fn plan_again(
    (shared, ask, viewer): (&Shared, &Ask, &Viewer),
    typed: &Fields,
    id: &str,
    fault: Option<Fault>,
) -> Response {
    let office = &shared.office;
    let frame = Frame { nav: "sessions", address: "/sessions".to_owned(), ..Frame::aside(office, ask, viewer) };
    let fault = match fault {
        None | Some(Fault::App(Error::Refused(_))) => fault,
        Some(other) => return answer_in(shared, ask, &frame, other, Ways::default()),
    };
    let (key, new) = match &fault {
        None => (typed.raw("key").to_owned(), typed.raw("id").to_owned()),
        Some(_) => (office.new_id().to_string(), office.new_id().to_string()),
    };
    let seen = match &fault {
        None => typed.raw("seen").parse().unwrap_or_default(),
        Some(_) => office.version_of_session(id).unwrap_or_default(),
    };
    let status = fault.as_ref().map_or(StatusCode::OK, Fault::status);
    let sentence = fault.map(|it| it.sentence(ask.language));
    let page = office.plan_view(viewer).map_err(Fault::from).and_then(|view| {
        drawn(status, &PlanPage { f: &frame, v: &PlanShown::typed(view, typed, (id, key, new, seen), sentence) })
    });
    page.unwrap_or_else(|fault| answer_in(shared, ask, &frame, fault, Ways::default()))
}

/// `POST /sessions/{id}/carry`: puts on the agenda what a rule puts there.
pub async fn carry(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    on_session(shared, request, |it| {
        let id = it.id.parse().map_err(|_| Fault::NoPage)?;
        let answer = it.office.carry_over(it.viewer, id, it.typed.raw("key").to_owned())?;
        let position = answer.map(|it| format!("?position={}", it.last())).unwrap_or_default();
        Ok(led_to(&format!("/sessions/{id}{position}")))
    })
    .await
}

/// `POST /sessions/{id}/acts/close`: with what was typed.
pub async fn close(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    on_session(shared, request, |it| {
        let answer = it.office.close_meeting(it.viewer, it.id, it.typed.raw("key").to_owned())?;
        Ok(led_to(&format!("/sessions/{}?position={}", it.id, answer.last())))
    })
    .await
}

/// `POST /sessions/{id}/roll`: who came. Units of which nothing is said are left out, or came where the rest did.
pub async fn roll(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, |shared, ask, viewer, typed| {
        let id = ask.part(1);
        called(&shared.office, viewer, id, typed)
            .unwrap_or_else(|fault| roll_again((shared, ask, viewer), typed, id, fault))
    })
    .await
}

/// Only the lines that were changed here are said: others may call the roll at the same time.
fn called(office: &Office, viewer: &Viewer, id: &str, typed: &Fields) -> Result<Response, Fault> {
    office.want_keeper(viewer, id)?;
    let page = office.session_page(viewer, id)?;
    let roll = page.meeting.as_ref().and_then(|it| it.roll.as_ref());
    let mut lines = Vec::new();
    for unit in page.session.host.iter().chain(&page.session.guests).map(|it| it.id) {
        let line = TypedLine::of(unit, typed);
        let stands = roll.is_some_and(|it| it.lines.iter().any(|it| it.unit.id == unit));
        let rest = typed.get("rest").filter(|_| !stands);
        let Some(presence) = line.presence.or(rest).filter(|_| line.is_changed() || rest.is_some()) else { continue };
        let at = line.at.filter(|_| presence == "late").map(days::read_hour).transpose().map_err(Error::Refused)?;
        let hall = typed.get(&format!("hall-{unit}")).and_then(|it| it.parse::<u32>().ok());
        let (who, seen) = (line.who, line.seen);
        lines.push(json!({ "unit": unit, "hall": hall, "presence": presence, "at": at, "who": who, "seen": seen }));
    }
    // Nothing was changed of a roll that was called: it stands.
    let is_open = page.meeting.as_ref().is_some_and(|it| it.signed_on.is_none());
    if lines.is_empty() && roll.is_some() && is_open {
        return Ok(led_to(&format!("/sessions/{id}#roll")));
    }
    let act = "session.call_roll".to_owned();
    let body = json!({ "lines": lines, "is_part": true });
    let order = ActRequest { act, stream: id.to_owned(), seen: None, body };
    let answer = office.carry_out_as(viewer, Acts { key: typed.raw("key").to_owned(), orders: vec![order] })?;
    Ok(led_to(&format!("/sessions/{id}?position={}#roll", answer.last())))
}

/// The roll again as it was typed, with why it is not kept.
fn roll_again((shared, ask, viewer): (&Shared, &Ask, &Viewer), typed: &Fields, id: &str, fault: Fault) -> Response {
    let office = &shared.office;
    let frame = Frame { nav: "sessions", address: "/sessions".to_owned(), ..Frame::aside(office, ask, viewer) };
    let page = match (&fault, office.session_page(viewer, id)) {
        (Fault::App(Error::Refused(_)), Ok(page)) => page,
        _ => return answer_in(shared, ask, &frame, fault, Ways::default()),
    };
    let (status, sentence) = (fault.status(), fault.sentence(ask.language));
    let shown = RollShown::of(page, ask.language, office.new_id().to_string()).typed(typed, sentence);
    let page = drawn(status, &RollPage { f: &frame, v: &shown });
    page.unwrap_or_else(|fault| answer_in(shared, ask, &frame, fault, Ways::default()))
}

/// `POST /sessions/{id}/lines`: lines as JSON from a script, which is answered with all there are; or one from a form.
pub async fn lines(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    on_session(shared, request, |it| {
        let unreadable =
            |it: serde_json::Error| Fault::App(Error::Refused(Refusal::CommandUnreadable { because: it.to_string() }));
        let has_script = it.typed.get("lines").is_some();
        let lines: Vec<Typed> = match it.typed.get("lines") {
            Some(lines) => serde_json::from_str(lines).map_err(unreadable)?,
            None => {
                let [id, kind, words] = ["line", "kind", "words"].map(|name| it.typed.raw(name));
                let item = it.typed.raw("item").parse::<u32>().ok();
                let line = json!({ "id": id, "kind": kind, "words": words, "item": item });
                vec![serde_json::from_value(line).map_err(unreadable)?]
            }
        };
        it.office.write_lines(it.viewer, it.id, lines)?;
        match has_script {
            true => Ok(told(&json!(it.office.minutes(it.viewer, it.id)?))),
            false => Ok(led_to(&format!("/sessions/{}/minutes#last", it.id))),
        }
    })
    .await
}

/// `POST /sessions/{id}/conclude`: a line becomes a conclusion.
pub async fn conclude(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    on_session(shared, request, |it| {
        let n = it.office.conclude_line(it.viewer, it.id, it.typed.raw("line"))?;
        match it.typed.get("script").is_some() {
            true => Ok(told(&json!({ "n": n }))),
            false => Ok(led_to(&format!("/sessions/{}/minutes#last", it.id))),
        }
    })
    .await
}

/// `POST /sessions/{id}/speakers/{act}`: who has the word.
pub async fn speakers(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    on_session(shared, request, |it| {
        let id = || it.typed.raw("speaker").to_owned();
        let act = match it.act {
            "ask" => SpeakerAct::Ask {
                words: it.typed.raw("words").to_owned(),
                minutes: it.typed.get("minutes").and_then(|it| it.parse().ok()),
            },
            "next" => SpeakerAct::Next,
            "end" => SpeakerAct::End,
            "more" => SpeakerAct::Grant { id: id(), more: it.typed.raw("more").parse().unwrap_or(0) },
            "forward" => SpeakerAct::Forward { id: id() },
            "drop" => SpeakerAct::Drop { id: id() },
            _ => return Err(Fault::NoPage),
        };
        it.office.at_speakers(it.viewer, it.id, act)?;
        match it.typed.get("script").is_some() {
            true => Ok(told(&json!(it.office.speakers(it.viewer, it.id)?))),
            false => Ok(led_to(&format!("/sessions/{}/minutes#speakers", it.id))),
        }
    })
    .await
}

/// A form about one session.
struct Form<'a> {
    office: &'a Office,
    viewer: &'a Viewer,
    id: &'a str,
    /// What stands behind the name of the form, where its address says more.
    act: &'a str,
    typed: &'a Fields,
}

async fn on_session(shared: Arc<Shared>, request: Request, work: fn(&Form) -> Result<Response, Fault>) -> Response {
    typed_form(shared, request, move |shared, ask, viewer, typed| {
        let id = ask.part(1);
        let kept = shared.office.want_keeper(viewer, id).map_err(Fault::from);
        kept.and_then(|()| work(&Form { office: &shared.office, viewer, id, act: ask.part(3), typed })).unwrap_or_else(
            |fault| {
                let aside = Frame::aside(&shared.office, ask, viewer);
                let frame = Frame { nav: "sessions", address: "/sessions".to_owned(), ..aside };
                let words = app::messages::text(ask.language, "meeting-back").to_owned();
                let again = Some((format!("/sessions/{id}"), words)).filter(|_| fault.status() != 404);
                answer_in(shared, ask, &frame, fault, Ways { again, ..Ways::default() })
            },
        )
    })
    .await
}

fn told(told: &Value) -> Response {
    ([(CONTENT_TYPE, "application/json")], told.to_string()).into_response()
}
