//! The examples, served, with an officer and a clerk who sign in to their pages.

use super::binary::{ACTOR, Binary, Place};
use super::server::{self, PASSWORD, Server};
use super::want;
use super::webdriver::{Driver, PATIENCE, Window};
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;

/// Sees and reports on nothing but the tasks of the units that lead the tasks asked for.
pub const OFFICER: &str = "L\u{f2} Th\u{1ecb} Mai";
/// Clerk and administrator of the root.
pub const CLERK: &str = "N\u{f4}ng Thu H\u{1b0}\u{1a1}ng";

pub struct Stage {
    pub server: Server,
    pub place: Place,
    /// The root of the tree of units.
    pub root: String,
    /// The code of a task that is late.
    pub late: String,
    _folder: Scratch,
}

impl Stage {
    /// Takes in the examples; the officer is one of the units that lead the tasks with `words`.
    pub fn set(binary: &Binary, words: &[&str]) -> Result<Stage> {
        let folder = Scratch::new("stage")?;
        let place = Place::sqlite(folder.path());
        let examples = std::fs::read_dir(shell::root().join("examples")).context("listing the examples")?;
        let mut files: Vec<String> = examples.flatten().map(|it| it.path().display().to_string()).collect();
        files.retain(|it| it.ends_with(".txt"));
        files.sort_unstable();
        let mut intake = binary.command(&["intake", "--accept", "--by", ACTOR]);
        shell::output("bamsat intake", intake.args(&files).args(place.arguments()))?;
        let root = first(binary, &place, "units")?;
        let tasks = binary.ask(&place, &["show", "tasks", "--json"])?;
        let tasks = tasks["tasks"].as_array().context("looking for tasks in what bamsat shows")?;
        let leads = leads(tasks, words)?;
        let grants: Vec<(&str, &str)> = leads.iter().map(|it| ("unit_officer", it.as_str())).collect();
        let mut orders = server::account(1, OFFICER, &grants);
        orders.extend(server::account(2, CLERK, &[("clerk", &root), ("administrator", &root)]));
        server::act(binary, &place, &orders)?;
        let late = tasks.iter().find(|it| it["state"]["days_late"].as_u64() > Some(0));
        let late = late.and_then(|it| it["code"].as_str()).context("finding a late task")?.to_owned();
        let server = Server::start(binary, &place)?;
        server.first_client(binary, &place, OFFICER)?;
        server.first_client(binary, &place, CLERK)?;
        Ok(Stage { server, place, root, late, _folder: folder })
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address)
    }

    /// A window of 1280 pixels in which somebody signed in by the page.
    pub fn signed_in(&self, driver: &Driver, who: &str, language: &str, has_script: bool) -> Result<Window> {
        let mut window = driver.open(language, has_script)?;
        window.resize(1280, 900)?;
        window.go(&self.url(&format!("/sign-in?lang={language}")))?;
        window.fill("#name", who)?;
        window.fill("#password", PASSWORD)?;
        window.click("form.act button.go")?;
        window.wait_for(who, PATIENCE)?;
        Ok(window)
    }
}

/// The identifier of the first of `noun` that `bamsat show` names.
pub fn first(binary: &Binary, place: &Place, noun: &str) -> Result<String> {
    let shown = binary.ask(place, &["show", noun, "--json"])?;
    let id = shown[noun][0]["id"].as_str().with_context(|| format!("finding one of the {noun}"))?;
    Ok(id.to_owned())
}

/// The units that lead the tasks with one of `words`.
fn leads(tasks: &[Value], words: &[&str]) -> Result<BTreeSet<String>> {
    let is_asked = |it: &&Value| words.iter().any(|words| it["words"].as_str().unwrap_or_default().contains(words));
    let asked = tasks.iter().filter(is_asked);
    let leads: BTreeSet<String> = asked.filter_map(|it| it["lead"]["id"].as_str().map(str::to_owned)).collect();
    want(!leads.is_empty(), || format!("no task of the examples has the words {words:?}"))?;
    Ok(leads)
}
