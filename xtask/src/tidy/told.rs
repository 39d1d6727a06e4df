//! What the repository tells people: the acts, the refusals, the addresses and the messages, for whoever holds them together.

use super::acts::{acts, refusals};
use super::coverage::addresses;
use super::messages::read;
use super::repo::Repo;
use std::collections::{BTreeMap, BTreeSet};

pub struct Told {
    /// Wire names, stream by stream.
    pub acts: Vec<String>,
    /// From the codes of the refusals to their names in the code.
    pub refusals: BTreeMap<String, String>,
    pub addresses: BTreeSet<String>,
    /// By language and key.
    messages: BTreeMap<(String, String), String>,
}

impl Told {
    pub fn of(repo: &Repo) -> Told {
        let mut messages = BTreeMap::new();
        for file in repo.files.iter().filter(|it| it.path.starts_with("crates/app/messages/")) {
            let language = if file.path.ends_with("/vi.ftl") { "vi" } else { "en" };
            let of_file = read(&file.text).into_iter().map(|it| ((language.to_owned(), it.key), it.value));
            messages.extend(of_file);
        }
        Told {
            acts: acts(repo).iter().map(|it| it.act.to_owned()).collect(),
            refusals: refusals(repo),
            addresses: addresses(repo),
            messages,
        }
    }

    /// The words of a message; empty where there is none.
    pub fn message(&self, language: &str, key: &str) -> &str {
        self.messages.get(&(language.to_owned(), key.to_owned())).map_or("", String::as_str)
    }
}
