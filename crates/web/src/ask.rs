//! What a request asks, before anybody looks who asks: language, token, address, query, typed fields.

use app::messages::Language;
use axum::extract::ConnectInfo;
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, USER_AGENT};
use axum::http::request::Parts;
use std::net::SocketAddr;

/// The cookie of a session's token.
pub const SESSION_COOKIE: &str = "bamsat";
/// The cookie of the chosen language.
pub const LANGUAGE_COOKIE: &str = "bamsat_lang";

/// Names with values, as a query or a form gives them.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    pub fn read(text: &[u8]) -> Fields {
        Fields(form_urlencoded::parse(text).map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// The value of a name, without blanks around it; `None` where it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|it| it.0 == name);
        found.map(|it| it.1.trim()).filter(|it| !it.is_empty())
    }

    /// Those that are not empty, without these names.
    pub fn others<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        let others = self.0.iter().filter(|it| !names.contains(&it.0.as_str()) && !it.1.is_empty());
        others.map(|it| (it.0.as_str(), it.1.as_str()))
    }

    /// Every value of a name, in their order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |it| it.0 == name).map(|it| it.1.as_str())
    }

    /// All of them, as they were typed.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The same with one more.
    pub fn and(mut self, name: &str, value: &str) -> Fields {
        self.push(name.to_owned(), value.to_owned());
        self
    }

    pub fn push(&mut self, name: String, value: String) {
        self.0.push((name, value));
    }

    /// The value of a name as it was typed.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|it| it.0 == name).map_or("", |it| &it.1)
    }

    /// Those of other names.
    pub fn without(&self, names: &[&str]) -> Fields {
        Fields(self.0.iter().filter(|it| !names.contains(&it.0.as_str())).cloned().collect())
    }

    /// As a query, with `name` set to `value`, or without it.
    pub fn with(&self, name: &str, value: &str) -> String {
        self.with_all(&[(name, value)])
    }

    /// As a query, with each name set to its value, or without it where that is empty.
    pub fn with_all(&self, values: &[(&str, &str)]) -> String {
        let is_other = |name: &str| values.iter().all(|it| it.0 != name) && !["after", "position"].contains(&name);
        let others = self.0.iter().filter(|it| is_other(&it.0) && !it.1.is_empty());
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(others);
        query.extend_pairs(values.iter().filter(|it| !it.1.is_empty()));
        query.finish()
    }
}

/// A request, as far as every page needs it.
#[derive(Clone, Debug)]
pub struct Ask {
    pub path: String,
    pub query: Fields,
    /// The query as it came.
    pub query_text: String,
    /// What a browser prefers does not count: most of them are delivered in English, whoever sits before them.
    pub language: Language,
    /// A language that was asked for in the query, to be kept.
    pub chosen: Option<Language>,
    pub token: Option<String>,
    /// Whether nothing is to be written: only then a fault leaves nothing unconfirmed.
    pub is_reading: bool,
    /// Where it comes from.
    pub from: String,
    /// What the browser calls itself.
    pub label: String,
    /// The name by which the server was asked for.
    pub host: String,
    /// Whether it came through an encrypted door in front of the server.
    pub is_secure: bool,
}

impl Ask {
    pub fn read(parts: &Parts, default: Language) -> Ask {
        let query_text = parts.uri.query().unwrap_or_default().to_owned();
        let query = Fields::read(query_text.as_bytes());
        let header = |name| parts.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let cookies = header(COOKIE);
        let bearer = header(AUTHORIZATION).strip_prefix("Bearer ").map(str::trim);
        let token = bearer.or_else(|| cookie(cookies, SESSION_COOKIE)).map(str::to_owned);
        let chosen = query.get("lang").and_then(Language::named);
        let kept = || cookie(cookies, LANGUAGE_COOKIE).and_then(Language::named);
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ask {
            path: parts.uri.path().to_owned(),
            language: chosen.or_else(kept).unwrap_or(default),
            query,
            query_text,
            chosen,
            token,
            is_reading: parts.method.is_safe(),
            from: from.map(|it| it.0.ip().to_string()).unwrap_or_default(),
            label: header(USER_AGENT).to_owned(),
            host: header(HOST).to_owned(),
            is_secure: parts.headers.get("x-forwarded-proto").is_some_and(|it| it == "https"),
        }
    }

    /// Path and query.
    pub fn address(&self) -> String {
        if self.query_text.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.query_text) }
    }

    /// A part of the path, from zero.
    pub fn part(&self, n: usize) -> &str {
        self.path.trim_start_matches('/').split('/').nth(n).unwrap_or_default()
    }

    /// Where the page before ended; empty for the first.
    pub fn after(&self) -> &str {
        self.query.get("after").unwrap_or_default()
    }

    /// The last part of the path.
    pub fn id(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }
}

fn cookie<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = cookies.split(';').filter_map(|it| it.trim().split_once('='));
    pairs.find(|it| it.0 == name).map(|it| it.1)
}
