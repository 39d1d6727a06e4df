//! A form of a page becomes an act: decode, ask the office, lead back to the page with what was written.

use crate::act_forms::FormShown;
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer, answer_at_the_door, answer_in};
use crate::files_shown::FileShown;
use crate::pages::{broken, looked_up};
use crate::render::Frame;
use crate::serve::Shared;
use app::access::Viewer;
use app::acting::{ActRequest, Request as Acts};
use app::error::NotFound;
use app::forms::body_of;
use app::messages::{Language, say};
use app::{Error, Office};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use model::Refusal;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// The longest body of whoever may be anybody, in bytes.
pub const LONGEST_AT_DOOR: usize = 64_000;
/// The longest body of whoever is signed in, in bytes; a file may be longer.
const LONGEST_ACTS: usize = 2_000_000;
/// How long a body may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// What was asked, and the bytes of its body, at most `longest`.
///
/// # Errors
/// The answer to a body that is too long, too slow, or broke off.
pub async fn taken(shared: &Arc<Shared>, request: Request, longest: usize) -> Result<(Ask, Bytes), Response> {
    let (parts, body) = request.into_parts();
    let ask = Ask::read(&parts, shared.language);
    match bytes_of(Request::from_parts(parts, body), longest).await {
        Ok(bytes) => Ok((ask, bytes)),
        Err(fault) => Err(in_turn(shared, &shared.reads, ask, |shared, ask| answer(shared, ask, fault)).await),
    }
}

/// The same of whoever is signed in: nobody else has a long body kept for them.
///
/// # Errors
/// Those of [`taken`]; the answer to whoever is not signed in.
pub async fn taken_of_known(shared: &Arc<Shared>, request: Request) -> Result<(Ask, Bytes), Response> {
    let (parts, body) = request.into_parts();
    let ask = Ask::read(&parts, shared.language);
    known(shared, &ask, |_| Ok(())).await?;
    taken(shared, Request::from_parts(parts, body), LONGEST_ACTS).await
}

async fn bytes_of(mut request: Request, longest: usize) -> Result<Bytes, Fault> {
    DefaultBodyLimit::max(longest).apply(&mut request);
    let Ok(read) = timeout(PATIENCE, Bytes::from_request(request, &())).await else { return Err(Fault::TooSlow) };
    read.map_err(|it| match it.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLong { longest_bytes: longest },
        _ => Fault::BadRequest(it.body_text()),
    })
}

/// Looks who asks before anything is read of the body; `want` says what they have to be.
///
/// # Errors
/// The answer to whoever is not.
pub async fn known(shared: &Arc<Shared>, ask: &Ask, want: fn(&Viewer) -> Result<(), Error>) -> Result<(), Response> {
    let asked = ask.clone();
    let look = move |shared: &Shared| {
        let looked = looked_up(&shared.office, &asked).and_then(|(_, viewer)| want(&viewer));
        looked.err().map(|it| answer(shared, &asked, it))
    };
    with_turn(shared, &shared.reads, ask.language, look).await?.map_or(Ok(()), Err)
}

/// Does blocking work on a thread of its own, once it is its turn.
pub async fn in_turn(
    shared: &Arc<Shared>,
    turns: &Arc<Semaphore>,
    ask: Ask,
    work: impl FnOnce(&Shared, &Ask) -> Response + Send + 'static,
) -> Response {
    let language = ask.language;
    with_turn(shared, turns, language, move |shared| work(shared, &ask)).await.unwrap_or_else(|it| it)
}

/// The turn belongs to the work: it goes on, and keeps its turn, when whoever asked has gone away.
pub async fn with_turn<T: Send + 'static>(
    shared: &Arc<Shared>,
    turns: &Arc<Semaphore>,
    language: Language,
    work: impl FnOnce(&Shared) -> T + Send + 'static,
) -> Result<T, Response> {
    let turn = Arc::clone(turns).acquire_owned().await;
    let Ok(turn) = turn else { return Err(StatusCode::SERVICE_UNAVAILABLE.into_response()) };
    let kept = Arc::clone(shared);
    let done = tokio::task::spawn_blocking(move || {
        let done = work(&kept);
        drop(turn);
        done
    });
    done.await.map_err(|_| broken(shared, language))
}

/// A form of whoever is signed in, read whole, for `work` on a thread of its own.
pub async fn typed_form(
    shared: Arc<Shared>,
    request: Request,
    work: impl FnOnce(&Shared, &Ask, &Viewer, &Fields) -> Response + Send + 'static,
) -> Response {
    let (ask, bytes) = match taken_of_known(&shared, request).await {
        Ok(taken) => taken,
        Err(response) => return response,
    };
    let looked = move |shared: &Shared, ask: &Ask| match looked_up(&shared.office, ask) {
        Ok((_, viewer)) => work(shared, ask, &viewer, &Fields::read(&bytes)),
        Err(error) => answer_at_the_door(shared, ask, error),
    };
    in_turn(&shared, &shared.writes, ask, looked).await
}

