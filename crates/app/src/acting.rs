//! Acts that come as data: one JSON request, one JSON answer. Page, API and command line take them alike.

use crate::error::Error;
use crate::messages::Language;
use crate::office::Office;
use crate::sentences;
use model::{AccountId, Command, Refusal, StreamId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Order;

/// One act: `{"act":"unit.found","stream":"...","seen":1,"body":{...}}`.
#[derive(Clone, Debug, Deserialize)]
pub struct ActRequest {
    pub act: String,
    pub stream: StreamId,
    /// The version of the stream it was drawn from; needed by acts that do not commute.
    #[serde(default)]
    pub seen: Option<u64>,
    #[serde(default)]
    pub body: Value,
}

/// One submission: an act with its key, or several under `orders`, all or none.
#[derive(Clone, Debug, Deserialize)]
pub struct Request {
    /// The same key again gives the first answer; the same key with another content is refused.
    pub key: String,
    #[serde(default)]
    pub orders: Vec<ActRequest>,
    #[serde(flatten)]
    pub single: Option<ActRequest>,
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

impl Office {
    /// Does what one line of JSON asks, in the name of `actor`.
    pub fn act(&self, language: Language, actor: AccountId, line: &str) -> Response {
        let request: Request = match serde_json::from_str(line) {
            Ok(request) => request,
            Err(cause) => {
                let refusal = Refusal::CommandUnreadable { because: cause.to_string() };
                return Response { key: None, answer: refused(language, refusal) };
            }
        };
        let key = request.key.clone();
        let done = orders_of(request).map_err(Error::Refused).and_then(|it| self.submit(actor, key.clone(), it));
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

fn orders_of(request: Request) -> Result<Vec<Order>, Refusal> {
    request.single.into_iter().chain(request.orders).map(order_of).collect()
}

fn order_of(request: ActRequest) -> Result<Order, Refusal> {
    let command = Command::decode(&request.act, request.body)?;
    Ok(Order { stream: request.stream, seen: request.seen, command })
}
