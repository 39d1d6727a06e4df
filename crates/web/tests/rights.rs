//! Every role x act x place x door, every role x place x page and its JSON, and the feed: generated from the registries,
//! compared with `rights.txt`, which is written by hand; an act that is not there yet, with its line in the registry.

mod common;
#[path = "common/objects.rs"]
mod objects;

use app::messages::Language;
use app::{Location, Office, Role};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use common::Acts;
use model::access::Over;
use model::{AccountId, StreamId};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tower::ServiceExt;
use web::{Shared, router};

const PLACES: [&str; 4] = ["root", "above", "own", "other"];
static N_WORLDS: AtomicU64 = AtomicU64::new(0);
const PASSWORD: &str = "a long password";

/// A register with a tree (root, above, own below it, other beside), one task and session of `own`, one document.
struct World {
    folder: PathBuf,
    office: Arc<Office>,
    router: Router,
    console: AccountId,
    units: BTreeMap<&'static str, StreamId>,
    /// Tokens of whoever has one role at one place; `nobody` has none.
    tokens: BTreeMap<(String, &'static str), String>,
    task: String,
    task_id: StreamId,
    session: StreamId,
    document: StreamId,
    /// Somebody with a role at `own`.
    account: StreamId,
    n: AtomicU64,
}

/// What came of a request, as far as rights are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Done, or refused by the rule of the act.
    Allowed,
    Forbidden,
    /// Answered like what is not there.
    Missing,
}

impl Acts for World {
    fn office(&self) -> &Office {
        &self.office
    }

    fn console(&self) -> AccountId {
        self.console
    }
}

impl World {
    fn new() -> World {
        let folder = std::env::temp_dir().join(format!(
            "bamsat-rights-{}-{}",
            std::process::id(),
            N_WORLDS.fetch_add(1, Ordering::Relaxed)
        ));
        let _ = std::fs::remove_dir_all(&folder);
        let location = Location { data: folder.clone(), database: None };
        let office = Arc::new(Office::open(&location, None, "root").unwrap());
        let console = office.account_or_first("console").unwrap();
        let shared = Shared::new(Arc::clone(&office), Language::English, Box::new(|_| {}));
        let router = router(&shared);
        let id = office.new_id();
        let mut world = World {
            folder,
            office,
            router,
            console,
            units: BTreeMap::new(),
            tokens: BTreeMap::new(),
            task: String::new(),
            task_id: id,
            session: id,
            document: id,
            account: id,
            n: AtomicU64::new(0),
        };
        world.found();
        world.sign_in();
        world
    }

    fn found(&mut self) {
        let root = self.office.units().unwrap().units[0].id.into();
        self.units.insert("root", root);
        for (name, parent) in [("above", "root"), ("own", "above"), ("other", "root")] {
            let parent = self.units[parent];
            let body = json!({ "name": format!("unit {name}"), "kind": "area", "level": "commune", "parent": parent });
            let unit = self.begin("unit.found", body);
            self.units.insert(name, unit);
        }
        self.document = self.begin("document.receive", self.document_body());
        let source = json!({ "passage": { "document": self.document, "span": [0, 3] } });
        let assign = json!({ "words": "secret words", "lead": self.units["own"], "deadline": { "kind": "fixed", "due_on": "2020-01-31" }, "source": source });
        self.task_id = self.begin("task.assign", assign);
        self.task = self.office.task(&self.task_id.to_string()).unwrap().code;
        let other = json!({ "words": "other words", "lead": self.units["other"], "deadline": { "kind": "unset" } });
        self.begin("task.assign", other);
        self.account = self.begin("account.open", json!({ "name": "somebody of own" }));
        self.act("account.grant", self.account, None, json!({ "role": "inspector", "unit": self.units["own"] }));
        let hold = json!({ "title": "secret session", "held_on": "2026-01-31", "host": self.units["own"] });
        self.session = self.begin("session.hold", hold);
    }