/// Leads to a page of our own.
pub fn led_to(address: &str) -> Response {
    let address = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response()
}

/// `POST /{noun}/{id}/acts/{act}`.
pub async fn form(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (ask, bytes) = match taken_of_known(&shared, request).await {
        Ok(taken) => taken,
        Err(response) => return response,
    };
    let sent = Sent { fields: Fields::read(&bytes), ..Sent::default() };
    in_turn(&shared, &shared.writes, ask, move |shared, ask| carry_out(shared, ask, sent)).await
}

/// A form as it came.
#[derive(Default)]
pub struct Sent {
    pub fields: Fields,
    /// Files that wait for it, and those that are not taken.
    pub files: Vec<FileShown>,
    /// Why it cannot be carried out as it is.
    pub refusal: Option<Refusal>,
}

/// What is not seen is called as it was asked for: its identifier would tell that it is there.
fn as_asked(fault: Fault, target: &Target) -> Fault {
    match fault {
        Fault::App(Error::NotFound(NotFound::Object { noun, .. })) => {
            Fault::App(Error::NotFound(NotFound::Object { noun, id: target.id.to_owned() }))
        }
        other => other,
    }
}

/// The parts of `/{noun}/{id}/acts/{act}`.
struct Target<'a> {
    nouns: &'a str,
    id: &'a str,
    act: String,
}

impl Target<'_> {
    fn of(path: &str) -> Option<Target<'_>> {
        let mut parts = path.trim_start_matches('/').split('/');
        let (nouns, id, _, act) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        Some(Target { nouns, id, act: format!("{}.{act}", nouns.strip_suffix('s')?) })
    }

    /// Where the reader is led back to.
    fn page(&self) -> String {
        // What a register has to be changed is its calendar, and the rules of its letters.
        match (self.nouns, self.act.as_str()) {
            ("registers", "register.set_mail_rule") => "/outbox/rules".to_owned(),
            ("mails", _) => "/outbox".to_owned(),
            ("registers", _) => "/calendar".to_owned(),
            _ => format!("/{}/{}", self.nouns, self.id),
        }
    }

    /// Where whoever was refused goes on: what was to begin has no page.
    fn page_before(&self) -> String {
        let begins = |it: &model::ActInfo| it.act == self.act && it.concurrency == model::Concurrency::Begins;
        match model::registry().any(begins) {
            // Both kinds have a list of their own.
            true if self.nouns == "matters" => "/limitations".to_owned(),
            true => format!("/{}", self.nouns),
            false => self.page(),
        }
    }

    /// Where on its page that stands of which an act tells the number: an item of an agenda, a conclusion.
    fn place(&self, typed: &Fields) -> String {
        let kind = match self.act.as_str() {
            "session.place_item" | "session.take_up" | "session.mark_item" => 'i',
            "session.end_conclusion" => 'c',
            "session.send_report" | "session.withdraw_report" => return "#reports".to_owned(),
            _ => return String::new(),
        };
        typed.raw("n").parse::<u32>().map_or_else(|_| String::new(), |n| format!("#{kind}{n}"))
    }

    /// That page and the words of its link.
    fn again(&self, language: Language) -> (String, String) {
        let noun = self.nouns.strip_suffix('s').unwrap_or(self.nouns);
        (self.page_before(), say(language, "error-again", &[("noun", noun.into()), ("id", self.id.into())]))
    }
}

/// Does the act of the address, or draws the form again with what was sent.
pub fn carry_out(shared: &Shared, ask: &Ask, sent: Sent) -> Response {
    let Some(target) = Target::of(&ask.path) else { return answer(shared, ask, Fault::NoPage) };
    let viewer = match looked_up(&shared.office, ask) {
        Ok((_, viewer)) => viewer,
        Err(error) => return answer_at_the_door(shared, ask, error),
    };
    let place = target.place(&sent.fields);
    let refused = sent.refusal.clone().map_or(Ok(()), |it| Err(Fault::App(Error::Refused(it))));
    let done = refused
        .and_then(|()| request(&shared.office, &viewer, &target, &sent.fields))
        .and_then(|it| shared.office.carry_out_as(&viewer, it).map_err(Fault::from))
        .map_err(|it| as_asked(it, &target));
    match done {
        Ok(answer) => led_to(&format!("{}?position={}{place}", target.page(), answer.last())),
        Err(fault) => {
            let is_there = fault.status() != StatusCode::NOT_FOUND;
            let form = kept_form((shared, &viewer), ask, &target, sent, &fault);
            let again = is_there.then(|| target.again(ask.language));
            let aside = Frame::aside(&shared.office, ask, &viewer);
            let frame = if is_there { Frame { address: target.page_before(), ..aside } } else { aside };
            answer_in(shared, ask, &frame, fault, Ways { form, again, ..Ways::default() })
        }
    }
}

