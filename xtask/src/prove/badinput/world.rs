//! A register with tasks, a server over it and somebody signed in: what the cells of the table are tried on.

use super::super::binary::{ACTOR, Binary, Place};
use super::super::http::{Answer, Client, words_of};
use super::super::server::{self, Server, stream_id};
use super::super::want;
use super::Door;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

const CLERK: &str = "Clerk of the proofs";
/// One cell uses up two tasks, one in each language.
const N_TASKS: u64 = 120;

/// What somebody was told.
pub struct Said {
    /// An exit code or a status.
    pub code: i32,
    pub words: String,
}

/// One act as every door takes it.
pub struct Deed<'a> {
    pub key: &'a str,
    /// `report_progress`, of a task.
    pub act: &'a str,
    pub task: &'a Task,
    pub seen: Option<u64>,
    /// Its fields as typed into a form; all are text.
    pub fields: &'a [(&'a str, &'a str)],
}

#[derive(Clone)]
pub struct Task {
    pub id: String,
    pub code: String,
}

pub struct World<'a> {
    pub binary: &'a Binary,
    pub place: &'a Place,
    pub server: Server,
    pub client: Client,
    tasks: Vec<Task>,
    n_keys: u64,
}

impl<'a> World<'a> {
    /// Fills the register at `place`, serves it, and signs its clerk in.
    pub fn begin(binary: &'a Binary, place: &'a Place) -> Result<World<'a>> {
        let root = stream_id(1000);
        let found = json!({ "name": "Root", "kind": "area", "level": "commune" });
        let mut orders = vec![json!({ "act": "unit.found", "stream": root, "body": found })];
        for n in 0..N_TASKS {
            let body = json!({ "words": format!("Task {n}"), "lead": root, "deadline": { "kind": "unset" } });
            orders.push(json!({ "act": "task.assign", "stream": stream_id(2000 + n), "body": body }));
        }
        orders.extend(server::account(1, CLERK, &[("clerk", &root), ("administrator", &root)]));
        server::act(binary, place, &orders)?;
        let shown = binary.ask(place, &["show", "tasks", "--json"])?;
        let shown = shown["tasks"].as_array().context("looking for tasks in what bamsat shows")?;
        let task = |it: &Value| Some(Task { id: it["id"].as_str()?.to_owned(), code: it["code"].as_str()?.to_owned() });
        let tasks = shown.iter().filter_map(task).collect();
        let server = Server::start(binary, place)?;
        let client = server.first_client(binary, place, CLERK)?;
        Ok(World { binary, place, server, client, tasks, n_keys: 0 })
    }

    /// Serves the same register with a new server, after something was done while there was none.
    pub fn served_again(self, meanwhile: impl FnOnce() -> Result<()>) -> Result<World<'a>> {
        let World { binary, place, server, client, tasks, n_keys } = self;
        server.stop()?;
        meanwhile()?;
        let server = Server::start(binary, place)?;
        let client = Client { address: server.address.clone(), ..client };
        Ok(World { binary, place, server, client, tasks, n_keys })
    }

    /// A task that nothing has happened to.
    pub fn task(&mut self) -> Result<Task> {
        self.tasks.pop().context("all tasks are used up")
    }

    pub fn key(&mut self) -> String {
        self.n_keys += 1;
        format!("bad-{}", self.n_keys)
    }

    /// The position of the head of a clean register.
    pub fn position(&self) -> Result<u64> {
        Ok(self.binary.check(self.place)?.position)
    }

    /// `bamsat` with `words`, in `language`.
    pub fn command(&self, language: &str, words: &[&str]) -> Result<Said> {
        told(self.binary.command(words).args(self.place.arguments()).args(["--lang", language]), "")
    }

    /// Does an act at a door.
    pub fn act(&mut self, door: Door, language: &'static str, deed: &Deed) -> Result<Said> {
        match door {
            Door::Command => self.act_by_command(language, deed),
            Door::Page => self.act_by_page(language, deed),
            Door::Api => self.act_by_api(language, deed),
        }
    }

    /// An act by `bamsat act`.
    fn act_by_command(&self, language: &str, deed: &Deed) -> Result<Said> {
        let mut command = self.binary.command(&["act", "--by", ACTOR, "--lang", language]);
        told(command.args(self.place.arguments()), &format!("{}\n", request(deed)))
    }

    /// An act by the form of the task's page.
    fn act_by_page(&mut self, language: &'static str, deed: &Deed) -> Result<Said> {
        self.client.language = language;
        let seen = deed.seen.map(|it| it.to_string()).unwrap_or_default();
        let mut fields = vec![("key", deed.key)];
        if deed.seen.is_some() {
            fields.push(("seen", &seen));
        }
        fields.extend(deed.fields);
        let path = format!("/tasks/{}/acts/{}", deed.task.code, deed.act);
        Ok(Said::of_page(&self.client.post_form(&path, &fields)?))
    }

    /// An act by the API.
    fn act_by_api(&mut self, language: &'static str, deed: &Deed) -> Result<Said> {
        self.client.language = language;
        Ok(Said::of_api(&self.client.post_json("/api/acts", &request(deed))?))
    }

    pub fn page(&mut self, language: &'static str, path: &str) -> Result<Said> {
        self.client.language = language;
        Ok(Said::of_page(&self.client.get(path)?))
    }

    pub fn api(&mut self, language: &'static str, path: &str) -> Result<Said> {
        self.client.language = language;
        Ok(Said::of_api(&self.client.get(&format!("/api{path}"))?))
    }
}

impl Said {
    pub fn of_page(answer: &Answer) -> Said {
        let at = answer.header("location").unwrap_or_default();
        Said { code: i32::from(answer.status), words: format!("{at} {}", words_of(&answer.text())) }
    }

    /// Of a problem, its sentence; of anything else, the whole text.
    pub fn of_api(answer: &Answer) -> Said {
        let text = answer.text();
        let sentence = answer.json().ok().and_then(|it| it["title"].as_str().map(str::to_owned));
        let is_problem = answer.header("content-type").is_some_and(|it| it.starts_with("application/problem+json"));
        let words = if answer.status < 400 || !is_problem { text } else { sentence.unwrap_or_default() };
        Said { code: i32::from(answer.status), words }
    }
}

/// The line of JSON that an act is.
fn request(deed: &Deed) -> Value {
    let body: serde_json::Map<String, Value> =
        deed.fields.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    let act = format!("task.{}", deed.act);
    let mut request = json!({ "key": deed.key, "act": act, "stream": deed.task.id, "body": body });
    if let Some(seen) = deed.seen {
        request["seen"] = json!(seen);
    }
    request
}

/// Runs a command to its end; sentences inside its JSON are read like those beside it.
fn told(command: &mut Command, input: &str) -> Result<Said> {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().context("starting bamsat")?;
    let mut stdin = child.stdin.take().expect("invariant: the input was piped");
    // A command that reads no input may have ended already.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().context("waiting for bamsat")?;
    let [stdout, stderr] = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
    let sentences = stdout.lines().filter_map(|it| serde_json::from_str::<Value>(it).ok()).filter_map(|it| {
        let sentence = it["refused"]["sentence"].as_str().or_else(|| it["failed"]["sentence"].as_str())?;
        Some(sentence.to_owned())
    });
    let sentences: Vec<String> = sentences.collect();
    let code = output.status.code().context("bamsat was killed")?;
    want(code != 101, || format!("bamsat panicked: {stderr}"))?;
    Ok(Said { code, words: format!("{} {stderr} {stdout}", sentences.join(" ")) })
}
