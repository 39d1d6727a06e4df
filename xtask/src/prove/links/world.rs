//! The examples, served, with an officer who gives links; and what none of those links may tell.

use crate::prove::binary::{ACTOR, Binary, Place, Profile};
use crate::prove::http::{Answer, Client, start_of};
use crate::prove::server::{self, Server};
use crate::prove::want;
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::cell::Cell;

/// Gives links and reports on whatever the units owe.
pub const OFFICER: &str = "Officer of the office";
/// Whom the links are given to.
const HOLDER: &str = "L\u{f2} V\u{103}n T\u{1b0}\u{1a1}i";

pub struct World {
    binary: Binary,
    pub place: Place,
    pub server: Server,
    _folder: Scratch,
    /// Codes of three open tasks.
    pub tasks: Vec<String>,
    /// Names, words and identifiers that belong to others than the first two tasks.
    pub secrets: Vec<String>,
    n_keys: Cell<usize>,
    root: String,
    officer: Client,
}

impl World {
    pub fn set() -> Result<World> {
        let binary = Binary::build(Profile::Release)?;
        let folder = Scratch::new("links")?;
        let place = Place::sqlite(folder.path());
        let examples = std::fs::read_dir(shell::root().join("examples")).context("listing the examples")?;
        let mut files: Vec<String> = examples.flatten().map(|it| it.path().display().to_string()).collect();
        files.retain(|it| it.ends_with(".txt"));
        files.sort_unstable();
        let mut intake = binary.command(&["intake", "--accept", "--by", ACTOR]);
        shell::output("bamsat intake", intake.args(&files).args(place.arguments()))?;
        let units = binary.ask(&place, &["show", "units", "--json"])?;
        let root = units["units"][0]["id"].as_str().context("finding the root")?;
        server::act(&binary, &place, &server::account(1, OFFICER, &[("clerk", root)]))?;
        let tasks = binary.ask(&place, &["show", "tasks", "--json"])?;
        let tasks = tasks["tasks"].as_array().context("looking for tasks in what bamsat shows")?;
        let secrets = secrets(tasks, units["units"].as_array().context("looking for units")?);
        let codes = tasks.iter().take(3).filter_map(|it| it["code"].as_str().map(str::to_owned)).collect();
        let server = Server::start(&binary, &place)?;
        let officer = server.first_client(&binary, &place, OFFICER)?;
        let n_keys = Cell::new(0);
        let root = root.to_owned();
        Ok(World { binary, place, server, _folder: folder, tasks: codes, secrets, n_keys, root, officer })
    }

    pub fn officer(&self) -> Result<Client> {
        Ok(self.officer.clone())
    }

    /// Gives a link of a task; its token.
    pub fn give(&self, task: &str) -> Result<String> {
        self.n_keys.set(self.n_keys.get() + 1);
        let key = format!("link-{}", self.n_keys.get());
        let last_on = last_on(&self.officer()?.get(&format!("/tasks/{task}/links"))?.text())?;
        let page =
            self.post(&format!("/tasks/{task}/links"), &[("key", &key), ("to", HOLDER), ("last_on", &last_on)])?;
        token_in(&page)
    }

    /// A new address for a link.
    pub fn renew(&self, task: &str, n: u32) -> Result<String> {
        token_in(&self.post(&format!("/tasks/{task}/links/{n}/address"), &[])?)
    }

    /// What a form of the officer is answered.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let answer = self.officer()?.post_form(path, fields)?;
        want(answer.status < 400, || format!("POST {path} answers {}: {}", answer.status, start_of(&answer.text())))?;
        Ok(answer)
    }

    /// Takes the officer's role away, or gives it back.
    pub fn officer_may(&self, may: bool) -> Result<()> {
        let act = if may { "account.grant" } else { "account.withdraw" };
        let body = json!({ "role": "clerk", "unit": self.root });
        let order = json!({ "act": act, "stream": server::stream_id(1), "key": act, "body": body });
        server::act(&self.binary, &self.place, &[order])
    }

    /// What happened to a task, as whoever is signed in sees it.
    pub fn moments(&self, task: &str) -> Result<Vec<Value>> {
        let page = self.officer()?.get(&format!("/api/tasks/{task}"))?.json()?;
        page["moments"].as_array().cloned().with_context(|| format!("finding the moments of {task}"))
    }

    /// Nothing of others stands in an answer.
    pub fn want_no_secret(&self, answer: &Answer) -> Result<()> {
        let text = answer.text();
        let told = self.secrets.iter().find(|it| text.contains(it.as_str()));
        want(told.is_none(), || format!("an answer tells `{}`: {}", told.map_or("", String::as_str), start_of(&text)))
    }

    pub fn check(&self) -> Result<()> {
        self.binary.check(&self.place).map(drop)
    }
}

/// What belongs to others: words, codes, identifiers, the names of units and people; not what the first two tasks say themselves.
fn secrets(tasks: &[Value], units: &[Value]) -> Vec<String> {
    let own: String = tasks.iter().take(2).map(|it| format!("{} {}", it["words"], it["lead"]["name"])).collect();
    let text = |it: &Value| it.as_str().map(str::to_owned);
    let of_task = |it: &Value| [text(&it["words"]), text(&it["code"]), text(&it["id"]), text(&it["source"]["title"])];
    let others = tasks.iter().skip(2).flat_map(of_task);
    let of_own = tasks
        .iter()
        .take(2)
        .flat_map(|it| [text(&it["id"]), text(&it["source"]["number"]), text(&it["source"]["title"])]);
    let of_units = units.iter().flat_map(|it| [text(&it["name"]), text(&it["id"])]);
    let people = [Some(OFFICER.to_owned()), Some(ACTOR.to_owned())];
    let all = others.chain(of_own).chain(of_units).chain(people).flatten();
    let mut secrets: Vec<String> = all.filter(|it| it.chars().count() > 5 && !own.contains(it.as_str())).collect();
    secrets.sort_unstable();
    secrets.dedup();
    secrets
}

/// The last day that the page offers.
pub fn last_on(page: &str) -> Result<String> {
    let field = page.split_once("name=\"last_on\" value=\"").context("finding the day that is offered")?.1;
    Ok(field.split('"').next().unwrap_or_default().to_owned())
}

/// The token in the address that a page shows.
pub fn token_in(page: &Answer) -> Result<String> {
    let text = page.text();
    let token = text.split_once("/l/").context("finding the address of a link")?.1;
    Ok(token.chars().take_while(char::is_ascii_alphanumeric).collect())
}