/// An act, a field of it, and the refusal that says that the field is missing.
type LaterField = (&'static str, &'static str, &'static str);

/// What no page asks for is asked for once it is missing.
const ASKED_LATER: [LaterField; 2] =
    [("task.confirm", "waived_because", "deliverable-missing"), ("session.send_report", "because", "report-sent")];

/// The form again, with what was typed. What is stale is drawn from the newest version: its page shows what changed.
fn kept_form(
    (shared, viewer): (&Shared, &Viewer),
    ask: &Ask,
    target: &Target,
    Sent { fields: typed, files, .. }: Sent,
    fault: &Fault,
) -> Option<FormShown> {
    // What is not there or not allowed is not to be sent again.
    if matches!(fault.status(), StatusCode::NOT_FOUND | StatusCode::FORBIDDEN) {
        return None;
    }
    let key = if fault.may_be_written() { typed.raw("key").to_owned() } else { shared.office.new_id().to_string() };
    let stale = fault.status() == StatusCode::CONFLICT;
    let seen =
        if stale { stream(&shared.office, viewer, target).ok().map(|it| it.1) } else { typed.raw("seen").parse().ok() };
    let form = FormShown::new(ask.language, &target.act, ask.path.clone(), key, seen)?.typed(&typed)?;
    let is_unasked = |it: &&LaterField| it.0 == target.act && it.2 != fault.code() && typed.get(it.1).is_none();
    let form = ASKED_LATER.iter().filter(is_unasked).fold(form, |form, it| form.without(it.1));
    Some(FormShown { files, ..form })
}

fn request(office: &Office, viewer: &Viewer, target: &Target, typed: &Fields) -> Result<Acts, Fault> {
    let stream = stream_of(office, viewer, target)?.to_string();
    let body = body_of(&target.act, typed.pairs(), office.today()).map_err(Error::Refused)?;
    let order = ActRequest { act: target.act.clone(), stream, seen: typed.raw("seen").parse().ok(), body };
    Ok(Acts { key: typed.raw("key").to_owned(), orders: vec![order] })
}

/// What the target is, and its version now.
fn stream(office: &Office, viewer: &Viewer, target: &Target) -> Result<(model::StreamId, u64), Fault> {
    let stream = stream_of(office, viewer, target)?;
    Ok((stream, office.version_of(stream)?))
}

/// People call a task by its code; everything else, and what is about to begin, has its identifier.
fn stream_of(office: &Office, viewer: &Viewer, target: &Target) -> Result<model::StreamId, Fault> {
    match target.id.parse() {
        Ok(stream) => Ok(stream),
        Err(_) if target.nouns == "tasks" => Ok(office.task_stream(viewer, target.id)?),
        Err(_) => Err(Fault::NoPage),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::Location;
    use axum::body::Body;

    #[tokio::test]
    async fn work_that_nobody_waits_for_keeps_its_turn() {
        let data = std::env::temp_dir().join(format!("bamsat-turns-{}", std::process::id()));
        let location = Location { data: data.clone(), database: None };
        let office = Arc::new(Office::open(&location, None, "root").unwrap());
        let shared = Shared::new(office, Language::English, Box::new(|_| ()));
        let ask = Ask::read(&Request::new(Body::empty()).into_parts().0, Language::English);
        let turns = Arc::new(Semaphore::new(1));
        let (begun, begins) = tokio::sync::oneshot::channel();
        let (end, ends) = std::sync::mpsc::channel::<()>();
        let work = move |_: &Shared, _: &Ask| {
            let _ = begun.send(());
            let _ = ends.recv();
            StatusCode::OK.into_response()
        };
        let asked = {
            let (shared, turns) = (Arc::clone(&shared), Arc::clone(&turns));
            tokio::spawn(async move { in_turn(&shared, &turns, ask, work).await })
        };
        begins.await.unwrap();
        asked.abort();
        assert!(asked.await.is_err());
        assert_eq!(turns.available_permits(), 0);
        drop(end);
        assert!(timeout(PATIENCE, turns.acquire()).await.is_ok());
        let _ = std::fs::remove_dir_all(data);
    }
}
