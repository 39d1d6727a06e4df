//! An office at a given instant with two accounts, and acts that have to be done in it.

use app::messages::Language;
use app::{Location, Office, Role};
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

    /// The root with `a`, `b` and, below that, `b1`; both accounts are clerks of all, and `of_b` of `b`.
    pub fn found_parts(&self) -> [(&'static str, StreamId); 4] {
        let (office, clerk) = (&self.office, self.clerk);
        for name in ["clerk", "other"] {
            office.grant(clerk, name, Role::Clerk, None).unwrap();
        }
        let root: StreamId = office.units().unwrap().units[0].id.into();
        let [a, b, b1] = [(); 3].map(|()| office.new_id());
        for (id, name, parent) in [(a, "a", root), (b, "b", root), (b1, "b1", b)] {
            let found = json!({ "name": name, "kind": "area", "level": "commune", "parent": parent });
            self.act(clerk, "unit.found", id, &found);
        }
        office.open_account(clerk, "of_b").unwrap();
        office.grant(clerk, "of_b", Role::Clerk, Some("b")).unwrap();
        [("root", root), ("a", a), ("b", b), ("b1", b1)]
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
