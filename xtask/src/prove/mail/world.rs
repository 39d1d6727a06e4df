//! The examples, served, with officers who are written to, a mail server that keeps what it takes, and who reads it.

use crate::postgres::free_port;
use crate::prove::binary::{ACTOR, Binary, Place, Profile};
use crate::prove::http::Client;
use crate::prove::server::{self, Server};
use crate::prove::want;
use crate::shell::{self, Scratch, find};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where the readers are installed, once: each folder with what it holds. khal wants another `icalendar`.
const PEERS: [(&str, &[&str]); 2] =
    [("target/mail", &["aiosmtpd", "icalendar", "vobject"]), ("target/khal", &["khal"])];
/// So long anything may take that is waited for.
const PATIENCE: Duration = Duration::from_secs(90);
/// So long nothing must come where nothing is to come: three rounds of whoever sends.
pub const SILENCE: Duration = Duration::from_secs(16);

pub struct World {
    pub binary: Binary,
    pub place: Place,
    pub server: Option<Server>,
    pub scratch: Scratch,
    post: Option<Child>,
    port: u16,
    /// The unit that everybody reports for, and its tasks: code and words.
    pub unit: String,
    pub tasks: Vec<(String, String)>,
    n_accounts: u64,
}

/// Installs the readers; what is missing where one cannot be installed.
pub fn peers() -> Option<String> {
    if find("python3").is_none() {
        return Some("python3".to_owned());
    }
    for (folder, packages) in PEERS {
        let folder = shell::root().join(folder);
        let mark = folder.join("whole");
        if mark.exists() {
            continue;
        }
        let made = shell::step("python3 -m venv", Command::new("python3").args(["-m", "venv"]).arg(&folder));
        let mut pip = Command::new(folder.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet"]).args(packages);
        let done = made.and_then(|()| shell::step("pip install", &mut pip)).and_then(|()| Ok(fs::write(mark, "")?));
        if done.is_err() {
            return Some(format!("{} of PyPI", packages.join(", ")));
        }
    }
    None
}

pub fn python() -> Command {
    Command::new(shell::root().join(PEERS[0].0).join("bin/python"))
}

pub fn khal() -> Command {
    Command::new(shell::root().join(PEERS[1].0).join("bin/khal"))
}

impl World {
    pub fn set() -> Result<World> {
        let binary = Binary::build(Profile::Dev)?;
        let scratch = Scratch::new("mail")?;
        let place = Place::sqlite(&scratch.path().join("data"));
        let examples = fs::read_dir(shell::root().join("examples")).context("listing the examples")?;
        let mut files: Vec<String> = examples.flatten().map(|it| it.path().display().to_string()).collect();
        files.retain(|it| it.ends_with(".txt"));
        files.sort_unstable();
        let mut intake = binary.command(&["intake", "--accept", "--by", ACTOR]);
        shell::output("bamsat intake", intake.args(&files).args(place.arguments()))?;
        let tasks = binary.ask(&place, &["show", "tasks", "--json"])?;
        let tasks = tasks["tasks"].as_array().context("looking for tasks in what bamsat shows")?;
        let (unit, tasks) = busiest(tasks)?;
        let mut world =
            World { binary, place, server: None, scratch, post: None, port: free_port()?, unit, tasks, n_accounts: 0 };
        let mut grant = world.binary.command(&["account", "grant", ACTOR, "--role", "clerk", "--by", ACTOR]);
        shell::output("bamsat account grant", grant.args(world.place.arguments()))?;
        world.make_today_a_working_day()?;
        fs::create_dir_all(world.folder())?;
        Ok(world)
    }

    /// Letters of the day go out on working days; the proof may run on any.
    fn make_today_a_working_day(&mut self) -> Result<()> {
        let calendar = self.binary.ask(&self.place, &["show", "calendar", "--json"])?;
        let register = calendar["register"].as_str().context("finding the register")?.to_owned();
        let today = self.today()?;
        let body = json!({ "from_on": today, "counts_as": "worked", "basis": "the proof" });
        self.act(&[json!({ "act": "register.change_days", "stream": register, "body": body })])
    }

    /// The day it is for the server.
    pub fn today(&self) -> Result<String> {
        let view = self.binary.ask(&self.place, &["outbox", "--json"])?;
        Ok(view["today"].as_str().context("finding the day")?.to_owned())
    }

    pub fn act(&self, orders: &[Value]) -> Result<()> {
        server::act(&self.binary, &self.place, orders)
    }

    /// An officer of the unit who is written to; name and address.
    pub fn officer(&mut self, wish: &str) -> Result<(String, String)> {
        self.n_accounts += 1;
        let n = 100 + self.n_accounts;
        let (name, address) = (format!("Officer {n}"), format!("officer{n}@register.example"));
        let mut orders = server::account(n, &name, &[("unit_officer", &self.unit)]);
        let body = json!({ "address": address, "wish": wish, "language": "vi" });
        orders.push(json!({ "act": "account.set_mail", "stream": server::stream_id(n), "key": format!("mail-{n}"), "body": body }));
        self.act(&orders)?;
        Ok((name, address))
    }

    pub fn folder(&self) -> PathBuf {
        self.scratch.path().join("post")
    }

    /// What the mail server does from now on.
    pub fn mode(&self, words: &str) -> Result<()> {
        let next = self.folder().join("mode.next");
        fs::write(&next, words)?;
        Ok(fs::rename(next, self.folder().join("mode"))?)
    }

    pub fn open_post(&mut self) -> Result<()> {
        let mut command = python();
        command.arg(shell::root().join("xtask/src/prove/mail/server.py")).arg(self.folder()).arg(self.port.to_string());
        let before = self.log().matches("listening").count();
        self.post = Some(command.stdout(Stdio::null()).spawn().context("starting the mail server")?);
        self.until("the mail server listens", |it| Ok(it.log().matches("listening").count() > before))
    }

    pub fn close_post(&mut self) {
        if let Some(mut post) = self.post.take() {
            let _ = post.kill();
            let _ = post.wait();
        }
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.folder().join("log")).unwrap_or_default()
    }

    pub fn serve(&mut self) -> Result<u32> {
        let mail = format!("smtp://127.0.0.1:{}", self.port);
        let settings = [
            ("BAMSAT_MAIL", mail.as_str()),
            ("BAMSAT_MAIL_FROM", "Office <so@register.example>"),
            ("BAMSAT_MAIL_HOUR", "0"),
        ];
        let server = Server::start_with(&self.binary, &self.place, &settings)?;
        let id = server.id();
        self.server = Some(server);
        Ok(id)
    }

    /// Ends the server at once, whatever it does.
    pub fn fell(&mut self) {
        drop(self.server.take());
    }

    pub fn running(&self) -> Result<&Server> {
        self.server.as_ref().context("no server runs")
    }

    /// A page of the office, signed in.
    pub fn office(&self) -> Result<Client> {
        self.running()?.first_client(&self.binary, &self.place, ACTOR)
    }

    /// The letters that the mail server took, as the standard library of Python reads them.
    pub fn letters(&self) -> Result<Vec<Value>> {
        let mut command = python();
        command.arg(shell::root().join("xtask/src/prove/mail/letters.py")).arg(self.folder());
        let text = shell::output("reading the letters", &mut command)?;
        text.lines().map(|it| Ok(serde_json::from_str(it)?)).collect()
    }

    pub fn n_letters_to(&self, address: &str) -> Result<usize> {
        Ok(self.letters()?.iter().filter(|it| it["rcpt"] == address).count())
    }

    /// The state of the letter to somebody, as `bamsat outbox` tells it.
    pub fn state_of(&self, name: &str) -> Result<Value> {
        let view = self.binary.ask(&self.place, &["outbox", "--json"])?;
        let letters = view["letters"].as_array().context("finding the letters")?;
        Ok(letters.iter().find(|it| it["name"] == name && it["kind"] == "digest").cloned().unwrap_or_default())
    }

    pub fn until(&self, what: &str, mut holds: impl FnMut(&World) -> Result<bool>) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while !holds(self)? {
            if deadline < Instant::now() {
                bail!("waited in vain until {what}");
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        Ok(())
    }

    /// Exactly one letter to somebody, also after whoever sends has looked several times more.
    pub fn want_one(&self, what: &str, address: &str) -> Result<()> {
        std::thread::sleep(SILENCE);
        let n = self.n_letters_to(address)?;
        want(n == 1, || format!("{what}: {n} letters instead of one"))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.close_post();
    }
}

/// The lead with the most open tasks.
fn busiest(tasks: &[Value]) -> Result<(String, Vec<(String, String)>)> {
    let mut of: std::collections::BTreeMap<&str, Vec<(String, String)>> = Default::default();
    for task in tasks.iter().filter(|it| it["state"]["work"] == "not_started") {
        let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
        of.entry(task["lead"]["id"].as_str().unwrap_or_default())
            .or_default()
            .push((text(&task["code"]), text(&task["words"])));
    }
    let (unit, tasks) = of.into_iter().max_by_key(|it| it.1.len()).context("no task is open")?;
    Ok((unit.to_owned(), tasks))
}

/// What a program prints as one JSON document.
pub fn told(what: &str, command: &mut Command) -> Result<Value> {
    serde_json::from_str(&shell::output(what, command)?).with_context(|| format!("reading {what}"))
}

/// A file of `words`.
pub fn written(path: &Path, words: &[u8]) -> Result<()> {
    fs::write(path, words).with_context(|| format!("writing {}", path.display()))
}
