//! A register with an office of two clerks and a guest with one officer, served.

use super::screens;
use crate::prove::binary::{Binary, Place};
use crate::prove::server::{self, PASSWORD, Server};
use crate::prove::webdriver::{Driver, PATIENCE, Window};
use crate::shell::Scratch;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What is typed, and what must be shown: `name = words`, one a line.
const WORDS: &str = include_str!("words.txt");
const GUEST: u64 = 50;

/// The words of a name.
pub fn word(name: &str) -> &'static str {
    let mut words = WORDS.lines().filter_map(|it| it.split_once(" = "));
    words.find(|it| it.0 == name).map(|it| it.1).expect("invariant: the words have the name")
}

pub struct World {
    server: Server,
    place: Place,
    pictures: PathBuf,
    _folder: Scratch,
}

impl World {
    pub fn set(binary: &Binary) -> Result<World> {
        let folder = Scratch::new("hall")?;
        let place = Place::sqlite(folder.path());
        server::act(binary, &place, &server::account(1, word("clerk"), &[]))?;
        let units = binary.ask(&place, &["show", "units", "--json"])?;
        let root = units["units"][0]["id"].as_str().context("finding the root")?;
        let guest = server::stream_id(GUEST);
        let found = json!({ "name": word("guest"), "kind": "state", "level": "commune", "parent": root });
        let mut orders = vec![json!({ "act": "unit.found", "stream": guest, "body": found })];
        let grant = json!({ "role": "clerk", "unit": root });
        orders.push(json!({ "act": "account.grant", "stream": server::stream_id(1), "key": "first", "body": grant }));
        orders.extend(server::account(2, word("second"), &[("clerk", root)]));
        orders.extend(server::account(3, word("officer"), &[("unit_officer", &guest)]));
        server::act(binary, &place, &orders)?;
        let server = Server::start(binary, &place)?;
        for name in ["clerk", "second", "officer"] {
            server.first_client(binary, &place, word(name))?;
        }
        Ok(World { server, place, pictures: screens()?, _folder: folder })
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address)
    }

    pub fn folder(&self) -> Result<&Path> {
        Ok(&self.pictures)
    }

    /// A window in which somebody signed in by the page.
    pub fn signed_in(&self, driver: &Driver, who: &str, (width, height): (u32, u32)) -> Result<Window> {
        let mut window = driver.open("vi", true)?;
        window.resize(width, height)?;
        window.go(&self.url("/sign-in?lang=vi"))?;
        window.fill("#name", word(who))?;
        window.fill("#password", PASSWORD)?;
        window.click("form.act button.go")?;
        window.wait_for(word(who), PATIENCE)?;
        Ok(window)
    }

    /// A session as its clerk sees it.
    pub fn session(&self, id: &str) -> Result<Value> {
        self.server.signed_in(word("clerk"))?.get(&format!("/api/sessions/{id}"))?.json()
    }

    /// The minutes of a session as its clerk sees them on paper.
    pub fn record(&self, id: &str) -> Result<Value> {
        self.server.signed_in(word("clerk"))?.get(&format!("/api/sessions/{id}/record"))?.json()
    }

    /// The day of the register, as people type it.
    pub fn today_typed(&self) -> Result<String> {
        let home = self.server.signed_in(word("clerk"))?.get("/api")?.json()?;
        let day = home["today"].as_str().context("finding the day")?;
        Ok(day.split('-').rev().collect::<Vec<_>>().join("/"))
    }

    pub fn check(&self, binary: &Binary) -> Result<()> {
        binary.check(&self.place).map(drop)
    }
}