    fn sign_in(&mut self) {
        let mut people: Vec<(String, &'static str)> = vec![("nobody".to_owned(), "root")];
        for role in Role::ALL {
            people.extend(PLACES.map(|it| (word(role), it)));
        }
        for (i, (role, place)) in people.into_iter().enumerate() {
            let name = format!("{role} at {place}");
            let account = self.office.open_account(self.console, &name).unwrap();
            if role != "nobody" {
                self.act("account.grant", account.into(), None, json!({ "role": role, "unit": self.units[place] }));
            }
            self.office.give_password(account, PASSWORD).unwrap();
            let address = format!("10.0.0.{i}");
            let knock = app::sign_in::Knock { name: &name, password: PASSWORD, address: &address, label: "test" };
            self.tokens.insert((role, place), self.office.sign_in(knock).unwrap().token);
        }
    }

    fn document_body(&self) -> Value {
        let n = self.n.fetch_add(1, Ordering::Relaxed);
        json!({ "title": "a document", "file_name": "a.txt", "content": format!("{n:064x}"), "length_bytes": 100 })
    }

    async fn ask(
        &self,
        request: axum::http::request::Builder,
        token: Option<&str>,
        body: String,
    ) -> (StatusCode, String) {
        let request = match token {
            Some(token) => request.header("cookie", format!("bamsat={token}; bamsat_lang=en")),
            None => request,
        };
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 10_000_000).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn by_api(&self, token: &str, act: &str) -> (Outcome, String) {
        let (stream, seen, body) = self.object(act);
        let body = json!({ "act": act, "stream": stream, "seen": seen, "key": self.office.new_id().to_string(), "body": body });
        let request = Request::post("/api/acts").header("content-type", "application/json");
        outcome(self.ask(request, Some(token), body.to_string()).await)
    }

    async fn by_page(&self, token: &str, act: &str) -> (Outcome, String) {
        let (stream, seen, body) = self.object(act);
        let (noun, verb) = act.split_once('.').unwrap();
        let mut fields = vec![("key".to_owned(), self.office.new_id().to_string())];
        fields.extend(seen.map(|it| ("seen".to_owned(), it.to_string())));
        for (name, value) in body.as_object().unwrap() {
            match value.as_array().filter(|it| it.first().is_some_and(Value::is_string)) {
                Some(several) => fields.extend(several.iter().map(|it| (name.clone(), typed(it)))),
                None => fields.push((name.clone(), typed(value))),
            }
        }
        let typed = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(format!("/{noun}s/{stream}/acts/{verb}"))
            .header("content-type", "application/x-www-form-urlencoded");
        outcome(self.ask(request, Some(token), typed).await)
    }

    /// To an address of the table that is no act; where a file is sent, one in which nothing is found.
    async fn by_address(&self, token: &str, path: &str) -> (Outcome, String) {
        let path = path.replace("{account}", &self.account.to_string()).replace("{task}", &self.task);
        let path = path.replace("{session}", &self.session.to_string());
        let request = Request::post(path.replace("{document}", &self.document.to_string()));
        let request = request.header("content-type", "multipart/form-data; boundary=b");
        let file =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nNothing.\r\n--b--\r\n";
        outcome(self.ask(request, Some(token), file.to_owned()).await)
    }

    /// A line of `unseen.txt` with `named` filled in: the answer, in which what was filled in is blank again.
    async fn asked(&self, token: &str, line: &str, named: &[(&str, String)]) -> (StatusCode, String) {
        let mut line = line.to_owned();
        while line.contains("{new}") {
            line = line.replacen("{new}", &self.office.new_id().to_string(), 1);
        }
        let line = named.iter().fold(line, |line, (name, id)| line.replace(name, id));
        let (method, rest) = line.split_once(' ').unwrap();
        let (path, body) = rest.split_once(' ').unwrap_or((rest, ""));
        let (status, told) = match method {
            "GET" | "POST" => self.ask(Request::builder().method(method).uri(path), Some(token), body.to_owned()).await,
            act => {
                let body: Value = serde_json::from_str(body).unwrap();
                let body = json!({ "act": act, "stream": path, "seen": 1, "key": self.office.new_id().to_string(), "body": body });
                self.ask(Request::post("/api/acts"), Some(token), body.to_string()).await
            }
        };
        (status, named.iter().fold(told, |told, (_, id)| told.replace(id, "_")))
    }

    fn address(&self, path: &str) -> String {
        let id = match path.trim_start_matches("/briefing").split('/').nth(1) {
            Some("tasks") => self.task.clone(),
            Some("documents") => self.document.to_string(),
            Some("sessions") => self.session.to_string(),
            Some("units") => self.units["own"].to_string(),
            Some("accounts") => self.account.to_string(),
            Some("matters") => {
                let limitation =
                    json!({ "matter_kind": "limitation", "words": "secret words", "unit": self.units["own"] });
                self.begin("matter.begin", limitation).to_string()
            }
            _ => String::new(),
        };
        path.replace("{id}", &id)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn word(role: Role) -> String {
    serde_json::to_value(role).unwrap().as_str().unwrap().to_owned()
}

/// As a form has it.
fn typed(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(it) if it.contains_key("kind") => it["kind"].as_str().unwrap().to_owned(),
        other => other.to_string(),
    }
}

fn outcome((status, body): (StatusCode, String)) -> (Outcome, String) {
    let told = format!("{status} {body}");
    let unknown =
        ["The register has no unit", "The register has no document", "The register has no session", "-unknown\""];
    let found = match status {
        StatusCode::FORBIDDEN => Outcome::Forbidden,
        StatusCode::NOT_FOUND => Outcome::Missing,
        StatusCode::UNPROCESSABLE_ENTITY if unknown.iter().any(|it| body.contains(it)) => Outcome::Missing,
        it if it.is_success() || it.is_redirection() => Outcome::Allowed,
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT => Outcome::Allowed,
        _ => panic!("{told}"),
    };
    (found, told)
}

/// From act and role to the places at which it is allowed.
fn wanted() -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let lines = include_str!("rights.txt").lines().filter(|it| !it.starts_with('#') && !it.trim().is_empty());
    let line = |line: &str| {
        let mut parts = line.split_whitespace();
        let act = parts.next().unwrap().to_owned();
        let roles = parts.map(|it| it.split_once('=').unwrap());
        let roles = roles.map(|it| (it.0.to_owned(), it.1.split(',').map(str::to_owned).collect()));
        (act, roles.collect())
    };
    lines.map(line).collect()
}

/// What the line of an act in the registry says, where `rights.txt` does not know it yet.
fn said_by(act: &model::ActInfo) -> BTreeMap<String, BTreeSet<String>> {
    let places: &[&str] = match act.over {
        Over::Any => &PLACES,
        Over::Unit | Over::Named | Over::Own => &["root", "above", "own"],
        Over::Above => &["root", "above"],
        Over::Console => &[],
    };
    let places: BTreeSet<String> = places.iter().map(|it| (*it).to_owned()).collect();
    act.roles.iter().map(|it| (word(*it), places.clone())).collect()
}

#[tokio::test]
async fn every_role_may_do_what_the_table_says_and_nothing_else() {
    let world = World::new();
    let wanted = wanted();
    let mut n = BTreeMap::new();
    for act in model::registry() {
        let roles = wanted.get(act.act).cloned().unwrap_or_else(|| said_by(act));
        for ((role, place), token) in &world.tokens {
            let is_allowed = roles.get(role).is_some_and(|it| it.contains(*place));
            for door in ["page", "api"] {
                let (found, told) = match door {
                    "page" => world.by_page(token, act.act).await,
                    _ => world.by_api(token, act.act).await,
                };
                let case = format!("{} by {role} at {place} through the {door}", act.act);
                assert_eq!(found == Outcome::Allowed, is_allowed, "{case}: {told}");
                let names_own = !matches!(
                    act.act,
                    "account.open" | "document.receive" | "erasure.order" | "mail.decide" | "register.found"
                );
                if !is_allowed && *place == "other" && names_own && door == "api" {
                    assert_eq!(found, Outcome::Missing, "{case}: {told}");
                }
                *n.entry(found).or_insert(0) += 1;
            }
        }
    }
    println!("{} acts, {} people, two doors: {n:?}", model::registry().count(), world.tokens.len());
}

#[tokio::test]
async fn every_role_may_post_where_the_table_says_and_nowhere_else() {
    let world = World::new();
    let wanted = wanted();
    let lines = wanted.iter().filter(|it| it.0.starts_with('/'));
    for (path, roles) in lines {
        for ((role, place), token) in &world.tokens {
            let (found, told) = world.by_address(token, path).await;
            let is_allowed = roles.get(role).is_some_and(|it| it.contains(*place));
            let case = format!("POST {path} by {role} at {place}: {told}");
            assert_eq!(found == Outcome::Allowed, is_allowed, "{case}");
            if *place == "other" && path.contains("{account}") {
                assert_eq!(found, Outcome::Missing, "{case}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_seen_is_answered_like_what_is_not_there() {
    let mut world = World::new();
    let mine = json!({ "words": "mine", "lead": world.units["other"], "deadline": { "kind": "unset" } });
    let shown = [
        ("{here}", world.units["other"]),
        ("{mine}", world.begin("task.assign", mine)),
        ("{newcomer}", world.begin("account.open", json!({ "name": "newcomer" }))),
    ];
    let unseen = [
        ("{own}", world.units["own"]),
        ("{task}", world.task_id),
        ("{session}", world.session),
        ("{document}", world.document),
        ("{account}", world.account),
    ];
    let tokens = std::mem::take(&mut world.tokens);
    let strangers = tokens.iter().filter(|((role, place), _)| role == "nobody" || *place == "other");
    let strangers: Vec<_> = strangers.collect();
    let lines = include_str!("unseen.txt").lines().filter(|it| !it.starts_with('#') && !it.is_empty());
    let mut n = 0;
    for line in lines {
        for ((role, place), token) in &strangers {
            let seen = shown.map(|(name, id)| (name, id.to_string()));
            let named = |of: &dyn Fn(StreamId) -> StreamId| -> Vec<(&str, String)> {
                unseen.iter().map(|(name, id)| (*name, of(*id).to_string())).chain(seen.clone()).collect()
            };
            let there = world.asked(token, line, &named(&|it| it)).await;
            let not_there = world.asked(token, line, &named(&|_| world.office.new_id())).await;
            assert_eq!(there, not_there, "{line} by {role} at {place}");
            n += 1;
        }
    }
    println!("{n} questions, each asked twice");
}

#[tokio::test]
async fn every_page_shows_each_what_they_may_see_and_nothing_else() {
    let world = World::new();
    let mut n = 0;
    for path in web::addresses() {
        let address = world.address(path);
        for door in ["", "/api"] {
            let address = format!("{door}{}", if door == "/api" && address == "/" { "" } else { &address });
            let (status, _) = world.ask(Request::get(&address), None, String::new()).await;
            let closed = [StatusCode::UNAUTHORIZED, StatusCode::SEE_OTHER];
            assert!(closed.contains(&status), "{address} without signing in: {status}");
            for ((role, place), token) in &world.tokens {
                let (status, body) = world.ask(Request::get(&address), Some(token), String::new()).await;
                let case = format!("{address} for {role} at {place}: {status}");
                let sees = role != "nobody" && *place != "other";
                match (path, sees) {
                    ("/accounts" | "/accounts/{id}", _) if role != "administrator" => refused(status, &case),
                    ("/outbox", _) if !matches!(role.as_str(), "clerk" | "administrator") || *place != "root" => {
                        refused(status, &case);
                    }
                    ("/calendar/recounts", _) if role != "clerk" || *place != "root" => refused(status, &case),
                    // What becomes of a document is decided by whoever may take one in.
                    ("/documents/{id}/intake", true) if role != "clerk" || *place != "root" => refused(status, &case),
                    ("/sessions/{id}/minutes" | "/sessions/{id}/roll" | "/sessions/{id}/record", true)
                        if role != "clerk" =>
                    {
                        refused(status, &case)
                    }
                    // The task has no file that could be a list.
                    ("/tasks/{id}/list", true) if !matches!(role.as_str(), "clerk" | "leader" | "unit_officer") => {
                        refused(status, &case);
                    }
                    ("/tasks/{id}/list", true) => assert_eq!(status, StatusCode::NOT_FOUND, "{case}"),
                    (it, false) if it.contains("{id}") => assert_eq!(status, StatusCode::NOT_FOUND, "{case}"),
                    _ => assert_eq!(status, StatusCode::OK, "{case}"),
                }
                let secrets = [
                    "secret words",
                    "secret session",
                    "unit own",
                    &world.task_id.to_string(),
                    &world.session.to_string(),
                ];
                if !sees {
                    let told = secrets.iter().find(|it| body.contains(**it) && !address.contains(**it));
                    assert_eq!(told, None, "{case}");
                }
                n += 1;
            }
        }
    }
    println!("{} addresses, {} people, two doors: {n} answers", web::addresses().len(), world.tokens.len());
}

#[tokio::test]
async fn the_feed_tells_each_what_they_see() {
    let world = World::new();
    let mut feeds = Vec::new();
    for ((role, place), token) in &world.tokens {
        let request = Request::get("/feed").header("cookie", format!("bamsat={token}"));
        let response = world.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        feeds.push((role != "nobody" && *place != "other", format!("{role} at {place}"), response));
    }
    let (status, _) = world.ask(Request::get("/feed"), None, String::new()).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    world.act("task.report_progress", world.task_id, None, json!({ "words": "w" }));
    let key = format!("task:{}", world.task_id);
    for (sees, who, response) in feeds {
        let reading = tokio::time::timeout(Duration::from_millis(1_500), read_until(response, key.clone()));
        assert_eq!(reading.await.unwrap_or(false), sees, "{who}");
    }
}

fn refused(status: StatusCode, case: &str) {
    assert_eq!(status, StatusCode::FORBIDDEN, "{case}");
}

/// Whether the stream tells `key` before it ends.
async fn read_until(response: axum::response::Response, key: String) -> bool {
    let holds = |bytes: Result<axum::body::Bytes, _>| bytes.is_ok_and(|it| String::from_utf8_lossy(&it).contains(&key));
    futures_util::StreamExt::any(response.into_body().into_data_stream(), |it| std::future::ready(holds(it))).await
}
