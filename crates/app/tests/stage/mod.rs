//! An office at a given instant with two accounts, and acts that have to be done in it.

use app::messages::Language;
use app::{Location, Office};
use model::{AccountId, StreamId};
use serde_json::{Value, json};
use std::path::Path;

pub struct Stage {
    pub office: Office,
    pub clerk: AccountId,
    pub other: AccountId,
}

impl Stage {
    pub fn open(folder: &Path, at: &str) -> Stage {
        let at = Some(at.parse().unwrap());
        let office = Office::open(&Location { data: folder.to_owned(), database: None }, at, "root").unwrap();
        let clerk = office.account_or_first("clerk").unwrap();
        let other = office.account_or_first("other").or_else(|_| office.open_account(clerk, "other")).unwrap();
        Stage { office, clerk, other }
    }

    pub fn act(&self, actor: AccountId, name: &str, stream: StreamId, body: &Value) {
        act(&self.office, actor, name, stream, body);
    }
}

/// Does an act under a key of its own, with the version that stands.
pub fn act(office: &Office, actor: AccountId, act: &str, stream: StreamId, body: &Value) {
    let seen = office.version_of(stream).ok().filter(|it| *it > 0);
    let key = office.new_id();
    let line = json!({ "act": act, "stream": stream, "seen": seen, "key": key, "body": body }).to_string();
    let answer = serde_json::to_value(office.act(Language::English, actor, line.as_bytes())).unwrap();
    assert!(answer.get("ok").is_some(), "{act}: {answer}");
}
