//! Acts that come as data: one JSON request, one JSON answer. Page, API and command line take them alike.

use crate::access::Viewer;
use crate::error::Error;
use crate::links::LinkReport;
use crate::messages::Language;
use crate::office::Office;
use crate::sentences;
use model::act::task;
use model::{AccountId, Command, Refusal, StreamId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Answer, Order};

/// One act: `{"act":"unit.found","stream":"...","seen":1,"body":{...}}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActRequest {
    pub act: String,
    /// The identifier of what it is about, as text: one that is none is told by its own sentence.
    pub stream: String,
    /// The version of the stream it was drawn from; needed by acts that do not commute.
    #[serde(default)]
    pub seen: Option<u64>,
    #[serde(default)]
    pub body: Value,
}

/// One act with its key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Single {
    key: String,
    act: String,
    stream: String,
    #[serde(default)]
    seen: Option<u64>,
    #[serde(default)]
    body: Value,
}

/// Several acts under one key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Several {
    key: String,
    orders: Vec<ActRequest>,
}

/// One submission: an act with its key, or several under `orders`, all or none.
#[derive(Clone, Debug)]
pub struct Request {
    /// The same key again gives the first answer; the same key with another content is refused.
    pub key: String,
    pub orders: Vec<ActRequest>,
}

impl Request {
    /// Reads one line of JSON: of the two forms, the one it has the field of.
    ///
    /// # Errors
    /// What is wrong with the text, for the writer of a client.
    pub fn read(line: &str) -> serde_json::Result<Request> {
        let looked: Value = serde_json::from_str(line)?;
        if looked.get("orders").is_some() {
            let Several { key, orders } = serde_json::from_str(line)?;
            return Ok(Request { key, orders });
        }
        let Single { key, act, stream, seen, body } = serde_json::from_str(line)?;
        Ok(Request { key, orders: vec![ActRequest { act, stream, seen, body }] })
    }

    /// The orders as the register takes them.
    ///
    /// # Errors
    /// [`Refusal::CommandUnreadable`] for an unknown act, a body of another form, a stream that is no identifier.
    pub fn orders(self) -> Result<Vec<Order>, Refusal> {
        self.orders.into_iter().map(order_of).collect()
    }
}

/// The answer to one request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Response {
    pub key: Option<String>,
    #[serde(flatten)]
    pub answer: Answered,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// Durable. `position` is that of its first entry.
    Ok { position: u64, n_entries: u64, replayed: bool, head: String },
    /// The lawful "no".
    Refused { refusal: Refusal, sentence: String },
    /// Nothing is known to be stored; the same key may be sent again.
    Failed { sentence: String },
}

impl Response {
    /// The answer to what could not be understood. Its key is repeated where it can be told.
    fn unreadable(language: Language, line: &str, because: String) -> Response {
        let key = serde_json::from_str::<Value>(line).ok().and_then(|it| it["key"].as_str().map(str::to_owned));
        Response { key, answer: refused(language, Refusal::CommandUnreadable { because }) }
    }
}

impl Office {
    /// Does what a request of `viewer` asks if their roles allow it.
    ///
    /// # Errors
    /// Those of the acts, and of [`Office::submit_as`].
    pub fn carry_out_as(&self, viewer: &Viewer, request: Request) -> Result<Answer, Error> {
        let key = request.key.clone();
        self.submit_as(viewer, key, request.orders().map_err(Error::Refused)?)
    }

    /// The version of what is at `stream`, as an act that needs to have seen it must tell; 0 where nothing is.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn version_of(&self, stream: StreamId) -> Result<u64, Error> {
        Ok(self.store.stream(self.register()?, stream)?.map_or(0, |it| it.0))
    }

    /// A new identifier, for what is about to begin.
    pub fn new_id(&self) -> StreamId {
        self.clock.new_id()
    }

    /// Does what one line of JSON asks, in the name of `actor`.
    pub fn act(&self, language: Language, actor: AccountId, line: &[u8]) -> Response {
        let line = match std::str::from_utf8(line) {
            Ok(line) => line,
            Err(cause) => return Response::unreadable(language, "", cause.to_string()),
        };
        let request = match Request::read(line) {
            Ok(request) => request,
            Err(cause) => return Response::unreadable(language, line, cause.to_string()),
        };
        let key = request.key.clone();
        let done = request.orders().map_err(Error::Refused).and_then(|it| self.submit(actor, key.clone(), it));
        let answer = match done {
            Ok(it) => Answered::Ok {
                position: it.position,
                n_entries: it.n_entries,
                replayed: it.replayed,
                head: it.head.to_string(),
            },
            Err(Error::Refused(refusal)) => refused(language, refusal),
            Err(error) => Answered::Failed { sentence: sentences::error(language, &error) },
        };
        Response { key: Some(key), answer }
    }
}

fn refused(language: Language, refusal: Refusal) -> Answered {
    Answered::Refused { sentence: sentences::refusal(language, &refusal), refusal }
}

/// A report by link from the body of an act: of the two that report, nothing else.
///
/// # Errors
/// [`Refusal::CommandUnreadable`].
pub fn link_report(act: &str, body: Value) -> Result<LinkReport, Refusal> {
    match Command::decode(act, body)? {
        Command::Task(task::Command::ReportProgress(it)) => Ok(LinkReport::Progress(it)),
        Command::Task(task::Command::ReportDone(it)) => Ok(LinkReport::Done(it)),
        _ => Err(Refusal::CommandUnreadable { because: format!("{act} is no report") }),
    }
}

fn order_of(request: ActRequest) -> Result<Order, Refusal> {
    let stream: StreamId = request.stream.parse().map_err(|cause| Refusal::CommandUnreadable {
        because: format!("stream is no identifier: {} ({cause})", request.stream),
    })?;
    let command = Command::decode(&request.act, request.body)?;
    Ok(Order { stream, seen: request.seen, command })
}
