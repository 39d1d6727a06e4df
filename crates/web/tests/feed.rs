//! The live feed through the whole router: nothing that somebody sees is lost, and nobody hears what they do not see.
//!
//! The clock of the server's tasks stands still and is moved on, so that nothing waits.

mod common;

use app::messages::Language;
use app::sign_in::Knock;
use app::{Location, Office, Role};
use axum::Router;
use axum::body::{Body, BodyDataStream, to_bytes};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use common::Acts;
use futures_util::StreamExt;
use jiff::{SignedDuration, Timestamp};
use model::{AccountId, StreamId};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};
use tower::ServiceExt;
use web::{Shared, router};

const PASSWORD: &str = "a long password";
/// What was written is told within this time.
const SOON: Duration = Duration::from_secs(1);
/// A connection is looked at at least so often.
const KEEP: Duration = Duration::from_secs(26);

/// A register with two units side by side below the root, and one task of each.
struct World {
    folder: PathBuf,
    office: Arc<Office>,
    router: Router,
    console: AccountId,
    root: StreamId,
    units: [StreamId; 2],
    tasks: [StreamId; 2],
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn opened(folder: &std::path::Path, at: Option<Timestamp>) -> (Arc<Office>, Router) {
    let location = Location { data: folder.to_owned(), database: None };
    let office = Arc::new(Office::open(&location, at, "root").unwrap());
    let shared = Shared::new(Arc::clone(&office), Language::English, Box::new(|_| {}));
    (office, router(&shared))
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
    fn new(name: &str) -> World {
        World::at(name, None)
    }

    fn at(name: &str, at: Option<Timestamp>) -> World {
        let folder = std::env::temp_dir().join(format!("bamsat-feed-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let (office, router) = opened(&folder, at);
        let console = office.account_or_first("console").unwrap();
        let root = StreamId::from(office.units().unwrap().units[0].id);
        let mut world = World { folder, office, router, console, root, units: [root; 2], tasks: [root; 2] };
        world.units = ["one", "two"].map(|it| world.unit(it));
        world.tasks = world.units.map(|it| world.task(it));
        world
    }

    fn unit(&self, name: &str) -> StreamId {
        self.begin("unit.found", json!({ "name": name, "kind": "area", "level": "commune", "parent": self.root }))
    }

    fn task(&self, lead: StreamId) -> StreamId {
        self.begin("task.assign", json!({ "words": "w", "lead": lead, "deadline": { "kind": "unset" } }))
    }

    fn report(&self, task: StreamId) {
        self.act("task.report_progress", task, None, json!({ "words": "w" }));
    }

    fn grant(&self, account: StreamId, role: Role, unit: StreamId) {
        self.act("account.grant", account, None, json!({ "role": role, "unit": unit }));
    }

    /// Somebody with a role, signed in: their account and their token.
    fn person(&self, name: &str, role: Role, unit: StreamId) -> (AccountId, String) {
        let account = self.office.open_account(self.console, name).unwrap();
        self.grant(account.into(), role, unit);
        self.office.give_password(account, PASSWORD).unwrap();
        let knock = Knock { name, password: PASSWORD, address: name, label: "test" };
        (account, self.office.sign_in(knock).unwrap().token)
    }

    async fn get(&self, token: &str, address: &str) -> Response {
        get(&self.router, token, address, None).await
    }

    /// Connects; the first telling may be under way.
    async fn connect(&self, token: &str, address: &str) -> Heard {
        let response = self.get(token, address).await;
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        Heard(response.into_body().into_data_stream())
    }

    /// Connects, and lets everything come to rest.
    async fn listen(&self, token: &str) -> Heard {
        let heard = self.connect(token, "/feed").await;
        sleep(SOON).await;
        heard
    }

    async fn page(&self, token: &str, address: &str) -> String {
        let body = to_bytes(self.get(token, address).await.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    }
}

async fn get(router: &Router, token: &str, address: &str, told_last: Option<&str>) -> Response {
    let mut request = Request::get(address).header("cookie", format!("bamsat={token}"));
    if let Some(told_last) = told_last {
        request = request.header("last-event-id", told_last);
    }
    router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

/// What one connection hears.
struct Heard(BodyDataStream);

impl Heard {
    /// Everything until nothing more comes for a while.
    async fn soon(&mut self) -> String {
        let mut heard = String::new();
        while let Ok(Some(Ok(bytes))) = timeout(SOON, self.0.next()).await {
            heard.push_str(std::str::from_utf8(&bytes).unwrap());
        }
        heard
    }

    async fn wants(&mut self, key: &str) {
        let heard = self.soon().await;
        assert!(heard.contains(key), "`{key}` is not in:\n{heard}");
    }
}

fn key(noun: &str, stream: impl std::fmt::Display) -> String {
    format!("{noun}:{stream}")
}

#[tokio::test(start_paused = true)]
async fn what_is_written_right_after_the_connection_is_told() {
    let world = World::new("right-after");
    let (_, token) = world.person("officer", Role::UnitOfficer, world.units[0]);
    let task = key("task", world.tasks[0]);
    // The first listener, one beside it, one right after the last went, and one after the poll has ended.
    let mut first = world.connect(&token, "/feed").await;
    world.report(world.tasks[0]);
    first.wants(&task).await;
    let mut second = world.connect(&token, "/feed").await;
    world.report(world.tasks[0]);
    second.wants(&task).await;
    first.wants(&task).await;
    drop((first, second));
    for pause in [Duration::ZERO, SOON] {
        sleep(pause).await;
        let mut next = world.connect(&token, "/feed").await;
        world.report(world.tasks[0]);
        next.wants(&task).await;
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_is_slow_misses_nothing() {
    let world = World::new("slow");
    let (_, token) = world.person("clerk", Role::Clerk, world.root);
    let tasks: Vec<StreamId> = (0..40).map(|_| world.task(world.units[0])).collect();
    for n_written in [2, 40] {
        let mut slow = world.listen(&token).await;
        for task in &tasks[..n_written] {
            world.report(*task);
            sleep(Duration::from_millis(300)).await;
        }
        let heard = slow.soon().await;
        let is_missed = |it: &&StreamId| !heard.contains(&key("task", it));
        assert!(heard.contains("\"*\"") || !tasks[..n_written].iter().any(|it| is_missed(&it)), "{n_written}: {heard}");
        // Whoever has caught up hears again what there is.
        world.report(tasks[0]);
        slow.wants(&key("task", tasks[0])).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_closed_session_is_told_nothing_for_long_although_others_write() {
    let world = World::new("closed");
    let (account, token) = world.person("clerk", Role::Clerk, world.root);
    let mut heard = world.listen(&token).await;
    world.report(world.tasks[0]);
    heard.wants("task:").await;
    world.office.close_sessions(account, None).unwrap();
    let closed_at = Instant::now();
    loop {
        world.report(world.tasks[0]);
        if let Ok(None) = timeout(Duration::from_millis(500), heard.0.next()).await {
            break;
        }
        assert!(closed_at.elapsed() < KEEP, "still told after {:?}", closed_at.elapsed());
    }
    assert_eq!(world.get(&token, "/feed").await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test(start_paused = true)]
async fn an_open_page_alone_does_not_keep_a_session_alive() {
    let opened_at: Timestamp = "2026-03-02T01:00:00Z".parse().unwrap();
    let after = |hours| Some(opened_at + SignedDuration::from_hours(hours));
    // Sessions end 12 hours after they were used last.
    for (address, wanted) in [("/feed", StatusCode::UNAUTHORIZED), ("/units", StatusCode::OK)] {
        let world = World::at(&format!("idle{}", address.replace('/', "-")), Some(opened_at));
        let (_, token) = world.person("clerk", Role::Clerk, world.root);
        for (hours, address, wanted) in [(11, address, StatusCode::OK), (13, "/feed", wanted)] {
            let (office, router) = opened(&world.folder, after(hours));
            let response = get(&router, &token, address, None).await;
            assert_eq!(response.status(), wanted, "{address} after {hours} hours");
            drop((response, router));
            // The poll ends, then the office, and with it what it still has to write.
            sleep(SOON).await;
            assert_eq!(Arc::strong_count(&office), 1);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_done_to_accounts_is_told_to_their_administrators() {
    let world = World::new("accounts");
    let [one, two] = world.units;
    let people = [
        ("administrator of all", Role::Administrator, world.root),
        ("administrator of one", Role::Administrator, one),
        ("administrator of two", Role::Administrator, two),
        ("inspector of all", Role::Inspector, world.root),
        ("officer of one", Role::UnitOfficer, one),
    ];
    let people = people.map(|(name, role, unit)| (name, world.person(name, role, unit).1));
    let mut all = Vec::new();
    for (name, token) in &people {
        all.push((*name, world.listen(token).await));
    }
    let mut account = world.root;
    let grant = json!({ "role": "inspector", "unit": one });
    for (act, hear) in [
        // It has no role yet, then one; in the end it has none again.
        ("account.open", &["administrator of all", "administrator of one", "administrator of two"][..]),
        ("account.grant", &["administrator of all", "administrator of one", "administrator of two"]),
        ("account.grant again", &["administrator of all", "administrator of one"]),
        ("account.withdraw", &["administrator of all", "administrator of one"]),
    ] {
        match act {
            "account.open" => account = world.begin(act, json!({ "name": "new" })),
            "account.grant again" => world.grant(account, Role::Clerk, one),
            act => world.act(act, account, None, grant.clone()),
        }
        for (name, heard) in &mut all {
            let told = heard.soon().await;
            assert_eq!(told.contains(&key("account", account)), hear.contains(name), "{act}, {name}: {told}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whose_own_roles_change_looks_at_everything_again() {
    let world = World::new("own");
    let (account, token) = world.person("officer", Role::UnitOfficer, world.units[0]);
    let mut heard = world.listen(&token).await;
    world.grant(account.into(), Role::UnitOfficer, world.units[1]);
    heard.wants("\"*\"").await;
    world.report(world.tasks[1]);
    heard.wants(&key("task", world.tasks[1])).await;
}

#[tokio::test(start_paused = true)]
async fn the_unit_a_task_moved_away_from_is_told() {
    let world = World::new("moved");
    let [one, two] = world.units;
    let people = [("officer of one", one), ("officer of two", two)];
    let tokens = people.map(|(name, unit)| world.person(name, Role::UnitOfficer, unit).1);
    let mut all = Vec::new();
    for token in &tokens {
        all.push(world.listen(token).await);
    }
    let correct = |seen, lead| {
        world.act("task.correct", world.tasks[0], Some(seen), json!({ "lead": lead, "because": "b" }));
    };
    let task = key("task", world.tasks[0]);
    correct(1, two);
    for heard in &mut all {
        heard.wants(&task).await;
    }
    // Within one telling it was with the second and is gone again.
    correct(2, one);
    world.report(world.tasks[0]);
    for heard in &mut all {
        heard.wants(&task).await;
    }
    // Where it was long ago, nobody hears of it.
    world.report(world.tasks[0]);
    all[0].wants(&task).await;
    assert_eq!(all[1].soon().await, "");
}

#[tokio::test(start_paused = true)]
async fn what_was_written_between_page_and_connection_is_told() {
    let world = World::new("between");
    let (_, token) = world.person("officer", Role::UnitOfficer, world.units[0]);
    let [own, other] = world.tasks.map(|it| key("task", it));
    let page = world.page(&token, "/tasks").await;
    let drawn_from = page.split_once("data-drawn-from=\"").and_then(|it| it.1.split_once('"')).unwrap().0;
    world.tasks.iter().for_each(|it| world.report(*it));
    let address = format!("/feed?after={drawn_from}");
    let heard = world.connect(&token, &address).await.soon().await;
    assert!(heard.contains(&own) && !heard.contains(&other), "{heard}");
    // A browser that comes back says what it heard last.
    let last = heard.lines().rev().find_map(|it| it.strip_prefix("id: "));
    let again = get(&world.router, &token, &address, last).await;
    let heard = Heard(again.into_body().into_data_stream()).soon().await;
    assert!(!heard.contains("data:"), "{heard}");
    // Before their own roles and beyond the end of the register they know nothing.
    for unknown in [1, 1_000_000, u64::MAX] {
        world.connect(&token, &format!("/feed?after={unknown}")).await.wants("\"*\"").await;
    }
    for unreadable in ["", "x", "-1"] {
        let mut heard = world.connect(&token, &format!("/feed?after={unreadable}")).await;
        world.report(world.tasks[0]);
        heard.wants(&own).await;
    }
}
